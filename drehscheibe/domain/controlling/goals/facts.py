"""What the checks look at, read in a handful of queries however many goals there are."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals.findings import (
    Finding,
    GoalFacts,
    IndicatorFacts,
    PeriodFacts,
    blocking,
    goal_findings,
    period_findings,
)
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalPeriod,
    GoalVersion,
    IndicatorTerms,
    LocalField,
    Target,
)

WITH_PARTS = (
    "fields",
    "local_fields",
    "measures",
    "indicators__indicator",
    "indicators__targets",
)


AIMS = "aims"
"""Where a reader of hundreds of indicators puts their targets: in plain lists, each of which is
read twice; the related manager would make a query of its own of every one."""


class Aim(NamedTuple):
    """What is to be reached in a year, as `Target` holds it."""

    year: int
    amount: Decimal
    of: Decimal | None


def aims_of(terms: IndicatorTerms) -> Iterable[Target | Aim]:
    """The targets of an indicator, by year."""
    read: list[Aim] | None = getattr(terms, AIMS, None)
    return terms.targets.all() if read is None else read


def newest_versions(goals: Iterable[Goal]) -> dict[int, GoalVersion]:
    """The last version of each goal by goal id, open or not, with everything it says."""
    rows = GoalVersion.objects.filter(goal__in=list(goals)).order_by("number")
    return {version.goal_id: version for version in rows.prefetch_related(*WITH_PARTS)}


def period_facts(
    period: GoalPeriod, newest: Mapping[int, GoalVersion] | None = None
) -> PeriodFacts:
    """The frame and the newest version of every goal that is not dropped.

    `newest` as `newest_versions` gives it, when the caller has read it already.
    """
    goals = [goal for goal in period.goals.all() if goal.status != "dropped"]
    newest = newest_versions(goals) if newest is None else newest
    earlier = GoalPeriod.objects.standing().filter(
        centre=period.centre_id, ends_on__lt=period.starts_on
    )
    return PeriodFacts(
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        is_two_calendar_years=period.is_two_calendar_years,
        deviation=period.deviation,
        locally_agreed=bool(period.body and period.decided_on),
        before=earlier.order_by("-ends_on").values_list("ends_on", flat=True).first(),
        goals=tuple(_goal(goal, newest[goal.pk], period) for goal in goals),
    )


def open_points(
    period: GoalPeriod, newest: Mapping[int, GoalVersion] | None = None
) -> tuple[Finding, ...]:
    """„Was fehlt noch?“ of the whole period; `newest` as in `period_facts`."""
    return period_findings(period_facts(period, newest))


def blocking_points(period: GoalPeriod, goal: Goal | None = None) -> tuple[Finding, ...]:
    """What hinders the submission of the period, or of one goal of it."""
    facts = period_facts(period)
    if goal is None:
        return blocking(period_findings(facts))
    own = next(each for each in facts.goals if each.number == goal.number)
    return blocking(goal_findings(own, facts))


def _goal(goal: Goal, version: GoalVersion, period: GoalPeriod) -> GoalFacts:
    fields: list[FieldOfAction | LocalField] = [*version.fields.all()]
    fields += version.local_fields.all()
    return GoalFacts(
        number=goal.number,
        strand=version.strand,
        title=version.title,
        starting_point=version.starting_point,
        text=version.text,
        target_group=version.target_group,
        source_in_concept=version.source_in_concept,
        has_field=bool(fields),
        ended_fields=tuple(_ended(fields, period.ends_on)),
        measures=len(version.measures.all()),
        indicators=tuple(_indicator(terms) for terms in version.indicators.all()),
        unreadable=tuple(sorted(version.kept_input)),
    )


def _ended(
    fields: Iterable[FieldOfAction | LocalField], ends_on: date
) -> Iterable[tuple[str, date]]:
    for each in fields:
        if each.valid_to is not None and each.valid_to < ends_on:
            yield each.label, each.valid_to


def _indicator(terms: IndicatorTerms) -> IndicatorFacts:
    return IndicatorFacts(
        number=terms.indicator.number,
        name=terms.name,
        definition=terms.definition,
        unit=terms.unit,
        kind=terms.indicator.kind,
        direction=terms.direction,
        baseline=(terms.baseline, terms.baseline_of),
        targets={each.year: (each.amount, each.of) for each in aims_of(terms)},
        source=terms.source,
    )


def goal_points(version: GoalVersion, period: GoalPeriod) -> tuple[Finding, ...]:
    """„Was fehlt noch?“ of one goal alone, from a version with its parts (no query)."""
    frame = PeriodFacts(
        starts_on=period.starts_on, ends_on=period.ends_on, is_two_calendar_years=True,
        deviation="", locally_agreed=True, before=None, goals=(),
    )  # fmt: skip
    return goal_findings(_goal(version.goal, version, period), frame)
