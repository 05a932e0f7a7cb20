"""The other lists of HSDS 3.0: organisations, services at places, vocabularies and their terms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from drehscheibe.domain.courses.hsds import courses_asked
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import shown
from drehscheibe.domain.directory import hsds as offers
from drehscheibe.domain.directory.hsds_questions import (
    actors_asked,
    facet_key,
    services_asked,
)
from drehscheibe.domain.directory.searching import services_shown
from drehscheibe.domain.directory.shown import ShownActor, actors_shown, as_shown
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.hsds import (
    JSON,
    PAGE,
    SUMMARY,
    both,
    list_answer,
    listed,
    page_of,
    paged,
    place_of_course,
    plain,
    told,
    uuid_of,
)
from drehscheibe.doors.api.hsds_questions import (
    MOST_LINES,
    FullService,
    OfOrganizations,
    OfPlaces,
    OfTerms,
    Page,
)
from drehscheibe.doors.api.problems import file_answer, may_answer
from drehscheibe.kernel.calendar.moments import day_of

router = Router(tags=["HSDS"])
THING: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
}
THINGS = PAGE | {"properties": PAGE["properties"] | {"contents": {"type": "array", "items": THING}}}
LIST = file_answer(JSON, THINGS)
LINES = list_answer(THINGS, THING)
ONE = {
    "responses": {**file_answer(JSON, THING)["responses"], **may_answer(404)["responses"]},
}
BARE_LOCATION = {"id", "location_type", "name", "transportation", "latitude", "longitude"}
"""What a list of services at places tells of the place without `full`."""


@router.get(
    "/hsds/organizations", url_name="hsds_organizations", operation_id="hsds_organizations",
    summary="Akteure, seitenweise", openapi_extra=LINES,
)  # fmt: skip
def organizations(request: HttpRequest, query: Query[OfOrganizations]) -> HttpResponse:
    """In the order in which they were entered; what waits for the centre is not among them."""
    at = timezone.now()
    rows = actors_asked(actors_shown(), query.words).order_by("pk")
    total, start, size = rows.count(), (query.page - 1) * query.per_page, query.per_page
    if query.unpaged:
        start, size = 0, MOST_LINES
    part = rows[start : start + size].prefetch_related(services_shown())
    actors = [as_shown(each, on=day_of(at)) for each in part]
    contents = [
        _organization(request, each, full=query.full, services=query.full_service)
        for each in actors
    ]
    return listed(request, contents, total, query)


@router.get(
    "/hsds/organizations/{identity}", url_name="hsds_organization",
    operation_id="hsds_organization", summary="Ein Akteur mit seinen Angeboten und Orten",
    openapi_extra=ONE,
)  # fmt: skip
def organization(
    request: HttpRequest, identity: str, full_service: FullService = False
) -> HttpResponse:
    """With its offers; its courses are listed by `services?organization_id=`."""
    rows = actors_shown().prefetch_related(services_shown())
    row = rows.filter(public_id=uuid_of(identity)).first()
    if row is None:
        raise Http404
    actor = as_shown(row, on=day_of(timezone.now()))
    return answer(request, _organization(request, actor, full=True, services=full_service))


@router.get(
    "/hsds/service_at_locations", url_name="hsds_at_locations", operation_id="hsds_at_locations",
    summary="Kurse und Angebote an ihren Orten, seitenweise", openapi_extra=LINES,
)  # fmt: skip
def at_locations(request: HttpRequest, query: Query[OfPlaces]) -> HttpResponse:
    """Only with a place the public may know: nothing online, nothing of an actor at risk."""
    at = timezone.now()
    asked = query.asked(on=day_of(at))
    courses = courses_asked(_somewhere(findable(on=day_of(at))), asked).order_by("pk")
    rows = services_asked(offers.met_somewhere(offers.services_open(), at=at), asked)
    total, first, second = both(courses, rows, query)
    contents = _placed(request, first, second, at=at)
    told_ = contents if query.full else [_bare(each) for each in contents]
    return listed(request, plain(told_), total, query)


@router.get(
    "/hsds/service_at_locations/{identity}", url_name="hsds_at_location",
    operation_id="hsds_at_location", summary="Ein Kurs oder Angebot an seinem Ort",
    openapi_extra=ONE,
)  # fmt: skip
def at_location(request: HttpRequest, identity: str) -> HttpResponse:
    """The identity follows from that of the service."""
    at = timezone.now()
    own = offers.turned(uuid_of(identity), offers.AT_LOCATION)
    courses = _somewhere(findable(on=day_of(at))).filter(public_id=own)
    rows = offers.met_somewhere(offers.services_open(), at=at).filter(public_id=own)
    for each in _placed(request, courses, rows, at=at):
        return answer(request, plain(each))
    raise Http404


@router.get(
    "/hsds/taxonomies", url_name="hsds_taxonomies", operation_id="hsds_taxonomies",
    summary="Die Wortlisten", openapi_extra=LIST,
)  # fmt: skip
def taxonomies(request: HttpRequest, query: Query[Page]) -> HttpResponse:
    """Kinds of actors, topics, target groups."""
    return answer(request, _cut([offers.taxonomy(each) for each in offers.FACETS], query))


@router.get(
    "/hsds/taxonomies/{identity}", url_name="hsds_taxonomy", operation_id="hsds_taxonomy",
    summary="Eine Wortliste", openapi_extra=ONE,
)  # fmt: skip
def taxonomy(request: HttpRequest, identity: str) -> HttpResponse:
    """By its identity."""
    return answer(request, _one(map(offers.taxonomy, offers.FACETS), uuid_of(identity)))


@router.get(
    "/hsds/taxonomy_terms", url_name="hsds_terms", operation_id="hsds_terms",
    summary="Die Wörter der Wortlisten", openapi_extra=LIST,
)  # fmt: skip
def terms(request: HttpRequest, query: Query[OfTerms]) -> HttpResponse:
    """In the order of the sources."""
    facet, word = facet_key(query.taxonomy_id), query.search.casefold()
    found = [
        offers.term(each)
        for each in offers.terms()
        if (not facet or each.facet == facet) and word in each.label.casefold()
    ]
    return answer(request, _cut(found, query))


@router.get(
    "/hsds/taxonomy_terms/{identity}", url_name="hsds_term", operation_id="hsds_term",
    summary="Ein Wort einer Wortliste", openapi_extra=ONE,
)  # fmt: skip
def term(request: HttpRequest, identity: str) -> HttpResponse:
    """By its identity."""
    return answer(request, _one(map(offers.term, offers.terms()), uuid_of(identity)))


def _organization(
    request: HttpRequest, actor: ShownActor, *, full: bool, services: bool
) -> dict[str, Any]:
    """With its services: by identity, or, when asked for, whole."""
    url = page_of(request, actor.public_id)
    whole = offers.organization(actor, url=url, full=full)
    if services:
        told_ = [offers.service(each, actor, url=url, full=True) for each in actor.services]
        whole["services"] = [
            {name: each[name] for name in each if name != "organization"} for each in told_
        ]
    elif full:
        whole["services"] = [
            offers.kept({"id": str(each.public_id), "name": each.name, "status": each.status})
            for each in actor.services
        ]
    found: dict[str, Any] = plain(offers.kept(whole))
    return found


def _somewhere(rows: Any) -> Any:
    met = rows.exclude(mode=CourseOffer.Mode.ONLINE).exclude(street="")
    return met.filter(actor__at_risk=False)


def _placed(request: HttpRequest, courses: Any, rows: Any, *, at: datetime) -> list[dict[str, Any]]:
    found = [
        place_of_course(each) | {"service": told(request, each, full=False)}
        for each in shown(courses, at=at)
    ]
    for row, actor in offers.with_actors(rows, at=at):
        place = offers.place_of(actor)
        if place is not None:
            where = offers.location(offers.turned(actor.public_id, offers.LOCATION), place)
            whole = offers.service(row, actor, url=page_of(request, actor.public_id))
            short = {name: whole[name] for name in whole if name in SUMMARY}
            found.append(offers.at_location(row.public_id, where) | {"service": short})
    return found


def _bare(whole: dict[str, Any]) -> dict[str, Any]:
    place = whole["location"]
    return whole | {"location": {name: place[name] for name in place if name in BARE_LOCATION}}


def _cut(rows: list[dict[str, Any]], query: Page) -> dict[str, Any]:
    start = (query.page - 1) * query.per_page
    return paged(rows[start : start + query.per_page], len(rows), query)


def _one(rows: Any, identity: UUID) -> dict[str, Any]:
    for each in rows:
        if each["id"] == str(identity):
            return dict(each)
    raise Http404
