"""A claim in one line of words, for lists in which people look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from histkg.exporters.claims.around import is_value_node, parts_of
from histkg.exporters.claims.reading import iris_in
from histkg.exporters.reports.values import Values
from histkg.exporters.reports.words import Words
from histkg.portrait.surroundings import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.claims.reading import Claim, Graph, Reading

_MARKS = {"denied": "denied", "reported": "passed_on"}
"""Standing → the phrase for it."""


def read_words(reading: Reading, nodes: Iterable[str]) -> None:
    """Read the names of all that :func:`in_words` names, at once; *nodes* are the values of several parts."""
    graph = reading.graph
    wanted: set[str] = set()
    for claim in reading.claims:
        places = iris_in(claim.said.get("hev:statedIn", ()))
        wanted |= {claim.subject, _property(graph, claim), *iris_in([claim.value]), *places}
        wanted |= iris_in(term for place in places for term in graph.of(place).get("oa:hasSource", ()))
    wanted |= iris_in(term for node in nodes for term in parts_of(graph.of(node)))
    wanted |= iris_in(term for claim in reading.claims for term in claim.said.get("hev:certainty", ()))
    wanted.add(graph.selection.prefixes.expand("hev:side"))
    graph.selection.read_labels(wanted)


def in_words(graph: Graph, claim: Claim, *, contested: bool = False) -> str:
    """Return what is said and where: “Ganja — place: Azerbaijan (Alfa 1731, p. 12)”; before it, what makes it less than plain.

    :param contested: it is a position in an open point on which sources exclude each other.
    """
    label, words = graph.selection.label, Words(graph.selection.languages)
    places = sorted(iris_in(claim.said.get("hev:statedIn", ())))
    sources = sorted(iris_in(term for place in places for term in graph.of(place).get("oa:hasSource", ())))
    said = f"{label(claim.subject)} — {label(_property(graph, claim))}: {_value(graph, claim, words)}"
    where = ", ".join(dict.fromkeys(label(one) for one in [*sources, *places]))
    marks = [words(_MARKS[claim.standing])] if claim.standing in _MARKS else []
    marks += [
        label(term) for term in claim.said.get("hev:certainty", ()) if not term.value.endswith("/certain")
    ]
    marks += [words("contested")] if contested else []
    for confidence in claim.said.get("hev:readingConfidence", ()):
        marks += [words(f"reading_{confidence.value}")] if confidence.value != "high" else []
    return (f"[{', '.join(marks)}] " if marks else "") + said + (f" ({where})" if where else "")


def _value(graph: Graph, claim: Claim, words: Words) -> str:
    """Return a value in words; one of several parts as reports say it."""
    selection, value = graph.selection, claim.value
    if not isinstance(value, NamedNode) or not is_value_node(graph.of(value.value)):
        return selection.label(value)
    node = Thing({name: list(terms) for name, terms in graph.of(value.value).items()})
    text = Values(selection.label, selection.prefixes, words, selection.languages).node(node, claim.subject)
    if claim.predicate == "hev:participation" and (side := node.one("hev:side")):
        text += f", {selection.label(selection.prefixes.expand('hev:side'))}: {selection.label(side)}"
    return text


def _property(graph: Graph, claim: Claim) -> str:
    return claim.predicate if "://" in claim.predicate else graph.selection.prefixes.expand(claim.predicate)
