"""Events in the states an address can lead to: one to come, one that is over, links and feeds."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from drehscheibe.domain.qualification import asking, courses, feeds, preparing
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.certifying import issue_certificate
from drehscheibe.domain.qualification.clock import begin_and_finish
from drehscheibe.domain.qualification.hosting import publish
from drehscheibe.domain.qualification.links import secret_of
from drehscheibe.domain.qualification.models import (
    Event,
    EventPool,
    GuestRequest,
    Participation,
)
from drehscheibe.domain.qualification.qualifications import enter_qualification
from drehscheibe.domain.qualification.registering import Wish, take_seats
from drehscheibe.domain.registration.seats import Who
from drehscheibe.kernel.access.mailed_links import fingerprint
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

GUEST = "stage-guest"
HOST = "beratung@koordinierung.example"
"""Whose events they are: the pages of a desk open to her."""


def samples_of_events(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """One event everybody may register for, and one with a certificate."""
    host = next(
        each for each in cast.values() if each.memberships.filter(role="coordination").exists()
    )
    coming = _event(host, at=at, starts=at + timedelta(days=30))
    past = at - timedelta(days=60)
    over = _event(host, at=past, starts=past + timedelta(days=30))
    mine, came = _guest(coming, at=at), _guest(over, at=past)
    begin_and_finish(at=at)
    begin_and_finish(at=at)
    over.refresh_from_db()
    session = over.sessions.get()
    note_attendance(event=over, notes=[Note(came.pk, session.pk, "present")], by=host, at=at)
    paper = issue_certificate(participation=came, by=host, at=at)
    feed, secret = feeds.open_feed(of="network", by=host, at=at)
    GuestRequest.objects.create(
        event=coming, pool=coming.pools.get(), key=uuid4(), name="Gast", email="g@example.org",
        fingerprint=fingerprint(GUEST), asked_at=at, expires_at=at + timedelta(days=1),
    )  # fmt: skip
    planned = _planned(host, coming, at=at)
    number, own = Sample({"number": coming.number}), Sample({"secret": secret_of(mine)})
    desks = [
        Sample(each.arguments, own_rule=True, who=HOST)
        for each in (number, Sample({"number": over.number}))
    ]
    return planned | {
        "public:number": [number],
        "public:event": [number],
        "public:guest_confirm": [Sample({"secret": GUEST})],
        "public:participation": [own, Sample({"secret": secret_of(came)})],
        "public:certificate_file": [Sample({"secret": secret_of(came)})],
        "public:participation_code": [own],
        "public:certificate": [Sample({"serial": paper.serial})],
        "public:feed": [Sample({"secret": secret})],
        "staff:events:event_detail": [number, Sample({"number": over.number})],
        "staff:events:event_register": [number],
        "staff:events:number": desks,
        "staff:events:number,pk": [
            Sample({"number": over.number, "pk": session.pk}, own_rule=True, who=HOST)
        ],
        "staff:events:feed_list": [Sample({}, form={"of": "network"})],
        "staff:events:feed_revoke": [Sample({"pk": feed.pk}, own_rule=True, who=HOST)],
    }


def _planned(host: Person, event: Event, *, at: datetime) -> dict[str, list[Sample]]:
    """What belongs to planning: a course, seats, a date, a question, a qualification."""
    owner = event.owner
    facts = preparing.TemplateFacts(code="stage", title="Kurs der Probe", units=Decimal(4))
    course = preparing.create_template(owner=owner, facts=facts, by=host, at=at)
    kind = courses.add_kind(
        label="Trainerin", code="stage", months=24, multiplier=True, by=host, at=at
    )
    held = enter_qualification(
        person=host, kind=kind, granted_by=owner, holds_from=day_of(at), by=host, at=at
    )
    question = asking.ask(event=event, facts=asking.QuestionFacts(label="Essen?"), by=host, at=at)

    def of_event(pk: int) -> list[Sample]:
        return [Sample({"number": event.number, "pk": pk}, own_rule=True, who=HOST)]

    return {
        "staff:events:template_change": [Sample({"pk": course.pk}, own_rule=True, who=HOST)],
        "staff:events:template_end": [Sample({"pk": course.pk}, own_rule=True, who=HOST)],
        "staff:events:qualification_listed": [Sample({"pk": held.pk}, own_rule=True, who=HOST)],
        "staff:events:seats_change": of_event(event.pools.get().pk),
        "staff:events:session_change": of_event(event.sessions.get().pk),
        "staff:events:session_drop": of_event(event.sessions.get().pk),
        "staff:events:seats_return": of_event(event.pools.get().pk),
        "staff:events:question_drop": of_event(question.pk),
    }


def _event(host: Person, *, at: datetime, starts: datetime) -> Event:
    owner = host.memberships.get(role="coordination").organisation
    facts = preparing.EventFacts(title="Sprachsensibel beraten", tier="public", place="Essen")
    event = preparing.create_event(owner=owner, facts=facts, by=host, at=at)
    date = preparing.SessionFacts(
        starts_at=starts, ends_at=starts + timedelta(hours=3), units=Decimal(4)
    )
    preparing.add_session(event=event, facts=date, by=host, at=at)
    seats = preparing.SeatFacts(capacity=10)
    preparing.open_seats(event=event, part="onsite", seats=seats, by=host, at=at)
    return publish(event=event, by=host, at=at)


def _guest(event: Event, *, at: datetime) -> Participation:
    part = EventPool.objects.select_related("event__owner", "pool").get(event=event)
    who = Who(guest_name="Gast Muster", guest_email=f"gast{event.pk}@example.org")
    return take_seats(Wish(part=part, key=uuid4()), who, by=None, at=at)
