"""Drafts opened for advice, as the coordinating office reads them."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.facts import WITH_PARTS
from drehscheibe.domain.controlling.models import (
    BEFORE_SUBMISSION,
    Goal,
    GoalAdvice,
    GoalIs,
    GoalPeriod,
    GoalVersion,
)
from drehscheibe.kernel.permissions.reach import Standing, within_reach


@dataclass(frozen=True)
class Advised:
    """A goal with its newest readable version and everything that was advised on it."""

    goal: Goal
    version: GoalVersion
    advice: list[GoalAdvice]

    @property
    def is_open(self) -> bool:
        """Whether the centre still writes it, so that advice reaches it."""
        return self.version.is_open


def shared_periods(
    standing: Standing, *, also_submitted: bool = False, words: str = ""
) -> QuerySet[GoalPeriod]:
    """Periods opened for advice, the latest opened first; each with its hints counted."""
    rows = within_reach(GoalPeriod.objects.all(), may.VIEW_SHARED, standing=standing)
    if not also_submitted:
        rows = rows.filter(status__in=BEFORE_SUBMISSION)
    for word in words.split():
        rows = rows.filter(centre__area_name__icontains=word)
    hint = "goals__versions__advice"
    counted = rows.annotate(
        hints=Count(hint, distinct=True),
        unanswered=Count(hint, filter=Q(**{f"{hint}__answer": ""}), distinct=True),
        goal_count=Count("goals", filter=~Q(goals__status=GoalIs.DROPPED), distinct=True),
    )
    return counted.select_related("centre").order_by("-shared_at", "centre__sort_key", "pk")


def shared_period(standing: Standing, pk: int) -> GoalPeriod:
    """One of them; raises `GoalPeriod.DoesNotExist`."""
    rows = within_reach(GoalPeriod.objects.all(), may.VIEW_SHARED, standing=standing)
    return rows.select_related("centre__organisation", "concept").get(pk=pk)


def goals_to_advise(period: GoalPeriod) -> list[Advised]:
    """Each goal with its newest version and all advice so far, in a handful of queries."""
    advice = Prefetch("advice", GoalAdvice.objects.select_related("by", "answered_by"))
    rows = GoalVersion.objects.filter(goal__period=period).exclude(goal__status=GoalIs.DROPPED)
    found: dict[int, list[GoalVersion]] = {}
    ordered = rows.select_related("goal").order_by("goal__number", "number")
    for version in ordered.prefetch_related(*WITH_PARTS, advice):
        found.setdefault(version.goal_id, []).append(version)
    return [
        Advised(known[-1].goal, known[-1], [one for each in known for one in each.advice.all()])
        for known in found.values()
    ]


def open_hints(standing: Standing) -> QuerySet[GoalAdvice]:
    """Hints one's own centre has not answered yet, on goals it can still write; oldest first."""
    goals = within_reach(Goal.objects.all(), may.EDIT, standing=standing)
    rows = GoalAdvice.objects.filter(
        answer="", version__goal__in=goals, version__submitted_at__isnull=True
    )
    return rows.select_related("version__goal__period__centre").order_by("at", "id")
