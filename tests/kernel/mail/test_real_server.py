"""A real mail server on this machine: away for a day, refusing, reporting what came back."""

import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from pytest_django import Settings

from drehscheibe.doors.console.management.commands.receive_replies import Replies
from drehscheibe.kernel.mail.actions import enqueue, message_of, send_due
from drehscheibe.kernel.mail.bounces import (
    ReportNotTaken,
    came_back,
    return_address,
    take_report,
)
from drehscheibe.kernel.mail.models import OutboxMail
from tests.mail_server import HOST, OK, Postbox, free_port, listening, running, sending_to

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
COUNT = 30


def written(at: datetime, count: int = COUNT) -> list[OutboxMail]:
    """So many mails in the outbox."""
    return [
        enqueue(to=f"amt{n}@example.org", subject="Neuer Termin", text=f"Text {n}", key=f"k{n}",
                at=at)
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.django_db
def test_attack_39_away_for_a_day_nothing_is_lost_and_nothing_comes_twice(noon: datetime) -> None:
    """The worker tries each minute; after a day the server is back and has each mail once."""
    port = free_port()
    written(noon, 10)
    with sending_to(port):
        for minute in range(24 * 60):
            assert send_due(at=noon + minute * MINUTE) == 0
            if minute == 600:
                written(noon + minute * MINUTE, COUNT)  # ten of them are known already
        assert OutboxMail.objects.filter(given_up_at__isnull=False).count() == 0
        with listening(Postbox(), port) as postbox:
            for minute in range(6 * 60 + 1):  # the longest pause is six hours
                send_due(at=noon + DAY + minute * MINUTE)
    arrived = sorted(str(mail["To"]) for mail in postbox.received)
    assert arrived == sorted(f"amt{n}@example.org" for n in range(COUNT))
    assert len({mail["Message-ID"] for mail in postbox.received}) == COUNT
    assert OutboxMail.objects.waiting().count() == 0


@pytest.mark.django_db
def test_attack_39_one_refused_address_stops_nobody(noon: datetime) -> None:
    """550 is given up at once, 451 is tried again, all others leave."""
    answers = {"amt1@example.org": "550 5.1.1 unbekannt", "amt2@example.org": "451 4.7.1 spaeter"}
    port = free_port()
    written(noon, 4)
    with listening(Postbox(lambda to: answers.get(to, OK)), port) as postbox, sending_to(port):
        assert send_due(at=noon) == 2
        answers.clear()
        assert send_due(at=noon + 2 * MINUTE) == 1
    assert {str(mail["To"]) for mail in postbox.received} == {
        "amt0@example.org", "amt2@example.org", "amt3@example.org",
    }  # fmt: skip
    gone = OutboxMail.objects.get(given_up_at__isnull=False)
    assert (gone.to, "unbekannt" in gone.last_error) == ("amt1@example.org", False)


@pytest.mark.django_db
def test_threads_arrive_as_threads(noon: datetime) -> None:
    """`Reply-To`, `In-Reply-To`, `References` as a mail program gets them; nothing else."""
    (mail,) = written(noon, 1)
    mail.headers = {
        "Reply-To": "antwort+1.2.abc@example.org", "In-Reply-To": "<a@example.org>",
        "References": "<a@example.org>", "Bcc": "fremd@example.org",
    }  # fmt: skip
    mail.save()
    with running() as postbox:
        send_due(at=noon)
    (got,) = postbox.received
    assert got["Reply-To"] == "antwort+1.2.abc@example.org"
    assert got["In-Reply-To"] == got["References"] == "<a@example.org>"
    assert got["Bcc"] is None
    assert got["Auto-Submitted"] == "auto-generated"


def report(*, action: str = "failed", status: str = "5.1.1") -> bytes:
    """What a mail server writes about a mail it could not deliver (RFC 3464)."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["Auto-Submitted"] = "mailer-daemon@example.org", "auto-replied"
    whole.attach(MIMEText("Ihre Mail an mia@example.org kam nicht an."))
    part = MIMEBase("message", "delivery-status")
    about_server, about_person = Message(), Message()
    about_server["Reporting-MTA"] = "dns; mail.example.org"
    about_person["Final-Recipient"] = "rfc822; mia@example.org"
    about_person["Action"], about_person["Status"] = action, status
    part.set_payload([about_server, about_person])
    whole.attach(part)
    return whole.as_bytes()


@pytest.mark.django_db
def test_the_envelope_names_the_mail_and_the_header_our_address(
    noon: datetime, settings: Settings
) -> None:
    settings.DREHSCHEIBE_MAIL_RETURNS = True
    (mail,) = written(noon, 1)
    message = message_of(mail)
    assert message.from_email == return_address(mail.pk)
    assert message.message()["From"] == settings.DEFAULT_FROM_EMAIL
    settings.DREHSCHEIBE_MAIL_RETURNS = False
    assert message_of(mail).from_email == settings.DEFAULT_FROM_EMAIL


@pytest.mark.django_db
def test_what_comes_back_is_given_up_once(noon: datetime) -> None:
    one, other = written(noon, 2)
    with running():
        send_due(at=noon)
    assert take_report(to=return_address(one.pk), raw=report(), at=noon + MINUTE) == 1
    assert take_report(to=return_address(one.pk), raw=report(), at=noon + DAY) == 0
    one.refresh_from_db()
    assert (one.sent_at, one.given_up_at) == (None, noon + MINUTE)
    assert one.last_error == "zurückgekommen 5.1.1"
    other.refresh_from_db()
    assert other.sent_at == noon
    assert came_back([one.to, other.to]) == {one.to}
    enqueue(to=one.to, subject="Neu", text="x", key="neu", at=noon + DAY)
    assert (
        came_back([one.to, other.to]) == set()
    )  # a later mail is on its way; nothing is known against it


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (report(action="delayed", status="4.4.1"), "keinen endgültigen"),
        (report(action="failed", status="4.2.2"), "keinen endgültigen"),
        (b"Auto-Submitted: auto-replied\r\n\r\nIch bin im Urlaub.", "keinen endgültigen"),
        (b"\xff\xfe", "keinen endgültigen"),
        (b"x" * 200_001, "zu groß"),
    ],
)
def test_delays_and_absences_change_nothing(noon: datetime, raw: bytes, why: str) -> None:
    (mail,) = written(noon, 1)
    with running():
        send_due(at=noon)
    with pytest.raises(ReportNotTaken, match=why):
        take_report(to=return_address(mail.pk), raw=raw, at=noon)
    mail.refresh_from_db()
    assert mail.sent_at == noon


@pytest.mark.django_db
def test_nobody_gives_up_mails_without_our_seal(noon: datetime) -> None:
    (mail,) = written(noon, 1)
    with running():
        send_due(at=noon)
    forged = return_address(mail.pk + 1).replace(f"+{mail.pk + 1}.", f"+{mail.pk}.")
    for to in (forged, "ruecklauf+1@example.org", "antwort+1.2.3@example.org"):
        with pytest.raises(ReportNotTaken, match="Siegel"):
            take_report(to=to, raw=report(), at=noon)
    mail.refresh_from_db()
    assert mail.sent_at == noon


class Server(Controller):
    """aiosmtpd speaking LMTP."""

    def factory(self) -> LMTP:
        return LMTP(self.handler, data_size_limit=200_000)


@pytest.mark.django_db(transaction=True)
def test_a_report_comes_in_by_lmtp(noon: datetime) -> None:
    """From leaving to coming back over real sockets: envelope, report, given up."""
    (mail,) = written(noon, 1)
    with running():
        send_due(at=noon)
    port = free_port()
    server = Server(Replies(), hostname=HOST, port=port)
    server.start()
    try:
        with smtplib.LMTP(HOST, port) as client:
            client.sendmail("", [return_address(mail.pk)], report())
            plain = EmailMessage()
            plain.set_content("Hallo")
            with pytest.raises(smtplib.SMTPDataError) as refused:
                client.sendmail("", [return_address(mail.pk)], plain.as_bytes())
    finally:
        server.stop()
    assert refused.value.smtp_code == 550
    mail.refresh_from_db()
    assert mail.last_error == "zurückgekommen 5.1.1"
