"""Courses within a page of the guide: what a stored search finds today, with free seats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from drehscheibe.domain.courses.searching import matching, page_of
from drehscheibe.domain.guide.models import Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import OpenGuide
from drehscheibe.doors.public.courses.filters import CourseFilters
from drehscheibe.doors.public.courses.views import Hit, hits_of

MOST = 3
"""Courses below one section; the search itself shows the others."""
SEARCHES = 3
"""Sections of a page that search; more would make the page slow, they lead to the search."""


@dataclass(frozen=True)
class Embedded:
    """What a section shows: the first courses, how many there are, where all of them stand."""

    section: int
    hits: list[Hit]
    total: int
    address: str


def courses_of(guide: OpenGuide, sections: Iterable[int]) -> list[Embedded]:
    """The courses of these sections; without any, nothing is asked."""
    wanted = list(sections)
    if not wanted:
        return []
    public = Wording.objects.filter(section__in=wanted, language=GERMAN, shown=True)
    chosen = dict(public.values_list("section", "choice"))
    at = timezone.now()
    return [_embedded(guide, each, chosen.get(each, ""), at) for each in wanted[:SEARCHES]]


def filters_of(choice: str) -> CourseFilters:
    """A stored search, read as carefully as an address; what is no sense is not set."""
    request = HttpRequest()
    request.GET = QueryDict(choice)
    return CourseFilters(request)


def _embedded(guide: OpenGuide, section: int, choice: str, at: datetime) -> Embedded:
    """Without a place of its own, a search stays with the centre's providers."""
    filters = filters_of(choice)
    rows, query = matching(filters.wishes, at=at), filters.query()
    if not filters.asked and guide.guide.centre is not None:
        rows = rows.filter(actor__centre=guide.guide.centre)
        query["ort"] = guide.name
    found = page_of(rows, size=MOST, number=1)
    hits = hits_of(found.offers, {}, at=at, measured=bool(filters.asked and filters.towns))
    return Embedded(section, hits, found.total, f"{reverse('public:courses')}?{query.urlencode()}")
