"""Actors of the demonstration, for the addresses that lead to them."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.network.models import Relation
from drehscheibe.doors.console.demo_actors import actors
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

KEEPER = "fachkraft@warendorf.example"


def samples_of_network(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """One with relations; a centre that shows its network, and one that does not."""
    actors(cast, Days(day_of(at)))
    tie = Relation.objects.order_by("pk")[:1].get()
    return {
        "staff:network:actor": [Sample({"actor": tie.from_actor_id}, own_rule=True, who=KEEPER)],
        "staff:network:network_opening": [
            Sample({"key": each.key}, each, form={"act": "close"})
            for each in Centre.objects.filter(key__in=("05570", "05315")).order_by("key")
        ],
    }
