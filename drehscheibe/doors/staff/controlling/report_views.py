"""Yearly reports: the list, beginning one, its case page, its signed versions and their files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling.dialogues import permissions as talks
from drehscheibe.domain.controlling.dialogues.selectors import dialogue_on
from drehscheibe.domain.controlling.goals.selectors import period_for
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod, ReportIs, ReportVersion
from drehscheibe.domain.controlling.papers.report_files import KINDS
from drehscheibe.domain.controlling.papers.report_paper import body, report_paper
from drehscheibe.domain.controlling.papers.report_parts import at_a_glance
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports import selectors
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from drehscheibe.doors.staff.controlling.goal_case import REFUSALS
from drehscheibe.doors.staff.controlling.list_forms import ListFilterForm
from drehscheibe.doors.staff.controlling.report_case import (
    REPORT_KINDS,
    head,
    history,
    points,
    report_or_404,
    report_trail,
    steps_for,
    trail,
)
from drehscheibe.doors.staff.controlling.report_forms import BeginForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import POLICY
from drehscheibe.kernel.documents.file_names import UMLAUTS
from drehscheibe.kernel.permissions.reach import holds

PER_PAGE = 25
NO_SUCH = 2**31


@staff_page(*may.READING)
def report_list(request: StaffRequest) -> HttpResponse:
    """Own reports and what others signed; htmx asks for the results alone."""
    form = ListFilterForm(request.GET, years=selectors.years_of(request.standing), states=ReportIs)
    rows = selectors.reports_for(request.standing, form.filters())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, REPORT_KINDS[ReportIs(each.status)]) for each in page],
        "may_talk": holds(request.standing, talks.READING),
        "to_begin": selectors.years_to_begin(request.standing, on=request.today),
        "trail": trail(),
    }
    template = "staff/controlling/reports/report_list.html"
    return render_page(request, template, context, part="results")


@require_POST
@staff_page(may.EDIT)
def report_begin(request: StaffRequest) -> HttpResponse:
    """Open the report of a year with everything known in it; pressed twice it is the same one."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte wählen Sie das Jahr in der Liste.")
        return redirect("staff:controlling:report_list")
    try:
        period = period_for(request.standing, form.cleaned_data["period"])
    except GoalPeriod.DoesNotExist:
        raise Http404 from None
    try:
        report = begin_report(
            period=period, year=form.cleaned_data["year"], by=request.person, at=request.now
        )
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:controlling:report_list")
    return redirect("staff:controlling:report_edit", report.pk)


@staff_page(*may.READING)
def report_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed report; its own centre sees what it would say now while it is written."""
    report = report_or_404(request, pk)
    context = head(request, report)
    context |= {"steps": steps_for(request, report), "history": history(report)}
    signed = report.status != ReportIs.DRAFT
    context |= {"versions": list(selectors.versions_of(report)) if signed else []}
    context |= _dialogue(request, report) if signed else {}
    if context["is_own"] and report.is_writable:
        now = standing_of(report, at=request.now)
        blocks = (*at_a_glance(now.content), *body(now.content))
        context |= {"blocks": blocks, "points": points(report, now.findings), "draft": now.draft}
    else:
        version = _version_or_404(report)
        context |= {"blocks": report_paper(version).blocks, "version": version}
    return render_page(request, "staff/controlling/reports/report_detail.html", context)


def _dialogue(request: StaffRequest, report: AnnualReport) -> dict[str, Any]:
    """The dialogue on the report, and whether this person may prepare one."""
    here = report.centre.organisation_id in request.standing.organisations_with(talks.TAKE_PART)
    return {
        "dialogue": dialogue_on(request.standing, report),
        "may_prepare": here or bool(request.standing.organisations_with(talks.HOLD)),
    }


@staff_page(*may.READING)
def report_version(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One signed version as it was signed."""
    report = report_or_404(request, pk)
    version = _version_or_404(report, number)
    context = head(request, report)
    context |= {
        "version": version,
        "versions": list(selectors.versions_of(report)),
        "blocks": report_paper(version).blocks,
        "trail": report_trail(report, (f"Fassung {number}", "")),
    }
    return render_page(request, "staff/controlling/reports/report_version.html", context)


@staff_page(*may.READING)
def report_file(request: StaffRequest, pk: int, number: int, ending: str) -> HttpResponse:
    """A signed version as file, written from its snapshot alone."""
    report = report_or_404(request, pk)
    kind = KINDS.get(ending)
    if kind is None:
        raise Http404
    version = _version_or_404(report, number)
    area = report.centre.area_name.translate(UMLAUTS).replace(" ", "-")
    name = f"Jahresbericht-{report.year}-{area}-Fassung-{number}.{ending}"
    return download(kind.write(version), name, kind.content_type)


def download(data: bytes, name: str, content_type: str) -> HttpResponse:
    """A file under a name of ours that no browser runs."""
    response = HttpResponse(data, content_type=content_type)
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-._"))
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _version_or_404(report: AnnualReport, number: Any = None) -> ReportVersion:
    version = selectors.version_of(report, number) if number is None or number < NO_SUCH else None
    if version is None:
        raise Http404
    return version
