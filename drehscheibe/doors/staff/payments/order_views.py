"""Payments: the list, one payment, taking it back, out of a run, or noting that it came back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.payments import actions, runs, selectors
from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import OrderIs, PaymentOrder
from drehscheibe.domain.payments.workflow import ORDER
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.payments.forms import FilterForm, ReasonForm, RunForm
from drehscheibe.doors.staff.payments.lookups import (
    ORDER_KINDS,
    REFUSED,
    UNFIT,
    order_or_404,
    trail,
)
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from drehscheibe.kernel.workflow.selectors import steps_of

PER_PAGE = 25
COLUMNS = (
    Column(key="payer", label="Zahlende Stelle"),
    Column(key="holder", label="Empfänger"),
    Column(key="purpose", label="Verwendungszweck"),
    Column(key="amount", label="Betrag", kind="money"),
    Column(key="wanted_on", label="Gewünscht zum", kind="day"),
    Column(key="status", label="Stand"),
    Column(key="run", label="Zahlungslauf", kind="code"),
    Column(key="paid_on", label="Gezahlt am", kind="day"),
    Column(key="returned_on", label="Zurückgekommen am", kind="day"),
)
"""No account in an export: it leaves the platform, the number does not."""


@staff_page(*may.READING)
def order_list(request: StaffRequest) -> HttpResponse:
    """Zahlungen within reach, the open ones first; from here a run begins."""
    return order_page(request)


def order_page(
    request: StaffRequest, run_form: RunForm | None = None, chosen: frozenset[int] = frozenset()
) -> HttpResponse:
    """The list; with `run_form` as it was refused, its boxes still ticked."""
    form = _filter(request)
    page = Paginator(_orders(request, form), PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": [(each, ORDER_KINDS[OrderIs(each.status)], each.pk in chosen) for each in page],
        "may_prepare": holds(request.standing, [may.RUN_PREPARE]),
        "run_form": run_form or RunForm(initial={"execution_on": request.today}),
        "may_see_runs": holds(request.standing, may.RUN_READING),
        "may_see_accounts": holds(request.standing, may.ACCOUNT_READING),
        "query_string": request.GET.urlencode(),
        "trail": trail(),
    }
    status = UNFIT if run_form else 200
    return render_page(
        request, "staff/payments/order_list.html", context, part="results", status=status
    )


@staff_page(*may.READING)
def order_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file, without account numbers."""
    rows = (
        {
            "payer": each.payer.name,
            "holder": each.account.holder,
            "purpose": each.purpose,
            "amount": each.amount,
            "wanted_on": each.wanted_on,
            "status": each.get_status_display(),
            "run": each.run.number if each.run else "",
            "paid_on": each.paid_on,
            "returned_on": each.returned_on,
        }
        for each in _orders(request, _filter(request))
    )
    return table_response("zahlungen", COLUMNS, rows, form)


@staff_page(*may.READING)
def order_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One payment: what, to whom, what was done, what can be done."""
    return _page(request, order_or_404(request, pk))


@require_POST
@staff_page(may.ORDER_PLACE)
def order_cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back an order that is in no run."""
    return _step(request, pk, actions.cancel_order, "Die Anweisung ist zurückgenommen.")


@require_POST
@staff_page(may.RUN_PREPARE)
def order_return(request: StaffRequest, pk: int) -> HttpResponse:
    """The money came back."""
    return _step(
        request,
        pk,
        runs.note_return,
        "Der Rückläufer ist festgehalten. Die Zahlung gilt als nicht geleistet; am Vorgang kann "
        "sie neu angewiesen werden.",
    )


@require_POST
@staff_page(may.RUN_PREPARE)
def order_take_out(request: StaffRequest, pk: int) -> HttpResponse:
    """Out of a run in preparation."""
    order = order_or_404(request, pk)
    run = order.run
    try:
        runs.take_out(order=order, by=request.person, at=request.now)
    except TransitionRefused as refusal:
        return _page(request, order, refusal=str(refusal))
    messages.success(request, "Die Zahlung ist wieder offen.")
    if run is None:
        return redirect("staff:payments:order_list")
    return redirect("staff:payments:run_detail", run.number)


def _step(
    request: StaffRequest, pk: int, act: Callable[..., PaymentOrder], done: str
) -> HttpResponse:
    order = order_or_404(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        act(order=order, reason=reason, by=request.person, at=request.now)
    except TransitionRefused as refusal:
        return _page(request, order, refusal=str(refusal), form=form)
    messages.success(request, done)
    return redirect("staff:payments:order_detail", pk)


def _page(
    request: StaffRequest, order: PaymentOrder, refusal: str = "", form: ReasonForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "order": order,
        "status_kind": ORDER_KINDS[OrderIs(order.status)],
        "steps": _steps(request, order),
        "history": [
            (step, ORDER.by_name[step.name].label)
            for step in steps_of(ORDER, order).order_by("-id")
        ],
        "reason_form": form or ReasonForm(),
        "refusal": refusal,
        "attempts": [each for each in selectors.orders_of(order.subject) if each.pk != order.pk],
        "trail": trail((order.purpose, "")),
    }
    return render_page(
        request, "staff/payments/order_detail.html", context, status=REFUSED if refusal else 200
    )


PAGES = {"cancel": "order_cancel", "return": "order_return"}


def _steps(request: StaffRequest, order: PaymentOrder) -> list[tuple[Any, str]]:
    """Steps with a reason that the person may take here, each with its address."""
    return [
        (step, reverse(f"staff:payments:{PAGES[step.name]}", args=[order.pk]))
        for step in ORDER.steps_from(order.status)
        if step.name in PAGES and allows(request.person, step.permission, order, on=request.today)
    ]


def _filter(request: StaffRequest) -> FilterForm:
    """Without a question the open ones: they are what there is to do."""
    return FilterForm(request.GET if "stand" in request.GET else {"stand": OrderIs.OPEN.value})


def _orders(request: StaffRequest, form: FilterForm) -> Any:
    return selectors.orders_for(request.standing, form.filters())
