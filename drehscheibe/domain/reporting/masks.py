"""Which cells of a layout are masked: the blocks of `suppression`, read once for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from drehscheibe.domain.reporting.catalogue import Entry
from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.suppression import FREE, Part, Parts, Place, Protection, protect

VERSIONS = """
SELECT entry_id, year, id FROM reporting_valueyear
WHERE year BETWEEN %(first)s AND %(last)s AND entry_id = ANY (%(entries)s)
"""
PLACES = """
SELECT entry_id, year, strand, district, kind, size, split,
    holders, filled, small, amount, top,
    rest_holders, rest_filled, rest_small, of - amount, rest_top
FROM reporting_valuecell
WHERE role = 'reported' AND strand <> ''
    AND (entry_id, year) IN (SELECT * FROM unnest(%(entries)s::bigint[], %(years)s::smallint[]))
"""
IN_FIELDS = """
SELECT field, entry_id, year, strand, district, kind, size, held FROM reporting_fieldcell
WHERE field = ANY (%(fields)s) AND strand <> '' AND held > 0
    AND year BETWEEN %(first)s AND %(last)s AND entry_id = ANY (%(entries)s)
"""
MOST_KNOWN = 5_000
"""So many entries and years are remembered; then all are forgotten."""

Held = dict[Place, int]
"""How much each place holds, over all splits: enough to tell all, some and none apart."""
Version = tuple[int, int, int]
"""Entry, year, and the id that another state of their cells never had."""
_known: dict[Version, tuple[Protection, Held]] = {}
"""Blocks by what they were made of: cells are never changed, only written anew under new ids."""


@dataclass
class Masks:
    """The blocks by entry and year, and how much of each place a column takes in."""

    filters: Filters
    protections: dict[tuple[int, int], Protection] = field(default_factory=dict)
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    in_fields: dict[str, dict[tuple[int, int], Held]] | None = None
    """By column (empty: every column), when fields narrow it."""
    columns: dict[str, frozenset[Place]] = field(default_factory=dict)
    """The places a column takes in, filled as they are asked for."""

    def allow(self, entry: int, *, split: str, column: str) -> bool:
        """Whether this cell may be shown."""
        year = int(column) if self.filters.by == "year" else self.filters.last
        protection = self.protections.get((entry, year), FREE)
        if protection is FREE:
            return True
        held = self.held[entry, year]
        inside = held.keys() & self._places(column)
        if self.in_fields is None:
            return protection.allows(inside, split=split)
        by_column = self.in_fields.get(column if self.filters.by == "field" else "", {})
        narrowed = by_column.get((entry, year), {})
        whole = [place for place in inside if narrowed.get(place, 0) == held[place]]
        cut = [place for place in inside if 0 < narrowed.get(place, 0) < held[place]]
        return protection.allows(whole, split=split, cut=cut)

    def _places(self, column: str) -> frozenset[Place]:
        if column not in self.columns:
            self.columns[column] = frozenset(
                place for place in self._everywhere if self._takes_in(place, column)
            )
        return self.columns[column]

    @cached_property
    def _everywhere(self) -> frozenset[Place]:
        return frozenset().union(*self.held.values())

    def _takes_in(self, place: Place, column: str) -> bool:
        strand, district, kind, size = place
        wanted = {"strand": strand, "district": district, "kind": kind, "size": str(size)}
        by = self.filters.by
        return all(
            getattr(self.filters, name) in ("", value) for name, value in wanted.items()
        ) and (by not in wanted or wanted[by] == column)


def masks_for(layout: Layout, entries: Sequence[Entry]) -> Masks:
    """One query, another for what changed since it was asked last, and one where fields narrow
    the figures; nothing when no entry counts people."""
    masks = Masks(layout.filters)
    persons = [entry.pk for entry in entries if entry.persons]
    if not persons:
        return masks
    years = layout.filters.years
    given = {"first": years[0], "last": years[-1], "entries": persons}
    versions = _ask(VERSIONS, given)
    _learn([each for each in versions if each not in _known])
    for each in versions:
        protection, held = _known[each]
        if protection is not FREE:
            masks.protections[each[:2]], masks.held[each[:2]] = protection, held
    if masks.protections and layout.narrowed:
        masks.in_fields = _fields(layout, given)
    return masks


def _learn(versions: Sequence[Version]) -> None:
    """Work out the blocks of these entries and years."""
    if not versions:
        return
    if len(_known) > MOST_KNOWN:
        _known.clear()
    given = {"entries": [each[0] for each in versions], "years": [each[1] for each in versions]}
    places: dict[tuple[int, int], dict[Place, dict[tuple[str, str], Part]]] = {}
    for row in _ask(PLACES, given):
        parts = places.setdefault((row[0], row[1]), {}).setdefault((*row[2:6],), {})
        parts |= _parts(row)
    for each in versions:
        inside = places.get((each[0], each[1]), {})
        held = {place: _held(parts) for place, parts in inside.items()}
        _known[each] = (protect(inside), {place: much for place, much in held.items() if much})


def _parts(row: tuple[Any, ...]) -> Parts:
    split, amount, rest = row[6], row[7:12], row[12:17]
    found = {(split, "amount"): Part(*amount)}
    if rest[3] is not None:
        found[split, "rest"] = Part(*rest)
    return found


def _held(parts: Parts) -> int:
    return sum(part.atoms for part in parts.values())


def _fields(layout: Layout, given: dict[str, Any]) -> dict[str, dict[tuple[int, int], Held]]:
    found: dict[str, dict[tuple[int, int], Held]] = {}
    for key, entry, year, *place, held in _ask(
        IN_FIELDS, given | {"fields": list(layout.by_field)}
    ):
        column = found.setdefault(layout.by_field[key], {})
        column.setdefault((entry, year), {})[(*place,)] = held
    return found


def _ask(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
