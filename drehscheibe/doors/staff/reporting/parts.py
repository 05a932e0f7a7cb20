"""A table of an analysis with its chart and, for each figure, the way to its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.filters import as_query
from drehscheibe.domain.reporting.tables import Table
from drehscheibe.doors.staff.reporting.charts import Chart, chart_of


@dataclass(frozen=True)
class Part:
    """What a page shows of one table; `rows` is the address of rows, `pages` those of lines."""

    table: Table
    chart: Chart | None
    rows: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    """By code of the line."""

    @property
    def head(self) -> str:
        """What its lines are."""
        return "Indikator" if self.table.key == "indikatoren" else "Was"


def bare_part(table: Table) -> Part:
    """A table that leads nowhere, as a frozen one."""
    return Part(table, chart_of(table))


def part(table: Table, layout: Layout) -> Part:
    """A table whose figures lead to their rows and whose indicators lead to their pages."""
    query = urlencode(as_query(layout.filters))
    pages = {}
    if table.key == "indikatoren":
        pages = {
            line.code: f"{reverse('staff:reporting:indicator_detail', args=[line.code])}?{query}"
            for line in table.lines
        }
    return Part(table, chart_of(table), f"{reverse('staff:reporting:row_list')}?{query}", pages)
