"""What is forgotten when its time is up."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.db import transaction

from drehscheibe.kernel.access.models import HeldInput, Session

AFTER_ITS_END = timedelta(days=1)
"""An expired session still tells whose typed text it was; then it goes."""
ATTEMPTS = timedelta(days=14)
"""Failed sign-ins by address (standards, class „security log“)."""


@transaction.atomic
def forget(*, at: datetime) -> dict[str, int]:
    """Delete expired sessions, kept inputs and old failures; how many of each."""
    return {
        "sessions": Session.objects.filter(expire_date__lt=at - AFTER_ITS_END).delete()[0],
        "held_inputs": HeldInput.objects.filter(expires_at__lte=at).delete()[0],
        "attempts": AccessAttempt.objects.filter(attempt_time__lt=at - ATTEMPTS).delete()[0],
    }
