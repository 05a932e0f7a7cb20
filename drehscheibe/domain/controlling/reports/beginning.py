"""Open the report of a year: once, with everything known already in it."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod, ReportDraft
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.values.feeding import feed
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

WITH_GOALS = frozenset({"submitted", "agreed", "closed"})


@transaction.atomic
def begin_report(*, period: GoalPeriod, year: int, by: Person, at: datetime) -> AnnualReport:
    """The report of this year, begun now when there is none; twice gives the same one."""
    if year not in period.each_year:
        raise ControllingRefused(f"{period} umfasst das Jahr {year} nicht.", "year")
    if year > day_of(at).year:
        raise ControllingRefused(f"Das Jahr {year} hat noch nicht begonnen.", "year")
    if period.status not in WITH_GOALS:
        raise ControllingRefused(
            f"{period} ist „{period.get_status_display()}“. Berichtet wird über Ziele, die den "
            "Ministerien vorliegen.",
            "year",
        )
    report, is_new = AnnualReport.objects.get_or_create(
        period=period, year=year,
        defaults={"centre_id": period.centre_id, "created_by": by, "created_at": at},
    )  # fmt: skip
    check(by, may.EDIT, report, on=day_of(at))
    if is_new:
        ReportDraft.objects.create(report=report, changed_by=by, changed_at=at)
        feed(period.centre, year, at=at, by=by)
        record("controlling.report.begin", about=report, by=by, at=at, detail={"year": year})
    return report
