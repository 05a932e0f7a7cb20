"""What a region tells in the shapes of Integreat; the same for the interface and for a file.

`root` is the address of this site without a slash at its end.
"""

from datetime import datetime
from functools import cache, partial
from typing import Any

from django.urls import reverse
from django.utils import translation

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.shown import all_shown
from drehscheibe.domain.guide.further import frame_of
from drehscheibe.domain.guide.handing_out import handed_out, languages_of
from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.reading import centres_with_guide
from drehscheibe.domain.guide.shapes import twins
from drehscheibe.domain.qualification import selectors as events
from drehscheibe.domain.qualification.models import EventIs
from drehscheibe.doors.api.guide_pictures import for_others
from drehscheibe.doors.api.guide_searches import search_link
from drehscheibe.doors.api.integreat_shapes import (
    Addresses,
    date_out,
    languages_out,
    pages_out,
    place_out,
    region_out,
)
from drehscheibe.kernel.calendar.moments import day_of

Rows = list[dict[str, Any]]


def regions_told() -> Rows:
    """Centres with a guide: three queries."""
    centres = centres_with_guide()
    spoken = languages_of(each.pk for each in centres)
    return [region_out(each, spoken.get(each.pk, ())) for each in centres]


def languages_told(centre: Centre) -> Rows:
    """In which at least one page is published."""
    return languages_out(languages_of([centre.pk]).get(centre.pk, ()))


def pages_told(root: str, key: str, language: str) -> Rows | None:
    """Pages in the order of reading; None when there is no such guide. Five queries at most."""
    found = guide_and_tree(key, language)
    if found is None:
        return None
    guide, tree = found
    at = addresses(root, guide.key)
    links = {each.public_id: at.page(each, language) for each in tree.nodes}
    told = handed_out(
        tree, language, links, partial(for_others, root),
        partial(search_link, root, guide, language),
    )  # fmt: skip
    return pages_out(told, tree, at, language)


def places_told(root: str, centre: Centre, language: str, *, at: datetime) -> Rows:
    """Actors with a cleared wording, as it stands: German. Two queries."""
    where, theirs, today = addresses(root, centre.key), twins()[language].theirs, day_of(at)
    base = f"{root}{_address('public:actors', language)}"
    return [
        place_out(each, f"{base}{each.public_id}/", where, theirs)
        for each in all_shown(centre, on=today)
    ]


def dates_told(root: str, centre: Centre, language: str, *, at: datetime) -> Rows:
    """Dates to come of public events that are not called off, in their order. Two queries."""
    where, theirs = addresses(root, centre.key), twins()[language].theirs
    base = f"{root}{_address('public:events', language)}"
    wanted = events.CatalogueFilters(owner=centre.organisation_id)
    rows = events.catalogue(None, wanted, at=at).exclude(status=EventIs.CANCELLED)
    found = [
        (session, event)
        for event in rows.prefetch_related("sessions")
        for session in event.sessions.all()
        if session.ends_at > at and not session.called_off_at and not session.workshop_id
    ]
    found.sort(key=lambda each: (each[0].starts_at, each[0].pk))
    return [
        date_out(event, session, f"{base}{event.number}/", where, theirs)
        for session, event in found
    ]


def addresses(root: str, key: str) -> Addresses:
    """Where the pages of a guide are, by language."""
    begin = {tag: f"{root}{_address('public:guides', tag)}{key}/" for tag in twins()}
    return Addresses(key, begin)


@cache
def _address(name: str, language: str) -> str:
    """Of a list in a language; addresses do not change while a process lives."""
    with translation.override(frame_of(language)):
        return reverse(name)
