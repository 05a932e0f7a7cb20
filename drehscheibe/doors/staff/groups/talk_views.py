"""Talks: opened, answered, muted, closed; a contribution taken away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import Mute, Thread
from drehscheibe.domain.exchange.talking import (
    Words,
    add_post,
    close_thread,
    may_close,
    may_speak,
    mute,
    open_thread,
    remove_post,
    unmute,
)
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    LIST,
    REFUSALS,
    UNFIT,
    Act,
    act_page,
    group_or_404,
    group_url,
    member_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.groups.work_forms import PostForm, ThreadForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.light_marks import from_marks

PER_PAGE = 25


@staff_page(may.TAKE_PART)
def thread_list(request: StaffRequest, pk: int) -> HttpResponse:
    """All talks of a group, the liveliest first."""
    group = group_or_404(request, pk)
    rows = work.threads_for(request.standing).filter(group=group)
    context = {
        "group": group, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "is_member": membership_of(request.person, group, on=request.today) is not None,
        "trail": trail(group, ("Gespräche", "")),
    }  # fmt: skip
    return render_page(request, f"{FOLDER}/thread_list.html", context)


@staff_page(may.TAKE_PART)
def thread_open(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a talk."""
    group = group_or_404(request, pk)
    member = member_or_404(request, group)
    form = ThreadForm(request.POST or None, full=member.function != Function.GUEST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            thread = open_thread(
                group=group, title=given["title"], words=Words(from_marks(given["text"])),
                internal=given.get("internal", False), by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:groups:thread_detail", thread.pk)
    act = Act(
        "Gespräch beginnen", "Beginnen", f"Mit den Mitgliedern von {group.name}.",
        group_url(group, "gespraeche"),
        "Die Mitglieder erfahren am nächsten Morgen davon, in einer Mail für alles Neue.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)


@staff_page(may.TAKE_PART)
def thread_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A talk, and what one adds to it."""
    thread = _or_404(request, pk)
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            words = Words(from_marks(form.cleaned_data["text"]))
            add_post(thread=thread, words=words, by=request.person, at=request.now)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            return redirect("staff:groups:thread_detail", pk)
    posts = work.posts_for(request.standing).filter(thread=thread).select_related("author")
    group = thread.group
    mutes = set(Mute.objects.filter(person=request.person).values_list("thread_id", flat=True))
    context = {
        "thread": thread, "person": request.person, "form": form,
        "page": Paginator(posts, PER_PAGE).get_page(request.GET.get("seite")),
        "leading": group is not None and leads(request.person, group, on=request.today),
        "may_speak": thread.closed_at is None and may_speak(request.person, thread, at=request.now),
        "may_close": may_close(request.person, thread, at=request.now),
        "is_member": group is not None
        and membership_of(request.person, group, on=request.today) is not None,
        "muted": pk in mutes, "muted_all": None in mutes,
        "trail": trail(group, (thread.title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/thread_detail.html", context, status=status)


@staff_page(may.TAKE_PART)
@require_POST
def thread_step(request: StaffRequest, pk: int) -> HttpResponse:
    """Mute or hear again, close or go on."""
    thread = _or_404(request, pk)
    member_or_404(request, thread.group)
    act, by = request.POST.get("act", ""), request.person
    try:
        if act == "mute":
            mute(thread=thread, by=by, at=request.now)
        elif act == "unmute":
            unmute(thread=thread, by=by)
        elif act in ("close", "reopen"):
            close_thread(thread=thread, closed=act == "close", by=by, at=request.now)
        else:
            raise Http404
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, TOLD[act])
    return redirect("staff:groups:thread_detail", pk)


TOLD = {
    "mute": "Zu diesem Gespräch kommen keine Mails mehr.",
    "unmute": "Zu diesem Gespräch kommen wieder Mails.",
    "close": "Das Gespräch ist geschlossen.",
    "reopen": "Das Gespräch geht weiter.",
}


@staff_page(may.TAKE_PART)
@require_POST
def mails_switch(request: StaffRequest) -> HttpResponse:
    """No mail about any talk, or mails again."""
    if request.POST.get("act") == "off":
        mute(thread=None, by=request.person, at=request.now)
        messages.success(request, "Sie erhalten keine Mails über Gespräche mehr.")
    else:
        unmute(thread=None, by=request.person)
        messages.success(request, "Gibt es Neues, erhalten Sie wieder eine Mail am Tag.")
    return redirect(reverse(LIST[1]))


@staff_page(may.TAKE_PART)
@require_POST
def post_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a contribution away: its author, or whoever leads."""
    rows = work.posts_for(request.standing).select_related("thread")
    post = get_object_or_404(rows, pk=pk)
    try:
        remove_post(post=post, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Beitrag ist entfernt.")
    return redirect("staff:groups:thread_detail", post.thread_id)


def _or_404(request: StaffRequest, pk: int) -> Thread:
    found: Thread = get_object_or_404(work.threads_for(request.standing), pk=pk)
    return found
