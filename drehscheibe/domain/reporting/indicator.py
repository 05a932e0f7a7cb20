"""One indicator of the catalogue over the years: reported, planned, split, with its definitions."""

from dataclasses import dataclass, replace
from datetime import date

from drehscheibe.domain.reporting.analysis import figure_of_cell, public_line
from drehscheibe.domain.reporting.catalogue import Entry
from drehscheibe.domain.reporting.columns import Layout, layout_of
from drehscheibe.domain.reporting.filters import Filters
from drehscheibe.domain.reporting.rows import own_values
from drehscheibe.domain.reporting.tables import Figure, Line, Table, figure_of
from drehscheibe.domain.reporting.values import Cells, splits_of, value_cells
from drehscheibe.kernel.language.days import german_day

NOT_ADDED = (
    "Dieser Indikator wird nicht über Zentren zusammengezählt; einzelne Werte stehen in den Zeilen."
)
HIGHEST = "Gezeigt ist der höchste Wert eines Zentrums."


@dataclass(frozen=True)
class IndicatorPage:
    """The entry with its tables, and what a centre of the reader reported itself."""

    entry: Entry
    layout: Layout
    tables: tuple[Table, ...]
    own: tuple[Figure, ...]


def indicator_page(
    entry: Entry, filters: Filters, *, with_rows: bool, organisations: list[int]
) -> IndicatorPage:
    """Everything about one entry; readers without rows see the whole state."""
    layout = layout_of(filters if with_rows else filters.without_places())
    cells = value_cells(layout, [entry], whole=True)
    tables = [_course(layout, entry, cells, with_rows=with_rows)]
    splits = splits_of(cells, entry)
    if splits:
        tables.append(_split(layout, entry, cells, with_rows=with_rows))
    own: tuple[Figure, ...] = ()
    if not with_rows and filters.by == "year":
        known = own_values(layout, entry, organisations)
        own = tuple(known.get(each.key, Figure()) for each in layout.columns) if known else ()
    return IndicatorPage(entry, layout, tuple(tables), own)


def breaks_of(layout: Layout, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Before which years figures cannot be compared, and why."""
    if layout.filters.by != "year":
        return ()
    wanted = entry.breaks(layout.filters.first, layout.filters.last)
    return tuple(
        (
            str(each.valid_from.year),
            f"Neue Definition ab {german_day(each.valid_from)}: {each.reason}",
        )
        for each in entry.definitions
        if each.breaks_series and each.valid_from.year in wanted
    )


def _course(layout: Layout, entry: Entry, cells: Cells, *, with_rows: bool) -> Table:
    at = [(each.key, cells.get((entry.pk, "", each.key))) for each in layout.columns]
    reported = Line(
        "Berichtet",
        tuple(figure_of_cell(cell, entry, key) for key, cell in at),
        unit=entry.unit,
        code=entry.code,
    )
    targets = tuple(figure_of(cell.target if cell else None) for _, cell in at)
    planned = Line("Vereinbarte Zielwerte", targets, unit=entry.unit)
    lines = [reported, planned]
    if not with_rows:
        counts = [cell.centres if cell else 0 for _, cell in at]
        lines = [public_line(line, counts, layout) for line in lines]
    notes = {"not": NOT_ADDED, "highest": HIGHEST}
    return Table(
        "verlauf", entry.name, layout.columns, tuple(lines), notes.get(entry.over_places, ""),
        breaks_of(layout, entry), chart="lines" if layout.filters.by == "year" else "bars",
    )  # fmt: skip


def _split(layout: Layout, entry: Entry, cells: Cells, *, with_rows: bool) -> Table:
    lines = []
    for split in splits_of(cells, entry):
        at = [(each.key, cells.get((entry.pk, split.key, each.key))) for each in layout.columns]
        figures = tuple(
            replace(figure, rows=(*figure.rows, ("aufteilung", split.key)) if figure.rows else ())
            for figure in (figure_of_cell(cell, entry, key) for key, cell in at)
        )
        line = Line(split.label, figures, unit=entry.unit, code=entry.code)
        counts = [cell.centres if cell else 0 for _, cell in at]
        lines.append(line if with_rows else public_line(line, counts, layout))
    breaks = breaks_of(layout, entry)
    return Table("aufteilung", "Nach Aufteilung", layout.columns, tuple(lines), "", breaks)


def definition_on(entry: Entry, day: date) -> str:
    """The words that held on the day, for a figure without its page."""
    held = [each for each in entry.definitions if each.valid_from <= day]
    return held[-1].text if held else ""
