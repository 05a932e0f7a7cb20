"""Typing an application: keep what was typed, notice each other, add and remove rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from drehscheibe.domain.funding import draft_fields
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import guideline_of
from drehscheibe.domain.funding.models import (
    Application,
    FundedPost,
    MaterialCost,
)
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import AmountRefused
from drehscheibe.kernel.language.days import DayRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

MOST_ROWS = 40
LONGEST_INPUT = 10_000
"""Characters of unreadable input kept in one field."""
NOT_TO_CHOOSE = (
    "Dieses Konzept steht nicht (mehr) zur Wahl, vielleicht ist es inzwischen abgelöst. "
    "Bitte ein geltendes Konzept wählen."
)
TABLES: dict[str, type[FundedPost] | type[MaterialCost]] = {
    "posts": FundedPost,
    "material": MaterialCost,
}
OF_THE_CENTRE = ("centre__kind", "centre__organisation", "centre__carrier")
"""What sums and open points ask of the centre."""


@dataclass
class Saved:
    """What became of typed input: the new version, unreadable fields, fields others changed.

    `application` is the case as it now stands, so that the answer need not read it again.
    """

    version: int
    application: Application
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """field id → (stored text, typed text)"""


@transaction.atomic
def save_draft(
    *,
    application: Application,
    typed: Mapping[str, str],
    version: int,
    by: Person,
    at: datetime,
    overwrite: bool = False,
) -> Saved:
    """Keep what was typed: readable fields in their columns, the rest as text beside an error.

    `typed` maps field ids (`draft_fields`) to texts; unknown ids are ignored (attack 6). A field
    that somebody else changed after `version` is left as it is and reported with both texts, unless
    `overwrite` says that the person has seen both.
    """
    locked = _editable_with_rows(application, by=by, at=at)
    stored = draft_fields.typed_texts(locked)
    saved = Saved(version=locked.version, application=locked)
    changed = {
        name: _clean(text)
        for name, text in typed.items()
        if name in stored and _clean(text) != stored[name]
    }
    if not overwrite:
        for name in [name for name in changed if _changed_in(locked, name) > version]:
            saved.conflicts[name] = (stored[name], changed.pop(name))
        saved.conflicts |= _typed_in_removed_rows(locked, stored, typed, version)
    touched: dict[draft_fields.Row, set[str]] = {locked: set()}
    for name, text in changed.items():
        _keep(locked, touched, name, text, saved)
    own = touched.pop(locked)
    for row, names in touched.items():
        row.save(update_fields=names)
    if changed:
        _count_up(locked, changed, {*own, "kept_input"}, at=at)
        record("funding.application.edit", about=locked, by=by, at=at, detail={"n": len(changed)})
    # with a conflict open the page keeps its old version, so that nothing is overwritten unseen
    saved.version = version if saved.conflicts else locked.version
    for name, text in locked.kept_input.items():
        saved.errors.setdefault(name, refusal_of(name, text))
    return saved


@transaction.atomic
def set_choices(
    *,
    application: Application,
    choices: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Saved:
    """Declarations, concept and the lay interpreters' concept: chosen, not typed.

    What somebody else chose after `version` is left as it is and reported with both choices, as in
    `save_draft`; without a version the choices replace what stands.
    """
    locked = _editable_with_rows(application, by=by, at=at)
    saved = Saved(version=locked.version, application=locked)
    wanted = dict(choices)
    for name in choices:
        if version is not None and locked.field_versions.get(name, 0) > version:
            saved.conflicts[name] = (_chosen(locked, name), _said(locked, name, wanted.pop(name)))
    if wanted.get("concept") and not _in_force(locked, wanted["concept"]):
        del wanted["concept"]
        saved.errors["concept"] = NOT_TO_CHOOSE
    if wanted:
        _choose(locked, wanted)
        _count_up(locked, wanted, wanted, at=at)
        detail = {"fields": sorted(wanted)}
        record("funding.application.choose", about=locked, by=by, at=at, detail=detail)
    saved.version = locked.version if version is None or not saved.conflicts else version
    return saved


@transaction.atomic
def add_row(*, application: Application, table: str, by: Person, at: datetime) -> int:
    """Add an empty post or material item and return its number."""
    locked = editable(application, by=by, at=at)
    rows = TABLES[table]._default_manager
    numbers = list(rows.filter(application=locked).values_list("number", flat=True))
    if len(numbers) >= MOST_ROWS:
        raise ApplicationRefused(f"Mehr als {MOST_ROWS} Zeilen sind nicht möglich.")
    number = max(numbers, default=0) + 1
    rows.create(application=locked, number=number)
    _count_up(locked, [f"{table}-{number}"], (), at=at)
    record(f"funding.application.add_{table}", about=locked, by=by, at=at, detail={"row": number})
    return number


@transaction.atomic
def remove_row(
    *, application: Application, table: str, number: int, by: Person, at: datetime
) -> None:
    """Remove a post or material item; what was typed in it goes with it."""
    locked = editable(application, by=by, at=at)
    TABLES[table]._default_manager.filter(application=locked, number=number).delete()
    prefix = f"{table}-{number}-"
    locked.kept_input = {
        name: text for name, text in locked.kept_input.items() if not name.startswith(prefix)
    }
    _count_up(locked, [f"{table}-{number}"], ["kept_input"], at=at)
    record(
        f"funding.application.remove_{table}", about=locked, by=by, at=at, detail={"row": number}
    )


def editable(application: Application, *, by: Person, at: datetime) -> Application:
    """The locked row, or a refusal that says why it cannot be changed now."""
    # what sums and open points rest on comes along, so that an answer need not read it again
    own = [each.name for each in Application._meta.concrete_fields]
    rows = Application.objects.select_related("centre", "concept").only(*own, *OF_THE_CENTRE)
    locked = locked_for(by, may.EDIT, application, on=day_of(at), rows=rows)
    if not locked.is_editable:
        raise ApplicationRefused(
            f"Der Antrag ist nicht mehr bearbeitbar: Stand „{locked.get_status_display()}“. "
            "Ihre Eingaben stehen noch auf dieser Seite."
        )
    return locked


def _editable_with_rows(application: Application, *, by: Person, at: datetime) -> Application:
    locked = editable(application, by=by, at=at)
    prefetch_related_objects([locked], *TABLES)
    return locked


def _choose(application: Application, wanted: Mapping[str, Any]) -> None:
    """Put known choices into their columns; unknown codes fall away."""
    if "declarations" in wanted:
        known = {each.code for each in guideline_of(application).declarations}
        application.declarations = sorted(known & set(wanted["declarations"]))
    if "concept" in wanted:
        application.concept = _in_force(application, wanted["concept"])
    if "lay_interpreter_concept" in wanted:
        application.lay_interpreter_concept = wanted["lay_interpreter_concept"]


def _in_force(application: Application, concept: Any) -> Any:
    return application.centre.concepts.in_force().filter(pk=concept).first()


def _chosen(application: Application, name: str) -> str:
    """What stands now, in words."""
    return _said(application, name, getattr(application, name))


def _said(application: Application, name: str, choice: Any) -> str:
    """A choice in words for the page that shows both versions."""
    if name == "declarations":
        return ", ".join(sorted(choice))
    if name == "concept" and isinstance(choice, int):
        return str(_in_force(application, choice) or "")
    return str(choice or "")


def _keep(
    application: Application,
    touched: dict[draft_fields.Row, set[str]],
    name: str,
    text: str,
    saved: Saved,
) -> None:
    """Put one field where it belongs: its column, or the kept input beside its error."""
    found = draft_fields.field_of(name)
    if found is None:
        return
    table, number, column = found
    row = _row(application, table, number)
    application.kept_input.pop(name, None)
    value = column.empty
    if text:
        try:
            value = column.read(text)
        except (draft_fields.InputRefused, AmountRefused, DayRefused) as refusal:
            application.kept_input[name] = text[:LONGEST_INPUT]
            saved.errors[name] = str(refusal)
    setattr(row, column.column, value)
    touched.setdefault(row, set()).add(column.column)


def _row(application: Application, table: str, number: int) -> draft_fields.Row:
    """The case itself, or its row as read with it."""
    if table == "case":
        return application
    rows: Iterable[FundedPost | MaterialCost] = getattr(application, table).all()
    return next(row for row in rows if row.number == number)


def _changed_in(application: Application, name: str) -> int:
    """The version in which a field, or the row it stands in, last changed."""
    row = name.rpartition("-")[0]
    versions: dict[str, int] = application.field_versions
    return max(versions.get(name, 0), versions.get(row, 0))


def _typed_in_removed_rows(
    application: Application, stored: Mapping[str, str], typed: Mapping[str, str], version: int
) -> dict[str, tuple[str, str]]:
    """Texts for rows that somebody else removed meanwhile: shown, not silently dropped."""
    return {
        name: ("Zeile entfernt", _clean(text))
        for name, text in typed.items()
        if name not in stored
        and draft_fields.field_of(name) is not None
        and _clean(text)
        and _changed_in(application, name) > version
    }


def _clean(text: str) -> str:
    """Without blanks around it and without NUL, which PostgreSQL cannot store."""
    return text.replace("\x00", "").strip()


def refusal_of(name: str, text: str) -> str:
    """Why a kept text cannot be read, in the words said when it was typed."""
    found = draft_fields.field_of(name)
    try:
        if found is not None:
            found[2].read(text)
    except (draft_fields.InputRefused, AmountRefused, DayRefused) as refusal:
        return str(refusal)
    return "Bitte prüfen Sie diese Angabe."


def _count_up(
    application: Application, changed: Iterable[str], columns: Iterable[str], *, at: datetime
) -> None:
    """A new version in which these fields changed; written with these columns, no others."""
    application.version += 1
    application.field_versions |= dict.fromkeys(changed, application.version)
    application.changed_at = at
    application.save(update_fields={"version", "field_versions", "changed_at", *columns})
