"""The agenda while it can still change; the meeting moves, and calendars move with it."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from drehscheibe.domain.exchange.agenda import Point as Typed
from drehscheibe.domain.exchange.agenda import change_item, move_item, remove_item
from drehscheibe.domain.exchange.calendars import meeting_file, uid_of
from drehscheibe.domain.exchange.meetings import (
    When,
    cancel,
    invite,
    reschedule,
    schedule_meeting,
)
from drehscheibe.domain.exchange.models import AgendaItem, Meeting
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.mail.actions import message_of
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.exchange.stories import Circle, circle, held, local, planned, point

pytestmark = pytest.mark.django_db
AT = local(2026, 1, 20)


@pytest.fixture
def own() -> Circle:
    """The project group."""
    return circle(AT)


@pytest.fixture
def meeting(own: Circle) -> Meeting:
    """Three points, the last one internal."""
    made = planned(own, local(2026, 2, 10), at=AT)
    for title in ("Eins", "Zwei"):
        point(own, made, title, at=AT)
    point(own, made, "Geheim", at=AT, internal=True)
    return made


def titles(meeting: Meeting) -> list[tuple[int, str]]:
    """The agenda in its order."""
    return list(meeting.items.order_by("number").values_list("number", "title"))


def told(meeting: Meeting, change: str) -> list[OutboxMail]:
    """Mails of one change."""
    return list(
        OutboxMail.objects.filter(key__startswith=f"exchange.meeting:{meeting.pk}:{change}")
    )


def test_points_move_change_and_go_without_a_gap(own: Circle, meeting: Meeting) -> None:
    one, two, secret = meeting.items.order_by("number")
    move_item(item=two, step=-1, by=own.chair, at=AT)
    move_item(item=two, step=-1, by=own.chair, at=AT)  # at the top nothing happens
    assert titles(meeting) == [(1, "Zwei"), (2, "Eins"), (3, "Geheim")]
    change_item(item=one, point=Typed("Eins neu", minutes=25), by=own.chair, at=AT)
    remove_item(item=two, by=own.chair, at=AT)
    assert titles(meeting) == [(1, "Eins neu"), (2, "Geheim")]
    with pytest.raises(ExchangeRefused, match="nur Leitung"):
        move_item(item=secret, step=-1, by=own.head, at=AT)


def test_what_was_decided_under_a_point_keeps_it_and_its_secrecy(
    own: Circle, meeting: Meeting
) -> None:
    secret = meeting.items.get(internal=True)
    job = Job("Vertraulich", own.soest)
    assign(group=own.group, job=job, origin=secret, by=own.chair, at=AT)
    with pytest.raises(ExchangeRefused, match="ändert sich nicht mehr"):
        change_item(item=secret, point=Typed("Offen"), by=own.chair, at=AT)
    with pytest.raises(ExchangeRefused, match="er bleibt"):
        remove_item(item=secret, by=own.chair, at=AT)
    secret.refresh_from_db()
    assert secret.internal


def test_the_agenda_is_fixed_once_the_meeting_is_over(own: Circle, meeting: Meeting) -> None:
    one = meeting.items.get(number=1)
    held(own, meeting, one, at=local(2026, 2, 10, 13))
    with pytest.raises(ExchangeRefused, match="steht fest"):
        remove_item(item=AgendaItem.objects.get(pk=one.pk), by=own.chair, at=AT)


def test_calendars_take_move_and_drop_the_same_entry(own: Circle, meeting: Meeting) -> None:
    """Sc 1.5 for meetings: same UID, SEQUENCE 0, 1, 2, REQUEST, REQUEST, CANCEL; one a member."""
    invite(meeting=meeting, by=own.chair, at=AT)
    starts = local(2026, 2, 17)
    later = When(
        "Sitzung", starts, starts + timedelta(hours=2), "Arnsberg", "https://video.example"
    )
    meeting.refresh_from_db()
    reschedule(meeting=meeting, when=later, by=own.chair, at=AT)
    meeting.refresh_from_db()
    cancel(meeting=meeting, reason="Schnee", by=own.chair, at=AT)
    found = []
    for change, number in (("invite", 0), ("move", 1), ("cancel", 2)):
        mails = told(meeting, f"{change}:{number}")
        assert len(mails) == 5
        (file,) = mails[0].attachments
        entry = Calendar.from_ical(file["text"])
        (event,) = entry.walk("VEVENT")
        assert "Geheim" not in file["text"]
        assert str(event["ATTENDEE"]).lower() == f"mailto:{mails[0].to}".lower()
        found.append((str(entry["METHOD"]), str(event["UID"]), event["SEQUENCE"],
                      str(event["STATUS"])))  # fmt: skip
    uid = uid_of(meeting)
    assert found == [
        ("REQUEST", uid, 0, "CONFIRMED"), ("REQUEST", uid, 1, "CONFIRMED"),
        ("CANCEL", uid, 2, "CANCELLED"),
    ]  # fmt: skip
    sent: Any = message_of(told(meeting, "cancel")[0]).message()
    part = sent.get_payload()[1]
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "CANCEL"


def test_a_title_corrected_tells_nobody(own: Circle, meeting: Meeting) -> None:
    invite(meeting=meeting, by=own.chair, at=AT)
    meeting.refresh_from_db()
    before = OutboxMail.objects.count()
    when = When("Sitzung im Kreishaus", meeting.starts_at, meeting.ends_at, meeting.place)
    changed = reschedule(meeting=meeting, when=when, by=own.chair, at=AT)
    assert (changed.title, changed.revision) == ("Sitzung im Kreishaus", 0)
    assert OutboxMail.objects.count() == before
    wrong = When("x", meeting.ends_at, meeting.starts_at)
    with pytest.raises(ExchangeRefused, match="Ende liegt vor dem Anfang"):
        reschedule(meeting=meeting, when=wrong, by=own.chair, at=AT)


def test_the_file_shows_the_way_in_to_members_alone_and_the_summer_clock(own: Circle) -> None:
    """A meeting the day after the clock went forward (28.03.2027) begins at ten all the same."""
    starts = local(2027, 3, 29)
    when = When("Sommerzeit", starts, starts + timedelta(hours=2), "", "https://video.example/raum")
    meeting = schedule_meeting(group=own.group, when=when, by=own.chair, at=AT)
    for for_member in (True, False):
        text = meeting_file(meeting, for_member=for_member, at=AT)
        assert ("video.example" in text) is for_member
        event: Any = Calendar.from_ical(text).walk("VEVENT")[0]
        assert event["DTSTART"].dt.astimezone(BERLIN).hour == 10
