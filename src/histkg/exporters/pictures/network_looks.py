"""How a network looks: marks for things, lines for ties, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from histkg.exporters.networks.edges import code_of
from histkg.exporters.pictures.canvas import BLUE, GREEN, GREY, INK, ORANGE, PAPER, SKY, WIDTH
from histkg.exporters.pictures.frame import MARGIN
from histkg.exporters.pictures.graph_room import MARK
from histkg.exporters.pictures.type import width_of

if TYPE_CHECKING:
    from histkg.exporters.networks.edges import Edge
    from histkg.exporters.networks.graph import Node
    from histkg.exporters.pictures.canvas import Sheet
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection

GROUPS = {
    "command": ("command", "post", "memberOf"),
    "part": ("participation", "workedWith", "createdBy", "associatedWith"),
    "above": ("subordination", "partOf", "precededBy", "cause", "consequence"),
}
"""What a line stands for → kinds of ties; all others say where."""

_COLOURS = {"command": INK, "above": GREEN, "where": "#8c8c8c", "part": GREY}
_SIDES = {"insurgent": BLUE, "soviet": SKY, "adr": "#cc79a7", "unknown": GREY}
_OTHER_SIDES = "#e69f00"
"""Code of a side → its colour, the same in every picture."""


def sides_of(edges: Iterable[Edge]) -> dict[str, str]:
    """Return IRI of a side → its colour."""
    named = {edge.ties[0].side for edge in edges if edge.kind == "participation" and edge.ties[0].side}
    return {side: _SIDES.get(code_of(side), _OTHER_SIDES) for side in sorted(named)}


def group_of(edge: Edge) -> str:
    """Return what sort of tie it is."""
    return next((group for group, kinds in GROUPS.items() if edge.kind in kinds), "where")


def colour_of(edge: Edge, sides: Mapping[str, str]) -> str:
    group = group_of(edge)
    return sides.get(edge.ties[0].side, GREY) if edge.kind == "participation" else _COLOURS[group]


def thickness(weight: int) -> float:
    """Return how thick a line is, by the number of independent witnesses.

    >>> thickness(1), thickness(2), thickness(9)
    (0.7, 1.7, 4.0)
    """
    return round(min(0.7 + (weight - 1) * 1.0, 4.0), 1)


def draw_arrow(
    sheet: Sheet, at: tuple[float, float], way: tuple[float, float], colour: str, line: float
) -> None:
    size = 2.6 + line
    (x, y), (across, down) = at, way
    sheet.shape(
        [
            (x + across * size, y + down * size),
            (x - across * size * 0.6 - down * size * 0.6, y - down * size * 0.6 + across * size * 0.6),
            (x - across * size * 0.6 + down * size * 0.6, y - down * size * 0.6 - across * size * 0.6),
        ],
        fill=colour,
    )


def draw_side(sheet: Sheet, x: float, y: float, side: str, colour: str) -> None:
    """Draw the sign of a side, so that it can be told without colour: filled, hollow, square; none where it is not said."""
    code = code_of(side) if side else "unknown"
    if code == "insurgent":
        sheet.disc(x, y, 1.8, fill=colour)
    elif code == "soviet":
        sheet.disc(x, y, 1.9, fill=PAPER, edge=colour, line=0.8)
    elif code == "adr":
        sheet.box(x - 1.7, y - 1.7, 3.4, 3.4, fill=PAPER, edge=colour, line=0.8)
    elif code != "unknown":
        sheet.line((x - 1.6, y - 1.6), (x + 1.6, y + 1.6), colour=colour, line=0.9)
        sheet.line((x - 1.6, y + 1.6), (x + 1.6, y - 1.6), colour=colour, line=0.9)


def draw_doubt(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 3.6, fill=PAPER, edge=ORANGE, line=0.9)
    sheet.write(x, y + 2, "?", 5.6, face="bold", colour=ORANGE, anchor="middle")


def draw_mark(
    sheet: Sheet, x: float, y: float, kind: str, name: str | None = None, *, strong: bool = False
) -> None:
    """Draw the mark of a thing: a circle for people, a square for bodies, a diamond for events, a triangle for places."""
    looks: dict[str, Any] = {"fill": INK if strong else PAPER, "edge": INK, "line": 1.0, "name": name}
    size = MARK - 0.8
    if kind == "person":
        sheet.disc(x, y, size, **looks)
    elif kind == "event":
        sheet.shape([(x, y - MARK), (x + MARK, y), (x, y + MARK), (x - MARK, y)], **looks)
    elif kind == "place":
        sheet.shape([(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)], **looks)
    else:
        sheet.box(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7, **looks)


def draw_legend(
    sheet: Sheet,
    selection: Selection,
    speech: Speech,
    shown: tuple[list[Node], list[Edge]],
    sides: Mapping[str, str],
) -> float:
    """Draw what the signs mean, those that are used, and return where that ends."""
    nodes, edges = shown
    kinds = {str(node.values["kind"]) for node in nodes}
    kinds = {kind if kind in {"person", "event", "place"} else "body" for kind in kinds}
    groups = {group_of(edge) for edge in edges}
    entries: list[tuple[str, Callable[[float, float], None]]] = [
        (speech(kind), partial(_mark, sheet, kind))
        for kind in ("person", "body", "event", "place")
        if kind in kinds
    ]
    entries += [
        (speech(group), partial(_tie, sheet, _COLOURS[group], directed=group != "where"))
        for group in ("command", "above", "where")
        if group in groups
    ]
    entries += [
        (f"{speech('part')}: {selection.label(side)}", partial(_side, sheet, side, colour))
        for side, colour in sides.items()
        if colour != GREY
    ]
    if any(colour_of(edge, sides) == GREY for edge in edges):
        entries.append((speech("part other"), partial(_line, sheet, (GREY, 1.0, None))))
    for weight in sorted({1, *(edge.weight for edge in edges)}):
        words = speech("witness") if weight == 1 else speech("witnesses", n=weight)
        entries.append((words, partial(_line, sheet, (GREY, thickness(weight), None))))
    if any(edge.values["certainty"] != "certain" for edge in edges):
        entries.append((speech("unsure"), partial(_line, sheet, (GREY, 0.8, (3.0, 1.8)))))
    if any(edge.values["contested"] for edge in edges):
        entries.append((speech("disputed"), lambda x, y: draw_doubt(sheet, x + 8, y)))
    x, y = MARGIN, sheet.height
    for words, draw in entries:
        wide = 22 + width_of(words, 6) + 10
        if x + wide > WIDTH - MARGIN + 10:
            x, y = MARGIN, y + 11
        draw(x, y)
        sheet.write(x + 21, y + 2.1, words, 6)
        x += wide
    return y + 10


def _mark(sheet: Sheet, kind: str, x: float, y: float) -> None:
    draw_mark(sheet, x + 8, y, kind)


def _line(sheet: Sheet, looks: tuple[str, float, Sequence[float] | None], x: float, y: float) -> None:
    colour, line, dash = looks
    sheet.line((x, y), (x + 17, y), colour=colour, line=line, dash=dash)


def _tie(sheet: Sheet, colour: str, x: float, y: float, *, directed: bool) -> None:
    _line(sheet, (colour, 1.0, None), x, y)
    if directed:
        draw_arrow(sheet, (x + 9, y), (1, 0), colour, 0.7)


def _side(sheet: Sheet, side: str, colour: str, x: float, y: float) -> None:
    _line(sheet, (colour, 1.0, None), x, y)
    draw_side(sheet, x + 8.5, y, side, colour)
