"""Acting on a goal period: local agreement, advice opened and closed, put forward, ended."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import beginning, submitting
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.goals.workflow import PERIOD
from drehscheibe.domain.controlling.models import GoalPeriod
from drehscheibe.doors.staff.controlling import goal_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import (
    REFUSALS,
    UNFIT,
    period_or_404,
    period_trail,
    period_url,
    points,
    refuse,
    require,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.actions import perform

STEPS = ("reopen_draft", "submit", "close", "discard")
"""Steps that need nothing but perhaps a reason share one page."""


@staff_page(may.EDIT)
def period_agree(request: StaffRequest, period: int) -> HttpResponse:
    """Record who agreed to the goals locally and when."""
    found = period_or_404(request, period)
    require(request, found, may.EDIT)
    initial = {"body": found.body, "decided_on": found.decided_on, "paper": found.paper_number}
    form = forms.AgreementForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            submitting.note_local_agreement(
                period=found, **form.cleaned_data, by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die örtliche Abstimmung ist festgehalten.")
            return redirect(period_url(found))
    step = PERIOD.by_name["note_agreement"]
    return _page(request, found, form, step.label, lead=step.effect, button="Festhalten")


@staff_page(may.EDIT, may.SUBMIT)
def period_step(request: StaffRequest, period: int, step: str) -> HttpResponse:
    """One step of the whole period: what it binds is said before it is taken."""
    found = period_or_404(request, period)
    if step not in STEPS:
        raise Http404
    transition = PERIOD.by_name[step]
    require(request, found, transition.permission)
    data = request.POST if request.method == "POST" else None
    form = forms.ReasonForm(data, needed=transition.needs_reason)
    if form.is_valid():
        try:
            _take(request, found, step, form.cleaned_data.get("reason", ""))
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Erledigt: {transition.label}.")
            return redirect(period_url(found))
    more: dict[str, Any] = {"button": transition.label, "lead": transition.effect}
    if step == "submit":
        more["points"] = points(found, open_points(found))
        more["told"] = "Beide Ministerien werden benachrichtigt."
    return _page(request, found, form, transition.label, **more)


@require_POST
@staff_page(may.EDIT)
def period_share(request: StaffRequest, period: int) -> HttpResponse:
    """Open the draft to the coordinating office, or close it again."""
    found = period_or_404(request, period)
    require(request, found, may.EDIT)
    if request.POST.get("open") == "0":
        beginning.end_advice(period=found, by=request.person, at=request.now)
        messages.success(request, "Die Koordinierungsstelle sieht den Entwurf nicht mehr.")
    else:
        try:
            beginning.share_for_advice(period=found, by=request.person, at=request.now)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Die Koordinierungsstelle kann jetzt zum Wortlaut beraten.")
    return redirect(period_url(found))


def _take(request: StaffRequest, period: GoalPeriod, step: str, reason: str) -> None:
    if step == "submit":
        submitting.submit_period(period=period, by=request.person, at=request.now)
    else:
        perform(PERIOD, step, on=period, by=request.person, at=request.now, reason=reason)


def _page(
    request: StaffRequest, period: GoalPeriod, form: Any, title: str, **more: Any
) -> HttpResponse:
    context = {
        "period": period, "form": form, "title": title, "back": period_url(period),
        "trail": period_trail(period, (title, "")), **more,
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/controlling/goals/act.html", context, status=status)
