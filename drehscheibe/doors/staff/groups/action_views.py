"""Actions: given out, moved, done, dropped; all of a group's, also those that are over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import permissions as may_work
from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import ActionItem, AgendaItem
from drehscheibe.domain.exchange.workflow import ACTION
from drehscheibe.domain.exchange.working import assign, move
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group
from drehscheibe.domain.groups.selectors import members_of
from drehscheibe.doors.staff.groups.meeting_forms import ReasonForm
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    Act,
    act_page,
    group_or_404,
    group_url,
    led_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.groups.work_forms import JobForm, MoveForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.selectors import steps_of

PER_PAGE = 25
LEADING = ("drop", "reopen")
AT_ONCE = ("finish", "reopen")


@staff_page(may.TAKE_PART)
def action_list(request: StaffRequest, pk: int) -> HttpResponse:
    """Every action of a group, what is open first."""
    group = group_or_404(request, pk)
    rows = work.actions_for(request.standing).filter(group=group)
    opened = work.open_actions(group, request.standing)
    over = rows.exclude(pk__in=opened.values("pk")).order_by("-due_on", "-pk")
    context = {
        "group": group, "actions": opened,
        "page": Paginator(over, PER_PAGE).get_page(request.GET.get("seite")),
        "leading": leads(request.person, group, on=request.today),
        "trail": trail(group, ("Aufträge", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/action_list.html", context)


@staff_page(may.TAKE_PART)
def action_assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody has to do something; from an internal point it is internal."""
    group = led_or_404(request, group_or_404(request, pk))
    origin = _origin(request, group)
    form = JobForm(request.POST or None, members=members_of(group, request.standing))
    if form.is_valid():
        try:
            assign(group=group, job=form.job(), origin=origin, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Auftrag steht auf der Liste, bis er erledigt ist.")
            return redirect(_back(group, origin))
    lead = f"Aus {origin}, {origin.meeting}." if origin else f"Für {group.name}."
    effect = "Der Auftrag ist intern wie der Punkt." if origin and origin.internal else ""
    act = Act("Auftrag vergeben", "Vergeben", lead, _back(group, origin), effect)
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def action_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Who does what until when, what became of it, and what can be done now."""
    action = _or_404(request, pk)
    member = membership_of(request.person, action.group, on=request.today)
    leading = leads(request.person, action.group, on=request.today)
    full = leading or (member is not None and member.function != Function.GUEST)
    steps = [
        (step, step.name in AT_ONCE)
        for step in ACTION.steps_from(action.status)
        if full and (leading or step.name not in LEADING)
    ]
    history = [(ACTION.by_name[step.name].label, step) for step in steps_of(ACTION, action)]
    context = {
        "action": action, "steps": steps, "history": history, "is_member": member is not None,
        "origin": work.items_for(request.standing).filter(pk=action.origin_id or 0).first(),
        "trail": trail(action.group, _list(action), (action.text[:60], "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/action_detail.html", context)


@staff_page(may_work.WORK)
@require_POST
def action_finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Done, or taken up again."""
    action = _or_404(request, pk)
    step = request.POST.get("step", "finish")
    if step not in AT_ONCE:
        raise Http404
    try:
        perform(ACTION, step, on=action, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        told = "Der Auftrag ist erledigt." if step == "finish" else "Der Auftrag ist wieder offen."
        messages.success(request, told)
    return redirect("staff:groups:action_detail", pk)


@staff_page(may_work.WORK)
def action_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Move it to a later day, or drop it; both with a reason."""
    action = _or_404(request, pk)
    back = reverse("staff:groups:action_detail", args=[pk])
    if step not in ("move", "drop"):
        raise Http404
    if step not in {each.name for each in ACTION.steps_from(action.status)}:
        return redirect(back)
    data = request.POST or None
    form = MoveForm(data) if step == "move" else ReasonForm(data)
    if form.is_valid():
        try:
            if step == "move":
                move(action=action, **form.cleaned_data, by=request.person, at=request.now)
            else:
                reason = form.cleaned_data["reason"]
                perform(ACTION, step, on=action, by=request.person, at=request.now, reason=reason)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Festgehalten.")
            return redirect(back)
    chosen = ACTION.by_name[step]
    act = Act(f"Auftrag: {chosen.label}", chosen.label, action.text, back, chosen.effect)
    return act_page(request, form, act, group=action.group)


def _or_404(request: StaffRequest, pk: int) -> ActionItem:
    found: ActionItem = get_object_or_404(work.actions_for(request.standing), pk=pk)
    return found


def _origin(request: StaffRequest, group: Group) -> AgendaItem | None:
    key = request.GET.get("punkt", "")
    if not key.isdecimal() or len(key) > 15:
        return None
    rows = work.items_for(request.standing).filter(meeting__group=group)
    return rows.select_related("meeting").filter(pk=int(key)).first()


def _back(group: Group, origin: AgendaItem | None) -> str:
    if origin is None:
        return group_url(group, "auftraege")
    return reverse("staff:groups:meeting_detail", args=[origin.meeting_id])


def _list(action: ActionItem) -> tuple[str, str]:
    return "Aufträge", reverse("staff:groups:action_list", args=[action.group_id])
