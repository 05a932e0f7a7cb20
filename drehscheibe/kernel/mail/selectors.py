"""Reading the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Min, Q, When

from drehscheibe.kernel.mail.models import OutboxMail

LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Backlog:
    """What has not left yet; `is_late` when the oldest due mail has waited more than an hour."""

    waiting: int
    given_up: int
    oldest_due: datetime | None
    is_late: bool


def backlog(*, at: datetime) -> Backlog:
    """The state of the outbox for health checks and operators; one query."""
    open_mails = Q(sent_at__isnull=True, given_up_at__isnull=True)
    overdue = Q(send_after__lte=at) | Q(attempts__gt=0)
    # a digest is written hours before it is due; a failure moves `send_after` on
    due_since = Case(When(attempts=0, then="send_after"), default="created_at")
    figures = OutboxMail.objects.aggregate(
        waiting=Count("pk", filter=open_mails),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
        oldest_due=Min(due_since, filter=open_mails & overdue),
    )
    oldest = figures["oldest_due"]
    return Backlog(**figures, is_late=oldest is not None and at - oldest > LATE)
