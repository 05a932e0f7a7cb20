"""Courses and offers of actors for other directories: Open Referral HSDS 3.0, `service`.

A list tells the courses first, then the offers, each in the order in which they were entered, so
that a page keeps its rows.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from drehscheibe.domain.courses.hsds import changes_of as course_changes
from drehscheibe.domain.courses.hsds import courses_asked, service
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import ShownCourse, shown, shown_course
from drehscheibe.domain.directory import hsds as offers
from drehscheibe.domain.directory.hsds_questions import changes_of as offer_changes
from drehscheibe.domain.directory.hsds_questions import services_asked
from drehscheibe.domain.directory.models import Service
from drehscheibe.doors.api.guide import answer, whole_answer
from drehscheibe.doors.api.hsds_questions import MOST_LINES, OfServices, Page
from drehscheibe.doors.api.problems import file_answer, may_answer, problem
from drehscheibe.kernel.calendar.moments import BERLIN, day_of

router = Router(tags=["HSDS"])
JSON, NDJSON = "application/json", "application/x-ndjson"
VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"
SUMMARY = {
    "id", "name", "status", "url", "email", "description", "eligibility_description",
    "fees_description", "assured_date", "last_modified", "organization_id", "organization",
}  # fmt: skip
"""What the list tells without `full`; the rest has many rows per course."""
SERVICE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "status"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "status": {"type": "string", "enum": ["active", "inactive", "defunct"]},
    },
}
PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["total_items", "total_pages", "page_number", "size", "contents"],
    "properties": {
        **{
            name: {"type": "integer"}
            for name in ("total_items", "total_pages", "page_number", "size")
        },
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
        "contents": {"type": "array", "items": SERVICE},
    },
}


def list_answer(page: dict[str, Any], each: dict[str, Any]) -> dict[str, Any]:
    """A page of things, or one thing a line."""
    found: dict[int, Any] = file_answer(JSON, page)["responses"]
    content = found[200]["content"] | {NDJSON: {"schema": each}}
    return {"responses": {**found, 200: found[200] | {"content": content}}}


ABOUT: dict[str, Any] = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {name: {"type": "string"} for name in ("version", "profile", "openapi_url")},
}


def one_answer() -> dict[str, Any]:
    """A course, or no such course."""
    found = file_answer(JSON, SERVICE)["responses"]
    return {"responses": {**found, **may_answer(404)["responses"]}}


@router.get(
    "/hsds/", url_name="hsds", operation_id="hsds", summary="Welche Fassung von HSDS hier steht",
    openapi_extra=file_answer(JSON, ABOUT),
)  # fmt: skip
def about(request: HttpRequest) -> HttpResponse:
    """Version, profile and description, as HSDS asks of `/`."""
    url = request.build_absolute_uri(reverse("api:openapi-json"))
    return answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": url})


@router.get(
    "/hsds/services", url_name="hsds_services", operation_id="hsds_services",
    summary="Deutschkurse, die man noch beginnen kann, und Angebote der Akteure, seitenweise",
    openapi_extra=list_answer(PAGE, SERVICE),
)  # fmt: skip
def services(request: HttpRequest, query: Query[OfServices]) -> HttpResponse:
    """Everything, or what fits."""
    at = timezone.now()
    asked = query.asked(on=day_of(at))
    courses = courses_asked(findable(on=day_of(at)), asked).order_by("pk")
    rows = services_asked(offers.services_open(), asked)
    if query.minimal:
        return answer(request, whole_list(minimal(courses, rows)))
    total, first, second = both(courses, rows, query)
    contents = [told(request, each, full=query.full) for each in shown(first, at=at)]
    contents += [
        offers.service(row, actor, url=page_of(request, actor.public_id), full=query.full)
        for row, actor in offers.with_actors(second, at=at)
    ]
    return listed(request, plain(contents), total, query)


@router.get(
    "/hsds/services/{identity}", url_name="hsds_service", operation_id="hsds_service",
    summary="Ein Kurs oder ein Angebot mit allem, was öffentlich ist", openapi_extra=one_answer(),
)  # fmt: skip
def one_service(request: HttpRequest, identity: str) -> HttpResponse:
    """For a course the same as `hsds.json` beside its page."""
    at, own = timezone.now(), uuid_of(identity)
    course = shown_course(own, at=at)
    if course is not None:
        return answer(request, told(request, course, full=True))
    found = offers.with_actors(offers.services_open().filter(public_id=own), at=at)
    for row, actor in found:
        url = page_of(request, actor.public_id)
        return answer(request, plain(offers.service(row, actor, url=url, full=True)))
    raise Http404


def both(
    courses: QuerySet[CourseOffer], rows: QuerySet[Service], query: Page
) -> tuple[int, QuerySet[CourseOffer], QuerySet[Service]]:
    """How many there are, and those of the page: courses first, offers behind them."""
    number, per_page = courses.count(), query.per_page
    start = (query.page - 1) * per_page
    if query.unpaged:
        start, per_page = 0, MOST_LINES
    behind = max(0, start - number)
    room = per_page - max(0, min(per_page, number - start))
    return (
        number + rows.count(), courses[start : start + per_page], rows[behind : behind + room]
    )  # fmt: skip


def minimal(courses: QuerySet[CourseOffer], rows: QuerySet[Service]) -> list[dict[str, Any]]:
    """Identity and last change of each: two questions for any number."""
    found = [*course_changes(courses), *offer_changes(rows)]
    return [
        {"id": str(own)} | ({"modified_date": moment(changed)} if changed else {})
        for own, changed in found
    ]


def moment(at: datetime) -> str:
    """As `last_modified` has it."""
    return at.astimezone(BERLIN).isoformat(timespec="seconds")


def whole_list(contents: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything on one page."""
    return {
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents),
        "first_page": True, "last_page": True, "empty": not contents, "contents": contents,
    }  # fmt: skip


