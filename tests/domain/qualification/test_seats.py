"""Scenarios of seats, told end to end: who sits, who waits, who is written to."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.qualification import clock, hosting, own_seat
from drehscheibe.domain.qualification.models import Event, Participation, QualificationKind
from drehscheibe.domain.qualification.preparing import SeatFacts, open_seats
from drehscheibe.domain.qualification.qualifications import enter_qualification
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import register_person
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.qualification.stories import DAY, centre, hall, mails_to, state

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def test_numbers_are_given_once_and_stay(noon: datetime) -> None:
    first, second = hall(noon).event, hall(noon).event
    assert (first.number, second.number) == ("D-2022-001", "D-2022-002")
    with pytest.raises(Exception, match="stays as it is"):
        Event.objects.filter(pk=first.pk).update(number="D-2022-900")


def test_a_free_seat_is_offered_to_the_first_in_the_queue_sc_1_1(noon: datetime) -> None:
    """Sc 1.1: D is offered for 48 h, F waits as 3; then E; D never again."""
    own = hall(noon, seats=3)
    _, b, _ = (own.come(at=noon) for _ in range(3))
    d, e = own.come(at=noon), own.come(at=noon)
    assert [state(d), state(e)] == [("waitlisted", 1), ("waitlisted", 2)]
    own_seat.withdraw(participation=b, by=b.registration.person, at=noon)
    f = own.come(at=noon)
    assert [state(d), state(e), state(f)] == [("offered", 1), ("waitlisted", 2), ("waitlisted", 3)]
    assert mails_to(d)[-1].subject == f"{own.event.number}: Ein Platz ist frei geworden"
    assert "16.09.2022, 12:00 Uhr" in mails_to(d)[-1].text
    end = noon + timedelta(hours=48)
    clock.settle_seats(at=end - timedelta(seconds=1))
    assert state(d) == ("offered", 1)
    assert clock.settle_seats(at=end) == 2
    assert clock.settle_seats(at=end) == 0
    assert [state(d)[0], state(e)[0], state(f)[0]] == ["expired", "offered", "waitlisted"]
    with pytest.raises(RegistrationRefused, match="gilt nicht mehr"):
        own_seat.accept(participation=d, by=None, at=end)
    again = register_person(
        wish=own.wish(), person=_person(d), organisation=centre(), by=_person(d), at=end
    )
    assert state(again) == ("waitlisted", 4)


def test_the_third_of_soest_waits_until_the_release_sc_1_3() -> None:
    """Sc 1.3: share 2, release 1 March; the third waits with the reason, then sits by itself."""
    before = datetime(2026, 2, 20, 9, tzinfo=BERLIN)
    rules = SeatFacts(capacity=8, per_organisation=2, released_on=date(2026, 3, 1))
    own = hall(before, seats={"onsite": rules})
    soest = centre("Kreis Soest")
    own.come(at=before, of=soest)
    own.come(at=before, of=soest)
    third = own.come(at=before, of=soest)
    assert state(third) == ("waitlisted", 1)
    assert "Ihre Organisation hat ihre Plätze belegt" in mails_to(third)[0].text
    clock.settle_seats(at=datetime(2026, 2, 28, 23, 59, tzinfo=BERLIN))
    assert state(third)[0] == "waitlisted"
    clock.settle_seats(at=datetime(2026, 3, 1, 0, 0, tzinfo=BERLIN))
    assert state(third)[0] == "confirmed"
    assert mails_to(third)[-1].attachments[0]["type"] == "text/calendar; method=REQUEST"


def test_cancelling_with_200_registered_tells_all_once(noon: datetime) -> None:
    """Fault: all told once, seats freed, calendars strike it out."""
    own = hall(noon, seats=150)
    people = [own.guest(f"Gast {n}", at=noon) for n in range(200)]
    OutboxMail.objects.all().delete()
    told = hosting.cancel_event(event=own.event, reason="Der Saal ist", by=own.host, at=noon)
    assert told == 200
    assert {state(each)[0] for each in people} == {"cancelled"}
    assert OutboxMail.objects.count() == 200
    assert len(set(OutboxMail.objects.values_list("to", flat=True))) == 200
    came = [mail for each in people for mail in mails_to(each) if mail.attachments]
    assert len(came) == 150  # who waited had nothing in the calendar
    assert all(mail.attachments[0]["type"].endswith("method=CANCEL") for mail in came)
    assert "SEQUENCE:1" in came[0].attachments[0]["text"]
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        hosting.cancel_event(event=own.event, reason="Noch einmal", by=own.host, at=noon)
    assert OutboxMail.objects.count() == 200


def test_only_its_host_calls_it_off_and_says_why(noon: datetime) -> None:
    own = hall(noon)
    stranger = factories.person("specialist", of=centre("Unna"))
    with pytest.raises(PermissionDenied):
        hosting.cancel_event(event=own.event, reason="x", by=stranger, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        hosting.cancel_event(event=own.event, reason=" ", by=own.host, at=noon)


def test_prerequisites_are_checked_for_the_first_day_with_the_reason(noon: datetime) -> None:
    own = hall(noon)
    kind = factories_kind("basis", months=1)
    own.event.requires.add(kind)
    with pytest.raises(QualificationRefused, match=r"„Basis“. Dazu ist nichts eingetragen."):
        own.come(at=noon)
    person = factories.person("specialist", of=centre())
    enter_qualification(
        person=person, kind=kind, granted_by=own.event.owner, holds_from=date(2022, 9, 1),
        by=own.host, at=noon,
    )  # fmt: skip
    wish = own.wish()

    def register() -> Participation:
        return register_person(wish=wish, person=person, organisation=centre(), by=person, at=noon)

    with pytest.raises(QualificationRefused, match=r"am 01\.10\.2022 abgelaufen"):
        register()
    kind.months = None
    kind.save()
    enter_qualification(
        person=person, kind=kind, granted_by=own.event.owner, holds_from=date(2022, 9, 2),
        by=own.host, at=noon,
    )  # fmt: skip
    assert state(register()) == ("confirmed", None)


def test_colleagues_of_the_own_organisation_only(noon: datetime) -> None:
    own = hall(noon)
    by = factories.person("specialist", of=centre())
    colleague = factories.person("centre_admin", of=centre())
    stranger = factories.person("specialist", of=centre("Unna"))
    made = register_person(wish=own.wish(), person=colleague, organisation=centre(), by=by, at=noon)
    assert made.registration.registered_by == by
    with pytest.raises(QualificationRefused, match="gehört nicht zu dieser Organisation"):
        register_person(wish=own.wish(), person=stranger, organisation=centre(), by=by, at=noon)
    with pytest.raises(QualificationRefused, match="für Ihre eigene Organisation"):
        register_person(
            wish=own.wish(), person=stranger, organisation=centre("Unna"), by=by, at=noon
        )


def test_one_seat_a_person_in_all_parts(noon: datetime) -> None:
    own = hall(noon, seats=HYBRID, format="hybrid")
    one = own.come(at=noon, part="onsite")
    with pytest.raises(QualificationRefused, match="schon eine Anmeldung"):
        register_person(
            wish=own.wish(part="online"), person=_person(one), organisation=centre(),
            by=_person(one), at=noon,
        )  # fmt: skip
    own_seat.withdraw(participation=one, by=None, at=noon)
    again = register_person(
        wish=own.wish(part="online"), person=_person(one), organisation=centre(),
        by=_person(one), at=noon,
    )  # fmt: skip
    assert state(again) == ("confirmed", None)


def test_workshops_have_seats_of_their_own(noon: datetime) -> None:
    own = hall(noon, draft=True)
    rules = SeatFacts(capacity=1)
    shop = open_seats(
        event=own.event, part="workshop", title="Sport", seats=rules, by=own.host, at=noon
    )
    hosting.publish(event=own.event, by=own.host, at=noon)
    first = own.come(at=noon, workshops=(shop,))
    second = own.come(at=noon, workshops=(shop,))
    assert [w.status for w in second.workshops.all()] == ["waitlisted"]
    own_seat.withdraw(participation=first, by=None, at=noon)
    assert [w.status for w in second.workshops.all()] == ["offered"]
    assert mails_to(second)[-1].subject.endswith("Workshop „Sport“: Platz angeboten")


def test_minimum_and_day_of_decision(noon: datetime) -> None:
    own = hall(noon, min_participants=2, decide_by=date(2022, 9, 20))
    own.come(at=noon)
    assert clock.look_at_minimum(at=noon) == 0
    due = noon + DAY * 6
    assert clock.look_at_minimum(at=due) == 1
    assert clock.look_at_minimum(at=due + DAY) == 0
    own.event.refresh_from_db()
    assert own.event.status == "published"  # nobody but the host calls it off
    own.come(at=due)
    clock.look_at_minimum(at=due)
    own.event.refresh_from_db()
    assert own.event.status == "confirmed"


def test_reminded_once_before_it_begins(noon: datetime) -> None:
    own = hall(noon)
    one, gone = own.come(at=noon), own.come(at=noon)
    own_seat.withdraw(participation=gone, by=None, at=noon)
    near = noon + DAY * 28
    assert clock.remind_participants(at=near) == 1
    assert clock.remind_participants(at=near) == 0
    assert mails_to(one)[-1].subject.endswith("beginnt bald")


def test_the_same_wish_sent_twice_is_one(noon: datetime) -> None:
    own = hall(noon)
    wish = own.wish()
    person = factories.person("specialist", of=centre())
    twice = [
        register_person(wish=wish, person=person, organisation=centre(), by=person, at=noon)
        for _ in range(2)
    ]
    assert twice[0] == twice[1]
    assert Participation.objects.count() == 1


HYBRID = {"onsite": SeatFacts(capacity=14), "online": SeatFacts(capacity=6)}


def factories_kind(code: str, months: int | None = None) -> QualificationKind:
    """Something one may be qualified for."""
    return QualificationKind.objects.create(code=code, label=code.title(), months=months)


def _person(participation: Participation) -> Person:
    person = participation.registration.person
    assert person is not None
    return person
