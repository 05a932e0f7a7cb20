"""The picture of a network: dots that are links, lines below them; drawn on the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

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
        _lines(network, spots, place), _dots(network, spots, names), name_tags(names.values()),
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


def _lines(network: Network, spots: list[Spot], place: dict[int, int]) -> SafeString:
    """All lines of a look as one path; numbers and our own words only, so nothing to escape."""
    drawn: dict[str, list[str]] = {each: [] for each in LOOKS}
    for each in network.edges:
        one, other = spots[place[each.source]], spots[place[each.target]]
        drawn[look(each)].append(f"M{one.x} {one.y}L{other.x} {other.y}")
    paths = (
        f'<path class="network__tie{wanted}" d="{"".join(lines)}"/>'
        for wanted, lines in drawn.items() if lines
    )  # fmt: skip
    return mark_safe("".join(paths))  # noqa: S308 – see above


def _dots(network: Network, spots: list[Spot], names: dict[int, Label]) -> SafeString:
    """Joined plainly: `format_html` eight times a dot was most of the time of 2,000."""
    few = len(spots) <= CROWDED
    drawn = []
    for number, each in enumerate(spots):
        node = each.node
        ties = " ".join(map(str, sorted(network.neighbours[node.pk])))
        late = _late(each) if few and number not in names else ""
        drawn.append(
            f'<a href="{each.url}" data-key="{node.pk}" data-ties="{ties}">'
            f"<title>{escape(f'{node.name}, {node.kind}, {node.degree} verbunden')}</title>"
            f'<circle class="network__dot" cx="{each.x}" cy="{each.y}" r="{each.radius}"/>'
            f"{late}</a>"
        )
    return mark_safe("".join(drawn))  # noqa: S308 – what people wrote is escaped


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
