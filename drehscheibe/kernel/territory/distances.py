"""Straight lines over the earth's surface (Luftlinie)."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0088
"""Mean radius in kilometres (IUGG)."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def straight_km(one: Point, other: Point) -> float:
    """Kilometres between two points on a sphere (haversine); roads are longer.

    >>> round(straight_km((51.0, 7.0), (52.0, 7.0)), 1)
    111.2
    >>> round(straight_km((50.94, 6.96), (51.23, 6.78)), 1)
    34.6
    """
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
