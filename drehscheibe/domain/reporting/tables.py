"""One table of an analysis as plain values; page, chart, files and snapshots all show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from drehscheibe.domain.controlling.values.aggregation import Parts
from drehscheibe.domain.reporting.groups import Group
from drehscheibe.kernel.language.amounts import german_number

MASKED = "verdeckt"
NOTHING = "–"
TENTH = Decimal("0.1")
FEW = 3
"""Readers without the right to rows see nothing that fewer centres than this made."""


@dataclass(frozen=True)
class Figure:
    """One figure: a count or the two parts of a share; empty, or masked.

    `rows` is the query that leads to the rows behind it, empty when there are none to show.
    """

    amount: Decimal | None = None
    of: Decimal | None = None
    masked: bool = False
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def number(self) -> Decimal | None:
        """What a chart draws: the count, or the share in per cent."""
        if self.masked or self.amount is None or (self.of is not None and not self.of):
            return None
        return self.amount if self.of is None else 100 * self.amount / self.of

    @property
    def text(self) -> str:
        """As people read it; a share with its parts.

        >>> Figure(Decimal(1), Decimal(3)).text, Figure(masked=True).text, Figure().text
        ('33,3\\xa0% (1 von 3)', 'verdeckt', '–')
        """
        if self.masked:
            return MASKED
        if self.amount is None:
            return NOTHING
        if self.of is None:
            return german_number(self.amount)
        parts = f"{german_number(self.amount)} von {german_number(self.of)}"
        number = self.number
        if number is None:
            return parts
        return f"{german_number(number.quantize(TENTH, ROUND_HALF_UP))}\xa0% ({parts})"

    @property
    def plain(self) -> dict[str, Any]:
        """For a snapshot: exact numbers as text, nothing of what is masked."""
        if self.masked:
            return {"masked": True}
        said = {"amount": self.amount, "of": self.of}
        return {name: format(value, "f") for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class Line:
    """One row of a table: what is counted, and its figures column by column."""

    label: str
    figures: tuple[Figure, ...]
    unit: str = ""
    code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Lines over columns; before each column of `breaks` a series breaks, with the reason."""

    key: str
    title: str
    columns: tuple[Group, ...]
    lines: tuple[Line, ...]
    note: str = ""
    breaks: tuple[tuple[str, str], ...] = ()
    chart: str = ""

    @property
    def has_masked(self) -> bool:
        """Whether the reader needs to be told what „verdeckt“ means."""
        return any(figure.masked for line in self.lines for figure in line.figures)


@dataclass(frozen=True)
class Counted:
    """How many centres stand behind each column, and whether the columns share out one whole."""

    centres: Sequence[int]
    parts_of_one: bool = field(default=False)


def hide_few(line: Line, behind: Counted) -> Line:
    """For readers without rows: nothing that fewer than three centres made, nor what would give it
    away by subtraction from a total.

    >>> line = Line("Ziele", (Figure(Decimal(9)), Figure(Decimal(2)), Figure(Decimal(4))))
    >>> [each.text for each in hide_few(line, Counted([8, 1, 3], parts_of_one=True)).figures]
    ['9', 'verdeckt', 'verdeckt']
    """
    hidden = {place for place, count in enumerate(behind.centres) if 0 < count < FEW}
    if hidden and behind.parts_of_one:
        rest = sorted((count, place) for place, count in enumerate(behind.centres) if count >= FEW)
        hidden |= {place for _, place in rest[:1]}
    figures = (
        Figure(masked=True) if place in hidden else figure
        for place, figure in enumerate(line.figures)
    )
    return replace(line, figures=tuple(figures))


def figure_of(
    parts: Parts | None, *, masked: bool = False, rows: dict[str, str] | None = None
) -> Figure:
    """A figure of a sum, a count or a share."""
    if masked:
        return Figure(masked=True)
    if parts is None:
        return Figure()
    return Figure(parts.amount, parts.of, rows=tuple((rows or {}).items()))


def plain_table(table: Table) -> dict[str, Any]:
    """A table for a snapshot."""
    return {
        "key": table.key,
        "title": table.title,
        "note": table.note,
        "columns": [column.label for column in table.columns],
        "breaks": [{"column": column, "reason": reason} for column, reason in table.breaks],
        "lines": [
            {"label": line.label, "unit": line.unit, "code": line.code, "note": line.note,
             "figures": [figure.plain for figure in line.figures]}
            for line in table.lines
        ],
    }  # fmt: skip


def table_from(plain: dict[str, Any]) -> Table:
    """The table of a snapshot."""
    columns = tuple(Group(label, label) for label in plain["columns"])
    lines = tuple(
        Line(
            line["label"],
            tuple(_figure(each) for each in line["figures"]),
            unit=line["unit"],
            code=line["code"],
            note=line["note"],
        )
        for line in plain["lines"]
    )
    breaks = tuple((each["column"], each["reason"]) for each in plain["breaks"])
    return Table(plain["key"], plain["title"], columns, lines, plain["note"], breaks)


def _figure(plain: dict[str, Any]) -> Figure:
    if plain.get("masked"):
        return Figure(masked=True)
    amount, of = (plain.get(name) for name in ("amount", "of"))
    return Figure(None if amount is None else Decimal(amount), None if of is None else Decimal(of))
