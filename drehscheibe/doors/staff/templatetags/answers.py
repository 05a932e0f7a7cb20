"""The rows of the table of answers; thousands of cells stand on a page, so they are one string."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.surveys.results import Line, place_of
from drehscheibe.kernel.organisations.models import Organisation

register = template.Library()


@register.simple_tag
def answer_rows(lines: Iterable[Line]) -> SafeString:
    """A row a house, its name and state first."""
    return mark_safe("".join(map(_row, lines)))  # noqa: S308 (every cell is escaped below)


@register.filter
def area(organisation: Organisation) -> str:
    """What people call a centre; read with `organisation__centre`."""
    return place_of(organisation)


def _row(line: Line) -> str:
    one = line.response
    cells = "</td><td>".join(conditional_escape(cell) for cell in line.cells)
    name, state = map(conditional_escape, (place_of(one.organisation), one.get_status_display()))
    return f'<tr><th scope="row">{name}</th><td>{state}</td><td>{cells}</td></tr>'
