"""Where labels go: beside their marks, off each other, off the marks, and inside the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

_AROUND = (0, 15, 1, 14, 8, 7, 9, 2, 13, 6, 10, 4, 12, 3, 5, 11)
"""Sixteenths of a circle, the best places for a label first: to the right, to the left, above, below."""

_FAR = (0.0, 5.0, 11.0, 19.0, 29.0, 42.0, 58.0, 78.0)


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
            others = [box for other, box in enumerate(placed) if box is not None and other != at]
            placed[at] = min(
                options[at], key=lambda option: option[1] + sum(10 * option[0].overlap(box) for box in others)
            )[0]
        if placed == before:
            break
    return [box for box in placed if box is not None]


def _options(
    label: Label, marks: Sequence[Box], frame: Box, lines: Sequence[tuple[float, float, float, float]]
) -> list[tuple[Box, float]]:
    """Return every place considered, with what speaks against it."""
    found = []
    for distance, far in enumerate(_FAR):
        for rank, sixteenth in enumerate(_AROUND):
            angle = sixteenth * pi / 8
            reach = label.radius + far
            x = label.x + cos(angle) * (reach + label.width / 2)
            y = label.y - sin(angle) * (reach + label.height / 2)
            box = Box(x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
            inside = box.overlap(frame) >= (box.right - box.left) * (box.bottom - box.top) - 0.01
            if not inside:
                continue
            hidden = sum(box.overlap(mark) for mark in marks)
            crossed = sum(_crosses(box, line) for line in lines)
            found.append((box, far * 0.7 + distance + rank * 0.12 + 12 * hidden + 4 * crossed))
    if not found:
        box = Box(label.x, label.y, label.x + label.width, label.y + label.height)
        found.append((box, 0.0))
    return found


def _crosses(box: Box, line: tuple[float, float, float, float]) -> bool:
    """Return whether a line passes through *box*, looked at every two points or so."""
    x, y, to_x, to_y = line
    if (
        max(x, to_x) < box.left
        or min(x, to_x) > box.right
        or max(y, to_y) < box.top
        or min(y, to_y) > box.bottom
    ):
        return False
    steps = max(2, int(hypot(to_x - x, to_y - y) / 2))
    return any(
        box.left < x + (to_x - x) * at / steps < box.right
        and box.top < y + (to_y - y) * at / steps < box.bottom
        for at in range(steps + 1)
    )
