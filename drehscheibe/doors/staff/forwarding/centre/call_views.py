"""The centre's calls: list, one call with its jury, writing, opening, closing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import calls
from drehscheibe.domain.forwarding.centre.selectors import calls_of, own_allocations
from drehscheibe.domain.forwarding.models import CallIs, ForwardingCall
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.forwarding.workflow import CALL
from drehscheibe.doors.staff.forwarding.centre import forms
from drehscheibe.doors.staff.forwarding.centre.case import REFUSALS, UNFIT, refuse, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.amounts import amount_input
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.workflow.selectors import steps_of

KINDS = {CallIs.DRAFT: "neutral", CallIs.OPEN: "success", CallIs.CLOSED: "info"}
ACT = "staff/forwarding/centre/act.html"


@staff_page(may.CALL_VIEW)
def call_list(request: StaffRequest) -> HttpResponse:
    """Calls and the allocations they may be written for."""
    may_write = holds(request.standing, [may.CALL_MANAGE])
    context = {
        "rows": [(each, KINDS[CallIs(each.status)]) for each in calls_of(request.standing)],
        "allocations": [
            (each, programme_by_key(each.version).title)
            for each in own_allocations(request.standing)
        ],
        "may_write": may_write,
        "may_prove": holds(request.standing, [may.ALLOCATION_PROVE]),
        "trail": trail(("Aufrufe", "")),
    }
    return render_page(request, "staff/forwarding/centre/call_list.html", context)


@staff_page(may.CALL_VIEW)
def call_detail(request: StaffRequest, call: int) -> HttpResponse:
    """One call: what it says, its jury, what can be done."""
    row = _call(request, call)
    manages = allows(request.person, may.CALL_MANAGE, row, on=request.today)
    context = {
        "call": row,
        "status_kind": KINDS[CallIs(row.status)],
        "programme": programme_by_key(row.version),
        "steps": CALL.steps_from(row.status) if manages else (),
        "manages": manages,
        "meetings": row.meetings.all() if manages else (),
        "history": [
            (step, CALL.by_name[step.name].label) for step in steps_of(CALL, row).order_by("-id")
        ],
        "trail": _trail((row.title, "")),
    }
    return render_page(request, "staff/forwarding/centre/call_detail.html", context)


@staff_page(may.CALL_MANAGE)
def call_write(request: StaffRequest, number: str) -> HttpResponse:
    """A new call for an allocation."""
    allocation = own_allocations(request.standing).filter(number=number).first()
    if allocation is None:
        raise Http404
    form = forms.CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = calls.write_call(
                allocation=allocation, details=calls.CallDetails(**form.cleaned_data),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, "Der Aufruf ist angelegt. Öffnen Sie ihn, wenn er fertig ist."
            )
            return redirect("staff:forwarding:call_detail", row.pk)
    programme = programme_by_key(allocation.version).title
    lead = f"Zuteilung {allocation.number}, {programme}. Öffentlich wird er erst beim Öffnen."
    return _act(request, form, "Aufruf anlegen", lead, "staff:forwarding:call_list")


@staff_page(may.CALL_MANAGE)
def call_edit(request: StaffRequest, call: int) -> HttpResponse:
    """Change a call; once open, less of it can change."""
    row = _managed(request, call)
    initial = {name: getattr(row, name) for name in calls.FIELDS}
    if row.applicant_cap is not None:
        initial["applicant_cap"] = amount_input(row.applicant_cap)
    form = forms.CallForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            calls.rewrite_call(
                call=row, details=calls.CallDetails(**form.cleaned_data), by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Aufruf ist geändert.")
            return redirect("staff:forwarding:call_detail", row.pk)
    lead = "Nach dem Öffnen bleiben Beginn, Höchstbetrag und Jury, wie sie sind."
    return _act(request, form, "Aufruf bearbeiten", lead, "staff:forwarding:call_detail", row)


@staff_page(may.CALL_MANAGE)
def call_step(request: StaffRequest, call: int, step: str) -> HttpResponse:
    """Open, close, reopen."""
    row = _managed(request, call)
    taken = CALL.by_name.get(step)
    if taken is None:
        raise Http404
    form = forms.ReasonForm(
        request.POST if request.method == "POST" else None, needed=taken.needs_reason
    )
    if not taken.needs_reason:
        del form.fields["reason"]
    if form.is_valid():
        try:
            calls.take_call_step(
                call=row, step=step, reason=form.cleaned_data.get("reason", ""),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{taken.label}: {row}.")
            return redirect("staff:forwarding:call_detail", row.pk)
    return _act(request, form, taken.label, taken.effect, "staff:forwarding:call_detail", row)


def _call(request: StaffRequest, pk: int) -> ForwardingCall:
    row = calls_of(request.standing).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _managed(request: StaffRequest, pk: int) -> ForwardingCall:
    row = _call(request, pk)
    if not allows(request.person, may.CALL_MANAGE, row, on=request.today):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.CALL_MANAGE.label}“.")
    return row


def _act(
    request: StaffRequest, form: Any, title: str, lead: str, back: str,
    call: ForwardingCall | None = None,
) -> HttpResponse:  # fmt: skip
    above = [(call.title, reverse(back, args=[call.pk]))] if call else []
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": title,
        "back": reverse(back, args=[call.pk] if call else []),
        "trail": _trail(*above, (title, "")),
    }
    return render_page(request, ACT, context, status=UNFIT if form.errors else 200)


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return trail(("Aufrufe", reverse("staff:forwarding:call_list")), *more)
