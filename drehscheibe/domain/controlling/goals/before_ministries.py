"""What both ministries have before them: all goals of the network, and one period goal by goal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.changes import Change, changes_between
from drehscheibe.domain.controlling.goals.facts import WITH_PARTS
from drehscheibe.domain.controlling.goals.marks import Mark, marks_of
from drehscheibe.domain.controlling.goals.versions import IS_BEING_WRITTEN
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalDecision,
    GoalIs,
    GoalPeriod,
    GoalVersion,
)
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OURS, THEIRS, BACK, AGREED = "bei-uns", "beim-anderen", "zurueck", "vereinbart"
STATES = {
    OURS: "offen bei uns",
    THEIRS: "offen beim anderen Ministerium",
    BACK: "zurück beim Zentrum",
    AGREED: "vereinbart",
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty means all. `days` is how long it waits at least."""

    state: str = ""
    district: str = ""
    strand: str = ""
    days: int = 0
    words: str = ""


@dataclass(frozen=True)
class Shown:
    """A goal as the ministries have it before them."""

    goal: Goal
    version: GoalVersion
    marks: tuple[Mark, ...]
    before: GoalVersion | None = None
    changes: list[Change] = field(default_factory=list)
    said: list[GoalDecision] = field(default_factory=list)
    is_being_written: bool = False

    def own(self, ministry: str) -> GoalDecision | None:
        """What this ministry says to the version now."""
        return next((mark.decision for mark in self.marks if mark.ministry == ministry), None)

    def waits_for(self, ministry: str) -> bool:
        """Whether this ministry may still speak on the version."""
        open_to_words = self.goal.status in {GoalIs.SUBMITTED, GoalIs.RETURNED}
        return open_to_words and not self.is_being_written and self.own(ministry) is None

    def may_withdraw(self, ministry: str) -> bool:
        """Whether this ministry may take its word back."""
        if self.own(ministry) is None or self.goal.period.status not in {"submitted", "agreed"}:
            return False
        open_goal = {GoalIs.SUBMITTED, GoalIs.RETURNED, GoalIs.AGREED}
        return self.goal.status in open_goal and not self.is_being_written


def periods_for(standing: Standing) -> QuerySet[GoalPeriod]:
    """The periods that were put forward."""
    return within_reach(GoalPeriod.objects.all(), may.VIEW_SUBMITTED, standing=standing)


def period_for(standing: Standing, pk: int) -> GoalPeriod:
    """One of them; raises `GoalPeriod.DoesNotExist` also for a draft."""
    rows = periods_for(standing).select_related("centre__organisation", "concept")
    return rows.get(pk=pk)


def goals_before(period: GoalPeriod) -> list[Shown]:
    """Every goal of the period with its last submitted version, marks and differences."""
    goals = {goal.pk: goal for goal in period.goals.annotate(written=IS_BEING_WRITTEN)}
    versions: dict[int, list[GoalVersion]] = {}
    spoken = Prefetch("decisions", GoalDecision.objects.select_related("by").order_by("at", "id"))
    rows = GoalVersion.objects.filter(goal__in=goals, submitted_at__isnull=False)
    for version in rows.prefetch_related(*WITH_PARTS, spoken).order_by("number"):
        version.goal = goals[version.goal_id]
        version.goal.period = period
        versions.setdefault(version.goal_id, []).append(version)
    return [_shown(goals[pk], versions[pk]) for pk in goals if pk in versions]


def _shown(goal: Goal, versions: list[GoalVersion]) -> Shown:
    version, before = versions[-1], versions[-2] if len(versions) > 1 else None
    return Shown(
        goal=goal,
        version=version,
        marks=marks_of(version),
        before=before,
        changes=changes_between(before, version) if before else [],
        said=[one for each in versions for one in each.decisions.all()],
        is_being_written=bool(getattr(goal, "written", False)),
    )


