"""Who helps where I live? The start page, the search, and the three plain doors."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drehscheibe.domain.centres.outlines import HEIGHT, WIDTH
from drehscheibe.domain.centres.selectors import Hit, find_centres, map_centres
from drehscheibe.domain.directory.topics import Topic, topics_on
from drehscheibe.doors.public.entries import Area, area_of, centre_url, contact_of
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.territory.outside import is_outside

TOPICS: dict[str, str | Promise] = {
    "learn_german": gettext_lazy("Deutsch lernen"),
    "everyday_help": gettext_lazy("Hilfe im Alltag"),
    "volunteering": gettext_lazy("Ehrenamt"),
}


def start(request: HttpRequest) -> HttpResponse:
    """One question, the map and the list of all centres beside it."""
    return render_page(request, "public/start.html", map_context())


def search(request: HttpRequest) -> HttpResponse:
    """The centres for a place; where nothing fits, what to do instead, with map and list."""
    asked = typed(request.GET, "ort")
    finding = find_centres(asked) if asked else None
    context: dict[str, object] = {"asked": asked, "finding": finding, "trail": trail_to(_("Suche"))}
    context["topics"] = [
        (each, f"?{urlencode({'ort': asked, 'thema': each.key})}") for each in helping_topics()
    ]
    if finding and finding.hits:
        context["hits"] = [
            {
                "centre": hit.centre,
                "through": hit.through,
                "within": "" if is_the_area(hit) else hit.centre.area_name,
                "url": centre_url(hit.centre),
                "contact": contact_of(hit.centre),
            }
            for hit in finding.hits
        ]
    else:
        context |= map_context() | {"outside": bool(asked) and is_outside(asked)}
    return render_page(request, "public/search.html", context)


def is_the_area(hit: Hit) -> bool:
    """Whether the place is all the centre serves, so that nobody reads „Köln (Köln)“."""
    return [town.name for town in hit.through] in ([], [hit.centre.area_name])


def topic(request: HttpRequest, name: str) -> HttpResponse:
    """A plain door: what the centres do about it, and the search again."""
    context = {"trail": trail_to(str(TOPICS[name])), "topics": helping_topics()}
    return render_page(request, f"public/{name}.html", context)


def helping_topics() -> list[Topic]:
    """What one can be helped with, as the list of actors asks."""
    return list(topics_on(timezone.localdate()).values())


def map_context() -> dict[str, object]:
    """The areas as the map draws them (cities on top) and as the list groups them."""
    areas = [area_of(centre) for centre in map_centres()]
    return {
        "areas": sorted(areas, key=lambda area: area.is_city),
        "districts": grouped(areas),
        "width": WIDTH,
        "height": HEIGHT,
        "map_label": _("Karte der Kommunalen Integrationszentren in Nordrhein-Westfalen"),
    }


def grouped(areas: Iterable[Area]) -> list[tuple[str, list[Area]]]:
    """The areas by Regierungsbezirk, both in alphabetical order."""
    found: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        found[area.government_district].append(area)
    return sorted(found.items())
