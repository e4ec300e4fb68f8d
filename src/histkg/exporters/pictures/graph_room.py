"""Room in a network: things off each other, marks off lines that do not end there, names off lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot

from histkg.exporters.pictures.placing import Box, inside

MARK = 4.2
"""Half as wide as a mark, in points."""

_ROUNDS = 600
_LINE_ROUNDS = 90
"""After so many rounds, marks that still lie on a line stay there: no name may cover another."""

_CLEAR = MARK + 3.5
"""How far from the middle of a mark a line passes that does not end there."""

_BETTER = 4.0
"""Points of line across a name that weigh less than the habit of names to stand below."""

_HIDDEN = 25.0
"""Points of line across a name that weigh as much as a line through the mark of another thing."""

Size = tuple[float, float]
Point = tuple[float, float]
Pair = tuple[str, str]


@dataclass
class Room:
    """Things with their sizes and ties, and where they stand.

    :param sizes: thing → width and height of its mark and name.
    :param at: thing → the middle of both.
    :param pairs: what is tied to what.
    :param centre: what stays where it is.
    :param above: whose names stand above their marks.
    """

    sizes: Mapping[str, Size]
    at: dict[str, Point]
    pairs: Sequence[Pair]
    frame: Box
    centre: str | None = None
    above: set[str] = field(default_factory=set)

    def mark(self, node: str, *, above: bool | None = None) -> Point:
        """Return where the middle of the mark of a thing is."""
        (x, y), half = self.at[node], self.sizes[node][1] / 2 - MARK
        return x, y + half if (node in self.above if above is None else above) else y - half

    def name(self, node: str, *, above: bool) -> Box:
        """Return where the name of a thing is."""
        (x, y), (wide, high) = self.at[node], self.sizes[node]
        top, bottom = y - high / 2, y + high / 2
        mark = 2 * MARK + 1
        return Box(
            x - wide / 2, top if above else top + mark, x + wide / 2, bottom - mark if above else bottom
        )


def make_room(
    sizes: Mapping[str, Size], at: Mapping[str, Point], ties: Iterable[Pair], frame: Box, centre: str | None
) -> Room:
    """Return the things pushed off each other and off lines, each name on the side of its mark where fewer lines are."""
    pairs = sorted({(min(one, two), max(one, two)) for one, two in ties if one != two})
    room = Room(sizes, dict(at), pairs, frame, centre)
    _apart(room)
    for _ in range(2):
        _turn_names(room)
        _apart(room)
    _turn_names(room)
    room.at = {node: (round(x, 2), round(y, 2)) for node, (x, y) in room.at.items()}
    return room


def _apart(room: Room) -> None:
    """Push things that overlap off each other, the smaller way, marks off lines, and all back into the frame."""
    nodes, frame = sorted(room.at), room.frame
    for turn in range(_ROUNDS):
        moved = turn < _LINE_ROUNDS and _off_lines(room, nodes)
        for at, one in enumerate(nodes):
            for two in nodes[at + 1 :]:
                moved |= _push(room, one, two)
        for node in nodes:
            (x, y), (wide, high) = room.at[node], room.sizes[node]
            room.at[node] = (
                min(max(x, frame.left + wide / 2), frame.right - wide / 2),
                min(max(y, frame.top + high / 2), frame.bottom - high / 2),
            )
        if not moved:
            break


def _push(room: Room, one: str, two: str) -> bool:
    found, sizes = room.at, room.sizes
    across, down = found[two][0] - found[one][0], found[two][1] - found[one][1]
    over = (sizes[one][0] + sizes[two][0]) / 2 + 4 - abs(across)
    deep = (sizes[one][1] + sizes[two][1]) / 2 + 3 - abs(down)
    if over <= 0.01 or deep <= 0.01:
        return False
    # The centre stays where it is; all others share the way.
    first, second = (0.0 if one == room.centre else 1.0), (0.0 if two == room.centre else 1.0)
    step = 1.02 / (first + second)
    if over < deep:
        way = over if across >= 0 else -over
        found[one] = (found[one][0] - way * step * first, found[one][1])
        found[two] = (found[two][0] + way * step * second, found[two][1])
    else:
        way = deep if down >= 0 else -deep
        found[one] = (found[one][0], found[one][1] - way * step * first)
        found[two] = (found[two][0], found[two][1] + way * step * second)
    return True


def _off_lines(room: Room, nodes: Sequence[str]) -> bool:
    """Move each thing whose mark lies on a line that does not end there off that line."""
    moved = False
    for one, two in room.pairs:
        (x, y), end = room.mark(one), room.mark(two)
        across, down = end[0] - x, end[1] - y
        length = hypot(across, down)
        if length < 1:
            continue
        across, down = across / length, down / length
        for node in nodes:
            if node in (one, two, room.centre):
                continue
            at = room.mark(node)
            along = (at[0] - x) * across + (at[1] - y) * down
            off = (at[1] - y) * across - (at[0] - x) * down
            if abs(off) < _CLEAR and 0 < along < length:
                way = (_CLEAR - abs(off) + 0.1) * (1 if off >= 0 else -1) * 0.7
                room.at[node] = (room.at[node][0] - down * way, room.at[node][1] + across * way)
                moved = True
    return moved


def _turn_names(room: Room) -> None:
    """Put each name above or below its mark, where fewer lines cross names."""
    for _ in range(6):
        before = set(room.above)
        for node in sorted(room.at):
            below, above = (_crossed(room, node, above=above) for above in (False, True))
            (room.above.add if above + _BETTER < below else room.above.discard)(node)
        if room.above == before:
            break


def _crossed(room: Room, node: str, *, above: bool) -> float:
    """Return how much of lines lies on names, as far as the side of the name of *node* matters."""
    mark, own = room.mark(node, above=above), room.name(node, above=above)
    others = [(other, room.name(other, above=other in room.above)) for other in room.at if other != node]
    found = 0.0
    for one, two in room.pairs:
        if node not in (one, two):
            start, end = room.mark(one), room.mark(two)
            found += inside(start, end, own)
            found += _HIDDEN if _near(start, end, mark) else 0.0
            continue
        other = two if node == one else one
        end = room.mark(other)
        found += inside(mark, end, own)
        for third, box in others:
            found += inside(mark, end, box)
            if third != other and _near(mark, end, room.mark(third)):
                found += _HIDDEN
    return found


def _near(start: Point, end: Point, mark: Point) -> bool:
    return inside(start, end, Box(mark[0] - MARK, mark[1] - MARK, mark[0] + MARK, mark[1] + MARK)) > 0
