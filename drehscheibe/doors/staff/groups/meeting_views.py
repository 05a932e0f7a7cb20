"""A meeting: its page, planning it, its calendar file, closing it, its steps."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.calendars import meeting_file
from drehscheibe.domain.exchange.meetings import (
    cancel,
    carried_text,
    hold,
    reschedule,
    schedule_meeting,
)
from drehscheibe.domain.exchange.models import AgendaItem, Meeting, MeetingIs
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.doors.staff.groups.forms import others_of
from drehscheibe.doors.staff.groups.meeting_forms import HoldForm, ReasonForm, WhenForm, when_of
from drehscheibe.doors.staff.groups.meeting_steps import next_steps, still_open
from drehscheibe.doors.staff.groups.minutes_page import minutes_context
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    Act,
    act_page,
    group_or_404,
    group_url,
    led_or_404,
    meeting_or_404,
    named_people,
    refuse,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.selectors import steps_of

AHEAD = (MeetingIs.SCHEDULED, MeetingIs.INVITED)
KINDS = {
    MeetingIs.SCHEDULED: "neutral",
    MeetingIs.INVITED: "info",
    MeetingIs.HELD: "warning",
    MeetingIs.MINUTES_DRAFT: "warning",
    MeetingIs.COMMENT_PERIOD: "info",
    MeetingIs.APPROVED: "success",
    MeetingIs.PUBLISHED: "success",
    MeetingIs.CANCELLED: "danger",
}


@staff_page(may.TAKE_PART)
def meeting_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Agenda, decisions, minutes, open actions as far as this person may know of them."""
    standing, meeting = request.standing, meeting_or_404(request, pk)
    group = meeting.group
    assert group is not None  # a constraint of the table
    member = membership_of(request.person, group, on=request.today)
    leading = leads(request.person, group, on=request.today)
    decisions = work.decisions_for(standing).filter(item__meeting=meeting)
    context = {
        "meeting": meeting,
        "named": named_people(meeting),
        "status_kind": KINDS[MeetingIs(meeting.status)],
        "is_member": member is not None,
        "leading": leading,
        "is_ahead": meeting.status in AHEAD,
        "items": agenda_rows(meeting, list(work.items_for(standing).filter(meeting=meeting))),
        "decisions": decisions,
        "actions": work.open_actions(group, standing),
        "steps": next_steps(meeting, at=request.now) if leading else [],
        "approve_after": meeting.comments_until if leading and _waits(request, meeting) else None,
        "history": [
            (MEETING.by_name[step.name].label, step) for step in steps_of(MEETING, meeting)
        ],
        **minutes_context(request, meeting, leading=leading),
        "trail": trail(group, (str(meeting), "")),
    }
    return render_page(request, f"{FOLDER}/meeting_detail.html", context)


def agenda_rows(
    meeting: Meeting, items: list[AgendaItem]
) -> list[tuple[AgendaItem, str, datetime]]:
    """Each point with where it is carried over from and the clock time it is planned for.

    Points a reader does not see take their time all the same.
    """
    rows = meeting.items.order_by("number").values_list("pk", "minutes")
    begins, starts = dict[int, datetime](), meeting.starts_at
    for pk, minutes in rows:
        begins[pk], starts = starts, starts + timedelta(minutes=minutes)
    return [(item, carried_text(item), begins[item.pk].astimezone(BERLIN)) for item in items]


