"""A planning into a draft period: a trial shows every goal and mistake, then all of it or nothing.

Taking in is typing: the same actions, the same readers of numbers and days, the same rules as in
the form. Nothing stays of a trial, nor of a planning with one mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.checks.engine import Finding
from drehscheibe.domain.controlling.checks.facts import Typed
from drehscheibe.domain.controlling.checks.plans import Planned as Plan
from drehscheibe.domain.controlling.checks.plans import plan_findings
from drehscheibe.domain.controlling.goals.beginning import add_goal
from drehscheibe.domain.controlling.goals.fields import Chosen, choose_fields, fields_to_choose
from drehscheibe.domain.controlling.goals.writing import (
    Counting,
    add_indicator,
    add_measure,
    save_goal,
)
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalPeriod,
    GoalVersion,
    IndicatorTerms,
    Kind,
    LocalField,
    Strand,
)
from drehscheibe.domain.controlling.planning.cells import Cells
from drehscheibe.domain.controlling.planning.columns import meanings, plain
from drehscheibe.domain.controlling.planning.parsing import (
    Mistake,
    Parsed,
    PlannedGoal,
    Vocabulary,
    parse_planning,
)
from drehscheibe.domain.controlling.planning.sheet import PlanningSheet
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

GOAL_TEXTS = ("title", "starting_point", "text", "target_group", "source_in_concept")


@dataclass
class Planned:
    """What taking in does: the goals, what hinders, what to look at; `done` when it stayed."""

    goals: list[PlannedGoal] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    done: bool = False

    @property
    def measures(self) -> int:
        """How many measures."""
        return sum(len(goal.measures) for goal in self.goals)

    @property
    def indicators(self) -> int:
        """How many indicators."""
        return sum(len(goal.indicators) for goal in self.goals)


@dataclass
class _Typing:
    """One goal's inputs as texts, and the cell each came from."""

    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, cells: Cells, key: str) -> None:
        """Remember a cell under an input's name."""
        if key in cells:
            self.texts[name], self.cells[name] = cells[key].text, cells[key]


def take_planning(
    *, period: GoalPeriod, sheet: PlanningSheet, columns: dict[int, str], by: Person,
    at: datetime, dry: bool = False,
) -> Planned:  # fmt: skip
    """Make the goals of the table; with one mistake, or `dry`, nothing stays.

    Raises `ControllingRefused` when the period is no draft any more.
    """
    locked = _draft(period, by=by, at=at)
    parsed = parse_planning(sheet, columns, meanings(locked.each_year), _vocabulary(locked))
    planned = Planned(parsed.goals, parsed.mistakes, notes=[*sheet.notes, *parsed.notes])
    planned.mistakes += _known_already(locked, parsed)
    with transaction.atomic():
        for goal in parsed.goals:
            if goal.strand and goal.title:
                _make(goal, locked, planned, by=by, at=at)
        planned.done = bool(parsed.goals) and not (planned.mistakes or dry)
        if planned.done:
            detail = {"goals": len(planned.goals), "indicators": planned.indicators}
            record("controlling.period.take_planning", about=locked, by=by, at=at, detail=detail)
        transaction.set_rollback(not planned.done)
    return planned


def _draft(period: GoalPeriod, *, by: Person, at: datetime) -> GoalPeriod:
    locked = locked_for(by, may.EDIT, period, on=day_of(at))
    if not locked.is_before_submission:
        raise ControllingRefused(
            f"Die Periode ist „{locked.get_status_display()}“. Eingelesen wird in einen Entwurf; "
            "einzelne Ziele ändern Sie auf ihrer Seite."
        )
    return locked


def _vocabulary(period: GoalPeriod) -> Vocabulary:
    network = {
        plain(word): each.key
        for each in fields_to_choose()
        for word in (each.key, *each.aliases, each.label)
    }
    local = {plain(each.label): each.pk for each in LocalField.objects.filter(centre=period.centre)}
    return Vocabulary(network, local)


