"""Writing mails into the outbox and sending what is due."""

import re
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from hashlib import sha256
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import TypeGuard

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction

from drehscheibe.kernel.mail.bounces import return_address
from drehscheibe.kernel.mail.digests import as_one, leaving_with
from drehscheibe.kernel.mail.models import OutboxMail

CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
SUBJECT_LIMIT = 200
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
SERVER_FAULTS = (SMTPServerDisconnected, SMTPConnectError, SMTPAuthenticationError)
THREADING = ("Reply-To", "In-Reply-To", "References")
PERMANENT = 500
"""SMTP answers from 500 on are final for this address (RFC 5321, 4.2.1)."""


class MailRefused(ValueError):
    """The mail cannot be written like this; a fault of the caller or of the address given."""


def enqueue(  # noqa: PLR0913 (a mail has that many parts)
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    at: datetime,
    language: str = "de",
    send_after: datetime | None = None,
) -> OutboxMail:
    """Put a mail into the outbox, in the transaction of the act it tells of.

    The same `key` again changes nothing and returns the first mail. Raises `MailRefused` for an
    impossible address and for a subject with line breaks or direction marks (header injection).
    """
    try:
        validate_email(to)
    except ValidationError as fault:
        raise MailRefused("Die E-Mail-Adresse ist ungültig.") from fault
    if CONTROLS.search(subject) or not subject.strip() or len(subject) > SUBJECT_LIMIT:
        raise MailRefused("Der Betreff ist leer, zu lang oder enthält unzulässige Zeichen.")
    mail, _ = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject.strip(),
            "text": text,
            "language": language,
            "created_at": at,
            "send_after": send_after or at,
        },
    )
    return mail


def send_due(*, at: datetime, most: int = 100) -> int:
    """Send what is due, oldest first, and return how many left.

    Each mail has its own transaction and is locked, so that several senders never send one twice.
    What is gathered for one person counts and leaves as one (`digests.py`).
    A refused address is given up; any other failure is tried again, later each time, for as long
    as it takes. When the server cannot be reached the rest waits for the next call.

    A sender that dies between the server's yes and our commit sends again with the same
    Message-ID, which mail programs show once: rather twice than never.
    """
    connection = get_connection()
    sent = 0
    try:
        for _ in range(most):
            outcome = _send_next(connection, at)
            if outcome is None:
                break
            sent += outcome
    except OSError:
        return sent
    finally:
        connection.close()
    return sent


def _send_next(connection: BaseEmailBackend, at: datetime) -> int | None:
    """1 when a mail left, 0 when its try failed, None when nothing is due.

    Raises `OSError`, after the failure is noted, when the server itself does not answer.
    """
    unreachable: OSError | None = None
    with transaction.atomic():
        first = OutboxMail.objects.due(at).heads().select_for_update(skip_locked=True).first()
        if first is None:
            return None
        together = leaving_with(first, at)
        if not together:
            return 0
        try:
            connection.send_messages([message_of(as_one(together))])
        except (OSError, ValueError) as fault:
            for mail in together:
                _note_failure(mail, fault, at)
            unreachable = fault if _is_unreachable(fault) else None
        else:
            for mail in together:
                mail.sent_at, mail.last_error = at, ""
        for mail in together:
            mail.attempts += 1
            mail.save()
    if unreachable:
        raise unreachable
    return int(together[0].sent_at is not None)


def _is_unreachable(fault: Exception) -> TypeGuard[OSError]:
    """Whether the server failed and not this mail (SMTP exceptions are OSErrors as well)."""
    return isinstance(fault, SERVER_FAULTS) or not isinstance(fault, SMTPException | ValueError)


def _note_failure(mail: OutboxMail, fault: Exception, at: datetime) -> None:
    """Keep the kind of failure and its code; the server's words may hold the address."""
    code = _code(fault)
    mail.last_error = f"{type(fault).__name__} {code or ''}".strip()
    if isinstance(fault, SMTPRecipientsRefused) and code >= PERMANENT:
        mail.given_up_at = at
        return
    mail.send_after = at + min(FIRST_PAUSE * 2 ** min(mail.attempts, 20), LONGEST_PAUSE)


def _code(fault: Exception) -> int:
    if isinstance(fault, SMTPRecipientsRefused):
        return min((code for code, _ in fault.recipients.values()), default=0)
    if isinstance(fault, SMTPResponseException):
        return fault.smtp_code
    return 0


def message_of(mail: OutboxMail) -> EmailMessage:
    """The mail as it leaves: plain text, marked as automatic (RFC 3834), with a lasting id.

    Where reports are taken (`DREHSCHEIBE_MAIL_RETURNS`), the envelope names the mail.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    reported = settings.DREHSCHEIBE_MAIL_RETURNS and mail.pk is not None
    message = EmailMessage(
        subject=mail.subject,
        body=mail.text,
        from_email=return_address(mail.pk) if reported else None,
        to=[mail.to],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
            **{name: str(mail.headers[name]) for name in THREADING if name in mail.headers},
            "Message-ID": f"<{sha256(mail.key.encode()).hexdigest()[:32]}@{domain}>",
        },
    )
    for each in mail.attachments:
        message.attach(_attached(each))
    return message


def _attached(attachment: dict[str, str]) -> MIMEText:
    """A part whose type keeps its parameters: calendars act on `method=REQUEST` only."""
    kind, *parameters = attachment["type"].removeprefix("text/").split(";")
    part = MIMEText(attachment["text"], kind, "utf-8")
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=attachment["name"])
    return part