@staff_page(may.TAKE_PART)
def meeting_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The next meeting; what was not reached stands on its agenda at once."""
    group = led_or_404(request, group_or_404(request, pk))
    people = others_of(group, request.person, request.today)
    form = WhenForm(request.POST or None, initial={"title": "Sitzung"}, people=people)
    if form.is_valid():
        try:
            meeting = schedule_meeting(
                group=group, when=form.when(), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            _refuse_when(form, refusal)
        else:
            messages.success(request, "Die Sitzung ist geplant. Jetzt fehlt die Tagesordnung.")
            return redirect("staff:groups:agenda", meeting.pk)
    act = Act(
        "Sitzung planen", "Planen", "Eingeladen wird erst, wenn die Tagesordnung steht.",
        group_url(group), "Was die letzte Sitzung nicht erreicht hat, wird übertragen.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def meeting_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day or place: whoever was invited is told once."""
    meeting = meeting_or_404(request, pk)
    group = led_or_404(request, meeting.group)
    if meeting.status not in AHEAD:
        return redirect("staff:groups:meeting_detail", pk)
    people = others_of(group, request.person, request.today)
    form = WhenForm(request.POST or None, initial=when_of(meeting), people=people)
    if form.is_valid():
        try:
            reschedule(meeting=meeting, when=form.when(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            _refuse_when(form, refusal)
        else:
            messages.success(request, "Die Sitzung ist geändert.")
            return redirect("staff:groups:meeting_detail", pk)
    told = meeting.status == MeetingIs.INVITED
    act = Act(
        "Sitzung ändern", "Speichern", str(meeting),
        reverse("staff:groups:meeting_detail", args=[pk]),
        "Ändern sich Zeit, Ort oder Zugang, erhalten alle Mitglieder eine Mail, die den Termin "
        "in ihrem Kalender verschiebt." if told else "Noch ist niemand eingeladen.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def meeting_calendar(request: StaffRequest, pk: int) -> HttpResponse:
    """The meeting as a calendar file; how to get in online for members alone."""
    meeting = meeting_or_404(request, pk)
    member = meeting.group and membership_of(request.person, meeting.group, on=request.today)
    text = meeting_file(meeting, for_member=member is not None, at=request.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="sitzung-{meeting.number}.ics"'
    return response


@staff_page(may.TAKE_PART)
def meeting_hold(request: StaffRequest, pk: int) -> HttpResponse:
    """What was reached and what came of it; the rest comes again."""
    meeting = meeting_or_404(request, pk)
    led_or_404(request, meeting.group)
    if meeting.status not in AHEAD:
        return redirect("staff:groups:meeting_detail", pk)
    items = list(work.items_for(request.standing).filter(meeting=meeting))
    data = request.POST if request.method == "POST" else None
    form = HoldForm(data, items=items)
    if form.is_valid():
        try:
            hold(meeting=meeting, results=form.results(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Festgehalten. Nicht Behandeltes kommt wieder.")
            return redirect("staff:groups:minutes_edit", pk)
    context = {
        "meeting": meeting, "form": form, "trail": _below(meeting, "Sitzung abschließen"),
        "rows": [(item, form[f"reached-{item.pk}"], form[f"result-{item.pk}"]) for item in items],
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/meeting_hold.html", context, status=status)


@staff_page(may.TAKE_PART)
def meeting_cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Call it off; the invited learn it once, and their calendars too."""
    meeting = meeting_or_404(request, pk)
    group = led_or_404(request, meeting.group)
    if meeting.status not in AHEAD:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            cancel(
                meeting=meeting, reason=form.cleaned_data["reason"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Sitzung ist abgesagt.")
            return redirect("staff:groups:meeting_detail", pk)
    act = Act(
        "Sitzung absagen", "Absagen", str(meeting),
        reverse("staff:groups:meeting_detail", args=[pk]),
        "Eingeladene erhalten eine Mail, die den Termin aus ihrem Kalender nimmt. Der Grund steht "
        "nur hier im Verlauf.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


def _waits(request: StaffRequest, meeting: Meeting) -> bool:
    """Minutes the members still look through."""
    return meeting.status == MeetingIs.COMMENT_PERIOD and still_open(meeting, request.now)


def _below(meeting: Meeting, title: str) -> list[tuple[str, str]]:
    url = reverse("staff:groups:meeting_detail", args=[meeting.pk])
    return trail(meeting.group, (str(meeting), url), (title, ""))


def _refuse_when(form: WhenForm, refusal: Any) -> None:
    """The end is typed as a time of day."""
    if getattr(refusal, "field", "") == "ends_at":
        form.add_error("ends", str(refusal))
    else:
        refuse(form, refusal)
