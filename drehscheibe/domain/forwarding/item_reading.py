"""Reads one item (Fördergegenstand) of a programme file and names the place of every mistake."""

from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from drehscheibe.domain.forwarding.programme import Calculation, FieldKind, Item, ItemField
from drehscheibe.domain.funding.guideline_reading import Section, as_flag, as_number, as_text

LIMITS = frozenset(
    {
        "amounts_per_building",  # K01, fixed amounts per building and year
        "use_share_percent",  # K02, share of the time of use for the target group
        "months",  # K03, months per year
        "licences",  # K04
        "per_applicant",  # K04, items per applicant and year
        "escorts",  # K05, escorts per volunteer and month
        "participants",  # K06, at least
        "volunteers",  # K06, at least
        "participants_per_volunteer",  # K06, about, prevention line
        "once",  # K07, items per applicant and year, a hint only
        "invoice",  # K08, 1 = the proof needs an invoice
        "page_characters",  # example 14: characters of a page
        "amount_per_day",  # K09, euro
        "cost_minimum",  # euro
        "cost_maximum",  # euro
    }
)
UNKNOWN = "unbekannt"
Code = TypeVar("Code", bound=StrEnum)


def read_item(section: Section) -> Item:
    """One item with its limits and fields; raises `GuidelineFileError`."""
    limits = section.section("limits") if "limits" in section.table else None
    item = Item(
        code=section.text("code"),
        module=section.text("module"),
        label=section.text("label"),
        official=section.text("official"),
        help=section.text("help"),
        unit=section.text("unit"),
        calculation=_code(section, "calculation", Calculation),
        quantity=_texts(section, "quantity"),
        needs_place=_flag(section, "needs_place"),
        excludes=_texts(section, "excludes"),
        requires=_texts(section, "requires"),
        amount=section.value("amount", as_number_if_known),
        limits=MappingProxyType(
            {name: limits.value(name, as_number) for name in limits.table} if limits else {}
        ),
        fields=tuple(_field(each) for each in section.sections("fields")),
    )
    section.close()
    for name in item.limits:
        if name not in LIMITS:
            raise section.wrong(f"limits.{name}", "ist unbekannt")
    for name in item.quantity:
        if item.field(name) is None:
            raise section.wrong("quantity", f"„{name}“ ist keines der Felder")
    return item


def _field(section: Section) -> ItemField:
    kind = _code(section, "kind", FieldKind)
    choices = section.section("choices").table if kind is FieldKind.CHOICE else {}
    field = ItemField(
        name=section.text("name"),
        kind=kind,
        label=section.text("label"),
        hint=section.text("hint") if "hint" in section.table else "",
        required=_flag(section, "required") if "required" in section.table else True,
        minimum=_bound(section, "minimum"),
        maximum=_bound(section, "maximum"),
        choices=tuple(choices.items()),
        refused=_texts(section, "refused") if "refused" in section.table else (),
    )
    section.close()
    return field


def _bound(section: Section, key: str) -> Decimal | None:
    if key not in section.table:
        return None
    try:
        return as_number(section.take(key))
    except (ValueError, TypeError) as error:
        raise section.wrong(key, str(error)) from error


def _flag(section: Section, key: str) -> bool:
    try:
        return as_flag(section.take(key))
    except TypeError as error:
        raise section.wrong(key, str(error)) from error


def _texts(section: Section, key: str) -> tuple[str, ...]:
    raw = section.take(key)
    if not isinstance(raw, list):
        raise section.wrong(key, "erwartet eine Liste von Texten")
    return tuple(as_text(each) for each in raw)


def _code(section: Section, key: str, codes: type[Code]) -> Code:
    raw = section.text(key)
    try:
        return codes(raw)
    except ValueError:
        known = ", ".join(codes)
        raise section.wrong(key, f"„{raw}“ ist keines von {known}") from None


def as_number_if_known(raw: Any) -> Decimal | None:  # TOML knows its types only when read
    """A number from 0, or None for the word that says that no source tells it."""
    return None if raw == UNKNOWN else as_number(raw)
