"""A meeting with its agenda, decisions, minutes; voting and finishing actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import permissions as may_work
from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.deciding import vote
from drehscheibe.domain.exchange.meetings import carried_text
from drehscheibe.domain.exchange.models import Choice, DecisionIs, Way
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.workflow import ACTION
from drehscheibe.domain.groups import permissions as may
from drehscheibe.doors.staff.groups.views import LIST
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@staff_page(may.TAKE_PART)
def meeting_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Agenda and minutes as far as this person may know of them."""
    standing = request.standing
    meeting = get_object_or_404(work.meetings_for(standing), pk=pk)
    items = work.items_for(standing).filter(meeting=meeting)
    decisions = work.decisions_for(standing).filter(item__meeting=meeting)
    minutes = list(work.minutes_for(standing).filter(meeting=meeting))
    context = {
        "meeting": meeting,
        "items": [(item, carried_text(item)) for item in items],
        "decisions": [
            (each, each.status == DecisionIs.OPEN and each.way == Way.VOTE) for each in decisions
        ],
        "choices": Choice.choices,
        "minutes": minutes,
        "internal": work.internal_minutes_for(standing, minutes[0]) if minutes else "",
        "actions": work.open_actions(meeting.group, standing) if meeting.group else [],
        "trail": [
            (LIST[0], reverse(LIST[1])),
            (str(meeting.group), reverse("staff:groups:group_detail", args=[meeting.group_id])),
            (str(meeting), ""),
        ],
    }
    return render_page(request, "staff/groups/meeting_detail.html", context)


@staff_page(may.TAKE_PART)
@require_POST
def decision_vote(request: StaffRequest, pk: int) -> HttpResponse:
    """One vote of the person's organisation."""
    decision = get_object_or_404(work.decisions_for(request.standing), pk=pk)
    choice = request.POST.get("choice", "")
    if choice in Choice:
        try:
            vote(decision=decision, choice=choice, by=request.person, at=request.now)
        except ExchangeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Die Stimme Ihrer Organisation ist eingetragen.")
    else:
        messages.error(request, "Bitte wählen Sie Ja, Nein oder Enthaltung.")
    return redirect("staff:groups:meeting_detail", decision.item.meeting_id)


@staff_page(may_work.WORK)
@require_POST
def action_finish(request: StaffRequest, pk: int) -> HttpResponse:
    """An action is done."""
    action = get_object_or_404(work.actions_for(request.standing), pk=pk)
    try:
        perform(ACTION, "finish", on=action, by=request.person, at=request.now)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Auftrag ist erledigt.")
    return redirect("staff:groups:group_detail", action.group_id)
