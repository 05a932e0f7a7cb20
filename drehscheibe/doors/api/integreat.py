"""The guide for clients of Integreat: the addresses and shapes of its interface, version 3.

Mounted as `/api/integreat/v3/` and as `/api/v3/`, which such clients put behind the name of a host.
"""

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from ninja import NinjaAPI

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.shown import actors_shown, as_shown
from drehscheibe.domain.guide.handing_out import handed_out, languages_of
from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.reading import OpenGuide, Tree, centres_with_guide
from drehscheibe.domain.guide.shapes import ours, twins
from drehscheibe.domain.qualification import selectors as events
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.integreat_shapes import (
    Addresses,
    date_out,
    languages_out,
    pages_out,
    place_out,
    region_out,
)
from drehscheibe.doors.api.problems import file_answer, may_answer, problem
from drehscheibe.kernel.calendar.moments import day_of

JSON = "application/json"
HELP = (
    "Diese Region oder Sprache gibt es hier nicht. Alle Regionen mit ihren Sprachen stehen unter "
    "/api/integreat/v3/regions/."
)
CANCELLED = "cancelled"
ITEMS: dict[str, Any] = {"type": "array", "items": {"type": "object"}}
LISTED: dict[str, Any] = {
    "responses": {**file_answer(JSON, ITEMS)["responses"], **may_answer(404)["responses"]}
}

integreat = NinjaAPI(
    title="Drehscheibe – Wegweiser in der Form von Integreat",
    version="3.0.0",
    description=(
        "Regionen, Sprachen, Seiten, Orte und Veranstaltungen zum Lesen, in den Feldern der "
        "Schnittstelle v3 von Integreat; ohne Anmeldung. Antworten tragen einen ETag."
    ),
    urls_namespace="integreat",
    docs_url=None,
)


@integreat.exception_handler(Http404)
def unknown(request: HttpRequest, exc: Http404) -> HttpResponse:
    """No such region or language."""
    return problem(request, 404, HELP)


@integreat.get(
    "/regions/", url_name="regions", operation_id="regions", summary="Zentren mit Wegweiser",
    openapi_extra=LISTED,
)  # fmt: skip
def regions(request: HttpRequest) -> HttpResponse:
    """Each with the languages of its guide."""
    centres = centres_with_guide()
    spoken = languages_of(each.pk for each in centres)
    return answer(request, [region_out(each, spoken.get(each.pk, ())) for each in centres])


@integreat.get(
    "/{region}/languages/", url_name="languages", operation_id="languages",
    summary="Sprachen eines Wegweisers", openapi_extra=LISTED,
)  # fmt: skip
def languages(request: HttpRequest, region: str) -> HttpResponse:
    """Those in which at least one page is published."""
    centre = centre_or_404(region)
    return answer(request, languages_out(languages_of([centre.pk]).get(centre.pk, ())))


@integreat.get(
    "/{region}/{language}/pages/", url_name="pages", operation_id="pages",
    summary="Alle übersetzten Seiten mit ihrem Text", openapi_extra=LISTED,
)  # fmt: skip
def pages(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """In the order of reading; what is not translated is not there."""
    tag = tag_or_404(language)
    guide, tree = opened(region, tag)
    at = addresses(request, guide.key)
    links = {each.public_id: at.page(each, tag) for each in tree.nodes}
    return answer(request, pages_out(handed_out(tree, tag, links), tree, at, tag))


@integreat.get(
    "/{region}/{language}/locations/", url_name="locations", operation_id="locations",
    summary="Anlaufstellen, deren Angaben freigegeben sind", openapi_extra=LISTED,
)  # fmt: skip
def locations(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """Names and texts as they stand, which is German."""
    centre, tag = centre_or_404(region), tag_or_404(language)
    at, today = addresses(request, centre.key), day_of(timezone.now())
    base = page_base(request, "public:actors", tag)
    found = [as_shown(each, on=today) for each in actors_shown().filter(centre=centre)]
    theirs = twins()[tag].theirs
    return answer(
        request, [place_out(each, f"{base}{each.public_id}/", at, theirs) for each in found]
    )


@integreat.get(
    "/{region}/{language}/events/", url_name="dates", operation_id="dates",
    summary="Kommende Termine des Zentrums", openapi_extra=LISTED,
)  # fmt: skip
def dates(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """Each date of each event that is public and not called off."""
    centre, tag, now = centre_or_404(region), tag_or_404(language), timezone.now()
    at, theirs = addresses(request, centre.key), twins()[tag].theirs
    base = page_base(request, "public:events", tag)
    wanted = events.CatalogueFilters(owner=centre.organisation_id)
    rows = events.catalogue(None, wanted, at=now).exclude(status=CANCELLED)
    found = [
        (session, event)
        for event in rows.prefetch_related("sessions")
        for session in event.sessions.all()
        if session.ends_at > now and not session.called_off_at and not session.workshop_id
    ]
    found.sort(key=lambda each: (each[0].starts_at, each[0].pk))
    return answer(request, [
        date_out(event, session, f"{base}{event.number}/", at, theirs) for session, event in found
    ])  # fmt: skip


@integreat.get(
    "/{region}/{language}/offers/", url_name="offers", operation_id="offers",
    summary="Verweise auf fremde Angebote: keine", openapi_extra=LISTED,
)  # fmt: skip
def offers(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """Always empty: courses are in `/api/v1/hsds/services`."""
    centre_or_404(region), tag_or_404(language)
    return answer(request, [])


def tag_or_404(code: str) -> str:
    """Our language of theirs."""
    tag = ours(code)
    if tag is None:
        raise Http404
    return tag


def centre_or_404(key: str) -> Centre:
    """A region is a centre."""
    if not (key.isascii() and key.isdecimal() and len(key) <= 8):
        raise Http404
    found = Centre.objects.filter(key=key).defer("outline", "path").first()
    if found is None:
        raise Http404
    return found


def opened(key: str, language: str) -> tuple[OpenGuide, Tree]:
    """The guide and its tree."""
    found = guide_and_tree(key, language) if key.isprintable() else None
    if found is None:
        raise Http404
    return found


def addresses(request: HttpRequest, key: str) -> Addresses:
    """Where the pages of a guide are, by language."""
    root = request.build_absolute_uri("/").rstrip("/")
    return Addresses(key, {tag: f"{root}{path}{key}/" for tag, path in _beginnings().items()})


def page_base(request: HttpRequest, name: str, language: str) -> str:
    """Where the pages below a list are, in a language."""
    with translation.override(language):
        return request.build_absolute_uri(reverse(name))


@cache
def _beginnings() -> dict[str, str]:
    """The list of guides in every language; addresses do not change while a process lives."""
    found = {}
    for tag in twins():
        with translation.override(tag):
            found[tag] = reverse("public:guides")
    return found
