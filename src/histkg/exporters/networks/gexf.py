"""The network as dynamic GEXF 1.3 (gexf.net), for Gephi: nodes and edges come and go with time.

Intervals are inclusive days. A node or an edge without a bound has always been there, or stays; so has one that nobody
dates. Parallel edges between two nodes differ in their ``kind``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from histkg.exporters.networks.graph import read_network
from histkg.exporters.targets import Written
from histkg.exporters.times.header import read_header
from histkg.exporters.times.markup import add, serialize

if TYPE_CHECKING:
    from histkg.exporters.networks.edges import Values
    from histkg.exporters.selection import Selection

NAMESPACE = "http://gexf.net/1.3"

_TYPES = {bool: "boolean", int: "integer", str: "string"}


def write_gexf(selection: Selection) -> Written:
    """Return the network of *selection*."""
    network = read_network(selection)
    root = Element(f"{{{NAMESPACE}}}gexf", version="1.3")
    header = read_header(selection)
    meta = _add(root, "meta")
    _add(meta, "creator", "histkg")
    _add(meta, "description", "; ".join(f"{key}: {value}" for key, value in header.items()))
    graph = _add(
        root,
        "graph",
        mode="dynamic",
        defaultedgetype="directed",
        timeformat="date",
        timerepresentation="interval",
        idtype="string",
    )
    keys = {
        "node": _declare(graph, "node", [node.values for node in network.nodes]),
        "edge": _declare(graph, "edge", [edge.values for edge in network.edges]),
    }
    nodes = _add(graph, "nodes", count=str(len(network.nodes)))
    for node in network.nodes:
        element = _add(nodes, "node", id=node.iri, label=_token(node.label), **_interval(node.spell))
        _describe(element, node.values, keys["node"])
    edges = _add(graph, "edges", count=str(len(network.edges)))
    for edge in network.edges:
        kind = "|".join(dict.fromkeys([edge.kind, *edge.key.split("|")[3:]]))
        one = edge.spells[0] if len(edge.spells) == 1 else ("", "")
        element = _add(
            edges,
            "edge",
            id=edge.key,
            source=edge.source,
            target=edge.target,
            label=_token(edge.label),
            weight=str(edge.weight),
            kind=kind,
            **_interval(one),
        )
        _describe(element, edge.values, keys["edge"])
        if len(edge.spells) > 1:
            spells = _add(element, "spells")
            for spell in edge.spells:
                _add(spells, "spell", **_interval(spell))
    return Written({"": serialize(root, NAMESPACE)}, network.counts, network.left_out)


def _interval(spell: tuple[str, str]) -> dict[str, str]:
    return {name: day for name, day in zip(("start", "end"), spell, strict=True) if day}


def _token(words: str) -> str:
    """Return *words* as ``xs:token``: no line breaks, no double spaces."""
    return " ".join(words.split())


def _declare(graph: Element, domain: str, values: Iterable[Values]) -> dict[str, str]:
    """Declare the attributes that occur, and return name → identifier."""
    types: dict[str, str] = {}
    for one in values:
        types.update({name: _TYPES[type(value)] for name, value in one.items() if value != ""})
    attributes = add(graph, f"{{{NAMESPACE}}}attributes", None, {"class": domain, "mode": "static"})
    for name, kind in sorted(types.items()):
        _add(attributes, "attribute", id=name, title=name, type=kind)
    return {name: name for name in types}


def _describe(element: Element, values: Values, keys: dict[str, str]) -> None:
    held = _add(element, "attvalues")
    for name, value in sorted(values.items()):
        if value != "":
            words = str(value).lower() if isinstance(value, bool) else str(value)
            add(held, f"{{{NAMESPACE}}}attvalue", None, {"for": keys[name], "value": words})


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{tag}", text, attributes)
