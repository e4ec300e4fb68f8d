"""Networks: who is tied to what, how many independent witnesses say so, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from histkg.exporters.networks.graph import Network, Node, read_network
from histkg.exporters.pictures.canvas import GREY, WIDTH, Sheet, name_of
from histkg.exporters.pictures.frame import MARGIN, begin, finish, nothing
from histkg.exporters.pictures.graph_layout import chosen, lay_out
from histkg.exporters.pictures.graph_room import MARK
from histkg.exporters.pictures.network_looks import (
    colour_of,
    draw_arrow,
    draw_doubt,
    draw_legend,
    draw_mark,
    draw_side,
    group_of,
    sides_of,
    thickness,
)
from histkg.exporters.pictures.notes import Notes
from histkg.exporters.pictures.placing import Box
from histkg.exporters.pictures.type import width_of, wrapped
from histkg.exporters.pictures.words import Speech
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.networks.edges import Edge
    from histkg.exporters.pictures.graph_room import Room
    from histkg.exporters.selection import Selection

MOST = 44
"""How many things a picture shows; with more, nobody could read it."""

_SIZE, _LINE = 6.2, 7.2
_NAME = 74.0


Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
"""Where a line starts, to where it bends, where it ends."""


@dataclass(frozen=True)
class Drawn:
    """A thing with its lines of words and the numbers of the notes for its ties."""

    node: Node
    lines: tuple[str, ...]
    notes: str

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of mark and name together."""
        last = width_of(self.lines[-1], _SIZE) + (
            width_of(self.notes, 4.8, "bold") + 1.5 if self.notes else 0
        )
        wide = max([last + 1, *(width_of(line, _SIZE) for line in self.lines[:-1])])
        return max(wide, 2 * MARK) + 2, 2 * MARK + 2 + len(self.lines) * _LINE


_WITH_EXTENT = ("participation", "subordination")
"""Ties whose words say how far they go; of others they name an office."""


def write_network(selection: Selection, kind: str) -> Written:
    """Return the picture of the network of *selection*.

    :param kind: ``svg`` or ``png``.
    """
    network, speech = read_network(selection), Speech(selection.languages)
    if not network.edges:
        empty = Written({}, network.counts, network.left_out)
        return nothing(selection, speech, empty, kind=kind, said=speech("network"), missing=("", ()))
    pairs = [(edge.source, edge.target) for edge in network.edges]
    kept = chosen([node.iri for node in network.nodes], pairs, MOST, selection.entity)
    edges = [edge for edge in network.edges if {edge.source, edge.target} <= kept]
    tied = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = [node for node in network.nodes if node.iri in tied]
    sheet, notes = begin(selection, speech("network")), Notes(selection)
    things = _things(nodes, edges, notes)
    high = min(560.0, max(170.0, 30 * len(things) ** 0.75))
    frame = Box(MARGIN, sheet.height + 4, WIDTH - MARGIN, sheet.height + 4 + high)
    sizes = {iri: thing.size for iri, thing in things.items()}
    room = lay_out(sizes, [(edge.source, edge.target) for edge in edges], frame, selection.entity)
    sides = sides_of(edges)
    spots = {iri: room.mark(iri) for iri in things}
    boxes = [_box(room.at[iri], thing) for iri, thing in things.items()]
    signs = _draw_edges(sheet, selection, edges, spots, sides)
    for iri, thing in things.items():
        _draw_thing(sheet, selection, thing, room, strong=iri == selection.entity)
    _draw_signs(sheet, signs, sides, boxes)
    sheet.height = frame.bottom + 14
    if len(nodes) < len(network.nodes):
        words = speech("subset", shown=len(nodes), all=len(network.nodes))
        sheet.write(MARGIN, sheet.height, words, 6, colour=GREY)
        sheet.height += 13
    sheet.height = draw_legend(sheet, selection, speech, (nodes, edges), sides)
    names = {node.iri: node.label for node in nodes}
    sheet.told += [f"{names[edge.source]} → {names[edge.target]}: {edge.label}" for edge in edges]
    finish(sheet, selection, speech, notes, missing=("", ()))
    return Written({"": sheet.render(kind)}, *_account(network, nodes, edges))


