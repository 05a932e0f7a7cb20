"""What the public finds of the demonstration's actors: hours, places, offers; what waits."""

from dataclasses import dataclass, replace
from datetime import time, timedelta

from django.db import transaction

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory import hints
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.keeping import keep_service
from drehscheibe.domain.directory.models import Actor, ActorHint, ActorRevision, Service
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.wording import Opening, Place, Wording
from drehscheibe.domain.directory.writing import write
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import People
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.spelling import fold

INVENTED = " (erfunden)"

OFFICE = tuple(
    Opening(day, opens, closes)
    for day, blocks in {
        1: ((9, 12), (14, 16)), 2: ((9, 12), (14, 18)), 3: ((9, 12),), 4: ((9, 12), (14, 16)),
        5: ((9, 12),),
    }.items()
    for opens, closes in ((time(one), time(other)) for one, other in blocks)
)  # fmt: skip
AFTERNOONS = tuple(Opening(day, time(15), time(18, 30)) for day in (2, 4))
BY_ARRANGEMENT = (Opening(3, time(10), time(13), by_appointment=True),)


@dataclass(frozen=True)
class Shown:
    """What one reads of an actor: where, when, in which languages, with which offers."""

    name: str
    text: str
    street: str
    postcode: str
    hours: tuple[Opening, ...]
    languages: tuple[str, ...]
    offers: tuple[tuple[str, str], ...]
    step_free: bool | None = True


SHOWN = (
    Shown("Integrationsagentur Beispielhof", "Wir helfen bei Anträgen, Briefen und Ämtern.",
          "Beispielhof 4", "59227", OFFICE, ("de", "ar", "uk", "tr"),
          (("Hilfe bei Anträgen und Briefen", "querschnitt.begleitung"),
           ("Hilfe bei der Wohnungssuche", "querschnitt.wohnumfeld"))),
    Shown("Jugendhilfe Werseufer", "Beratung für Familien, Kinder und Jugendliche.", "Uferweg 12",
          "59227", OFFICE, ("de", "ru"), (("Familienberatung", "zg.familien"),)),
    Shown("Kita Regenbogenwiese", "Ein Platz für Kinder von zwei bis sechs Jahren.",
          "Wiesenweg 7", "59229", OFFICE[:4], ("de", "tr"),
          (("Eltern-Kind-Gruppe", "bildung.frueh"),)),
    Shown("Verein Haus der Sprachen", "Treffpunkt, Hilfe in vielen Sprachen, Patenschaften.",
          "Marktgasse 3", "59227", AFTERNOONS, ("de", "ar", "fa", "kmr", "ti"),
          (("Offenes Treffen", "neuzuwanderung.begegnung"),
           ("Begleitung zum Arzt", "querschnitt.gesundheit")), step_free=False),
    Shown("Frauentreff Mondlicht", "Beratung und Schutz für Frauen. Wir sprechen Ihre Sprache.",
          "Geheimer Weg 1", "48231", BY_ARRANGEMENT, ("de", "ar", "ro"),
          (("Beratung für Frauen", "zg.frauen"),)),
    Shown("Freiwilligenagentur Emsbrücke", "Wir bringen Menschen zusammen, die helfen wollen.",
          "Emsstraße 20", "48231", OFFICE, ("de", "en"),
          (("Paten für die Suche nach Arbeit", "querschnitt.arbeit"),)),
    Shown("Integrationsagentur Rheinblick", "Beratung zu Aufenthalt, Arbeit und Familie.",
          "Rheinblick 5", "50667", OFFICE, ("de", "ar", "fr", "tr"),
          (("Sozialberatung", "querschnitt.begleitung"),
           ("Bewerbung schreiben", "querschnitt.arbeit"))),
    Shown("Verein Brücke am Fluss", "Nachbarschaft, Sprachmittlung, Hausaufgaben.", "Flussgasse 9",
          "50667", AFTERNOONS, ("de", "uk", "ru", "bg"),
          (("Hausaufgabenhilfe", "bildung.eltern"),), step_free=None),
)  # fmt: skip


@transaction.atomic
def directory(cast: People, days: Days) -> None:
    """All of it or nothing: with a hint it is there already."""
    if ActorHint.objects.exists():
        return
    rows = ActorRevision.objects.filter(shown=True, name__endswith=INVENTED)
    found = {each.name.removesuffix(INVENTED): each.actor for each in rows.select_related("actor")}
    for each in SHOWN:
        if each.name in found:
            _show(found[each.name], each, cast, days)
    first = found[SHOWN[0].name]
    hints.tell(
        actor=first, what="times", text="Donnerstags ist erst ab 10 Uhr jemand da.",
        visitor=Visitor("192.0.2.8", "Demo"), at=days.ago(2),
    )  # fmt: skip
    _proposal(found[SHOWN[3].name], days)


def _show(actor: Actor, told: Shown, cast: People, days: Days) -> None:
    key = "warendorf" if told.postcode.startswith(("48", "59")) else "koeln"
    keeper: Person = cast[f"fachkraft@{key}.example"]
    before = said_in(actor.revisions.get(shown=True))
    place = Place(
        before.places[0].town, street=told.street, postcode=told.postcode, openings=told.hours,
        municipality=before.places[0].municipality, step_free=told.step_free,
    )  # fmt: skip
    wording = replace(
        before, description=f"{told.text} (Erfundenes Beispiel.)", languages=told.languages,
        places=(place,), email=f"hallo@{fold(told.name.split()[-1])}.example",
    )  # fmt: skip
    edit(actor=actor, wording=wording, by=keeper, at=days.ago(40))
    for name, topic in told.offers:
        service = Service(actor=actor, name=name, topic=FieldOfAction.objects.get(key=topic))
        keep_service(service=service, by=keeper, at=days.ago(40))


def _proposal(actor: Actor, days: Days) -> None:
    """Its own people say that it moves; the centre has not looked yet."""
    said: Wording = said_in(actor.revisions.get(shown=True))
    old = said.places[0]
    moves = days.today + timedelta(days=30)
    new = replace(old, street="Neuer Platz 1", valid_from=moves, step_free=True)
    places = (replace(old, valid_to=moves - timedelta(days=1)), new)
    wording = replace(said, places=places, source="von der Organisation selbst")
    write(actor, wording, by=None, at=days.ago(12))
