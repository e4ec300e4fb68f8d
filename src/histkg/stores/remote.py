"""A dataset on a server, asked over the SPARQL 1.1 Protocol (W3C Recommendation 2013)."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, cast

from histkg.errors import FileSyntaxError, RemoteError
from histkg.stores.base import Boolean, Graph, Solutions
from histkg.stores.guard import inspect
from histkg.stores.servers import UNION_GRAPH

if TYPE_CHECKING:
    from histkg.stores.base import Term
    from histkg.stores.connection import Connection, Reply
    from histkg.stores.servers import Server

_CUT = {
    "x-sparql-maxrows": "the server cut the answer at {value} rows",
    "x-sql-state": "the server broke the query off and sent a part ({value})",
}
"""Headers by which Virtuoso betrays that an answer is not whole."""


_XSD_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_VIRTUOSO_GEOMETRY = "http://www.openlinksw.com/schemas/virtrdf#Geometry"
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Scope:
    """Which graphs of a server make up the dataset.

    :param graphs: the default graph of each query is their union; empty = what the server takes for the default graph.
    :param union: ask for the union of all graphs in the way the server has for that.
    """

    graphs: tuple[str, ...] = ()
    union: bool = True

    def parameters(self, server: Server) -> list[tuple[str, str]]:
        """Return the parameters of the protocol (§2.1.4) that choose these graphs on *server*."""
        if self.graphs:
            return [("default-graph-uri", graph) for graph in self.graphs]
        if self.union and server.union == "parameter":
            return [("union-default-graph", "")]
        if self.union and server.union == "pseudo":
            return [("default-graph-uri", UNION_GRAPH)]
        return []


class RemoteStore:
    """A dataset on a server; answers as :class:`histkg.stores.base.Store`, whole or not at all."""

    def __init__(self, connection: Connection, server: Server, scope: Scope | None = None) -> None:
        """Ask *server*, in the graphs of *scope*; nothing is sent yet."""
        self.connection, self.server, self.scope = connection, server, scope or Scope()

    @property
    def engine(self) -> str:
        """The name of the server."""
        return self.server.name

    def __len__(self) -> int:
        found = self.query("SELECT (COUNT(*) AS ?number) WHERE { ?s ?p ?o }")
        assert isinstance(found, Solutions)
        return int(found.rows[0][0].value)  # type: ignore[union-attr]

    def query(
        self, text: str, *, most: int | None = None, seconds: float | None = None
    ) -> Solutions | Boolean | Graph:
        """Answer *text*; see :class:`histkg.stores.base.Store`.

        :raises RemoteError: the server fails, or what it sends is no answer or not the whole.
        """
        looks = inspect(text)
        graph = looks.form in ("CONSTRUCT", "DESCRIBE")
        accept = "application/n-triples, text/turtle;q=0.8" if graph else "application/sparql-results+json"
        parameters = [] if looks.has_dataset_clause else self.scope.parameters(self.server)
        if looks.names_graphs and any(name == "default-graph-uri" for name, _ in parameters):
            # a request that names its default graph has no named graphs but those it names too (Protocol §2.1.4)
            parameters += [("named-graph-uri", graph) for graph in self.scope.graphs or self._graphs]
        try:
            reply = self.connection.query(
                self.server.query_url, text, accept, parameters=parameters, seconds=seconds
            )
        except RemoteError as error:
            if error.status == 400:
                raise FileSyntaxError(
                    error.what.partition(": ")[2] or "the server does not take this query",
                    file="query",
                    hint="see https://www.w3.org/TR/sparql11-query/#grammar",
                ) from None
            raise
        for header, words in _CUT.items():
            if value := reply.headers.get(header):
                raise RemoteError(
                    words.format(value=value),
                    where=self.server.query_url,
                    hint="raise its limit, or ask for less",
                )
        return self._graph(reply, most) if graph else self._results(reply, most)

    @cached_property
    def _graphs(self) -> tuple[str, ...]:
        """Return the graphs that the server has."""
        every = RemoteStore(self.connection, self.server, Scope(union=False))
        found = every.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(found, Solutions)
        return tuple(sorted(row[0].value for row in found.rows if row[0] is not None))

    def _results(self, reply: Reply, most: int | None) -> Solutions | Boolean:
        from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

        form = QueryResultsFormat.from_media_type(reply.media_type)
        if form is None or reply.media_type.startswith("text/"):
            raise self._no_answer(reply)
        try:
            found = parse_query_results(reply.content, format=form)
            if isinstance(found, QueryBoolean):
                return Boolean(bool(found))
            variables = tuple(variable.value for variable in found.variables)
            rows = tuple(
                tuple(_plain(cast("Term | None", row[name])) for name in variables)
                for row in islice(found, most)
            )
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None
        if variables == ("__ASK_RETVAL",):  # Virtuoso answers ASK so
            return Boolean(any(term is not None and term.value == "1" for row in rows for term in row))
        return Solutions(variables, rows)

    def _graph(self, reply: Reply, most: int | None) -> Graph:
        from pyoxigraph import RdfFormat, Triple, parse

        form = RdfFormat.from_media_type(reply.media_type)
        if form is None:
            raise self._no_answer(reply)
        try:
            triples = {Triple(q.subject, q.predicate, q.object) for q in parse(reply.content, format=form)}
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None
        return Graph(tuple(sorted(islice(triples, most), key=str)))

    def _no_answer(self, reply: Reply) -> RemoteError:
        kind = reply.media_type or "nothing"
        return RemoteError(
            f"the server sends {kind} instead of an answer",
            where=self.server.query_url,
            hint="is this the address of a SPARQL endpoint?",
        )

    def _broken(self, error: Exception) -> RemoteError:
        return RemoteError(
            f"the answer is broken or breaks off: {error}",
            where=self.server.query_url,
            hint="ask again; if it stays so, the server writes faulty results",
        )


def _plain(term: Term | None) -> Term | None:
    """Return *term* as it was loaded, where Virtuoso writes it in a way of its own.

    In JSON it writes booleans as 1 and 0. Well-known text of GeoSPARQL becomes a geometry of its own type, in numbers
    of single precision: each is given back as the shortest decimal that is the same number there.
    """
    from pyoxigraph import Literal, NamedNode

    if not isinstance(term, Literal):
        return term
    if term.value in ("0", "1") and term.datatype.value == _XSD_BOOLEAN:
        return Literal("true" if term.value == "1" else "false", datatype=NamedNode(_XSD_BOOLEAN))
    if term.datatype.value == _VIRTUOSO_GEOMETRY:
        return Literal(_NUMBER.sub(_shortest, term.value), datatype=NamedNode(_WKT))
    return term


def _shortest(number: re.Match[str]) -> str:
    """Return the shortest decimal that is the same number of single precision (IEEE 754).

    >>> _NUMBER.sub(_shortest, "POINT(46.360000610352 -39.99095916748)")
    'POINT(46.36 -39.99096)'
    """
    single = struct.pack("f", float(number[0]))
    for digits in range(1, 9):
        short = f"{float(number[0]):.{digits}g}"
        if "e" not in short and struct.pack("f", float(short)) == single:
            return short
    return number[0]