def _account(
    network: Network, nodes: Iterable[Node], edges: Iterable[Edge]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the account of the network as that of a picture that may leave some of it out."""
    kinds = [str(node.values["kind"]) for node in nodes]
    few = {kind: kinds.count(kind) for kind in ("person", "event", "place")}
    counts = {
        "people": few["person"],
        "units, organisations and groups": len(kinds) - sum(few.values()),
        "events": few["event"],
        "places": few["place"],
        "ties": len(edges := list(edges)),
        "statements behind them": len({tie.claim.iri for edge in edges for tie in edge.ties}),
    }
    return counts, {
        "things with fewer ties, for the sake of reading": len(network.nodes) - len(kinds),
        "ties of theirs": network.counts["ties"] - counts["ties"],
        "statements behind those": network.counts["statements behind them"]
        - counts["statements behind them"],
        **network.left_out,
    }


def _things(nodes: Iterable[Node], edges: Iterable[Edge], notes: Notes) -> dict[str, Drawn]:
    """Return IRI → what is drawn of it; a tie is cited at the thing from which it goes."""
    cited: dict[str, list[int]] = defaultdict(list)
    for edge in edges:
        how_far = {tie.claim.iri: tie.words for tie in edge.ties if edge.kind in _WITH_EXTENT}
        cited[edge.source].append(notes.number((tie.claim for tie in edge.ties), how_far))
    return {
        node.iri: Drawn(
            node,
            tuple(wrapped(node.label, _NAME, _SIZE, most=4)),
            ",".join(map(str, sorted(set(cited[node.iri])))),
        )
        for node in nodes
    }


def _draw_edges(
    sheet: Sheet,
    selection: Selection,
    edges: Iterable[Edge],
    spots: Mapping[str, tuple[float, float]],
    sides: Mapping[str, str],
) -> list[tuple[Edge, Curve]]:
    """Draw the lines, and return each with its way from the source to the target of the tie."""
    between: dict[frozenset[str], int] = defaultdict(int)
    drawn = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        between[pair] += 1
        bow = (between[pair] // 2) * 14 * (1 if between[pair] % 2 else -1)
        # Bowed as seen from one end, whichever way the ties between two things go.
        bow *= 1 if edge.source <= edge.target else -1
        (x, y), (to_x, to_y) = spots[edge.source], spots[edge.target]
        length = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 1)
        bend = ((x + to_x) / 2 - (to_y - y) / length * bow, (y + to_y) / 2 + (to_x - x) / length * bow)
        name = name_of("tie", edge.kind, *map(selection.prefixes.compress, (edge.source, edge.target)))
        curve = (x, y), bend, (to_x, to_y)
        dash = None if edge.values["certainty"] == "certain" else (3.0, 1.8)
        looks: dict[str, Any] = {"line": thickness(edge.weight), "dash": dash}
        sheet.curve(*curve, colour=colour_of(edge, sides), name=f"{name}.{between[pair]}", **looks)
        drawn.append((edge, curve))
    return drawn


def _draw_signs(
    sheet: Sheet, drawn: Iterable[tuple[Edge, Curve]], sides: Mapping[str, str], boxes: list[Box]
) -> None:
    """Draw on each line which way it goes, on which side, and whether it is doubted, off all names."""
    for edge, curve in drawn:
        colour = colour_of(edge, sides)
        if group_of(edge) in ("command", "above"):
            share, (x, y) = _free(curve, boxes, (0.5, 0.42, 0.58, 0.66, 0.34, 0.74, 0.26, 0.82))
            ahead, behind = _along(curve, share + 0.05), _along(curve, share - 0.05)
            length = max(((ahead[0] - behind[0]) ** 2 + (ahead[1] - behind[1]) ** 2) ** 0.5, 0.01)
            way = ((ahead[0] - behind[0]) / length, (ahead[1] - behind[1]) / length)
            draw_arrow(sheet, (x, y), way, colour, thickness(edge.weight))
            boxes = [*boxes, Box(x - 3, y - 3, x + 3, y + 3)]
        elif edge.kind == "participation":
            _, (x, y) = _free(curve, boxes, (0.4, 0.32, 0.48, 0.56, 0.24, 0.64, 0.72))
            draw_side(sheet, x, y, edge.ties[0].side, colour)
        if edge.values["contested"]:
            _, (x, y) = _free(curve, boxes, _OUTWARDS)
            boxes = [*boxes, Box(x - 4, y - 4, x + 4, y + 4)]
            draw_doubt(sheet, x, y)


_OUTWARDS = sorted((round(0.12 + 0.02 * step, 2) for step in range(39)), key=lambda share: abs(share - 0.5))
"""Shares of a line, from its middle to near its ends."""


def _free(curve: Curve, boxes: Iterable[Box], shares: Iterable[float]) -> tuple[float, tuple[float, float]]:
    """Return the first of *shares* of a curve at which a sign hides least, and where that is."""
    boxes = list(boxes)
    tried = []
    for share in shares:
        x, y = _along(curve, share)
        sign = Box(x - 4, y - 4, x + 4, y + 4)
        tried.append((round(sum(sign.overlap(box) for box in boxes), 2), share, (x, y)))
    _, share, at = min(tried, key=lambda one: one[0])
    return share, at


def _along(curve: Curve, share: float) -> tuple[float, float]:
    """Return the point of a quadratic Bézier curve at *share* of its way."""
    start, bend, end = curve
    rest = 1 - share
    x, y = (rest * rest * start[at] + 2 * rest * share * bend[at] + share * share * end[at] for at in (0, 1))
    return x, y


def _box(middle: tuple[float, float], thing: Drawn) -> Box:
    (x, y), (wide, high) = middle, thing.size
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _draw_thing(sheet: Sheet, selection: Selection, thing: Drawn, room: Room, *, strong: bool) -> None:
    iri = thing.node.iri
    x, y = room.mark(iri)
    name = name_of("thing", selection.prefixes.compress(iri))
    line = room.name(iri, above=iri in room.above).top + _SIZE + (0.0 if iri in room.above else 0.4)
    for words in thing.lines[:-1]:
        sheet.write(x, line, words, _SIZE, anchor="middle", halo=True)
        line += _LINE
    cited = width_of(thing.notes, 4.8, "bold") + 1.5 if thing.notes else 0
    left = x - (width_of(thing.lines[-1], _SIZE) + cited) / 2
    left += 1.5 + sheet.write(left, line, thing.lines[-1], _SIZE, halo=True)
    sheet.write(left, line - 2, thing.notes, 4.8, face="bold", colour=GREY, halo=True)
    draw_mark(sheet, x, y, str(thing.node.values["kind"]), name, strong=strong)
