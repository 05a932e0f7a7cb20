"""Typing a proof: keep what was typed, notice each other, add and remove rows.

The same promises as for an application (`funding/drafting.py`): nothing typed is lost, and two
people at one proof notice each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from drehscheibe.domain.funding.draft_fields import InputRefused
from drehscheibe.domain.funding.models import ProofItem, ProofOfUse, Voucher
from drehscheibe.domain.funding.proof import fields
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.language.amounts import AmountRefused
from drehscheibe.kernel.language.days import DayRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

MOST_ROWS = {"items": 60, "vouchers": 5_000}
LONGEST_INPUT = 20_000
"""Characters of unreadable input kept in one field."""
UNREADABLE = (InputRefused, AmountRefused, DayRefused)
FLAGS = {"net_prices", "confirmed_necessary"}
ADDABLE: dict[str, type[ProofItem] | type[Voucher]] = {"items": ProofItem, "vouchers": Voucher}
"""Posts are those of the granted plan; nobody adds one."""
REMOVED = "Zeile entfernt"


@dataclass
class ProofSaved:
    """What became of typed input: the new version, unreadable fields, fields others changed."""

    version: int
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """field id → (stored text, typed text)"""


@transaction.atomic
def save_proof(
    *,
    proof: ProofOfUse,
    typed: Mapping[str, str],
    version: int,
    by: Person,
    at: datetime,
    overwrite: bool = False,
) -> ProofSaved:
    """Keep what was typed: readable fields in their columns, the rest as text beside an error.

    Unknown ids are ignored. A field somebody else changed after `version` is left as it is and
    reported with both texts, unless `overwrite` says that the person has seen both.
    """
    locked = editable(proof, by=by, at=at)
    rows = _rows(locked, typed)
    stored = fields.typed_texts(locked, [row for row in rows.values() if isinstance(row, Voucher)])
    saved = ProofSaved(version=locked.version)
    changed = {
        name: _clean(text)
        for name, text in typed.items()
        if name in stored and _clean(text) != stored[name]
    }
    if not overwrite:
        for name in [name for name in changed if _changed_in(locked, name) > version]:
            saved.conflicts[name] = (stored[name], changed.pop(name))
        saved.conflicts |= _typed_in_removed_rows(locked, stored, typed, version)
    touched: dict[fields.Row, set[str]] = {}
    for name, text in changed.items():
        _keep(locked, rows, touched, name, text, saved)
    own = touched.pop(locked, set())
    for row, names in touched.items():
        row.save(update_fields=names)
    if changed:
        count_up(locked, changed, {*own, "kept_input"}, by=by, at=at)
        record("funding.proof.edit", about=locked, by=by, at=at, detail={"n": len(changed)})
    saved.version = version if saved.conflicts else locked.version
    for name, text in locked.kept_input.items():
        saved.errors.setdefault(name, refusal_of(name, text))
    return saved


@transaction.atomic
def set_choices(
    *,
    proof: ProofOfUse,
    choices: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> ProofSaved:
    """Flags and the certificate: chosen, not typed; a later choice of others is reported."""
    locked = editable(proof, by=by, at=at)
    saved = ProofSaved(version=locked.version)
    wanted = {name: value for name, value in choices.items() if name in FLAGS | {"certificate"}}
    for name in list(wanted):
        if version is not None and locked.field_versions.get(name, 0) > version:
            saved.conflicts[name] = (_said(getattr(locked, name)), _said(wanted.pop(name)))
    for name, value in wanted.items():
        setattr(locked, name, value)
    if wanted:
        count_up(locked, wanted, wanted, by=by, at=at)
        detail = {"fields": sorted(wanted)}
        record("funding.proof.choose", about=locked, by=by, at=at, detail=detail)
    saved.version = locked.version if version is None or not saved.conflicts else version
    return saved


@transaction.atomic
def add_row(*, proof: ProofOfUse, table: str, by: Person, at: datetime, part: str = "") -> int:
    """Add an empty item or voucher and return its number."""
    locked = editable(proof, by=by, at=at)
    rows = ADDABLE[table]._default_manager.filter(proof=locked)
    if rows.count() >= MOST_ROWS[table]:
        raise ProofRefused(f"Mehr als {MOST_ROWS[table]} Zeilen sind nicht möglich.")
    number: int = (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
    default = "staff" if table == "vouchers" else ProofItem.Part.MATERIAL.value
    rows.create(proof=locked, number=number, part=part or default)
    count_up(locked, [f"{table}-{number}"], (), by=by, at=at)
    record(f"funding.proof.add_{table}", about=locked, by=by, at=at, detail={"row": number})
    return number


@transaction.atomic
def remove_row(*, proof: ProofOfUse, table: str, number: int, by: Person, at: datetime) -> None:
    """Remove an item or a voucher; what was typed in it goes with it.

    F23: a voucher that was handed in stays, also while a question is open.
    """
    locked = editable(proof, by=by, at=at)
    if table not in ADDABLE:
        raise ProofRefused("Stellen des bewilligten Plans bleiben im Nachweis; 0 € ist möglich.")
    if table == "vouchers" and locked.submitted_on is not None:
        raise ProofRefused(
            "Eingereichte Belege werden nicht gelöscht. Setzen Sie den Betrag auf 0 und sagen Sie "
            "in der Antwort, warum."
        )
    ADDABLE[table]._default_manager.filter(proof=locked, number=number).delete()
    prefix = f"{table}-{number}-"
    locked.kept_input = {
        name: text for name, text in locked.kept_input.items() if not name.startswith(prefix)
    }
    count_up(locked, [f"{table}-{number}"], ["kept_input"], by=by, at=at)
    record(f"funding.proof.remove_{table}", about=locked, by=by, at=at, detail={"row": number})


@transaction.atomic
def attach_voucher(
    *, proof: ProofOfUse, number: int, document: Document, by: Person, at: datetime
) -> None:
    """Put a file (scan, photo) to a voucher."""
    locked = editable(proof, by=by, at=at)
    if not locked.vouchers.filter(number=number).update(document=document):
        raise ProofRefused("Diese Belegzeile gibt es nicht mehr. Bitte laden Sie die Seite neu.")
    count_up(locked, [f"vouchers-{number}-document"], (), by=by, at=at)
    record("funding.proof.attach", about=locked, by=by, at=at, detail={"voucher": number})


def editable(proof: ProofOfUse, *, by: Person, at: datetime) -> ProofOfUse:
    """The locked row, or a refusal that says why it cannot be changed now."""
    rows = ProofOfUse.objects.select_related("application__centre")
    locked = locked_for(by, may.EDIT, proof, on=day_of(at), rows=rows)
    if not locked.is_editable:
        raise ProofRefused(
            f"Der Nachweis ist nicht mehr bearbeitbar: Stand „{locked.get_status_display()}“. "
            "Ihre Eingaben stehen noch auf dieser Seite."
        )
    return locked


def refusal_of(name: str, text: str) -> str:
    """Why a kept text cannot be read, in German."""
    found = fields.field_of(name)
    try:
        if found is not None:
            found[2].read(text)
    except UNREADABLE as refusal:
        return str(refusal)
    return "Bitte prüfen Sie diese Angabe."


Rows = dict[tuple[str, int], fields.Row]


def _rows(proof: ProofOfUse, typed: Mapping[str, str]) -> Rows:
    """The rows the typed fields stand in; of the vouchers only those."""
    found = (fields.field_of(name) for name in typed)
    numbers = {place[1] for place in found if place is not None and place[0] == "vouchers"}
    rows: Rows = {("case", 0): proof}
    rows |= {("posts", row.number): row for row in proof.posts.all()}
    rows |= {("items", row.number): row for row in proof.items.all()}
    if numbers:
        rows |= {("vouchers", row.number): row for row in proof.vouchers.filter(number__in=numbers)}
    return rows


def _keep(
    proof: ProofOfUse,
    rows: Rows,
    touched: dict[fields.Row, set[str]],
    name: str,
    text: str,
    saved: ProofSaved,
) -> None:
    """Put one field where it belongs: its column, or the kept input beside its error."""
    found = fields.field_of(name)
    if found is None:
        return
    table, number, column = found
    row = rows[(table, number)]
    proof.kept_input.pop(name, None)
    value = column.empty
    if text:
        try:
            value = column.read(text)
        except UNREADABLE as refusal:
            proof.kept_input[name] = text[:LONGEST_INPUT]
            saved.errors[name] = str(refusal)
    setattr(row, column.column, value)
    touched.setdefault(row, set()).add(column.column)


def _changed_in(proof: ProofOfUse, name: str) -> int:
    """The version in which a field, or the row it stands in, last changed."""
    row = name.rpartition("-")[0]
    versions: dict[str, int] = proof.field_versions
    return max(versions.get(name, 0), versions.get(row, 0))


def _typed_in_removed_rows(
    proof: ProofOfUse, stored: Mapping[str, str], typed: Mapping[str, str], version: int
) -> dict[str, tuple[str, str]]:
    """Texts for rows that somebody else removed meanwhile: shown, not silently dropped."""
    return {
        name: (REMOVED, _clean(text))
        for name, text in typed.items()
        if name not in stored
        and fields.field_of(name) is not None
        and _clean(text)
        and _changed_in(proof, name) > version
    }


def _clean(text: str) -> str:
    """Without blanks around it and without NUL, which PostgreSQL cannot store."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def _said(value: Any) -> str:
    """A choice in words for the page that shows both versions."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value or "")


def count_up(
    proof: ProofOfUse, changed: Iterable[str], columns: Iterable[str], *, by: Person, at: datetime
) -> None:
    """A new version in which these fields changed; written with these columns, no others."""
    proof.version += 1
    proof.field_versions |= dict.fromkeys(changed, proof.version)
    proof.changed_at, proof.entered_by = at, by
    proof.save(update_fields={"version", "field_versions", "changed_at", "entered_by", *columns})
