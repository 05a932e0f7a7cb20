"""Actors as the public finds them, for the addresses that lead to them."""

from datetime import datetime

from drehscheibe.domain.directory.links import invite
from drehscheibe.domain.directory.models import ActorHint, ActorRevision
from drehscheibe.doors.console.demo_actors import actors
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_directory import directory
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

KEEPER = "fachkraft@warendorf.example"


def samples_of_directory(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """One with a hint and offers, one that waits, one at risk, and a link that still opens."""
    days = Days(day_of(at))
    actors(cast, days)
    directory(cast, days)
    hint = ActorHint.objects.get()
    waiting = ActorRevision.objects.get(standing="open").actor
    invite(actor=waiting, email="hallo@verein.example", by=cast[KEEPER], at=at)
    mail = OutboxMail.objects.filter(key__startswith="directory.link:").latest("pk")
    secret = mail.text.split("/akteure/eigene/")[1].split("/")[0]
    guarded = hint.actor.centre.actors.get(at_risk=True)
    public = [Sample({"public_id": each.public_id}) for each in (hint.actor, guarded)]
    mine = [Sample({"actor": each.pk}, own_rule=True, who=KEEPER) for each in (hint.actor, waiting)]
    service = hint.actor.services.first()
    assert service is not None
    offer = {"actor": hint.actor.pk, "service": service.pk}
    return {
        "public:actor": public,
        "public:actor_hint": public,
        "public:actor_own": [Sample({"secret": secret})],
        "staff:directory:actor": mine,
        "staff:directory:actor,service": [Sample(offer, own_rule=True, who=KEEPER)],
        "staff:directory:form": [Sample({"form": "csv"}), Sample({"form": "xlsx"})],
        "staff:directory:hint_settle": [Sample({"hint": hint.pk}, own_rule=True, who=KEEPER)],
    }
