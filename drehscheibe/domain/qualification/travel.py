"""Which centre hosts the next date with the least travel for those who ask.

Nobody's place is kept, only the district government's area: those who ask there count as spread
evenly over its centres. From 1 to 4 people tell nothing here either, so the suggestion rests on the
numbers that are shown. Distances are straight lines between the middles of the centres' areas.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.qualification.demand import Cell
from drehscheibe.kernel.territory.distances import Point, straight_km


@dataclass(frozen=True)
class Host:
    """A place to host; `ways` is the mean way in km from each district government's area."""

    name: str
    ways: Mapping[str, float]


@dataclass(frozen=True)
class Suggestion:
    """The host, how many people it was worked out for, and their ways there added up, in km."""

    host: str
    people: int
    total: float

    @property
    def mean(self) -> int:
        """Whole kilometres a person and way."""
        return round(self.total / self.people)


def possible_hosts(on: date) -> list[Host]:
    """All centres of the day, in the order of the register; one query."""
    rows = Centre.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    places: dict[str, list[Point]] = {}
    found: list[tuple[str, Point]] = []
    for name, area, lat, lon in rows.values_list(
        "organisation__name", "government_district", "lat", "lon"
    ):
        point = (float(lat), float(lon))
        found.append((name, point))
        places.setdefault(area, []).append(point)
    return [
        Host(
            name,
            {
                area: sum(straight_km(point, each) for each in points) / len(points)
                for area, points in places.items()
            },
        )
        for name, point in found
    ]


def nearest(cells: Iterable[Cell], hosts: Iterable[Host]) -> Suggestion | None:
    """The host with the least total way for the people shown; of equal ones the first."""
    told = {cell.district: cell.told for cell in cells if cell.told}
    best: Suggestion | None = None
    for host in hosts:
        asking = {area: count for area, count in told.items() if area in host.ways}
        total = sum(count * host.ways[area] for area, count in asking.items())
        if asking and (best is None or total < best.total):
            best = Suggestion(host.name, sum(asking.values()), total)
    return best
