"""Was fehlt noch? – checks of a period and its goals (F13 and the parts of a goal).

The page shows them and the submission runs them, so both always agree. Pure: `PeriodFacts` and
`GoalFacts` are read once by `goals.facts`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from drehscheibe.domain.controlling.checks.facts import Typed
from drehscheibe.domain.controlling.checks.plans import Planned, plan_findings
from drehscheibe.domain.controlling.models.goal import MANDATORY_STRANDS, Strand
from drehscheibe.domain.controlling.models.indicator import Direction, Kind
from drehscheibe.kernel.language.days import german_day

UNREADABLE = "Diese Angabe ließ sich nicht lesen."


@dataclass(frozen=True)
class Finding:
    """Something missing or doubtful, with the input it concerns; `blocks` stops the submission."""

    rule: str
    message: str
    anchor: str
    blocks: bool = True


def block(rule: str, anchor: str, message: str) -> Finding:
    """A finding that stops the submission."""
    return Finding(rule, message, anchor)


def warn(rule: str, anchor: str, message: str) -> Finding:
    """A finding that leaves the decision to people."""
    return Finding(rule, message, anchor, blocks=False)


@dataclass(frozen=True)
class IndicatorFacts:
    """An indicator as a version words it; amounts in its unit, a share as (part, whole)."""

    number: int
    name: str
    definition: str
    unit: str
    kind: str
    direction: str
    baseline: tuple[Decimal | None, Decimal | None]
    targets: dict[int, tuple[Decimal, Decimal | None]]
    source: str = ""


@dataclass(frozen=True)
class GoalFacts:
    """What one open version of a goal says."""

    number: int
    strand: str
    title: str
    starting_point: str
    text: str
    target_group: str
    source_in_concept: str
    has_field: bool
    ended_fields: tuple[tuple[str, date], ...]
    measures: int
    indicators: tuple[IndicatorFacts, ...]
    unreadable: tuple[str, ...] = ()
    """Ids of inputs whose text could not be read yet."""


@dataclass(frozen=True)
class PeriodFacts:
    """The frame of two years; `before` is the end of the period that came before, if any."""

    starts_on: date
    ends_on: date
    is_two_calendar_years: bool
    deviation: str
    locally_agreed: bool
    before: date | None
    goals: tuple[GoalFacts, ...]

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.starts_on.year, self.ends_on.year + 1)


def period_findings(facts: PeriodFacts) -> tuple[Finding, ...]:
    """Everything about the frame and all goals, what blocks first."""
    found = [
        *_frame(facts),
        *_turnus(facts),
        *(each for goal in facts.goals for each in goal_findings(goal, facts)),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def goal_findings(goal: GoalFacts, period: PeriodFacts) -> tuple[Finding, ...]:
    """Everything about one goal."""
    unreadable = tuple(_about(goal, name, UNREADABLE) for name in goal.unreadable)
    said = {finding.anchor for finding in unreadable}
    other = (
        *_wording(goal),
        *_fields(goal, period),
        *_means(goal),
        *(each for one in goal.indicators for each in _indicator(goal, one, period)),
    )
    return (*unreadable, *(each for each in other if each.anchor not in said))


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only what hinders the submission."""
    return tuple(finding for finding in found if finding.blocks)


def _frame(facts: PeriodFacts) -> Iterator[Finding]:
    if not facts.goals:
        yield block("", "goals", "Es ist noch kein Ziel angelegt.")
    if not facts.locally_agreed:
        message = "Die örtliche Abstimmung (Gremium und Datum) ist noch nicht eingetragen."
        yield block("", "body", message)


def _turnus(facts: PeriodFacts) -> Iterator[Finding]:
    """F13: exactly two calendar years, without a gap, with a goal in each mandatory strand."""
    years = f"{german_day(facts.starts_on)} bis {german_day(facts.ends_on)}"
    if not facts.is_two_calendar_years and facts.deviation.strip():
        message = f"Die Periode ({years}) umfasst nicht zwei Kalenderjahre; begründet ist es."
        yield warn("F13", "deviation", message)
    elif not facts.is_two_calendar_years:
        message = f"Die Periode ({years}) umfasst nicht genau zwei Kalenderjahre. Begründen Sie es."
        yield block("F13", "deviation", message)
    if facts.before and facts.starts_on != facts.before + timedelta(days=1):
        message = (
            f"Die vorige Periode endet am {german_day(facts.before)}; diese schließt nicht "
            "lückenlos an."
        )
        yield warn("F13", "starts_on", message)
    held = {goal.strand for goal in facts.goals}
    for strand in MANDATORY_STRANDS:
        if facts.goals and strand not in held:
            message = f"Im Strang „{Strand(strand).label}“ gibt es noch kein Ziel."
            yield warn("F13", "goals", message)


