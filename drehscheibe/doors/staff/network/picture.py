"""The picture of a network: dots that are links, lines below them; drawn on the server."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.network.placing import places
from drehscheibe.domain.network.seeing import Edge, Network, Node
from drehscheibe.doors.staff.network.labels import CROWDED, Dot, Label, candidates, placed

WIDE, HIGH, EDGE = 960, 600, 30
LOOKS = ("", " network__tie--open", " network__tie--derived")
"""Confirmed, waiting for the other side, derived and not confirmed."""


@dataclass(frozen=True)
class Spot:
    """Where an actor stands."""

    node: Node
    x: int
    y: int
    radius: int
    url: str

    @property
    def dot(self) -> Dot:
        """For the names."""
        return Dot(self.x, self.y, self.radius, self.node.name, self.node.degree)


def look(edge: Edge) -> str:
    """How a relation is drawn."""
    if edge.confirmed:
        return LOOKS[0]
    return LOOKS[2] if edge.derived else LOOKS[1]


def picture(network: Network) -> SafeString:
    """The SVG; `data-ties` is for the arrow keys. Names last, so that no dot lies over one."""
    place = {each.pk: number for number, each in enumerate(network.nodes)}
    before = reverse("staff:network:actor_detail", args=[0]).removesuffix("0/")
    points = places(network)
    spots = [_spot(node, point, before) for node, point in zip(network.nodes, points, strict=True)]
    names = placed([each.dot for each in spots], WIDE, HIGH)
    label = f"{len(spots)} Akteure und {len(network.edges)} Beziehungen; dasselbe als Tabelle unten"
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}" data-network>{}{}{}</svg>',
        WIDE, HIGH, label,
        mark_safe("".join(_lines(network, spots, place, each) for each in LOOKS)),  # noqa: S308 – escaped parts
        _dots(network, spots, names), name_tags(names.values()),
    )  # fmt: skip


def name_tags(labels: Iterable[Label]) -> SafeString:
    """The names for the eye alone: each dot's title says it to everybody."""
    return format_html(
        '<g aria-hidden="true">{}</g>',
        format_html_join(
            "",
            '<text class="network__name" x="{}" y="{}" text-anchor="{}">{}</text>',
            ((each.x, each.y, each.anchor, each.text) for each in labels),
        ),
    )


def _spot(node: Node, point: tuple[float, float], before: str) -> Spot:
    return Spot(
        node, round(EDGE + point[0] * (WIDE - 2 * EDGE)),
        round(EDGE + point[1] * (HIGH - 2 * EDGE)),
        min(18, 5 + node.degree), f"{before}{node.pk}/",
    )  # fmt: skip


def _lines(network: Network, spots: list[Spot], place: dict[int, int], wanted: str) -> SafeString:
    """All lines of a look as one path."""
    drawn = []
    for each in network.edges:
        if look(each) == wanted:
            one, other = spots[place[each.source]], spots[place[each.target]]
            drawn.append(f"M{one.x} {one.y}L{other.x} {other.y}")
    if not drawn:
        return mark_safe("")
    return format_html('<path class="network__tie{}" d="{}"/>', wanted, "".join(drawn))


def _dots(network: Network, spots: list[Spot], names: dict[int, Label]) -> SafeString:
    few = len(spots) <= CROWDED
    return format_html_join(
        "",
        '<a href="{}" data-key="{}" data-ties="{}"><title>{}</title>'
        '<circle class="network__dot" cx="{}" cy="{}" r="{}"/>{}</a>',
        (
            (
                each.url, each.node.pk,
                " ".join(map(str, sorted(network.neighbours[each.node.pk]))),
                f"{each.node.name}, {each.node.kind}, {each.node.degree} verbunden",
                each.x, each.y, each.radius,
                _late(each) if few and number not in names else "",
            )
            for number, each in enumerate(spots)
        ),
    )  # fmt: skip


def _late(spot: Spot) -> SafeString:
    """A name for which there is no room: it comes when one points at the dot or reaches it."""
    found = candidates(spot.dot, WIDE, HIGH)
    if not found:
        return mark_safe("")
    label = found[0][0]
    return format_html(
        '<text class="network__name network__name--late" x="{}" y="{}" text-anchor="{}">{}</text>',
        label.x, label.y, label.anchor, label.text,
    )  # fmt: skip
