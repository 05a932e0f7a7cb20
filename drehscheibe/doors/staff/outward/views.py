"""Links that lead nowhere: where they stand, since when, and what one can do."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.directory import permissions as of_directory
from drehscheibe.domain.guide import permissions as of_guide
from drehscheibe.domain.outward.checking import NotADeadEnd, hold_good
from drehscheibe.domain.outward.models import HELD_GOOD_FOR, OutwardLink
from drehscheibe.domain.outward.stands import Stand, dead_ends
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import tongue

PER_PAGE = 50
KEEPING = (of_guide.KEEP, of_directory.KEEP)
"""Whoever keeps texts in which such links stand."""


@staff_page(*KEEPING)
def dead_end_list(request: StaffRequest) -> HttpResponse:
    """Every place at which an address stands that leads nowhere."""
    stands = dead_ends(request.standing, at=request.now)
    page = Paginator(stands, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page, "rows": [(each, place_of(each), address_of(each)) for each in page],
        "asks": settings.DREHSCHEIBE_LINK_CHECKS, "days": HELD_GOOD_FOR.days,
        "trail": [("Wegweiser", reverse("staff:guide:page_list")), ("Links ins Leere", "")],
    }  # fmt: skip
    return render_page(request, "staff/outward/dead_end_list.html", context)


@staff_page(*KEEPING)
@require_POST
def dead_end_hold(request: StaffRequest, pk: int) -> HttpResponse:
    """The address is right, though it does not answer us."""
    link = get_object_or_404(OutwardLink, pk=pk)
    try:
        hold_good(link=link, by=request.person, at=request.now)
    except NotADeadEnd as error:
        raise Http404 from error
    messages.success(
        request, f"Vermerkt. Diese Adresse nennen wir {HELD_GOOD_FOR.days} Tage lang nicht mehr."
    )
    return redirect("staff:outward:dead_end_list")


def place_of(stand: Stand) -> str:
    """Where it stands, in words."""
    if not stand.language:
        return "Akteur"
    known = tongue(stand.language)
    return f"Wegweiser, {known.german_name if known else stand.language}"


def address_of(stand: Stand) -> str:
    """The page on which one changes it."""
    if stand.language:
        return reverse("staff:guide:edition", args=[stand.pk, stand.language])
    return reverse("staff:directory:actor_detail", args=[stand.pk])
