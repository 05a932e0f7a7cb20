"""What is forgotten when its time is up."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.db import transaction

from drehscheibe.kernel.access.models import HeldInput, Session
from drehscheibe.kernel.access.posting import forget_posts

AFTER_ITS_END = timedelta(days=1)
"""An expired session still tells whose typed text it was; then it goes."""
POSTS = timedelta(hours=1)
"""Counts of open forms hold for their hour."""
ATTEMPTS = timedelta(days=14)
"""Failed sign-ins by address (standards, class „security log“)."""


@transaction.atomic
def forget(*, at: datetime) -> dict[str, int]:
    """Delete expired sessions, kept inputs, old failures and counts; how many of each."""
    return {
        "sessions": Session.objects.filter(expire_date__lt=at - AFTER_ITS_END).delete()[0],
        "held_inputs": HeldInput.objects.filter(expires_at__lte=at).delete()[0],
        "attempts": AccessAttempt.objects.filter(attempt_time__lt=at - ATTEMPTS).delete()[0],
        "posts": forget_posts(before=at - POSTS),
    }
