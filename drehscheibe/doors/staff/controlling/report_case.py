"""What every page about a report needs: the report within reach, its steps, its trail."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.controlling.goals.findings import Finding
from drehscheibe.domain.controlling.models import AnnualReport, ReportIs
from drehscheibe.domain.controlling.papers.report_files import KINDS
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.selectors import is_own, report_for
from drehscheibe.domain.controlling.reports.workflow import REPORT, SIGNING
from drehscheibe.doors.staff.controlling.goal_case import Point
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission
from drehscheibe.kernel.workflow.selectors import steps_of

REPORT_KINDS = {
    ReportIs.DRAFT: "neutral",
    ReportIs.SUBMITTED: "info",
    ReportIs.QUERY: "warning",
    ReportIs.CORRECTING: "warning",
    ReportIs.REVIEWED: "success",
}
TURNS = {
    ReportIs.DRAFT: "das Zentrum",
    ReportIs.SUBMITTED: "die Koordinierungsstelle",
    ReportIs.QUERY: "das Zentrum",
    ReportIs.CORRECTING: "das Zentrum",
    ReportIs.REVIEWED: "niemand",
}


def report_or_404(request: StaffRequest, pk: int) -> AnnualReport:
    """The report when the person may see it; else the same 404 as for one that does not exist."""
    try:
        return report_for(request.standing, pk)
    except AnnualReport.DoesNotExist:
        raise Http404 from None


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the list and below."""
    here = reverse("staff:controlling:report_list") if more else ""
    return [("Übersicht", reverse("staff:home")), ("Berichte", here), *more]


def report_url(report: AnnualReport, page: str = "report_detail", *more: Any) -> str:
    """A page of the report."""
    return reverse(f"staff:controlling:{page}", args=[report.pk, *more])


def report_trail(report: AnnualReport, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a report and below."""
    page = report_url(report) if more else ""
    return trail((f"{report} {report.centre.area_name}", page), *more)


def head(request: StaffRequest, report: AnnualReport) -> dict[str, Any]:
    """Head and rights of the page."""
    own = is_own(request.standing, report, may.VIEW)
    return {
        "report": report,
        "status_kind": REPORT_KINDS[ReportIs(report.status)],
        "turn": TURNS[ReportIs(report.status)],
        "today": request.today,
        "is_own": own,
        "may_edit": report.is_writable and is_own(request.standing, report, may.EDIT),
        "edit_url": report_url(report, "report_edit"),
        "kinds": list(KINDS.values()),
        "trail": report_trail(report),
    }


def steps_for(request: StaffRequest, report: AnnualReport) -> list[tuple[str, str, str]]:
    """Label, effect and address of what this person may do now."""
    found = []
    for step in REPORT.steps_from(report.status):
        if not _holds(request, report, step.permission):
            continue
        signs = step.name in SIGNING.values()
        page = ("report_sign",) if signs else ("report_step", step.name)
        found.append((step.label, step.effect, report_url(report, *page)))
    return found


def _holds(request: StaffRequest, report: AnnualReport, permission: Permission) -> bool:
    """Whether the step is for this person (no query; the action asks the database again)."""
    if NETWORK in permission.through:
        return bool(request.standing.organisations_with(permission))
    return is_own(request.standing, report, permission)


def history(report: AnnualReport) -> list[tuple[str, Any]]:
    """Every step with its label, newest first; a first draft has none."""
    if report.status == ReportIs.DRAFT:
        return []
    steps = steps_of(REPORT, report).order_by("-id")
    return [(REPORT.by_name[step.name].label, step) for step in steps]


def points(report: AnnualReport, found: Iterable[Finding]) -> list[Point]:
    """„Was fehlt noch?“ with links to the inputs; values have a page of their own."""
    edit = report_url(report, "report_edit")
    values = reverse("staff:controlling:value_sheet", args=[report.period_id, report.year])
    return [
        Point(
            each.message,
            f"{values if each.anchor.startswith('values-') else edit}#{each.anchor}",
            each.blocks,
        )
        for each in found
    ]
