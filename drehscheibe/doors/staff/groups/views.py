"""Gruppen: where one belongs, what is ahead, what is to do, what is talked about."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import DecisionIs, MeetingIs, Mute
from drehscheibe.domain.exchange.searching import search
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group
from drehscheibe.domain.groups.selectors import (
    groups_for,
    members_of,
    own_groups,
    requests_to_answer,
)
from drehscheibe.domain.surveys.provenance import chain_of
from drehscheibe.doors.staff.groups.reach import FOLDER, LIST, group_or_404, named_people, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE = 25
SHOWN = 5
PAGES = {
    "meeting": ("Sitzung", "meeting_detail"), "item": ("Tagesordnungspunkt", "meeting_detail"),
    "minutes": ("Protokoll", "meeting_detail"), "decision": ("Beschluss", "decision_detail"),
    "action": ("Auftrag", "action_detail"), "paper": ("Papier", "paper_detail"),
    "thread": ("Gespräch", "thread_detail"), "post": ("Beitrag", "thread_detail"),
}  # fmt: skip
AHEAD = (MeetingIs.SCHEDULED, MeetingIs.INVITED)


@staff_page(may.TAKE_PART)
def group_list(request: StaffRequest) -> HttpResponse:
    """Own groups first, then the others one may know of."""
    own = own_groups(request.standing)
    others = groups_for(request.standing).exclude(pk__in=own.values("pk"))
    page = Paginator(others, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "own": own,
        "page": page,
        "may_found": bool(request.standing.organisations_with(may.FOUND)),
        "silent": Mute.objects.filter(person=request.person, thread=None).exists(),
        "trail": [(LIST[0], "")],
    }
    return render_page(request, f"{FOLDER}/group_list.html", context)


@staff_page(may.TAKE_PART)
def group_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Mandate, members, meetings, open actions, decisions, papers, talks, date polls."""
    standing = request.standing
    group = group_or_404(request, pk)
    member = membership_of(request.person, group, on=request.today)
    leading = leads(request.person, group, on=request.today)
    meetings = work.meetings_for(standing).filter(group=group)
    decisions = work.decisions_for(standing).filter(group=group)
    chain = chain_of(group, standing)
    context = {
        "group": group,
        "named": named_people(group) if leading else (),
        "is_live": group.is_live(request.today),
        "member": member,
        "full": member is not None and member.function != Function.GUEST,
        "leading": leading,
        "joins": member is None and group.joining != Group.Joining.INVITE,
        "requests": requests_to_answer(group, standing) if leading else (),
        "members": members_of(group, standing),
        "ahead": meetings.filter(status__in=AHEAD).order_by("starts_at")[:SHOWN],
        "past": meetings.exclude(status__in=AHEAD)[:SHOWN],
        "actions": work.open_actions(group, standing)[:SHOWN],
        "decisions": decisions[:SHOWN],
        "votes": decisions.filter(status=DecisionIs.OPEN, way="vote"),
        "papers": work.papers_for(standing).filter(group=group)[:SHOWN],
        "threads": work.threads_for(standing).filter(group=group)[:SHOWN],
        "polls": work.polls_for(standing).filter(group=group, closed_at=None),
        "chain": chain,
        "trail": trail(None, (group.name, "")),
    }
    return render_page(request, f"{FOLDER}/group_detail.html", context)


@staff_page(may.TAKE_PART)
def meeting_list(request: StaffRequest, pk: int) -> HttpResponse:
    """All meetings of a group, latest first."""
    group = group_or_404(request, pk)
    rows = work.meetings_for(request.standing).filter(group=group)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"group": group, "page": page, "trail": trail(group, ("Sitzungen", ""))}
    return render_page(request, f"{FOLDER}/meeting_list.html", context)


@staff_page(may.TAKE_PART)
def group_search(request: StaffRequest) -> HttpResponse:
    """Search over what groups wrote; a guest learns nothing of internal things."""
    words = request.GET.get("wort", "")[:200]
    found = search(request.standing, words)
    hits = [
        (PAGES[hit.kind][0], reverse(f"staff:groups:{PAGES[hit.kind][1]}", args=[hit.page]), hit)
        for hit in found.hits
    ]
    context = {
        "words": words, "count": found.count, "hits": hits, "trail": trail(None, ("Suche", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/group_search.html", context)
