"""Meetings, carried items, minutes in versions."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from drehscheibe.domain.exchange.meetings import cancel, carried_text, invite
from drehscheibe.domain.exchange.models import Meeting, MeetingIs, Minutes
from drehscheibe.domain.exchange.recording import (
    approve_minutes,
    circulate,
    comment,
    correct_minutes,
    write_minutes,
)
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.selectors import internal_minutes_for, minutes_for, open_actions
from drehscheibe.domain.exchange.workflow import ACTION, MEETING
from drehscheibe.domain.exchange.working import Job, action_text, assign, move
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.exchange.stories import Circle, circle, held, local, planned, point

pytestmark = pytest.mark.django_db
AT = local(2026, 1, 12)


def test_what_was_not_reached_comes_again_sc_2_3() -> None:
    """Sc 2.3 with its values."""
    own = circle(AT)
    february = planned(own, local(2026, 2, 10), at=AT)
    items = [point(own, february, f"Punkt {n}", at=AT) for n in range(1, 5)]
    job = Job("Handreichung Sport", own.soest, due_on=date(2026, 3, 31))
    after = local(2026, 2, 10, 13)
    held(own, february, *items[:3], at=after)
    action = assign(group=own.group, job=job, origin=items[0], by=own.chair, at=after)

    april = planned(own, local(2026, 4, 14), at=after)
    (carried,) = april.items.all()
    assert (carried.title, carried.carried_from) == ("Punkt 4", items[3])
    assert carried_text(carried) == "Übertrag vom 10.02.2026"
    listed = open_actions(own.group, standing_of(own.bonn, on=date(2026, 4, 14)))
    assert [action_text(each) for each in listed] == [
        "Handreichung Sport, fällig 31.03.2026, KI Soest"
    ]
    move(action=action, due_on=date(2026, 5, 1), reason="Druckerei", by=own.head, at=after)
    assert listed.all().get().status == "moved"
    perform(ACTION, "finish", on=action, by=own.head, at=after)
    assert not listed.all().exists()


def test_a_meeting_that_was_planned_before_gets_it_too() -> None:
    own = circle(AT)
    february, april = (planned(own, local(2026, month, 10), at=AT) for month in (2, 4))
    assert (february.number, april.number) == (1, 2)
    missed = point(own, february, "Nicht erreicht", at=AT)
    held(own, february, at=local(2026, 2, 10, 13))
    assert [item.carried_from for item in april.items.all()] == [missed]


def test_the_invitation_goes_out_once_and_names_no_internal_item() -> None:
    own = circle(AT)
    meeting = planned(own, local(2026, 2, 10), at=AT)
    with pytest.raises(TransitionRefused, match="Tagesordnung"):
        invite(meeting=meeting, by=own.chair, at=AT)
    point(own, meeting, "Bericht", at=AT)
    point(own, meeting, "Personalfrage", at=AT, internal=True)
    with pytest.raises(TransitionRefused, match="nur Leitung"):
        invite(meeting=meeting, by=own.head, at=AT)
    invite(meeting=meeting, by=own.chair, at=AT)
    mails = OutboxMail.objects.filter(key__startswith="exchange.")
    assert mails.count() == 5
    assert not mails.filter(text__contains="Personalfrage").exists()
    assert mails.filter(text__contains="1. Bericht").count() == 5
    cancel(meeting=meeting, reason="Schnee", by=own.chair, at=AT)
    assert mails.count() == 10


def test_nothing_is_held_before_it_began() -> None:
    own = circle(AT)
    meeting = planned(own, local(2026, 2, 10), at=AT)
    with pytest.raises(TransitionRefused, match=r"beginnt erst am 10\.02\.2026"):
        held(own, meeting, at=AT)


AFTER = local(2026, 2, 10, 13)


def written() -> tuple[Circle, Meeting]:
    """A meeting with a draft of its minutes."""
    own = circle(AT)
    meeting = planned(own, local(2026, 2, 10), at=AT)
    item = point(own, meeting, "Bericht", at=AT)
    meeting = held(own, meeting, item, at=AFTER)
    text = "Es waren 11 da."
    write_minutes(meeting=meeting, text=text, internal="Streit", by=own.chair, at=AFTER)
    return own, meeting


def approved() -> tuple[Circle, Meeting, Minutes]:
    """The same, approved on 21 February."""
    own, meeting = written()
    circulate(meeting=meeting, until=date(2026, 2, 20), by=own.chair, at=AFTER)
    first = approve_minutes(meeting=meeting, by=own.chair, at=local(2026, 2, 21))
    return own, meeting, first


def test_minutes_are_commented_on_until_the_last_day_and_then_approved() -> None:
    own, meeting = written()
    after = AFTER
    with pytest.raises(ExchangeRefused, match="nur während"):
        comment(meeting=meeting, text="x", by=own.bonn, at=after)
    circulate(meeting=meeting, until=date(2026, 2, 20), by=own.chair, at=after)
    comment(meeting=meeting, text="Es waren 12.", by=own.bonn, at=local(2026, 2, 20, 23))
    with pytest.raises(ExchangeRefused, match="Mitglieder"):
        comment(meeting=meeting, text="x", by=own.guest, at=after)
    with pytest.raises(TransitionRefused, match=r"bis zum 20\.02\.2026"):
        approve_minutes(meeting=meeting, by=own.chair, at=local(2026, 2, 20, 23))
    later = local(2026, 2, 21)
    first = approve_minutes(meeting=meeting, by=own.chair, at=later)
    assert (first.version, first.approved_at) == (1, later)


def test_corrections_are_versions_sc_2_5() -> None:
    """Sc 2.5: version 1 stays readable, version 2 carries a reason, members learn it once."""
    own, meeting, first = approved()
    later = local(2026, 2, 21)
    OutboxMail.objects.all().delete()
    with pytest.raises(ExchangeRefused, match="Grund"):
        correct_minutes(meeting=meeting, text="12", reason=" ", by=own.chair, at=later)
    second = correct_minutes(
        meeting=meeting, text="Es waren 12 da.", reason="Zählfehler", by=own.chair, at=later
    )
    assert (second.version, second.reason) == (2, "Zählfehler")
    assert OutboxMail.objects.count() == 4  # full members; the guest has not seen the first either
    with pytest.raises(ExchangeRefused, match="derselbe"):
        correct_minutes(
            meeting=meeting, text="Es waren 12 da.", reason="noch einmal", by=own.chair, at=later
        )
    assert OutboxMail.objects.count() == 4
    seen = minutes_for(standing_of(own.bonn, on=later.date()))
    assert [each.text for each in seen] == ["<p>Es waren 12 da.</p>", "<p>Es waren 11 da.</p>"]
    assert internal_minutes_for(standing_of(own.bonn, on=later.date()), second)
    with pytest.raises(DatabaseError), transaction.atomic():
        Minutes.objects.filter(pk=first.pk).update(text="anders")

    guest = standing_of(own.guest, on=later.date())
    assert not minutes_for(guest).exists()
    perform(MEETING, "publish", on=meeting, by=own.chair, at=later)
    assert minutes_for(guest).count() == 2
    assert internal_minutes_for(guest, second) == ""
    meeting.refresh_from_db()
    assert meeting.status == MeetingIs.PUBLISHED


@pytest.mark.parametrize(
    ("starts", "hours"),
    [(local(2027, 3, 28, 1), 2), (local(2026, 10, 25, 1), 4)],
    ids=["summer time begins", "summer time ends"],
)
def test_a_meeting_in_the_night_of_the_clocks(starts, hours) -> None:  # type: ignore[no-untyped-def]
    """From 1:00 to 4:00 o'clock are two hours in March and four in October."""
    own = circle(AT)
    meeting = planned(own, starts, at=AT)
    ends = starts.replace(hour=4)
    assert ends.timestamp() - starts.timestamp() == hours * 3600
    type(meeting).objects.filter(pk=meeting.pk).update(ends_at=ends)
    meeting.refresh_from_db()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=hours)
