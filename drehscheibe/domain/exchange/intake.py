"""Mails that come in, by LMTP or fetched from a mailbox: an answer to a talk, or what came back."""

import logging
from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import getaddresses
from functools import partial

from drehscheibe.domain.exchange.receiving import take_reply
from drehscheibe.domain.exchange.replying import MailNotTaken
from drehscheibe.kernel.mail.bounces import ReportNotTaken, is_return_address, take_report
from drehscheibe.kernel.mail.mailbox import Outcome, empty_mailbox

REFUSED = (MailNotTaken, ReportNotTaken)
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError)
"""What Python's reader of mails raises at broken headers."""
ENVELOPE = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
"""Where a mailbox tells whom a mail came to; its envelope is gone."""
logger = logging.getLogger(__name__)


def take_mail(*, raw: bytes, to: Sequence[str], at: datetime) -> None:
    """What is done with a mail that came to these addresses; the same mail twice is one.

    Raises `MailNotTaken` or `ReportNotTaken` for what will never be taken.
    """
    returned = next(filter(is_return_address, to), "")
    if returned:
        take_report(to=returned, raw=raw, at=at)
    else:
        take_reply(raw=raw, at=at)


def fetch_answers(*, at: datetime) -> Outcome:
    """Empty the mailbox; raises `MailboxAway`."""
    return empty_mailbox(partial(taken, at=at))


def taken(raw: bytes, *, at: datetime) -> bool:
    """Whether a fetched mail was taken; False when it never will be."""
    try:
        take_mail(raw=raw, to=addresses_of(raw), at=at)
    except UNREADABLE as refused:
        logger.warning("Mail nicht angenommen: %s", type(refused).__name__)
        return False
    return True


def addresses_of(raw: bytes) -> list[str]:
    """Everybody a mail says it came to."""
    mail = message_from_bytes(raw, policy=policy.default)
    said = [str(each) for name in ENVELOPE for each in mail.get_all(name, [])]
    return [address for _, address in getaddresses(said)]
