"""The notices of granted allocations: written by a job, each exactly once."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from drehscheibe.domain.forwarding.letters import allocation_notice_pdf
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs
from drehscheibe.kernel.documents.actions import freeze_letter


def write_missing_notices(programme: str, fiscal_year: int, *, at: datetime) -> int:
    """Freeze the notice of every granted allocation that has none; how many were written.

    One transaction each, the row locked: two workers never write the same notice, and after a
    crash the rest follows.
    """
    rows = Allocation.objects.filter(programme=programme, fiscal_year=fiscal_year)
    granted = rows.exclude(status__in=[AllocationIs.PLANNED, AllocationIs.PREPARED])
    total = rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    missing = list(granted.filter(notice=None).order_by("pk").values_list("pk", flat=True))
    return sum(write_notice(pk, total=total, at=at) for pk in missing)


@transaction.atomic
def write_notice(pk: int, *, total: Decimal, at: datetime) -> int:
    """Freeze one notice; 0 when it is there already or nothing is granted."""
    rows = Allocation.objects.select_for_update(of=("self",)).select_related(
        "centre__carrier", "centre__organisation", "authority", "prepared_by", "decided_by"
    )
    allocation = rows.get(pk=pk)
    if allocation.notice_id is not None or allocation.decided_on is None:
        return 0
    day = allocation.decided_on
    allocation.notice = freeze_letter(
        content=allocation_notice_pdf(allocation, total=total, on=day, issued_at=at),
        series=allocation.notice_series,
        title=f"Zuwendungsbescheid {allocation.number}",
        owner=allocation.authority,
        by=allocation.decided_by,
        at=at,
    )
    allocation.save(update_fields=["notice"])
    return 1
