"""Which cells of a layout are masked: the blocks of `suppression`, read once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from drehscheibe.domain.reporting.catalogue import Entry
from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.suppression import FREE, Part, Parts, Place, Protection, protect

PLACES = """
SELECT entry_id, year, strand, district, kind, size, split,
    holders, filled, small, amount, top,
    rest_holders, rest_filled, rest_small, of - amount, rest_top
FROM reporting_valuecell
WHERE role = 'reported' AND strand <> '' AND year BETWEEN %(first)s AND %(last)s
    AND entry_id = ANY (%(entries)s)
    AND (entry_id, year) IN (
        SELECT entry_id, year FROM reporting_valuecell
        WHERE role = 'reported' AND small + rest_small > 0 AND entry_id = ANY (%(entries)s)
    )
"""
STRANDS = """
SELECT entry_id, year, strand, '', '', 0, split,
    sum(holders)::int, sum(filled)::int, sum(small)::int, sum(amount)::bigint, max(top),
    sum(rest_holders)::int, sum(rest_filled)::int, sum(rest_small)::int,
    sum(of - amount)::bigint, max(rest_top)
FROM reporting_valuecell
WHERE role = 'reported' AND strand <> '' AND year BETWEEN %(first)s AND %(last)s
    AND entry_id = ANY (%(entries)s)
GROUP BY entry_id, year, strand, split
"""
"""Enough where the whole state is asked for: blocks never reach across strands."""
IN_FIELDS = """
SELECT entry_id, year, strand, district, kind, size, sum(filled + rest_filled)::int
FROM reporting_cells_in_fields(%(first)s, %(last)s, %(fields)s)
WHERE role = 'reported' AND strand <> '' AND entry_id = ANY (%(entries)s)
GROUP BY 1, 2, 3, 4, 5, 6
"""

Held = dict[Place, int]
"""How much each place holds, over all splits: enough to tell all, some and none apart."""


@dataclass
class Masks:
    """The blocks by entry and year, and how much of each place a column takes in."""

    filters: Filters
    protections: dict[tuple[int, int], Protection] = field(default_factory=dict)
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    in_fields: dict[str, dict[tuple[int, int], Held]] = field(default_factory=dict)
    """By column (empty: every column), when fields narrow it."""

    def allow(self, entry: int, *, split: str, column: str) -> bool:
        """Whether this cell may be shown."""
        year = int(column) if self.filters.by == "year" else self.filters.last
        protection = self.protections.get((entry, year), FREE)
        if protection is FREE:
            return True
        held = self.held[entry, year]
        inside = [place for place in held if held[place] and self._takes_in(place, column)]
        if not self.in_fields:
            return protection.allows(inside, split=split)
        fields = self.in_fields.get(column, self.in_fields.get("", {})).get((entry, year), {})
        whole = [place for place in inside if fields.get(place, 0) == held[place]]
        cut = [place for place in inside if 0 < fields.get(place, 0) < held[place]]
        return protection.allows(whole, split=split, cut=cut)

    def _takes_in(self, place: Place, column: str) -> bool:
        strand, district, kind, size = place
        wanted = {"strand": strand, "district": district, "kind": kind, "size": str(size)}
        by = self.filters.by
        return all(
            getattr(self.filters, name) in ("", value) for name, value in wanted.items()
        ) and (by not in wanted or wanted[by] == column)


def masks_for(layout: Layout, entries: Sequence[Entry], *, place_by_place: bool = False) -> Masks:
    """One query, and one more for each column of fields; nothing when no entry counts people.

    `place_by_place` for rows: their own stratum has to be known.
    """
    masks = Masks(layout.filters)
    persons = [entry.pk for entry in entries if entry.persons]
    if not persons:
        return masks
    years = layout.filters.years
    given = {"first": years[0], "last": years[-1], "entries": persons}
    places: dict[tuple[int, int], dict[Place, dict[tuple[str, str], Part]]] = {}
    narrow = layout.filters.on_places or layout.filters.field
    whole_state = layout.filters.by == "year" and not narrow and not place_by_place
    for row in _ask(STRANDS if whole_state else PLACES, given):
        parts = places.setdefault((row[0], row[1]), {}).setdefault((*row[2:6],), {})
        parts |= _parts(row)
    for key, inside in places.items():
        masks.protections[key] = protect(inside)
        masks.held[key] = {place: _held(parts) for place, parts in inside.items()}
    if places:
        masks.in_fields = dict(_fields(layout, given))
    return masks


def _parts(row: tuple[Any, ...]) -> Parts:
    split, amount, rest = row[6], row[7:12], row[12:17]
    found = {(split, "amount"): Part(*amount)}
    if rest[3] is not None:
        found[split, "rest"] = Part(*rest)
    return found


def _held(parts: Parts) -> int:
    return sum(part.atoms for part in parts.values())


def _fields(
    layout: Layout, given: dict[str, Any]
) -> Iterable[tuple[str, dict[tuple[int, int], Held]]]:
    wanted = {"": layout.fields}
    if layout.filters.by == "field":
        wanted = {column.key: layout.fields_of(column) for column in layout.columns}
    for column, keys in wanted.items():
        if keys is None:
            continue
        found: dict[tuple[int, int], Held] = {}
        for row in _ask(IN_FIELDS, given | {"fields": keys}):
            found.setdefault((row[0], row[1]), {})[(*row[2:6],)] = row[6]
        yield column, found


def _ask(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
