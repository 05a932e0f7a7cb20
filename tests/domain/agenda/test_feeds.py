"""Feeds read by a secret, by `icalendar` and by `ical.js`: no names, a tag, revoked at once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from drehscheibe.domain.agenda.feeds import opened_feed
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.qualification import hosting, own_seat
from drehscheibe.domain.qualification.feeds import open_feed, revoke_feed
from drehscheibe.domain.qualification.models import CalendarFeed, Session
from drehscheibe.domain.qualification.preparing import SessionFacts
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.calendar.feeds import Feed
from drehscheibe.kernel.people.models import Membership
from tests import factories
from tests.domain.exchange.stories import circle, local, planned, point
from tests.domain.qualification.stories import HOUR, centre, hall
from tests.thunderbird import read_by_thunderbird

pytestmark = pytest.mark.django_db
AT = local(2026, 2, 10)


def read(secret: str, at: datetime = AT) -> Feed:
    with opened_feed(secret, at=at) as found:
        return found


def titles(feed: Feed, at: datetime = AT) -> list[str]:
    """Of everything with a time of day, as `icalendar` reads it."""
    entries: list[Any] = Calendar.from_ical(feed.text(at=at)).walk("VEVENT")
    return [str(each["SUMMARY"]) for each in entries if isinstance(each["DTSTART"].dt, datetime)]


def test_a_feed_is_read_by_secret_and_revoked() -> None:
    own = hall(AT, tier="network", title="Im Netz")
    hall(AT, tier="organisation", title="Nur im Haus")
    person = factories.person("specialist", of=centre())
    feed, secret = open_feed(of="network", by=person, at=AT)
    found = read(secret)
    assert titles(found) == ["Im Netz: Teil 1"]
    one = own.come(at=AT)
    assert read(secret).tag == found.tag  # who registers changes nothing in it
    assert not {"ATTENDEE", "ORGANIZER", one.name} & set(found.text(at=AT).split())
    assert one.name not in read(secret).text(at=AT)
    known = {name: getattr(own.sessions[0], name) for name in SessionFacts.__dataclass_fields__}
    hosting.change_session(
        session=own.sessions[0], facts=SessionFacts(**{**known, "room": "Raum 5"}), by=own.host,
        at=AT + HOUR,
    )  # fmt: skip
    assert read(secret).tag != found.tag
    other = factories.person("specialist", of=centre())
    with pytest.raises(QualificationRefused, match="gehört jemand anderem"):
        revoke_feed(feed=feed, by=other, at=AT)
    revoke_feed(feed=feed, by=person, at=AT)
    with pytest.raises(CalendarFeed.DoesNotExist):
        read(secret)


def test_the_own_feed_ends_with_the_seat_and_with_the_membership() -> None:
    own = hall(AT, title="Meine")
    hall(AT, title="Andere")
    one = own.come(at=AT)
    person = one.registration.person
    assert person is not None
    _, secret = open_feed(of="person", by=person, at=AT)
    assert titles(read(secret)) == ["Meine: Teil 1"]
    own_seat.withdraw(participation=one, by=None, at=AT)
    assert titles(read(secret)) == []
    Membership.objects.filter(person=person).update(valid_to=date(2022, 9, 13))
    with pytest.raises(CalendarFeed.DoesNotExist):
        read(secret)


def test_both_parsers_read_the_same_of_meetings_deadlines_and_holidays() -> None:
    """One feed with times and whole days; Thunderbird's parser and `icalendar` agree."""
    own = circle(AT)
    planned(own, local(2026, 3, 29, 1), at=AT)  # from 1 to 3 in the night of summer time
    hall(AT, title="Übung; Sprache, Beruf", tier="network", starts=AT + timedelta(days=3))
    _, secret = open_feed(of="network", by=own.bonn, at=AT)
    text = read(secret).text(at=AT)
    seen = {each["uid"]: each for each in read_by_thunderbird(text)["events"]}
    parsed: list[Any] = Calendar.from_ical(text).walk("VEVENT")
    assert len(parsed) == len(seen) > 20  # a year and a half of holidays
    for each in parsed:
        other = seen[str(each["UID"])]
        assert (other["title"], other["status"]) == (str(each["SUMMARY"]), str(each["STATUS"]))
        assert (other["sequence"], other["attendees"]) == (each["SEQUENCE"], 0)
        starts = each["DTSTART"].dt
        if isinstance(starts, datetime):
            assert datetime.fromisoformat(other["starts"]) == starts
            assert datetime.fromisoformat(other["ends"]) == each["DTEND"].dt
        else:
            assert (other["starts"], other["ends"]) == (str(starts), str(each["DTEND"].dt))
    found = next(each for each in seen.values() if each["title"].startswith("Projektgruppe"))
    assert found["starts"] == "2026-03-29T00:00:00.000Z"
    assert found["ends"] == "2026-03-29T01:00:00.000Z"
    easter = next(each for each in seen.values() if each["title"] == "Osterferien NRW")
    assert (easter["starts"], easter["ends"]) == ("2026-03-30", "2026-04-12")


def test_what_is_called_off_stays_and_says_so() -> None:
    """Programs strike it out; SEQUENCE has gone up."""
    own = hall(AT, tier="network", title="Fällt aus", starts=AT + timedelta(days=3))
    person = factories.person("specialist", of=centre())
    _, secret = open_feed(of="network", by=person, at=AT)
    hosting.cancel_event(event=own.event, reason="Krank", by=own.host, at=AT)
    events = read_by_thunderbird(read(secret).text(at=AT))["events"]
    found = next(each for each in events if each["title"].startswith("Fällt aus"))
    assert (found["status"], found["sequence"]) == ("CANCELLED", 1)
    assert Session.objects.get().uid.hex in found["uid"].replace("-", "")


def test_no_feed_mentions_what_is_internal_sc_2_4() -> None:
    """Sc 2.4 in feeds: a guest subscribes to nothing; others read neither meeting nor its items."""
    own = circle(AT)
    meeting = planned(own, local(2026, 3, 10), at=AT)
    point(own, meeting, "Personalfrage", at=AT, internal=True)
    secretly = planned(own, local(2026, 3, 17), at=AT)
    Meeting.objects.filter(pk=secretly.pk).update(internal=True, title="Personalrunde")
    with pytest.raises(PermissionDenied):
        open_feed(of="network", by=own.guest, at=AT)
    stranger = factories.person("specialist", of=centre())
    for person, seen in ((own.bonn, True), (stranger, False)):
        _, secret = open_feed(of="network", by=person, at=AT)
        text = read(secret).text(at=AT)
        assert "Personalfrage" not in text
        assert ("Personalrunde" in text) is seen
