"""The network as GraphML (graphdrawing.org, 1.0): a directed graph with parallel edges and typed attributes."""

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

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_TYPES = {bool: "boolean", int: "int", str: "string"}


def write_graphml(selection: Selection) -> Written:
    """Return the network of *selection*; times are attributes, for GraphML has no others."""
    network = read_network(selection)
    nodes = [
        (node.iri, {"label": node.label, **node.values, "start": node.spell[0], "end": node.spell[1]})
        for node in network.nodes
    ]
    edges = [
        (
            edge,
            {
                "label": edge.label,
                "weight": edge.weight,
                **edge.values,
                "start": edge.spells[0][0] if edge.spells else "",
                "end": edge.spells[-1][1] if edge.spells else "",
            },
        )
        for edge in network.edges
    ]
    header = read_header(selection)
    root = Element(f"{{{NAMESPACE}}}graphml")
    keys = {
        **_declare(root, "graph", [dict(header)]),
        **_declare(root, "node", [values for _, values in nodes]),
        **_declare(root, "edge", [values for _, values in edges]),
    }
    graph = _add(root, "graph", id="histkg", edgedefault="directed")
    _describe(graph, "graph", dict(header), keys)
    for iri, values in nodes:
        _describe(_add(graph, "node", id=iri), "node", values, keys)
    for edge, values in edges:
        _describe(
            _add(graph, "edge", id=edge.key, source=edge.source, target=edge.target), "edge", values, keys
        )
    return Written({"": serialize(root, NAMESPACE)}, network.counts, network.left_out)


def _declare(root: Element, domain: str, values: Iterable[Values]) -> dict[tuple[str, str], str]:
    """Declare the attributes that occur, and return (domain, name) → key."""
    types: dict[str, str] = {}
    for one in values:
        types.update({name: _TYPES[type(value)] for name, value in one.items() if value != ""})
    keys = {}
    for name, kind in sorted(types.items()):
        keys[domain, name] = f"{domain[0]}_{name}"
        attributes = {"id": keys[domain, name], "for": domain, "attr.name": name, "attr.type": kind}
        add(root, f"{{{NAMESPACE}}}key", None, attributes)
    return keys


def _describe(element: Element, domain: str, values: Values, keys: dict[tuple[str, str], str]) -> None:
    for name, value in sorted(values.items()):
        if value != "":
            words = str(value).lower() if isinstance(value, bool) else str(value)
            _add(element, "data", words, key=keys[domain, name])


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{tag}", text, attributes)
