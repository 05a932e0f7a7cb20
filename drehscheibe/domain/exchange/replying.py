"""Reply by mail: who may answer what is told by a signed address, never by the From line alone.

Each member gets an address of its own for each talk (`antwort+<thread>.<person>.<seal>@…`), sealed
with our key. A mail counts when its address is sealed for the person it comes from, it is no
automatic answer, and something new stands above the quotation.
"""

import hmac
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from hashlib import sha256

from django.conf import settings

LOCAL = "antwort"
SEAL = 24
"""Hexadecimal places of the seal: 96 bits."""
ADDRESS = re.compile(rf"^{LOCAL}\+(\d{{1,18}})\.(\d{{1,18}})\.([0-9a-f]{{{SEAL}}})@", re.IGNORECASE)
LONGEST = 200_000
"""Bytes of a mail that are read; more is refused."""
QUOTES = (
    re.compile(r"^\s*(Am|On)\b.{0,200}\b(schrieb|wrote)\b.{0,100}:?\s*$"),
    re.compile(r"^\s*-{2,}\s*(Ursprüngliche Nachricht|Original Message)\s*-{2,}\s*$"),
    re.compile(r"^\s*_{10,}\s*$"),
    re.compile(r"^\s*(Von|From):\s.+$"),
)
SIGNATURE = re.compile(r"^-- ?$")


class MailNotTaken(ValueError):
    """The mail is no answer of a member; the message says why, without any of its words."""


@dataclass(frozen=True)
class Reply:
    """An answer: to which talk, by whom, what, and the mail's own id."""

    thread: int
    person: int
    sender: str
    text: str
    message_id: str


def reply_address(thread: int, person: int) -> str:
    """The address this person answers this talk with."""
    return f"{LOCAL}+{thread}.{person}.{_seal(thread, person)}@{mail_domain()}"


def mail_domain() -> str:
    """The domain of our own address."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")


def parse_reply(raw: bytes) -> Reply:
    """Read a mail as it came in. Raises `MailNotTaken` for everything but a sealed answer."""
    if len(raw) > LONGEST:
        raise MailNotTaken("Die Mail ist zu groß; Papiere bitte auf der Seite hochladen.")
    mail: EmailMessage = message_from_bytes(raw, policy=policy.default)
    _refuse_automatic(mail)
    thread, person = _sealed(mail)
    message_id = str(mail.get("Message-ID", "")).strip()[:200]
    if not message_id:
        raise MailNotTaken("Die Mail hat keine Kennung.")
    text = newly_written(_body(mail))
    if not text:
        raise MailNotTaken("Über dem Zitat steht kein neuer Text.")
    return Reply(thread, person, parseaddr(str(mail.get("From", "")))[1].lower(), text, message_id)


def newly_written(text: str) -> str:
    """What stands above quotation and signature.

    >>> newly_written("Gern.\\n\\nAm 10.02.2026 schrieb Mia Muster:\\n> Wer macht es?")
    'Gern.'
    >>> newly_written("Ja\\n> zitiert\\nund nein\\n-- \\nMia")
    'Ja\\nund nein'
    """
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if SIGNATURE.match(line) or any(quote.match(line) for quote in QUOTES):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _seal(thread: int, person: int) -> str:
    key = f"exchange.reply:{settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{thread}.{person}".encode(), sha256).hexdigest()[:SEAL]


def _sealed(mail: EmailMessage) -> tuple[int, int]:
    headers = [
        str(each)
        for name in ("Delivered-To", "X-Original-To", "To", "Cc")
        for each in mail.get_all(name, [])
    ]
    for _, address in getaddresses(headers):
        found = ADDRESS.match(address)
        if found is None:
            continue
        thread, person = int(found[1]), int(found[2])
        if hmac.compare_digest(found[3].lower(), _seal(thread, person)):
            return thread, person
        raise MailNotTaken("Das Siegel der Adresse stimmt nicht.")
    raise MailNotTaken("Die Mail geht an keine Antwortadresse.")


def _refuse_automatic(mail: EmailMessage) -> None:
    """Answering machines and bounces say nothing (RFC 3834)."""
    automatic = str(mail.get("Auto-Submitted", "no")).lower() != "no"
    bulk = str(mail.get("Precedence", "")).lower() in {"bulk", "junk", "list", "auto_reply"}
    bounce = str(mail.get("Return-Path", "x")).strip() == "<>"
    if automatic or bulk or bounce:
        raise MailNotTaken("Die Mail ist eine automatische Antwort.")


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain",))
    if part is None:
        raise MailNotTaken("Bitte antworten Sie als einfacher Text.")
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        raise MailNotTaken("Der Text der Mail ist nicht lesbar.") from None
