"""Writing an application through the link: keep what is typed, notice a second device, items."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding.applicant_checks import declarations
from drehscheibe.domain.forwarding.comparing import name_key, place_key
from drehscheibe.domain.forwarding.facts import facts_of, programme_of
from drehscheibe.domain.forwarding.item_amounts import case_amounts, total
from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import fields
from drehscheibe.kernel.audit.actions import record

LONGEST_INPUT = 10_000
"""Characters of unreadable input kept in one field."""
MOST_ITEMS = 30
GONE = "Punkt entfernt"


@dataclass
class Saved:
    """What became of typed input: the new version, unreadable fields, fields changed elsewhere."""

    version: int
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """field id → (stored text, typed text)"""


@transaction.atomic
def save_application(
    *,
    case: ForwardingCase,
    typed: Mapping[str, str],
    declared: Collection[str] | None,
    version: int,
    at: datetime,
    overwrite: bool = False,
) -> Saved:
    """Keep what was typed: readable fields in their columns, the rest as text beside an error.

    Unknown names are ignored. A field that was changed after `version` is left as it is and
    reported with both texts, unless `overwrite` says that the person has seen both. `declared` is
    None when the form did not show the declarations. Raises `ForwardingRefused`.
    """
    locked = editable(case)
    stored = fields.texts(locked)
    saved = Saved(version=version)
    changed = {
        name: clean(text)
        for name, text in typed.items()
        if name in stored and clean(text) != stored[name]
    }
    if not overwrite:
        _set_apart(locked, changed, typed, stored, saved)
    _keep(locked, changed, saved)
    names = set(changed)
    if declared is not None and _declare(locked, declared, saved, overwrite=overwrite):
        names.add("declarations")
    if names:
        _count_up(locked, names, at=at)
        record("forwarding.case.edit", about=locked, by=None, at=at, detail={"n": len(names)})
    saved.version = version if saved.conflicts else locked.version
    for name, text in locked.kept_input.items():
        saved.errors.setdefault(name, refusal(locked, name, text))
    return saved


@transaction.atomic
def add_item(*, case: ForwardingCase, code: str, at: datetime) -> int:
    """Add an item of the programme with empty inputs and return its number."""
    locked = editable(case)
    if fields.item_of(programme_of(locked), code) is None:
        raise ForwardingRefused("Diesen Fördergegenstand gibt es in diesem Aufruf nicht.")
    numbers = [row.number for row in locked.items.all()]
    if len(numbers) >= MOST_ITEMS:
        raise ForwardingRefused(f"Mehr als {MOST_ITEMS} Punkte sind nicht möglich.")
    number = max([*numbers, int(locked.field_versions.get("last_item", 0))]) + 1
    CaseItem.objects.create(case=locked, number=number, code=code)
    locked.field_versions["last_item"] = number  # a number is never given twice
    _count_up(locked, [f"items-{number}"], at=at)
    record("forwarding.case.add_item", about=locked, by=None, at=at, detail={"code": code})
    return number


@transaction.atomic
def remove_item(*, case: ForwardingCase, number: int, at: datetime) -> None:
    """Remove an item; what was typed in it goes with it."""
    locked = editable(case)
    gone, _ = CaseItem.objects.filter(case=locked, number=number).delete()
    if not gone:
        return
    mine = f"items-{number}-"
    kept = locked.kept_input
    locked.kept_input = {each: text for each, text in kept.items() if not each.startswith(mine)}
    _count_up(locked, [f"items-{number}"], at=at)
    record("forwarding.case.remove_item", about=locked, by=None, at=at, detail={"row": number})


def editable(case: ForwardingCase) -> ForwardingCase:
    """The locked row, or a refusal that says why it cannot be changed now."""
    rows = ForwardingCase.objects.select_related("call", "centre")
    locked = rows.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if not locked.is_editable:
        raise ForwardingRefused(
            "Der Antrag ist schon eingereicht und lässt sich jetzt nicht ändern. "
            "Was Sie getippt haben, steht noch auf dieser Seite."
        )
    return locked


def clean(text: str) -> str:
    """Without blanks around it and without NUL, which PostgreSQL cannot store."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def refusal(case: ForwardingCase, name: str, text: str) -> str:
    """Why a kept text cannot be read."""
    try:
        if name in fields.FIELDS:
            fields.FIELDS[name].read(text)
        else:
            row = _row_of(case, name)
            item = fields.item_of(programme_of(case), row.code) if row else None
            if row and item:
                fields.put_item(row, item, name.split("-", 2)[2], text)
    except fields.REFUSALS as error:
        return str(error)
    return "Bitte prüfen Sie diese Angabe."


