"""Everything the platform knows already when a report is opened, read in a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum, prefetch_related_objects

from drehscheibe.domain.controlling.figures import from_forwarding, from_funding
from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow, Span
from drehscheibe.domain.controlling.models import (
    Activity,
    AgreedStep,
    AnnualReport,
    GoalIs,
    GoalVersion,
)
from drehscheibe.domain.controlling.reports.days import agreed_on, reported_days
from drehscheibe.domain.controlling.values.lines import IndicatorLine
from drehscheibe.domain.controlling.values.selectors import lines_among, terms_of
from drehscheibe.kernel.workflow.models import Step


@dataclass(frozen=True)
class Done:
    """What was entered as activities: how many, participants, hours."""

    count: int = 0
    participants: int = 0
    hours: Decimal = Decimal(0)


@dataclass(frozen=True)
class Known:
    """What stands in other rooms and rows about the days of a report.

    `versions` are those in force that the report names, `first_agreed` by goal id; `done` by goal
    id, None for activities without a goal.
    """

    days: Span
    versions: list[GoalVersion]
    first_agreed: dict[int, date]
    lines: tuple[IndicatorLine, ...]
    dropped: list[tuple[GoalVersion, str]]
    done: dict[int | None, Done]
    posts: list[FigureRow] = field(default_factory=list)
    grants: list[FigureRow] = field(default_factory=list)
    measures: list[FigureRow] = field(default_factory=list)
    steps: list[AgreedStep] = field(default_factory=list)

    def lines_of(self, version: GoalVersion) -> list[IndicatorLine]:
        """The indicators of one goal."""
        return [line for line in self.lines if line.version == version]


def known_of(report: AnnualReport) -> Known:
    """Read it; the report comes with its period and centre. Eleven queries with a granted case."""
    days = reported_days(report)
    versions = _submitted(report)
    in_force = _in_force(versions, report.year)
    asked = Asked(report.centre, days)
    posts, grants = from_funding.posts_and_grants(asked)
    return Known(
        days=days,
        versions=in_force,
        first_agreed=_first_agreed(versions),
        lines=tuple(lines_among(in_force, report.centre, report.year)),
        dropped=_dropped(versions),
        done=done_by_goal(asked),
        posts=posts,
        grants=grants,
        measures=from_forwarding.measures(asked),
        steps=steps_before(report),
    )


def done_by_goal(asked: Asked) -> dict[int | None, Done]:
    """One reading of the activities of these days, grouped by goal."""
    rows = Activity.objects.counted().filter(
        centre=asked.centre, happened_on__gte=asked.span.first, happened_on__lte=asked.span.last
    )
    groups = rows.order_by().values_list("goal").annotate(
        Count("pk"), Sum("participants"), Sum("hours")
    )  # fmt: skip
    return {
        goal: Done(count, people or 0, hours or Decimal(0)) for goal, count, people, hours in groups
    }


def steps_before(report: AnnualReport) -> list[AgreedStep]:
    """The steps of the last dialogue held on an earlier year, and older ones still open."""
    rows = AgreedStep.objects.filter(
        dialogue__centre=report.centre_id, dialogue__status="held",
        dialogue__report__year__lt=report.year,
    ).select_related("owner", "dialogue__report")  # fmt: skip
    found = list(rows.order_by("-dialogue__report__year", "dialogue_id", "number"))
    last = found[0].dialogue_id if found else 0
    return [step for step in found if step.dialogue_id == last or step.done_on is None]


def _submitted(report: AnnualReport) -> list[GoalVersion]:
    rows = GoalVersion.objects.filter(goal__period=report.period_id, submitted_at__isnull=False)
    found = list(rows.select_related("goal").order_by("goal__number", "number"))
    for version in found:
        version.goal.period, version.goal.centre = report.period, report.centre
    return found


def _in_force(versions: Iterable[GoalVersion], year: int) -> list[GoalVersion]:
    """Of each goal the last version both ministries agreed, as the values are measured by it."""
    chosen = {
        each.goal_id: each
        for each in versions
        if each.agreed_at is not None and each.goal.status != GoalIs.DROPPED
    }
    found = list(chosen.values())
    prefetch_related_objects(found, "measures", terms_of(year))
    return found


def _first_agreed(versions: Iterable[GoalVersion]) -> dict[int, date]:
    found: dict[int, date] = {}
    for version in versions:
        day = agreed_on(version)
        if day is not None:
            found[version.goal_id] = min(day, found.get(version.goal_id, day))
    return found


def _dropped(versions: Iterable[GoalVersion]) -> list[tuple[GoalVersion, str]]:
    """Goals given up after they had been put forward, with the reason; others saw them, too."""
    newest = {each.goal_id: each for each in versions if each.goal.status == GoalIs.DROPPED}
    if not newest:
        return []
    steps = Step.objects.filter(workflow="controlling.goal", name="drop", object_id__in=newest)
    reasons = dict(steps.order_by("pk").values_list("object_id", "reason"))
    return [(version, reasons.get(goal, "")) for goal, version in newest.items()]
