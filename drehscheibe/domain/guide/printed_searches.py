"""Courses and events of a guide on paper: what a search found on the day, and where today's stand.

Paper ages: beside the list stands its day, below it the short address of the page that shows the
same search anew, and a link to the search itself. Free seats change by the minute: they are left
out.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from drehscheibe.domain.courses.listing import Brief
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.guide.embedding import COURSES, Date, Embedded, embedded
from drehscheibe.domain.guide.reading import Node, OpenGuide, Text
from drehscheibe.kernel.access.mailed_links import PUBLIC
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.spans import from_to

Data = dict[str, Any]
ALL = 1000
"""Different searches of a guide; the worker asks for all of them at once."""


def found_in(guide: OpenGuide, texts: Iterable[Text], *, at: datetime) -> dict[int, Embedded]:
    """By section what stands there on the day, the same in all languages."""
    return embedded(guide, texts, at=at, searches=ALL)


def printed(found: Embedded, guide: OpenGuide, node: Node, language: str) -> Data:
    """What the sheet says of a search, in its language; names of courses stay German."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    with override(language):
        if found.kind == COURSES:
            word, items = gettext("Deutschkurse"), [_course(each) for each in found.courses]
        else:
            word, items = gettext("Veranstaltungen"), [_date(each) for each in found.events]
        nothing = gettext("Gerade ist nichts geplant.")
    begin = f"{settings.DREHSCHEIBE_ORIGIN}{prefix}"
    search = reverse(str(found.kind), urlconf=PUBLIC)
    page = begin + reverse(
        "guide_page_by_identity", urlconf=PUBLIC, args=[guide.key, node.public_id]
    )
    return {
        "items": items, "nothing": nothing,
        "word": f"{word} ({found.total})" if found.total else word,
        "search": f"{begin}{search}?{found.query}",
        "page": page, "short": page.partition("://")[2],
    }  # fmt: skip


def _course(each: Brief) -> Data:
    """Title, levels, begin, town."""
    offer = each.offer
    low = offer.get_level_from_display() if offer.level_from else gettext("ohne Vorkenntnisse")
    begins = (
        gettext("Einstieg jederzeit") if offer.entry == CourseOffer.Entry.ROLLING
        else f"{gettext('Beginn:')} {german_day(offer.starts_on)}"
    )  # fmt: skip
    where = gettext("online") if offer.mode == CourseOffer.Mode.ONLINE else each.town
    return {
        "title": offer.title, "more": f"{from_to(low, offer.get_level_to_display())} · {begins}",
        "where": where,
    }  # fmt: skip


def _date(each: Date) -> Data:
    """Title, day, place."""
    return {
        "title": each.title, "more": german_day(day_of(each.starts_at)), "where": each.place,
    }  # fmt: skip
