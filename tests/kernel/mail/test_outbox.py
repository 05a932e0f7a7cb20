"""The outbox: one mail for one act, sent when the server can (attacks 11, 37, 39)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from drehscheibe.kernel.mail.actions import MailRefused, enqueue, message_of, send_due
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.selectors import backlog

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
FAULT: list[Callable[[EmailMessage], Exception | None]] = []


class FaultyBackend(BaseEmailBackend):
    """A mail server that fails as told; what passes lands in Django's test outbox."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:  # type: ignore[override]
        for message in email_messages:
            if FAULT and (fault := FAULT[-1](message)):
                raise fault
            django_mail.outbox.append(message)
        return len(email_messages)


@pytest.fixture
def server(
    settings: Settings,
) -> Iterator[Callable[[Callable[[EmailMessage], Exception | None]], None]]:
    settings.EMAIL_BACKEND = f"{__name__}.FaultyBackend"
    FAULT.clear()
    yield FAULT.append
    FAULT.clear()


def write(at: datetime, key: str = "k", to: str = "amt@example.org") -> OutboxMail:
    return enqueue(to=to, subject="Neuer Bescheid", text="https://example.org/", key=key, at=at)


def test_a_due_mail_leaves_once(noon: datetime) -> None:
    mail = write(noon)
    assert send_due(at=noon) == 1
    assert send_due(at=noon + MINUTE) == 0
    mail.refresh_from_db()
    assert mail.sent_at == noon
    assert len(django_mail.outbox) == 1


def test_attack_11_the_same_act_twice_is_one_mail(noon: datetime) -> None:
    assert write(noon).pk == write(noon + MINUTE).pk
    send_due(at=noon + MINUTE)
    assert len(django_mail.outbox) == 1


def test_attack_37_no_act_no_mail(noon: datetime) -> None:
    with transaction.atomic():
        write(noon)
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()


def test_a_mail_waits_for_its_moment(noon: datetime) -> None:
    enqueue(
        to="amt@example.org", subject="Frist", text="x", key="k", at=noon, send_after=noon + MINUTE
    )
    assert send_due(at=noon) == 0
    assert send_due(at=noon + MINUTE) == 1


def test_the_mail_is_plain_text_and_says_that_a_machine_wrote_it(noon: datetime) -> None:
    message = message_of(write(noon)).message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message.get_content_type() == "text/plain"
    assert message["Message-ID"] == message_of(write(noon)).message()["Message-ID"]


@pytest.mark.parametrize(
    "subject",
    ["x\r\nBcc: fremd@example.org", "x\nBcc: y", "x\u2028y", "\u202ex", "", " ", "x" * 201, "a\0b"],
)
def test_attack_39_no_header_can_be_smuggled_in(subject: str, noon: datetime) -> None:
    with pytest.raises(MailRefused):
        enqueue(to="amt@example.org", subject=subject, text="x", key="k", at=noon)


def test_attack_39_the_database_refuses_a_second_line_too(noon: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMail.objects.create(
            key="k", to="a@example.org", subject="a\nb", text="", created_at=noon, send_after=noon
        )


@pytest.mark.parametrize("to", ["kein", "a@example.org\nBcc: b@example.org", "a@b, c@d"])
def test_attack_39_an_impossible_address_is_refused(to: str, noon: datetime) -> None:
    with pytest.raises(MailRefused):
        write(noon, to=to)


@pytest.mark.parametrize(
    "fault", [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected("x")]
)
def test_attack_39_a_dead_server_stops_nothing_and_is_tried_later(
    fault: Exception, server: Callable[..., None], noon: datetime
) -> None:
    server(lambda _: fault)
    first, second = write(noon, "a"), write(noon + MINUTE, "b")
    assert send_due(at=noon + MINUTE) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)  # one try was enough to know
    assert first.last_error == type(fault).__name__
    server(lambda _: None)
    assert send_due(at=noon + 3 * MINUTE) == 2
    assert len(django_mail.outbox) == 2


def test_attack_39_pauses_grow_up_to_six_hours_and_never_end(
    server: Callable[..., None], noon: datetime
) -> None:
    server(lambda _: ConnectionRefusedError())
    mail, pauses = write(noon), []
    for _ in range(12):
        at = mail.send_after
        send_due(at=at)
        mail.refresh_from_db()
        pauses.append((mail.send_after - at) / MINUTE)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert mail.given_up_at is None


def test_attack_39_a_refused_address_is_given_up_and_others_leave(
    server: Callable[..., None], noon: datetime
) -> None:
    bad = {"bad@example.org": (550, b"bad@example.org unknown")}
    server(lambda m: SMTPRecipientsRefused(bad) if "bad@example.org" in m.to else None)
    refused = write(noon, "a", to="bad@example.org")
    write(noon, "b")
    assert send_due(at=noon) == 1
    refused.refresh_from_db()
    assert refused.given_up_at == noon
    assert refused.last_error == "SMTPRecipientsRefused 550"  # no address in it


def test_attack_39_a_temporary_no_is_tried_again(
    server: Callable[..., None], noon: datetime
) -> None:
    server(lambda _: SMTPDataError(451, b"later"))
    mail = write(noon)
    send_due(at=noon)
    mail.refresh_from_db()
    assert (mail.given_up_at, mail.last_error) == (None, "SMTPDataError 451")


def test_the_backlog_tells_what_waits_and_since_when(
    server: Callable[..., None], noon: datetime
) -> None:
    server(lambda _: ConnectionRefusedError())
    write(noon)
    send_due(at=noon)
    late = backlog(at=noon + timedelta(hours=2))
    assert (late.waiting, late.given_up, late.oldest_due, late.is_late) == (1, 0, noon, True)
    assert not backlog(at=noon).is_late


@pytest.mark.django_db(transaction=True)
def test_attack_37_two_senders_at_once_send_each_mail_once(noon: datetime) -> None:
    for number in range(20):
        write(noon, str(number))
    start, sent = Barrier(2), []

    def run() -> None:
        start.wait()
        sent.append(send_due(at=noon))
        connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 20
    assert len({m.extra_headers["Message-ID"] for m in django_mail.outbox}) == 20


def test_a_calendar_travels_with_its_method(noon: datetime) -> None:
    mail = write(noon)
    mail.attachments = [
        {"name": "termin.ics", "type": "text/calendar; method=REQUEST", "text": "BEGIN:VCALENDAR"}
    ]
    message = message_of(mail).message()
    part = message.get_payload()[1]  # type: ignore[index]
    assert part.get_content_type() == "text/calendar"  # type: ignore[union-attr]
    assert part.get_param("method") == "REQUEST"  # type: ignore[union-attr]
    assert part.get_filename() == "termin.ics"  # type: ignore[union-attr]
