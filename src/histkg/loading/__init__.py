"""A dataset brought into a triplestore: only its own graphs, whole, and compared with what arrived.

::

    quads ─ parts ─► sorted files ─ plan ─► what is sent and what goes ─ routes ─► the store ─ comparing ─► Loaded
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.errors import RemoteError, UsageError
from histkg.loading.comparing import Comparison, compare_parts
from histkg.loading.counting import count_graphs, foreign_graphs
from histkg.loading.parts import DEFAULT_GRAPH, choose, join, split
from histkg.loading.plan import Plan, make_plan
from histkg.loading.routes import METHODS, Delivery, choose_method, distrust, finish, send
from histkg.stores.record import read_record, record_graph

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.loading.files import Tell
    from histkg.loading.parts import Part
    from histkg.prefixes import PrefixMap
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server

__all__ = ["METHODS", "Loaded", "load"]


@dataclass(frozen=True)
class Loaded:
    """What a load did, and what is in the store now.

    :param method: how it went in, one of :data:`METHODS`; empty where all was there already.
    :param graphs: how many graphs the dataset has there.
    :param sent: statements sent in this load.
    :param found: statements read back, of those that were to be there.
    :param equal_graphs: graphs that came back with the same checksum of canonical N-Quads.
    :param changed: kind of change → how many statements the store gives back in another form.
    :param counted_only: graphs that the server does not give back whole, so that only their number is known to be right.
    :param foreign: graphs in the store that are not the dataset's; questions see them too.
    :param is_shared: questions are asked of all graphs of the store, those of others too.
    :param removed: graphs of an earlier load that are gone, and how many statements they had.
    :param seconds: for sending, and for comparing.
    """

    server: Server
    method: str
    graphs: int
    statements: int
    sent: int
    found: int
    equal_graphs: int
    changed: Counter[str] = field(default_factory=Counter)
    counted_only: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_shared: bool = True
    removed: tuple[int, int] = (0, 0)
    seconds: tuple[float, float] = (0.0, 0.0)


def load(
    connection: Connection,
    server: Server,
    quads: Iterable[Quad],
    prefixes: PrefixMap,
    *,
    method: str | None = None,
    into: str | None = None,
    share: str | None = None,
    again: bool = False,
    tell: Tell = lambda *_: None,
) -> Loaded:
    """Make the store hold *quads*, in place of what an earlier load has put there; touch nothing else.

    :param prefixes: name the graph in which the store tells of the load.
    :param method: one of :data:`METHODS`; None = the best that the server takes.
    :param into: one graph for everything, empty for the default graph; None = a graph for each file, as written.
    :param share: ``K/N``: only the K-th of N parts of the dataset.
    :param again: send what is there already too.
    :param tell: hears how far it is.
    :raises UsageError: the server does not take that, or what would be replaced is not the dataset's.
    :raises RemoteError: the server refuses or fails, or what arrived is not what was sent. Running again is right.
    :raises OutputError: no room on this machine.
    """
    if into == DEFAULT_GRAPH and not server.keeps_default_graph:
        raise UsageError(
            f"{server.words} has no default graph of its own", hint="--graph IRI takes one graph"
        )
    if into == record_graph(prefixes):
        raise UsageError(f"the graph <{into}> is for the record of the load", hint="name another graph")
    with tempfile.TemporaryDirectory(prefix="histkg-load-") as place:
        folder = Path(place)
        parts = split(_told(quads, tell), folder, into if share is None else None)
        if not parts:
            raise UsageError(
                "there is nothing to load", hint="histkg load takes a dataset that has statements"
            )
        if share is not None:
            parts = choose(parts, share)
            if into is not None:  # which graphs a share has does not depend on where they go
                parts = (join(parts, into, folder),)
        _check_graphs(parts, server, record_graph(prefixes))
        return _Load(connection, server, parts, record_graph(prefixes), into, share, folder, tell).run(
            method, again=again
        )


def _check_graphs(parts: Iterable[Part], server: Server, record_name: str) -> None:
    """Refuse graphs that the server does not have, or that are not the dataset's to fill.

    :raises UsageError: there are some.
    """
    names = {part.graph for part in parts}
    if DEFAULT_GRAPH in names and not server.keeps_default_graph:
        raise UsageError(
            f"some statements are in no graph, and {server.words} has no default graph of its own",
            hint="--graph IRI takes one graph for all",
        )
    if record_name in names:
        raise UsageError(
            f"the graph <{record_name}> is for the record of the load", hint="name another graph"
        )


def _told(quads: Iterable[Quad], tell: Tell) -> Iterable[Quad]:
    for number, quad in enumerate(quads, 1):
        yield quad
        if not number % 50_000:
            tell("preparing", number, 0)


@dataclass
class _Load:
    connection: Connection
    server: Server
    parts: tuple[Part, ...]
    record_graph: str
    into: str | None
    share: str | None
    folder: Path
    tell: Tell
    notes: list[str] = field(default_factory=list)

    def run(self, method: str | None, *, again: bool) -> Loaded:
        begin = time.monotonic()
        plan = self._plan(None if again else ())
        used = self._send(plan, method)
        middle = time.monotonic()
        found = self._compare()
        removed = plan.removed if used else {}
        unsent = {one.graph for one in found if not one.is_whole} - {part.graph for part in plan.changed}
        if unsent:
            # somebody has touched what an earlier load left: send it once more
            self.notes.append(f"{len(unsent)} graphs were no longer as they were loaded, and were sent again")
            second = self._plan(tuple(unsent))
            used = self._send(second, method)
            plan = replace(second, changed=plan.changed + second.changed)
            found = self._compare()
        if any(not one.is_whole for one in found):
            self._distrust(plan)
            raise self._incomplete(found)
        if used:
            finish(self._delivery(plan), used)
        loaded = self._report(plan, used, found, (middle - begin, time.monotonic() - middle))
        return replace(loaded, removed=(len(removed), sum(removed.values())))

    def _delivery(self, plan: Plan) -> Delivery:
        return Delivery(self.connection, self.server, plan, self.folder, self.tell)

    def _distrust(self, plan: Plan) -> None:
        """Let nobody answer from what this load has left; the store may not even hear it."""
        with suppress(RemoteError):
            record = read_record(self.connection, self.server, self.record_graph)
            if record is not None and record.run == plan.run:
                distrust(self._delivery(plan))

    def _plan(self, again: tuple[str, ...] | None) -> Plan:
        record = read_record(self.connection, self.server, self.record_graph)
        counts = count_graphs(self.connection, self.server)
        return make_plan(
            self.parts, self.record_graph, record, counts, self.into, again=again, share=self.share
        )

    def _send(self, plan: Plan, wanted: str | None) -> str:
        if not plan.changed and not plan.dropped and plan.is_recorded:
            return ""
        method = choose_method(self.server, plan, wanted)
        try:
            send(self._delivery(plan), method)
        except RemoteError as error:
            if wanted is not None or error.status != 413 or method == "update":
                raise
            self.notes.append("the server, or a proxy before it, takes no large request: sent in small ones")
            method = choose_method(self.server, plan, "update")
            send(self._delivery(plan), method)
        return method

    def _compare(self) -> list[Comparison]:
        found: list[Comparison] = []
        done, total = 0, sum(part.statements for part in self.parts)
        counts = count_graphs(self.connection, self.server)
        for one in compare_parts(self.connection, self.server, self.parts, counts, self.folder):
            done += one.sent
            self.tell("comparing", done, total)
            one.is_cut = not one.is_whole and not one.foreign_count and counts.get(one.graph, 0) == one.sent
            found.append(one)
        return found

    def _incomplete(self, found: list[Comparison]) -> RemoteError:
        bad = [one for one in found if not one.is_whole]
        missing, foreign = sum(one.missing_count for one in bad), sum(one.foreign_count for one in bad)
        one = bad[0]
        example = (one.missing or one.foreign)[0]
        return RemoteError(
            f"{missing:,} statements of {len(bad)} graphs are not there and {foreign:,} are that were not sent, although "
            f"the server has accepted the load; in <{one.graph}>: {example[:200]}",
            where=self.server.query_url,
            hint="run it again, or by small steps: --method update; does somebody else load at the same time?",
        )

    def _report(self, plan: Plan, used: str, found: list[Comparison], seconds: tuple[float, float]) -> Loaded:
        changed: Counter[str] = Counter()
        for one in found:
            changed += one.changed
        return Loaded(
            self.server,
            used,
            len(self.parts),
            sum(part.statements for part in self.parts),
            plan.statements if used else 0,
            sum(one.sent if one.is_cut else one.found for one in found),
            sum(one.equal for one in found),
            changed,
            tuple(one.graph for one in found if one.is_cut),
            foreign_graphs(
                self.connection, self.server, plan.record_graph, [part.graph for part in self.parts]
            ),
            tuple(self.notes),
            is_shared=self.into is None or (self.into == DEFAULT_GRAPH and self.server.union == "plain"),
            seconds=seconds,
        )
