"""The authority plans, prepares and grants the allocations of a programme and year."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.forwarding import actions, selectors
from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.jobs import write_notices
from drehscheibe.domain.forwarding.models import Allocation, AllocationIs
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.workflow import ALLOCATION
from drehscheibe.doors.staff.forwarding.allocations.forms import PlanForm
from drehscheibe.doors.staff.forwarding.allocations.views import KINDS, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.workflow.refusals import TransitionRefused

STEPS = ("prepare", "send_back", "grant")
FROM = {"prepare": AllocationIs.PLANNED}
"""Where a step of the whole round starts; the others start when it is prepared."""


@staff_page(may.ALLOCATION_PREPARE)
def allocation_plan(request: StaffRequest) -> HttpResponse:
    """Choose programme, year, total and key; look at the shares; create them all at once."""
    form = PlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and "create" in request.POST:
        assert form.plan is not None
        try:
            rows = actions.plan_allocations(plan=form.plan, by=request.person, at=request.now)
        except ForwardingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{len(rows)} Zuteilungen sind geplant.")
            return redirect(
                "staff:allocations:round_detail",
                form.plan.programme.programme,
                form.plan.fiscal_year,
            )
    context = {"form": form, "plan": form.plan, "trail": trail(("Neue Verteilung", ""))}
    return render_page(request, "staff/forwarding/allocations/allocation_plan.html", context)


@staff_page(may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT)
def round_detail(request: StaffRequest, programme: str, year: int) -> HttpResponse:
    """All allocations of a programme and year, with what can be done next."""
    return _round(request, programme, year)


@require_POST
@staff_page(may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT)
def round_step(request: StaffRequest, programme: str, year: int, step: str) -> HttpResponse:
    """Prepare, send back or grant the whole round."""
    if step not in STEPS:
        raise Http404
    if not holds(request.standing, [ALLOCATION.by_name[step].permission]):
        raise PermissionDenied("Dieser Schritt gehört nicht zu Ihren Aufgaben.")
    reason = request.POST.get("reason", "")[:4000]
    whole: dict[str, Any] = {
        "programme": programme,
        "fiscal_year": year,
        "by": request.person,
        "at": request.now,
    }
    act: Callable[[], int] = {
        "prepare": lambda: actions.prepare_allocations(**whole),
        "send_back": lambda: actions.send_back_allocations(**whole, reason=reason),
        "grant": lambda: actions.grant_allocations(**whole),
    }[step]
    try:
        count = act()
    except (ForwardingRefused, TransitionRefused) as refusal:
        return _round(request, programme, year, {"refusal": str(refusal), "reason": reason})
    if step == "grant":
        write_notices.defer(
            once=f"forwarding.notices:{programme}:{year}", programme=programme, fiscal_year=year
        )
    label = ALLOCATION.by_name[step].label
    messages.success(request, f"„{label}“ ist für {count} Zuteilungen festgehalten.")
    return redirect("staff:allocations:round_detail", programme, year)


def _round(
    request: StaffRequest, programme: str, year: int, more: dict[str, Any] | None = None
) -> HttpResponse:
    filters = selectors.Filters(programme=programme, fiscal_year=year)
    rows = list(selectors.allocations_for(request.standing, filters).order_by("centre__key"))
    if not rows:
        raise Http404
    steps = [
        ALLOCATION.by_name[name]
        for name in STEPS
        if holds(request.standing, [ALLOCATION.by_name[name].permission])
        and any(row.status == FROM.get(name, AllocationIs.PREPARED) for row in rows)
    ]
    context = {
        "rows": [(row, KINDS[AllocationIs(row.status)]) for row in rows],
        "first": rows[0],
        "total": sum(row.amount for row in rows),
        "weights": sum(row.weight for row in rows),
        "notices": sum(row.notice_id is not None for row in rows),
        "granted": sum(_is_granted(row) for row in rows),
        "programme": programme,
        "year": year,
        "title": selectors.title_of(rows[0]),
        "steps": steps,
        "trail": trail((f"{selectors.title_of(rows[0])} {year}", "")),
        **(more or {}),
    }
    return render_page(request, "staff/forwarding/allocations/round_detail.html", context)


def _is_granted(row: Allocation) -> bool:
    return row.status not in {AllocationIs.PLANNED, AllocationIs.PREPARED}
