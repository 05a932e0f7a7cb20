"""Reading the catalogue, and how many indicators of the goals are linked to it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from drehscheibe.domain.controlling.catalogue import permissions as may
from drehscheibe.domain.controlling.catalogue.versions import Segment, segments
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    CatalogueVersion,
    GoalIs,
    Indicator,
    OverPlaces,
    OverTime,
)
from drehscheibe.kernel.permissions.reach import Standing, holds


@dataclass(frozen=True)
class Entry:
    """An entry as it stands on a day: its version in force, or the next to come."""

    row: CatalogueEntry
    version: CatalogueVersion
    linked: int
    segments: list[Segment]
    on: date

    @property
    def is_ended(self) -> bool:
        """Whether new indicators may no longer link to it."""
        return self.row.ended_on is not None and self.row.ended_on <= self.on

    @property
    def breaks(self) -> int:
        """How often its series was broken."""
        return len(self.segments) - 1

    @property
    def over_time(self) -> str:
        """How values of several periods become one."""
        return str(OverTime(self.row.over_time).label)

    @property
    def over_places(self) -> str:
        """How values of several centres become one."""
        return str(OverPlaces(self.row.over_places).label)


@dataclass(frozen=True)
class Linked:
    """How many indicators are linked to the catalogue, of how many."""

    linked: int
    all: int
    by_centre: list[tuple[str, int, int]] = field(default_factory=list)


def _readable(standing: Standing) -> QuerySet[CatalogueEntry]:
    """The catalogue belongs to nobody's reach: all of it, or nothing."""
    rows = CatalogueEntry.objects.all()
    return rows if holds(standing, (may.VIEW, may.KEEP)) else rows.none()


def entries_for(standing: Standing, words: str = "") -> list[Entry]:
    """Every entry: three queries."""
    rows = _readable(standing)
    for word in words.split():
        rows = rows.filter(
            Q(code__icontains=word) | Q(versions__name__icontains=word)
            | Q(versions__definition__icontains=word)
        )  # fmt: skip
    counts = dict(_counted().filter(entry__isnull=False).values_list("entry").annotate(Count("pk")))
    found = rows.distinct().order_by("code").prefetch_related("versions__made_by")
    return [_entry(row, counts.get(row.pk, 0), standing.on) for row in found]


def entry_for(standing: Standing, code: str) -> Entry:
    """One entry by its code; `CatalogueEntry.DoesNotExist` when there is none."""
    rows = _readable(standing)
    row = rows.prefetch_related("versions__made_by").get(code=code)
    return _entry(row, _counted().filter(entry=row).count(), standing.on)


def linked_share(standing: Standing) -> Linked:
    """The share of linked indicators among those the reader sees, per centre for who keeps it."""
    counted = {"all": Count("pk"), "linked": Count("entry")}
    if not standing.organisations_with(may.KEEP):
        sums = _counted().aggregate(**counted)
        return Linked(sums["linked"], sums["all"])
    rows = _counted().values_list("centre__area_name").annotate(**counted)
    by_centre = [(name, linked, every) for name, every, linked in rows.order_by("centre__sort_key")]
    return Linked(
        sum(linked for _, linked, _ in by_centre), sum(every for *_, every in by_centre), by_centre
    )


def _counted() -> QuerySet[Indicator]:
    """Indicators of goals that were not dropped; the wall shows what the reader may see."""
    return Indicator.objects.exclude(goal__status=GoalIs.DROPPED).order_by()


def _entry(row: CatalogueEntry, linked: int, on: date) -> Entry:
    versions = sorted(row.versions.all(), key=lambda each: each.number)
    begun = [each for each in versions if each.valid_from <= on]
    return Entry(row, begun[-1] if begun else versions[0], linked, segments(row), on)
