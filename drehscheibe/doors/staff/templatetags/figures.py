"""The cells of a line of figures; hundreds stand on a page, so they are written in one go."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from drehscheibe.domain.reporting.tables import Figure

register = template.Library()

LINK = '<a href="{}" aria-label="{}, {}: {}, Zeilen dazu">{}</a>'


@register.simple_tag
def figure_cells(label: str, cells: Iterable[tuple[str, Figure, str]]) -> SafeString:
    """A cell per column: the figure, with a link to its rows where there are any."""
    return format_html_join(
        "",
        '<td class="number" data-label="{}">{}</td>',
        ((column, _shown(label, column, figure, url)) for column, figure, url in cells),
    )


def _shown(label: str, column: str, figure: Figure, url: str) -> str:
    text = figure.text
    if not url:
        return text
    return format_html(LINK, url, label, column, text, "Zeilen" if figure.amount is None else text)
