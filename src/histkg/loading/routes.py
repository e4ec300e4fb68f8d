"""The ways into a store, and which of them a store takes.

===============  ==========================================================================  ===========================
``transaction``  all in one step: one SPARQL update, or one transaction of RDF4J             readers see old or new
``bulk``         one upload of N-Quads, by the store's own bulk loader where it has one       the record says “loading”
``graphs``       one upload a graph (SPARQL 1.1 Graph Store HTTP Protocol §5.3)               the record says “loading”
``update``       small SPARQL updates, for stores and proxies that take nothing larger        the record says “loading”
===============  ==========================================================================  ===========================
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from histkg.errors import OutputError, RemoteError, UsageError
from histkg.loading.files import Watched
from histkg.loading.parts import DEFAULT_GRAPH
from histkg.loading.plan import drops, small_inserts, write_inserts, write_nquads, write_record
from histkg.stores.record import COMPLETE, LOADING

if TYPE_CHECKING:
    from histkg.loading.files import Tell
    from histkg.loading.plan import Plan
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server

METHODS = ("transaction", "bulk", "graphs", "update")

UPDATE, NQUADS, NTRIPLES = (
    "application/sparql-update; charset=utf-8",
    "application/n-quads; charset=utf-8",
    "application/n-triples; charset=utf-8",
)

_MOST_DROPS = 200

_MOST, _LARGEST = 2_000, 700_000
"""Statements and bytes of a small update: Virtuoso takes some 5,000 statements, usual proxies a megabyte."""


def choose_method(server: Server, plan: Plan, wanted: str | None = None) -> str:
    """Return the way *plan* goes into *server*: the safest that it takes, then the quickest.

    :param wanted: what the caller wants; None = what fits.
    :raises UsageError: the server does not take that way, or none at all.
    """
    possible = _possible(server)
    if wanted is not None:
        if wanted not in possible:
            raise UsageError(
                f"{server.words} takes no --method {wanted}",
                hint=f"it takes {', '.join(possible)}" if possible else _UNKNOWN_ADDRESS,
            )
        return wanted
    if not possible:
        raise UsageError(
            f"it is not known where {server.words} takes changes",
            where=server.query_url,
            hint=_UNKNOWN_ADDRESS,
        )
    if "transaction" in possible and (server.transactions or plan.size <= server.atomic):
        return "transaction"
    return next(method for method in possible if method != "transaction")


_UNKNOWN_ADDRESS = "name it with --update-url or --graph-store-url"


def _possible(server: Server) -> list[str]:
    known = {
        "transaction": bool(server.update_url and server.atomic) or server.transactions is not None,
        "bulk": server.bulk_url is not None and server.update_url is not None,
        "graphs": server.graphs_url is not None,
        "update": server.update_url is not None,
    }
    order = METHODS if server.whole_graphs else ("transaction", "bulk", "update", "graphs")
    return [method for method in order if known[method]]


@dataclass(frozen=True)
class Delivery:
    """What goes where.

    :param folder: room for files that are sent; as much as the dataset.
    :param tell: hears how far it is.
    """

    connection: Connection
    server: Server
    plan: Plan
    folder: Path
    tell: Tell


def send(delivery: Delivery, method: str) -> None:
    """Bring a plan into a server.

    :param method: one of :data:`METHODS`.
    :raises RemoteError: the server refuses or fails; running again is right then.
    :raises OutputError: no room on this machine.
    """
    try:
        _SENDERS[method](delivery)
    except OSError as error:
        raise OutputError(
            f"no room to prepare what is sent: {error.strerror or error}", where=str(delivery.folder),
            hint="name a folder with more room in TMPDIR",
        ) from None  # fmt: skip


def _send_at_once(delivery: Delivery) -> None:
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    if server.transactions is not None:
        _send_in_transaction(delivery)
        return
    with (delivery.folder / "load.ru").open("w+b") as file:
        if plan.dropped:
            file.write(f"{drops(plan.dropped)} ;\n".encode())
        if plan.changed:
            write_inserts(plan.changed, file)
            file.write(b" ;\n")
        write_record(plan, COMPLETE, file)
        assert server.update_url is not None
        connection.update(server.update_url, Watched(file, plan.statements, delivery.tell))


def _send_in_transaction(delivery: Delivery) -> None:
    """Use the transactions of the RDF4J REST API (https://rdf4j.org/documentation/reference/rest-api/)."""
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    assert server.transactions is not None
    begun = connection.send("POST", server.transactions)
    place = urljoin(server.transactions, begun.headers.get("location", ""))
    if not begun.headers.get("location"):
        raise RemoteError("the server opens no transaction", where=server.transactions)
    try:
        before = BytesIO(f"{drops(plan.dropped)} ;\n".encode() if plan.dropped else b"")
        before.seek(0, SEEK_END)
        write_record(plan, COMPLETE, before)
        _act(connection, place, "UPDATE", UPDATE, before.getvalue())
        if plan.changed:
            with (delivery.folder / "load.nq").open("w+b") as file:
                write_nquads(plan, file)
                _act(connection, place, "ADD", NQUADS, Watched(file, plan.statements, delivery.tell))
        _act(connection, place, "COMMIT", None, None)
    except BaseException:
        with contextlib.suppress(RemoteError):  # the first failure is the one to tell
            connection.send("DELETE", place, seconds=30)
        raise


def _act(
    connection: Connection, place: str, action: str, media_type: str | None, content: bytes | Watched | None
) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    connection.send("PUT", place, parameters=[("action", action)], headers=headers, content=content)


def _send_bulk(delivery: Delivery) -> None:
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    assert server.bulk_url is not None
    _mark(delivery, LOADING)
    _drop(delivery)
    if plan.changed:
        with (delivery.folder / "load.nq").open("w+b") as file:
            write_nquads(plan, file)
            content = Watched(file, plan.statements, delivery.tell)
            connection.send("POST", server.bulk_url, headers={"Content-Type": NQUADS}, content=content)


def _send_graphs(delivery: Delivery) -> None:
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    assert server.graphs_url is not None
    _mark(delivery, LOADING)
    sent = {part.graph for part in plan.changed}
    for graph in plan.dropped:
        if graph not in sent:
            connection.send(
                "DELETE", server.graphs_url, parameters=graph_parameters(server, graph), allow=[404]
            )
    done = 0
    for part in plan.changed:
        with part.path.open("rb") as file:
            connection.send(
                "PUT", server.graphs_url, parameters=graph_parameters(server, part.graph),
                headers={"Content-Type": NTRIPLES}, content=Watched(file, part.statements, lambda *_: None),
            )  # fmt: skip
        done += part.statements
        delivery.tell("sending", done, plan.statements)


def finish(delivery: Delivery, method: str) -> None:
    """Have the store say that the load is complete, once what arrived was seen to be what was sent.

    :raises RemoteError: the server refuses or fails.
    """
    if method != "transaction":
        _mark(delivery, COMPLETE)


def distrust(delivery: Delivery) -> None:
    """Have the store say that the dataset may be there in part, so that nobody answers from it.

    :raises RemoteError: the server refuses or fails.
    """
    _mark(delivery, LOADING)


def graph_parameters(server: Server, graph: str) -> list[tuple[str, str]]:
    """Return how *graph* is named to *server* (Graph Store HTTP Protocol §4.2, indirectly)."""
    return [("default", "")] if graph == DEFAULT_GRAPH else [(server.graph_parameter, graph)]


def _send_small(delivery: Delivery) -> None:
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    assert server.update_url is not None
    _mark(delivery, LOADING)
    _drop(delivery)
    done = 0
    for text, count in small_inserts(plan.changed, _MOST, _LARGEST):
        connection.update(server.update_url, text)
        done += count
        delivery.tell("sending", done, plan.statements)


def _mark(delivery: Delivery, state: str) -> None:
    """Have the store say how far the load is; at no moment between does it say that it is complete."""
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    name = plan.record_graph
    if server.update_url is None:
        assert server.graphs_url is not None
        content = ("\n".join(plan.record(state)) + "\n").encode()
        connection.send(
            "PUT", server.graphs_url, parameters=graph_parameters(server, name),
            headers={"Content-Type": NTRIPLES}, content=content,
        )  # fmt: skip
        return
    *lines, last = plan.record(state)
    loading = plan.record(LOADING)[-1]
    steps = [f"INSERT DATA {{ GRAPH <{name}> {{ {loading} }} }}"]
    if state == COMPLETE:  # else what an earlier load has written of itself stays: its graphs are still there
        rest = f"GRAPH <{name}> {{ ?s ?p ?o }}"
        steps.append(f'DELETE {{ {rest} }} WHERE {{ {rest} FILTER(STR(?o) != "{LOADING}") }}')
    steps += [
        f"INSERT DATA {{ GRAPH <{name}> {{\n{text}\n}} }}" for text in map("\n".join, _by(lines, _MOST))
    ]
    if state == COMPLETE:
        steps.append(
            f"DELETE DATA {{ GRAPH <{name}> {{ {loading} }} }} ;\nINSERT DATA {{ GRAPH <{name}> {{ {last} }} }}"
        )
    for step in steps:
        connection.update(server.update_url, step.encode())


def _drop(delivery: Delivery) -> None:
    connection, server, plan = delivery.connection, delivery.server, delivery.plan
    assert server.update_url is not None
    for graphs in _by(plan.dropped, _MOST_DROPS):
        connection.update(server.update_url, drops(graphs).encode())


def _by(items: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), count):
        yield items[start : start + count]


_SENDERS: dict[str, Callable[[Delivery], None]] = {
    "transaction": _send_at_once,
    "bulk": _send_bulk,
    "graphs": _send_graphs,
    "update": _send_small,
}