def _keep(case: ForwardingCase, changed: Mapping[str, str], saved: Saved) -> None:
    """Put every changed field where it belongs: its column, or the kept input beside its error."""
    rows = {row.number: row for row in case.items.all()}
    programme = programme_of(case)
    touched = set()
    for name, text in changed.items():
        case.kept_input.pop(name, None)
        try:
            if name in fields.FIELDS:
                fields.put(case, name, text)
                continue
            number = int(name.split("-")[1])
            touched.add(number)
            item = fields.item_of(programme, rows[number].code)
            if item is not None:
                fields.put_item(rows[number], item, name.split("-", 2)[2], text)
        except fields.REFUSALS as error:
            case.kept_input[name] = text[:LONGEST_INPUT]
            saved.errors[name] = str(error)
    for number in touched:
        rows[number].save(update_fields=["values", *fields.PLACE])


def _known(declared: Collection[str]) -> list[str]:
    return [each.code for each in declarations() if each.code in declared]


def _set_apart(
    case: ForwardingCase,
    changed: dict[str, str],
    typed: Mapping[str, str],
    stored: Mapping[str, str],
    saved: Saved,
) -> None:
    """Take out what was changed elsewhere after the version this page shows: both texts stay."""
    for name in [each for each in changed if _changed_in(case, each) > saved.version]:
        saved.conflicts[name] = (stored[name], changed.pop(name))
    for name, text in typed.items():
        if _is_of_a_removed_item(case, name, stored, saved.version) and clean(text):
            saved.conflicts[name] = (GONE, clean(text))


def _declare(
    case: ForwardingCase, declared: Collection[str], saved: Saved, *, overwrite: bool
) -> bool:
    """Whether the declarations are others now."""
    wanted = _known(declared)
    if wanted == case.declarations:
        return False
    if not overwrite and _changed_in(case, "declarations") > saved.version:
        saved.conflicts["declarations"] = (_said(case.declarations), _said(wanted))
        return False
    case.declarations = wanted
    return True


def _said(declared: Collection[str]) -> str:
    """Which declarations are given, in words."""
    return f"{len(_known(declared))} von {len(declarations())} bestätigt"


def _count_up(case: ForwardingCase, changed: Iterable[str], *, at: datetime) -> None:
    """A new version in which these fields changed, with the keys and amounts that follow."""
    case.version += 1
    case.field_versions |= dict.fromkeys(changed, case.version)
    case.changed_at = at
    case.applicant_key = name_key(case.name)
    place = (case.place_street, case.place_postal_code, case.place_town)
    home = (case.street, case.postal_code, case.town)
    case.place_key = place_key(*(place if case.place_street else home))
    case.requested = None
    case.save()
    case.requested = _write_amounts(case)
    case.save(update_fields=["requested"])


def _write_amounts(case: ForwardingCase) -> Decimal | None:
    """Each item's place, key and amount; returns the sum, None while no item has one."""
    rows = list(CaseItem.objects.filter(case=case))
    for row in rows:
        own = place_key(row.place_street, row.place_postal_code, row.place_town)
        row.place_key = own or case.place_key
    CaseItem.objects.bulk_update(rows, ["place_key"])
    found = case_amounts(facts_of(ForwardingCase.objects.select_related("call").get(pk=case.pk)))
    by_number = {each.number: each.amount for each in found}
    for row in rows:
        row.amount = by_number.get(row.number)
    CaseItem.objects.bulk_update(rows, ["amount"])
    return total(found) if rows else None


def _changed_in(case: ForwardingCase, name: str) -> int:
    versions: dict[str, int] = case.field_versions
    row = name.rpartition("-")[0]
    return max(versions.get(name, 0), versions.get(row, 0) if row else 0)


def _row_of(case: ForwardingCase, name: str) -> CaseItem | None:
    parts = name.split("-", 2)
    if len(parts) != 3 or parts[0] != "items" or not parts[1].isdecimal() or len(parts[1]) > 5:
        return None
    return next((row for row in case.items.all() if row.number == int(parts[1])), None)


def _is_of_a_removed_item(
    case: ForwardingCase, name: str, stored: Mapping[str, str], version: int
) -> bool:
    return name not in stored and name.startswith("items-") and _changed_in(case, name) > version
