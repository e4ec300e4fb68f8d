"""What a load leaves in a store about itself: which graphs are the dataset's, how much is in each, and whether it ended.

The record is a named graph of its own, ``<base>graph/loaded``. As long as its state is not ``complete`` the dataset may be
there in part only, and nobody who reads the record answers from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.errors import RemoteError
from histkg.stores.base import Solutions
from histkg.stores.remote import RemoteStore, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from histkg.prefixes import PrefixMap
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server

COMPLETE, LOADING = "complete", "loading"

_STATE = "https://schema.org/creativeWorkStatus"
_RUN = "http://purl.org/dc/terms/identifier"
_INTO = "http://www.w3.org/ns/sparql-service-description#defaultDataset"
_SHARE = "http://purl.org/dc/terms/extent"
_COUNT = "http://rdfs.org/ns/void#triples"
_CHECKSUM = "http://spdx.org/rdf/terms#checksumValue"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


@dataclass(frozen=True)
class Record:
    """A load, as the store tells it.

    :param state: :data:`COMPLETE` or :data:`LOADING`.
    :param run: names the load, so that two at once betray themselves.
    :param into: the one graph that holds everything; empty = the default graph; None = each graph is its own.
    :param graphs: IRI of each graph (empty: the default graph) → number of statements and SHA-256 of its sorted lines; a
        graph that a load takes away has 0 until it ends.
    """

    state: str
    run: str
    into: str | None
    graphs: Mapping[str, tuple[int, str]] = field(repr=False)
    share: str | None = None

    def lines(self, name: str) -> list[str]:
        """Return the record as N-Triples lines, the state last: a record that was cut does not say “complete”.

        :param name: the IRI of the record's graph, which also stands for the load.
        """
        out = [f'<{name}> <{_RUN}> "{self.run}" .']
        if self.share is not None:
            out.append(f'<{name}> <{_SHARE}> "{self.share}" .')
        if self.into is not None:
            out.append(f"<{name}> <{_INTO}> <{self.into or _default(name)}> .")
        for graph, (count, checksum) in sorted(self.graphs.items()):
            graph_name = graph or _default(name)
            out.append(f'<{graph_name}> <{_COUNT}> "{count}"^^<{_INTEGER}> .')
            out.append(f'<{graph_name}> <{_CHECKSUM}> "{checksum}" .')
        out.append(f'<{name}> <{_STATE}> "{self.state}" .')
        return out


def _default(name: str) -> str:
    """Return the IRI that stands for the default graph in the record *name*."""
    return f"{name}#default"


def record_graph(prefixes: PrefixMap) -> str:
    """Return the IRI of the graph that holds the record.

    >>> from histkg.prefixes import PrefixMap
    >>> record_graph(PrefixMap({"graph": "https://example.org/graph/"}))
    'https://example.org/graph/loaded'
    """
    return prefixes["graph"] + "loaded"


def read_record(connection: Connection, server: Server, name: str, *, brief: bool = False) -> Record | None:
    """Return what the last load left, or None where there was none.

    :param name: the IRI of the record's graph.
    :param brief: leave out what it says of each graph.
    :raises RemoteError: the store does not answer.
    """
    only = f"VALUES ?s {{ <{name}> }}" if brief else ""
    found = RemoteStore(connection, server, Scope(union=False)).query(
        f"SELECT ?s ?p ?o WHERE {{ {only} GRAPH <{name}> {{ ?s ?p ?o }} }}"
    )
    assert isinstance(found, Solutions)
    if not found.rows:
        return None
    graphs: dict[str, tuple[int, str]] = {}
    about: dict[str, set[str]] = {}
    for row in found.rows:
        subject, predicate, value = (term.value if term is not None else "" for term in row)
        if subject == name:
            about.setdefault(predicate, set()).add(value)
            continue
        graph = "" if subject == _default(name) else subject
        count, checksum = graphs.get(graph, (0, ""))
        graphs[graph] = (int(value), checksum) if predicate == _COUNT else (count, value)
    states = about.get(_STATE, set())
    into = next(iter(about.get(_INTO, ())), None)
    return Record(
        COMPLETE if states == {COMPLETE} else LOADING,
        " ".join(sorted(about.get(_RUN, ()))),
        "" if into == _default(name) else into,
        graphs,
        " ".join(sorted(about.get(_SHARE, ()))) or None,
    )


def open_remote(connection: Connection, server: Server, prefixes: PrefixMap) -> RemoteStore:
    """Return the dataset on *server*, ready to be asked.

    A dataset that was not put there by a load is asked in all graphs of the store.

    :raises RemoteError: the dataset is not there, or in part only.
    """
    record = read_record(connection, server, record_graph(prefixes), brief=True)
    if record is None or record.into is None:
        scope = Scope()
    elif record.into:
        scope = Scope((record.into,))
    else:
        scope = Scope(union=False)
    store = RemoteStore(connection, server, scope)
    if record is None:
        _check_presence(store, prefixes)
    elif record.state != COMPLETE:
        raise RemoteError(
            "a load into this store has not ended, or was broken off: the dataset may be there in part",
            where=server.query_url,
            hint=f"wait for it, or run it again: histkg load {server.query_url}",
        )
    elif not _is_whole(record.share):
        raise RemoteError(
            f"this store has only the part {record.share} of the dataset",
            where=server.query_url,
            hint="ask the address that joins all parts, or a store that has the whole",
        )
    return store


def _check_presence(store: RemoteStore, prefixes: PrefixMap) -> None:
    found = store.query(f"ASK {{ ?claim a <{prefixes['hev']}Claim> }}")
    if not getattr(found, "value", False):
        raise RemoteError(
            "there is nothing of this dataset in the store",
            where=store.server.query_url,
            hint=f"histkg load {store.server.query_url}; if it was loaded with another base, name it with --base",
        )


def _is_whole(share: str | None) -> bool:
    """Whether parts together are everything.

    >>> _is_whole(None), _is_whole("1/2 2/2"), _is_whole("1/2"), _is_whole("1/2 1/3 2/3")
    (True, True, False, False)
    """
    if share is None:
        return True
    shares = [tuple(map(int, one.split("/"))) for one in share.split()]
    return {number for number, _ in shares} == set(range(1, shares[0][1] + 1)) and len(set(shares)) == shares[
        0
    ][1]
