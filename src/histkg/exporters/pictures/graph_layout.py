"""Where the things of a network stand: by the ties between them (networkx), then pushed off each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from histkg.exporters.pictures.placing import Box
from histkg.exporters.tabular.optional import require

_ROUNDS = 600

Size = tuple[float, float]
Point = tuple[float, float]


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
) -> dict[str, Point]:
    """Return where the middle of each thing stands.

    :param sizes: thing → width and height of its mark and name.
    :param centre: what stands in the middle.
    """
    networkx = require("networkx", "pictures", "a picture of a network")
    require("scipy", "pictures", "a picture of a network")
    graph = networkx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(tie for tie in ties if tie[0] != tie[1])
    found: dict[str, Point] = {}
    groups = sorted(networkx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    for group, part in zip(groups, _parts(frame, [len(group) for group in groups]), strict=True):
        nodes = sorted(group)
        loose = networkx.Graph()
        loose.add_nodes_from(nodes)
        loose.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(group)))
        positions = networkx.kamada_kawai_layout(loose) if len(nodes) > 1 else {nodes[0]: (0.5, 0.5)}
        found |= _fitted({node: (float(x), float(y)) for node, (x, y) in positions.items()}, sizes, part)
    return _apart(found, sizes, frame, centre)


def _parts(frame: Box, counts: Sequence[int]) -> list[Box]:
    """Return a part of *frame* for each group: the largest on the left, the others in rows on the right."""
    if len(counts) < 2:
        return [frame]
    small = counts[1:]
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
        for node, value in values.items():
            share = (value - least) / span if span > 1e-3 else 0.5
            found[node][axis] = low + margin + share * room
    return {node: (x, y) for node, (x, y) in found.items()}


def _apart(
    found: dict[str, Point], sizes: Mapping[str, Size], frame: Box, centre: str | None
) -> dict[str, Point]:
    """Push things that overlap off each other, the smaller way, and back into *frame*."""
    nodes = sorted(found)
    for _ in range(_ROUNDS):
        moved = False
        for at, one in enumerate(nodes):
            for two in nodes[at + 1 :]:
                moved |= _push(found, sizes, one, two, centre)
        for node in nodes:
            x, y = found[node]
            wide, high = sizes[node]
            found[node] = (
                min(max(x, frame.left + wide / 2), frame.right - wide / 2),
                min(max(y, frame.top + high / 2), frame.bottom - high / 2),
            )
        if not moved:
            break
    return {node: (round(x, 2), round(y, 2)) for node, (x, y) in found.items()}


def _push(found: dict[str, Point], sizes: Mapping[str, Size], one: str, two: str, centre: str | None) -> bool:
    across, down = found[two][0] - found[one][0], found[two][1] - found[one][1]
    over = (sizes[one][0] + sizes[two][0]) / 2 + 4 - abs(across)
    deep = (sizes[one][1] + sizes[two][1]) / 2 + 3 - abs(down)
    if over <= 0.01 or deep <= 0.01:
        return False
    # The centre stays where it is; all others share the way.
    first, second = (0.0 if one == centre else 1.0), (0.0 if two == centre else 1.0)
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
