"""Goals, measures, indicators, judgements and funded posts of a layout, from sums by stratum."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db import connection

from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.filters import Filters

GOALS = """
SELECT {column}, {sums} FROM reporting_goalcell
WHERE field = ANY (%(fields)s) AND year BETWEEN %(first)s AND %(last)s AND {strand}
    AND %(district)s IN ('', district) AND %(kind)s IN ('', kind) AND %(size)s IN ('', size::text)
GROUP BY 1
"""
REPORTS = "SELECT * FROM reporting_report_totals(%s, %s)"


@dataclass
class GoalSums:
    """What one column adds up to; `centres` have a goal in it, `judging` a signed report on one."""

    centres: int = 0
    judging: int = 0
    goals: int = 0
    measures: int = 0
    indicators: int = 0
    linked: int = 0
    reached: int = 0
    partly: int = 0
    missed: int = 0
    dropped: int = 0

    @property
    def judged(self) -> int:
        """Goals judged in a signed report."""
        return self.reached + self.partly + self.missed + self.dropped


@dataclass
class ReportSums:
    """Centres with a signed report, how many of them state posts, and these posts."""

    centres: int = 0
    known: int = 0
    posts: int = 0

    @property
    def full_time(self) -> Decimal | None:
        """Posts; None when no report states any."""
        return Decimal(self.posts) / 100 if self.known else None


def goal_sums(layout: Layout) -> dict[str, GoalSums]:
    """By column key; every column is there."""
    found = {column.key: GoalSums() for column in layout.columns}
    filters = layout.filters
    names = ", ".join(f"sum({each.name})::int" for each in fields(GoalSums))
    # only names of columns go into the text; what people type is passed beside
    statement = GOALS.format(column=filters.by, sums=names, strand=of_strand(filters))
    wanted = list(layout.by_field) if layout.narrowed else [""]
    with connection.cursor() as cursor:
        cursor.execute(statement, as_parameters(filters) | {"fields": wanted})
        for key, *sums in cursor.fetchall():
            column = layout.by_field[key] if filters.by == "field" else str(key)
            if column in found:
                found[column] = GoalSums(*sums)
    return found


def of_strand(filters: Filters) -> str:
    """The condition for cells of each strand side by side, or of one of them, or of all."""
    if filters.by == "strand":
        return "strand <> '' AND %(strand)s IN ('', strand)"
    return "strand = %(strand)s"


def as_parameters(filters: Filters) -> dict[str, Any]:
    """What a statement over cells is narrowed to."""
    return {
        "first": filters.years[0], "last": filters.years[-1], "strand": filters.strand,
        "district": filters.district, "kind": filters.kind, "size": filters.size,
    }  # fmt: skip


def report_sums(layout: Layout) -> dict[str, ReportSums]:
    """By column key; empty where the layout is by goal (strand, field), not by centre."""
    if layout.filters.by in ("strand", "field"):
        return {}
    found = {column.key: ReportSums() for column in layout.columns}
    years = layout.filters.years
    for row in _rows(REPORTS, [years[0], years[-1]]):
        key = str(row[layout.filters.by])
        if in_place(row, layout.filters) and key in found:
            _add(found[key], row)
    return found


def in_place(row: dict[str, Any], filters: Filters) -> bool:
    """Whether a stratum lies within the filters."""
    return (
        filters.district in ("", row["district"])
        and filters.kind in ("", row["kind"])
        and filters.size in ("", str(row["size"]))
    )


def _rows(statement: str, given: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _add(sums: ReportSums, row: dict[str, Any]) -> None:
    for each in fields(sums):
        setattr(sums, each.name, getattr(sums, each.name) + int(row[each.name] or 0))
