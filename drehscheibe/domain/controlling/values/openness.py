"""Whether the values of a year may still change."""

from drehscheibe.domain.controlling.models import (
    REPORT_WRITABLE,
    AnnualReport,
    GoalPeriod,
    PeriodIs,
)

CLOSED = (PeriodIs.CLOSED, PeriodIs.DISCARDED)


def is_closed(period: GoalPeriod, year: int) -> bool:
    """A discarded period for good; a closed one unless a report of the year is being written.

    The report of the second year is often written after the period was closed.
    """
    if period.status not in CLOSED:
        return False
    reports = AnnualReport.objects.filter(period=period, year=year, status__in=REPORT_WRITABLE)
    return period.status == PeriodIs.DISCARDED or not reports.exists()
