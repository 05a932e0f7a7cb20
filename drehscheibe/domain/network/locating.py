"""Where actors lie on the map: at their address, of one at risk at the middle of its town."""

from dataclasses import dataclass

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.domain.network.seeing import Network
from drehscheibe.kernel.territory.models import Municipality

VISITED = (ActorPlace.Kind.VISIT, ActorPlace.Kind.COUNSEL)


@dataclass(frozen=True)
class Located:
    """Degrees of longitude and latitude by actor; the areas below: name and path of the outline."""

    points: dict[int, tuple[float, float]]
    areas: tuple[tuple[str, str], ...]


def located(network: Network) -> Located:
    """Three questions for any number. Who has neither address nor town is on no map."""
    towns = {
        ags: (float(lon), float(lat))
        for ags, lon, lat in Municipality.objects.filter(
            pk__in={each.town_key for each in network.nodes}
        ).values_list("pk", "lon", "lat")
    }
    open_ones = [each.pk for each in network.nodes if not each.at_risk]
    rows = ActorPlace.objects.filter(
        revision__actor__in=open_ones, revision__actor__at_risk=False, revision__shown=True,
        kind__in=VISITED, latitude__isnull=False, valid_to=None,
    )  # fmt: skip
    points = {each.pk: towns[each.town_key] for each in network.nodes if each.town_key in towns}
    for pk, lon, lat in rows.order_by("-kind", "-pk").values_list(
        "revision__actor_id", "longitude", "latitude"
    ):
        if lon is not None and lat is not None:  # the database knows: both or neither
            points[pk] = float(lon), float(lat)
    centres = Centre.objects.filter(pk__in={each.centre for each in network.nodes})
    areas = centres.order_by("kind", "pk").values_list("area_name", "path")
    return Located(points, tuple(areas))
