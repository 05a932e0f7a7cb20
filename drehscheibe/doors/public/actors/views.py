"""Searching and reading actors: pages that are the same for everybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.searching import (
    actor_shown,
    actors_found,
    kinds_shown,
    languages_spoken,
)
from drehscheibe.domain.directory.shown import ShownActor, ShownPlace, as_shown
from drehscheibe.domain.network.seeing import centres_open
from drehscheibe.doors.public.actors.filters import ActorFilters, flag_labels
from drehscheibe.doors.public.actors.structured import json_ld
from drehscheibe.doors.public.actors.words import PLACES, Line, now_words, week
from drehscheibe.doors.public.entries import centre_url, dialled, map_url
from drehscheibe.doors.public.trails import Trail, trail_to
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.tongues import Tongue, tongue

PER_PAGE = 15
TITLE = gettext_lazy("Hilfe in Ihrer Nähe")


@dataclass(frozen=True)
class Spot:
    """A place of an actor with its hours as words and the way to a map elsewhere."""

    place: ShownPlace
    label: str
    now: tuple[str, str]
    week: list[Line]
    map: str


@dataclass(frozen=True)
class Hit:
    """An actor in a list or on its page."""

    actor: ShownActor
    spots: list[Spot]
    tongues: list[Tongue]

    @property
    def tel(self) -> str:
        """The number as a telephone dials it."""
        return dialled(self.actor.phone)


def actor_list(request: HttpRequest) -> HttpResponse:
    """Who helps: of the place asked for first, call button beside each."""
    at = timezone.now()
    kinds = kinds_shown()
    filters = ActorFilters(request, on=day_of(at), kinds=kinds)
    rows = actors_found(filters.wish, at=at)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite", "")[:6])
    spoken = sorted(languages_spoken())
    context = {
        "page": page,
        "hits": [hit_of(as_shown(each, on=day_of(at)), at) for each in page],
        "filters": filters,
        "topics": [(each, filters.with_(each.key)) for each in filters.topics.values()],
        "kinds": kinds,
        "languages_spoken": [found for each in spoken if (found := tongue(each))],
        "flags": flag_labels().items(),
        "trail": trail_to(str(TITLE)),
    }
    return render_page(request, "public/actors/actor_list.html", context)


def actor_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One actor: call first; then when, where, with what."""
    at = timezone.now()
    found = actor_shown(public_id, at=at)
    if found is None:
        raise Http404
    row, shown = found
    address = request.build_absolute_uri(request.path)
    context: dict[str, Any] = {
        "hit": hit_of(shown, at), "actor": shown, "address": address,
        "centre": row.centre.organisation.name, "centre_url": centre_url(row.centre),
        "network": _network_of(row.centre),
        "mail": f"mailto:?subject={quote(shown.name)}&body={quote(address)}",
        "json_ld": json_ld(shown, address), "trail": trail_of(shown.name),
    }  # fmt: skip
    return render_page(request, "public/actors/actor_detail.html", context)


def _network_of(centre: Centre) -> str:
    """Where one sees with whom it works; empty where the centre does not show that."""
    if not centres_open().filter(pk=centre.pk).exists():
        return ""
    return reverse("public:network", args=[centre.key])


def hit_of(actor: ShownActor, at: datetime) -> Hit:
    """As a page shows it."""
    here = at.astimezone(BERLIN)
    spots = [
        Spot(
            each, str(PLACES[each.kind]), now_words(each.hours, here), week(each.hours, here),
            map_url(each.street, f"{each.postcode} {each.town}".strip())
            if each.kind != "post" else "",
        )
        for each in actor.places
    ]  # fmt: skip
    return Hit(actor, spots, [found for each in actor.languages if (found := tongue(each))])


def trail_of(here: str) -> Trail:
    """Below the list."""
    return trail_to(here, (str(TITLE), reverse("public:actors")))
