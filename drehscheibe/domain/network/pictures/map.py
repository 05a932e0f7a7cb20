"""The map of a network: own outlines, a dot for what lies together, lines between them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.centres.outlines import HEIGHT, NORTH, SCALE, SHRINK, WEST, WIDTH
from drehscheibe.domain.network.locating import Located, located
from drehscheibe.domain.network.pictures.graph import name_tags
from drehscheibe.domain.network.pictures.labels import Dot, placed
from drehscheibe.domain.network.pictures.manner import Manner
from drehscheibe.domain.network.seeing import Network, Node

WIDE, TALLEST, EDGE, NEAR = 960, 760, 40, 30
NAMED = 6
WHOLE = "Karte, Akteure: %(actors)s; dasselbe als Tabelle unten"
TOGETHER, MORE = "%(number)s Akteure in %(town)s:", "und %(number)s weitere"
STEP = re.compile(r"M(-?\d+) (-?\d+)l([^zM]*)")
Point = tuple[float, float]
Window = tuple[float, float, float, int]
"""Left, top, how many units of the picture one of the map is, and the picture's height."""


@dataclass(frozen=True)
class Cluster:
    """Actors that lie together on the map."""

    x: int
    y: int
    nodes: tuple[Node, ...]

    @property
    def radius(self) -> int:
        """Its area grows with their number."""
        return round(min(34, 6 + 3.2 * sqrt(len(self.nodes) - 1)))

    @property
    def town(self) -> str:
        """Where most of them are."""
        return Counter(each.town for each in self.nodes).most_common(1)[0][0]

    def words(self, say: Callable[[str], str]) -> str:
        """All of it in words; of many the first."""
        names = ", ".join(each.name for each in self.nodes[:NAMED])
        more = len(self.nodes) - NAMED
        if len(self.nodes) == 1:
            return f"{names}, {say(self.nodes[0].kind)}, {self.town}"
        tail = f" {say(MORE) % {'number': more}}" if more > 0 else ""
        told = say(TOGETHER) % {"number": len(self.nodes), "town": self.town}
        return f"{told} {names}{tail}"


def map_picture(network: Network, manner: Manner) -> tuple[SafeString, int]:
    """The SVG, and how many actors are on no map because nobody knows where they are."""
    found = located(network)
    window = _window(found)
    clusters = _clusters(network, found, window)
    left, top, scale, high = window
    label = manner.say(WHOLE) % {"actors": len(found.points)}
    areas = format_html_join(
        "", '<path class="network__area" d="{}"><title>{}</title></path>',
        ((path, name) for name, path in found.areas),
    )  # fmt: skip
    drawing = format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}" data-network>'
        '<g transform="translate({} {}) scale({})">{}</g>{}{}{}</svg>',
        WIDE, high, label, round(-left * scale, 1), round(-top * scale, 1), round(scale, 3), areas,
        _lines(network, clusters), _dots(clusters, _ties(network, clusters), manner),
        name_tags(placed(_named(clusters), WIDE, high).values()),
    )  # fmt: skip
    return drawing, len(network.nodes) - len(found.points)


def _named(clusters: list[Cluster]) -> list[Dot]:
    """A town's name stands at its largest dot alone."""
    largest: dict[str, Cluster] = {}
    for each in sorted(clusters, key=lambda each: len(each.nodes)):
        largest[each.town] = each
    return [
        Dot(each.x, each.y, each.radius, each.town if largest[each.town] is each else "",
            len(each.nodes))
        for each in clusters
    ]  # fmt: skip


def on_map(point: Point) -> Point:
    """Degrees as units of the map of all centres, not rounded."""
    return (point[0] - WEST) * SCALE * SHRINK, (NORTH - point[1]) * SCALE


