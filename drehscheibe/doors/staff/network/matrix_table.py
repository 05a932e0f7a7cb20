"""The matrix as a table: sticky heads, every filled cell a link, its meaning in words."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.network.kinds import Kind
from drehscheibe.domain.network.matrix import Cell, Head, Matrix
from drehscheibe.doors.staff.network.filters import Asked

EMPTY = mark_safe('<td class="network__none"><span class="kern-sr-only">keine</span></td>')
ITSELF = mark_safe('<td class="network__self"><span class="kern-sr-only">derselbe</span></td>')


def matrix_table(matrix: Matrix, kinds: Mapping[str, Kind], asked: Asked) -> SafeString:
    """The whole table; rows lead to actors, between kinds one field deeper."""
    return format_html(
        '<table class="table table--matrix network__matrix"><caption>{}</caption>'
        '<thead><tr><th scope="col">von \\ zu</th>{}</tr></thead><tbody>{}</tbody></table>',
        "Wie viele Beziehungen zwischen zwei Arten bestehen" if matrix.of_kinds
        else "Stärke der Beziehung, 1 bis 3",
        format_html_join(
            "", '<th scope="col">{}</th>', ((_head(each, asked),) for each in matrix.columns)
        ),
        format_html_join(
            "", '<tr><th scope="row">{}</th>{}</tr>',
            (
                (
                    _head(head, asked),
                    format_html_join("", "{}", ((_cell(each, kinds, asked),) for each in cells)),
                )
                for head, cells in matrix.rows
            ),
        ),
    )  # fmt: skip


def _head(head: Head, asked: Asked) -> SafeString:
    if head.pk:
        url = reverse("staff:network:actor_detail", args=[head.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, head.label)
    url = f"?{asked.with_(art=head.key)}"
    return format_html('<a href="{}">{}</a> ({})', url, head.label, head.count)


def _cell(cell: Cell, kinds: Mapping[str, Kind], asked: Asked) -> SafeString:
    if cell.is_itself:
        return ITSELF
    if cell.count:
        return format_html(
            '<td class="number"><a href="?{}">{}<span class="kern-sr-only"> von {} zu {}</span></a>'
            "</td>",
            asked.with_(art=cell.row.key, mit=cell.column.key), cell.count, cell.row.label,
            cell.column.label,
        )  # fmt: skip
    if cell.edge is None:
        return EMPTY
    edge = cell.edge
    kind = kinds[edge.kind].label if edge.kind in kinds else edge.kind
    if edge.confirmed:
        look, words = "", "bestätigt"
    elif edge.derived:
        look, words = " network__cell--derived", "abgeleitet"
    else:
        look, words = " network__cell--open", "nicht bestätigt"
    return format_html(
        '<td><a class="network__cell{}" href="{}" title="{}">{}'
        '<span class="kern-sr-only"> {}: {} {}, {}</span></a></td>',
        look, reverse("staff:network:actor_detail", args=[cell.row.pk]),
        f"{cell.row.label} {kind} {cell.column.label}, {words}", edge.strength, cell.row.label,
        kind, cell.column.label, words,
    )  # fmt: skip
