"""Where labels go: beside their marks, off each other, off the marks, and inside the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

_AROUND = (0, 15, 1, 14, 8, 7, 9, 2, 13, 6, 10, 4, 12, 3, 5, 11)
"""Sixteenths of a circle, the best places for a label first: to the right, to the left, above, below."""

_FAR = (0.0, 5.0, 11.0, 19.0, 29.0, 42.0, 58.0, 78.0)

_FAR_OFF = 40.0
"""The square of the distance from its mark at which a label needs a line that leads to it."""

_THROUGH = 15.0
"""What speaks against a leading line through a name or a mark; as much as 20 points of distance."""

Leader = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return the area both share.

        >>> Box(0, 0, 10, 10).overlap(Box(5, 5, 20, 20)), Box(0, 0, 1, 1).overlap(Box(2, 2, 3, 3))
        (25, 0)
        """
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the rectangle nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True)
class Label:
    """A label to be placed.

    :param radius: how far from the middle of its mark it must stay.
    """

    x: float
    y: float
    width: float
    height: float
    radius: float = 3.0


def place(
    labels: Sequence[Label],
    marks: Iterable[Box],
    frame: Box,
    lines: Sequence[tuple[float, float, float, float]] = (),
) -> list[Box]:
    """Return where each of *labels* goes: the nearest free place, tried anew once all others have theirs.

    :param marks: what must stay visible.
    :param lines: what is better not crossed, as (x, y, x, y).
    """
    marks = list(marks)
    options = [_options(label, marks, frame, lines) for label in labels]
    placed: list[Box | None] = [None] * len(labels)
    # Those with the least choice first.
    order = sorted(range(len(labels)), key=lambda at: (sum(cost < 9 for _, cost in options[at]), at))
    for _ in range(4):
        before = list(placed)
        for at in order:
            others = [
                (box, leader(labels[other], box))
                for other, box in enumerate(placed)
                if box is not None and other != at
            ]
            placed[at] = min(
                options[at], key=lambda option: option[1] + _against(labels[at], option[0], others)
            )[0]
        if placed == before:
            break
    return [box for box in placed if box is not None]


def leader(label: Label, box: Box) -> Leader | None:
    """Return the line that leads from the mark of a label to *box*, or None where the label stands at its mark."""
    x, y = box.nearest(label.x, label.y)
    return ((label.x, label.y), (x, y)) if (x - label.x) ** 2 + (y - label.y) ** 2 > _FAR_OFF else None


def _against(label: Label, box: Box, others: Iterable[tuple[Box, Leader | None]]) -> float:
    """Return what speaks against *box* for a label: others under it, and leading lines through names."""
    own, found = leader(label, box), 0.0
    for other, led in others:
        found += 10 * box.overlap(other)
        found += _THROUGH if own and inside(*own, other) > 0 else 0.0
        found += _THROUGH if led and inside(*led, box) > 0 else 0.0
    return found


def _options(
    label: Label, marks: Sequence[Box], frame: Box, lines: Sequence[tuple[float, float, float, float]]
) -> list[tuple[Box, float]]:
    """Return every place considered, with what speaks against it."""
    found = []
    own = Box(label.x - 0.1, label.y - 0.1, label.x + 0.1, label.y + 0.1)
    for distance, far in enumerate(_FAR):
        for rank, sixteenth in enumerate(_AROUND):
            angle = sixteenth * pi / 8
            reach = label.radius + far
            x = label.x + cos(angle) * (reach + label.width / 2)
            y = label.y - sin(angle) * (reach + label.height / 2)
            box = Box(x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
            fits = box.overlap(frame) >= (box.right - box.left) * (box.bottom - box.top) - 0.01
            if not fits:
                continue
            hidden = sum(box.overlap(mark) for mark in marks)
            crossed = sum(inside(line[:2], line[2:], box) > 0 for line in lines)
            led = leader(label, box)
            # A leading line that ends at another mark would name that.
            misled = sum(inside(*led, mark) > 0 for mark in marks if not mark.overlap(own)) if led else 0
            found.append(
                (box, far * 0.7 + distance + rank * 0.12 + 12 * hidden + 4 * crossed + _THROUGH * misled)
            )
    if not found:
        box = Box(label.x, label.y, label.x + label.width, label.y + label.height)
        found.append((box, 0.0))
    return found


def inside(start: tuple[float, float], end: tuple[float, float], box: Box) -> float:
    """Return how much of a line lies in *box* (Liang and Barsky, “A new concept and method for line clipping”, 1984).

    >>> inside((0, 5), (20, 5), Box(5, 0, 15, 10)), inside((0, 0), (0, 10), Box(5, 0, 15, 10))
    (10.0, 0.0)
    """
    across, down = end[0] - start[0], end[1] - start[1]
    low, high = 0.0, 1.0
    for step, room in (
        (-across, start[0] - box.left),
        (across, box.right - start[0]),
        (-down, start[1] - box.top),
        (down, box.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return 0.0
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    return max(high - low, 0.0) * hypot(across, down)
