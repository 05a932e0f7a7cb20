"""Behind the mailed link: an actor's own people confirm or propose what is said of it (ADR 20)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from drehscheibe.domain.directory import links
from drehscheibe.domain.directory.models import ActorLink
from drehscheibe.domain.directory.offering import offers_of
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.typed import (
    PLACES,
    TEXTS,
    place_fields,
    texts_of,
    typed_wording,
)
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.doors.public.actors.own_offer_views import UNFIT, Line, lines, offer_page
from drehscheibe.doors.public.actors.views import trail_of
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
from drehscheibe.kernel.language.tongues import tongues

GONE = 410


@csrf_exempt  # no cookie, nothing to ride on: the secret in the address is the permission
def own(request: Any, secret: str) -> HttpResponse:
    """What is said of the actor. Opening changes nothing; an ended link offers a new one."""
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
            page = offer_page if "angebot" in request.GET else _page
            return unkept(page(request, link))
    except ActorLink.DoesNotExist:
        return unkept(_ended(request))


def _page(request: Any, link: ActorLink) -> HttpResponse:
    newest = links.newest(link.actor)
    said = said_in(newest) if newest else None
    typed: Any = texts_of(said) if said else {}
    spoken = list(said.languages) if said else []
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed, spoken = request.POST, request.POST.getlist("languages")
        thanks, wrong = _take(request, link, said)
        if thanks:
            return redirect(f"{request.path}?danke={thanks}")
    text = partial(_text, typed)
    context = {
        "texts": lines(list(TEXTS), text, wrong),
        "places": [] if link.actor.at_risk else _places(text, wrong),
        "tongues": tongues().values(), "spoken": spoken, "wrong": wrong, "link": link,
        "name": newest.name if newest else "",
        "offers": offers_of(link.actor, said.services).items() if said else None,
        "proposed": {each.key for each in said.services} if said else set(),
        "shown": link.actor.revisions.filter(shown=True).exists(),
        "waiting": newest is not None and newest.standing == "open",
        "token": case_token(request.secret), "thanked": _thanks(request, wrong),
        "centre": link.actor.centre.organisation.name, "trail": trail_of(_("Meine Organisation")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/actors/own.html", context, status=status)


def _take(request: Any, link: ActorLink, said: Wording | None) -> tuple[str, dict[str, str]]:
    """What is thanked for, or what is wrong by field. Where one at risk is, a link never tells."""
    if request.POST.get("act") == "confirm":
        links.confirm_by_link(link, at=request.now)
        return "bestaetigt", {}
    text = partial(_text, request.POST)
    wording, wrong = typed_wording(text, request.POST.getlist("languages"), before=said)
    if wrong:
        return "", wrong
    if link.actor.at_risk:
        wording = replace(wording, places=said.places if said else ())
    made = links.propose_by_link(link, wording, at=request.now)
    return ("neu" if made else "gleich"), {}


def _text(typed: Any, name: str) -> str:
    return str(typed.get(name, ""))


def _places(
    text: Callable[[str], str], wrong: dict[str, str]
) -> list[tuple[int, list[Line], list[Line], bool]]:
    """Number, address, hours, and whether it stands open: it has something, or is the first."""
    found = []
    for number in PLACES:
        rows = lines(place_fields(number), text, wrong)
        days = [each for each in rows if "-day-" in each.field.name]
        other = [each for each in rows if "-day-" not in each.field.name]
        full = any(each.value for each in rows if not each.field.choices)
        found.append((number, other, days, full or number == 1))
    return found


def _thanks(request: Any, wrong: dict[str, str]) -> str:
    return "" if wrong else str(request.GET.get("danke", ""))[:12]


def _ended(request: Any) -> HttpResponse:
    """The same for a wrong, an outdated and an ended link; whether one was known is never told."""
    sent = request.method == "POST"
    if sent:
        links.send_again(request.secret, at=request.now)
    context = {
        "token": case_token(request.secret),
        "sent": sent,
        "trail": trail_of(_("Meine Organisation")),
    }
    return render_page(request, "public/actors/link_ended.html", context, status=GONE)
