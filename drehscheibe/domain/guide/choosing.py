"""Courses and events in a page: a section keeps a search for them, never the finds themselves.

The search is part of the German draft and goes out with it, read by a second person.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction

from drehscheibe.domain.courses import asked as of_courses
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.models import Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.writing import draft_of, keep_draft, writable_edition
from drehscheibe.domain.qualification import asked as of_events
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

AT_MOST = 200
"""Signs of a stored search."""
MOST_WISHES = 20
NAMES: dict[str, AbstractSet[str]] = {
    Section.Kind.COURSES: of_courses.NAMES, Section.Kind.EVENTS: of_events.NAMES
}  # fmt: skip
"""By kind of section the filters of the public search."""
WORDS: dict[str, str] = {
    Section.Kind.COURSES: "Kurssuche", Section.Kind.EVENTS: "Suche nach Veranstaltungen"
}  # fmt: skip


class ChosenMeanwhile(GuideRefused):
    """Somebody else chose since the page was opened; `stored` is that choice."""

    def __init__(self, stored: str) -> None:
        """The page shows both."""
        super().__init__("Inzwischen hat jemand anderes hier etwas gewählt.", "address")
        self.stored = stored


@transaction.atomic
def choose_search(
    *, section: Section, address: str, seen: str | None = None, by: Person, at: datetime
) -> None:
    """Draft what is to stand there, in all languages; empty: all of the centre.

    `address` is that of a search somebody made, `seen` the choice that stood on the page. Raises
    `ChosenMeanwhile` where another stands now, and `GuideRefused` where the address says nothing
    and while the German text lies for review or is withdrawn.
    """
    locked_for(by, may.KEEP, section.page, on=day_of(at))
    edition = writable_edition(section, GERMAN, by=by, at=at)
    if section.kind not in NAMES:
        raise GuideRefused("In diesem Abschnitt stehen weder Kurse noch Veranstaltungen.")
    choice = choice_of(address, section.kind)
    draft = draft_of(section, GERMAN, by=by, at=at)
    if draft.choice == choice:
        return
    if seen is not None and draft.choice != seen:
        raise ChosenMeanwhile(draft.choice)
    draft.choice, draft.edits = choice, draft.edits + 1  # whoever read the old one does not publish
    keep_draft(draft, edition, by=by, at=at)
    record("guide.section.choose", about=section, by=by, at=at, detail={"choice": choice})


def choice_of(address: str, kind: str = Section.Kind.COURSES) -> str:
    """The filters in an address, in one order; what is no filter falls away.

    >>> choice_of("https://example.org/ar/kurse/?bis=3&von=2&seite=4")
    'bis=3&von=2'
    >>> choice_of("/veranstaltungen/?art=training&worte=&von=2", "events")
    'art=training'
    """
    if not address.strip():
        return ""
    try:
        found = parse_qsl(urlsplit(address.strip()).query, max_num_fields=MOST_WISHES)
    except ValueError:
        found = []
    kept = urlencode(sorted(each for each in found if each[0] in NAMES[kind]))
    if not kept:
        raise GuideRefused(f"Bitte kopieren Sie die ganze Adresse einer {WORDS[kind]} mit Filtern.")
    if len(kept) > AT_MOST:
        raise GuideRefused("Diese Suche ist zu lang. Bitte wählen Sie weniger Filter.")
    return kept
