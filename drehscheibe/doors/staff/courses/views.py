"""Sprachkurse: what there is, what needs somebody, what is missing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.courses import hints, keeping
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.demand import LEAST, demand_of
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.selectors import VIEWS, courses_of, providers_of
from drehscheibe.doors.staff.courses.forms import DAYS, CourseForm, SeatsForm
from drehscheibe.doors.staff.courses.ways import (
    PER_PAGE,
    UNFIT,
    offer_or_404,
    provider_or_404,
    refuse,
    towns_of,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows, check, holds

STATES = {
    "draft": ("neutral", "Entwurf"), "published": ("success", "veröffentlicht"),
    "full": ("info", "ausgebucht"), "running": ("success", "läuft"),
    "ended": ("neutral", "beendet"), "cancelled": ("warning", "abgesagt"),
}  # fmt: skip


@staff_page(may.READ)
def course_list(request: StaffRequest) -> HttpResponse:
    """The centre's courses, those with hints and old numbers first."""
    view = request.GET.get("stand", "aktuell")
    view = view if view in VIEWS else "aktuell"
    words = request.GET.get("worte", "").replace("\x00", "")[:100]
    rows = courses_of(request.standing, view=view, words=words, at=request.now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [_row(request, each) for each in page],
        "view": view, "views": VIEWS.items(), "words": words,
        "may_keep": holds(request.standing, [may.KEEP_ALL_OF]),
        "trail": trail_of(),
    }  # fmt: skip
    return render_page(request, "staff/courses/course_list.html", context)


@staff_page(may.READ)
def course_detail(request: StaffRequest, offer: int) -> HttpResponse:
    """One course: how it stands, what visitors said, and the next steps."""
    found = offer_or_404(request, offer)
    return _detail(request, found, SeatsForm(initial=_seats(found)))


@staff_page(may.KEEP)
@require_POST
def course_act(request: StaffRequest, offer: int) -> HttpResponse:
    """Publish, cancel, count seats; what is refused is told on the page of the course."""
    found = offer_or_404(request, offer)
    check(request.person, may.KEEP, found, on=request.today)
    counted = request.POST if request.POST.get("act") == "count" else None
    form = SeatsForm(counted, initial=_seats(found))
    try:
        if _act(request, found, form):
            return redirect("staff:courses:course_detail", offer)
    except CourseRefused as refusal:
        return _detail(request, found, form, str(refusal))
    return _detail(request, found, form)


@staff_page(may.KEEP_ALL_OF)
def course_write(request: StaffRequest) -> HttpResponse:
    """A new course: first whose it is, then what it is."""
    chosen = request.GET.get("traeger", "")
    if not (chosen.isdecimal() and len(chosen) < 16):
        providers = providers_of(request.standing, may.KEEP_ALL_OF, at=request.now)
        context = {"providers": providers, "trail": trail_of(("Neuer Kurs", ""))}
        return render_page(request, "staff/courses/course_begin.html", context)
    actor = provider_or_404(request, int(chosen))
    form = CourseForm(request.POST or None, towns=towns_of(actor))
    if form.is_valid():
        try:
            made = keeping.write_course(
                actor=actor, details=form.details(), seats=form.seats(), by=request.person,
                at=request.now,
            )  # fmt: skip
        except CourseRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Der Kurs ist als Entwurf gespeichert.")
            return redirect("staff:courses:course_detail", made.pk)
    return _writing(request, form, "Neuer Kurs", getattr(actor, "name", ""))


@staff_page(may.KEEP)
def course_edit(request: StaffRequest, offer: int) -> HttpResponse:
    """Other statements about a course."""
    found = offer_or_404(request, offer)
    check(request.person, may.KEEP, found, on=request.today)
    form = CourseForm(request.POST or None, towns=towns_of(found.actor), offer=found)
    if form.is_valid():
        try:
            keeping.change_course(
                offer=found, details=form.details(), seats=form.seats(), by=request.person,
                at=request.now,
            )  # fmt: skip
        except CourseRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Gespeichert; alle Angaben gelten als heute bestätigt.")
            return redirect("staff:courses:course_detail", offer)
    return _writing(request, form, f"{found.title} bearbeiten", getattr(found, "provider", ""))


@staff_page(may.DEMAND, may.DEMAND_ALL)
def demand(request: StaffRequest) -> HttpResponse:
    """What visitors looked for in vain, from five on."""
    lines = demand_of(request.standing, at=request.now)
    context = {"lines": lines, "least": LEAST, "trail": trail_of(("Was fehlt", ""))}
    return render_page(request, "staff/courses/demand.html", context)


@staff_page(may.KEEP)
@require_POST
def hint_settle(request: StaffRequest, hint: int) -> HttpResponse:
    """Looked into."""
    found = get_object_or_404(hints.open_hints(request.standing), pk=hint)
    hints.settle(hint=found, by=request.person, at=request.now)
    messages.success(request, "Der Hinweis ist erledigt.")
    return redirect("staff:courses:course_detail", found.offer_id)


def _seats(offer: CourseOffer) -> dict[str, int | None]:
    return {"seats_max": offer.seats_max, "seats_booked": offer.seats_booked}


def _detail(
    request: StaffRequest, offer: CourseOffer, form: SeatsForm, refused: str = ""
) -> HttpResponse:
    badge, word = STATES[offer.state(request.today)]
    context = {
        "offer": offer, "badge": badge, "word": word, "stale": offer.is_stale(request.now),
        "slots": [(DAYS[each.weekday - 1], each) for each in offer.slots.all()],
        "form": form, "refused": refused,
        "hints": offer.hints.filter(settled_at=None),
        "may_keep": allows(request.person, may.KEEP, offer, on=request.today),
        "is_public": offer.standing != CourseOffer.Standing.DRAFT,
        "trail": trail_of((offer.title, "")),
    }  # fmt: skip
    status = UNFIT if refused or form.errors else 200
    return render_page(request, "staff/courses/course_detail.html", context, status=status)


def _row(request: StaffRequest, offer: CourseOffer) -> tuple[CourseOffer, str, str, bool]:
    badge, word = STATES[offer.state(request.today)]
    return offer, badge, word, offer.is_stale(request.now)


def _act(request: StaffRequest, offer: CourseOffer, form: SeatsForm) -> bool:
    """Take the step; whether the page may be left."""
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    act = request.POST.get("act", "")
    if act == "publish":
        keeping.publish_course(offer=offer, **who)
        messages.success(request, "Der Kurs ist veröffentlicht.")
    elif act == "cancel":
        keeping.cancel_course(offer=offer, **who)
        messages.success(request, "Der Kurs ist abgesagt.")
    elif act == "count":
        if not form.is_valid():
            return False
        keeping.count_seats(offer=offer, seats=form.seats(), **who)
        messages.success(request, "Die Plätze gelten als heute bestätigt.")
    return True


def _writing(request: StaffRequest, form: forms.Form, title: str, provider: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "provider": provider,
        "back": reverse("staff:courses:course_list"), "trail": trail_of((title, "")),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/courses/course_write.html", context, status=status)
