"""Reading reports, always through the reader's standing; drafts only for their own centre."""

from datetime import date

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod, ReportVersion
from drehscheibe.domain.controlling.narrowing import ALL, Filters, narrowed
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.beginning import WITH_GOALS
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("centre__outline", "centre__path")


def reports_for(standing: Standing, filters: Filters = ALL) -> QuerySet[AnnualReport]:
    """Own reports in any state, of others what was signed; latest year first."""
    rows = within_reach(AnnualReport.objects.all(), *may.READING, standing=standing)
    rows = narrowed(rows, filters, in_year=Q(year=filters.year))
    beside = ("centre__carrier", "centre__organisation", "period", "created_by")
    return (
        rows.select_related(*beside)
        .defer(*OUTLINES)
        .annotate(newest=Max("versions__number"), signed_at=Max("versions__signed_at"))
        .order_by("-year", "centre__sort_key", "-pk")
    )


def report_for(standing: Standing, pk: int) -> AnnualReport:
    """One report within reach; raises `AnnualReport.DoesNotExist`."""
    return reports_for(standing).get(pk=pk)


def versions_of(report: AnnualReport) -> QuerySet[ReportVersion]:
    """What was signed, newest first, without the contents."""
    return report.versions.select_related("signed_by").defer("snapshot").order_by("-number")


def version_of(report: AnnualReport, number: int | None = None) -> ReportVersion | None:
    """The version of this number, the newest without one."""
    rows = report.versions.select_related("signed_by", "written_by").order_by("-number")
    return (rows.filter(number=number) if number is not None else rows).first()


def is_own(standing: Standing, report: AnnualReport, permission: Permission) -> bool:
    """Whether the person holds the permission at the report's centre or its carrier (no query)."""
    own = {report.centre.organisation_id, report.centre.carrier_id}
    paths = {"centre__organisation": report.centre.organisation_id}
    reached = own if len(permission.through) > 1 else set(paths.values())
    return bool(reached & set(standing.organisations_with(permission)))


def years_of(standing: Standing) -> list[int]:
    """The years there are reports of, latest first."""
    rows = within_reach(AnnualReport.objects.all(), *may.READING, standing=standing)
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)


def years_to_begin(standing: Standing, *, on: date) -> list[tuple[GoalPeriod, int]]:
    """Years of own periods that have begun and have no report yet."""
    places = standing.organisations_with(may.EDIT)
    if not places:
        return []
    centres = Centre.objects.filter(organisation__in=places)
    periods = GoalPeriod.objects.filter(centre__in=centres, status__in=WITH_GOALS)
    periods = periods.annotate(first=ExtractYear("starts_on")).filter(first__lte=on.year)
    begun = set(AnnualReport.objects.filter(period__in=periods).values_list("period_id", "year"))
    return [
        (period, year)
        for period in periods.select_related("centre").order_by("-starts_on")
        for year in period.each_year
        if year <= on.year and (period.pk, year) not in begun
    ]
