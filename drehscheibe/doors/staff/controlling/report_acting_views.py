"""Acting on a report: write it, sign what is shown, ask, explain, correct, look through."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.controlling.models import AnnualReport, ReportIs
from drehscheibe.domain.controlling.papers.report_paper import body
from drehscheibe.domain.controlling.papers.report_parts import at_a_glance
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.answering import PLAIN_STEPS, take_step
from drehscheibe.domain.controlling.reports.facts import Standing, standing_of
from drehscheibe.domain.controlling.reports.selectors import is_own
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.workflow import FREEZES, REPORT, SIGNING
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.doors.staff.controlling.goal_case import REFUSALS, UNFIT, refuse
from drehscheibe.doors.staff.controlling.report_case import (
    head,
    points,
    report_or_404,
    report_trail,
    report_url,
)
from drehscheibe.doors.staff.controlling.report_forms import ReasonForm, SignForm
from drehscheibe.doors.staff.controlling.report_page import Given, means_of, report_page
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check

CONFLICT = 409


@staff_page(may.EDIT)
def report_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The form; saving keeps everything, also what cannot be read yet.

    htmx saves after each change; without JavaScript the button does the same for the whole page.
    """
    report = report_or_404(request, pk)
    if not is_own(request.standing, report, may.EDIT):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.EDIT.label}“.")
    if request.method != "POST":
        return _form_page(request, report) if report.is_writable else redirect(report_url(report))
    loaded = request.POST.get("version", "")
    seen = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    typed = {name: str(text) for name, text in request.POST.items()}
    saved: dict[str, Any] = {"edits": seen, "errors": {}, "conflicts": {}, "refused": ""}
    try:
        kept = save_report(
            report=report, typed=typed, seen=seen, overwrite="overwrite" in request.POST,
            by=request.person, at=request.now,
        )  # fmt: skip
    except ControllingRefused as refusal:
        saved["refused"] = str(refusal)
    else:
        saved |= {"edits": kept.edits, "errors": kept.errors, "conflicts": kept.conflicts}
    autosaving = _autosaving(request)
    if not autosaving and not saved["refused"] and not saved["conflicts"]:
        if saved["errors"]:
            messages.warning(request, "Gespeichert. Was noch nicht passt, ist rot und aufbewahrt.")
        else:
            messages.success(request, f"Gespeichert um {request.now.astimezone():%H:%M} Uhr.")
        return redirect(request.path)  # so that the back button never asks to send again
    return _form_page(request, report, saved, typed=typed, autosaving=autosaving)


def _form_page(
    request: StaffRequest,
    report: AnnualReport,
    saved: dict[str, Any] | None = None,
    *,
    typed: dict[str, str] | None = None,
    autosaving: bool = False,
) -> HttpResponse:
    now = standing_of(report, at=request.now)
    said = saved or {}
    given = Given(
        errors=said.get("errors", {}), conflicts=said.get("conflicts", {}),
        typed=typed or {} if said.get("refused") else {},
    )  # fmt: skip
    context = head(request, report) | {
        "form": report_page(report, now, given),
        "content": now.content,
        "means": means_of(request.standing, now),
        "version": now.draft,
        "saved": saved,
        "edits": said.get("edits") or now.draft.edits,
        "saved_at": request.now,
        "points": points(report, now.findings),
        "trail": report_trail(report, ("Bearbeiten", "")),
    }
    bad = said.get("refused") or said.get("conflicts")
    status = CONFLICT if bad and not autosaving else 200
    template = "staff/controlling/reports/report_edit.html"
    return render_page(request, template, context, part="answer", status=status)


def _autosaving(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


@staff_page(may.SIGN)
def report_sign(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole report as it would be frozen, and the button that signs exactly this."""
    report = report_or_404(request, pk)
    check(request.person, may.SIGN, report, on=request.today)
    sending = request.method == "POST"
    if not report.is_writable and not sending:
        return redirect(report_url(report))
    now = standing_of(report, at=request.now)
    one_hand = now.draft.changed_by_id == request.person.pk
    data = request.POST if sending else None
    form = SignForm(data, one_hand=one_hand, initial={"seen": now.seen})
    if form.is_valid():
        try:
            version = sign_report(
                report=report, seen=form.cleaned_data["seen"],
                one_hand=form.cleaned_data.get("one_hand", ""), by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
            # the page below shows what is so now
            form.data = {**request.POST.dict(), "seen": now.seen}
        else:
            messages.success(request, f"Fassung {version.number} ist gezeichnet und festgehalten.")
            return redirect(report_url(report))
    return _sign_page(request, report, now, form)


def _sign_page(
    request: StaffRequest, report: AnnualReport, now: Standing, form: SignForm
) -> HttpResponse:
    step = REPORT.by_name[SIGNING.get(ReportIs(report.status), "sign")]
    context = head(request, report) | {
        "form": form,
        "title": f"{report} zeichnen",
        "step": step,
        "effect": FREEZES,
        "reason": now.content["reason"],
        "blocks": (*at_a_glance(now.content), *body(now.content)),
        "points": points(report, now.findings),
        "is_complete": not any(each.blocks for each in now.findings),
        "trail": report_trail(report, ("Zeichnen", "")),
    }
    status = UNFIT if form.errors else 200
    template = "staff/controlling/reports/report_sign.html"
    return render_page(request, template, context, status=status)


@staff_page(may.SIGN, may.REVIEW)
def report_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step: what it binds is said before it is taken."""
    report = report_or_404(request, pk)
    if step not in PLAIN_STEPS:
        raise Http404
    transition = REPORT.by_name[step]
    check(request.person, transition.permission, report, on=request.today)
    data = request.POST if request.method == "POST" else None
    form = ReasonForm(data, step=step, needed=transition.needs_reason)
    if form.is_valid():
        try:
            take_step(
                report=report, step=step, reason=form.cleaned_data.get("reason", ""),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Erledigt: {transition.label}.")
            page = "report_edit" if step == "correct" else "report_detail"
            return redirect(report_url(report, page))
    context = {
        "form": form, "title": transition.label, "button": transition.label,
        "lead": f"{report}, {report.centre.area_name}. {transition.effect}",
        "back": report_url(report), "trail": report_trail(report, (transition.label, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/goals/act.html", context, status=status)
