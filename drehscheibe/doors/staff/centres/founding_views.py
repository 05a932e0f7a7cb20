"""The founding of a centre: what the council decided, how far the procedure is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.founding import actions, selectors
from drehscheibe.domain.centres.founding.workflow import FOUNDING
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.centres.models.founding import STAGES, Founding, FoundingStatus
from drehscheibe.doors.staff.centres.forms import FoundingDecisionForm, ReasonForm
from drehscheibe.doors.staff.centres.reach import centre_for, centre_trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from drehscheibe.kernel.workflow.selectors import next_steps, steps_of

READING = (may.FOUNDING_VIEW, may.FOUNDING_READ)
REFUSED = 409
STATUS_KINDS: dict[str, str] = {
    FoundingStatus.GRANTED: "success",
    FoundingStatus.RETURNED: "warning",
    FoundingStatus.REFUSED: "danger",
}
"""How a state looks where it is more than a stage of the way."""


@staff_page(*READING)
def founding_detail(request: StaffRequest, key: str) -> HttpResponse:
    """Gründung: stages, decisions, next steps; offers to begin where nothing stands yet."""
    founding = selectors.foundings_for(request.standing).filter(centre__key=key).first()
    if founding is None:
        centre = centre_for(request, key, may.FOUNDING_BEGIN)
        return _begin_page(request, centre)
    return _page(request, founding)


@require_POST
@staff_page(may.FOUNDING_BEGIN)
def founding_begin(request: StaffRequest, key: str) -> HttpResponse:
    """Open the procedure; a second press finds the one that exists."""
    centre = centre_for(request, key, may.FOUNDING_BEGIN)
    actions.begin_founding(centre=centre, by=request.person, at=request.now)
    return redirect("staff:centres:founding_detail", key)


@require_POST
@staff_page(may.FOUNDING_APPLY)
def founding_decision(request: StaffRequest, key: str) -> HttpResponse:
    """Keep what the council decided."""
    founding = _founding_or_404(request, key)
    form = FoundingDecisionForm(request.POST, today=request.today)
    if form.is_valid():
        try:
            actions.note_decision(
                founding=founding, values=form.cleaned_data, by=request.person, at=request.now
            )
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Der Beschluss ist festgehalten.")
            return redirect("staff:centres:founding_detail", key)
    return _page(request, founding, {"decision_form": form}, status=422)


@require_POST
@staff_page(may.FOUNDING_APPLY, may.FOUNDING_DECIDE)
def founding_step(request: StaffRequest, key: str, step: str) -> HttpResponse:
    """Take a step of the procedure."""
    founding = _founding_or_404(request, key)
    if step not in FOUNDING.by_name:
        raise Http404
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.take_step(
            founding=founding, step=step, reason=reason, by=request.person, at=request.now
        )
    except TransitionRefused as refusal:
        typed = {"refused_step": step, "typed_reason": request.POST.get("reason", "")}
        return _page(request, founding, {"refusal": str(refusal)} | typed, status=REFUSED)
    messages.success(request, f"„{FOUNDING.by_name[step].label}“ ist festgehalten.")
    return redirect("staff:centres:founding_detail", key)


def _founding_or_404(request: StaffRequest, key: str) -> Founding:
    founding = selectors.foundings_for(request.standing).filter(centre__key=key).first()
    if founding is None:
        raise Http404
    return founding


def _begin_page(request: StaffRequest, centre: Centre) -> HttpResponse:
    context = {"centre": centre, "trail": centre_trail(centre, "Gründung")}
    return render_page(request, "staff/centres/founding_begin.html", context)


def _page(
    request: StaffRequest, founding: Founding, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    may_note = founding.is_with_the_carrier and allows(
        request.person, may.FOUNDING_APPLY, founding, on=request.today
    )
    context: dict[str, Any] = {
        "founding": founding,
        "status_kind": STATUS_KINDS.get(founding.status, "info"),
        "centre": founding.centre,
        "stages": [(stage.label, number - founding.stage) for number, stage in enumerate(STAGES)],
        "decisions": selectors.decisions_of(founding),
        "steps": next_steps(FOUNDING, founding, person=request.person, on=request.today),
        "history": [
            (step, FOUNDING.by_name[step.name].label)
            for step in steps_of(FOUNDING, founding).order_by("-id")
        ],
        "decision_form": FoundingDecisionForm(today=request.today) if may_note else None,
        "trail": centre_trail(founding.centre, "Gründung"),
    }
    context |= more or {}
    return render_page(request, "staff/centres/founding_detail.html", context, status=status)
