"""Events of the demonstration: a course that was held, a conference with a queue, one planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.qualification import asking, certifying, courses, hosting, preparing
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.clock import begin_and_finish
from drehscheibe.domain.qualification.models import (
    CourseTemplate,
    Event,
    EventPool,
    Participation,
)
from drehscheibe.domain.qualification.preparing import (
    EventFacts,
    SeatFacts,
    SessionFacts,
    TemplateFacts,
)
from drehscheibe.domain.qualification.qualifications import list_as_multiplier
from drehscheibe.domain.qualification.registering import Wish, register_person, take_seats
from drehscheibe.domain.registration.seats import Who
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.kernel.calendar.holidays import is_working_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

ADVISER = "beratung@koordinierung.example"
WARENDORF_DESK, COLOGNE_DESK = "fachkraft@warendorf.example", "fachkraft@koeln.example"
GUESTS = ("Aylin Sommerfeld", "Bohdan Winterberg", "Carla Brückner", "Dilan Rosenthal")
HOUSES = {
    WARENDORF_DESK: f"ki-{WARENDORF}", COLOGNE_DESK: f"ki-{COLOGNE}",
    "fachkraft@duesseldorf.example": f"ki-{DUESSELDORF}",
    "leitung@warendorf.example": f"ki-{WARENDORF}", "leitung@koeln.example": f"ki-{COLOGNE}",
}  # fmt: skip


@dataclass(frozen=True)
class Planner:
    """Who plans, for which house, and when it was planned."""

    house: Organisation
    by: Person
    at: datetime

    def event(self, facts: EventFacts, template: CourseTemplate | None = None) -> Event:
        """A draft."""
        return preparing.create_event(
            owner=self.house, facts=facts, by=self.by, at=self.at, template=template
        )

    def date(self, event: Event, day: datetime, title: str, *, link: str = "") -> None:
        """Three hours from nine on, four teaching units; nobody meets on a Sunday."""
        while not is_working_day(day.date()):
            day -= timedelta(days=1)
        begins = day.replace(hour=9)
        facts = SessionFacts(
            starts_at=begins, ends_at=begins + timedelta(hours=3), title=title, units=Decimal(4)
        )
        preparing.add_session(event=event, facts=facts, by=self.by, at=self.at, link=link)

    def seats(self, event: Event, part: str, seats: SeatFacts, title: str = "") -> EventPool:
        """Seats of one part."""
        return preparing.open_seats(
            event=event, part=part, seats=seats, by=self.by, at=self.at, title=title
        )


@transaction.atomic
def events(cast: People, days: Days) -> None:
    """All of it or nothing; with an event of the demonstration it is there already."""
    if Event.objects.exists():
        return
    office = Organisation.objects.get(code="koordinierungsstelle")
    basis = _courses(office, cast[ADVISER], at=days.ago(200))
    _held_course(cast, days, Planner(office, cast[ADVISER], days.ago(120)), basis)
    _conference(cast, days, Planner(office, cast[ADVISER], days.ago(20)))
    _with_minimum(cast, days)
    _called_off(cast, days)
    late = Planner(office, cast[ADVISER], days.ago(2))
    draft = late.event(preparing.from_template(basis, place="Dortmund"), basis)
    late.date(draft, days.ago(-60), "Sprache sehen, Sprache planen")


def _courses(office: Organisation, by: Person, *, at: datetime) -> CourseTemplate:
    """A course that makes multipliers, and one that asks for it."""
    kind = courses.add_kind(
        label="Multiplikatorin oder Multiplikator Sprachbildung", code="sprachbildung", months=36,
        multiplier=True, by=by, at=at,
    )  # fmt: skip
    rows = FieldOfAction.objects.filter(facet="handlungsfeld", parent=None)
    fields = list(rows.order_by("position").values_list("pk", flat=True))
    facts = TemplateFacts(
        code="sprachbildung-basis", title="Durchgängige Sprachbildung", units=Decimal(8),
        aims="Sie erkennen sprachliche Hürden im Fach und planen Unterricht, der Sprache mitlehrt.",
        target_groups=("Lehrkräfte", "Fachkräfte im Ganztag"), grants=kind, tier="public",
        fields_of_action=tuple(fields[:1]),
    )  # fmt: skip
    basis = preparing.create_template(owner=office, facts=facts, by=by, at=at)
    more = TemplateFacts(
        code="sprachbildung-aufbau", title="Sprachbildung: Kollegien begleiten",
        units=Decimal(12), aims="Sie begleiten ein Kollegium über ein Schuljahr.",
        target_groups=("Multiplikatorinnen und Multiplikatoren",), requires=(kind,),
    )  # fmt: skip
    preparing.create_template(owner=office, facts=more, by=by, at=at)
    return basis


def _held_course(cast: People, days: Days, host: Planner, basis: CourseTemplate) -> None:
    """Held three months ago: five were there, one was not; one paper is revoked."""
    facts = preparing.from_template(basis, place="Unna", contact="fortbildung@lasi.example")
    event = host.event(facts, basis)
    host.date(event, days.ago(91), "Sprache sehen")
    host.date(event, days.ago(84), "Sprache planen")
    host.seats(event, "onsite", SeatFacts(capacity=12))
    event = hosting.publish(event=event, by=host.by, at=host.at)
    came = _colleagues(cast, event, at=days.ago(110)) + [
        _guest(event, name, at=days.ago(105)) for name in GUESTS[:2]
    ]
    begin_and_finish(at=days.ago(84))
    begin_and_finish(at=days.ago(83))
    event.refresh_from_db()
    sessions = list(event.sessions.all())
    notes = [
        Note(one.pk, session.pk, "present" if one != came[-1] else "absent")
        for one in came for session in sessions
    ]  # fmt: skip
    note_attendance(event=event, notes=notes, by=host.by, at=days.ago(83))
    certifying.issue_all(event=event, by=host.by, at=days.ago(82))
    last = event.certificates.get(participation=came[-2])
    certifying.revoke_certificate(
        certificate=last, reason="Auf den falschen Namen ausgestellt.", by=host.by, at=days.ago(70)
    )
    for desk in (WARENDORF_DESK, COLOGNE_DESK):
        own = cast[desk].qualifications.get()
        list_as_multiplier(qualification=own, listed=True, by=cast[desk], at=days.ago(80))


def _conference(cast: People, days: Days, host: Planner) -> None:
    """Hybrid, in five weeks: on site full with a queue, workshops, a question about food."""
    event = host.event(
        EventFacts(
            title="Fachtagung Integration durch Bildung", kind="conference", format="hybrid",
            tier="public", place="Essen, Haus der Technik",
            description="Vorträge am Vormittag, Workshops am Nachmittag.",
            audience="Alle, die Bildung für neu Zugewanderte gestalten",
            childcare="ab drei Jahren, bitte anmelden",
            accessibility="stufenloser Zugang, Schriftdolmetschen online",
            contact="fachtagung@lasi.example",
        )
    )  # fmt: skip
    host.date(event, days.ago(-28), "Vorträge", link="https://raum.example/fachtagung")
    shares = SeatFacts(capacity=4, per_organisation=1, released_on=days.ago(-21).date())
    host.seats(event, "onsite", shares)
    host.seats(event, "online", SeatFacts(capacity=100))
    host.seats(event, "workshop", SeatFacts(capacity=12), "Eltern als Partner")
    food = asking.QuestionFacts(
        label="Was essen Sie?", kind="choice", options=("alles", "vegetarisch", "vegan")
    )
    asking.ask(event=event, facts=food, by=host.by, at=host.at)
    event = hosting.publish(event=event, by=host.by, at=host.at)
    _colleagues(cast, event, at=days.ago(15))
    for number, name in enumerate(GUESTS):
        _guest(event, name, at=days.ago(14 - number))


def _with_minimum(cast: People, days: Days) -> None:
    """Of two centres together, with a minimum that is decided about in a week."""
    host = Planner(_house(WARENDORF_DESK), cast[WARENDORF_DESK], days.ago(12))
    event = host.event(
        EventFacts(
            title="Rassismuskritisch beraten", place="Warendorf, Kreishaus", tier="network",
            min_participants=6, decide_by=days.ago(-7).date(),
            audience="Beratende der Kommunalen Integrationszentren",
        )
    )  # fmt: skip
    host.date(event, days.ago(-20), "Haltung und Gespräch")
    host.seats(event, "onsite", SeatFacts(capacity=16))
    partner = [_house(COLOGNE_DESK)]
    preparing.set_co_hosts(event=event, co_hosts=partner, by=host.by, at=host.at)
    hosting.publish(event=event, by=host.by, at=host.at)
    _colleagues(cast, event, at=days.ago(6))


def _called_off(cast: People, days: Days) -> None:
    host = Planner(_house(COLOGNE_DESK), cast[COLOGNE_DESK], days.ago(25))
    event = host.event(
        EventFacts(title="Elternabend: Wege nach der Grundschule", kind="info", tier="public",
                   place="Köln, Bürgerhaus")
    )  # fmt: skip
    host.date(event, days.ago(-10), "")
    host.seats(event, "onsite", SeatFacts(capacity=40))
    event = hosting.publish(event=event, by=host.by, at=host.at)
    _guest(event, GUESTS[0], at=days.ago(20))
    hosting.cancel_event(
        event=event, reason="Der Referent ist erkrankt.", by=host.by, at=days.ago(3)
    )


def _colleagues(cast: People, event: Event, *, at: datetime) -> list[Participation]:
    """Those of the cast who register themselves, one after the other."""
    return [
        register_person(
            wish=_wish(event, email), person=cast[email], organisation=_house(email),
            by=cast[email], at=at + timedelta(minutes=number),
        )
        for number, email in enumerate(HOUSES)
    ]  # fmt: skip


def _guest(event: Event, name: str, *, at: datetime) -> Participation:
    email = f"{name.split()[0].lower()}@gast.example"
    who = Who(guest_name=name, guest_email=email)
    return take_seats(_wish(event, email), who, by=None, at=at)


def _wish(event: Event, email: str) -> Wish:
    part = EventPool.objects.select_related("event__owner", "pool").get(event=event, part="onsite")
    answers = {each.pk: "vegetarisch" for each in event.questions.all()}
    return Wish(part=part, key=uuid5(NAMESPACE_URL, f"{event.number}:{email}"), answers=answers)


def _house(email: str) -> Organisation:
    return Organisation.objects.get(code=HOUSES[email])
