"""What runs by itself: the pictures of the centres are drawn anew."""

from datetime import datetime

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network.placing import draw
from drehscheibe.kernel.jobs.declarations import every, job
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("20 4 * * *")
def draw_networks(*, at: datetime) -> None:
    """After the night's derived relations."""
    with acting_as_system():
        for centre in Actor.objects.values_list("centre_id", flat=True).distinct().order_by():
            draw(centre=centre, at=at)


@job
def draw_network(*, at: datetime, centre: int) -> None:
    """One centre, after somebody entered or ended a relation."""
    with acting_as_system():
        draw(centre=centre, at=at)
