"""The state of the queue, for operators and their monitoring."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

SILENT = timedelta(minutes=2)


@dataclass(frozen=True)
class QueueState:
    """How many workers live, how many jobs wait, how many failed for good in the last 30 days."""

    workers: int
    waiting: int
    failed: int


def queue_state(*, at: datetime) -> QueueState:
    """The figures; three short queries."""
    due = Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=at)
    jobs = ProcrastinateJob.objects
    return QueueState(
        workers=ProcrastinateWorker.objects.filter(last_heartbeat__gt=at - SILENT).count(),
        waiting=jobs.filter(due, status="todo").count(),
        failed=jobs.filter(status="failed").count(),
    )
