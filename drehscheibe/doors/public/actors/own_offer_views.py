"""An offer behind the mailed link: its own page, so that every form stays small (ADR 20)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drehscheibe.domain.directory import links
from drehscheibe.domain.directory.models import ActorLink
from drehscheibe.domain.directory.offering import EMPTY, OFFER, offers_of, typed_offer
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.saying import offers_in
from drehscheibe.domain.directory.typed import Field
from drehscheibe.doors.public.actors.views import trail_of
from drehscheibe.doors.public.forwarding.guarding import case_token
from drehscheibe.kernel.design.rendering import render_page

UNFIT = 422
NEW = "neu"


@dataclass(frozen=True)
class Line:
    """A field with what stands in it and what is wrong with it."""

    field: Field
    value: str
    wrong: str


def lines(fields: list[Field], text: Callable[[str], str], wrong: dict[str, str]) -> list[Line]:
    """The fields of a form as they stand."""
    return [Line(each, text(each.name), wrong.get(each.name, "")) for each in fields]


def offer_page(request: Any, link: ActorLink) -> HttpResponse:
    """A new offer, another wording of one, or its end; it waits for the centre with all else."""
    newest = links.newest(link.actor)
    if newest is None:
        raise Http404
    key = request.GET.get("angebot", "")
    known = offers_of(link.actor, offers_in(newest))
    if key != NEW and key not in known:
        raise Http404
    typed, wrong = known.get(key, EMPTY), dict[str, str]()
    if request.method == "POST":
        typed, wrong = typed_offer(lambda name: str(request.POST.get(name, "")))
        if not wrong:
            try:
                made = links.propose_offer_by_link(
                    link, str(uuid4()) if key == NEW else key, typed, at=request.now
                )
            except DirectoryRefused as refusal:
                wrong = {"name": str(refusal)}
            else:
                return redirect(f"{request.path}?danke={'neu' if made else 'gleich'}")
        typed = {each.name: str(request.POST.get(each.name, "")) for each in OFFER}
    context = {
        "lines": lines(list(OFFER), lambda name: typed[name], wrong), "wrong": wrong,
        "link": link, "is_new": key == NEW, "key": key, "token": case_token(request.secret),
        "centre": link.actor.centre.organisation.name, "name": newest.name,
        "trail": trail_of(_("Meine Organisation")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/actors/own_offer.html", context, status=status)