def _window(found: Located) -> Window:
    """All areas and all actors, with an edge."""
    corners = [on_map(each) for each in found.points.values()]
    corners += [corner for _, path in found.areas for corner in _corners(path)]
    corners = corners or [(0, 0), (WIDTH, HEIGHT)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    room = WIDE - 2 * EDGE, TALLEST - 2 * EDGE
    scale = min(room[0] / max(right - left, 20), room[1] / max(bottom - top, 20))
    high = round((bottom - top) * scale) + 2 * EDGE
    spare = (room[0] / scale - (right - left)) / 2
    return left - spare - EDGE / scale, top - EDGE / scale, scale, max(high, 240)


def _corners(path: str) -> Iterable[Point]:
    """The points of an outline (`outlines.svg_path`)."""
    for x, y, steps in STEP.findall(path):
        here = int(x), int(y)
        yield here
        numbers = [int(each) for each in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            here = here[0] + dx, here[1] + dy
            yield here


def _clusters(network: Network, found: Located, window: Window) -> list[Cluster]:
    """Who would lie over another is one dot with a number."""
    left, top, scale, _ = window
    together: dict[tuple[int, int], list[tuple[Node, float, float]]] = defaultdict(list)
    for node in network.nodes:
        if node.pk in found.points:
            x, y = on_map(found.points[node.pk])
            x, y = (x - left) * scale, (y - top) * scale
            together[int(x // NEAR), int(y // NEAR)].append((node, x, y))
    return [
        Cluster(
            round(sum(x for _, x, _ in each) / len(each)),
            round(sum(y for *_, y in each) / len(each)), tuple(node for node, *_ in each),
        )
        for _, each in sorted(together.items())
    ]  # fmt: skip


def _lines(network: Network, clusters: list[Cluster]) -> SafeString:
    """One line between two places, thicker for more relations, dashed when none is confirmed."""
    home = {node.pk: number for number, each in enumerate(clusters) for node in each.nodes}
    counts: Counter[tuple[int, int]] = Counter()
    sure: set[tuple[int, int]] = set()
    for edge in network.edges:
        one, other = home.get(edge.source), home.get(edge.target)
        if one is not None and other is not None and one != other:
            pair = min(one, other), max(one, other)
            counts[pair] += 1
            if edge.confirmed:
                sure.add(pair)
    return format_html_join(
        "", '<path class="network__tie{}" stroke-width="{}" d="M{} {}L{} {}"/>',
        (
            (
                "" if pair in sure else " network__tie--open", min(8, 1 + count // 2),
                clusters[pair[0]].x, clusters[pair[0]].y, clusters[pair[1]].x, clusters[pair[1]].y,
            )
            for pair, count in sorted(counts.items())
        ),
    )  # fmt: skip


def _ties(network: Network, clusters: list[Cluster]) -> list[list[int]]:
    home = {node.pk: number for number, each in enumerate(clusters) for node in each.nodes}
    return [
        sorted({
            home[other] for node in each.nodes for other in network.neighbours[node.pk]
            if other in home and home[other] != number
        })
        for number, each in enumerate(clusters)
    ]  # fmt: skip


def _dots(clusters: list[Cluster], ties: list[list[int]], manner: Manner) -> SafeString:
    return format_html_join(
        "",
        '<a href="{}" data-key="{}" data-ties="{}"><title>{}</title>'
        '<circle class="network__dot" cx="{}" cy="{}" r="{}"/>{}</a>',
        (
            (
                _url(each, manner), number, " ".join(map(str, ties[number])),
                each.words(manner.say), each.x, each.y, each.radius, _number(each),
            )
            for number, each in enumerate(clusters)
        ),
    )  # fmt: skip


def _url(cluster: Cluster, manner: Manner) -> str:
    """One actor's page; of several the table of their town."""
    lead = manner.actor if len(cluster.nodes) == 1 else manner.town
    return lead(cluster.nodes[0])


def _number(cluster: Cluster) -> SafeString:
    if len(cluster.nodes) == 1:
        return mark_safe("")
    return format_html(
        '<text class="network__count" x="{}" y="{}" text-anchor="middle">{}</text>',
        cluster.x, cluster.y + 5, len(cluster.nodes),
    )  # fmt: skip
