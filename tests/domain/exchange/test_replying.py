"""Answers by mail: sealed address, right sender, new text; also through a real LMTP server."""

import smtplib
import socket
from datetime import timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP

from drehscheibe.domain.exchange.models import Post, Thread
from drehscheibe.domain.exchange.receiving import take_reply
from drehscheibe.domain.exchange.replying import (
    MailNotTaken,
    newly_written,
    parse_reply,
    reply_address,
)
from drehscheibe.domain.exchange.talking import Words, mute, open_thread
from drehscheibe.domain.groups.actions import end_membership
from drehscheibe.doors.console.management.commands.receive_replies import Replies
from drehscheibe.kernel.mail.actions import message_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests.domain.exchange.stories import Circle, circle, local

AT = local(2026, 2, 10)


def talk(own: Circle, *, internal: bool = False) -> Thread:
    """Opened by the chair."""
    return open_thread(
        group=own.group, title="Wer macht es?", words=Words("Bitte melden"), internal=internal,
        by=own.chair, at=AT,
    )  # fmt: skip


def mail(thread: Thread, by: Person, text: str = "Gern.\n\n> Wer?", **rest: str) -> EmailMessage:
    """An answer as a mail program writes it."""
    made = EmailMessage()
    made["From"] = f"Irgendwer <{by.email}>"
    made["To"] = reply_address(thread.pk, by.pk)
    made["Message-ID"] = "<eins@example.org>"
    made.set_content(text)
    for name, value in rest.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    return made


@pytest.mark.django_db
def test_an_answer_becomes_a_post_once() -> None:
    own = circle(AT)
    thread = talk(own)
    raw = mail(thread, own.bonn).as_bytes()
    post = take_reply(raw=raw, at=AT)
    assert (post.author, post.text, post.by_mail) == (own.bonn, "<p>Gern.</p>", True)
    assert take_reply(raw=raw, at=AT) == post
    assert thread.posts.count() == 2
    (told,) = OutboxMail.objects.filter(key__startswith="exchange.post:")
    assert told.to == own.chair.email
    sent = message_of(told).message()
    assert sent["Reply-To"] == reply_address(thread.pk, own.chair.pk)
    assert sent["In-Reply-To"] == sent["References"]
    assert "Gern" not in told.text + told.subject
    mute(thread=thread, by=own.chair, at=AT)
    take_reply(raw=mail(thread, own.bonn, Message_ID="<zwei@example.org>").as_bytes(), at=AT)
    assert OutboxMail.objects.filter(key__startswith="exchange.post:").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"From": "fremd@example.org"}, "nicht von der Person"),
        ({"To": "antwort+1.1.000000000000000000000000@example.org"}, "Siegel"),
        ({"To": "drehscheibe@example.org"}, "keine Antwortadresse"),
        ({"Auto_Submitted": "auto-replied"}, "automatische"),
        ({"Precedence": "bulk"}, "automatische"),
        ({"Message_ID": ""}, "keine Kennung"),
    ],
)
def test_whatever_is_no_sealed_answer_is_refused(changed: dict[str, str], why: str) -> None:
    own = circle(AT)
    raw = mail(talk(own), own.bonn, **changed).as_bytes()
    with pytest.raises(MailNotTaken, match=why):
        take_reply(raw=raw, at=AT)
    assert Post.objects.count() == 1


@pytest.mark.django_db
def test_who_left_and_who_is_a_guest_of_an_internal_talk_is_refused() -> None:
    own = circle(AT)
    thread, internal = talk(own), talk(own, internal=True)
    member = own.group.memberships.get(person=own.bonn)
    end_membership(membership=member, last_day=AT.date(), by=own.bonn, at=AT)
    with pytest.raises(MailNotTaken, match="nicht mehr"):
        take_reply(raw=mail(thread, own.bonn).as_bytes(), at=AT + timedelta(days=1))
    with pytest.raises(MailNotTaken, match="nicht mehr"):
        take_reply(raw=mail(internal, own.guest).as_bytes(), at=AT)


@pytest.mark.parametrize("text", ["> nur Zitat", "-- \nMia", "", "Am 1.2.2026 schrieb Mia:\n> x"])
def test_a_mail_without_new_text_is_refused(text: str) -> None:
    thread, person = Thread(pk=7), Person(pk=8, email="mia@example.org")
    with pytest.raises(MailNotTaken, match="kein neuer Text"):
        parse_reply(mail(thread, person, text).as_bytes())
    assert newly_written(text) == ""


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"x" * 200_001, b"To: \r\n\r\n"])
def test_damaged_mails_are_refused(raw: bytes) -> None:
    with pytest.raises(MailNotTaken):
        parse_reply(raw)


class Server(Controller):
    """aiosmtpd speaking LMTP on a free port."""

    def factory(self) -> LMTP:
        return LMTP(self.handler, data_size_limit=200_000)


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_hands_answers_over() -> None:
    """LMTP on a real socket: taken, and refused for good with a reason."""
    own = circle(AT)
    thread = talk(own)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(Replies(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        with smtplib.LMTP("127.0.0.1", port) as client:
            client.send_message(mail(thread, own.bonn))
            with pytest.raises(smtplib.SMTPDataError) as refused:
                client.send_message(
                    mail(thread, own.bonn, From="fremd@example.org"), own.bonn.email
                )
    finally:
        server.stop()
    assert refused.value.smtp_code == 550
    assert thread.posts.filter(by_mail=True).get().author == own.bonn
