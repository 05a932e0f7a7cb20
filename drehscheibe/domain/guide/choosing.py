"""Courses in a page: a section keeps a search for them, never courses themselves.

The search is part of the German draft and goes out with it, read by a second person.
"""

from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.models import Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.writing import draft_of, keep_draft, writable_edition
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
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
    """Draft which courses are to stand there, in all languages; empty: all of the centre.

    `address` is that of a search somebody made. Raises `GuideRefused` where it says nothing, and
    while the German text lies for review or is withdrawn.
    """
    locked_for(by, may.KEEP, section.page, on=day_of(at))
    edition = writable_edition(section, GERMAN, by=by, at=at)
    if section.kind != Section.Kind.COURSES:
        raise GuideRefused("In diesem Abschnitt stehen keine Kurse.")
    choice = choice_of(address)
    draft = draft_of(section, GERMAN, by=by, at=at)
    if draft.choice == choice:
        return
    draft.choice, draft.edits = choice, draft.edits + 1  # whoever read the old one does not publish
    keep_draft(draft, edition, by=by, at=at)
    record("guide.section.choose", about=section, by=by, at=at, detail={"choice": choice})


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
