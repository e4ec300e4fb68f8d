"""Points of places: who gives which, how far they lie apart, and what that makes of the place on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from histkg.exporters.times.scope import text
from histkg.portrait.values import coordinates_of

if TYPE_CHECKING:
    from histkg.exporters.times.claims import Claim

_EARTH = 6371.0088
"""Mean radius of the earth in kilometres (IUGG)."""


@dataclass(frozen=True)
class Point:
    """One position on WGS 84, and the claims that give it."""

    longitude: float
    latitude: float
    claims: tuple[Claim, ...] = ()


def plain(degrees: float) -> str:
    """Return degrees as a plain decimal number.

    >>> plain(46.36056), plain(10.0), plain(0.00001)
    ('46.36056', '10', '0.00001')
    """
    return f"{degrees:.10f}".rstrip("0").rstrip(".")


def read_points(claims: Iterable[Claim]) -> tuple[Point, ...]:
    """Return the positions that *claims* about coordinates give, each once, from west to east."""
    givers: dict[tuple[float, float], list[Claim]] = defaultdict(list)
    for claim in claims:
        position = coordinates_of(text(claim.value))
        if position is not None:
            givers[position].append(claim)
    return tuple(Point(*position, tuple(found)) for position, found in sorted(givers.items()))


def spread(points: Sequence[Point]) -> float:
    """Return the largest distance between two of *points* in kilometres, along the surface of a sphere.

    >>> round(spread([Point(10, 40), Point(10.02, 40.01)]), 1)
    2.0
    >>> spread([Point(10, 40)])
    0.0
    """
    return max((_distance(one, two) for one in points for two in points), default=0.0)


def _distance(one: Point, two: Point) -> float:
    """Return the great-circle distance of two points (haversine formula)."""
    north, south = radians(one.latitude), radians(two.latitude)
    half = (
        sin((north - south) / 2) ** 2
        + cos(north) * cos(south) * sin(radians(one.longitude - two.longitude) / 2) ** 2
    )
    return 2 * _EARTH * asin(sqrt(half))


def said_of(points: Sequence[Point], *, contested: bool) -> str:
    """Return in words what is known of a position.

    >>> said_of([], contested=False), said_of([Point(10, 40)], contested=False)
    ('no coordinates', 'one point')
    >>> said_of([Point(10, 40), Point(10.02, 40.01)], contested=False)
    'several points, up to 2.0 km apart'
    >>> said_of([Point(10, 40), Point(10.5, 40.5)], contested=True)
    'sources disagree: points up to 69.9 km apart'
    """
    if len(points) < 2:
        return "one point" if points else "no coordinates"
    apart = f"points{'' if contested else ','} up to {spread(points):.1f} km apart"
    return f"sources disagree: {apart}" if contested else f"several {apart}"
