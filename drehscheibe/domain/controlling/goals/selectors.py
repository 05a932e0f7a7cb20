"""Reading goal periods, always through the reader's standing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import ExtractYear

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.facts import AIMS, Aim
from drehscheibe.domain.controlling.goals.marks import Mark, marks_of
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    Goal,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Target,
)
from drehscheibe.domain.controlling.narrowing import ALL, Filters, narrowed
from drehscheibe.kernel.permissions.reach import Standing, within_reach


@dataclass(frozen=True)
class GoalShown:
    """A goal as a page shows it: its newest version one may see, and both ministries' marks.

    `forward` is the last version put forward; the marks are about that one.
    """

    goal: Goal
    version: GoalVersion
    forward: GoalVersion | None
    in_force: GoalVersion | None
    marks: tuple[Mark, ...]
    count: int
    """How many versions there are."""


def periods_for(standing: Standing, filters: Filters = ALL) -> QuerySet[GoalPeriod]:
    """Goal periods within reach with their goals counted, latest first."""
    rows = within_reach(GoalPeriod.objects.all(), *may.READING, standing=standing)
    of_year = Q(starts_on__year__lte=filters.year, ends_on__year__gte=filters.year)
    rows = narrowed(rows, filters, in_year=of_year)
    kept = ~Q(goals__status=GoalIs.DROPPED)
    counted = rows.annotate(
        goal_count=Count("goals", filter=kept),
        agreed_count=Count("goals", filter=Q(goals__status__in=["agreed", "revising"])),
        returned_count=Count("goals", filter=Q(goals__status=GoalIs.RETURNED)),
    )
    return counted.select_related("centre").order_by("-starts_on", F("centre__sort_key"), "-pk")


def years_of(standing: Standing) -> list[int]:
    """The years in which a period within reach begins, latest first."""
    rows = within_reach(GoalPeriod.objects.all(), *may.READING, standing=standing)
    years = rows.order_by().annotate(year=ExtractYear("starts_on")).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def period_for(standing: Standing, pk: int) -> GoalPeriod:
    """One period within reach; raises `GoalPeriod.DoesNotExist`."""
    rows = within_reach(GoalPeriod.objects.all(), *may.READING, standing=standing)
    beside = ("centre__carrier", "concept", "created_by")
    return rows.select_related(*beside).prefetch_related("goals").get(pk=pk)


def centres_to_plan(standing: Standing) -> QuerySet[Centre]:
    """Where the person may write goals."""
    places = standing.organisations_with(may.EDIT)
    return Centre.objects.filter(organisation__in=places).order_by("sort_key")


def next_free_year(centres: QuerySet[Centre], today: date) -> int:
    """The coming year, or the first one after all periods these centres have already."""
    taken = GoalPeriod.objects.standing().filter(centre__in=centres).aggregate(last=Max("ends_on"))
    last = taken["last"] or today
    return max(today.year, last.year) + 1


def version_to_write(goal: Goal) -> GoalVersion:
    """The newest version with its parts, advice and catalogue links; open or not."""
    rows = GoalVersion.objects.filter(goal=goal).select_related("changed_by")
    version = rows.prefetch_related(*_whole_parts()).order_by("-number")[0]
    version.goal = goal
    return version


def entries_like(goal: Goal, *, on: date) -> dict[int, list[CatalogueEntry]]:
    """By indicator number, the catalogue entries that count the same way and are still in use.

    The one an indicator is linked to is offered, too, even when it has ended.
    """
    known = list(CatalogueEntry.objects.prefetch_related("versions"))
    return {
        one.number: [each for each in known if each.pk == one.entry_id or _alike(one, each, on)]
        for one in goal.indicators.all()
    }


def _alike(one: Indicator, entry: CatalogueEntry, on: date) -> bool:
    same = (one.kind, one.over_time, one.over_places) == (
        entry.kind,
        entry.over_time,
        entry.over_places,
    )
    return same and (entry.ended_on is None or entry.ended_on > on)


def goals_shown(period: GoalPeriod) -> list[GoalShown]:
    """All goals of a period with everything they say, in a handful of queries however many.

    Goals without a version one may see (a ministry, and a goal never put forward) are left out.
    """
    rows = GoalVersion.objects.filter(goal__period=period).order_by("number")
    versions: dict[int, list[GoalVersion]] = {}
    for version in rows.select_related("changed_by"):
        versions.setdefault(version.goal_id, []).append(version)
    newest = [known[-1] for known in versions.values()]
    prefetch_related_objects(newest, *_whole_parts(targets=False))
    _read_aims(newest)
    put = [each for known in versions.values() if (each := _put_forward(known)) is not None]
    prefetch_related_objects(put, "decisions__by")
    return [_shown(goal, versions[goal.pk]) for goal in period.goals.all() if goal.pk in versions]


def _whole_parts(*, targets: bool = True) -> tuple[Any, ...]:
    """What `facts.WITH_PARTS` reads, advice and catalogue links: many rows in few queries."""
    terms = IndicatorTerms.objects.select_related("indicator__entry")
    indicators = Prefetch("indicators", terms.prefetch_related("targets") if targets else terms)
    entries = "indicators__indicator__entry__versions"
    return ("fields", "local_fields", "measures", indicators, entries, "advice__by")


def _read_aims(versions: list[GoalVersion]) -> None:
    """The targets of all indicators as plain rows; a model for each of hundreds is not needed."""
    aims: dict[int, list[Aim]] = {}
    rows = Target.objects.filter(terms__version__in=versions)
    for terms, year, amount, of in rows.values_list("terms", "year", "amount", "of"):
        aims.setdefault(terms, []).append(Aim(year, amount, of))
    for version in versions:
        for each in version.indicators.all():
            setattr(each, AIMS, aims.get(each.pk, []))


def _put_forward(versions: list[GoalVersion]) -> GoalVersion | None:
    """The last of them that the ministries see."""
    return next((each for each in reversed(versions) if each.submitted_at), None)


def _shown(goal: Goal, versions: list[GoalVersion]) -> GoalShown:
    newest, forward = versions[-1], _put_forward(versions)
    in_force = next((each for each in reversed(versions) if each.agreed_at), None)
    newest.goal = goal
    marks = marks_of(forward) if forward is not None else ()
    return GoalShown(goal, newest, forward, in_force, marks, len(versions))
