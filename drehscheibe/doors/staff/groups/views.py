"""Gruppen: where one belongs, what is ahead, what is to do, what is talked about."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.searching import search
from drehscheibe.domain.exchange.talking import Words, add_post, may_speak
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.selectors import groups_for, members_of, own_groups
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE = 25
SHOWN = 10
UNFIT = 422
LIST = ("Gruppen", "staff:groups:group_list")
KINDS = {
    "meeting": "Sitzung", "item": "Tagesordnungspunkt", "minutes": "Protokoll",
    "decision": "Beschluss", "action": "Auftrag", "paper": "Papier", "thread": "Gespräch",
    "post": "Beitrag",
}  # fmt: skip


class PostForm(forms.Form):
    """What one says in a talk."""

    text = forms.CharField(label="Ihr Beitrag", widget=forms.Textarea(attrs={"rows": 5}))


@staff_page(may.TAKE_PART)
def group_list(request: StaffRequest) -> HttpResponse:
    """Own groups first, then the others one may know of."""
    own = own_groups(request.standing)
    others = groups_for(request.standing).exclude(pk__in=own.values("pk"))
    page = Paginator(others, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"own": own, "page": page, "trail": [(LIST[0], "")]}
    return render_page(request, "staff/groups/group_list.html", context)


@staff_page(may.TAKE_PART)
def group_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Mandate, members, meetings, open actions, decisions, papers, talks."""
    standing = request.standing
    group = get_object_or_404(groups_for(standing), pk=pk)
    context = {
        "group": group,
        "members": members_of(group, standing),
        "meetings": work.meetings_for(standing).filter(group=group)[:SHOWN],
        "actions": work.open_actions(group, standing),
        "decisions": work.decisions_for(standing).filter(group=group)[:SHOWN],
        "papers": work.papers_for(standing).filter(group=group)[:SHOWN],
        "threads": work.threads_for(standing).filter(group=group)[:SHOWN],
        "trail": [(LIST[0], reverse(LIST[1])), (group.name, "")],
    }
    return render_page(request, "staff/groups/group_detail.html", context)


@staff_page(may.TAKE_PART)
def group_search(request: StaffRequest) -> HttpResponse:
    """Search over what groups wrote; a guest learns nothing of internal things."""
    words = request.GET.get("wort", "")[:200]
    found = search(request.standing, words)
    hits = [(KINDS[hit.kind], hit) for hit in found.hits]
    trail = [(LIST[0], reverse(LIST[1])), ("Suche", "")]
    context = {"words": words, "count": found.count, "hits": hits, "trail": trail}
    return render_page(request, "staff/groups/group_search.html", context)


@staff_page(may.TAKE_PART)
def thread_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A talk, and what one adds to it."""
    thread = get_object_or_404(work.threads_for(request.standing), pk=pk)
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            words = Words(form.cleaned_data["text"])
            add_post(thread=thread, words=words, by=request.person, at=request.now)
        except ExchangeRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("staff:groups:thread_detail", pk)
    posts = work.posts_for(request.standing).filter(thread=thread).select_related("author")
    context = {
        "thread": thread,
        "page": Paginator(posts, PER_PAGE).get_page(request.GET.get("seite")),
        "form": form,
        "may_speak": thread.closed_at is None and may_speak(request.person, thread, at=request.now),
        "trail": [(LIST[0], reverse(LIST[1])), (thread.title, "")],
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/groups/thread_detail.html", context, status=status)
