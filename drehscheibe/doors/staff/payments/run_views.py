"""Payment runs: begin, lay before, release, fetch the file, confirm."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments import runs, selectors
from drehscheibe.domain.payments.models import OrderIs, PaymentOrder, PaymentRun, RunIs
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.workflow import RUN
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.payments.forms import DayForm, ExecutedForm, ReasonForm, RunForm
from drehscheibe.doors.staff.payments.lookups import (
    ORDER_KINDS,
    REFUSED,
    RUN_KINDS,
    run_or_404,
    trail,
)
from drehscheibe.doors.staff.payments.order_views import PER_PAGE, order_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.permissions.reach import allowed_among, within_reach
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from drehscheibe.kernel.workflow.selectors import steps_of

LIST = ("Zahlungsläufe", "staff:payments:run_list")


@staff_page(*may.RUN_READING)
def run_list(request: StaffRequest) -> HttpResponse:
    """All runs within reach, newest first."""
    page = Paginator(selectors.runs_for(request.standing), PER_PAGE).get_page(
        request.GET.get("seite")
    )
    context = {
        "page": page,
        "rows": [(each, RUN_KINDS[RunIs(each.status)]) for each in page],
        "trail": trail((LIST[0], "")),
    }
    return render_page(request, "staff/payments/run_list.html", context)


@require_POST
@staff_page(may.RUN_PREPARE)
def run_start(request: StaffRequest) -> HttpResponse:
    """Begin a run with the ticked payments, or put them into the one in preparation."""
    form = RunForm(request.POST)
    chosen = frozenset(int(each) for each in request.POST.getlist("orders") if each.isdecimal())
    if form.is_valid():
        orders = _wanted(request, chosen, everything=form.cleaned_data["everything"])
        try:
            run = _started(request, orders, form.cleaned_data["execution_on"])
        except (PaymentRefused, TransitionRefused) as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(request, f"{_how_many(len(orders))} im Lauf {run.number}.")
            return redirect("staff:payments:run_detail", run.number)
    return order_page(request, run_form=form, chosen=chosen)


@staff_page(*may.RUN_READING)
def run_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One run: what is in it, who did what, what comes next."""
    return _page(request, run_or_404(request, number))


@require_POST
@staff_page(*may.RUN_READING)
def run_step(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """Take a step of the run."""
    run = run_or_404(request, number)
    if step not in RUN.by_name:
        raise Http404
    typed = ReasonForm(request.POST)
    reason = typed.cleaned_data["reason"] if typed.is_valid() else ""
    executed = ExecutedForm(request.POST)
    typed_again: dict[str, Any] = {"reason": reason, "tried": step}
    try:
        if step == "confirm":
            _confirmed(request, run, executed)
        elif step in {"prepare", "release"}:
            act = runs.prepare if step == "prepare" else runs.release
            act(run=run, by=request.person, at=request.now)
        else:
            runs.take_run_step(run=run, step=step, reason=reason, by=request.person, at=request.now)
    except (TransitionRefused, PaymentRefused) as refusal:
        if step == "confirm":
            typed_again["executed_form"] = executed
        return _page(request, run, typed_again | {"refusal": str(refusal)})
    messages.success(request, f"„{RUN.by_name[step].label}“ ist festgehalten.")
    return redirect("staff:payments:run_detail", number)


@require_POST
@staff_page(may.RUN_PREPARE)
def run_file(request: StaffRequest, number: str) -> HttpResponse:
    """The file for the bank; a POST, because each download is recorded."""
    run = run_or_404(request, number)
    try:
        file = runs.file_for_bank(run=run, by=request.person, at=request.now)
    except TransitionRefused as refusal:
        return _page(request, run, {"refusal": str(refusal)})
    return download_response(file)


@require_POST
@staff_page(may.RUN_PREPARE)
def run_day(request: StaffRequest, number: str) -> HttpResponse:
    """Another day of execution."""
    run = run_or_404(request, number)
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            runs.change_day(
                run=run, execution_on=form.cleaned_data["execution_on"],
                by=request.person, at=request.now,
            )  # fmt: skip
        except (PaymentRefused, TransitionRefused) as refusal:
            form.add_error("execution_on", str(refusal))
        else:
            messages.success(request, "Der Ausführungstag ist geändert.")
            return redirect("staff:payments:run_detail", number)
    return _page(request, run, {"day_form": form, "refusal": "Bitte prüfen Sie den Tag."})


def _wanted(
    request: StaffRequest, chosen: frozenset[int], *, everything: bool
) -> list[PaymentOrder]:
    """The ticked orders within reach, or every open one that no run holds."""
    rows = within_reach(
        PaymentOrder.objects.select_related("payer"), may.RUN_PREPARE, standing=request.standing
    )
    if everything:
        return list(rows.filter(status=OrderIs.OPEN))
    return list(rows.filter(pk__in=chosen))


def _started(request: StaffRequest, orders: list[PaymentOrder], execution_on: date) -> PaymentRun:
    if not orders:
        raise PaymentRefused("Bitte wählen Sie mindestens eine offene Zahlung aus.")
    if len({each.payer_id for each in orders}) > 1:
        raise PaymentRefused("Ein Lauf gehört zu einer zahlenden Stelle. Bitte wählen Sie eine.")
    return runs.start_run(
        payer=orders[0].payer, orders=[each.pk for each in orders], execution_on=execution_on,
        by=request.person, at=request.now,
    )  # fmt: skip


def _confirmed(request: StaffRequest, run: PaymentRun, form: ExecutedForm) -> None:
    if not form.is_valid():
        runs.take_run_step(run=run, step="confirm", by=request.person, at=request.now)
        return
    try:
        runs.confirm(
            run=run, executed_on=form.cleaned_data["executed_on"],
            by=request.person, at=request.now,
        )  # fmt: skip
    except PaymentRefused as refusal:
        form.add_error("executed_on", str(refusal))
        raise


def _page(
    request: StaffRequest, run: PaymentRun, more: dict[str, Any] | None = None
) -> HttpResponse:
    possible = RUN.steps_from(run.status)
    allowed = allowed_among(
        request.person, [may.RUN_PREPARE, *(step.permission for step in possible)], run,
        on=request.today,
    )  # fmt: skip
    sums = selectors.run_sums(run)
    pages = Paginator(selectors.orders_in(run), PER_PAGE)
    pages.count = sums.count
    page = pages.get_page(request.GET.get("seite"))
    context: dict[str, Any] = {
        "run": run,
        "status_kind": RUN_KINDS[RunIs(run.status)],
        "page": page,
        "orders": [(each, ORDER_KINDS[OrderIs(each.status)]) for each in page],
        "sums": sums,
        "steps": [
            (step, reverse("staff:payments:run_step", args=[run.number, step.name]))
            for step in sorted(possible, key=lambda step: step.needs_reason)
            if step.permission in allowed
        ],
        "history": [
            (step, RUN.by_name[step.name].label) for step in steps_of(RUN, run).order_by("-id")
        ],
        "may_prepare": may.RUN_PREPARE in allowed,
        "day_form": DayForm(initial={"execution_on": run.execution_on}),
        "executed_form": ExecutedForm(),
        "trail": trail((LIST[0], reverse(LIST[1])), (run.number, "")),
    } | (more or {})
    status = REFUSED if context.get("refusal") else 200
    return render_page(request, "staff/payments/run_detail.html", context, status=status)


def _how_many(orders: int) -> str:
    return "1 Zahlung ist" if orders == 1 else f"{orders} Zahlungen sind"
