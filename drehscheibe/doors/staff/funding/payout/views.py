"""Acting on granted money: the overview, calling, reporting, amending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import guideline_of
from drehscheibe.domain.funding.models import Application, ChangeNotice, Is
from drehscheibe.domain.funding.payout import actions, amendments
from drehscheibe.domain.funding.payout.call_checks import call_findings
from drehscheibe.domain.funding.payout.call_orders import last_order, orders_by_call
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.payout.selectors import (
    call_facts,
    granted_of,
    live_calls,
    money_of,
    proposal,
)
from drehscheibe.domain.funding.payout.workflow import AMENDED_NOTICE, CHANGE
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import account_for
from drehscheibe.doors.staff.funding.case import is_own
from drehscheibe.doors.staff.funding.forms import ReasonForm
from drehscheibe.doors.staff.funding.payout import case, forms
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (TransitionRefused, PayoutRefused, PaymentRefused)
WITHOUT_REASON = {"check", "release", "sign"}  # they record who and when; nobody reads words there


def _refuse(form: Any, refusal: Exception) -> None:
    """The message where it belongs: at its field when the form has it, else above."""
    field = getattr(refusal, "field", "") or None
    form.add_error(field if field in form.fields else None, str(refusal))


def _to_money(application: Application) -> HttpResponseRedirect:
    return redirect("staff:funding:money", application.number)


def _page(
    request: StaffRequest, application: Application, template: str, title: str, **more: Any
) -> HttpResponse:
    context = {"application": application, "title": title, "part_labels": PART_LABELS} | more
    context["trail"] = case.money_trail(application, (title, ""))
    refused = bool(more["form"].errors)
    return render_page(request, template, context, status=422 if refused else 200)


@staff_page(*may.READING)
def money(request: StaffRequest, number: str) -> HttpResponse:
    """Granted, called, paid, expected: every number with its rows; what can be done next."""
    application = case.granted_case(request, number)
    carrier = application.centre.carrier_id in request.standing.organisations_with(may.CALL)
    orders = orders_by_call(application)
    context = {
        "application": application,
        "guideline": guideline_of(application),
        "money": money_of(application, orders=orders),
        "part_labels": PART_LABELS,
        "calls": case.calls_with_payment(request, application, orders),
        "changes": case.rows_with_steps(request, application, CHANGE, application.changes.all()),
        "amendments": case.rows_with_steps(
            request, application, AMENDED_NOTICE, application.amendments.all()
        ),
        "may_call": carrier and application.status == Is.FINAL,
        "may_report": is_own(request, application, may.CHANGE_REPORT),
        "may_amend": case.is_authority(request, application, may.AMENDMENT_PREPARE),
        "trail": case.money_trail(application),
    }
    return render_page(request, "staff/funding/payout/money.html", context)


@staff_page(may.CALL)
def call_request(request: StaffRequest, number: str, group: str) -> HttpResponse:
    """Mittelabruf: amounts are offered, warnings are shown before the call is made."""
    application = case.granted_case(request, number)
    _require_carrier(request, application)
    guideline = guideline_of(application)
    if group not in {each.code for each in guideline.call_groups}:
        raise Http404
    taken = {call.due_on for call in live_calls(application) if call.line_group == group}
    days = [day for day in guideline.payout_days(application.fiscal_year) if day not in taken]
    offered = proposal(application, line_group=group, due_on=days[0] if days else request.today)
    form = forms.CallForm(
        request.POST or None, group=guideline.call_group(group), days=days, parts=offered
    )
    warnings: list[Any] = []
    if form.is_valid():
        facts = call_facts(
            application, line_group=group, amounts=form.amounts(),
            due_on=form.cleaned_data["due_on"],
        )  # fmt: skip
        warnings = [found for found in call_findings(facts) if not found.blocks]
        if not warnings or "trotzdem" in request.POST or _blocked(facts):
            try:
                call = actions.request_call(
                    application=application,
                    wish=actions.CallWish(
                        line_group=group,
                        amounts=form.amounts(),
                        due_on=form.cleaned_data["due_on"],
                        note=form.cleaned_data["note"],
                    ),
                    by=request.person,
                    at=request.now,
                )
            except REFUSALS as refusal:
                _refuse(form, refusal)
            else:
                messages.success(request, f"{call} ist gestellt.")
                return _to_money(application)
    return _page(
        request, application, "staff/funding/payout/call_request.html",
        f"Mittel abrufen: {guideline.call_group(group).label}",
        form=form, warnings=warnings, days=days,
    )  # fmt: skip


def _blocked(facts: Any) -> bool:
    return any(found.blocks for found in call_findings(facts))


def _require_carrier(request: StaffRequest, application: Application) -> None:
    if application.centre.carrier_id not in request.standing.organisations_with(may.CALL):
        raise PermissionDenied("Mittel ruft der Träger ab.")


@staff_page(may.CALL, may.CALL_CHECK, may.CALL_RELEASE)
def call_step(request: StaffRequest, number: str, call: int, step: str) -> HttpResponse:
    """Check, release, refuse or withdraw a call."""
    application = case.granted_case(request, number)
    row = get_object_or_404(application.calls, pk=call)
    return _step(request, application, "calls", row, step)


@staff_page(may.CALL_RELEASE)
def call_reorder(request: StaffRequest, number: str, call: int) -> HttpResponse:
    """A payment came back: it is ordered anew to the account that holds today."""
    application = case.granted_case(request, number)
    row = get_object_or_404(application.calls, pk=call)
    if not case.is_authority(request, application, may.CALL_RELEASE):
        raise PermissionDenied("Das gehört zu einer anderen Bewilligungsbehörde.")
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.reorder_call(call=row, by=request.person, at=request.now)
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, f"Die Zahlung zu {row} ist neu angewiesen.")
            return _to_money(application)
    account = account_for(application.centre.carrier, on=request.today)
    step = {
        "label": "Zahlung neu anweisen",
        "effect": "Der Betrag kommt wieder zu den offenen Zahlungen und mit dem nächsten "
        f"Zahlungslauf zur Bank. Konto: {account or 'keines bestätigt'}.",
    }
    return _page(
        request, application, "staff/funding/payout/step.html", str(step["label"]),
        form=form, step=step, row=row, order=last_order(row),
    )  # fmt: skip


@staff_page(may.CHANGE_REPORT, may.CHANGE_NOTE)
def change_step(request: StaffRequest, number: str, change: int, step: str) -> HttpResponse:
    """Note or withdraw a reported change."""
    application = case.granted_case(request, number)
    row = get_object_or_404(application.changes, pk=change)
    return _step(request, application, "changes", row, step)


@staff_page(may.AMENDMENT_PREPARE, may.AMENDMENT_SIGN)
def amendment_step(request: StaffRequest, number: str, amendment: int, step: str) -> HttpResponse:
    """Sign or discard a prepared amended notice."""
    application = case.granted_case(request, number)
    row = get_object_or_404(application.amendments, pk=amendment)
    return _step(request, application, "amendments", row, step)


def _step(
    request: StaffRequest, application: Application, kind: str, row: Any, name: str
) -> HttpResponse:
    step = case.WORKFLOWS[kind].by_name.get(name)
    if step is None or name == "amend":
        raise Http404
    if not case.may_take(request, application, step):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{step.permission.label}“.")
    form = ReasonForm(request.POST if request.method == "POST" else None, needed=step.needs_reason)
    if name in WITHOUT_REASON:
        del form.fields["reason"]
    if form.is_valid():
        try:
            _take(kind, row, name, form.cleaned_data.get("reason", ""), request)
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, f"{step.label}: {row}")
            return _to_money(application)
    title = f"{row._meta.verbose_name} {row.number}: {step.label}"
    return _page(
        request, application, "staff/funding/payout/step.html", title,
        form=form, step=step, row=row,
    )  # fmt: skip


def _take(kind: str, row: Any, name: str, reason: str, request: StaffRequest) -> None:
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    if kind == "changes":
        actions.end_change(change=row, step=name, reason=reason, **who)
    elif kind == "amendments" and name == "sign":
        amendments.sign_amendment(amendment=row, **who)
    elif kind == "amendments":
        amendments.discard_amendment(amendment=row, reason=reason, **who)
    elif name == "check":
        actions.check_call(call=row, **who)
    elif name == "release":
        actions.release_call(call=row, **who)
    else:
        actions.end_call(call=row, step=name, reason=reason, **who)


@staff_page(may.CHANGE_REPORT)
def change_report(request: StaffRequest, number: str) -> HttpResponse:
    """Änderungsanzeige: a vacancy, a hire or the organisation, before it happens."""
    application = case.granted_case(request, number)
    if not is_own(request, application, may.CHANGE_REPORT):
        raise PermissionDenied("Änderungen zeigt die Empfängerin der Zuwendung an.")
    form = forms.ChangeForm(request.POST or None, application=application)
    if form.is_valid():
        try:
            change = actions.report_change(
                application=application,
                change=actions.ReportedChange(**form.cleaned_data),
                by=request.person,
                at=request.now,
            )
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            late = " Sie kam nach der Änderung; das ist vermerkt." if change.was_late else ""
            messages.success(request, f"{change} ist eingegangen.{late}")
            return _to_money(application)
    return _page(
        request, application, "staff/funding/payout/change_report.html", "Änderung anzeigen",
        form=form,
    )  # fmt: skip


@staff_page(may.AMENDMENT_PREPARE)
def amendment_prepare(request: StaffRequest, number: str) -> HttpResponse:
    """Änderungsbescheid: new amounts, offered from the forecast after reported changes."""
    application = case.granted_case(request, number)
    if not case.is_authority(request, application, may.AMENDMENT_PREPARE):
        raise PermissionDenied("Das gehört zu einer anderen Bewilligungsbehörde.")
    change = _change_of(application, request.GET.get("anzeige", ""))
    offered = money_of(application).expected if change else granted_of(application)
    form = forms.AmendmentForm(request.POST or None, parts=offered)
    if form.is_valid():
        try:
            amendments.prepare_amendment(
                application=application, amounts=form.amounts(), change=change,
                reason=form.cleaned_data["reason"], by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, "Der Änderungsbescheid wartet auf die zweite Unterschrift.")
            return _to_money(application)
    return _page(
        request, application, "staff/funding/payout/amendment_prepare.html",
        "Änderungsbescheid vorbereiten", form=form, change=change, money=money_of(application),
    )  # fmt: skip


def _change_of(application: Application, key: str) -> ChangeNotice | None:
    return next((each for each in application.changes.all() if str(each.pk) == key), None)
