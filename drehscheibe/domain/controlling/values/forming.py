"""The form of a year's values as it stands: reads only."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from drehscheibe.domain.controlling.checks.comparing import findings_of
from drehscheibe.domain.controlling.checks.engine import Finding
from drehscheibe.domain.controlling.checks.facts import Typed
from drehscheibe.domain.controlling.models import GoalPeriod, ValueSheet
from drehscheibe.domain.controlling.values.cells import (
    Cell,
    cells_of,
    missing_words,
    slots_of,
    unfold,
)
from drehscheibe.domain.controlling.values.lines import IndicatorLine
from drehscheibe.domain.controlling.values.selectors import lines_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import Slot, refusal


@dataclass
class SheetForm:
    """A year's form: its lines, cells and inputs, errors by input, findings."""

    sheet: ValueSheet
    lines: list[IndicatorLine]
    cells: list[Cell]
    slots: dict[str, Slot]
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def findings_at(self) -> dict[str, list[Finding]]:
        """What the rules say by place; asked for when the form is looked over."""
        found: dict[str, list[Finding]] = {}
        for each in self.findings:
            found.setdefault(each.anchor, []).append(each)
        return found

    def label(self, name: str) -> str:
        """How people call the cell an input belongs to."""
        cell: Cell = self.slots[name].row
        called = f"Ziel {cell.line.goal.number}, {cell.line.terms.name}"
        return f"{called}, {cell.split}" if cell.split else called


def sheet_form(
    period: GoalPeriod, year: int, *, at: datetime, lines: list[IndicatorLine] | None = None
) -> SheetForm:
    """The form as stored; `lines` when they are read already."""
    stored = ValueSheet.objects.filter(period=period, year=year).select_related("changed_by")
    fresh = ValueSheet(period=period, centre_id=period.centre_id, year=year)
    return look_over(begin_form(period, stored.first() or fresh, lines), at=at)


def begin_form(
    period: GoalPeriod, sheet: ValueSheet, lines: list[IndicatorLine] | None = None
) -> SheetForm:
    """Lines and cells; what was kept of incomplete ones is back in its cell."""
    if lines is None:
        lines = lines_of(period.centre, sheet.year, period=period)
    cells = cells_of(lines)
    slots = slots_of(cells)
    unfold(sheet, slots)
    return SheetForm(sheet, lines, cells, slots)


def look_over(form: SheetForm, *, at: datetime) -> SheetForm:
    """Texts as the form shows them, why something cannot be taken, and what the rules say."""
    kept = form.sheet.kept_input
    unreadable = {name: text for name, text in kept.items() if name in form.slots}
    form.texts = {name: slot.text for name, slot in form.slots.items()} | unreadable
    form.errors = {name: refusal(form.slots[name].input, text) for name, text in unreadable.items()}
    for name, message in missing_words(form.cells):
        form.errors.setdefault(name, message)
    typed: dict[int, dict[str, Typed]] = {}
    for cell in form.cells:
        typed.setdefault(cell.line.indicator.pk, {})[cell.split] = cell.typed
    form.findings = findings_of(form.lines, on=day_of(at), typed=typed)
    return form
