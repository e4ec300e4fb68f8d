"""Which server stands at an address, at which addresses it takes what, and how it must be asked.

A server is recognised by what it says of itself (the ``Server`` header, addresses that only it has), else it is taken
for any SPARQL 1.1 endpoint, described by its service description (SPARQL 1.1 Service Description, W3C 2013) if it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from histkg.errors import RemoteError

if TYPE_CHECKING:
    from histkg.stores.connection import Connection, Reply

UNION_GRAPH = "urn:x-arq:UnionGraph"
"""Jena’s name for the union of all named graphs."""


@dataclass(frozen=True)
class Server:
    """A server and its habits.

    :param name: as a person calls it.
    :param query_url: where queries go.
    :param update_url: where updates go; None = nowhere known.
    :param graphs_url: where the Graph Store Protocol is spoken (indirectly: ``?graph=``); None = nowhere known.
    :param union: how a query is asked of all graphs together: ``plain`` = that is what the default graph is;
        ``parameter`` = with ``union-default-graph``; ``pseudo`` = with Jena’s name for the union; ``list`` = by naming
        each graph.
    :param atomic: how much it takes in one update so that all of it or none is done, in bytes; 0 = it does not.
    :param transactions: where RDF4J’s transactions are opened; None = nowhere.
    :param bulk_url: where N-Quads of many graphs are added in one upload; None = nowhere.
    :param dump_url: where everything it has is given out as N-Quads; None = nowhere.
    :param whole_graphs: whether an upload of a graph of any size can be trusted; else small updates are preferred.
    :param graph_parameter: how the Graph Store Protocol’s ``graph`` is called here.
    :param keeps_default_graph: whether it has a default graph that things can be put into.
    :param system_graphs: beginnings of the IRIs of graphs of its own, whatever is loaded.
    """

    name: str
    version: str
    query_url: str
    update_url: str | None = None
    graphs_url: str | None = None
    union: str = "list"
    atomic: int = 0
    transactions: str | None = None
    bulk_url: str | None = None
    dump_url: str | None = None
    whole_graphs: bool = True
    graph_parameter: str = "graph"
    keeps_default_graph: bool = True
    system_graphs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Its name with the version.

        >>> Server("Oxigraph", "0.5", "http://localhost:7878/query").words
        'Oxigraph 0.5'
        """
        return f"{self.name} {self.version}".strip()


def connect(url: str, user: str | None = None, seconds: float = 600) -> tuple[Connection, Server]:
    """Return a connection to the server at *url*, and what server that is.

    :param user: whose password ``HISTKG_PASSWORD`` or a prompt gives; None = that of ``HISTKG_USER``, or nobody.
    :param seconds: how long it may take for one request.
    :raises UsageError: *url* is no address, or there is no password for *user*.
    :raises RemoteError: nothing answers there.
    """
    from histkg.stores.connection import Connection
    from histkg.stores.credentials import check_address, read_credentials

    address = check_address(url)
    connection = Connection(read_credentials(user), seconds)
    return connection, recognise(connection, address)


def recognise(connection: Connection, url: str) -> Server:
    """Return the server at *url*: any address of it that people use.

    :raises RemoteError: nothing answers there.
    """
    reply = connection.send(
        "GET", url, headers={"Accept": "text/turtle, application/n-triples;q=0.9, */*;q=0.1"}, allow=range(300, 600), seconds=min(30, connection.seconds),
        most=1 << 18,
    )  # fmt: skip
    if reply.status in (401, 403, 502, 503, 504):
        from histkg.stores.refusals import complain

        raise complain(reply, url, connection.credentials)
    header = reply.headers.get("server", "")
    if "fuseki-request-id" in reply.headers:
        return _fuseki(connection, url, "")
    for sign, make in _KNOWN:
        if re.search(sign, header, re.IGNORECASE) and (found := make(connection, url, header)) is not None:
            return found
    if (found := _rdf4j(connection, url, header)) is not None:
        return found
    return _described(reply, url)


