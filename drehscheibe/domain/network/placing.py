"""Places in the picture: drawn by a job for each centre, read by every view, however filtered."""

from collections import defaultdict
from datetime import datetime
from math import ceil, cos, sin, sqrt

from django.db import transaction

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network.drawing import GOLDEN, WORK, Points, fitted, layout
from drehscheibe.domain.network.models import ActorSpot, Relation
from drehscheibe.domain.network.seeing import Network, Wish, network_among
from drehscheibe.kernel.calendar.moments import day_of

PATIENCE = 3_000_000
"""Steps of one layout in the job: some seconds for 2,000 actors."""
Point = tuple[float, float]


@transaction.atomic
def draw(*, centre: int, at: datetime) -> int:
    """Find a place for each actor of a centre and keep it; how many. Runs as the platform."""
    wish = Wish(on=day_of(at))
    found = network_among(Actor.objects.filter(centre_id=centre), Relation.objects.all(), wish)
    ActorSpot.objects.filter(actor__centre_id=centre).delete()
    points = computed(found, PATIENCE)
    ActorSpot.objects.bulk_create(
        ActorSpot(actor_id=node.pk, x=x, y=y, drawn_at=at)
        for node, (x, y) in zip(found.nodes, points, strict=True)
    )
    return len(points)


def computed(network: Network, work: int) -> Points:
    """A fresh layout of this very network."""
    place = {each.pk: number for number, each in enumerate(network.nodes)}
    ties = sorted({(place[each.source], place[each.target]) for each in network.edges})
    return layout(len(network.nodes), tuple(ties), work)


def places(network: Network) -> Points:
    """For each node in turn a point from 0 to 1: the kept one, so that a filter moves nobody far.

    Several centres stand side by side. Who has no place yet stands near those it is tied to. Where
    nothing was drawn yet, it is now, and quickly.
    """
    kept: dict[int, Point] = {
        pk: (x, y)
        for pk, x, y in ActorSpot.objects.filter(
            actor__in=[each.pk for each in network.nodes]
        ).values_list("actor_id", "x", "y")
    }
    if 2 * len(kept) < len(network.nodes):
        return computed(network, WORK)
    for place, node in enumerate(network.nodes):
        if node.pk not in kept:
            kept[node.pk] = _near(network, node.pk, place, kept)
    return fitted(_side_by_side(network, kept))


def _near(network: Network, pk: int, place: int, kept: dict[int, Point]) -> Point:
    tied = [kept[each] for each in sorted(network.neighbours[pk]) if each in kept]
    x = sum(each[0] for each in tied) / len(tied) if tied else 0.5
    y = sum(each[1] for each in tied) / len(tied) if tied else 0.5
    far = 0.05 if tied else 0.5
    return x + far * cos(place * GOLDEN), y + far * sin(place * GOLDEN)


def _side_by_side(network: Network, kept: dict[int, Point]) -> list[Point]:
    """The centres in rows, larger ones not larger: who looks at many sees shapes, not names."""
    members: dict[int, list[int]] = defaultdict(list)
    for node in network.nodes:
        members[node.centre].append(node.pk)
    columns = ceil(sqrt(len(members) * 1.6))
    cells = {centre: divmod(number, columns) for number, centre in enumerate(sorted(members))}
    points = []
    for node in network.nodes:
        row, column = cells[node.centre]
        x, y = kept[node.pk]
        points.append((column + 0.05 + 0.9 * x, row + 0.05 + 0.9 * y))
    return points