def _known_already(period: GoalPeriod, parsed: Parsed) -> Iterator[Mistake]:
    """A goal of the same title stands in the period, or twice in the table."""
    versions = GoalVersion.objects.filter(goal__period=period).exclude(goal__status="dropped")
    seen = {
        plain(title): "schon in dieser Periode"
        for title in versions.values_list("title", flat=True)
    }
    for goal in parsed.goals:
        where = seen.setdefault(plain(goal.title), f"schon in {goal.at}")
        if where != f"schon in {goal.at}":
            message = f"Ein Ziel mit diesem Titel steht {where}."
            yield Mistake(goal.at, "Ziel", goal.title[:60], message)


def _make(
    planned_goal: PlannedGoal, period: GoalPeriod, planned: Planned, *, by: Person, at: datetime
) -> None:
    who: dict[str, Any] = {"by": by, "at": at}
    try:
        version = add_goal(
            period=period, strand=Strand(planned_goal.strand), title=planned_goal.title, **who
        )
        goal = version.goal
        typing = _typing(goal, planned_goal, who)
        kept = save_goal(goal=goal, typed=typing.texts, seen=0, overwrite=True, **who)
        chosen = Chosen(frozenset(planned_goal.fields), frozenset(planned_goal.local))
        choose_fields(goal=goal, chosen=chosen, **who)
    except ControllingRefused as refusal:
        planned.mistakes.append(
            Mistake(planned_goal.at, "Ziel", planned_goal.title[:60], str(refusal))
        )
        return
    planned.mistakes += [_at_cell(name, message, typing) for name, message in kept.errors.items()]
    _look_over(goal, typing, planned, at=at)


def _typing(goal: Goal, planned: PlannedGoal, who: dict[str, Any]) -> _Typing:
    """Rows for measures and indicators, and every text under its input's name."""
    typing = _Typing()
    for key in GOAL_TEXTS:
        typing.put(key, planned.cells, key)
    typing.texts.setdefault("title", planned.title)
    for cells in planned.measures:
        number = add_measure(goal=goal, **who)
        for key in ("title", "partners", "starts_on", "ends_on"):
            typing.put(f"measures-{number}-{key}", cells, key)
    for cells in planned.indicators:
        is_share = any(key == "baseline_of" or key.startswith("target_of_") for key in cells)
        counting = Counting(Kind.SHARE if is_share else Kind.COUNT)
        number = add_indicator(goal=goal, counting=counting, **who)
        for key in cells:
            typing.put(f"indicators-{number}-{key}", cells, key)
    return typing


def _look_over(goal: Goal, typing: _Typing, planned: Planned, *, at: datetime) -> None:
    """The rules over what was typed: blocking ones hinder, the others are shown."""
    rows = IndicatorTerms.objects.filter(version__goal=goal).select_related("indicator")
    for terms in rows.prefetch_related("targets"):
        for found in _findings(goal, terms):
            if found.blocks:
                planned.mistakes.append(_mistake(found, typing))
            else:
                planned.warnings.append(found)


def _findings(goal: Goal, terms: IndicatorTerms) -> Iterator[Finding]:
    plan = Plan(
        terms.indicator.kind,
        terms.direction,
        Typed(terms.baseline, terms.baseline_of),
        {each.year: Typed(each.amount, each.of) for each in terms.targets.all()},
    )
    for year, found in (
        (each.year, each.finding) for each in plan_findings(plan, on=goal.period.ends_on)
    ):
        place = "baseline" if year is None else f"target_{year}"
        name = terms.name or "Indikator"
        yield replace(
            found,
            anchor=f"indicators-{terms.indicator.number}-{place}",
            label=f"{name}, {year or 'Ausgangswert'}",
        )


def _mistake(found: Finding, typing: _Typing) -> Mistake:
    """At the cell the finding speaks of, else at the indicator's name."""
    prefix = found.anchor.rpartition("-")[0]
    place = found.anchor if found.anchor in typing.cells else f"{prefix}-name"
    return _at_cell(place, found.message, typing)


def _at_cell(name: str, message: str, typing: _Typing) -> Mistake:
    cell = typing.cells.get(name)
    if cell is None:
        return Mistake("", "", "", message)
    return Mistake(cell.at, cell.column, cell.text[:60], message)
