"""What is forgotten each night."""

from datetime import datetime

from drehscheibe.kernel.access.retention import forget
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.mail import retention


@every("5 1 * * *")
def forget_access(*, at: datetime) -> None:
    """Expired sessions, kept inputs, old failures and counts."""
    forget(at=at)


@every("25 1 * * *")
def forget_mails(*, at: datetime) -> None:
    """Old mails are emptied (`kernel/mail/data/retention.toml`); the record says how many."""
    gone = retention.forget_mails(at=at)
    if gone:
        record("mail.outbox_mail.purge", about=None, by=None, at=at, detail={"mails": gone})
