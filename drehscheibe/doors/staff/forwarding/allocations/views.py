"""Budget: how far the money of each centre, programme and year got; one allocation."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding import selectors
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs
from drehscheibe.domain.forwarding.programme_files import all_programmes, programme_by_key
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.doors.staff.forwarding.allocations.forms import FilterForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.selectors import steps_of

HOME = ("Zuteilungen", "staff:allocations:allocation_list")
KINDS = {
    AllocationIs.PLANNED: "neutral",
    AllocationIs.PREPARED: "info",
    AllocationIs.GRANTED: "success",
    AllocationIs.PROOF_SUBMITTED: "info",
    AllocationIs.CLARIFICATION: "warning",
    AllocationIs.CLOSED: "success",
}
MONEY = (
    ("allocated", "Zugeteilt"),
    ("applied", "Beantragt"),
    ("promised", "Zugesagt"),
    ("contracted", "Vertraglich gebunden"),
    ("paid", "Gezahlt"),
    ("proved", "Nachgewiesen"),
    ("returned", "Zurückgezahlt"),
    ("rest", "Noch frei"),
)
COLUMNS = (
    Column(key="number", label="Aktenzeichen", kind="code"),
    Column(key="centre", label="Zentrum", kind="text"),
    Column(key="programme", label="Programm", kind="text"),
    Column(key="fiscal_year", label="Jahr", kind="code"),
    Column(key="status", label="Stand", kind="text"),
    *(Column(key=key, label=label, kind="money") for key, label in MONEY),
)


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb below the list of allocations."""
    above = [("Übersicht", reverse("staff:home")), (HOME[0], reverse(HOME[1]))]
    return [*above, *steps]


def allocation_or_404(request: StaffRequest, number: str) -> Allocation:
    """One allocation within reach."""
    try:
        return selectors.allocation_for(request.standing, number)
    except Allocation.DoesNotExist:
        raise Http404 from None


@staff_page(*may.ALLOCATION_READING)
def allocation_list(request: StaffRequest) -> HttpResponse:
    """Every allocation within reach with its budget, and the sum of all that were found."""
    form, found = _filtered(request)
    budgets = selectors.budgets_of(found)
    page = Paginator(found, 25).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [_row(each, budgets[each.pk]) for each in page],
        "total": selectors.total_budget(budgets.values()),
        "may_plan": holds(request.standing, [may.ALLOCATION_PREPARE]),
        "may_compare": holds(request.standing, [may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT]),
        "rounds": selectors.rounds_for(request.standing),
        "query_string": request.GET.urlencode(),
        "trail": [("Übersicht", reverse("staff:home")), (HOME[0], "")],
    }
    template = "staff/forwarding/allocations/allocation_list.html"
    return render_page(request, template, context, part="results")


@staff_page(*may.ALLOCATION_READING)
def allocation_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file."""
    found = _filtered(request)[1]
    budgets = selectors.budgets_of(found)
    rows = (
        {
            "number": each.number,
            "centre": each.centre.area_name,
            "programme": programme_by_key(each.version).title,
            "fiscal_year": str(each.fiscal_year),
            "status": each.get_status_display(),
            **{key: getattr(budgets[each.pk], key) for key, _ in MONEY},
        }
        for each in found
    )
    return table_response("zuteilungen", COLUMNS, rows, form)


@staff_page(*may.ALLOCATION_READING)
def allocation_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One allocation: how far its money got, its notice, its municipalities, its history."""
    allocation = allocation_or_404(request, number)
    budget = selectors.budget_of(allocation)
    context = {
        "allocation": allocation,
        "programme": programme_by_key(allocation.version),
        "status_kind": KINDS[AllocationIs(allocation.status)],
        "budget": [(label, getattr(budget, key)) for key, label in MONEY],
        "training": allocation.sums.training,
        "shares": allocation.shares.select_related("municipality"),
        "may_share": allows(request.person, may.ALLOCATION_SHARE, allocation, on=request.today),
        "may_open_round": holds(request.standing, [may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT]),
        "history": [
            (step, ALLOCATION.by_name[step.name].label)
            for step in steps_of(ALLOCATION, allocation).order_by("-id")
        ],
        "trail": trail((allocation.number, "")),
    }
    return render_page(request, "staff/forwarding/allocations/allocation_detail.html", context)


@staff_page(*may.ALLOCATION_READING)
def allocation_notice(request: StaffRequest, number: str) -> HttpResponse:
    """The frozen notice, found through the allocation only (attack 1)."""
    allocation = allocation_or_404(request, number)
    if allocation.notice is None:
        raise Http404
    return download_response(allocation.notice)


@staff_page(*may.ALLOCATION_READING)
def programme_list(request: StaffRequest) -> HttpResponse:
    """Every version of every programme: items, amounts, limits, each with its confidence."""
    context = {"programmes": all_programmes()[::-1], "trail": trail(("Programme", ""))}
    return render_page(request, "staff/forwarding/allocations/programme_list.html", context)


def _filtered(request: StaffRequest) -> tuple[FilterForm, QuerySet[Allocation]]:
    form = FilterForm(request.GET)
    return form, selectors.allocations_for(request.standing, form.filters())


def _row(allocation: Allocation, budget: selectors.Budget) -> dict[str, Any]:
    return {
        "allocation": allocation,
        "title": selectors.title_of(allocation),
        "kind": KINDS[AllocationIs(allocation.status)],
        "budget": budget,
    }
