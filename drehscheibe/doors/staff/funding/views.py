"""Reading: the list of cases, one case, its documents, the guidelines."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding import selectors
from drehscheibe.domain.funding.facts import decision_of
from drehscheibe.domain.funding.guideline_files import all_guidelines, guideline_by_key
from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.domain.funding.proof import permissions as proofs
from drehscheibe.domain.funding.proof.selectors import proof_of
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.doors.staff.forwarding.centre.measure_panel import measures_beside
from drehscheibe.doors.staff.funding.case import (
    STATUS_KINDS,
    case_context,
    case_or_404,
    is_own,
    steps_for,
    trail,
)
from drehscheibe.doors.staff.funding.forms import FilterForm
from drehscheibe.doors.staff.funding.package_views import may_take_package
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.selectors import steps_of

COLUMNS = (
    Column(key="number", label="Aktenzeichen", kind="code"),
    Column(key="carrier", label="Träger", kind="text"),
    Column(key="fiscal_year", label="Haushaltsjahr", kind="code"),
    Column(key="status", label="Stand", kind="text"),
    Column(key="submitted_on", label="Eingereicht am", kind="day"),
    Column(key="requested", label="Beantragt", kind="money"),
    Column(key="granted", label="Bewilligt", kind="money"),
)


def _filtered(request: StaffRequest) -> tuple[FilterForm, Any]:
    form = FilterForm(request.GET)
    filters = form.filters() if form.is_valid() else selectors.Filters()
    return form, selectors.applications_for(request.standing, filters)


@staff_page(*may.READING)
def application_list(request: StaffRequest) -> HttpResponse:
    """Förderanträge within reach, filtered; htmx asks for the results alone."""
    form, applications = _filtered(request)
    page = Paginator(applications, 25).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, STATUS_KINDS[Is(each.status)]) for each in page],
        "may_start": holds(request.standing, [may.EDIT]),
        "may_watch_proofs": holds(request.standing, [proofs.WATCH]),
        "query_string": request.GET.urlencode(),
        "trail": [("Übersicht", reverse("staff:home")), ("Förderung", "")],
    }
    return render_page(request, "staff/funding/application_list.html", context, part="results")


@staff_page(*may.READING)
def application_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file."""
    rows = (
        {
            "number": each.number,
            "carrier": each.centre.carrier.name,
            "fiscal_year": str(each.fiscal_year),
            "status": each.get_status_display(),
            "submitted_on": each.submitted_on,
            "requested": each.requested,
            "granted": each.granted,
        }
        for each in _filtered(request)[1]
    )
    return table_response("foerderantraege", COLUMNS, rows, form)


@staff_page(*may.READING)
def application_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One case: what it says, what is missing, what can be done next, what was done."""
    application = case_or_404(request, number)
    context = case_context(request, application) | {
        "concept_decision": decision_of(application),
        "steps": steps_for(request, application),
        "history": [
            (step, APPLICATION.by_name[step.name].label)
            for step in steps_of(APPLICATION, application).order_by("-id")
        ],
        "documents": _documents(application),
        "may_edit": _may_edit(request, application),
        "may_advise": holds(request.standing, [may.ADVISE]) and application.submitted_on,
        "may_waive": _may_waive(request, application),
        "may_take_package": may_take_package(request, application),
        "decision": _visible_decision(request, application),
        "proof": proof_of(request.standing, application),
        "beside": measures_beside(request, application.centre, application.fiscal_year),
    }
    return render_page(request, "staff/funding/application_detail.html", context)


@staff_page(*may.READING)
def application_document(request: StaffRequest, number: str, document: Any) -> HttpResponse:
    """A document of the case, found through the case only (attack 1)."""
    application = case_or_404(request, number)
    for each in _documents(application):
        if each.pk == document:
            return download_response(each)
    raise Http404


@staff_page(*may.READING)
def guideline_list(request: StaffRequest) -> HttpResponse:
    """All versions of the guideline with the years they govern."""
    context = {"guidelines": all_guidelines()[::-1], "trail": trail(None, ("Richtlinien", ""))}
    return render_page(request, "staff/funding/guideline_list.html", context)


@staff_page(*may.READING)
def guideline_detail(request: StaffRequest, key: str) -> HttpResponse:
    """One version: every value with source and confidence."""
    if key not in {each.key for each in all_guidelines()}:
        raise Http404
    guideline = guideline_by_key(key)
    above = ("Richtlinien", reverse("staff:funding:guideline_list"))
    context = {"guideline": guideline, "trail": trail(None, above, (guideline.short_title, ""))}
    return render_page(request, "staff/funding/guideline_detail.html", context)


def _documents(application: Application) -> list[Any]:
    found = [*versions(application.letter_series)]
    if application.status in {Is.GRANTED, Is.REJECTED, Is.FINAL}:
        found += [*versions(application.notice_series)]
    if application.lay_interpreter_concept is not None:
        found.append(application.lay_interpreter_concept)
    return found


def _may_edit(request: StaffRequest, application: Application) -> bool:
    return application.is_editable and is_own(request, application, may.EDIT)


def _may_waive(request: StaffRequest, application: Application) -> bool:
    if application.status != Is.GRANTED or application.decision.waived_on:
        return False
    return is_own(request, application, may.SUBMIT)


def _visible_decision(request: StaffRequest, application: Application) -> Any:
    """A prepared decision is the authority's own business until it is signed."""
    decision = getattr(application, "decision", None)
    if decision is None or decision.decided_by_id is not None:
        return decision
    return decision if holds(request.standing, [may.PROCESS, may.DECIDE]) else None
