"""The first courses of several searches at once, as a short list tells them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Value, Window
from django.db.models.functions import RowNumber

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import Wishes, matching
from drehscheibe.kernel.calendar.moments import day_of

ORDER = ("stale", "full", "distance", "starts_on", "pk")
"""Of `searching.matching`."""


@dataclass(frozen=True)
class Search:
    """What is wished for; `centre`: only with providers of this one, by primary key."""

    wishes: Wishes
    centre: int | None = None


@dataclass(frozen=True)
class Brief:
    """A course in a short list: nothing of its provider, of the place the town alone."""

    offer: CourseOffer
    town: str
    state: str
    stale: bool


@dataclass(frozen=True)
class First:
    """The first of a search, and how many there are."""

    courses: tuple[Brief, ...]
    total: int


def firsts_of(searches: Sequence[Search], *, most: int, at: datetime) -> list[First]:
    """Of each search the `most` first: two queries for any number of searches."""
    if not searches:
        return []
    first, *others = (_keys(each, number, most, at) for number, each in enumerate(searches))
    told = sorted(first.union(*others, all=True) if others else first)
    offers = CourseOffer.objects.select_related("municipality").in_bulk({pk for *_, pk, _ in told})
    found: list[list[Brief]] = [[] for _ in searches]
    totals = [0] * len(searches)
    for number, _, pk, total in told:
        totals[number] = total
        if pk in offers:
            found[number].append(_brief(offers[pk], at))
    return [First(tuple(each), total) for each, total in zip(found, totals, strict=True)]


def _keys(search: Search, number: int, most: int, at: datetime) -> Any:
    """Which search, which place in it, the course, how many there are."""
    rows = matching(search.wishes, at=at)
    if search.centre is not None:
        rows = rows.filter(actor__centre=search.centre)
    rows = rows.annotate(
        search=Value(number), total=Window(Count("pk")),
        nth=Window(RowNumber(), order_by=[F(name).asc() for name in ORDER]),
    )  # fmt: skip
    return rows.order_by("nth").values_list("search", "nth", "pk", "total")[:most]


def _brief(offer: CourseOffer, at: datetime) -> Brief:
    return Brief(offer, offer.municipality.name, offer.state(day_of(at)), offer.is_stale(at))
