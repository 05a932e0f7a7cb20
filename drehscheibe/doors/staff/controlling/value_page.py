"""The page of a year's values: goals, indicators and cells with what is to be said of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from drehscheibe.domain.controlling.checks.engine import Finding, Severity
from drehscheibe.domain.controlling.figures.sources import FigureSource, known_sources
from drehscheibe.domain.controlling.models import GoalVersion
from drehscheibe.domain.controlling.values.aggregation import Parts
from drehscheibe.domain.controlling.values.cells import ORIGINS, Cell
from drehscheibe.domain.controlling.values.forming import SheetForm
from drehscheibe.domain.controlling.values.lines import IndicatorLine
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.language.amounts import german_number

LABELS = {"of": "von insgesamt", "comment": "Anmerkung", "origin": "Welche Zahl gilt"}


@dataclass(frozen=True)
class CellInput:
    """One input: `id` is its name and the anchor of what is said about it."""

    id: str
    name: str
    label: str
    text: str
    error: str = ""
    other_text: str | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CellRow:
    """A whole or a split with its inputs and the findings that stand at it."""

    cell: Cell
    inputs: list[CellInput]
    findings: list[Finding]

    @property
    def title(self) -> str:
        """What it counts."""
        return self.cell.split or "Gesamt"

    @property
    def own(self) -> list[CellInput]:
        """What stands folded beside a counted figure: another number instead of it."""
        names = {"origin", "amount"} if self.cell.can_be_fed else set()
        return [each for each in self.inputs if each.name in names]

    @property
    def plain(self) -> list[CellInput]:
        """Everything else."""
        return [each for each in self.inputs if each not in self.own]

    @property
    def own_is_open(self) -> bool:
        """Whether there is something in the folded part to look at."""
        amount = any(each.error or (each.name == "amount" and each.text) for each in self.own)
        return amount or not self.cell.is_fed

    @property
    def percent(self) -> str:
        """The share, recomputed from what stands in both parts."""
        typed = self.cell.typed
        return percent(typed.amount, typed.of) if typed.amount is not None and typed.of else ""


@dataclass(frozen=True)
class IndicatorBox:
    """An indicator with its cells, what was agreed and what was before."""

    line: IndicatorLine
    rows: list[CellRow]
    facts: list[tuple[str, str]]
    source: FigureSource | None

    @property
    def fed(self) -> str:
        """The stored figure of the platform, if the whole is fed."""
        whole = self.line.whole
        return german_number(whole.parts.amount) if whole is not None and whole.source else ""


@dataclass
class GoalBox:
    """A goal and its indicators."""

    version: GoalVersion
    boxes: list[IndicatorBox] = field(default_factory=list)


@dataclass
class ValuePage:
    """Everything the page shows."""

    goals: list[GoalBox]
    given: int
    wanted: int
    conflicts: list[tuple[str, str, str, str]]

    @property
    def rows(self) -> list[CellRow]:
        """All cells, for what an autosave answers."""
        return [row for goal in self.goals for box in goal.boxes for row in box.rows]

    @property
    def boxes(self) -> list[IndicatorBox]:
        """All indicators."""
        return [box for goal in self.goals for box in goal.boxes]


def value_page(form: SheetForm, kept: Kept | None = None) -> ValuePage:
    """Lay the form out by goal."""
    conflicts = kept.conflicts if kept else {}
    page = ValuePage([], 0, len(form.lines), [])
    page.conflicts = [
        (name, form.label(name), stored, typed) for name, (stored, typed) in conflicts.items()
    ]
    cells: dict[int, list[Cell]] = {}
    for cell in form.cells:
        cells.setdefault(cell.line.indicator.pk, []).append(cell)
    for line in form.lines:
        if not page.goals or page.goals[-1].version.pk != line.version.pk:
            page.goals.append(GoalBox(line.version))
        rows = [_row(cell, form, conflicts) for cell in cells[line.indicator.pk]]
        box = IndicatorBox(line, rows, _facts(line), known_sources().get(line.source))
        page.goals[-1].boxes.append(box)
        page.given += line.whole is not None
    return page


def shown(parts: Parts | None, unit: str = "") -> str:
    """A value as people read it: „12 von 40 (30 %)“, „1.250 Personen“."""
    if parts is None:
        return "–"
    number = german_number(parts.amount)
    if parts.rate is None:
        return f"{number} {unit}".strip()
    whole = parts.of or parts.amount
    return f"{number} von {german_number(whole)} ({percent(parts.amount, whole)})"


def percent(amount: Decimal, of: Decimal) -> str:
    """A share for the eye, from its parts.

    >>> percent(Decimal(1), Decimal(3))
    '33,3 %'
    """
    return f"{german_number((amount * 100 / of).quantize(Decimal('0.1'), ROUND_HALF_UP))} %"


def _row(cell: Cell, form: SheetForm, conflicts: Mapping[str, tuple[str, str]]) -> CellRow:
    inputs = [_input(cell, name, form, conflicts) for name in _order(cell)]
    return CellRow(cell, inputs, form.findings_at.get(cell.anchor, []))


def _order(cell: Cell) -> tuple[str, ...]:
    """Which number counts comes before the number by hand."""
    return tuple(sorted(cell.inputs, key=lambda name: name != "origin"))


def _input(
    cell: Cell, name: str, form: SheetForm, conflicts: Mapping[str, tuple[str, str]]
) -> CellInput:
    known = f"{cell.anchor}-{name}"
    stored, mine = conflicts.get(known, (None, form.texts.get(known, "")))
    return CellInput(
        id=known, name=name, label=_label(cell, name), text=mine, error=form.errors.get(known, ""),
        other_text=stored, choices=tuple(ORIGINS.items()) if name == "origin" else (),
    )  # fmt: skip


def _label(cell: Cell, name: str) -> str:
    if name != "amount":
        return LABELS[name]
    unit = cell.line.terms.unit or "Anzahl"
    if cell.can_be_fed:
        return f"Ihre Zahl ({unit})"
    return f"{cell.split or ('Teil' if cell.line.is_share else 'Istwert')} ({unit})"


def _facts(line: IndicatorLine) -> list[tuple[str, str]]:
    """Target first: it is what the value is held against."""
    unit = "" if line.is_share else line.terms.unit
    facts = [(f"Zielwert {line.year}", shown(line.target, unit))]
    if line.baseline is not None:
        facts.append(("Ausgangswert", shown(line.baseline, unit)))
    known = line.version.goal.period.starts_on.year - 1
    earlier = [
        year for year, parts in line.history.items()
        if not (year == known and parts == line.baseline)
    ]  # fmt: skip
    facts += [(f"Istwert {year}", shown(line.history[year], unit)) for year in earlier[-3:]]
    return facts


def counted(found: list[Finding]) -> dict[str, int]:
    """How many findings of each weight, those with a comment left out."""
    return {
        "blocking": sum(each.blocks for each in found),
        "unexplained": sum(each.asks_for_comment for each in found),
        "warnings": sum(each.severity == Severity.WARN for each in found),
    }
