"""How many statements each graph of a store holds."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from histkg.loading.parts import DEFAULT_GRAPH
from histkg.stores.base import Solutions
from histkg.stores.remote import RemoteStore, Scope

if TYPE_CHECKING:
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server


def count_graphs(connection: Connection, server: Server) -> dict[str, int]:
    """Return graph → number of its statements, for every graph of the store that has any.

    :raises RemoteError: the server does not answer.
    """
    store = RemoteStore(connection, server, Scope(union=False))
    found = store.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(found, Solutions)
    counts = {g.value: int(n.value) for g, n in found.rows if g is not None and n is not None}
    if server.keeps_default_graph:
        rest = len(store)
        if server.union == "plain":  # what is asked plainly is everything
            rest -= sum(counts.values())
        if rest:
            counts[DEFAULT_GRAPH] = rest
    return counts


def foreign_graphs(
    connection: Connection, server: Server, record_graph: str, own: Collection[str]
) -> tuple[str, ...]:
    """Return the graphs of the store that are neither the dataset's nor the server's own."""
    known = {record_graph, *own}
    return tuple(
        sorted(
            graph
            for graph in count_graphs(connection, server)
            if graph not in known and not graph.startswith(server.system_graphs)
        )
    )
