"""Behind the mailed link: a provider says in one tap that its courses hold (ADR 20)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from drehscheibe.domain.courses import links
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import ProviderLink
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.shown import shown
from drehscheibe.doors.public.courses.views import trail_of
from drehscheibe.doors.public.forwarding.guarding import (
    FIELD,
    asked_too_often,
    case_token,
    refuse_long,
    refuse_strangers,
    unkept,
)
from drehscheibe.kernel.design.faults import too_many_requests
from drehscheibe.kernel.design.rendering import render_page

GONE, UNFIT = 410, 422
NO_NUMBER = "Bitte schreiben Sie Plätze als ganze Zahl, zum Beispiel 18."


@csrf_exempt  # no cookie, nothing to ride on: the secret in the address is the permission
def provider(request: Any, secret: str) -> HttpResponse:
    """The provider's courses. Opening changes nothing; an ended link offers a new one by mail."""
    request.now, request.secret = timezone.now(), secret
    if request.method == "POST":
        refuse_strangers(request)
        refuse_long(request)
        if not constant_time_compare(request.POST.get(FIELD, ""), case_token(secret)):
            raise PermissionDenied("Dieses Formular gehört nicht zu diesem Link.")
        if asked_too_often(request):
            return unkept(too_many_requests(request))
    try:
        with links.opened_by_link(secret, at=request.now) as link:
            return unkept(_page(request, link))
    except ProviderLink.DoesNotExist:
        return unkept(_ended(request))


def _page(request: Any, link: ProviderLink) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        try:
            _act(request, link)
        except CourseRefused as refusal:
            wrong = str(refusal)
        else:
            return redirect(f"{request.path}?danke=1")
    offers = links.courses_by_link(link, at=request.now).select_related("municipality")
    courses = shown(offers, at=request.now)
    context = {
        "rows": [(each, *_typed(request, each.offer.pk, each.offer)) for each in courses],
        "provider": courses[0].provider if courses else "",
        "link": link, "token": case_token(request.secret), "wrong": wrong,
        "thanked": "danke" in request.GET and not wrong,
        "stale": sum(each.stale for each in courses), "trail": trail_of(_("Meine Kurse")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/courses/provider.html", context, status=status)


def _act(request: Any, link: ProviderLink) -> None:
    """Count what was typed; with a course called off, only numbers that are other than before.

    A course the page did not show is not spoken of.
    """
    cancelled = request.POST.get("absagen", "")
    seats = {
        each.pk: typed
        for each in links.courses_by_link(link, at=request.now)
        if f"plaetze-{each.pk}" in request.POST and f"belegt-{each.pk}" in request.POST
        for typed in [_seats(request, each.pk)]
        if not cancelled or typed != Seats(each.seats_max, each.seats_booked)
    }
    if seats or not cancelled:
        links.count_by_link(link, seats, at=request.now)
    if cancelled.isdecimal():
        links.cancel_by_link(link, int(cancelled[:15]), at=request.now)


def _seats(request: Any, pk: int) -> Seats:
    numbers = []
    for name in (f"plaetze-{pk}", f"belegt-{pk}"):
        text = request.POST.get(name, "").strip()
        if text and not (text.isascii() and text.isdecimal() and len(text) <= 4):
            raise CourseRefused(NO_NUMBER, name)
        numbers.append(int(text) if text else None)
    return Seats(*numbers)


def _typed(request: Any, pk: int, offer: Any) -> tuple[Any, Any]:
    """What stands in the two fields: what was typed, else what is kept."""
    kept = {f"plaetze-{pk}": offer.seats_max, f"belegt-{pk}": offer.seats_booked}
    found = (request.POST.get(name, value) for name, value in kept.items())
    first, second = ("" if each is None else each for each in found)
    return first, second


def _ended(request: Any) -> HttpResponse:
    """The same for a wrong, an outdated and an ended link; whether one was known is never told."""
    sent = request.method == "POST"
    if sent:
        links.send_again(request.secret, at=request.now)
    context = {
        "token": case_token(request.secret), "sent": sent,
        "trail": trail_of(_("Meine Kurse")),
    }  # fmt: skip
    return render_page(request, "public/courses/link_ended.html", context, status=GONE)
