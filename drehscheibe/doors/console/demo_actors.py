"""Actors of the demonstration and what ties them: two centres, a bridge, one alone, one at risk.

Some relations are derived from activities, one of them was rejected; two days are frozen.
"""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.activities.ties import ties_of_activities
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.domain.network.deriving import derive
from drehscheibe.domain.network.freezing import take
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.opening import open_to_all
from drehscheibe.domain.network.placing import draw
from drehscheibe.domain.network.relating import Said, confirm, end, reject, relate
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import COLOGNE, WARENDORF, People
from drehscheibe.kernel.people.models import Person

AHLEN, TOWN, CITY = ("Ahlen", "05570004"), ("Warendorf", "05570052"), ("Köln", "05315000")
OF_WARENDORF = (
    ("Freiwilligenagentur Emsbrücke", "pt.wohlfahrt", TOWN),
    ("Integrationsagentur Beispielhof", "pt.integrationsagentur", AHLEN),
    ("Jugendhilfe Werseufer", "pt.jugendhilfe", AHLEN),
    ("Kita Regenbogenwiese", "pt.kita", AHLEN),
    ("Bücherei am Musterplatz", "pt.bibliothek", TOWN),
    ("Sportverein Blau-Weiß Muster", "pt.sportverein", AHLEN),
    ("Verein Haus der Sprachen", "pt.mso", AHLEN),
    ("Frauentreff Mondlicht", "pt.mso", TOWN),
    ("Elternnetz Sonnenweg", "pt.mso", TOWN),
    ("Kulturverein Olivenbaum", "pt.mso", AHLEN),
)
OF_COLOGNE = (
    ("Integrationsagentur Rheinblick", "pt.integrationsagentur", CITY),
    ("Verein Brücke am Fluss", "pt.mso", CITY),
    ("Sportbund Musterveedel", "pt.sportverein", CITY),
    ("Bibliothek Beispielviertel", "pt.bibliothek", CITY),
)
TIES = (
    (1, 2, "cooperates", 3), (1, 3, "refers", 2), (2, 3, "co_runs", 3), (1, 5, "cooperates", 1),
    (1, 6, "cooperates", 3), (2, 6, "refers", 1), (0, 1, "cooperates", 2), (0, 4, "co_runs", 2),
    (0, 7, "refers", 2), (0, 8, "refers", 1), (8, 7, "cooperates", 1),
)  # fmt: skip
"""By place in the list: from, to, kind, strength; `WAITING` of them are not confirmed."""
WAITING = {3, 9}
AT_RISK = "Frauentreff Mondlicht"
TOGETHER = (
    ("Fest der Sprachen", 200, (5, 6)), ("Sommerlesen", 120, (4, 6, 8)),
    ("Woche der Vielfalt", 40, (5, 6)),
)  # fmt: skip
"""Activities: title, days ago, the actors named as partners, by place in the list."""


@transaction.atomic
def actors(cast: People, days: Days) -> None:
    """All of it or nothing: with a relation it is there already."""
    if Relation.objects.exists():
        return
    keeper = cast["fachkraft@warendorf.example"]
    made = [_actor(WARENDORF, each, keeper, days) for each in OF_WARENDORF]
    head = cast["leitung@warendorf.example"]
    _related(made, keeper, head, days)
    _together(made, keeper, days)
    _drawn(made[0].centre, days)
    open_to_all(centre=made[0].centre, by=head, at=days.ago(10))
    keeper = cast["fachkraft@koeln.example"]
    first, *others = [_actor(COLOGNE, each, keeper, days) for each in OF_COLOGNE]
    for each in others[:2]:
        said = Said("cooperates", date(days.today.year - 1, 3, 1))
        confirm(
            relation=relate(actor=first, to=each, said=said, by=keeper, at=days.ago(30)),
            by=cast["leitung@koeln.example"], at=days.ago(20),
        )  # fmt: skip
    _drawn(first.centre, days)


def _related(made: list[Actor], keeper: Person, head: Person, days: Days) -> None:
    """Entered by one, confirmed by the other; one ended, between two frozen days one came."""
    for number, (one, other, kind, strength) in enumerate(TIES):
        said = Said(kind, date(days.today.year - 2, 1 + number, 1), strength=strength)
        tie = relate(actor=made[one], to=made[other], said=said, by=keeper, at=days.ago(500))
        if number not in WAITING:
            confirm(relation=tie, by=head, at=days.ago(480))
    take(centre=made[0].centre, by=keeper, at=days.ago(300))
    over = Relation.objects.get(from_actor=made[2], to_actor=made[6])
    end(relation=over, last_day=days.ago(150).date(), reason="Projekt ist zu Ende", by=keeper,
        at=days.ago(151))  # fmt: skip
    said = Said("co_runs", days.ago(90).date(), strength=2)
    tie = relate(actor=made[7], to=made[6], said=said, by=head, at=days.ago(90))
    confirm(relation=tie, by=keeper, at=days.ago(85))
    take(centre=made[0].centre, by=keeper, at=days.ago(30))


def _together(made: list[Actor], keeper: Person, days: Days) -> None:
    """Activities that name actors; of what follows from them one is rejected, it stays so."""
    for title, ago, partners in TOGETHER:
        names = ", ".join(f"{OF_WARENDORF[each][0]} (erfunden)" for each in partners)
        entry = Entry(title, days.ago(ago).date(), "Ahlen", "alle", 60, partners=names)
        key = uuid5(NAMESPACE_URL, f"demo:{title}")
        enter_activity(centre=made[0].centre, key=key, entry=entry, by=keeper, at=days.ago(ago - 1))
    derive(at=days.ago(1), more=ties_of_activities(days.ago(1)))
    wrong = Relation.objects.get(from_actor=made[6], to_actor=made[8], source="derived")
    reject(relation=wrong, reason="Standen nur nebeneinander", by=keeper, at=days.ago(1))


def _drawn(centre: Centre, days: Days) -> None:
    draw(centre=centre.pk, at=days.ago(0))


def _actor(key: str, facts: tuple[str, str, tuple[str, str]], by: Person, days: Days) -> Actor:
    name, kind, (town, ags) = facts
    made = Actor.objects.create(
        centre=Centre.objects.get(key=key), kind=FieldOfAction.objects.get(key=kind),
        municipality_id=ags, at_risk=name == AT_RISK, created_at=days.ago(900),
    )  # fmt: skip
    wording = Wording(
        f"{name} (erfunden)", phone="0200 0000000", description="Erfundenes Beispiel.",
        languages=("de",), places=(Place(town, street="Musterweg 1", municipality=ags),),
    )  # fmt: skip
    edit(actor=made, wording=wording, by=by, at=days.ago(100))
    return made
