"""Decisions of a group: proposed, voted on, stated, looked up, taken along as a table."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.deciding import close_vote, holds_on, propose, vote
from drehscheibe.domain.exchange.models import Decision, DecisionIs, Way
from drehscheibe.domain.exchange.register import COLUMNS, register_of
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group
from drehscheibe.doors.staff.groups.agenda_views import led_item_or_404
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    Act,
    act_page,
    group_or_404,
    led_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.groups.work_forms import MotionForm, OutcomeForm, VoteForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.response import table_response

PER_PAGE = 25
KINDS = {DecisionIs.OPEN: "info", DecisionIs.TAKEN: "success", DecisionIs.REJECTED: "neutral"}


@staff_page(may.TAKE_PART)
def decision_list(request: StaffRequest, pk: int) -> HttpResponse:
    """The register of a group's decisions, newest first, narrowed by words."""
    group = group_or_404(request, pk)
    words, rows = _filtered(request, group)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "group": group, "page": page, "words": words, "trail": trail(group, ("Beschlüsse", "")),
        "columns": COLUMNS, "entries": register_of(page, request.standing),
        "query_string": urlencode({"wort": words}) if words else "",
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/decision_list.html", context, part="results")


@staff_page(may.TAKE_PART)
def decision_export(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The same register whole, as CSV or Excel file."""
    _, rows = _filtered(request, group_or_404(request, pk))
    lines = (each.row for each in register_of(rows, request.standing))
    return table_response("beschluesse", COLUMNS, lines, form)


@staff_page(may.TAKE_PART)
def decision_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The decision with what it replaces and what replaced it; voting; stating the outcome."""
    decision = _or_404(request, pk)
    group = decision.group
    member = membership_of(request.person, group, on=request.today)
    may_vote = _is_voted_on(decision, request) and (
        member is not None and member.function != Function.GUEST
    )
    own = may_vote and member and decision.votes.filter(organisation=member.on_behalf_of).first()
    leading = leads(request.person, group, on=request.today)
    known = work.decisions_for(request.standing)
    context = {
        "decision": decision,
        "status_kind": KINDS[DecisionIs(decision.status)],
        "in_force": holds_on(decision, request.today),
        "older": known.filter(superseded_by=decision).first(),
        "newer": known.filter(supersedes=decision).first(),
        "votes": work.votes_for(request.standing, decision),
        "vote_form": VoteForm(initial={"choice": own.choice if own else None})
        if may_vote
        else None,
        "own": own,
        "leading": leading,
        "is_open": decision.status == DecisionIs.OPEN,
        "closes_at": decision.closes_at and decision.closes_at.astimezone(BERLIN),
        "meeting": decision.item.meeting,
        "trail": trail(group, _list(decision), (str(decision), "")),
    }
    return render_page(request, f"{FOLDER}/decision_detail.html", context)


@staff_page(may.TAKE_PART)
def decision_propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a motion under a point of the agenda; it gets its number at once."""
    item = led_item_or_404(request, pk)
    group = led_or_404(request, item.meeting.group)
    replaceable = Decision.objects.filter(
        group=group, status=DecisionIs.TAKEN, superseded_by__isnull=True
    )
    form = MotionForm(request.POST or None, replaceable=replaceable)
    if form.is_valid():
        try:
            decision = propose(item=item, motion=form.motion(), by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{decision} liegt vor.")
            return redirect("staff:groups:decision_detail", decision.pk)
    act = Act(
        "Beschluss vorlegen", "Vorlegen", f"{item}, {item.meeting}",
        reverse("staff:groups:meeting_detail", args=[item.meeting_id]),
        "Jede Organisation hat eine Stimme. Die Nummer bleibt für immer.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
@require_POST
def decision_vote(request: StaffRequest, pk: int) -> HttpResponse:
    """One vote of the person's organisation."""
    decision = _or_404(request, pk)
    form = VoteForm(request.POST)
    if form.is_valid():
        choice = form.cleaned_data["choice"]
        try:
            vote(decision=decision, choice=choice, by=request.person, at=request.now)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Die Stimme Ihrer Organisation ist eingetragen.")
    else:
        messages.error(request, "Bitte wählen Sie Ja, Nein oder Enthaltung.")
    return redirect("staff:groups:decision_detail", pk)


@staff_page(may.TAKE_PART)
def decision_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Count the votes, or note the consensus."""
    decision = _or_404(request, pk)
    group = led_or_404(request, decision.group)
    back = reverse("staff:groups:decision_detail", args=[pk])
    if decision.status != DecisionIs.OPEN:
        return redirect(back)
    form = OutcomeForm(request.POST or None, initial={"valid_from": request.today})
    if form.is_valid():
        try:
            close_vote(
                decision=decision, valid_from=form.cleaned_data["valid_from"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Ergebnis ist festgestellt.")
            return redirect(back)
    counted = (
        "Mehr Ja als Nein nimmt ihn an; bei Gleichstand ist er abgelehnt. Danach ändert niemand "
        "mehr seine Stimme."
    )
    act = Act(
        "Ergebnis feststellen", "Feststellen", f"{decision}: {decision.text[:200]}", back,
        counted if decision.way == Way.VOTE else "Der Beschluss gilt im Konsens ab diesem Tag.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


def _filtered(request: StaffRequest, group: Group) -> tuple[str, QuerySet[Decision]]:
    words = request.GET.get("wort", "")[:100].replace("\x00", "").strip()
    rows = work.decisions_for(request.standing).filter(group=group)
    return words, rows.filter(text__icontains=words) if words else rows


def _or_404(request: StaffRequest, pk: int) -> Decision:
    rows = work.decisions_for(request.standing).select_related("item__meeting__group")
    found: Decision = get_object_or_404(rows, pk=pk)
    return found


def _is_voted_on(decision: Decision, request: StaffRequest) -> bool:
    closed = decision.closes_at is not None and request.now >= decision.closes_at
    return decision.status == DecisionIs.OPEN and decision.way == Way.VOTE and not closed


def _list(decision: Decision) -> tuple[str, str]:
    return "Beschlüsse", reverse("staff:groups:decision_list", args=[decision.group_id])
