"""Searching, reading and chaining courses: pages that are the same for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from drehscheibe.domain.courses.calendars import calendar_of
from drehscheibe.domain.courses.hsds import service
from drehscheibe.domain.courses.levels import NAMES
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.paging import page_of
from drehscheibe.domain.courses.paths import Stage
from drehscheibe.domain.courses.planning import path_for
from drehscheibe.domain.courses.searching import nearest
from drehscheibe.domain.courses.shown import ShownCourse, shown, shown_course
from drehscheibe.doors.public.courses.filters import (
    ANY_AGE,
    DISTANCES,
    CourseFilters,
    flag_labels,
)
from drehscheibe.doors.public.courses.structured import json_ld
from drehscheibe.doors.public.courses.words import (
    KNOWN,
    MISSES,
    PARTS,
    WANTED,
    WEEKDAYS,
    weekly_words,
)
from drehscheibe.doors.public.trails import Trail, trail_to
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE = 15
CALENDAR = "text/calendar; charset=utf-8"
TITLE = gettext_lazy("Deutschkurse")


@dataclass(frozen=True)
class Hit:
    """A course in a list, with its times as words and what it misses."""

    course: ShownCourse
    times: list[tuple[str, str]]
    misses: list[str]

    @property
    def tel(self) -> str:
        """The number as a telephone dials it."""
        return "".join(each for each in self.course.phone if each.isdigit() or each == "+")


def course_list(request: HttpRequest) -> HttpResponse:
    """What fits; with nothing, what comes nearest and what it misses."""
    at = timezone.now()
    filters = CourseFilters(request)
    wishes = filters.wishes
    number = _number(request.GET.get("seite", ""))
    found = page_of(wishes, size=PER_PAGE, number=number, at=at)
    if not found.offers and number > 1:  # beyond the last page stands the first
        number, found = 1, page_of(wishes, size=PER_PAGE, number=1, at=at)
    offers = found.offers
    missing: dict[int, list[str]] = {}
    if not offers and filters.is_set:
        near = nearest(wishes, at=at)
        missing = {each.pk: names for each, names in near}
        offers = [each for each, _ in near]
    hits = hits_of(offers, missing, at=at, measured=bool(filters.towns))
    context = {
        "page": Paginator(range(found.total), PER_PAGE).get_page(number),
        "hits": hits,
        "nearest": bool(missing),
        "filters": filters,
        "query": filters.query().urlencode(),
        **choices(),
        "trail": trail_to(str(TITLE)),
    }
    return render_page(request, "public/courses/course_list.html", context)


def course_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One course: call first; then when, where, for whom."""
    at = timezone.now()
    found = shown_course(public_id, at=at)
    if found is None:
        raise Http404
    today = day_of(at)
    address = request.build_absolute_uri(request.path)
    context = {
        "hit": Hit(found, weekly_words(found.slots), []),
        "course": found,
        "offer": found.offer,
        "lessons": found.next_lessons(today),
        "open": found.offer.is_open(today),
        "level_from": NAMES[found.offer.level_from],
        "level_to": NAMES[found.offer.level_to],
        "know": KNOWN[found.offer.level_from],
        "want": WANTED[found.offer.level_to],
        "address": address,
        "mail": f"mailto:?subject={quote(found.offer.title)}&body={quote(address)}",
        "map": _map(found),
        "structured": json_ld(found, address),
        "trail": trail_of(found.offer.title),
    }
    return render_page(request, "public/courses/course_detail.html", context)


def course_data(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same for programs, as HSDS `service`; anybody's page may fetch it."""
    found = shown_course(public_id, at=timezone.now())
    if found is None:
        raise Http404
    url = request.build_absolute_uri(reverse("public:course", args=[public_id]))
    response = JsonResponse(service(found, url=url), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def course_dates(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The dates as a calendar file, a series for each weekly time."""
    found = shown_course(public_id, at=timezone.now())
    if found is None or not found.slots:
        raise Http404
    url = request.build_absolute_uri(reverse("public:course", args=[public_id]))
    response = HttpResponse(calendar_of(found, url=url), content_type=CALENDAR)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def levels(request: HttpRequest) -> HttpResponse:
    """What A1 to C2 mean, in plain words (Sc 9.6)."""
    context = {"trail": trail_of(gettext("Was bedeuten A1 bis C2?"))}
    return render_page(request, "public/courses/levels.html", context)


def path(request: HttpRequest) -> HttpResponse:
    """From what one knows to what one wants, course by course."""
    at = timezone.now()
    filters = CourseFilters(request)
    know, want = filters.know, filters.want
    context: dict[str, Any] = {
        "filters": filters, "query": filters.query().urlencode(), **choices(),
        "trail": trail_of(gettext("Mein Weg zum Ziel")),
        "unfit": know is not None and want is not None and want <= know,
    }  # fmt: skip
    if know is not None and want is not None and want > know and not filters.has_unread_end:
        found, offers = path_for(filters.wishes, know=know, want=want, by=filters.ends_by, at=at)
        context |= {
            "path": found,
            "stages": _stages(found.stages, offers, at=at),
            "reached": NAMES[found.reached],
            "goal": NAMES[want],
            "gap": _gap(found.gap, filters),
        }
    return render_page(request, "public/courses/path.html", context)


def hits_of(
    offers: Iterable[CourseOffer], missing: dict[int, list[str]], *, at: Any, measured: bool
) -> list[Hit]:
    """Courses as a list shows them."""
    return [
        Hit(
            each, weekly_words(each.slots),
            [str(MISSES[name]) for name in missing.get(each.offer.pk, [])],
        )
        for each in shown(offers, at=at, measured=measured)
    ]  # fmt: skip


def choices() -> dict[str, object]:
    """What the form offers."""
    return {
        "known": KNOWN.items(), "wanted": WANTED.items(), "weekdays": WEEKDAYS.items(),
        "parts": PARTS.items(), "distances": DISTANCES, "any_age": ANY_AGE,
        "ages": range(13), "flags": flag_labels().items(),
        "scripts": CourseOffer.Script.choices[1:], "fundings": CourseOffer.Funding.choices,
    }  # fmt: skip


def trail_of(here: str) -> Trail:
    """Below the list."""
    return trail_to(here, (str(TITLE), reverse("public:courses")))


def _number(text: str) -> int:
    """Which page; what is none is the first."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _stages(
    stages: Sequence[Stage], offers: dict[int, CourseOffer], *, at: Any
) -> list[tuple[Stage, Hit]]:
    known = hits_of(offers.values(), {}, at=at, measured=True)
    hits = {each.course.offer.pk: each for each in known}
    return [(each, hits[each.step.key]) for each in stages if each.step.key in hits]


def _gap(gap: tuple[int, Any] | None, filters: CourseFilters) -> dict[str, Any] | None:
    """The step that is missing, and the question that asks for just this one."""
    if gap is None:
        return None
    level, since = gap
    query = filters.query()
    query["von"], query["bis"] = str(level), str(level + 1)
    return {"from": NAMES[level], "to": NAMES[level + 1], "since": since + timedelta(days=1),
            "query": query.urlencode()}  # fmt: skip


def _map(course: ShownCourse) -> str:
    if not course.street:
        return ""
    words = quote(f"{course.street}, {course.postcode} {course.town}")
    return f"https://www.openstreetmap.org/search?query={words}"