def _below(url: str, *endings: str) -> str:
    """Return *url* without query, closing slash, and the last of *endings* where it has one."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for ending in endings:
        if path.endswith("/" + ending):
            path = path.removesuffix("/" + ending)
            break
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _version(header: str) -> str:
    found = re.search(r"\d+(\.\d+)+", header)
    return found[0] if found else ""


def _oxigraph(_: Connection, url: str, header: str) -> Server:
    root = _below(url, "query", "update", "store")
    return Server(
        "Oxigraph", _version(header), f"{root}/query", f"{root}/update", f"{root}/store", union="parameter",
        atomic=100 << 20, bulk_url=f"{root}/store?no_transaction", dump_url=f"{root}/store",
    )  # fmt: skip


def _fuseki(connection: Connection, url: str, header: str) -> Server:
    root = _below(url, "query", "sparql", "update", "data", "get")
    if not urlsplit(root).path.strip("/"):
        raise RemoteError(
            "which dataset of this Fuseki?", where=url, hint=f"{_names_of_datasets(connection, root)}"
        )
    return Server(
        "Apache Jena Fuseki", _version(header) or _fuseki_version(connection, root), f"{root}/query", f"{root}/update",
        f"{root}/data", union="pseudo", atomic=100 << 20, bulk_url=f"{root}/data", dump_url=f"{root}/data",
    )  # fmt: skip


def _fuseki_version(connection: Connection, root: str) -> str:
    """Return the version, where the server tells it: its administration is often for its own machine only."""
    try:
        reply = connection.send(
            "GET", urljoin(root, "/$/server"), headers={"Accept": "application/json"}, seconds=10
        )
    except RemoteError:
        return ""
    found = re.search(rb'"version"\s*:\s*"([\w.-]+)"', reply.content)
    return found[1].decode() if found else ""


def _names_of_datasets(connection: Connection, root: str) -> str:
    try:
        reply = connection.send(
            "GET", f"{root}/$/datasets", headers={"Accept": "application/json"}, seconds=10
        )
        names = re.findall(r'"ds\.name"\s*:\s*"([^"]+)"', reply.content.decode("utf-8", "replace"))
    except RemoteError:
        names = []
    listed = [root + name for name in names]
    return "one of " + ", ".join(listed) if listed else f"{root}/NAME"


def _rdf4j(connection: Connection, url: str, _: str) -> Server | None:
    """Recognise the REST API of RDF4J, which GraphDB speaks too."""
    match = re.match(r"(?P<server>.*)/repositories/(?P<name>[^/]+)(/.*)?$", _below(url))
    server = match["server"] if match else _below(url, "repositories")
    try:
        reply = connection.send("GET", f"{server}/protocol", headers={"Accept": "text/plain"}, seconds=10)
    except RemoteError:
        return None
    if not re.fullmatch(rb"\d{1,3}\s*", reply.content):
        return None
    if match is None:
        raise RemoteError(
            "which repository of this RDF4J server?", where=url, hint=f"{server}/repositories/NAME"
        )
    root = f"{server}/repositories/{match['name']}"
    return Server(
        "RDF4J", f"(protocol {reply.text})", root, f"{root}/statements", f"{root}/rdf-graphs/service", union="plain",
        transactions=f"{root}/transactions", bulk_url=f"{root}/statements", dump_url=f"{root}/statements",
    )  # fmt: skip


def _virtuoso(connection: Connection, url: str, header: str) -> Server:
    parts = urlsplit(url)
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    locked = "-auth" if connection.credentials.given else ""
    return Server(
        "Virtuoso", _version(header), f"{root}/sparql", f"{root}/sparql{locked}", f"{root}/sparql-graph-crud{locked}",
        union="plain", graph_parameter="graph-uri", whole_graphs=False, keeps_default_graph=False,
        system_graphs=(
            "http://www.openlinksw.com/", "http://www.w3.org/ns/ldp#", "urn:activitystreams-owl:map", "urn:core:services:",
            "http://www.w3.org/2002/07/owl#", "http://localuriqaserver/", f"{root}/sparql", f"{root}/DAV/",
        ),
    )  # fmt: skip


_KNOWN: tuple[tuple[str, Callable[[Connection, str, str], Server | None]], ...] = (
    (r"oxigraph", _oxigraph),
    (r"fuseki", _fuseki),
    (r"virtuoso", _virtuoso),
)

_SD = "http://www.w3.org/ns/sparql-service-description#"


def _described(reply: Reply, url: str) -> Server:
    """Return any other endpoint, with what its service description says."""
    server = Server("a SPARQL 1.1 endpoint unknown here", "", _below(url))
    text = reply.content.decode("utf-8", "replace")
    if reply.media_type in ("text/turtle", "application/n-triples") and _SD in text:
        if re.search(r"SPARQL11Update\b", text):
            server = replace(server, update_url=server.query_url)
        if re.search(r"UnionDefaultGraph\b", text):
            server = replace(server, union="plain")
    return server
