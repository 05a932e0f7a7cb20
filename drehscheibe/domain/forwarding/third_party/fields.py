"""The fields of a third party's application: read from what people type, and written back.

A field's id is the id of its input and the anchor of findings: `name`, `starts_on`,
`items-2-months`, `items-2-place_street`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.item_values import (
    ValueRefused,
    read_value,
    shown_value,
    stored_value,
)
from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.models.case import ApplicantKind
from drehscheibe.domain.forwarding.programme import Item, Programme
from drehscheibe.kernel.language.amounts import AmountRefused
from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day

REFUSALS = (ValueRefused, AmountRefused, DayRefused)
"""What reading an input may raise; each message is German."""
LONGEST_TEXT = 6000
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class CaseField:
    """How one column is read from text and shown as text."""

    column: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    empty: Any = ""


def line(longest: int) -> Callable[[str], str]:
    """A reader of one line.

    >>> line(5)("a   b")
    'a b'
    """

    def read(text: str) -> str:
        joined = " ".join(text.split())
        if len(joined) > longest:
            raise ValueRefused(f"Bitte höchstens {longest} Zeichen schreiben.")
        return joined

    return read


def read_prose(text: str) -> str:
    """A text of several lines."""
    if len(text) > LONGEST_TEXT:
        raise ValueRefused(f"Bitte höchstens {LONGEST_TEXT} Zeichen schreiben.")
    return text.replace("\r\n", "\n")


def read_postal_code(text: str) -> str:
    """Five digits.

    >>> read_postal_code("59 227")
    '59227'
    """
    digits = "".join(text.split())
    if len(digits) != 5 or not digits.isascii() or not digits.isdigit():
        raise ValueRefused("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 59227.")
    return digits


def read_phone(text: str) -> str:
    """A telephone number as people write it."""
    number = line(40)(text)
    if not any(sign.isdigit() for sign in number) or set(number) - set("0123456789 +-/()."):
        raise ValueRefused(
            "Das ist keine Telefonnummer. Bitte nur Ziffern, zum Beispiel 02382 123."
        )
    return number


def read_people(text: str) -> int:
    """A number of people."""
    digits = "".join(text.split()).replace(".", "")
    if not digits.isascii() or not digits.isdigit() or int(digits[:12]) > MOST_PEOPLE:
        raise ValueRefused("Bitte eine ganze Zahl ab 0 schreiben, zum Beispiel 12.")
    return int(digits)


def read_kind(text: str) -> str:
    """One of the kinds of applicants."""
    if text not in ApplicantKind.values:
        raise ValueRefused("Bitte einen der Einträge wählen.")
    return text


FIELDS: Mapping[str, CaseField] = {
    "name": CaseField("name", line(200), str),
    "kind": CaseField("kind", read_kind, str),
    "street": CaseField("street", line(150), str),
    "postal_code": CaseField("postal_code", read_postal_code, str),
    "town": CaseField("town", line(80), str),
    "contact_name": CaseField("contact_name", line(150), str),
    "phone": CaseField("phone", read_phone, str),
    "volunteers": CaseField("volunteers", read_people, str, None),
    "full_time": CaseField("full_time", read_people, str, None),
    "fee_staff": CaseField("fee_staff", read_people, str, None),
    "title": CaseField("title", line(200), str),
    "description": CaseField("description", read_prose, str),
    "starts_on": CaseField("starts_on", parse_day, german_day, None),
    "ends_on": CaseField("ends_on", parse_day, german_day, None),
    "place_street": CaseField("place_street", line(150), str),
    "place_postal_code": CaseField("place_postal_code", read_postal_code, str),
    "place_town": CaseField("place_town", line(80), str),
}
PLACE = ("place_street", "place_postal_code", "place_town")


def item_of(programme: Programme, code: str) -> Item | None:
    """The item of this code; None for one the programme does not have (any more)."""
    return next((each for each in programme.items if each.code == code), None)


def item_names(item: Item) -> tuple[str, ...]:
    """The inputs of an item: its own, and its place where it needs one."""
    return (*(each.name for each in item.fields), *(PLACE if item.needs_place else ()))


def field_id(number: int, name: str) -> str:
    """The id of an item's input."""
    return f"items-{number}-{name}"


def texts(case: ForwardingCase) -> dict[str, str]:
    """Every field's text as the form shows it: what is stored, or what could not be read yet."""
    found = {name: shown(case, field) for name, field in FIELDS.items()}
    programme = programme_of(case)
    for row in case.items.all():
        item = item_of(programme, row.code)
        for name in item_names(item) if item else ():
            found[field_id(row.number, name)] = item_text(row, item, name) if item else ""
    kept: dict[str, str] = case.kept_input
    return found | {name: text for name, text in kept.items() if name in found}


def shown(case: ForwardingCase, field: CaseField) -> str:
    """The stored value as text for the input."""
    value = getattr(case, field.column)
    return "" if value in (None, "") else field.show(value)


def item_text(row: CaseItem, item: Item, name: str) -> str:
    """The stored value of an item's input as text."""
    if name in PLACE:
        return str(getattr(row, name))
    declared = item.field(name)
    return shown_value(declared, row.values.get(name)) if declared else ""


def put(case: ForwardingCase, name: str, text: str) -> None:
    """Put one of the case's own fields into its column; raises one of `REFUSALS`."""
    field = FIELDS[name]
    setattr(case, field.column, field.empty)
    if text:
        setattr(case, field.column, field.read(text))


def put_item(row: CaseItem, item: Item, name: str, text: str) -> None:
    """Put an item's input where it belongs; raises one of `REFUSALS`."""
    if name in PLACE:
        setattr(row, name, "")
        setattr(row, name, FIELDS[name].read(text) if text else "")
        return
    declared = item.field(name)
    row.values.pop(name, None)
    if declared is not None and text:
        row.values[name] = stored_value(read_value(declared, text))
