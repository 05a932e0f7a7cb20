"""The picture of a network by springs: dots that are links, lines below them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.network.pictures.labels import CROWDED, Dot, Label, candidates, placed
from drehscheibe.domain.network.pictures.manner import Manner
from drehscheibe.domain.network.placing import places
from drehscheibe.domain.network.seeing import Edge, Network, Node

WIDE, HIGH, EDGE = 960, 600, 30
WHOLE = "Akteure: %(actors)s, Beziehungen: %(relations)s; dasselbe als Tabelle unten"
ONE = "%(name)s, %(kind)s, %(degree)s verbunden"
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


def picture(network: Network, manner: Manner) -> SafeString:
    """The SVG; `data-ties` is for the arrow keys. Names last, so that no dot lies over one."""
    place = {each.pk: number for number, each in enumerate(network.nodes)}
    points = places(network)
    size = min(1, sqrt(CROWDED / max(1, len(points))))  # else many dots would hide all lines
    spots = [
        _spot(node, point, manner, size) for node, point in zip(network.nodes, points, strict=True)
    ]
    names = placed([each.dot for each in spots], WIDE, HIGH)
    label = manner.say(WHOLE) % {"actors": len(spots), "relations": len(network.edges)}
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}" data-network>{}{}{}</svg>',
        WIDE, HIGH, label,
        _lines(network, spots, place), _dots(network, spots, names, manner.say),
        name_tags(names.values()),
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


def _spot(node: Node, point: tuple[float, float], manner: Manner, size: float) -> Spot:
    return Spot(
        node, round(EDGE + point[0] * (WIDE - 2 * EDGE)),
        round(EDGE + point[1] * (HIGH - 2 * EDGE)),
        max(3, round(size * min(18, 5 + node.degree))), manner.actor(node),
    )  # fmt: skip


def _lines(network: Network, spots: list[Spot], place: dict[int, int]) -> SafeString:
    """All lines of a look as one path; numbers and our own words only, so nothing to escape.

    In a group of their own, which the browser keeps as one layer: pointing at a dot paints the dots
    alone anew. Where there are many, they are thin: painting wide ones took most of the time.
    """
    drawn: dict[str, list[str]] = {each: [] for each in LOOKS}
    for each in network.edges:
        one, other = spots[place[each.source]], spots[place[each.target]]
        drawn[look(each)].append(f"M{one.x} {one.y}L{other.x} {other.y}")
    paths = (
        f'<path class="network__tie{wanted}" d="{"".join(lines)}"/>'
        for wanted, lines in drawn.items() if lines
    )  # fmt: skip
    many = " network__web--many" if len(spots) > CROWDED else ""
    return mark_safe(f'<g class="network__web{many}">{"".join(paths)}</g>')  # noqa: S308 – see above


def _dots(
    network: Network, spots: list[Spot], names: dict[int, Label], say: Callable[[str], str]
) -> SafeString:
    """Joined plainly: `format_html` eight times a dot was most of the time of 2,000."""
    few, one = len(spots) <= CROWDED, say(ONE)
    kinds = {each: say(each) for each in {spot.node.kind for spot in spots}}
    drawn = []
    for number, each in enumerate(spots):
        node = each.node
        ties = " ".join(map(str, sorted(network.neighbours[node.pk])))
        late = _late(each) if few and number not in names else ""
        words = one % {"name": node.name, "kind": kinds[node.kind], "degree": node.degree}
        drawn.append(
            f'<a href="{escape(each.url)}" data-key="{node.pk}" data-ties="{ties}">'
            f"<title>{escape(words)}</title>"
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
