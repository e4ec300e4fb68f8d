"""A claim in one line of words, for lists in which people look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from histkg.exporters.claims.around import is_value_node, parts_of
from histkg.exporters.claims.reading import iris_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.claims.reading import Claim, Graph, Reading
    from histkg.stores.base import Term

_NUMBERS = ("hev:minimum", "hev:maximum", "hev:from", "hev:to")
_MARKS = {"denied": "denied: ", "reported": "reported: "}


def read_words(reading: Reading, nodes: Iterable[str]) -> None:
    """Read the names of all that :func:`in_words` names, at once; *nodes* are the values of several parts."""
    graph = reading.graph
    wanted: set[str] = set()
    for claim in reading.claims:
        places = iris_in(claim.said.get("hev:statedIn", ()))
        wanted |= {claim.subject, _property(graph, claim), *iris_in([claim.value]), *places}
        wanted |= iris_in(term for place in places for term in graph.of(place).get("oa:hasSource", ()))
    wanted |= iris_in(term for node in nodes for term in parts_of(graph.of(node)))
    graph.selection.read_labels(wanted)


def in_words(graph: Graph, claim: Claim) -> str:
    """Return what is said and where: “Ganja — place: Azerbaijan (Alfa 1731, p. 12)”."""
    label = graph.selection.label
    places = sorted(iris_in(claim.said.get("hev:statedIn", ())))
    sources = sorted(iris_in(term for place in places for term in graph.of(place).get("oa:hasSource", ())))
    said = f"{label(claim.subject)} — {label(_property(graph, claim))}: {_value(graph, claim.value)}"
    where = ", ".join(dict.fromkeys(label(one) for one in [*sources, *places]))
    return _MARKS.get(claim.standing, "") + said + (f" ({where})" if where else "")


def _value(graph: Graph, value: Term) -> str:
    """Return a value in words; one of several parts as its parts."""
    if not isinstance(value, NamedNode) or not is_value_node(graph.of(value.value)):
        return graph.selection.label(value)
    said = graph.of(value.value)
    things = [graph.selection.label(term) for term in parts_of(said) if isinstance(term, NamedNode)]
    numbers = [f"{name.partition(':')[2]} {term.value}" for name in _NUMBERS for term in said.get(name, ())]
    return ", ".join([*things, *numbers])


def _property(graph: Graph, claim: Claim) -> str:
    return claim.predicate if "://" in claim.predicate else graph.selection.prefixes.expand(claim.predicate)
