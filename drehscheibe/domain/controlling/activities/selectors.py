"""Reading activities, always through the reader's standing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import Activity, Goal, GoalIs, GoalVersion, Measure
from drehscheibe.kernel.permissions.reach import Standing, within_reach


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty means all."""

    year: int | None = None
    goal: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Choice:
    """A goal one may choose, with its title and measures by number."""

    goal: Goal
    title: str
    measures: dict[int, str]


def activities_for(standing: Standing, filters: Filters = Filters()) -> QuerySet[Activity]:
    """Activities of one's centres, latest first; those taken back stay visible as such."""
    rows = within_reach(Activity.objects.all(), may.ACTIVITY_VIEW, standing=standing)
    if filters.year:
        rows = rows.filter(happened_on__year=filters.year)
    if filters.goal:
        rows = rows.filter(goal=filters.goal)
    for word in filters.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(place__icontains=word) | Q(audience__icontains=word)
        )
    return rows.select_related("goal", "entered_by").order_by("-happened_on", "-id")


def activity_for(standing: Standing, key: UUID) -> Activity:
    """One activity within reach; raises `Activity.DoesNotExist`."""
    return activities_for(standing).select_related("centre", "municipality").get(key=key)


def sums(rows: QuerySet[Activity]) -> tuple[int, int]:
    """How many activities and participants, without those taken back."""
    counted = rows.filter(withdrawn_at__isnull=True).order_by()
    both = counted.aggregate(count=Count("pk"), people=Sum("participants"))
    return both["count"], both["people"] or 0


def years_of(standing: Standing) -> list[int]:
    """The years in which something was entered, latest first."""
    rows = within_reach(Activity.objects.all(), may.ACTIVITY_VIEW, standing=standing)
    years = rows.order_by().annotate(year=ExtractYear("happened_on")).values_list("year")
    return [year for (year,) in years.distinct().order_by("-year")]


def centres_of(standing: Standing) -> QuerySet[Centre]:
    """Where the person may enter activities."""
    places = standing.organisations_with(may.ACTIVITY_ENTER)
    return Centre.objects.filter(organisation__in=places).order_by("sort_key")


def goals_to_choose(centres: QuerySet[Centre], *, on: date) -> list[Choice]:
    """The goals of the period that covers the day, drafts included, with their latest wording."""
    goals = Goal.objects.filter(
        centre__in=centres, period__starts_on__lte=on, period__ends_on__gte=on
    ).exclude(Q(status=GoalIs.DROPPED) | Q(period__status="discarded"))
    newest: dict[int, GoalVersion] = {}
    measures: dict[int, dict[int, str]] = {}
    versions = GoalVersion.objects.filter(goal__in=goals).order_by("number")
    for version in versions.prefetch_related("measures"):
        newest[version.goal_id] = version
        named: list[Measure] = list(version.measures.all())
        measures[version.goal_id] = {each.number: each.title for each in named}
    return [
        Choice(goal, newest[goal.pk].title, measures[goal.pk])
        for goal in goals.order_by("centre__sort_key", "number")
    ]
