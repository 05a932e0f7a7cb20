"""The daily digest of talks; invitations of who came or left by the calendar; answers by mail."""

import logging
from datetime import datetime

from drehscheibe.domain.exchange import attending, digest, intake
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.mail.mailbox import MailboxAway, is_set_up
from drehscheibe.kernel.permissions.second_wall import acting_as_system

logger = logging.getLogger(__name__)


@every("0 5 * * 1-5")
def send_digests(*, at: datetime) -> None:
    """See `digest.send_digests`; on working mornings, before service hours begin."""
    with acting_as_system():
        digest.send_digests(at=at)


@every("15 4 * * *")
def invite_late_members(*, at: datetime) -> None:
    """See `attending.tell_changed`; every night, when a new day has begun."""
    with acting_as_system():
        attending.tell_changed(None, at=at)


@every("* * * * *")
def fetch_answers(*, at: datetime) -> None:
    """See `intake.fetch_answers`; without a mailbox (DREHSCHEIBE_IMAP_HOST) there is nothing."""
    if not is_set_up():
        return
    try:
        intake.fetch_answers(at=at)
    except MailboxAway as away:
        logger.warning("Postfach nicht erreichbar: %s", away)
