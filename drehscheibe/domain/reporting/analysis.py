"""The analysis over all centres: goals, judgements, posts, indicators of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drehscheibe.domain.reporting.catalogue import Entry, entries
from drehscheibe.domain.reporting.columns import Layout, layout_of
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.goals import GoalSums, ReportSums, goal_sums, report_sums
from drehscheibe.domain.reporting.tables import Counted, Figure, Line, Table, figure_of, hide_few
from drehscheibe.domain.reporting.values import Cell, Cells, value_cells

PARTITIONS = ("strand", "district", "kind", "size")
"""Layouts whose columns share out one whole; years and fields do not."""
PLANNED = (("goals", "Ziele in Kraft"), ("measures", "Maßnahmen"), ("indicators", "Indikatoren"))
DEGREES = (
    ("reached", "erreicht"),
    ("partly", "teilweise erreicht"),
    ("missed", "verfehlt"),
    ("dropped", "entfallen"),
)
MANY_FIELDS = "Ein Ziel kann in mehreren Handlungsfeldern stehen; die Spalten überschneiden sich."


@dataclass(frozen=True)
class Analysis:
    """All tables of the page, in its order."""

    filters: Filters
    layout: Layout
    tables: tuple[Table, ...]
    entries: tuple[Entry, ...]

    def table(self, key: str) -> Table:
        """One of them."""
        return next(each for each in self.tables if each.key == key)


def analysis_of(filters: Filters, *, with_rows: bool) -> Analysis:
    """Everything for these filters. Readers without rows see sums over the state only, and none
    that fewer than three centres made."""
    layout = layout_of(filters if with_rows else filters.without_places())
    known = entries()
    goals, reports = goal_sums(layout), report_sums(layout)
    cells = value_cells(layout, known)
    tables = [_planned(layout, goals), _judged(layout, goals)]
    tables += [_staff(layout, reports)] if reports else []
    tables.append(_catalogue(layout, known, cells))
    if not with_rows:
        tables = [_for_everybody(each, layout, goals, reports, cells, known) for each in tables]
    return Analysis(layout.filters, layout, tuple(tables), tuple(known))


def _planned(layout: Layout, goals: dict[str, GoalSums]) -> Table:
    lines = [_line(layout, goals, name, label, what="ziele") for name, label in PLANNED]
    linked = tuple(
        Figure(Decimal(goals[each.key].linked), Decimal(goals[each.key].indicators))
        if goals[each.key].indicators
        else Figure()
        for each in layout.columns
    )
    lines.append(Line("davon mit dem Katalog verbunden", linked))
    note = MANY_FIELDS if layout.filters.by == "field" else ""
    return Table("ziele", "Ziele und Maßnahmen", layout.columns, tuple(lines), note, chart="bars")


def _judged(layout: Layout, goals: dict[str, GoalSums]) -> Table:
    lines = tuple(
        _line(layout, goals, name, label, what=f"urteil-{name}") for name, label in DEGREES
    )
    note = "Urteile der Zentren in der jeweils letzten gezeichneten Fassung ihres Jahresberichts."
    return Table(
        "urteile", "Wie weit Ziele erreicht wurden", layout.columns, lines, note, chart="stack"
    )


def _line(layout: Layout, goals: dict[str, GoalSums], name: str, label: str, *, what: str) -> Line:
    figures = []
    for column in layout.columns:
        count = getattr(goals[column.key], name)
        rows = (("was", what), ("spalte", column.key)) if count else ()
        figures.append(Figure(Decimal(count), rows=rows))
    return Line(label, tuple(figures))


def _staff(layout: Layout, reports: dict[str, ReportSums]) -> Table:
    columns = [(each.key, reports[each.key]) for each in layout.columns]
    signed = tuple(
        Figure(Decimal(each.centres), rows=_report_rows(key) if each.centres else ())
        for key, each in columns
    )
    posts = tuple(
        Figure(each.full_time, rows=_report_rows(key) if each.known else ())
        for key, each in columns
    )
    lines = (
        Line("Zentren mit gezeichnetem Bericht", signed),
        Line("Besetzte geförderte Stellen", posts, unit="Stellen"),
    )
    note = "Stellen, wie sie im gezeichneten Jahresbericht stehen; Jahre ohne Bericht fehlen."
    return Table("personal", "Berichte und Personal", layout.columns, lines, note, chart="bars")


def _report_rows(key: str) -> tuple[tuple[str, str], ...]:
    return (("was", "personal"), ("spalte", key))


def _catalogue(layout: Layout, known: Sequence[Entry], cells: Cells) -> Table:
    lines = tuple(
        Line(
            entry.name,
            tuple(
                figure_of_cell(cells.get((entry.pk, "", each.key)), entry, each.key)
                for each in layout.columns
            ),
            unit=entry.unit,
            code=entry.code,
            note=_break_words(layout, entry),
        )
        for entry in known
    )
    return Table("indikatoren", "Indikatoren des Katalogs", layout.columns, lines)


def _break_words(layout: Layout, entry: Entry) -> str:
    """That the line breaks, in the line itself; years only, other columns are of one year."""
    years = entry.breaks(layout.filters.first, layout.filters.last)
    if layout.filters.by != "year" or not years:
        return ""
    return f"neue Definition ab {', '.join(map(str, years))}: davor nicht vergleichbar"


def figure_of_cell(cell: Cell | None, entry: Entry, column: str) -> Figure:
    """The reported value of a cell with the way to its rows."""
    if cell is None or not cell.centres:
        return Figure()
    rows = {"was": "wert", "code": entry.code, "spalte": column}
    if cell.parts is None and not cell.masked:
        return Figure(rows=tuple(rows.items()))
    return figure_of(cell.parts, masked=cell.masked, rows=rows)


def _for_everybody(
    table: Table,
    layout: Layout,
    goals: dict[str, GoalSums],
    reports: dict[str, ReportSums],
    cells: Cells,
    known: Sequence[Entry],
) -> Table:
    """The table without what fewer than three centres made, and without ways to rows."""
    by_code = {entry.code: entry.pk for entry in known}
    lines = []
    for line in table.lines:
        behind = {
            "ziele": lambda key: goals[key].centres,
            "urteile": lambda key: goals[key].judging,
            "personal": lambda key: reports[key].centres,
        }.get(
            table.key,
            lambda key, line=line: getattr(cells.get((by_code[line.code], "", key)), "centres", 0),
        )
        counts = [behind(each.key) for each in layout.columns]
        lines.append(public_line(line, counts, layout))
    return Table(
        table.key, table.title, table.columns, tuple(lines), table.note, table.breaks, table.chart
    )


def public_line(line: Line, centres: Sequence[int], layout: Layout) -> Line:
    """A line for readers without rows."""
    bare = tuple(Figure(each.amount, each.of, each.masked) for each in line.figures)
    behind = Counted(centres, parts_of_one=layout.filters.by in PARTITIONS)
    return hide_few(replace(line, figures=bare), behind)
