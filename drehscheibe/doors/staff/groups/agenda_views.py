"""Making the agenda: points with their time, in an order, some of them internal."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.agenda import AHEAD, add_item, change_item, move_item, remove_item
from drehscheibe.domain.exchange.models import AgendaItem
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.models import Group
from drehscheibe.doors.staff.groups.meeting_forms import PointForm, point_of
from drehscheibe.doors.staff.groups.meeting_views import agenda_rows
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    Act,
    act_page,
    led_or_404,
    meeting_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.people.models import Person

PLACES = {"up": -1, "down": 1}


@staff_page(may.TAKE_PART)
def agenda(request: StaffRequest, pk: int) -> HttpResponse:
    """The points with how long they take together, and a form for the next."""
    meeting = meeting_or_404(request, pk)
    group = led_or_404(request, meeting.group)
    page = reverse("staff:groups:meeting_detail", args=[pk])
    if meeting.status not in AHEAD:
        return redirect(page)
    form = PointForm(request.POST or None, people=members_to_present(group, request))
    if form.is_valid():
        try:
            add_item(meeting=meeting, point=form.point(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Punkt steht auf der Tagesordnung.")
            return redirect("staff:groups:agenda", pk)
    items = list(work.items_for(request.standing).filter(meeting=meeting))
    planned = sum(item.minutes for item in items)
    there = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    context = {
        "meeting": meeting, "rows": agenda_rows(meeting, items), "form": form,
        "planned": planned, "there": there, "over": max(planned - there, 0),
        "trail": trail(group, (str(meeting), page), ("Tagesordnung", "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/agenda.html", context, status=status)


@staff_page(may.TAKE_PART)
def item_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The point says something else."""
    item = led_item_or_404(request, pk)
    group = item.meeting.group
    assert group is not None  # a constraint of the table
    back = reverse("staff:groups:agenda", args=[item.meeting_id])
    people = members_to_present(group, request)
    form = PointForm(request.POST or None, people=people, initial=point_of(item))
    if form.is_valid():
        try:
            change_item(item=item, point=form.point(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Punkt ist geändert.")
            return redirect(back)
    act = Act(f"{item} ändern", "Speichern", str(item.meeting), back)
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
@require_POST
def item_step(request: StaffRequest, pk: int) -> HttpResponse:
    """Up, down, or off the agenda."""
    item = led_item_or_404(request, pk)
    act = request.POST.get("act", "")
    try:
        if act in PLACES:
            move_item(item=item, step=PLACES[act], by=request.person, at=request.now)
        elif act == "remove":
            remove_item(item=item, by=request.person, at=request.now)
            messages.success(request, f"„{item.title}“ steht nicht mehr auf der Tagesordnung.")
        else:
            raise Http404
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:groups:agenda", item.meeting_id)


def led_item_or_404(request: StaffRequest, pk: int) -> AgendaItem:
    """A point of a meeting of a group the person leads."""
    rows = work.items_for(request.standing).select_related("meeting__group")
    item: AgendaItem = get_object_or_404(rows, pk=pk)
    led_or_404(request, item.meeting.group)
    return item


def members_to_present(group: Group, request: StaffRequest) -> QuerySet[Person]:
    """The live members, by name."""
    live = group.memberships.live(request.today)
    return Person.objects.filter(pk__in=live.values("person"))
