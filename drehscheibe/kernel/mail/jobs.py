"""The outbox is emptied each minute."""

from datetime import datetime

from django.conf import settings

from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.mail.actions import send_due


@every("* * * * *")
def send_mail(*, at: datetime) -> None:
    """Send what is due; without a mail server (DREHSCHEIBE_MAIL=0) it keeps waiting."""
    if settings.DREHSCHEIBE_MAIL:
        send_due(at=at)
