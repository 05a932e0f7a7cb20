"""The goals of a period as the case page shows them: everything in words, no query of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.goals.changes import amount_words, measure_words
from drehscheibe.domain.controlling.goals.facts import aims_of
from drehscheibe.domain.controlling.goals.marks import in_one_line, is_half_agreed, second_word
from drehscheibe.domain.controlling.goals.selectors import GoalShown
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    Direction,
    GoalDecision,
    GoalIs,
    GoalPeriod,
    IndicatorTerms,
    Kind,
    PeriodIs,
    Strand,
)
from drehscheibe.doors.staff.controlling.goal_case import GOAL_KINDS, goal_url, holds_here
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.language.days import german_day

BY_HAND = "von Hand gezählt"
NUMBER, STEP = 987654321, "step"
"""In an address, where a goal's number and a step go: resolved once for all goals."""
SMALL = ' <span class="small muted">{}</span>'
AIM = '<td class="number" data-label="Ziel {}">{}</td>'
ROW = (
    '<tr><th scope="row" data-label="Indikator"><bdi>{}</bdi>' + SMALL + "</th>"
    '<td class="number" data-label="Ausgangswert">{}</td>{}<td data-label="Herkunft">{}{}</td></tr>'
)
RUNNING = (PeriodIs.SUBMITTED, PeriodIs.AGREED)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its figures in words, one target a year."""

    number: int
    name: str
    counting: str
    source: str
    catalogue: str
    baseline: str
    targets: list[tuple[int, str]]

    @property
    def markup(self) -> SafeString:
        """The row of the table. A tree has hundreds: plain strings take a tenth of a template."""
        aims = "".join(AIM.format(year, escape(text)) for year, text in self.targets)
        known = SMALL.format(escape(f"Katalog: {self.catalogue}")) if self.catalogue else ""
        words = (escape(each) for each in (self.name, self.counting, self.baseline))
        row = ROW.format(*words, aims, escape(self.source), known)
        return mark_safe(row)  # noqa: S308 (every word is escaped above)


@dataclass(frozen=True)
class FieldRow:
    """A field of action; `note` when it ends within the period or ended before."""

    label: str
    note: str = ""


@dataclass(frozen=True)
class Button:
    """A step of one goal; `posts` is taken at once, others say first what they bind."""

    label: str
    url: str
    posts: bool = False
    primary: bool = False


@dataclass(frozen=True)
class GoalRow:
    """One goal of the tree."""

    shown: GoalShown
    strand: str
    status_kind: str
    marks: str
    half: bool
    second: str
    wishes: list[GoalDecision]
    fields: list[FieldRow]
    measures: list[str]
    indicators: list[IndicatorRow]
    buttons: list[Button] = field(default_factory=list)

    @property
    def indicator_rows(self) -> SafeString:
        """The body of the table of indicators."""
        return SafeString("".join(each.markup for each in self.indicators))


class Addresses:
    """The pages and steps of every goal of a period, without resolving each for itself."""

    def __init__(self, period: GoalPeriod) -> None:
        self.edit = goal_url("goal_edit", period, NUMBER)
        self.step = reverse("staff:controlling:goal_step", args=[period.pk, NUMBER, STEP])

    def to_edit(self, number: int) -> str:
        """Where a goal is written."""
        return self.edit.replace(str(NUMBER), str(number))

    def to_step(self, number: int, step: str) -> str:
        """Where a step of it is taken."""
        return self.step.replace(str(NUMBER), str(number)).replace(f"/{STEP}/", f"/{step}/")


def tree(request: StaffRequest, period: GoalPeriod, shown: list[GoalShown]) -> list[GoalRow]:
    """All goals in their order, with the buttons this person may press."""
    may_edit = holds_here(request, period, may.EDIT)
    may_submit = holds_here(request, period, may.SUBMIT)
    to = Addresses(period)
    return [
        _row(each, period, request.today, list(_buttons(each, period, to, may_edit, may_submit)))
        for each in shown
    ]


def entry_words(entry: CatalogueEntry | None, on: date) -> str:
    """The name of a catalogue indicator on a day (reads its prefetched versions)."""
    if entry is None:
        return ""
    known = sorted(entry.versions.all(), key=lambda each: each.valid_from)
    valid = [each for each in known if each.valid_from <= on] or known[:1]
    return f"{valid[-1].name} ({entry.code})" if valid else entry.code


def ended_note(each: Any, period: GoalPeriod) -> str:
    """What to say about a field of action that does not last as long as the period."""
    if each.valid_to is None or each.valid_to >= period.ends_on:
        return ""
    if each.valid_to < period.starts_on:
        return f"endete am {german_day(each.valid_to)}, vor der Periode"
    return f"endet am {german_day(each.valid_to)}, während der Periode"


def _row(shown: GoalShown, period: GoalPeriod, today: date, buttons: list[Button]) -> GoalRow:
    version, goal = shown.version, shown.goal
    half = goal.status == GoalIs.SUBMITTED and is_half_agreed(shown.marks)
    fields: list[Any] = [*version.fields.all(), *version.local_fields.all()]
    said = [mark.decision for mark in shown.marks if mark.decision is not None]
    return GoalRow(
        shown=shown,
        strand=str(Strand(version.strand).label),
        status_kind=GOAL_KINDS[GoalIs(goal.status)],
        marks=in_one_line(shown.marks, today),
        half=half,
        second=second_word(shown.marks),
        wishes=[one for one in said if one.verdict == "change"],
        fields=[FieldRow(each.label, ended_note(each, period)) for each in fields],
        measures=[measure_words(each) or "noch ohne Titel" for each in version.measures.all()],
        indicators=[_indicator(each, period, today) for each in version.indicators.all()],
        buttons=buttons,
    )


def _indicator(terms: IndicatorTerms, period: GoalPeriod, today: date) -> IndicatorRow:
    one = terms.indicator
    source = known_sources().get(terms.source)
    aims = {each.year: amount_words(each.amount, each.of) for each in aims_of(terms)}
    return IndicatorRow(
        number=one.number,
        name=" ".join(part for part in (terms.name or "noch ohne Namen", _unit(terms)) if part),
        counting=_counting(one.kind, terms.direction),
        source=f"aus der Plattform: {source.label}" if source else BY_HAND,
        catalogue=entry_words(one.entry, today),
        baseline=amount_words(terms.baseline, terms.baseline_of) or "–",
        targets=[(year, aims.get(year, "–")) for year in period.each_year],
    )


@cache
def _counting(kind: str, direction: str) -> str:
    return f"{Kind(kind).label}, {Direction(direction).label}"


def _unit(terms: IndicatorTerms) -> str:
    return f"({terms.unit})" if terms.unit else ""


def _buttons(
    shown: GoalShown, period: GoalPeriod, to: Addresses, may_edit: bool, may_submit: bool
) -> Iterator[Button]:
    goal, is_open = shown.goal, shown.version.is_open
    running = period.status in RUNNING
    if goal.is_editable and is_open and may_edit:
        yield Button("Schreiben", to.to_edit(goal.number), primary=True)
    if goal.status == GoalIs.RETURNED and not is_open and may_edit:
        yield Button("Überarbeiten", to.to_step(goal.number, "rework"), posts=True, primary=True)
    if not may_submit:
        return
    if running and goal.is_editable and is_open:
        yield Button("Ziel vorlegen", to.to_step(goal.number, "submit"))
    if running and goal.status == GoalIs.AGREED:
        yield Button("Änderung beginnen", to.to_step(goal.number, "revise"))
    if shown.in_force and goal.status in {GoalIs.RETURNED, GoalIs.REVISING}:
        yield Button("Änderung verwerfen", to.to_step(goal.number, "discard_revision"))
    if goal.status in {GoalIs.DRAFT, GoalIs.RETURNED} and period.status != PeriodIs.DISCARDED:
        yield Button("Ziel streichen", to.to_step(goal.number, "drop"))
