"""A mailbox on an IMAP server (RFC 3501): each mail is handed over, then it leaves the folder.

What is taken is deleted; what never will be goes into a folder of its own, for somebody to look at.
The order makes it safe: first the caller's work is committed, then the mail leaves. A crash between
the two hands the same mail over once more, so the caller must know it again (its Message-ID).
"""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings

LONGEST = 200_000
"""Bytes of a mail that are fetched; a longer one is refused unread."""
AT_ONCE = 200
TIMEOUT = 20
"""Seconds until the server counts as away."""


class MailboxAway(Exception):
    """The server does not answer as it should; everything waits where it is."""


@dataclass(frozen=True)
class Outcome:
    """How many mails were taken, and how many will never be."""

    taken: int = 0
    refused: int = 0


def is_set_up() -> bool:
    """Whether there is a mailbox to look into."""
    return bool(settings.IMAP_HOST)


def empty_mailbox(take: Callable[[bytes], bool]) -> Outcome:
    """Hand over each mail; `take` says whether it was taken, or False when it never will be.

    What `take` raises leaves this mail and all after it where they are. Raises `MailboxAway`.
    """
    taken = refused = 0
    with _opened() as box:
        for uid in _waiting(box):
            raw = _fetched(box, uid)
            if raw is not None and take(raw):
                taken += 1
            else:
                _keep_aside(box, uid)
                refused += 1
            _remove(box, uid)
    return Outcome(taken, refused)


@contextmanager
def _opened() -> Iterator[imaplib.IMAP4]:
    try:
        box = _connected()
        try:
            box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
            _said(box.select(_quoted(settings.IMAP_FOLDER)))
            yield box
        finally:
            _leave(box)
    except (imaplib.IMAP4.error, OSError) as error:  # never the server's words: they may hold names
        raise MailboxAway(type(error).__name__) from None


def _connected() -> imaplib.IMAP4:
    host, port = settings.IMAP_HOST, settings.IMAP_PORT
    if not settings.IMAP_TLS:
        return imaplib.IMAP4(host, port, timeout=TIMEOUT)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT)


def _leave(box: imaplib.IMAP4) -> None:
    """Say good-bye; a server that is gone already hears it no more."""
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()


def _waiting(box: imaplib.IMAP4) -> list[str]:
    """The lasting numbers of what lies in the folder, the oldest first."""
    found = _said(box.uid("SEARCH", "UNDELETED"))
    return (found[0] or b"").decode("ascii").split()[:AT_ONCE]


def _fetched(box: imaplib.IMAP4, uid: str) -> bytes | None:
    """The mail without marking it as read; None when it is too long."""
    size = b" ".join(each for each in _said(box.uid("FETCH", uid, "(RFC822.SIZE)")) if each)
    number = size.upper().partition(b"RFC822.SIZE ")[2].split(b" ")[0].rstrip(b")")
    if not number.isdigit() or int(number) > LONGEST:
        return None
    parts = _said(box.uid("FETCH", uid, "(BODY.PEEK[])"))
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def _keep_aside(box: imaplib.IMAP4, uid: str) -> None:
    folder = _quoted(settings.IMAP_REFUSED)
    if box.uid("COPY", uid, folder)[0] != "OK":
        box.create(folder)
        _said(box.uid("COPY", uid, folder))


def _remove(box: imaplib.IMAP4, uid: str) -> None:
    _said(box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
    _said(box.expunge())


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return data


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", r"\\").replace('"', r"\"") + '"'
