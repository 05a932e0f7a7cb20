"""Values of catalogue indicators of a layout: sums of cells, masked where they tell of few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from drehscheibe.domain.controlling.models import OverPlaces
from drehscheibe.domain.controlling.values.aggregation import Parts
from drehscheibe.domain.reporting.catalogue import Entry
from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.goals import as_parameters, of_strand
from drehscheibe.domain.reporting.groups import Group
from drehscheibe.domain.reporting.masks import Masks, masks_for
from drehscheibe.domain.reporting.suppression import WHOLE
from drehscheibe.kernel.tables.few import is_few

CELLS = "reporting_valuecell"
IN_FIELDS = (
    "(SELECT *, 'reported' AS role, '' AS split FROM reporting_fieldcell WHERE centres > 0) c"
)
WHOLE_IN_FIELDS = """
reporting_cells_in_fields(%(first)s, %(last)s, %(fields)s, %(entries)s, %(by_strand)s)
"""
SUMS = """
SELECT entry_id, role, split, {column}, sum(centres)::int, sum(amount)::bigint, sum(of)::bigint,
    max(highest), max(CASE WHEN highest_of IS NOT NULL AND entry_id = ANY (%(highest)s) THEN
        ARRAY[highest::numeric / highest_of, highest, highest_of] END)
FROM {source}
WHERE {wanted} AND year BETWEEN %(first)s AND %(last)s AND entry_id = ANY (%(entries)s)
    AND {strand} AND %(district)s IN ('', district) AND %(kind)s IN ('', kind)
    AND %(size)s IN ('', size::text)
GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True)
class Sum:
    """A sum as stored, in hundredths."""

    centres: int
    amount: int
    of: int | None
    highest: int
    highest_share: list[Decimal] | None

    def parts(self, entry: Entry) -> Parts | None:
        """As the catalogue adds over places; None when it does not."""
        if entry.over_places == OverPlaces.NOT:
            return None
        if entry.over_places == OverPlaces.SUM:
            return Parts(_exact(self.amount), None if self.of is None else _exact(self.of))
        if self.highest_share is None:
            return Parts(_exact(self.highest))
        return Parts(_exact(int(self.highest_share[1])), _exact(int(self.highest_share[2])))


@dataclass(frozen=True)
class Cell:
    """One figure on a page: reported value and target, or that it is masked."""

    centres: int = 0
    parts: Parts | None = None
    target: Parts | None = None
    masked: bool = False

    @property
    def number(self) -> Decimal | None:
        """For a chart: the count, or the share as per cent; None when there is nothing to draw."""
        if self.parts is None or self.masked:
            return None
        rate = self.parts.rate
        if self.parts.of is None:
            return self.parts.amount
        return Decimal(0) if rate is None else Decimal(100 * rate.numerator) / rate.denominator


Cells = dict[tuple[int, str, str], Cell]
"""By entry, split and column key."""


def value_cells(layout: Layout, entries: Sequence[Entry], *, whole: bool = False) -> Cells:
    """What these entries report; with `whole` also splits and targets, meant for one entry.

    Absent when no centre reported one (nor has a target).
    """
    if not entries:
        return {}
    masks = masks_for(layout, entries)
    by_id = {entry.pk: entry for entry in entries}
    sums: dict[tuple[int, str, str], dict[str, Sum]] = {}
    for row in _sums(layout, entries, whole=whole):
        entry, role, split, column = row[:4]
        sums.setdefault((entry, split, column), {})[role] = Sum(*row[4:])
    return {key: _cell(by_id[key[0]], key, each, masks) for key, each in sums.items()}


def _cell(entry: Entry, key: tuple[int, str, str], roles: dict[str, Sum], masks: Masks) -> Cell:
    target = roles["target"].parts(entry) if "target" in roles else None
    reported = roles.get("reported")
    if reported is None:
        return Cell(target=target)
    parts = reported.parts(entry)
    if parts is None or not entry.persons:
        return Cell(reported.centres, parts, target)
    if entry.over_places == OverPlaces.SUM:
        free = masks.allow(entry.pk, split=key[1], column=key[2])
    else:
        free = not _few(parts)
    return Cell(reported.centres, parts if free else None, target, masked=not free)


def _few(parts: Parts) -> bool:
    """Whether one centre's own value tells of 1 to 4 persons, or of so few that are missing."""
    rest = Decimal(0) if parts.of is None else parts.of - parts.amount
    return is_few(parts.amount) or is_few(rest)


def _sums(layout: Layout, entries: Sequence[Entry], *, whole: bool) -> Iterator[tuple[Any, ...]]:
    """The sums with the key of their column."""
    filters = layout.filters
    source = CELLS
    wanted = ["role IN ('reported', 'target')"] if whole else ["role = 'reported'", "split = ''"]
    if layout.narrowed:
        source = WHOLE_IN_FIELDS if whole else IN_FIELDS
        wanted.append("field = ANY (%(fields)s)")
    # only names and conditions from here go into the text; what people type is passed beside
    statement = SUMS.format(
        column=filters.by, source=source, wanted=" AND ".join(wanted), strand=of_strand(filters)
    )
    given = as_parameters(filters) | {
        "entries": [each.pk for each in entries],
        "highest": [each.pk for each in entries if each.over_places == OverPlaces.HIGHEST],
        "fields": list(layout.by_field),
        "by_strand": filters.by == "strand" or bool(filters.strand),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for *head, column, centres, amount, of, highest, share in cursor.fetchall():
            key = layout.by_field[column] if filters.by == "field" else str(column)
            yield *head, key, centres, amount, of, highest, share


def _exact(hundredths: int) -> Decimal:
    """Hundredths as the number they stand for.

    >>> _exact(1250), _exact(1200)
    (Decimal('12.5'), Decimal('12'))
    """
    whole, rest = divmod(int(hundredths), 100)
    return Decimal(whole) if not rest else Decimal(hundredths) / 100


def splits_of(cells: Cells, entry: Entry) -> list[Group]:
    """The splits some cell of the entry has, by name."""
    names = {split for pk, split, _ in cells if pk == entry.pk and split != WHOLE}
    return [Group(name, name) for name in sorted(names)]
