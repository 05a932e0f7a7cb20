"""The picture of a network: dots that are links, lines below them; drawn on the server."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.network.drawing import layout
from drehscheibe.domain.network.seeing import Network, Node

WIDE, HIGH, EDGE = 960, 600, 40
NAMED = 60
"""With more actors than this, names stand in titles and in the table alone."""


@dataclass(frozen=True)
class Spot:
    """Where an actor stands."""

    node: Node
    x: int
    y: int
    radius: int
    url: str


def picture(network: Network) -> SafeString:
    """The SVG: confirmed relations as a line, others dashed; `data-ties` is for the arrow keys."""
    place = {each.pk: number for number, each in enumerate(network.nodes)}
    ties = sorted({(place[each.source], place[each.target]) for each in network.edges})
    before = reverse("staff:network:actor_detail", args=[0]).removesuffix("0/")
    points = layout(len(network.nodes), tuple(ties))
    spots = [_spot(node, point, before) for node, point in zip(network.nodes, points, strict=True)]
    label = f"{len(spots)} Akteure und {len(network.edges)} Beziehungen; dasselbe als Tabelle unten"
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}" data-network>{}{}{}</svg>',
        WIDE, HIGH, label, _lines(network, spots, place, confirmed=True),
        _lines(network, spots, place, confirmed=False), _dots(network, spots),
    )  # fmt: skip


def _spot(node: Node, point: tuple[float, float], before: str) -> Spot:
    return Spot(
        node, round(EDGE + point[0] * (WIDE - 2 * EDGE)),
        round(EDGE + point[1] * (HIGH - 2 * EDGE)),
        min(18, 5 + node.degree), f"{before}{node.pk}/",
    )  # fmt: skip


def _lines(
    network: Network, spots: list[Spot], place: dict[int, int], *, confirmed: bool
) -> SafeString:
    """All lines of a kind as one path."""
    drawn = []
    for each in network.edges:
        if each.confirmed == confirmed:
            one, other = spots[place[each.source]], spots[place[each.target]]
            drawn.append(f"M{one.x} {one.y}L{other.x} {other.y}")
    if not drawn:
        return mark_safe("")
    way = "".join(drawn)
    return format_html(
        '<path class="network__tie{}" d="{}"/>', "" if confirmed else " network__tie--open", way
    )


def _dots(network: Network, spots: list[Spot]) -> SafeString:
    named = len(spots) <= NAMED
    return format_html_join(
        "",
        '<a href="{}" data-key="{}" data-ties="{}"><title>{}</title>'
        '<circle class="network__dot" cx="{}" cy="{}" r="{}"/>{}</a>',
        (
            (
                each.url, each.node.pk,
                " ".join(map(str, sorted(network.neighbours[each.node.pk]))),
                f"{each.node.name}, {each.node.kind}, {each.node.degree} verbunden",
                each.x, each.y, each.radius, _name(each) if named else "",
            )
            for each in spots
        ),
    )  # fmt: skip


def _name(spot: Spot) -> SafeString:
    """Beside the dot, towards the middle where it would run out of the picture."""
    left = spot.x > WIDE * 0.65
    name = spot.node.name if len(spot.node.name) <= 28 else f"{spot.node.name[:27]}…"
    gap = spot.radius + 5
    return format_html(
        '<text class="chart__label chart__value--small" x="{}" y="{}" text-anchor="{}">{}</text>',
        spot.x - gap if left else spot.x + gap, spot.y + 4, "end" if left else "start", name,
    )  # fmt: skip
