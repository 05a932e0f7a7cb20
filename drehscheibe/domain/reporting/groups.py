"""How the network is divided: groups with their labels, in fixed order, never by value."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.models import Strand

DATA = Path(__file__).parent / "data"
KINDS = {"kreis": "Kreise und Städteregion", "stadt": "Städte"}
DISTRICTS = ("Arnsberg", "Detmold", "Düsseldorf", "Köln", "Münster")
SIZE_UNKNOWN = "Bevölkerung unbekannt"


@dataclass(frozen=True)
class Group:
    """One part of the network: `key` in our rows, `label` for people."""

    key: str
    label: str


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


@cache
def size_classes() -> tuple[Group, ...]:
    """Size classes of areas by population, smallest first; which no source confirms."""
    return tuple(
        Group(str(each["size"]), each["label"]) for each in _file("size_classes.toml")["class"]
    )


@cache
def _not_persons() -> frozenset[str]:
    return frozenset(unit.casefold() for unit in _file("units.toml")["not_persons"])


def counts_persons(unit: str) -> bool:
    """Whether figures of this unit are about people; an unknown unit is taken to be.

    >>> counts_persons("Personen"), counts_persons("vereine "), counts_persons("")
    (True, False, True)
    """
    return unit.strip().casefold() not in _not_persons()


def strands() -> tuple[Group, ...]:
    """The statutory strands."""
    return tuple(Group(each.value, each.label) for each in Strand)


def kinds() -> tuple[Group, ...]:
    """Kreis or city; the StädteRegion Aachen counts as the former."""
    return tuple(Group(*each) for each in KINDS.items())


def districts() -> tuple[Group, ...]:
    """The five district governments."""
    return tuple(Group(each, each) for each in DISTRICTS)


def root_fields() -> tuple[Group, ...]:
    """The fields of action at the head of the taxonomy."""
    rows = FieldOfAction.objects.filter(facet="handlungsfeld", parent=None).order_by("position")
    return tuple(Group(each.key, each.label) for each in rows)


def all_fields() -> list[FieldOfAction]:
    """What a goal may be filed under, in the order of the taxonomy."""
    wanted = FieldOfAction.objects.filter(facet__in=("handlungsfeld", "thema", "zielgruppe"))
    return list(wanted.order_by("position"))


def with_parts(key: str, fields: list[FieldOfAction]) -> list[str]:
    """A field and everything below it."""
    found = [key]
    for each in found:  # grows while it is read: parts of parts follow
        found += [part.key for part in fields if part.parent_id == each and part.key not in found]
    return found
