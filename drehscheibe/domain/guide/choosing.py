"""Courses in a page: a section keeps a search for them, never courses themselves."""

from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.models import Section
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

AT_MOST = 200
"""Signs of a stored search."""
MOST_WISHES = 20
NAMES = {
    "ort", "von", "bis", "tag", "zeit", "kind", "km", "schrift", "geld", "ende",
    "stufenlos", "frauen", "online", "frei", "jederzeit",
}  # fmt: skip
"""The filters of the public search (doors/public/courses/filters.py; a test compares)."""


@transaction.atomic
def choose_courses(*, section: Section, address: str, by: Person, at: datetime) -> None:
    """Which courses stand there, in all languages at once; empty: all of the centre.

    `address` is that of a search somebody made. Raises `GuideRefused` where it says nothing.
    """
    locked_for(by, may.KEEP, section.page, on=day_of(at))
    if section.kind != Section.Kind.COURSES:
        raise GuideRefused("In diesem Abschnitt stehen keine Kurse.")
    choice = choice_of(address)
    Section.objects.filter(pk=section.pk).update(choice=choice)
    record("guide.section.choose", about=section, by=by, at=at, detail={"choice": choice})
    publish_change()


def choice_of(address: str) -> str:
    """The filters in an address, in one order; what is no filter falls away.

    >>> choice_of("https://example.org/ar/kurse/?bis=3&von=2&seite=4")
    'bis=3&von=2'
    """
    if not address.strip():
        return ""
    try:
        found = parse_qsl(urlsplit(address.strip()).query, max_num_fields=MOST_WISHES)
    except ValueError:
        found = []
    kept = urlencode(sorted(each for each in found if each[0] in NAMES))
    if not kept:
        raise GuideRefused("Bitte kopieren Sie die ganze Adresse einer Kurssuche mit Filtern.")
    if len(kept) > AT_MOST:
        raise GuideRefused("Diese Suche ist zu lang. Bitte wählen Sie weniger Filter.")
    return kept
