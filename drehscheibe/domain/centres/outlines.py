"""From geographic outlines to the paths of the overview map, computed once at import."""

from collections.abc import Iterable
from itertools import pairwise
from math import cos, radians

WEST, NORTH = 5.85, 52.54
SCALE = 400.0
"""Map units per degree of latitude; a degree of longitude is shorter by the cosine of 51.5°."""
SHRINK = cos(radians(51.5))
WIDTH, HEIGHT = 905, 890

Ring = Iterable[tuple[float, float]]


def projected(lon: float, lat: float) -> tuple[int, int]:
    """A place on the map (x to the east, y to the south), in whole units.

    >>> projected(7.99, 51.95)
    (533, 236)
    """
    return round((lon - WEST) * SCALE * SHRINK), round((NORTH - lat) * SCALE)


def svg_path(rings: Iterable[Ring]) -> str:
    """The `d` of a path in relative steps; points that fall together on the map are left out.

    >>> svg_path([[(7.0, 52.0), (7.1, 52.0), (7.1, 51.9), (7.0, 52.0)]])
    'M286 216l25 0 0 40z'
    """
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Ring) -> str:
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        point = projected(lon, lat)
        if not points or point != points[-1]:
            points.append(point)
    if points and points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    steps = " ".join(
        f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points)
    )
    return f"M{points[0][0]} {points[0][1]}l{steps}z"
