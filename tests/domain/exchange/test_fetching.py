"""Answers fetched from a mailbox on a real IMAP server: once each, whatever dies in between."""

from collections.abc import Iterator
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from drehscheibe.domain.exchange import jobs
from drehscheibe.domain.exchange.intake import fetch_answers, taken
from drehscheibe.domain.exchange.models import Post, Thread
from drehscheibe.kernel.mail.actions import send_due
from drehscheibe.kernel.mail.bounces import return_address
from drehscheibe.kernel.mail.mailbox import LONGEST, MailboxAway, Outcome, empty_mailbox
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.exchange.stories import Circle, circle
from tests.domain.exchange.test_replying import AT, mail, talk
from tests.imap_server import Mailbox, mailbox
from tests.kernel.mail.test_real_server import report
from tests.mail_server import running

pytestmark = pytest.mark.django_db
ONE = Outcome(taken=1)
NOTHING = Outcome()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    """An empty mailbox."""
    with mailbox(tmp_path) as found:
        yield found


@pytest.fixture
def own() -> Circle:
    """A group."""
    return circle(AT)


@pytest.fixture
def thread(own: Circle) -> Thread:
    """A talk the chair has opened."""
    return talk(own)


def by_mail() -> list[str]:
    """What has come in as posts."""
    return list(Post.objects.filter(by_mail=True).values_list("text", flat=True))


def test_an_answer_is_fetched_once(box: Mailbox, own: Circle, thread: Thread) -> None:
    box.deliver(mail(thread, own.bonn).as_bytes())
    assert fetch_answers(at=AT) == ONE
    assert (by_mail(), Post.objects.latest("pk").author) == (["<p>Gern.</p>"], own.bonn)
    assert fetch_answers(at=AT) == NOTHING
    assert (box.mails(), box.mails("Abgelehnt"), len(by_mail())) == (0, 0, 1)


def test_a_server_that_dies_before_the_mail_is_marked_leaves_one_post(
    box: Mailbox, own: Circle, thread: Thread
) -> None:
    """The post is written, then the server is killed: the mail is there again, the post is one."""
    box.deliver(mail(thread, own.bonn).as_bytes())

    def taken_then_dead(raw: bytes) -> bool:
        done = taken(raw, at=AT)
        box.die()
        return done

    with pytest.raises(MailboxAway):
        empty_mailbox(taken_then_dead)
    assert len(by_mail()) == 1
    with pytest.raises(MailboxAway):
        fetch_answers(at=AT)
    box.start()
    assert box.mails() == 1
    assert fetch_answers(at=AT) == ONE
    assert (box.mails(), len(by_mail())) == (0, 1)
    assert OutboxMail.objects.filter(key__startswith="exchange.post:").count() == 1


def test_a_fault_before_the_post_is_written_leaves_the_mail(
    box: Mailbox, own: Circle, thread: Thread
) -> None:
    """The database refuses (a real error): nothing is lost, the next run takes it."""
    box.deliver(mail(thread, own.bonn).as_bytes())

    def without_database(raw: bytes) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        return taken(raw, at=AT)

    with pytest.raises(DatabaseError), transaction.atomic():
        empty_mailbox(without_database)
    assert (by_mail(), box.mails()) == ([], 1)
    assert fetch_answers(at=AT) == ONE


def test_what_is_no_answer_is_kept_aside_and_stops_nothing(
    box: Mailbox, own: Circle, thread: Thread
) -> None:
    broken = b'From: =?utf-8?q?=FF?= <\r\nTo: <"\r\nMessage-ID: <<\r\n\r\nx\r\n'
    big = mail(thread, own.bonn, "x" * LONGEST, Message_ID="<gross@example.org>").as_bytes()
    forged = mail(thread, own.bonn, From="fremd@example.org").as_bytes()
    machine = mail(thread, own.bonn, Auto_Submitted="auto-replied").as_bytes()
    for raw in (broken, big, forged, machine, mail(thread, own.bonn).as_bytes()):
        box.deliver(raw)
    assert fetch_answers(at=AT) == Outcome(taken=1, refused=4)
    assert (by_mail(), box.mails(), box.mails("Abgelehnt")) == (["<p>Gern.</p>"], 0, 4)
    assert fetch_answers(at=AT) == NOTHING


def test_what_came_back_gives_its_mail_up(box: Mailbox, own: Circle, thread: Thread) -> None:
    told = OutboxMail.objects.create(
        key="eins", to="weg@example.org", subject="x", text="x", created_at=AT, send_after=AT
    )
    with running():
        send_due(at=AT)
    address = return_address(told.pk)
    box.deliver(b"Delivered-To: " + address.encode() + b"\r\n" + report())
    assert fetch_answers(at=AT) == ONE
    told.refresh_from_db()
    assert told.last_error == "zurückgekommen 5.1.1"


def test_the_job_is_quiet_without_a_mailbox_and_goes_on_after_a_wrong_password(
    box: Mailbox, own: Circle, thread: Thread, settings: Settings
) -> None:
    box.deliver(mail(thread, own.bonn).as_bytes())
    right, settings.IMAP_PASSWORD = settings.IMAP_PASSWORD, "falsch"
    jobs.fetch_answers(at=AT)
    with pytest.raises(CommandError, match="nicht erreichbar"):
        call_command("fetch_replies")
    settings.IMAP_PASSWORD = right
    host, settings.IMAP_HOST = settings.IMAP_HOST, ""
    jobs.fetch_answers(at=AT)
    with pytest.raises(CommandError, match="DREHSCHEIBE_IMAP_HOST"):
        call_command("fetch_replies")
    assert by_mail() == []
    settings.IMAP_HOST = host
    said = StringIO()
    call_command("fetch_replies", stdout=said)
    assert said.getvalue() == "1 angenommen, 0 beiseitegelegt.\n"
    assert len(by_mail()) == 1


def test_tls_is_asked_for_unless_told_otherwise(box: Mailbox, settings: Settings) -> None:
    """A server without TLS gets neither name nor password."""
    settings.IMAP_TLS = True
    with pytest.raises(MailboxAway):
        fetch_answers(at=AT)


def test_mails_without_any_recipient_are_kept_aside(box: Mailbox) -> None:
    empty = EmailMessage()
    empty.set_content("Hallo")
    box.deliver(empty.as_bytes())
    assert fetch_answers(at=AT) == Outcome(refused=1)
