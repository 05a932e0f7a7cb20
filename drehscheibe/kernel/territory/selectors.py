"""Finding a place however it is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from drehscheibe.kernel.territory.models import District, Municipality, PlaceName
from drehscheibe.kernel.territory.spelling import fold, fold_plain, parts_of, western_digits

CLOSE_ENOUGH = 0.4
"""Trigram similarity from which a misspelt name counts; „Gelsenkirschen“ reaches 0.7."""
MOST, MOST_GUESSES, LONGEST = 60, 5, 100
SHORTEST_BEGINNING = 3
PEOPLE_PER_POSTCODE = 1300
"""So that the guess reaches every postcode of the large cities, but not Osnabrück or Kassel."""
POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
BESIDE_THE_NAME = re.compile(r"^(?:\d{5}\s+)?(?:(?:stadt|gemeinde)\s+)?|\s+\d{5}$", re.IGNORECASE)
"""What people write with a name as on a letter: „50667 Köln“, „Stadt Köln“."""


@dataclass
class Places:
    """What a search found and how sure it is.

    `how`: exact, begins (with what was typed), similar (or a word of it is a place),
    postcode_near (guessed from how near it is), none.
    """

    query: str
    how: str
    municipalities: list[Municipality] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.municipalities or self.districts)


def places(query: str) -> Places:
    """Municipalities and districts for what somebody typed: a name in any spelling or a postcode.

    At most five queries; the widest, by similarity, only when nothing closer was found.
    """
    text = western_digits(query.strip()[:LONGEST])
    if text.isdecimal():
        return _by_postcode(text, text)
    bare = BESIDE_THE_NAME.sub("", text)
    keys = {fold(text), fold_plain(text), fold(bare), fold_plain(bare)} - {""}
    if not keys:
        return Places(query=text, how="none")
    named = _by_name(keys, text)
    if named.found:
        return named
    if postcode := POSTCODE.search(text):
        return _by_postcode(postcode[0], text)
    return _similar(fold(text), text)


def _by_name(keys: set[str], text: str) -> Places:
    """One question for all three readings; the surest that has an answer counts."""
    parts = set[str]().union(*map(parts_of, keys))
    wanted = Q(key__in=keys | parts)
    for key in keys:
        if len(key) >= SHORTEST_BEGINNING:
            wanted |= Q(key__startswith=key)
    rows = list(PlaceName.objects.filter(wanted).values_list("key", "municipality", "district"))
    longest = max((len(key) for key, *_ in rows if key in parts), default=0)
    readings = {
        "exact": [row for row in rows if row[0] in keys],
        "begins": [row for row in rows if row[0].startswith(tuple(keys))],
        "similar": [row for row in rows if row[0] in parts and len(row[0]) == longest],
    }
    for how, found in readings.items():
        if found:
            return Places(text, how, _towns(row[1] for row in found), _districts(found))
    return Places(text, "none")


def _similar(key: str, text: str) -> Places:
    rows = (
        PlaceName.objects.filter(key__trigram_similar=key)
        .annotate(closeness=TrigramSimilarity("key", key))
        .filter(closeness__gte=CLOSE_ENOUGH)
        .order_by("-closeness")
        .values_list("key", "municipality", "district")[: 2 * MOST_GUESSES]
    )
    found = list(rows)
    rank = {ags: place for place, (_, ags, _) in reversed(list(enumerate(found)))}
    towns = sorted(_towns(rank), key=lambda town: rank[town.ags])
    result = Places(text, "similar", towns[:MOST_GUESSES], _districts(found))
    return result if result.found else Places(text, "none")


def _towns(keys: Iterable[str | None]) -> list[Municipality]:
    wanted = {ags for ags in keys if ags}
    towns = Municipality.objects.filter(ags__in=wanted).select_related("district")
    return list(towns[:MOST]) if wanted else []


def _districts(rows: Iterable[tuple[str, str | None, str | None]]) -> list[District]:
    wanted = {ags for _, _, ags in rows if ags}
    return list(District.objects.filter(ags__in=wanted)[:MOST]) if wanted else []


def _by_postcode(code: str, query: str) -> Places:
    """The main postcode; towns with several are guessed from how near theirs is. One query."""
    towns = Municipality.objects.select_related("district")
    if len(code) == 5:
        rows = list(towns.filter(Q(postcode=code) | Q(more_postcodes=True)))
        exact = [town for town in rows if town.postcode == code]
        if exact:
            return Places(query, "exact", exact)
        far = {town: _distance(code, town) for town in rows}
        near = sorted((town for town in far if far[town] <= 1), key=lambda town: far[town])
        if near:
            return Places(query, "postcode_near", near[:MOST_GUESSES])
    elif 2 <= len(code) < 5:
        begun = list(towns.filter(postcode__startswith=code)[:MOST])
        if begun:
            return Places(query, "begins", begun)
    return Places(query, "none")


def _distance(code: str, town: Municipality) -> float:
    """How far a postcode is from a town's main one; above 1 it cannot be one of its own.

    The larger a town, the more postcodes: Köln spans 482, Bonn 118, Paderborn 10.
    """
    return abs(int(code) - int(town.postcode)) / max(town.population / PEOPLE_PER_POSTCODE, 40)
