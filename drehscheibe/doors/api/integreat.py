"""The guide for clients of Integreat: the addresses and shapes of its interface, version 3.

Mounted as `/api/integreat/v3/` and as `/api/v3/`, which such clients put behind the name of a host.
"""

from collections import OrderedDict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.shapes import ours
from drehscheibe.doors.api import integreat_lists as lists
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.problems import file_answer, may_answer, problem
from drehscheibe.kernel.design.published import Edition, listener

JSON = "application/json"
HELP = (
    "Diese Region oder Sprache gibt es hier nicht. Alle Regionen mit ihren Sprachen stehen unter "
    "/api/integreat/v3/regions/."
)
ITEMS: dict[str, Any] = {"type": "array", "items": {"type": "object"}}
LISTED: dict[str, Any] = {
    "responses": {**file_answer(JSON, ITEMS)["responses"], **may_answer(404)["responses"]}
}

MOST_TAGS = 600
_tags: OrderedDict[tuple[str, str, str], tuple[Edition, str]] = OrderedDict()
"""The tag of the pages of a region in a language while nothing public changes: the answer itself is
too long for the edge (ADR 10), and whoever has it need not wait for it to be made again."""

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
    return answer(request, lists.regions_told())


@integreat.get(
    "/{region}/languages/", url_name="languages", operation_id="languages",
    summary="Sprachen eines Wegweisers", openapi_extra=LISTED,
)  # fmt: skip
def languages(request: HttpRequest, region: str) -> HttpResponse:
    """Those in which at least one page is published."""
    return answer(request, lists.languages_told(centre_or_404(region)))


@integreat.get(
    "/{region}/{language}/pages/", url_name="pages", operation_id="pages",
    summary="Alle übersetzten Seiten mit ihrem Text", openapi_extra=LISTED,
)  # fmt: skip
def pages(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """In the order of reading; what is not translated is not there."""
    tag, edition = tag_or_404(language), listener.edition()
    place = (root_of(request), region, tag)
    known = _tags.get(place)
    if known is not None and edition is not None and known[0] == edition:
        same = get_conditional_response(request, etag=known[1])
        if isinstance(same, HttpResponse):
            return same
    rows = lists.pages_told(root_of(request), region, tag) if region.isprintable() else None
    if rows is None:
        raise Http404
    found = answer(request, rows)
    if edition is not None and edition == listener.edition():
        _tags[place] = (edition, found["ETag"])
        while len(_tags) > MOST_TAGS:
            _tags.popitem(last=False)
    return found


@integreat.get(
    "/{region}/{language}/locations/", url_name="locations", operation_id="locations",
    summary="Anlaufstellen, deren Angaben freigegeben sind", openapi_extra=LISTED,
)  # fmt: skip
def locations(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """Names and texts as they stand, which is German."""
    centre, tag = centre_or_404(region), tag_or_404(language)
    return answer(request, lists.places_told(root_of(request), centre, tag, at=timezone.now()))


@integreat.get(
    "/{region}/{language}/events/", url_name="dates", operation_id="dates",
    summary="Kommende Termine des Zentrums", openapi_extra=LISTED,
)  # fmt: skip
def dates(request: HttpRequest, region: str, language: str) -> HttpResponse:
    """Each date of each event that is public and not called off."""
    centre, tag = centre_or_404(region), tag_or_404(language)
    return answer(request, lists.dates_told(root_of(request), centre, tag, at=timezone.now()))


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


def root_of(request: HttpRequest) -> str:
    """The address of this site."""
    return request.build_absolute_uri("/").rstrip("/")
