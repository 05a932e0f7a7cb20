"""Akteure: who is there, what waits, entering and editing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import keeping
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.refusals import DirectoryRefused, LooksAlike
from drehscheibe.domain.directory.selectors import VIEWS, actors_of, kinds
from drehscheibe.domain.directory.shown import is_stale
from drehscheibe.doors.staff.directory.forms import ActorForm
from drehscheibe.doors.staff.directory.ways import (
    PER_PAGE,
    UNFIT,
    actor_or_404,
    choice_of_centre,
    chosen_centre,
    detail_page,
    refuse,
    towns_of,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import check, holds


@staff_page(may.READ, may.READ_ALL)
def actor_list(request: StaffRequest) -> HttpResponse:
    """The centre's actors, what waits and what visitors say first."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100]
             for name in ("stand", "worte", "art")}  # fmt: skip
    view = asked["stand"] if asked["stand"] in VIEWS else "alle"
    rows = actors_of(
        request.standing, view=view, words=asked["worte"], kind=asked["art"], at=request.now
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    context = {
        "page": page, "rows": [(each, is_stale(each, on=request.today)) for each in page],
        "view": view, "views": VIEWS.items(), "words": asked["worte"], "kind": asked["art"],
        "kinds": kinds(), "may_keep": holds(request.standing, [may.KEEP]),
        "may_keep_all": holds(request.standing, [may.KEEP_ALL_OF]), "trail": trail_of(),
    }  # fmt: skip
    return render_page(request, "staff/directory/actor_list.html", context)


@staff_page(may.READ, may.READ_ALL)
def actor_detail(request: StaffRequest, actor: int) -> HttpResponse:
    """One actor: what is shown, what waits, what visitors say."""
    return detail_page(request, actor_or_404(request, actor))


@staff_page(may.KEEP)
def actor_write(request: StaffRequest) -> HttpResponse:
    """A new actor, shown at once: the centre writes it itself."""
    centre = chosen_centre(request)
    if centre is None:
        return choice_of_centre(request, "Neuer Akteur")
    form = ActorForm(request.POST or None, towns=towns_of(centre.pk))
    if form.is_valid():
        try:
            made = keeping.enter(
                centre=centre, facts=form.facts(), wording=form.wording,
                sure=form.cleaned_data["sure"], by=request.person, at=request.now,
            )  # fmt: skip
        except DirectoryRefused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, "Der Akteur ist eingetragen und öffentlich.")
            return redirect("staff:directory:actor_detail", made.pk)
    back = reverse("staff:directory:actor_list")
    return _writing(
        request, form, "Neuer Akteur", back, centre if "zentrum" in request.GET else None
    )


@staff_page(may.KEEP)
def actor_edit(request: StaffRequest, actor: int) -> HttpResponse:
    """The centre's own wording, shown at once; one that waits is replaced by it."""
    found = actor_or_404(request, actor)
    check(request.person, may.KEEP, found, on=request.today)
    form = ActorForm(request.POST or None, towns=towns_of(found.centre_id), actor=found)
    back = reverse("staff:directory:actor_detail", args=[actor])
    if form.is_valid():
        try:
            keeping.reword(
                actor=found, facts=form.facts(), wording=form.wording,
                sure=form.cleaned_data["sure"], by=request.person, at=request.now,
            )  # fmt: skip
        except DirectoryRefused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, "Gespeichert; alle Angaben gelten als heute bestätigt.")
            return redirect(back)
    return _writing(request, form, "Akteur bearbeiten", back)


def _refuse(form: ActorForm, refusal: DirectoryRefused) -> None:
    form.asks_whether_sure = form.asks_whether_sure or isinstance(refusal, LooksAlike)
    refuse(form, refusal)


def _writing(
    request: StaffRequest, form: ActorForm, title: str, back: str, centre: Centre | None = None
) -> HttpResponse:
    context = {
        "form": form, "title": title, "back": back, "centre": centre,
        "trail": trail_of((title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/directory/actor_write.html", context, status=status)
