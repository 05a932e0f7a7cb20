"""What is forgotten of guests and mails when its time is up, and what stays counted."""

from datetime import date, datetime, timedelta

import pytest

from drehscheibe.domain.qualification import jobs, retention
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.certifying import issue_certificate
from drehscheibe.domain.qualification.held import held_events
from drehscheibe.domain.qualification.models import (
    Answer,
    AnswerCount,
    GuestRequest,
    Participation,
    Question,
)
from drehscheibe.domain.registration.models import Registration
from drehscheibe.kernel.access.jobs import forget_mails
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.retention import rules_of
from drehscheibe.kernel.mail.actions import enqueue, send_due
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def said_by(one: Participation) -> str | None:
    return Answer.objects.get(participation=one).text


def test_guests_become_nobody_after_a_year_and_every_figure_stays(noon: datetime) -> None:
    own = hall(noon, seats=9)
    topic = Question.objects.create(event=own.event, label="Thema", kind="text", sensitive=False)
    plain = own.guest("Ada Gast", at=noon)
    paper = own.guest("Bea Gast", at=noon)
    member = own.come(at=noon, answers={topic.pk: "Sport"})
    Answer.objects.create(participation=plain, question=topic, text="Schule")
    end = own.over().ends_at
    assert end is not None
    note_attendance(
        event=own.event, by=own.host, at=end,
        notes=[Note(each.pk, own.sessions[0].pk, "present") for each in (plain, paper, member)],
    )  # fmt: skip
    issue_certificate(participation=paper, by=own.host, at=end)
    year = date(end.year, 1, 1), date(end.year, 12, 31)
    before = list(held_events(own.event.owner, *year))
    assert before[0].participants == 3
    limit = end + timedelta(days=365)
    assert retention.purge_guests(at=limit - SECOND) == 0
    assert retention.purge_guests(at=limit) == 2
    assert retention.purge_guests(at=limit + timedelta(days=1)) == 0
    gone, kept = (Registration.objects.get(participation=each) for each in (plain, paper))
    assert (gone.guest_name, gone.guest_email) == ("Gast", f"gast-{gone.pk}@geloescht.invalid")
    assert (kept.guest_name, kept.guest_email) == ("Bea Gast", f"gast-{kept.pk}@geloescht.invalid")
    assert said_by(plain) is None
    assert said_by(member) == "Sport"
    assert list(held_events(own.event.owner, *year)) == before
    assert Entry.objects.filter(act="qualification.guest.purge").get().detail == {"guests": 2}


def test_the_night_purges_all_of_it_and_is_recorded(noon: datetime) -> None:
    """The job itself: answers, requests and guests, each with an entry; a second night nothing."""
    own = hall(noon)
    food = Question.objects.create(
        event=own.event, label="Essen", kind="choice", options=["vegetarisch"]
    )
    one = own.guest("Ada Gast", at=noon)
    Answer.objects.create(participation=one, question=food, text="vegetarisch")
    end = own.over().ends_at
    assert end is not None
    at = end + timedelta(days=365)
    for _ in range(2):
        jobs.forget_answers(at=at)
    acts = set(Entry.objects.filter(act__endswith=".purge").values_list("act", flat=True))
    assert acts == {"qualification.answer.purge", "qualification.guest.purge"}
    assert Entry.objects.filter(act__endswith=".purge").count() == 2
    assert str(AnswerCount.objects.get()) == "1 vegetarisch"
    assert not GuestRequest.objects.exists()


def test_old_mails_are_emptied_and_never_sent_again(noon: datetime) -> None:
    for key in ("gesendet", "wartet"):
        enqueue(to="mia@example.org", subject="Neuer Termin", text="Wort", key=key, at=noon)
    OutboxMail.objects.filter(key="gesendet").update(
        sent_at=noon, attachments=[{"name": "a.ics", "type": "text/calendar", "text": "mia"}]
    )
    limit = noon + timedelta(days=90)
    forget_mails(at=limit - SECOND)
    assert OutboxMail.objects.exclude(to="").count() == 2
    forget_mails(at=limit)
    forget_mails(at=limit)
    old, waiting = OutboxMail.objects.get(key="gesendet"), OutboxMail.objects.get(key="wartet")
    assert (old.to, old.text, old.attachments, old.sent_at) == ("", "", [], noon)
    assert waiting.to == "mia@example.org"
    again = enqueue(to="mia@example.org", subject="x", text="x", key="gesendet", at=limit)
    assert again.pk == old.pk
    assert send_due(at=limit) == 1  # the one that waited
    assert Entry.objects.get(act="mail.outbox_mail.purge").detail == {"mails": 1}


def test_rules_are_data_with_a_source() -> None:
    known = rules_of(retention.FILE)
    assert known["sensitive_answers"].days == 30
    assert all(each.source and each.stays for each in known.values())
