"""Where the things of a network stand: by the ties between them (networkx), then with room for marks and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from histkg.exporters.pictures.graph_room import Point, Room, Size, make_room
from histkg.exporters.pictures.placing import Box
from histkg.exporters.tabular.optional import require

_CROWD = 12
"""From so many things on, empty parts of the frame are filled."""

_IN_A_ROW = 4
"""So many small groups stand in a row."""


def chosen(
    nodes: Sequence[str], ties: Iterable[tuple[str, str]], most: int, kept: str | None = None
) -> set[str]:
    """Return at most *most* of *nodes*: those with the fewest neighbours go first, again and again.

    :param kept: goes last, with its own neighbours before it.

    >>> sorted(chosen("abcd", [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], 3))
    ['a', 'b', 'c']
    """
    near: dict[str, set[str]] = {node: set() for node in nodes}
    for one, two in ties:
        if one != two:
            near[one].add(two)
            near[two].add(one)
    left = set(nodes)
    own = near.get(kept or "", set())
    while len(left) > most:
        gone = min(left, key=lambda node: (node == kept, node in own, len(near[node] & left), node))
        left.discard(gone)
    return left


def lay_out(
    sizes: Mapping[str, Size], ties: Iterable[tuple[str, str]], frame: Box, centre: str | None = None
) -> Room:
    """Return where each thing stands, and on which side of its mark its name.

    :param sizes: thing → width and height of its mark and name.
    :param centre: what stands in the middle.
    """
    networkx = require("networkx", "pictures", "a picture of a network")
    require("scipy", "pictures", "a picture of a network")
    graph = networkx.Graph()
    graph.add_nodes_from(sizes)
    ties = [tie for tie in ties if tie[0] != tie[1]]
    graph.add_edges_from(ties)
    found: dict[str, Point] = {}
    groups = sorted(networkx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    for group, part in zip(groups, _parts(frame, [len(group) for group in groups]), strict=True):
        nodes = sorted(group)
        loose = networkx.Graph()
        loose.add_nodes_from(nodes)
        loose.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(group)))
        found |= _fitted(_drawn_apart(networkx, loose), sizes, part)
    return make_room(sizes, found, ties, frame, centre)


def _drawn_apart(networkx: Any, graph: Any) -> dict[str, Point]:
    """Return where the ties pull the things of a connected graph: of two starts, that with fewer crossings."""
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.5, 0.5))
    starts = [None]  # on a circle
    if networkx.check_planarity(graph)[0]:
        starts.append(networkx.planar_layout(graph))
    found = []
    for start in starts:
        places = networkx.kamada_kawai_layout(graph, pos=start)
        found.append({node: (round(float(x), 6), round(float(y), 6)) for node, (x, y) in places.items()})
    return min(found, key=lambda at: crossings([(at[one], at[two]) for one, two in graph.edges]))


def crossings(lines: Sequence[tuple[Point, Point]]) -> int:
    """Return how many pairs of lines cross; a common end is no crossing.

    >>> crossings([((0, 0), (2, 2)), ((0, 2), (2, 0)), ((0, 0), (0, 2))])
    1
    """

    def side(start: Point, end: Point, at: Point) -> float:
        return (end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0])

    return sum(
        side(one, two, three) * side(one, two, four) < -1e-9
        and side(three, four, one) * side(three, four, two) < -1e-9
        for (one, two), (three, four) in combinations(lines, 2)
        if len({one, two, three, four}) == 4
    )


def _parts(frame: Box, counts: Sequence[int]) -> list[Box]:
    """Return a part of *frame* for each group: the largest on the left or above, the others in rows beside or below."""
    if len(counts) < 2:
        return [frame]
    small = counts[1:]
    if sum(small) <= sum(counts) / 5 and len(small) <= _IN_A_ROW:
        return _row_below(frame, small)
    columns = 1 if len(small) <= 5 else 2
    # Names are wide: a part for four things or more must hold two beside each other.
    least = 0.26 if small[0] > 3 else 0.17 * columns
    share = min(0.5, max(least, sum(small) / sum(counts)))
    cut = frame.right - (frame.right - frame.left) * share
    found = [Box(frame.left, frame.top, cut - 6, frame.bottom)]
    wide = (frame.right - cut) / columns
    for column in range(columns):
        stack = list(small[column::columns])
        top = frame.top
        for count in stack:
            high = min((frame.bottom - frame.top) * count / sum(stack), 62.0 * count)
            found.append(Box(cut + column * wide, top, cut + (column + 1) * wide - 4, top + high - 4))
            top += high
    # In the order of the groups: the columns were filled in turn.
    order = [0, *(1 + at for column in range(columns) for at in range(column, len(small), columns))]
    return [box for _, box in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]


def _row_below(frame: Box, small: Sequence[int]) -> list[Box]:
    """Return the part of *frame* above, and in a row beneath it one for each small group, as wide as it has things."""
    cut = frame.bottom - min(24.0 + 20 * small[0], (frame.bottom - frame.top) / 3)
    found, left = [Box(frame.left, frame.top, frame.right, cut - 10)], frame.left
    for count in small:
        right = left + (frame.right - frame.left) * count / sum(small)
        found.append(Box(left, cut, right - 6, frame.bottom))
        left = right
    return found


def _fitted(positions: Mapping[str, Point], sizes: Mapping[str, Size], frame: Box) -> dict[str, Point]:
    """Return *positions* stretched to fill *frame*, so that no name reaches over its edge."""
    wide, high = (max(sizes[node][axis] for node in positions) for axis in (0, 1))
    found: dict[str, list[float]] = {node: [0, 0] for node in positions}
    for axis, (low, top, margin) in enumerate(
        ((frame.left, frame.right, wide / 2), (frame.top, frame.bottom, high / 2))
    ):
        values = {node: round(point[axis], 6) for node, point in positions.items()}
        least, span = min(values.values()), max(values.values()) - min(values.values())
        room = max(top - low - 2 * margin, 0)
        ranks = sorted(values, key=lambda node: (values[node], node))
        for rank, node in enumerate(ranks):
            share = (values[node] - least) / span if span > 1e-3 else 0.5
            if len(ranks) >= _CROWD:  # half by where it lies, half by how many lie before it
                share = (share + rank / (len(ranks) - 1)) / 2
            found[node][axis] = low + margin + share * room
    return {node: (x, y) for node, (x, y) in found.items()}
