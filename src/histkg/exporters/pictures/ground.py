"""The ground of a map: projection, shores, rivers, graticule, scale bar, frame.

The projection is the equidistant cylindrical one with its true parallel in the middle of the map: distances are right along
that parallel and along all meridians.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, cos, floor, log10, radians
from typing import TYPE_CHECKING

from histkg.exporters.pictures.canvas import FAINT, GREY, INK, PAPER, WIDTH
from histkg.exporters.pictures.frame import MARGIN
from histkg.exporters.pictures.placing import Box
from histkg.exporters.pictures.shore import Window, read_shores

if TYPE_CHECKING:
    from histkg.exporters.pictures.canvas import Sheet
    from histkg.exporters.pictures.words import Speech

GROUND = "GSHHG, World Data Bank II"
"""Whose lines they are."""

_LEAST = 2.2
"""Degrees of latitude a map shows at least, so that one town has surroundings."""

_CLEAR = 8.0
"""Points between a mark and the scale bar: its paper and half a mark."""

_FLAT = 0.05
"""No degree of longitude is drawn shorter than this, at the poles either."""

_WATER, _RIVER = "#e6eef4", "#9fb9cc"
_DEGREE = 6371.0088 * 3.141592653589793 / 180
"""Kilometres of a degree along a meridian of a sphere (mean radius, IUGG)."""

_STEPS = (1 / 60, 1 / 30, 1 / 12, 1 / 6, 0.25, 0.5, 1, 2, 5, 10, 20, 30)


@dataclass(frozen=True)
class Ground:
    """A window on the earth and where it lies on the sheet.

    :param degree: points of a degree of latitude.
    :param points: the positions (longitude, latitude) that lie on it.
    """

    window: Window
    left: float
    top: float
    degree: float
    points: tuple[tuple[float, float], ...] = ()

    @property
    def squeeze(self) -> float:
        """Return how much shorter a degree of longitude is."""
        return max(_FLAT, cos(radians((self.window.south + self.window.north) / 2)))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place lies on the sheet."""
        return (
            self.left + (longitude - self.window.west) * self.degree * self.squeeze,
            self.top + (self.window.north - latitude) * self.degree,
        )

    @property
    def frame(self) -> Box:
        """Return the frame of the map."""
        return Box(
            *self.at(self.window.west, self.window.north), *self.at(self.window.east, self.window.south)
        )


def lay_ground(positions: Iterable[tuple[float, float]], top: float) -> Ground:
    """Return the ground on which all *positions* (longitude, latitude) lie, as wide as the sheet."""
    positions = list(positions)
    west, east = min(x for x, _ in positions), max(x for x, _ in positions)
    south, north = min(y for _, y in positions), max(y for _, y in positions)
    middle = ((west + east) / 2, (south + north) / 2)
    squeeze = max(_FLAT, cos(radians(middle[1])))
    high = max((north - south) * 1.2, _LEAST)
    wide = max((east - west) * squeeze * 1.18, _LEAST)
    # Twice as wide as high at most; nearly square only where the places need it.
    high, wide = max(high, wide / 2), max(wide, high / (0.92 if high > _LEAST else 0.6))
    window = Window(
        middle[0] - wide / squeeze / 2,
        middle[1] - high / 2,
        middle[0] + wide / squeeze / 2,
        middle[1] + high / 2,
    )
    left = MARGIN + 24
    return Ground(window, left, top, (WIDTH - MARGIN - left) / wide, tuple(positions))


def draw_ground(sheet: Sheet, ground: Ground, speech: Speech) -> None:
    """Draw what lies under the marks."""
    frame = ground.frame
    within = (frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
    shores = read_shores(ground.window)
    sheet.box(*within, fill=_WATER)
    for polygons, fill in ((shores.land, PAPER), (shores.lakes, _WATER), (shores.islands, PAPER)):
        for polygon in polygons:
            sheet.shape(
                [ground.at(*point) for point in polygon], fill=fill, edge=FAINT, line=0.5, within=within
            )
    for polygon in shores.reservoirs:
        sheet.shape(
            [ground.at(*point) for point in polygon], edge=_RIVER, line=0.5, dash=(2, 1.5), within=within
        )
    for river in shores.rivers:
        if len(river) > 1:
            sheet.line(*(ground.at(*point) for point in river), colour=_RIVER, line=0.6, within=within)
    _draw_graticule(sheet, ground, speech)
    sheet.box(*within, edge=INK, line=0.8)
    _draw_bar(sheet, ground, speech)


def _draw_graticule(sheet: Sheet, ground: Ground, speech: Speech) -> None:
    window, frame = ground.window, ground.frame
    step = next((one for one in _STEPS if (window.east - window.west) / one <= 7), _STEPS[-1])
    for number in range(ceil(window.west / step), floor(window.east / step) + 1):
        x, _ = ground.at(number * step, window.south)
        sheet.line((x, frame.top), (x, frame.bottom), colour=FAINT, line=0.3, dash=(1, 2))
        if frame.left + 12 < x < frame.right - 12:
            sheet.write(
                x, frame.bottom + 8, _degrees(number * step, speech, "lon"), 5.8, colour=GREY, anchor="middle"
            )
    for number in range(ceil(window.south / step), floor(window.north / step) + 1):
        _, y = ground.at(window.west, number * step)
        sheet.line((frame.left, y), (frame.right, y), colour=FAINT, line=0.3, dash=(1, 2))
        sheet.write(
            frame.left - 3, y + 2, _degrees(number * step, speech, "lat"), 5.8, colour=GREY, anchor="end"
        )


def _degrees(value: float, speech: Speech, axis: str) -> str:
    minutes = round(abs(value) * 60)
    side = speech(f"{axis}{'+' if value >= 0 else '-'}")
    return f"{minutes // 60}°{f'{minutes % 60:02}′' if minutes % 60 else ''} {side}"


def bar_box(ground: Ground) -> tuple[Box, int | float]:
    """Return where the scale bar stands, and how many kilometres it is long: in the corner in which the fewest positions lie."""
    frame = ground.frame
    most = (frame.right - frame.left) * 0.22 / ground.degree * _DEGREE
    power = 10 ** floor(log10(most))
    length = next(one * power for one in (5, 2, 1) if one * power <= most)
    wide = length / _DEGREE * ground.degree
    corners = [
        Box(x, y, x + wide, y + 12)
        for y in (frame.bottom - 20, frame.top + 8)
        for x in (frame.left + 10, frame.right - 10 - wide)
    ]
    return min(corners, key=lambda corner: _count_under(ground, corner)), length


def _count_under(ground: Ground, box: Box) -> int:
    """Return how many positions would have their marks under *box* or touch it."""
    spots = (ground.at(*point) for point in ground.points)
    return sum(
        box.left - _CLEAR < x < box.right + _CLEAR and box.top - _CLEAR < y < box.bottom + _CLEAR
        for x, y in spots
    )


def _draw_bar(sheet: Sheet, ground: Ground, speech: Speech) -> None:
    box, length = bar_box(ground)
    half = (box.left + box.right) / 2
    sheet.box(box.left - 4, box.top - 3, box.right - box.left + 8, box.bottom - box.top + 6, fill=PAPER)
    sheet.box(box.left, box.bottom - 3, half - box.left, 3, fill=INK, edge=INK, line=0.5)
    sheet.box(half, box.bottom - 3, half - box.left, 3, fill=PAPER, edge=INK, line=0.5, name="scale-bar")
    sheet.write(half, box.bottom - 5.5, speech("km", km=length), 6, anchor="middle")
