"""Language courses of the demonstration: invented providers, courses in every state, a gap."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.courses import hints
from drehscheibe.domain.courses.demand import Missing, signal
from drehscheibe.domain.courses.details import CourseDetails
from drehscheibe.domain.courses.keeping import (
    Seats,
    cancel_course,
    count_seats,
    publish_course,
    write_course,
)
from drehscheibe.domain.courses.links import invite
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.times import Stretch, allowed
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import COLOGNE, WARENDORF, People
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.people.models import Person

AHLEN, TOWN_OF_WARENDORF, CITY = "05570004", "05570052", "05315000"
TOWNS = {"Ahlen": AHLEN, "Warendorf": TOWN_OF_WARENDORF, "Köln": CITY}
MORNINGS: tuple[Stretch, ...] = tuple((day, time(9), time(12, 15)) for day in (1, 2, 4))
EVENINGS: tuple[Stretch, ...] = tuple((day, time(18), time(20, 15)) for day in (2, 4))
WEEK: tuple[Stretch, ...] = tuple((day, time(8, 30), time(12, 45)) for day in range(1, 6))
PROVIDERS = {
    "vhs": (WARENDORF, "Volkshochschule Musterkreis (erfunden)", "Schulweg 1", "59227", "Ahlen"),
    "treff": (
        WARENDORF,
        "Sprachtreff im Lesecafé (erfunden)",
        "Marktgasse 2",
        "48231",
        "Warendorf",
    ),
    "werk": (COLOGNE, "Bildungswerk Beispielufer (erfunden)", "Uferweg 3", "50667", "Köln"),
}
KIND = "pt.sprachkurstraeger"


@transaction.atomic
def courses(cast: People, days: Days) -> None:
    """All of it or nothing: with a course it is there already."""
    if CourseOffer.objects.exists():
        return
    keepers = {
        WARENDORF: cast["fachkraft@warendorf.example"], COLOGNE: cast["fachkraft@koeln.example"],
    }  # fmt: skip
    actors = {
        name: _provider(facts, keepers[facts[0]], name, days.ago(60))
        for name, facts in PROVIDERS.items()
    }
    for town, actor in ((AHLEN, "vhs"), (CITY, "werk")):
        _chain(actors[actor], town, keepers[PROVIDERS[actor][0]], days)
    _of_the_meeting(actors["treff"], keepers[WARENDORF], days)
    invite(actor=actors["vhs"], email="kurse@vhs.example", by=keepers[WARENDORF], at=days.ago(3))
    _what_visitors_say(days)


def _provider(
    facts: tuple[str, str, str, str, str], keeper: Person, name: str, at: datetime
) -> Actor:
    key, label, street, postcode, town = facts
    actor = Actor.objects.create(
        centre=Centre.objects.get(key=key), kind=FieldOfAction.objects.get(key=KIND),
        municipality_id=TOWNS[town], created_at=at,
    )  # fmt: skip
    place = Place(town, street=street, postcode=postcode)
    wording = Wording(
        label, phone="0200 0000000", email=f"kurse@{name}.example", languages=("de", "ar", "uk"),
        places=(place,), description="Erfundenes Beispiel.",
    )  # fmt: skip
    edit(actor=actor, wording=wording, by=keeper, at=at)
    return actor


def _base(actor: Actor, town: str, starts: date, weeks: int) -> CourseDetails:
    place = actor.revisions.get(shown=True).places.get()
    return CourseDetails(
        title="Deutschkurs", kind="general", funding="federal", level_from=0, level_to=1,
        starts_on=starts, ends_on=starts + timedelta(weeks=weeks), municipality=town,
        street=place.street, postcode=place.postcode, step_free=True, units=weeks * 12,
        units_a_week=12, fee="2,29 € je Stunde; kostenlos mit Bürgergeld",
    )  # fmt: skip


def _chain(actor: Actor, town: str, by: Person, days: Days) -> None:
    """Evenings from A1 to B1 one after another, mornings, and what makes a list real."""
    first = _tuesday(days.today + timedelta(days=21))
    base = replace(_base(actor, town, first, 16), slots=EVENINGS, childcare="onsite",
                   childcare_from=1, childcare_to=10)  # fmt: skip
    steps = [(0, 1, 0), (1, 2, 17), (2, 3, 34)]
    for number, (low, up, later) in enumerate(steps, 1):
        starts = first + timedelta(weeks=later)
        said = replace(base, title=f"Deutsch am Abend, Teil {number}", number=f"DA-{number}",
                       level_from=low, level_to=up, starts_on=starts,
                       ends_on=starts + timedelta(weeks=16))  # fmt: skip
        _course(actor, said, Seats(20, 20 - 4 * number), by, days.ago(1))
    morning = replace(_base(actor, town, first - timedelta(weeks=6), 30), slots=WEEK,
                      title="Integrationskurs am Vormittag", number="IK-7", entry="rolling",
                      units=600, units_a_week=25)  # fmt: skip
    _course(actor, morning, Seats(20, 18), by, days.ago(2))
    _course(actor, replace(_base(actor, town, first, 20), title="Integrationskurs für Eltern",
                           kind="parents", slots=MORNINGS, childcare="onsite", number="EK-2",
                           childcare_from=0, childcare_to=6),
            Seats(15, 15), by, days.ago(2))  # fmt: skip
    alpha = replace(_base(actor, town, first, 40), title="Lesen und Schreiben lernen",
                    kind="literacy", script="latin", slots=MORNINGS, number="AL-1")  # fmt: skip
    _course(actor, alpha, Seats(12, 7), by, days.ago(12))
    job = replace(_base(actor, town, first, 20), title="Berufssprachkurs B2", kind="vocational",
                  level_from=3, level_to=4, slots=WEEK, mode="hybrid", exam="telc B2 Beruf",
                  number="BSK-4")  # fmt: skip
    called_off = _course(actor, job, Seats(25, 3), by, days.ago(20))
    cancel_course(offer=called_off, by=by, at=days.ago(5))


def _of_the_meeting(actor: Actor, by: Person, days: Days) -> None:
    """A small provider: for women, online, a draft."""
    first = _tuesday(days.today + timedelta(days=14))
    base = replace(_base(actor, TOWN_OF_WARENDORF, first, 24), kind="volunteer", funding="other",
                   fee="kostenlos", units=None, units_a_week=None)  # fmt: skip
    women = replace(base, title="Frauen sprechen Deutsch", women_only=True, slots=EVENINGS[:1],
                    childcare="arranged", entry="rolling", level_to=2)  # fmt: skip
    offer = _course(actor, women, Seats(10, 6), by, days.ago(6))
    online = replace(base, title="Online sprechen üben", mode="online", slots=EVENINGS[1:],
                     level_from=1, level_to=3, step_free=None)  # fmt: skip
    _course(actor, online, Seats(), by, days.ago(4))
    second = replace(base, title="Die lateinische Schrift", script="second", slots=())
    write_course(actor=actor, details=second, seats=Seats(8, 0), by=by, at=days.ago(1))
    count_seats(offer=offer, seats=Seats(10, 7), by=by, at=days.ago(4))


def _tuesday(day: date) -> date:
    return day + timedelta(days=(1 - day.weekday()) % 7)


def _course(
    actor: Actor, details: CourseDetails, seats: Seats, by: Person, at: datetime
) -> CourseOffer:
    made = write_course(actor=actor, details=details, seats=seats, by=by, at=at)
    return publish_course(offer=made, by=by, at=at)


def _what_visitors_say(days: Days) -> None:
    """Seven miss B2 in the evening in Ahlen, three something else; one number is wrong."""
    evening = Missing(AHLEN, 3, 4, childcare=True, weekly=allowed((), {2}))
    for each in range(7):
        signal(missing=evening, visitor=Visitor(f"192.0.2.{each}", "Demo"), at=days.ago(each + 1))
    for each in range(3):
        rare = Missing(TOWN_OF_WARENDORF, 4, 5)
        signal(missing=rare, visitor=Visitor(f"192.0.2.{each}", "Demo"), at=days.ago(each + 1))
    offer = CourseOffer.objects.get(actor__centre__key=WARENDORF, number="AL-1")
    hints.tell(
        offer=offer, what="times", text="Beginnt jetzt erst um 9:30 Uhr.",
        visitor=Visitor("192.0.2.9", "Demo"), at=days.ago(1),
    )  # fmt: skip
