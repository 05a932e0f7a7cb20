"""Who comes after the invitation gets it, who leaves loses the entry: each once."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from drehscheibe.domain.exchange.attending import leave, take_in, tell_changed
from drehscheibe.domain.exchange.meetings import When, cancel, invite, reschedule
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.groups.actions import Seat
from drehscheibe.domain.groups.models import GroupMembership
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.exchange.stories import Circle, circle, local, planned, point

pytestmark = pytest.mark.django_db
AT = local(2026, 1, 20)
LATER = AT + timedelta(days=3)


@pytest.fixture
def story() -> tuple[Circle, Meeting, Person]:
    """The invitation to a meeting on 10 February is out; somebody from Soest is not in yet."""
    own = circle(AT)
    meeting = planned(own, local(2026, 2, 10), at=AT)
    point(own, meeting, "Bericht", at=AT)
    invite(meeting=meeting, by=own.chair, at=AT)
    return own, meeting, factories.person(of=own.soest)


def files_to(person: Person) -> list[tuple[str, int, str]]:
    """Method, sequence and status of the calendar files a person got, oldest first."""
    found = []
    for mail in OutboxMail.objects.filter(to=person.email).order_by("pk"):
        for file in mail.attachments:
            parsed = Calendar.from_ical(file["text"])
            (event,) = parsed.walk("VEVENT")
            sequence, status = int(str(event["SEQUENCE"])), str(event.get("STATUS"))
            found.append((str(parsed["METHOD"]), sequence, status))
    return found


def member(own: Circle, person: Person) -> GroupMembership:
    """The membership without an end."""
    return GroupMembership.objects.get(group=own.group, person=person, until=None)


def test_who_comes_later_is_invited_once(story: tuple[Circle, Meeting, Person]) -> None:
    own, _, new = story
    with acting_as(standing_of(own.chair, on=LATER.date())):
        take_in(group=own.group, seat=Seat(new, own.soest, LATER.date()), by=own.chair, at=LATER)
    assert [each[:2] for each in files_to(new)] == [("REQUEST", 0)]
    assert tell_changed(None, at=LATER) == 0
    assert len(files_to(own.bonn)) == 1  # those invited before hear nothing


def test_who_leaves_before_the_day_loses_it_once(story: tuple[Circle, Meeting, Person]) -> None:
    """A deputy leaves with the principal; somebody who stays until the day keeps it."""
    own, meeting, _ = story
    with acting_as(standing_of(own.head, on=LATER.date())):
        leave(membership=member(own, own.head), last_day=LATER.date(), by=own.head, at=LATER)
    for person in (own.head, own.deputy):
        assert files_to(person)[1:] == [("CANCEL", 1, "CANCELLED")]
    day = date(2026, 2, 10)
    leave(membership=member(own, own.bonn), last_day=day, by=own.bonn, at=LATER)
    assert len(files_to(own.bonn)) == 1
    assert tell_changed(None, at=LATER) == 0
    meeting.refresh_from_db()
    cancel(meeting=meeting, reason="Schnee", by=own.chair, at=LATER)
    assert files_to(own.bonn)[1:] == [("CANCEL", 2, "CANCELLED")]
    assert len(files_to(own.head)) == 2  # knows it already


def test_who_comes_back_is_invited_again(story: tuple[Circle, Meeting, Person]) -> None:
    own, _, _ = story
    leave(membership=member(own, own.bonn), last_day=AT.date(), by=own.bonn, at=LATER)
    bonn = GroupMembership.objects.get(group=own.group, person=own.bonn).on_behalf_of
    take_in(group=own.group, seat=Seat(own.bonn, bonn, LATER.date()), by=own.chair, at=LATER)
    assert [each[:2] for each in files_to(own.bonn)] == [
        ("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 1)
    ]  # fmt: skip


def test_a_membership_of_the_future_is_invited_on_its_first_day(
    story: tuple[Circle, Meeting, Person],
) -> None:
    own, _, new = story
    seat = Seat(new, own.soest, LATER.date() + timedelta(days=2))
    take_in(group=own.group, seat=seat, by=own.chair, at=LATER)
    assert files_to(new) == []
    assert tell_changed(None, at=LATER + timedelta(days=2)) == 1
    assert tell_changed(None, at=local(2026, 2, 10, 11)) == 0  # it has begun


def test_a_meeting_that_is_only_planned_tells_nobody() -> None:
    own = circle(AT)
    planned(own, local(2026, 2, 10), at=AT)
    new = factories.person(of=own.soest)
    take_in(group=own.group, seat=Seat(new, own.soest, AT.date()), by=own.chair, at=AT)
    leave(membership=member(own, own.bonn), last_day=AT.date(), by=own.bonn, at=AT)
    assert files_to(new) + files_to(own.bonn) == []


def test_moved_past_the_last_day_it_is_taken_out(story: tuple[Circle, Meeting, Person]) -> None:
    own, meeting, _ = story
    day = date(2026, 2, 28)
    leave(membership=member(own, own.bonn), last_day=day, by=own.bonn, at=LATER)
    starts = local(2026, 3, 3)
    when = When("Sitzung", starts, starts + timedelta(hours=2), "Arnsberg")
    reschedule(meeting=meeting, when=when, by=own.chair, at=LATER)
    assert [each[0] for each in files_to(own.bonn)] == ["REQUEST", "CANCEL"]
    assert [each[0] for each in files_to(own.head)] == ["REQUEST", "REQUEST"]
