"""What calendars are told: invitations, changes, ends, feeds."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from icalendar import Calendar

from drehscheibe.domain.qualification import feeds, hosting, own_seat
from drehscheibe.domain.qualification.attendance import minutes_of
from drehscheibe.domain.qualification.models import (
    Answer,
    OnlineAccess,
    Question,
    Session,
)
from drehscheibe.domain.qualification.preparing import (
    EventFacts,
    SeatFacts,
    SessionFacts,
    add_session,
    correct_event,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.calendar.feeds import Feed
from drehscheibe.kernel.calendar.moments import MomentRefused, moment
from tests.domain.qualification.stories import DAY, HOUR, hall, mails_to
from tests.thunderbird import read_by_thunderbird

pytestmark = pytest.mark.django_db


def entry_of(mail: Any) -> tuple[str, Any]:
    """Method and event of a mail's first calendar."""
    calendar = Calendar.from_ical(mail.attachments[0]["text"])
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def moved(session: Session, **changes: Any) -> SessionFacts:
    """The facts of a session with something else."""
    known = {name: getattr(session, name) for name in SessionFacts.__dataclass_fields__}
    return SessionFacts(**{**known, **changes})


def test_invitation_change_and_end_sc_1_5(noon: datetime) -> None:
    """Sc 1.5: one UID; SEQUENCE 0 REQUEST, 1 REQUEST, 2 CANCEL; a typo resets nothing."""
    own = hall(noon)
    question = Question.objects.create(event=own.event, label="Essen?", kind="text")
    one = own.come(at=noon, answers={question.pk: "vegan"})
    method, first = entry_of(mails_to(one)[-1])
    assert (method, first["SEQUENCE"], first["STATUS"]) == ("REQUEST", 0, "CONFIRMED")
    assert str(first["DTSTART"].params["TZID"]) == "Europe/Berlin"
    session = own.sessions[0]
    later = session.starts_at + DAY
    hosting.change_session(
        session=session, facts=moved(session, starts_at=later, ends_at=later + HOUR),
        by=own.host, at=noon + HOUR,
    )  # fmt: skip
    method, second = entry_of(mails_to(one)[-1])
    assert (method, second["SEQUENCE"], second["UID"]) == ("REQUEST", 1, first["UID"])
    assert second["DTSTART"].dt == later
    before = len(mails_to(one))
    correct_event(
        event=own.event, facts=EventFacts(title="Sprachsensibel Beraten", tier="public"),
        by=own.host, at=noon + HOUR,
    )  # fmt: skip
    session.refresh_from_db()
    assert (session.sequence, len(mails_to(one))) == (1, before)
    assert Answer.objects.get(participation=one).text == "vegan"
    hosting.cancel_event(event=own.event, reason="Krank", by=own.host, at=noon + 2 * HOUR)
    method, third = entry_of(mails_to(one)[-1])
    assert (method, third["SEQUENCE"], third["UID"]) == ("CANCEL", 2, first["UID"])
    assert third["STATUS"] == "CANCELLED"


def test_a_title_or_unit_of_a_date_moves_no_calendar(noon: datetime) -> None:
    own = hall(noon)
    one = own.come(at=noon)
    before = len(mails_to(one))
    facts = moved(own.sessions[0], title="Auftakt", units=Decimal(5))
    assert hosting.change_session(
        session=own.sessions[0], facts=facts, by=own.host, at=noon
    ).sequence == 0  # fmt: skip
    assert len(mails_to(one)) == before


def test_one_date_of_several_is_called_off(noon: datetime) -> None:
    own = hall(noon, units=(4, 4))
    one = own.come(at=noon)
    assert len(mails_to(one)[-1].attachments) == 2
    hosting.call_off_date(session=own.sessions[0], by=own.host, at=noon)
    method, entry = entry_of(mails_to(one)[-1])
    assert (method, entry["SEQUENCE"]) == ("CANCEL", 1)
    with pytest.raises(QualificationRefused, match="einzige Termin"):
        hosting.call_off_date(session=own.sessions[1], by=own.host, at=noon)


def test_whoever_withdraws_has_it_struck_out(noon: datetime) -> None:
    own = hall(noon)
    one = own.come(at=noon)
    own_seat.withdraw(participation=one, by=None, at=noon)
    method, entry = entry_of(mails_to(one)[-1])
    assert (method, entry["UID"].split("@")[0]) == ("CANCEL", str(own.sessions[0].uid))


