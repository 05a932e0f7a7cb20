"""A link that leads nowhere, for the addresses that lead to it."""

from datetime import datetime

from drehscheibe.domain.outward.models import OutwardLink
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_outward import links
from drehscheibe.kernel.calendar.moments import day_of
from tests.routes import Sample

KEEPER = "fachkraft@warendorf.example"


def samples_of_outward(*, at: datetime) -> dict[str, list[Sample]]:
    """After the guide, in whose text it stands."""
    links(Days(day_of(at)))
    dead = OutwardLink.objects.dead(at=at).get()
    return {"staff:outward:pk": [Sample({"pk": dead.pk}, own_rule=True, who=KEEPER)]}
