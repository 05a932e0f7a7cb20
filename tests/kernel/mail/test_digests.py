"""One reminder mail a person and day, whoever wrote it and however many senders run."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage

from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.mail.actions import enqueue, send_due
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders, waiting_keys, withdraw
from drehscheibe.kernel.mail.selectors import backlog
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission, roles
from tests import factories
from tests.at_once import at_once
from tests.kernel.mail.test_outbox import server  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
HALF = timedelta(minutes=30)
DAY = timedelta(days=1)
AT = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
SIX = datetime(2026, 11, 24, 6, 0, tzinfo=BERLIN)


@pytest.fixture
def head() -> Person:
    return factories.person("head", of=factories.organisation("Kreis Musterau"))


def remind(person: Person, what: str, *, at: datetime = AT, line: str | None = None) -> int:
    """One thing this person is reminded of half an hour later."""
    place = person.memberships.get().organisation_id
    reminder = Reminder(
        key=f"test:{what}", places=(place,), permission=held(), subject=f"Erinnerung: {what}",
        text=f"Es fehlt: {what}.", line=what if line is None else line,
    )  # fmt: skip
    return send_reminders([reminder], at=at, leaving=at + HALF)


def held() -> Permission:
    """Any permission of a head."""
    return sorted(roles()["head"].permissions, key=lambda each: each.code)[0]


def left() -> list[EmailMessage]:
    return django_mail.outbox


def test_all_that_is_due_leaves_as_one_mail_with_a_line_each(head: Person) -> None:
    remind(head, "Ziele 2023")
    remind(head, "Bericht 2023", at=AT + timedelta(minutes=5))
    assert send_due(at=AT + HALF - timedelta(minutes=1)) == 0
    assert send_due(at=AT + HALF) == 1
    (mail,) = left()
    assert mail.subject == "Erinnerung: 2 offene Punkte"
    assert mail.to == [head.email]
    assert "– Ziele 2023\n\n– Bericht 2023\n" in mail.body
    assert set(OutboxMail.objects.values_list("sent_at", flat=True)) == {AT + HALF}


def test_one_thing_alone_leaves_in_its_own_words(head: Person) -> None:
    remind(head, "Ziele 2023")
    send_due(at=AT + HALF)
    assert [(mail.subject, mail.body) for mail in left()] == [
        ("Erinnerung: Ziele 2023", "Es fehlt: Ziele 2023.")
    ]


def test_the_same_words_under_two_keys_are_one_line(head: Person) -> None:
    remind(head, "als Prüferin", line="Frist im Vorgang 7")
    remind(head, "als Zeichnende", line="Frist im Vorgang 7")
    remind(head, "Ziele 2023")
    send_due(at=AT + HALF)
    assert left()[0].body.count("Vorgang 7") == 1
    assert left()[0].subject == "Erinnerung: 2 offene Punkte"


def test_who_had_a_mail_today_gets_the_rest_the_next_morning(head: Person) -> None:
    remind(head, "Ziele 2023")
    send_due(at=AT + HALF)
    remind(head, "Bericht 2023", at=AT + 2 * HALF)
    assert send_due(at=AT + 4 * HALF) == 0
    assert send_due(at=SIX - timedelta(minutes=1)) == 0
    assert send_due(at=SIX) == 1
    assert [mail.subject for mail in left()] == [
        "Erinnerung: Ziele 2023", "Erinnerung: Bericht 2023",
    ]  # fmt: skip


def test_news_are_not_held_back(head: Person) -> None:
    """Only reminders are gathered; what has no line leaves at once, as often as it comes."""
    remind(head, "Ziele 2023")
    send_due(at=AT + HALF)
    remind(head, "Ein Ministerium hat entschieden", at=AT + HALF, line="")
    assert send_due(at=AT + HALF) == 1


def test_everybody_has_a_mail_of_their_own(head: Person) -> None:
    other = factories.person("head", of=head.memberships.get().organisation)
    assert remind(head, "Ziele 2023") + remind(head, "Bericht 2023") == 4
    assert send_due(at=AT + HALF) == 2
    assert sorted(mail.to[0] for mail in left()) == sorted([head.email, other.email])


def test_told_again_is_told_once_even_when_it_has_left(head: Person) -> None:
    assert remind(head, "Ziele 2023") == 1
    assert remind(head, "Ziele 2023") == 0
    send_due(at=AT + HALF)
    assert remind(head, "Ziele 2023", at=AT + DAY) == 0
    assert send_due(at=AT + 2 * DAY) == 0


def test_what_is_withdrawn_does_not_leave_and_what_left_is_not_withdrawn(head: Person) -> None:
    remind(head, "Ziele 2023")
    remind(head, "Bericht 2023")
    goals = [key for key in waiting_keys("test:") if "Ziele" in key]
    assert withdraw(goals) == 1
    send_due(at=AT + HALF)
    assert [mail.subject for mail in left()] == ["Erinnerung: Bericht 2023"]
    assert waiting_keys("test:") == []
    assert withdraw([f"test:Bericht 2023:{head.pk}"]) == 0


def test_attack_39_a_dead_server_keeps_the_whole_digest_together(
    head: Person,
    server: Callable[..., None],  # noqa: F811
) -> None:
    server(lambda _: ConnectionRefusedError())
    remind(head, "Ziele 2023")
    remind(head, "Bericht 2023")
    assert send_due(at=AT + HALF) == 0
    assert set(OutboxMail.objects.values_list("attempts", "sent_at")) == {(1, None)}
    server(lambda _: None)
    assert send_due(at=AT + HALF + timedelta(minutes=1)) == 1
    assert left()[0].subject == "Erinnerung: 2 offene Punkte"


def test_a_digest_that_waits_for_the_morning_is_not_late(head: Person) -> None:
    remind(head, "Ziele 2023", at=AT)
    OutboxMail.objects.update(send_after=SIX)
    assert not backlog(at=SIX).is_late
    assert backlog(at=SIX + timedelta(hours=2)).is_late


@pytest.mark.django_db(transaction=True)
def test_attack_37_four_senders_at_once_send_one_digest_each_person() -> None:
    place = factories.organisation("Kreis Musterau")
    people = [factories.person("head", of=place) for _ in range(5)]
    for number in range(4):
        remind(people[0], f"Punkt {number}")
    enqueue(to="amt@example.org", subject="Frist", text="x", key="alone", at=AT)
    outcomes = at_once(*[lambda: send_due(at=AT + HALF)] * 4)
    assert outcomes == ["done"] * 4
    digests = [mail for mail in left() if mail.subject == "Erinnerung: 4 offene Punkte"]
    assert sorted(mail.to[0] for mail in digests) == sorted(each.email for each in people)
    assert len(left()) == 6


@pytest.mark.django_db(transaction=True)
def test_attack_37_what_is_written_while_senders_run_is_neither_lost_nor_a_second_mail() -> None:
    head = factories.person("head", of=factories.organisation("Kreis Musterau"))
    remind(head, "Ziele 2023")
    at_once(
        lambda: send_due(at=AT + HALF),
        lambda: remind(head, "Bericht 2023", at=AT - HALF),
        lambda: send_due(at=AT + HALF),
    )
    send_due(at=AT + 2 * HALF)
    assert len(left()) == 1
    send_due(at=SIX)
    said = " ".join(f"{mail.subject} {mail.body}" for mail in left())
    assert "Ziele 2023" in said
    assert "Bericht 2023" in said
    assert not OutboxMail.objects.waiting().exists()