def before_ministry(
    ministry: str, standing: Standing, filters: Filters = Filters(), *, at: datetime
) -> QuerySet[GoalVersion]:
    """The last submitted version of every goal, what waits for this ministry half-agreed first.

    Rows carry `own`, `other` (verdicts) and `waits_since`.
    """
    rows = _last_versions(periods_for(standing)).annotate(
        own=_verdict(ministry), other=_verdict_of_another(ministry), waits_since=WAITS_SINCE
    )
    rows = rows.filter(_state(filters.state)) if filters.state else rows
    if filters.district:
        rows = rows.filter(goal__centre__government_district=filters.district)
    if filters.strand:
        rows = rows.filter(strand=filters.strand)
    if filters.days:
        rows = rows.filter(waits_since__lte=at - timedelta(days=filters.days))
    for word in filters.words.split():
        rows = rows.filter(Q(goal__centre__area_name__icontains=word) | Q(title__icontains=word))
    half_first = Case(When(_state(OURS) & Q(other="agree"), then=Value(0)), default=Value(1))
    return (
        rows.select_related("goal__period", "goal__centre__organisation")
        .prefetch_related("decisions")
        .order_by(half_first, "waits_since", "goal__centre__sort_key", "goal__number", "pk")
    )


def state_of(version: GoalVersion) -> str:
    """Where a row of `before_ministry` stands, as its filter calls it."""
    status = version.goal.status
    if status == GoalIs.RETURNED:
        return BACK
    if status == GoalIs.SUBMITTED:
        return THEIRS if getattr(version, "own", None) else OURS
    return AGREED


def districts_of(standing: Standing) -> list[str]:
    """The government districts that have goals before the ministries."""
    names = periods_for(standing).order_by().values_list("centre__government_district", flat=True)
    return sorted(set(names.distinct()))


@dataclass(frozen=True)
class Waiting:
    """How much of one period waits for a ministry, and since when."""

    period: GoalPeriod
    goals: int
    half_agreed: int
    since: datetime


def waiting_periods(
    ministry: str, standing: Standing, *, at: datetime, most: int
) -> Sequence[Waiting]:
    """Periods with goals open at this ministry: half-agreed first, then what waits longest."""
    rows = before_ministry(ministry, standing, Filters(state=OURS), at=at)
    found: dict[int, Waiting] = {}
    for version in rows.prefetch_related(None)[: most * 30]:
        period, since = version.goal.period, getattr(version, "waits_since")  # noqa: B009
        period.centre = version.goal.centre
        known = found.get(period.pk) or Waiting(period, 0, 0, since)
        half = known.half_agreed + (getattr(version, "other") == "agree")  # noqa: B009
        found[period.pk] = Waiting(period, known.goals + 1, half, min(known.since, since))
    order = sorted(found.values(), key=lambda one: (not one.half_agreed, one.since))
    return order[:most]


def _last_versions(periods: QuerySet[GoalPeriod]) -> QuerySet[GoalVersion]:
    later = GoalVersion.objects.filter(
        goal=OuterRef("goal"), submitted_at__isnull=False, number__gt=OuterRef("number")
    )
    put_forward = GoalVersion.objects.filter(submitted_at__isnull=False, goal__period__in=periods)
    return put_forward.filter(~Exists(later)).exclude(goal__status=GoalIs.DROPPED)


def _live(**which: object) -> QuerySet[GoalDecision]:
    return GoalDecision.objects.filter(version=OuterRef("pk"), withdrawn_at__isnull=True, **which)


def _verdict(ministry: str) -> Subquery:
    return Subquery(_live(ministry=ministry).values("verdict")[:1])


def _verdict_of_another(ministry: str) -> Subquery:
    return Subquery(_live().exclude(ministry=ministry).values("verdict")[:1])


def _state(state: str) -> Q:
    """The condition behind the word of a filter."""
    return {
        OURS: Q(goal__status=GoalIs.SUBMITTED, own__isnull=True),
        THEIRS: Q(goal__status=GoalIs.SUBMITTED, own__isnull=False),
        BACK: Q(goal__status=GoalIs.RETURNED),
        AGREED: Q(goal__status__in=[GoalIs.AGREED, GoalIs.REVISING]),
    }[state]


WAITS_SINCE = Coalesce(
    Subquery(
        _live(verdict="agree").order_by().values("version").annotate(at_=Min("at")).values("at_"),
        output_field=DateTimeField(),
    ),
    F("submitted_at"),
)
"""Since the first consent; before it since the goal was put forward."""
