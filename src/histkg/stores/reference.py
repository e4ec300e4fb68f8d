"""The second engine: rdflib, slow and independent, to check the embedded store by."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph
import rdflib

from histkg.errors import FileSyntaxError, UsageError
from histkg.stores.aside import run_aside
from histkg.stores.base import Boolean, Graph, Solutions
from histkg.stores.guard import inspect

if TYPE_CHECKING:
    from histkg.stores.base import Term


class ReferenceStore:
    """The union of a dataset's graphs as one rdflib graph, with the lexical forms as written."""

    engine = "rdflib"

    def __init__(self, quads: Iterable[pyoxigraph.Quad] = ()) -> None:
        self._graph = rdflib.Graph()
        for quad in quads:
            self._graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))

    def __len__(self) -> int:
        return len(self._graph)

    def query(
        self, text: str, *, most: int | None = None, seconds: float | None = None
    ) -> Solutions | Boolean | Graph:
        """Answer *text*; see :class:`histkg.stores.base.Store`.

        :raises UsageError: also where it names graphs with ``FROM``: here they are one.
        """
        if inspect(text).has_dataset_clause:
            raise UsageError("FROM names graphs, and this engine holds them merged", hint="--engine oxigraph")
        return run_aside(lambda: self._answer(text, most), seconds)

    def _answer(self, text: str, most: int | None) -> Solutions | Boolean | Graph:
        from rdflib.plugins.sparql import prepareQuery

        try:
            prepared = prepareQuery(text)
        except Exception as error:  # noqa: BLE001 — rdflib's parser raises whatever its grammar library raises
            raise FileSyntaxError(str(error).splitlines()[0], file="query") from None
        found = self._graph.query(prepared)
        if found.type == "ASK":
            return Boolean(bool(found.askAnswer))
        if found.type == "SELECT":
            variables = tuple(str(variable) for variable in found.vars or ())
            rows = tuple(tuple(_from_rdflib(term) for term in row) for row in islice(found, most))  # type: ignore[union-attr]
            return Solutions(variables, rows)
        triples = {
            pyoxigraph.Triple(_from_rdflib(s), _from_rdflib(p), _from_rdflib(o))  # type: ignore[arg-type]
            for s, p, o in islice(found.graph or (), most)
        }
        return Graph(tuple(sorted(triples, key=str)))


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == str(rdflib.XSD.string):
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    return rdflib.BNode(term.value)


def _from_rdflib(term: Any) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return pyoxigraph.Literal(str(term), language=term.language)
        datatype = pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
        return pyoxigraph.Literal(str(term), datatype=datatype)
    return pyoxigraph.BlankNode(str(term))  # type: ignore[return-value]
