"""What the searches in a guide find today: courses and events below the words of their sections.

A search without a place of its own stays with the centre, so that a shared page shows everybody
what is near.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.db.models import Value
from django.utils.datastructures import MultiValueDict

from drehscheibe.domain.courses.asked import Asked
from drehscheibe.domain.courses.listing import Brief, First, Search, firsts_of
from drehscheibe.domain.courses.searching import Wishes
from drehscheibe.domain.guide.models import Section
from drehscheibe.domain.guide.reading import OpenGuide, Text
from drehscheibe.domain.qualification import selectors as events
from drehscheibe.domain.qualification.asked import events_asked
from drehscheibe.domain.qualification.models import EventIs

COURSES, EVENTS = Section.Kind.COURSES, Section.Kind.EVENTS
MOST = {COURSES: 3, EVENTS: 5}
"""So many stand below one section; the search itself shows the others."""
SEARCHES = 3
"""Different searches of a page and kind; sections beyond them lead to theirs."""
WISHES_KEPT = 500
Filters = dict[str, list[str]]

_wishes: dict[str, Wishes] = {}


@dataclass(frozen=True)
class Date:
    """An event in a short list."""

    number: str
    title: str
    starts_at: datetime
    place: str


@dataclass(frozen=True)
class Embedded:
    """What stands below a section: the first, how many there are, the question of the search.

    `query` is what comes behind the question mark of its address.
    """

    kind: str
    query: str
    courses: tuple[Brief, ...] = ()
    events: tuple[Date, ...] = ()
    total: int = 0


def embeds(text: Text) -> bool:
    """Whether a search stands in the section."""
    return text.kind in MOST


def filters_of(guide: OpenGuide, text: Text) -> Filters:
    """What the section's search asks, by the names of its address; nothing is looked up."""
    found: Filters = parse_qs(text.choice)
    centre = guide.guide.centre
    if text.kind == COURSES and centre is not None:
        found.setdefault("ort", [guide.name])
    if text.kind == EVENTS and (centre is not None or not found):
        found.setdefault("zentrum", [guide.key])
    return dict(sorted(found.items()))


def query_of(guide: OpenGuide, text: Text) -> str:
    """The same as an address has it."""
    return urlencode(filters_of(guide, text), doseq=True)


def embedded(
    guide: OpenGuide, texts: Iterable[Text], *, at: datetime, searches: int = SEARCHES
) -> dict[int, Embedded]:
    """By section what its search finds: three queries for any number, none without sections.

    Places that a search names are looked up once in the life of a process.
    """
    wanted = [each for each in texts if embeds(each)]
    found = _courses(guide, [each for each in wanted if each.kind == COURSES], searches, at)
    return found | _events(guide, [each for each in wanted if each.kind == EVENTS], searches, at)


def _courses(guide: OpenGuide, texts: list[Text], most: int, at: datetime) -> dict[int, Embedded]:
    choices = list(dict.fromkeys(each.choice for each in texts))[:most]
    asked = [_search(guide, each) for each in choices]
    found = dict(zip(choices, firsts_of(asked, most=MOST[COURSES], at=at), strict=True))
    none = First((), 0)
    return {
        each.section: Embedded(
            COURSES, query_of(guide, each),
            courses=found.get(each.choice, none).courses, total=found.get(each.choice, none).total,
        )
        for each in texts
    }  # fmt: skip


def _search(guide: OpenGuide, choice: str) -> Search:
    """Without a place of its own, a search stays with the centre's providers."""
    centre, placed = guide.guide.centre, "ort" in parse_qs(choice)
    return Search(_wishes_of(choice), None if centre is None or placed else centre.pk)


def _wishes_of(choice: str) -> Wishes:
    """Kept once its place is found: towns do not move."""
    known = _wishes.get(choice)
    if known is None:
        asked = Asked(MultiValueDict(parse_qs(choice)))
        known = asked.wishes
        if not asked.asked or asked.towns:
            if len(_wishes) >= WISHES_KEPT:
                _wishes.clear()
            _wishes[choice] = known
    return known


def _events(guide: OpenGuide, texts: list[Text], most: int, at: datetime) -> dict[int, Embedded]:
    queries = {each.section: query_of(guide, each) for each in texts}
    asked = list(dict.fromkeys(queries.values()))[:most]
    found: dict[str, list[Date]] = {each: [] for each in asked}
    if asked:
        first, *others = (_dates(each, number, at) for number, each in enumerate(asked))
        for number, starts_at, _, *told in sorted(first.union(*others, all=True)):
            title, identity, place = told
            found[asked[number]].append(Date(identity, title, starts_at, place))
    return {
        section: Embedded(EVENTS, query, events=tuple(found.get(query, ())))
        for section, query in queries.items()
    }


def _dates(query: str, number: int, at: datetime) -> Any:
    """Which search, when, the event; those called off are left out."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    rows = events.catalogue(None, events_asked(given), at=at)
    rows = rows.exclude(status=EventIs.CANCELLED).select_related(None)
    rows = rows.annotate(search=Value(number)).order_by("starts_at", "pk")
    columns = ("search", "starts_at", "pk", "title", "number", "place")
    return rows.values_list(*columns)[: MOST[EVENTS]]
