"""Rows of figures and the marks of charts; hundreds stand on a page, so each is written in one go.

Everything that is not ours by name is escaped here, once: `escape` of the standard library is what
Django's own calls.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote_plus

from django import template
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.reporting.tables import MASKED, Figure
from drehscheibe.doors.staff.reporting.charts import Chart
from drehscheibe.doors.staff.reporting.parts import Part

register = template.Library()

LINK = '<a href="{}" aria-label="{}, {}: {}, Zeilen dazu">{}</a>'
HEAD = '<th scope="row" data-label="{}">{}</th>'
CELL = '<td class="number" data-label="{}">{}</td>'
MORE = ' <span class="table__more">{}</span>'


@register.simple_tag
def figure_rows(part: Part) -> SafeString:
    """A row per line: what is counted, then its figures with the ways to their rows."""
    return mark_safe("".join(_rows(part)))  # noqa: S308 (escaped piece by piece)


def _rows(part: Part) -> Iterator[str]:
    columns = [escape(each.label) for each in part.table.columns]
    for line in part.table.lines:
        label, url = escape(line.label), part.pages.get(line.code, "")
        head = f'<a href="{escape(url)}">{label}</a>' if url else label
        more = "".join(MORE.format(escape(each)) for each in (line.unit, line.note) if each)
        yield f"<tr>{HEAD.format(part.head, head + more)}"
        for column, figure in zip(columns, line.figures, strict=True):
            yield CELL.format(column, _shown(part, label, column, figure))
        yield "</tr>"


def _shown(part: Part, label: str, column: str, figure: Figure) -> str:
    text = escape(figure.text)
    if not figure.rows or not part.rows:
        return text
    wanted = "&".join(f"{name}={quote_plus(value)}" for name, value in figure.rows)
    url = escape(f"{part.rows}&{wanted}")
    return LINK.format(url, label, column, text, "Zeilen" if figure.amount is None else text)


@register.simple_tag
def chart_marks(chart: Chart) -> SafeString:
    """Grid, breaks, then bars or lines with their points, axis and names of the columns."""
    drawn = _lines(chart) if chart.paths else _bars(chart)
    return mark_safe("".join([*_grid(chart), *drawn, *_boxes(chart), *_axis(chart)]))  # noqa: S308 (as above)


def _grid(chart: Chart) -> Iterator[str]:
    for y, label in chart.grid:
        yield (
            f'<line class="chart__grid" x1="{chart.left}" x2="{chart.right}" y1="{y:.1f}"'
            f' y2="{y:.1f}"/><text class="chart__label" x="{chart.left - 8}" y="{y:.1f}" dy="4"'
            f' text-anchor="end">{escape(label)}</text>'
        )
    for x in chart.breaks:
        yield (
            f'<line class="chart__break" x1="{x:.1f}" x2="{x:.1f}" y1="{chart.top}"'
            f' y2="{chart.bottom}"/>'
        )


def _lines(chart: Chart) -> Iterator[str]:
    for series, path in chart.paths:
        yield f'<path class="chart__line chart__line--{series}" d="{path}"/>'
    for mark in chart.marks:
        yield f'<circle class="chart__dot" cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="5"/>'
        if mark.series == 1:
            yield (
                f'<text class="chart__value" x="{mark.x:.1f}" y="{mark.y:.1f}" dy="-10"'
                f' text-anchor="middle">{escape(mark.text)}</text>'
            )


def _bars(chart: Chart) -> Iterator[str]:
    inside = 16 if chart.stacked else -5
    for mark in chart.marks:
        fill = f' fill="url(#muster-{chart.key}-{mark.series})"' if mark.series > 1 else ""
        yield (
            f'<rect class="chart__bar chart__bar--{mark.series}"{fill} x="{mark.x:.1f}"'
            f' y="{mark.y:.1f}" width="{mark.width:.1f}" height="{mark.height:.1f}"/>'
        )
        if chart.labelled:
            yield (
                f'<text class="chart__value chart__value--small" x="{mark.middle:.1f}"'
                f' y="{mark.y:.1f}" dy="{inside}" text-anchor="middle">{escape(mark.text)}</text>'
            )


def _boxes(chart: Chart) -> Iterator[str]:
    for box in chart.boxes:
        yield (
            f'<rect class="chart__masked" fill="url(#muster-{chart.key}-masked)" x="{box.x:.1f}"'
            f' y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height}"/>'
        )
        if chart.boxes_named:
            yield (
                f'<text class="chart__masked-word" x="{box.middle:.1f}" y="{box.y:.1f}" dy="-5"'
                f' text-anchor="middle">{MASKED}</text>'
            )


def _axis(chart: Chart) -> Iterator[str]:
    yield (
        f'<line class="chart__axis" x1="{chart.left}" x2="{chart.right}" y1="{chart.bottom}"'
        f' y2="{chart.bottom}"/>'
    )
    for x, label in chart.columns:
        yield (
            f'<text class="chart__label" x="{x:.1f}" y="{chart.bottom}" dy="20"'
            f' text-anchor="middle">{escape(label)}</text>'
        )
