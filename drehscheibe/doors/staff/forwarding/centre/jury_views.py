"""The jury: meetings of a call, members, bias, votes, the ranking."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import jury
from drehscheibe.domain.forwarding.centre.jury_bias import bias_of
from drehscheibe.domain.forwarding.centre.jury_reading import candidates, jury_cases, meetings_of
from drehscheibe.domain.forwarding.centre.jury_rules import jury_rules
from drehscheibe.domain.forwarding.centre.selectors import calls_of
from drehscheibe.domain.forwarding.models import (
    ForwardingCall,
    ForwardingCase,
    JuryMeeting,
    JuryMember,
)
from drehscheibe.doors.staff.forwarding.centre import forms
from drehscheibe.doors.staff.forwarding.centre.case import REFUSALS, UNFIT, refuse, trail
from drehscheibe.doors.staff.forwarding.centre.jury_forms import BiasForm, MeetingForm, MemberForm
from drehscheibe.doors.staff.forwarding.centre.voting import enter_votes, votes_form
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows

PAGE = "staff/forwarding/centre/meeting.html"


@staff_page(may.JURY_KEEP)
def jury_call(request: StaffRequest, call: int) -> HttpResponse:
    """A meeting on the applications of one call."""
    row = calls_of(request.standing).filter(pk=call).first()
    if row is None or not allows(request.person, may.CALL_VIEW, row, on=request.today):
        raise Http404
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial={"held_on": request.today}
    )
    if form.is_valid():
        meeting = jury.call_meeting(
            call=row, by=request.person, at=request.now, **form.cleaned_data
        )
        return redirect("staff:forwarding:meeting_detail", meeting.pk)
    context = {
        "form": form,
        "title": "Jurysitzung anlegen",
        "lead": f"Zum Aufruf „{row.title}“. Danach tragen Sie Mitglieder und Stimmen ein.",
        "button": "Sitzung anlegen",
        "back": reverse("staff:forwarding:call_detail", args=[row.pk]),
        "trail": _trail(row, ("Jurysitzung anlegen", "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/forwarding/centre/act.html", context, status=status)


@staff_page(may.JURY_KEEP)
def meeting_detail(request: StaffRequest, meeting: int) -> HttpResponse:
    """Members, who is biased where, the votes so far, what follows from them."""
    return _page(request, _meeting(request, meeting))


@require_POST
@staff_page(may.JURY_KEEP)
def member_seat(request: StaffRequest, meeting: int) -> HttpResponse:
    """Somebody joins."""
    row = _meeting(request, meeting)
    people = candidates(row, request.standing)
    form = MemberForm(request.POST, people=people)
    if form.is_valid():
        person = next((each for each in people if each.pk == form.cleaned_data["person"]), None)
        guest = jury.Guest(form.cleaned_data["name"], form.cleaned_data["organisation"], person)
        try:
            member = jury.seat_member(meeting=row, guest=guest, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{member} ist in der Jury.")
            return redirect("staff:forwarding:meeting_detail", meeting)
    return _page(request, row, guest_form=form)


@staff_page(may.JURY_KEEP)
def member_bias(request: StaffRequest, meeting: int, member: int) -> HttpResponse:
    """A member declares a bias in one case."""
    row = _meeting(request, meeting)
    who = _member(row, member)
    cases = jury_cases(row)
    form = BiasForm(request.POST if request.method == "POST" else None, cases=cases)
    if form.is_valid():
        case = next(each for each in cases if each.pk == form.cleaned_data["case"])
        try:
            jury.declare_bias(
                member=who, case=case, reason=form.cleaned_data["reason"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{who} stimmt über {case} nicht mit ab.")
            return redirect("staff:forwarding:meeting_detail", meeting)
    return _act(
        request, row, form, f"Befangenheit von {who}",
        "Über diesen Antrag stimmt das Mitglied dann nicht mit ab.", "Befangenheit festhalten",
    )  # fmt: skip


@staff_page(may.JURY_KEEP)
def member_votes(request: StaffRequest, meeting: int, member: int) -> HttpResponse:
    """A guest's points from the minutes, case by case; the own association is not offered."""
    row = _meeting(request, meeting)
    who = _member(row, member)
    if who.person_id == request.person.pk:
        return redirect("staff:forwarding:seat_votes", meeting)
    if who.person_id is not None:
        raise PermissionDenied(f"{who} stimmt angemeldet selbst ab.")
    cases = jury_cases(row)
    form = votes_form(request, who, cases)
    if form.is_valid():
        try:
            enter_votes(request, who, cases, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Die Stimmen von {who} sind eingetragen.")
            return redirect("staff:forwarding:meeting_detail", meeting)
    return _act(
        request, row, form, f"Stimmen von {who}",
        "Punkte von 0 bis 10. Anträge der eigenen Organisation und bei Befangenheit fehlen hier.",
        "Stimmen eintragen",
    )  # fmt: skip


@staff_page(may.JURY_KEEP)
def meeting_close(request: StaffRequest, meeting: int) -> HttpResponse:
    """The ranking stands."""
    row = _meeting(request, meeting)
    form = forms.ReasonForm(
        request.POST if request.method == "POST" else None, label="Niederschrift"
    )
    if form.is_valid():
        try:
            jury.close_meeting(
                meeting=row, minutes=form.cleaned_data["reason"], by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Reihung steht fest.")
            return redirect("staff:forwarding:meeting_detail", meeting)
    return _act(
        request, row, form, "Sitzung schließen",
        "Die Ränge folgen aus dem Mittel der Punkte und stehen danach fest.", "Reihung festhalten",
    )  # fmt: skip


def _meeting(request: StaffRequest, pk: int) -> JuryMeeting:
    row = meetings_of(request.standing).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _member(meeting: JuryMeeting, pk: int) -> JuryMember:
    found = next((each for each in meeting.members.all() if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest, meeting: JuryMeeting, guest_form: MemberForm | None = None
) -> HttpResponse:
    cases = jury_cases(meeting)
    members = list(meeting.members.all())
    context = {
        "meeting": meeting,
        "rows": [_row(case, members) for case in cases],
        "members": members,
        "guest_form": guest_form or MemberForm(people=candidates(meeting, request.standing)),
        "quorum": jury_rules().quorum,
        "trail": _trail(meeting.call, (str(meeting), "")),
    }
    status = UNFIT if guest_form else 200
    return render_page(request, PAGE, context, status=status)


def _row(case: ForwardingCase, members: list[JuryMember]) -> dict[str, Any]:
    votes = [vote for who in members for vote in who.votes.all() if vote.case_id == case.pk]
    given = [vote.points for vote in votes if vote.points is not None]
    return {
        "case": case,
        "votes": len(votes),
        "mean": sum(given) / len(given) if given else None,
        "biased": [reason for who in members if (reason := bias_of(who, case))],
    }


def _act(
    request: StaffRequest, meeting: JuryMeeting, form: Any, title: str, lead: str, button: str
) -> HttpResponse:
    back = reverse("staff:forwarding:meeting_detail", args=[meeting.pk])
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
        "trail": _trail(meeting.call, (str(meeting), back), (title, "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/forwarding/centre/act.html", context, status=status)


def _trail(call: ForwardingCall, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return trail(
        ("Aufrufe", reverse("staff:forwarding:call_list")),
        (call.title, reverse("staff:forwarding:call_detail", args=[call.pk])),
        *more,
    )
