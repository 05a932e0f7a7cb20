"""Old mails lose address, words and attachments; that something was told stays known."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from drehscheibe.kernel.calendar.retention import rules_of
from drehscheibe.kernel.mail.models import OutboxMail

FILE = Path(__file__).parent / "data" / "retention.toml"
GONE = "gelöscht"


@transaction.atomic
def forget_mails(*, at: datetime) -> int:
    """How many were emptied; what waits is never touched, and twice is once."""
    limit = rules_of(FILE)["mails"].limit(at)
    over = Q(sent_at__lte=limit) | Q(given_up_at__lte=limit)
    return (
        OutboxMail.objects.filter(over)
        .exclude(to="")
        .update(to="", subject=GONE, text="", line="", attachments=[], headers={})
    )
