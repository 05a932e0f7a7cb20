"""Actual values by hand: what is typed is kept, what is complete becomes a value, nothing silently.

A fed value gives way to one by hand only when somebody chooses so and says why; choosing „gezählt“
again brings the platform's figure back at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.checks.looking import all_findings
from drehscheibe.domain.controlling.models import GoalPeriod, Value, ValueIs, ValueSheet
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.values.cells import Cell, fold
from drehscheibe.domain.controlling.values.feeding import feed
from drehscheibe.domain.controlling.values.forming import SheetForm, begin_form, look_over
from drehscheibe.domain.controlling.values.noting import note_findings
from drehscheibe.domain.controlling.values.openness import is_closed
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import Kept, keep
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for


@dataclass(frozen=True)
class Sent:
    """What a form sent: texts by input, the save it was based on, and whether both were seen."""

    texts: Mapping[str, str]
    seen: int = 0
    overwrite: bool = False


@transaction.atomic
def save_values(
    *, period: GoalPeriod, year: int, sent: Sent, by: Person, at: datetime
) -> tuple[SheetForm, Kept]:
    """Keep what was typed and store what is complete; see `kernel.drafts.keeping.keep`.

    Raises `ControllingRefused` for a closed period and a year that has not begun.
    """
    locked = locked_for(by, may.VALUE_ENTER, period, on=day_of(at))
    refuse_closed(locked, year, at=at)
    form = begin_form(locked, _sheet(locked, year, by=by, at=at))
    kept = keep(form.sheet, form.slots, sent.texts, seen=sent.seen, overwrite=sent.overwrite)
    if kept.changed:
        _store_touched(form, kept, by=by, at=at)
        form = begin_form(locked, form.sheet)
    form = look_over(form, at=at)
    note_findings(locked, year, all_findings(form), at=at)
    return form, kept


@transaction.atomic
def feed_now(*, period: GoalPeriod, year: int, by: Person, at: datetime) -> int:
    """Count everything fed anew, at somebody's wish; returns how many values changed."""
    locked = locked_for(by, may.VALUE_ENTER, period, on=day_of(at))
    refuse_closed(locked, year, at=at)
    return len(feed(locked.centre, year, at=at, by=by).changed)


def _sheet(period: GoalPeriod, year: int, *, by: Person, at: datetime) -> ValueSheet:
    defaults = {"centre_id": period.centre_id, "changed_by": by, "changed_at": at}
    return ValueSheet.objects.get_or_create(period=period, year=year, defaults=defaults)[0]


def refuse_closed(period: GoalPeriod, year: int, *, at: datetime) -> None:
    """Raise `ControllingRefused` when nothing of this year can be entered now."""
    if is_closed(period, year):
        raise ControllingRefused(
            f"Die Periode ist „{period.get_status_display()}“; ihre Werte ändern sich nicht mehr, "
            f"solange kein Jahresbericht {year} in Arbeit ist."
        )
    if year not in period.each_year:
        raise ControllingRefused(f"Das Jahr {year} gehört nicht zu „{period}“.")
    if year > day_of(at).year:
        raise ControllingRefused(
            f"{year} hat noch nicht begonnen. Istwerte lassen sich ab dem 01.01.{year} eintragen."
        )


def _store_touched(form: SheetForm, kept: Kept, *, by: Person, at: datetime) -> None:
    touched = [cell for cell in form.cells if id(cell) in kept.rows]
    for cell in touched:
        columns = kept.columns_of(cell)
        if cell.is_fed and "origin" in columns and "amount" not in columns:
            cell.amount = None  # the own number goes when the counted one is wanted again
        _store(cell, by=by, at=at)
    fold(form.sheet, form.cells, form.slots)
    form.sheet.changed_by, form.sheet.changed_at = by, at
    form.sheet.save()
    for cell in touched:
        if cell.is_fed:
            indicator = cell.line.indicator.pk
            feed(form.sheet.period.centre, form.sheet.year, at=at, by=by, only=indicator)
            _rows(cell).exclude(source="").update(comment=cell.comment)


def _store(cell: Cell, *, by: Person, at: datetime) -> None:
    """A complete cell becomes a value, an emptied or broken one ends it, a fed one is commented."""
    stored = cell.line.actuals.get(cell.split)
    if cell.is_complete:
        _write(cell, by=by, at=at)
    elif stored is not None and stored.source and cell.is_fed:
        _rows(cell).update(comment=cell.comment)
    elif stored is not None and not stored.source:
        _rows(cell).delete()
    else:
        return
    _note(cell, by=by, at=at)


def _rows(cell: Cell) -> QuerySet[Value]:
    return Value.objects.filter(
        indicator=cell.line.indicator, role=ValueIs.ACTUAL, split=cell.split,
        starts_on__year=cell.line.year,
    )  # fmt: skip


def _write(cell: Cell, *, by: Person, at: datetime) -> None:
    now: dict[str, Any] = {
        "amount": cell.amount, "of": cell.of, "comment": cell.comment, "source": "",
        "entered_by": by, "entered_at": at,
    }  # fmt: skip
    span = cell.line.span
    Value.objects.update_or_create(
        indicator=cell.line.indicator, centre=cell.line.goal.centre, role=ValueIs.ACTUAL,
        split=cell.split, starts_on=span.first, ends_on=span.last, defaults=now,
    )  # fmt: skip


def _note(cell: Cell, *, by: Person, at: datetime) -> None:
    stored = cell.line.actuals.get(cell.split)
    before = [str(stored.parts.amount), str(stored.parts.of or "")] if stored else []
    after = [str(cell.amount), str(cell.of or "")] if cell.is_complete else []
    detail = {"year": cell.line.year, "split": cell.split, "before": before, "after": after}
    record("controlling.value.enter", about=cell.line.indicator, by=by, at=at, detail=detail)