def test_the_online_link_is_for_confirmed_online_participants_sc_1_7(noon: datetime) -> None:
    """Sc 1.7: 14 + 6; in no mail and no feed; a switch takes an online seat or is refused."""
    seats = {"onsite": SeatFacts(capacity=14), "online": SeatFacts(capacity=6)}
    secret = "https://konferenz.example.org/geheim"
    own = hall(noon, seats=seats, format="hybrid", link=secret)
    here = own.come(at=noon, part="onsite")
    there = [own.come(at=noon, part="online") for _ in range(6)]
    with pytest.raises(Exception, match="Dort ist kein Platz für Sie frei"):
        own_seat.switch(participation=here, to=own.parts["online"], by=None, at=noon)
    own_seat.withdraw(participation=there[0], by=None, at=noon)
    own_seat.switch(participation=here, to=own.parts["online"], by=None, at=noon)
    here.refresh_from_db()
    assert here.registration.pool == own.parts["online"].pool
    assert entry_of(mails_to(here)[-1])[1]["LOCATION"] == "online"
    written = [mail for each in (here, *there) for mail in mails_to(each)]
    assert not [m for m in written if "geheim" in m.text + str(m.attachments)]
    assert "geheim" not in feeds.public_feed(at=noon).text(at=noon)
    assert OnlineAccess.objects.count() == 1


def test_dates_over_midnight_and_in_the_nights_of_the_clock(noon: datetime) -> None:
    """Bad input: 28.03.2027 02:30 does not exist, 25.10.2026 02:30 comes twice."""
    with pytest.raises(MomentRefused, match="gibt es 02:30 Uhr nicht"):
        moment(date(2027, 3, 28), time(2, 30))
    own = hall(noon, draft=True)
    lengths = {}
    for day in (date(2027, 3, 27), date(2026, 10, 24), date(2026, 6, 1)):
        facts = SessionFacts(
            starts_at=moment(day, time(22)), ends_at=moment(day + timedelta(days=1), time(6))
        )
        lengths[day.month] = minutes_of(
            add_session(event=own.event, facts=facts, by=own.host, at=noon)
        )
    assert lengths == {3: 7 * 60, 10: 9 * 60, 6: 8 * 60}
    first, again = (moment(date(2026, 10, 25), time(2, 30), later=late) for late in (False, True))
    session = add_session(
        event=own.event, facts=SessionFacts(starts_at=first, ends_at=again), by=own.host, at=noon
    )
    session.refresh_from_db()
    assert minutes_of(session) == 60
    with pytest.raises(QualificationRefused, match="Ende liegt vor dem Beginn"):
        add_session(
            event=own.event, facts=SessionFacts(starts_at=again, ends_at=again), by=own.host,
            at=noon,
        )  # fmt: skip
    what = [each for _, each in feeds.entries_of(Session.objects.filter(event=own.event))]
    text = Feed("x", "-//x//DE", tuple(what)).text(at=noon)
    read = {
        each.decoded("DTSTART"): each.decoded("DTEND")
        for each in Calendar.from_ical(text).walk("VEVENT")
    }
    start = moment(date(2027, 3, 27), time(22))
    assert read[start].timestamp() - start.timestamp() == 7 * 3600
    seen = {
        each["starts"]: each["ends"] for each in read_by_thunderbird(text)["events"]
    }  # fmt: skip
    assert seen["2027-03-27T21:00:00.000Z"] == "2027-03-28T04:00:00.000Z"
    assert seen["2026-10-24T20:00:00.000Z"] == "2026-10-25T05:00:00.000Z"


def test_long_and_odd_titles_come_back_as_they_were(noon: datetime) -> None:
    """Folding and escaping of feeds, read again by `icalendar`."""
    title = "Sprache; Beruf, Familie \\ Übung: " + "ÄÖÜß 日本 🎓 " * 20
    title = title[:199] + "."
    hall(noon, title=title, place="Haus, 1. Etage; links")
    text = feeds.public_feed(at=noon).text(at=noon)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    entry = Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(entry["SUMMARY"]) == f"{title}: Teil 1"
    assert str(entry["LOCATION"]) == "Haus, 1. Etage; links"
    (seen,) = read_by_thunderbird(text)["events"]
    assert (seen["title"], seen["place"]) == (f"{title}: Teil 1", "Haus, 1. Etage; links")
