"""Networks: who is tied to what, how many independent witnesses say so, and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.networks.graph import Network, Node, read_network
from histkg.exporters.pictures.canvas import GREY, WIDTH, Sheet, name_of
from histkg.exporters.pictures.frame import MARGIN, begin, finish, nothing
from histkg.exporters.pictures.graph_layout import chosen, lay_out
from histkg.exporters.pictures.network_looks import (
    MARK,
    colour_of,
    draw_arrow,
    draw_doubt,
    draw_legend,
    draw_mark,
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
    from histkg.exporters.selection import Selection

MOST = 44
"""How many things a picture shows; with more, nobody could read it."""

_SIZE, _LINE = 6.2, 7.2
_NAME = 74.0


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
    places = lay_out(sizes, [(edge.source, edge.target) for edge in edges], frame, selection.entity)
    sides = sides_of(edges)
    spots = {
        iri: (places[iri][0], places[iri][1] - thing.size[1] / 2 + MARK) for iri, thing in things.items()
    }
    _draw_edges(sheet, selection, edges, spots, sides)
    for iri, thing in things.items():
        _draw_thing(sheet, selection, thing, places[iri], strong=iri == selection.entity)
    sheet.height = frame.bottom + 14
    if len(nodes) < len(network.nodes):
        words = speech("subset", shown=len(nodes), all=len(network.nodes))
        sheet.write(MARGIN, sheet.height, words, 6, colour=GREY)
        sheet.height += 13
    sheet.height = draw_legend(sheet, selection, speech, edges, sides)
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
        cited[edge.source].append(notes.number(tie.claim for tie in edge.ties))
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
) -> None:
    between: dict[frozenset[str], int] = defaultdict(int)
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        between[pair] += 1
        bow = (between[pair] // 2) * 14 * (1 if between[pair] % 2 else -1)
        (x, y), (to_x, to_y) = (spots[iri] for iri in sorted(pair) * (2 if len(pair) == 1 else 1))
        length = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 1)
        bend = ((x + to_x) / 2 - (to_y - y) / length * bow, (y + to_y) / 2 + (to_x - x) / length * bow)
        name = name_of("tie", edge.kind, *map(selection.prefixes.compress, (edge.source, edge.target)))
        colour = colour_of(edge, sides)
        line = thickness(edge.weight)
        dash = None if edge.values["certainty"] == "certain" else (3.0, 1.8)
        sheet.curve(
            (x, y), bend, (to_x, to_y), colour=colour, line=line, dash=dash, name=f"{name}.{between[pair]}"
        )
        middle = ((x + to_x) / 4 + bend[0] / 2, (y + to_y) / 4 + bend[1] / 2)
        if group_of(edge) in ("command", "above"):
            way = 1 if (x, y) == spots[edge.source] else -1
            draw_arrow(sheet, middle, ((to_x - x) / length * way, (to_y - y) / length * way), colour, line)
        if edge.values["contested"]:
            draw_doubt(sheet, *middle)


def _draw_thing(
    sheet: Sheet, selection: Selection, thing: Drawn, at: tuple[float, float], *, strong: bool
) -> None:
    x, y = at
    top = y - thing.size[1] / 2
    name = name_of("thing", selection.prefixes.compress(thing.node.iri))
    line = top + 2 * MARK + 2 + _SIZE - 0.6
    for words in thing.lines[:-1]:
        sheet.write(x, line, words, _SIZE, anchor="middle", halo=True)
        line += _LINE
    cited = width_of(thing.notes, 4.8, "bold") + 1.5 if thing.notes else 0
    left = x - (width_of(thing.lines[-1], _SIZE) + cited) / 2
    left += 1.5 + sheet.write(left, line, thing.lines[-1], _SIZE, halo=True)
    sheet.write(left, line - 2, thing.notes, 4.8, face="bold", colour=GREY, halo=True)
    draw_mark(sheet, x, top + MARK, str(thing.node.values["kind"]), name, strong=strong)
