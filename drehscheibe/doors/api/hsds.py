"""Courses for other directories: Open Referral HSDS 3.0, pages of `service`."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from drehscheibe.domain.courses.hsds import service
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import ShownCourse, shown, shown_course
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.problems import file_answer, may_answer
from drehscheibe.kernel.calendar.moments import day_of

router = Router(tags=["Kurse (HSDS)"])
JSON = "application/json"
VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"
LAST = 100_000
"""No page beyond; so no number is too large for the database."""
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
ABOUT: dict[str, Any] = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {name: {"type": "string"} for name in ("version", "profile", "openapi_url")},
}
Number = Annotated[int, Query(ge=1, le=LAST, description="Seite, ab 1")]
PerPage = Annotated[int, Query(ge=1, le=100, description="Kurse je Seite")]
Full = Annotated[bool, Query(description="mit Zeiten, Plätzen, Telefon und Sprachen")]


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
    summary="Deutschkurse, die man noch beginnen kann, seitenweise",
    openapi_extra=file_answer(JSON, PAGE),
)  # fmt: skip
def services(
    request: HttpRequest, page: Number = 1, per_page: PerPage = 50, full: Full = False
) -> HttpResponse:
    """In the order in which they were entered, so that a page keeps its courses."""
    at = timezone.now()
    rows = findable(on=day_of(at)).order_by("pk")
    total = rows.count()
    pages = max(1, -(-total // per_page))
    found = shown(rows[(page - 1) * per_page : page * per_page], at=at)
    contents = [told(request, each, full=full) for each in found]
    head = {
        "total_items": total, "total_pages": pages, "page_number": page, "size": len(contents),
        "first_page": page == 1, "last_page": page >= pages, "empty": not contents,
    }  # fmt: skip
    return answer(request, head | {"contents": contents})


@router.get(
    "/hsds/services/{identity}", url_name="hsds_service", operation_id="hsds_service",
    summary="Ein Deutschkurs mit allem, was öffentlich ist", openapi_extra=one_answer(),
)  # fmt: skip
def one_service(request: HttpRequest, identity: str) -> HttpResponse:
    """The same as `hsds.json` beside the page of the course."""
    try:
        found = shown_course(UUID(identity), at=timezone.now())
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return answer(request, told(request, found, full=True))


def told(request: HttpRequest, course: ShownCourse, *, full: bool) -> dict[str, Any]:
    """The course as `service`; labels become plain words."""
    path = reverse("public:course", args=[course.offer.public_id])
    whole = service(course, url=request.build_absolute_uri(path))
    plain: dict[str, Any] = json.loads(json.dumps(whole, default=str))
    return plain if full else {name: plain[name] for name in plain if name in SUMMARY}
