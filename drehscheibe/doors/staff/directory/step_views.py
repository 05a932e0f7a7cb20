"""Steps on an actor: clear or refuse a wording, confirm, mail a link, offers, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.directory import clearing, hints, keeping, links
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.doors.staff.directory.forms import CloseForm, LinkForm, ServiceForm
from drehscheibe.doors.staff.directory.ways import (
    UNFIT,
    actor_or_404,
    detail_page,
    refuse,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check


@staff_page(may.KEEP)
@require_POST
def actor_act(request: StaffRequest, actor: int) -> HttpResponse:
    """One of the acts below; what is refused is told on the page of the actor."""
    found = actor_or_404(request, actor)
    check(request.person, may.KEEP, found, on=request.today)
    act = request.POST.get("act", "")
    link = LinkForm(request.POST) if act == "send" else None
    closing = CloseForm(request.POST) if act == "close" else None
    try:
        said = _act(request, found, link, closing)
    except DirectoryRefused as refusal:
        return detail_page(request, found, str(refusal), link=link, closing=closing)
    if not said:
        return detail_page(request, found, link=link, closing=closing)
    messages.success(request, said)
    return redirect("staff:directory:actor_detail", actor)


@staff_page(may.KEEP)
@require_POST
def hint_settle(request: StaffRequest, hint: int) -> HttpResponse:
    """Looked into."""
    found = get_object_or_404(hints.open_hints(request.standing), pk=hint)
    hints.settle(hint=found, by=request.person, at=request.now)
    messages.success(request, "Der Hinweis ist erledigt.")
    return redirect("staff:directory:actor_detail", found.actor_id)


@staff_page(may.KEEP)
def service_write(request: StaffRequest, actor: int) -> HttpResponse:
    """A new offer."""
    found = actor_or_404(request, actor)
    return _service(request, found, Service(actor=found), "Neues Angebot")


@staff_page(may.KEEP)
def service_edit(request: StaffRequest, actor: int, service: int) -> HttpResponse:
    """Another wording of an offer, or its end."""
    found = actor_or_404(request, actor)
    row = get_object_or_404(found.services, pk=service)
    return _service(request, found, row, "Angebot bearbeiten")


def _service(request: StaffRequest, actor: Actor, row: Service, title: str) -> HttpResponse:
    check(request.person, may.KEEP, actor, on=request.today)
    form = ServiceForm(request.POST or None, service=row)
    back = reverse("staff:directory:actor_detail", args=[actor.pk])
    if form.is_valid():
        try:
            keeping.keep_service(service=form.said(), by=request.person, at=request.now)
        except DirectoryRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Angebot ist gespeichert.")
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "trail": trail_of((title, ""))}
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/directory/service_write.html", context, status=status)


def _act(
    request: StaffRequest, actor: Actor, link: LinkForm | None, closing: CloseForm | None
) -> str:
    """Take the step; what is told when the page may be left."""
    who: dict[str, Any] = {"actor": actor, "by": request.person, "at": request.now}
    act = request.POST.get("act", "")
    if act in ("clear", "refuse"):
        return _decide(request, act, who)
    if act == "confirm":
        clearing.confirm(**who)
        return "Alle Angaben gelten als heute bestätigt."
    if act == "revoke":
        links.revoke(**who)
        return "Alle Links dieses Akteurs sind beendet."
    if link is not None and link.is_valid():
        email = link.cleaned_data["email"]
        links.invite(email=email, **who)
        return f"Der Link ist unterwegs an {email}."
    if closing is not None and closing.is_valid():
        keeping.close(last_day=closing.cleaned_data["last_day"], **who)
        return "Der Akteur ist aufgelöst und öffentlich nicht mehr zu finden."
    return ""


def _decide(request: StaffRequest, act: str, who: dict[str, Any]) -> str:
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    if act == "clear":
        clearing.clear(seen=number, **who)
        return "Der neue Wortlaut ist öffentlich."
    reason = request.POST.get("reason", "").replace("\x00", "")[:1000]
    clearing.refuse(seen=number, reason=reason, **who)
    return "Der Wortlaut ist zurückgewiesen; der alte bleibt öffentlich."