def listed(request: HttpRequest, contents: Any, total: int, query: Page) -> HttpResponse:
    """A page, or one thing a line without pages; too many of these are refused."""
    if not query.unpaged:
        return answer(request, paged(contents, total, query))
    if total > MOST_LINES:
        told = f"Das sind {total}, ohne Seiten gibt es höchstens {MOST_LINES}."
        advice = "Bitte eingrenzen oder seitenweise lesen."
        errors = [{"place": "query.format", "message": f"{told} {advice}"}]
        return problem(request, 422, errors=errors)
    lines = (orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in contents)
    return whole_answer(request, b"".join(lines), NDJSON)


def paged(contents: Any, total: int, query: Page) -> dict[str, Any]:
    """The page object of HSDS."""
    page, pages = query.page, max(1, -(-total // query.per_page))
    return {
        "total_items": total, "total_pages": pages, "page_number": page, "size": len(contents),
        "first_page": page == 1, "last_page": page >= pages, "empty": not contents,
        "contents": contents,
    }  # fmt: skip


def uuid_of(text: str) -> UUID:
    """The identity, or nothing is there."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def page_of(request: HttpRequest, actor: UUID) -> str:
    """The page of an actor."""
    return request.build_absolute_uri(reverse("public:actor", args=[actor]))


def plain(whole: Any) -> Any:
    """Labels become plain words."""
    return orjson.loads(orjson.dumps(whole, default=str))


def told(request: HttpRequest, course: ShownCourse, *, full: bool) -> dict[str, Any]:
    """The course as `service`."""
    path = reverse("public:course", args=[course.offer.public_id])
    whole: dict[str, Any] = plain(service(course, url=request.build_absolute_uri(path)))
    if not full:
        return {name: whole[name] for name in whole if name in SUMMARY}
    where = place_of_course(course)
    return whole | ({"service_at_locations": [where]} if where else {})


def place_of_course(course: ShownCourse) -> dict[str, Any]:
    """The course at its place; none online, none of a provider at risk."""
    offer = course.offer
    if offer.mode == CourseOffer.Mode.ONLINE or not course.street:
        return {}
    own = offers.turned(offer.public_id, offers.LOCATION)
    address = offers.address(own, course.street, course.postcode, course.town)
    where = offers.kept({
        "id": str(own), "location_type": "physical", "name": course.town,
        "addresses": [address] if address else [],
        "accessibility": offers.accessibility(own, offer.step_free),
    })  # fmt: skip
    return offers.at_location(offer.public_id, where)
