"""What every exporter does first and last: order the statements, refuse what cannot be published, report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True)
class ExportResult:
    """What was written, and what the format could not hold.

    :param format_name: key of :data:`histkg.exporters.EXPORTERS`.
    :param statements: statements in the file, each once.
    :param graphs_merged: how many named graphs went into one; 0 where the format keeps them or there were none.
    :param repeated: statements of several graphs that a merged file holds once.
    :param size: bytes written.
    """

    format_name: str
    statements: int
    graphs_merged: int
    repeated: int
    size: int

    def sentence(self) -> str:
        """Return the result as a person reads it.

        >>> ExportResult("turtle", 1200, 40, 3, 56_000).sentence()
        '1200 statements, 56000 bytes of turtle; 40 named graphs were merged into one (3 statements stood in several)'
        """
        text = f"{_count(self.statements, 'statement')}, {_count(self.size, 'byte')} of {self.format_name}"
        if self.graphs_merged:
            graphs = _count(self.graphs_merged, "named graph")
            text += f"; {graphs} {'was' if self.graphs_merged == 1 else 'were'} merged into one"
            text += f" ({_count(self.repeated, 'statement')} stood in several)" if self.repeated else ""
        return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def ordered_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Return the distinct *quads* by graph, subject, predicate (``rdf:type`` first) and object.

    :raises InputError: one has a blank node, or a term that RDF 1.1 does not know.
    """
    from pyoxigraph import DefaultGraph

    def key(quad: Quad) -> tuple[str, str, bool, str, str]:
        name = quad.graph_name
        graph = "" if isinstance(name, DefaultGraph) else _named(name, quad)
        predicate = quad.predicate.value
        return graph, _named(quad.subject, quad), predicate != TYPE, predicate, _object(quad)

    return sorted(set(quads), key=key)


def merged_triples(quads: Iterable[Quad]) -> tuple[list[Triple], int, int]:
    """Return the triples of all graphs, how many named graphs were merged, and how many triples stood in several.

    :raises InputError: as :func:`ordered_quads`.
    """
    from pyoxigraph import DefaultGraph, Quad

    everything = set(quads)
    named = {quad.graph_name for quad in everything} - {DefaultGraph()}
    triples = [
        quad.triple for quad in ordered_quads(Quad(q.subject, q.predicate, q.object) for q in everything)
    ]
    return triples, len(named), len(everything) - len(triples)


def _named(node: object, quad: Quad) -> str:
    from pyoxigraph import BlankNode, NamedNode

    if isinstance(node, NamedNode):
        return node.value
    if isinstance(node, BlankNode):
        raise InputError(
            "a blank node cannot be published", where=str(quad), hint="give it an IRI of its own"
        )
    raise InputError(
        "RDF 1.1 has no triples as terms", where=str(quad), hint="make the statement a node of its own"
    )


def _object(quad: Quad) -> str:
    from pyoxigraph import Literal

    node = quad.object
    if not isinstance(node, Literal):
        return f"<{_named(node, quad)}>"
    if node.direction is not None:
        raise InputError("RDF 1.1 has no base direction", where=str(quad), hint="leave the direction out")
    return str(node)


def used_once(prefixes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return prefix → namespace with one prefix for each namespace, the first by alphabet."""
    first: dict[str, str] = {}
    for prefix, namespace in sorted(prefixes):
        first.setdefault(namespace, prefix)
    return {prefix: namespace for namespace, prefix in first.items()}
