"""What is said of an actor, as it is typed, read from a file or sent from elsewhere."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from itertools import pairwise

from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.domain.directory.refusals import DirectoryRefused

STEERING = {"Cf", "Cc", "Co", "Cs"}
"""Unicode categories that a name has no use for: among them the marks that turn text around."""
KEPT = {"\u200c", "\u200d"}
"""Joiners that Persian and others write with."""
WEEK = range(1, 8)


@dataclass(frozen=True)
class Opening:
    """A stretch of a weekday (1 = Monday), local time."""

    weekday: int
    opens: time
    closes: time
    by_appointment: bool = False


@dataclass(frozen=True)
class Place:
    """An address with its kind, time and opening hours."""

    town: str
    kind: str = ActorPlace.Kind.VISIT
    street: str = ""
    postcode: str = ""
    municipality: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    step_free: bool | None = None
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class OfferSaid:
    """What is to be different about an offer: its identity, and fields with their new values.

    An offer without a row is a new one.
    """

    key: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wording:
    """All that is said of an actor; `source` tells where it comes from."""

    name: str
    short_name: str = ""
    description: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()
    places: tuple[Place, ...] = field(default=())
    source: str = ""
    services: tuple["OfferSaid", ...] = ()
    """Offers proposed with it that are to be added, changed or ended."""


def plain_name(text: str) -> str:
    """A name in composed characters and single spaces, without marks that steer its direction.

    >>> plain_name(" Verein\u202e  für \u0041\u0308lle ")
    'Verein für Älle'
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        each if each in KEPT or unicodedata.category(each) not in STEERING else " "
        for each in composed
    )
    return " ".join(kept.split())


def refuse_incomplete(wording: Wording) -> None:
    """Raise `DirectoryRefused` where a wording cannot stand, naming the field."""
    if not wording.name:
        raise DirectoryRefused("Bitte nennen Sie den Namen der Organisation.", "name")
    if _mixes_scripts(wording.name):
        raise DirectoryRefused(
            "Im Namen stehen Buchstaben aus mehreren Schriften innerhalb eines Wortes. So lassen"
            " sich Namen vortäuschen; bitte schreiben Sie jedes Wort in einer Schrift.", "name",
        )  # fmt: skip
    for place in wording.places:
        if not place.town:
            raise DirectoryRefused("Bitte nennen Sie den Ort.", "town")
        if place.valid_from and place.valid_to and place.valid_to < place.valid_from:
            raise DirectoryRefused("Das Ende der Gültigkeit liegt vor ihrem Beginn.", "valid_to")
        _refuse_hours(place.openings)


def _refuse_hours(openings: Sequence[Opening]) -> None:
    for weekday in WEEK:
        day = sorted(each.opens for each in openings if each.weekday == weekday)
        if len(day) > 2:
            raise DirectoryRefused("Je Tag sind zwei Öffnungszeiten möglich.", "openings")
    for each in openings:
        if each.closes <= each.opens:
            raise DirectoryRefused("Eine Öffnungszeit endet vor ihrem Beginn.", "openings")
    for one, other in pairwise(sorted(openings, key=lambda each: (each.weekday, each.opens))):
        if one.weekday == other.weekday and other.opens < one.closes:
            raise DirectoryRefused("Zwei Öffnungszeiten überschneiden sich.", "openings")


def _mixes_scripts(name: str) -> bool:
    """Whether a word holds letters of Latin, Greek or Cyrillic side by side (homoglyphs)."""
    return any(len(_scripts(word)) > 1 for word in name.split())


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(each, "") for each in word if each.isalpha())
    return {each.split()[0] for each in names} & {"LATIN", "GREEK", "CYRILLIC"}
