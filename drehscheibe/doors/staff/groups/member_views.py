"""Who belongs to a group: the list, taking in, changing, leaving, joining and answering."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange.attending import answer, join, leave, take_in
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.keeping import change_function
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group, GroupMembership, JoinRequest
from drehscheibe.domain.groups.selectors import (
    groups_for,
    members_of,
    past_members_of,
    requests_to_answer,
)
from drehscheibe.domain.qualification.group_feeds import without_account
from drehscheibe.doors.staff.groups.forms import EndForm, FunctionForm, JoinForm, SeatForm
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    Act,
    act_page,
    group_or_404,
    group_url,
    refuse,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation

MOST = 50


@staff_page(may.TAKE_PART)
def member_list(request: StaffRequest, pk: int) -> HttpResponse:
    """Who belongs to it, for whom, as what, since when; for the leading also requests and a form
    to take somebody in."""
    group = group_or_404(request, pk)
    leading = leads(request.person, group, on=request.today)
    members = members_of(group, request.standing)
    form = _seat_form(request, group, members) if leading else None
    if form is not None and form.is_valid():
        try:
            take_in(group=group, seat=form.seat(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Aufgenommen. Die Person erhält eine Mail.")
            return redirect("staff:groups:member_list", group.pk)
    context = {
        "group": group, "members": members, "leading": leading, "form": form,
        "person": request.person, "past": past_members_of(group, request.standing)[:MOST],
        "requests": requests_to_answer(group, request.standing) if leading else (),
        "without_account": _without_account(members) if leading else (),
        "trail": trail(group, ("Mitglieder", "")),
    }  # fmt: skip
    status = UNFIT if form is not None and form.errors else 200
    return render_page(request, f"{FOLDER}/member_list.html", context, status=status)


@staff_page(may.TAKE_PART)
def member_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another function from today on."""
    row = _membership_or_404(request, pk)
    group = row.group
    fixed = row.function in (Function.DEPUTY, Function.GUEST) or row.until is not None
    if fixed or not leads(request.person, group, on=request.today):
        raise Http404
    form = FunctionForm(request.POST or None, initial={"function": row.function})
    if form.is_valid():
        try:
            change_function(
                membership=row, function=form.cleaned_data["function"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Aufgabe ist geändert.")
            return redirect("staff:groups:member_list", group.pk)
    act = Act(
        "Aufgabe ändern", "Ändern", f"{row.person}, bisher {row.get_function_display()}.",
        reverse("staff:groups:member_list", args=[group.pk]),
        "Leitung und Protokoll laden ein, führen die Tagesordnung und schreiben das Protokoll.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def member_end(request: StaffRequest, pk: int) -> HttpResponse:
    """Leaving, or being taken out; the last day counts."""
    row = _membership_or_404(request, pk)
    group, own = row.group, row.person_id == request.person.pk
    if row.until is not None or not (own or leads(request.person, group, on=request.today)):
        raise Http404
    form = EndForm(request.POST or None, initial={"last_day": request.today})
    if form.is_valid():
        try:
            leave(
                membership=row, last_day=form.cleaned_data["last_day"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Mitgliedschaft endet.")
            return redirect("staff:groups:group_list" if own else group_url(group))
    act = Act(
        "Gruppe verlassen" if own else "Mitgliedschaft beenden", "Beenden",
        f"{row.person}, {row.get_function_display()} seit {row.since:%d.%m.%Y}.",
        reverse("staff:groups:member_list", args=[group.pk]),
        "Wer die Person vertritt, scheidet mit ihr aus. Was sie schrieb, bleibt.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def group_join(request: StaffRequest, pk: int) -> HttpResponse:
    """Join an open group at once, or ask its chair."""
    group = group_or_404(request, pk)
    asks = group.joining == Group.Joining.REQUEST
    member = membership_of(request.person, group, on=request.today)
    if group.joining == Group.Joining.INVITE or member is not None:
        raise Http404
    homes = Organisation.objects.filter(pk__in=request.standing.organisations)
    form = JoinForm(request.POST or None, homes=homes, asks=asks)
    if form.is_valid():
        try:
            join(
                group=group, organisation=form.cleaned_data["organisation"],
                message=form.cleaned_data.get("message", ""), by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            told = "Ihre Anfrage liegt bei der Leitung." if asks else "Sie gehören jetzt dazu."
            messages.success(request, told)
            return redirect(group_url(group))
    button = "Anfragen" if asks else "Beitreten"
    lead = "Die Leitung entscheidet." if asks else "Die Gruppe ist offen für das Netzwerk."
    act = Act(f"{group.name}: {button.lower()}", button, lead, group_url(group))
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
@require_POST
def request_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Let somebody in or not."""
    rows = JoinRequest.objects.filter(group__in=groups_for(request.standing))
    asked = get_object_or_404(rows.select_related("group"), pk=pk)
    if not leads(request.person, asked.group, on=request.today):
        raise Http404
    accept = request.POST.get("answer") == "yes"
    try:
        answer(request=asked, accept=accept, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Aufgenommen." if accept else "Abgelehnt.")
    return redirect("staff:groups:member_list", asked.group_id)


def _membership_or_404(request: StaffRequest, pk: int) -> GroupMembership:
    rows = GroupMembership.objects.live(request.today).filter(
        group__in=groups_for(request.standing)
    )
    return get_object_or_404(rows.select_related("group", "person"), pk=pk)


def _without_account(members: Any) -> list[tuple[GroupMembership, bool]]:
    """Members who are mailed a calendar, and whether they have one."""
    rows = members.select_related("person__account")
    served = without_account(rows)
    return [(each, served[each.pk]) for each in rows if each.pk in served]


def _seat_form(request: StaffRequest, group: Group, members: Any) -> SeatForm:
    principals = members.exclude(function__in=[Function.GUEST, Function.DEPUTY])
    return SeatForm(request.POST or None, group=group, principals=principals, today=request.today)