def _wording(goal: GoalFacts) -> Iterator[Finding]:
    texts = {
        "starting_point": (goal.starting_point, "die Ausgangslage"),
        "text": (goal.text, "der Wortlaut des Ziels"),
        "target_group": (goal.target_group, "die Zielgruppe"),
    }
    for name, (text, label) in texts.items():
        if not text.strip():
            yield _about(goal, name, f"Es fehlt {label}.")
    if not goal.source_in_concept.strip():
        yield _about(goal, "source_in_concept", "Die Fundstelle im Konzept fehlt.", blocks=False)


def _fields(goal: GoalFacts, period: PeriodFacts) -> Iterator[Finding]:
    if not goal.has_field:
        yield _about(goal, "fields", "Bitte wählen Sie mindestens ein Handlungsfeld.")
    for label, ends_on in goal.ended_fields:
        when = "vor" if ends_on < period.starts_on else "während"
        yield _about(
            goal, "fields",
            f"Das Handlungsfeld „{label}“ endet am {german_day(ends_on)}, {when} der Periode. "
            "Es bleibt am Ziel; bitte prüfen Sie, ob ein anderes besser passt.",
            blocks=False,
        )  # fmt: skip


def _means(goal: GoalFacts) -> Iterator[Finding]:
    if not goal.measures:
        yield _about(goal, "measures", "Es fehlt eine Maßnahme: Was wird dafür getan?")
    if not goal.indicators:
        yield _about(goal, "indicators", "Es fehlt ein Indikator: Woran wird es gemessen?")


def _indicator(goal: GoalFacts, one: IndicatorFacts, period: PeriodFacts) -> Iterator[Finding]:
    anchor = f"indicators-{one.number}"
    name = f"Indikator „{one.name or one.number}“"
    if not one.name.strip():
        yield _about(goal, f"{anchor}-name", f"Indikator {one.number} hat noch keinen Namen.")
    if not one.unit.strip() and one.kind == Kind.COUNT:
        yield _about(goal, f"{anchor}-unit", f"{name}: Die Einheit fehlt (z. B. Personen).")
    if not one.definition.strip():
        message = f"{name}: Was genau gezählt wird, ist noch nicht beschrieben."
        yield _about(goal, f"{anchor}-definition", message, blocks=False)
    if one.source and one.kind == Kind.SHARE:
        yield _about(
            goal, f"{anchor}-source",
            f"{name}: Ein Anteil lässt sich aus einer Quelle nicht füllen, denn sie liefert nur "
            "eine Zahl. Bitte wählen Sie „von Hand“ und tragen Sie beide Teile ein.",
        )  # fmt: skip
    for year in period.years:
        if year not in one.targets and one.direction != Direction.NEUTRAL:
            yield _about(goal, f"{anchor}-target_{year}", f"{name}: Der Zielwert für {year} fehlt.")
    yield from _planned(goal, one, period)


def _planned(goal: GoalFacts, one: IndicatorFacts, period: PeriodFacts) -> Iterator[Finding]:
    """The rules of the data over baseline and targets, the same as at the import."""
    targets = {year: Typed(*parts) for year, parts in one.targets.items() if year in period.years}
    plan = Planned(one.kind, one.direction, Typed(*one.baseline), targets)
    for each in plan_findings(plan, on=period.ends_on):
        place = "baseline" if each.year is None else f"target_{each.year}"
        which = f"{each.year}: " if each.year else ""
        found = each.finding
        doubt = "" if found.is_confirmed else " (Regel unbestätigt)"
        yield _about(
            goal, f"indicators-{one.number}-{place}",
            f"Indikator „{one.name or one.number}“: {which}{found.told} {found.hint}{doubt}",
            blocks=found.blocks,
        )  # fmt: skip


def _about(goal: GoalFacts, name: str, message: str, *, blocks: bool = True) -> Finding:
    return Finding("", f"Ziel {goal.number}: {message}", f"goal-{goal.number}-{name}", blocks)
