"""What comes next with a meeting: the steps of its procedure, each with its effect and its page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange.meetings import invite
from drehscheibe.domain.exchange.models import Meeting, MeetingIs
from drehscheibe.domain.exchange.recording import approve_minutes, circulate
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.groups import permissions as may
from drehscheibe.doors.staff.groups.meeting_forms import UntilForm
from drehscheibe.doors.staff.groups.reach import (
    REFUSALS,
    Act,
    act_page,
    led_or_404,
    meeting_or_404,
    refuse,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.actions import perform

OWN_PAGES = {
    "hold": "meeting_hold", "cancel": "meeting_cancel", "write": "minutes_edit",
    "circulate": "meeting_circulate",
}  # fmt: skip
BACKWARDS = {"cancel": "tertiary", "rework": "secondary"}
AT_ONCE = ("invite", "rework", "approve", "publish")


@dataclass(frozen=True)
class Next:
    """A button: `posts` when pressing it does it, else it leads to a page."""

    label: str
    effect: str
    url: str
    posts: bool
    weight: str = "secondary"


def next_steps(meeting: Meeting, *, at: datetime) -> list[Next]:
    """Those that make sense now, in their order; what cannot be yet is not offered."""
    found = []
    if meeting.status == MeetingIs.MINUTES_DRAFT:
        url = reverse("staff:groups:minutes_edit", args=[meeting.pk])
        found.append(
            Next("Protokoll schreiben", "Es speichert sich selbst.", url, False, "primary")
        )
    for step in MEETING.steps_from(meeting.status):
        if step.name == "hold" and at < meeting.starts_at:
            continue
        if step.name == "approve" and still_open(meeting, at):
            continue
        posts = step.name in AT_ONCE
        name = "meeting_step" if posts else OWN_PAGES[step.name]
        arguments = [meeting.pk, step.name] if posts else [meeting.pk]
        url = reverse(f"staff:groups:{name}", args=arguments)
        weight = BACKWARDS.get(step.name, "secondary" if found else "primary")
        found.append(Next(step.label, step.effect, url, posts, weight))
    return found


@staff_page(may.TAKE_PART)
@require_POST
def meeting_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """A step that needs no more than its button."""
    meeting = meeting_or_404(request, pk)
    led_or_404(request, meeting.group)
    if step not in AT_ONCE:
        raise Http404
    try:
        _take(request, meeting, step)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Erledigt: {MEETING.by_name[step].label}.")
    return redirect("staff:groups:meeting_detail", pk)


def _take(request: StaffRequest, meeting: Meeting, step: str) -> None:
    by, at = request.person, request.now
    if step == "invite":
        invite(meeting=meeting, by=by, at=at)
    elif step == "approve":
        approve_minutes(meeting=meeting, by=by, at=at)
    else:
        perform(MEETING, step, on=meeting, by=by, at=at)


@staff_page(may.TAKE_PART)
def meeting_circulate(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the members for comments until a day."""
    meeting = meeting_or_404(request, pk)
    group = led_or_404(request, meeting.group)
    back = reverse("staff:groups:meeting_detail", args=[pk])
    if meeting.status != MeetingIs.MINUTES_DRAFT:
        return redirect(back)
    form = UntilForm(request.POST or None)
    if form.is_valid():
        try:
            circulate(
                meeting=meeting, until=form.cleaned_data["until"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Protokoll liegt den Mitgliedern vor.")
            return redirect(back)
    step = MEETING.by_name["circulate"]
    act = Act("Protokoll zur Abstimmung geben", step.label, str(meeting), back, step.effect)
    return act_page(request, form, act, group=group)


def still_open(meeting: Meeting, at: datetime) -> bool:
    """Whether comments are still possible."""
    return meeting.comments_until is not None and day_of(at) <= meeting.comments_until
