"""What can be found, told by the rooms below: only what everybody may read, in words alone.

Each source tells its documents, and of some keys which are still shown: between two refreshes
something may be withdrawn, and what is withdrawn is not found from that moment on.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.conf import settings
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import shown
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.guide.reading import (
    SHARED,
    OpenGuide,
    centres_with_guide,
    guide_at,
    texts_of_all,
    tree_of,
)
from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.qualification.selectors import CatalogueFilters, catalogue
from drehscheibe.kernel.calendar.moments import day_of

Kind = SearchDocument.Kind
GERMAN = "de"


@dataclass(frozen=True)
class Document:
    """A public thing in a language, as plain text. `centre`: primary key, None for the land."""

    kind: str
    key: str
    language: str
    title: str
    text: str
    centre: int | None


@dataclass(frozen=True)
class Source:
    """Documents of one kind, and which keys are still shown."""

    kind: str
    documents: Callable[[datetime], Iterator[Document]]
    still_shown: Callable[[Collection[str], datetime], set[str]]


def guide_pages(at: datetime) -> Iterator[Document]:
    """Pages of all guides in every language they are written in."""
    keys = [each.key for each in centres_with_guide()] + [SHARED]
    guides = [found for found in map(guide_at, keys) if found is not None]
    for guide in guides:
        for language, _ in settings.LANGUAGES:
            yield from _of_guide(guide, language)


def _of_guide(guide: OpenGuide, language: str) -> Iterator[Document]:
    """A page is found in a language while its title is written in it."""
    tree = tree_of(guide.guide, language)
    texts = texts_of_all(tree, language)
    centre = guide.guide.centre
    for node in tree.nodes:
        if node.language == language:
            own = (each for each in texts[node.pk] if each.language == language)
            said = " ".join(plain(each.body) for each in own)
            key = f"{guide.key}/{node.public_id}/{node.slug}"
            place = centre.pk if centre else None
            yield Document(Kind.GUIDE, key, language, node.title, said, place)


def guide_pages_still(keys: Collection[str], at: datetime) -> set[str]:
    """A page stands while its guide's tree holds it: two questions for each guide."""
    found: set[str] = set()
    for name in {each.split("/")[0] for each in keys}:
        guide = guide_at(name)
        if guide is not None:
            standing = tree_of(guide.guide, GERMAN).by_identity
            own = (key for key in keys if key.startswith(f"{name}/"))
            found |= {key for key in own if key.split("/")[1] in standing}
    return found


def courses(at: datetime) -> Iterator[Document]:
    """Courses one can still begin; providers write German."""
    for each in shown(findable(on=day_of(at)), at=at):
        offer = each.offer
        words = (offer.get_kind_display(), each.provider, each.street, each.town, offer.eligibility)
        said = " ".join(filter(None, words))
        yield Document(
            Kind.COURSE, str(offer.public_id), GERMAN, offer.title, said, offer.actor.centre_id
        )


def courses_still(keys: Collection[str], at: datetime) -> set[str]:
    """Published and not over: one question."""
    rows: list[CourseOffer] = list(findable(on=day_of(at)).filter(public_id__in=keys))
    return {str(each.offer.public_id) for each in shown(rows, at=at)}


def events(at: datetime) -> Iterator[Document]:
    """Public events to come; hosts write German."""
    for each in _events(at):
        said = " ".join(filter(None, (each.description, each.audience, each.place)))
        yield Document(Kind.EVENT, each.number, GERMAN, each.title, said, None)


def events_still(keys: Collection[str], at: datetime) -> set[str]:
    """One question."""
    return set(_events(at).filter(number__in=keys).values_list("number", flat=True))


def _events(at: datetime) -> QuerySet[Event]:
    return catalogue(None, CatalogueFilters(), at=at).exclude(status=Event.Status.CANCELLED)


def centres(at: datetime) -> Iterator[Document]:
    """The centres with their area."""
    for each in Centre.objects.prefetch_related("municipalities", "organisation"):
        towns = " ".join(town.name for town in each.municipalities.all())
        said = f"Kommunales Integrationszentrum {each.organisation.name} {each.place} {towns}"
        yield Document(Kind.CENTRE, f"{each.key}/{each.slug}", GERMAN, each.area_name, said, each.pk)


def centres_still(keys: Collection[str], at: datetime) -> set[str]:
    """One question."""
    known = set(Centre.objects.values_list("key", flat=True))
    return {key for key in keys if key.split("/")[0] in known}


SOURCES = (
    Source(Kind.COURSE, courses, courses_still),
    Source(Kind.GUIDE, guide_pages, guide_pages_still),
    Source(Kind.EVENT, events, events_still),
    Source(Kind.CENTRE, centres, centres_still),
)


def plain(html: str) -> str:
    """The words of sanitised markup.

    >>> plain("<p>Rufen Sie <strong>an</strong>.</p><p>Kosten &amp; Zeit</p>")
    'Rufen Sie an . Kosten & Zeit'
    """
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
