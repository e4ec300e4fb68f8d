"""What a load has to do: what is sent, what goes away, and what the store says of itself meanwhile."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from histkg.errors import UsageError
from histkg.loading.parts import DEFAULT_GRAPH, Part
from histkg.stores.record import COMPLETE, LOADING, Record

_UNKNOWN = ""


@dataclass(frozen=True)
class Plan:
    """One load into one store.

    :param record_graph: the IRI of the graph in which the store tells of the load.
    :param parts: everything that is to be there in the end.
    :param changed: the parts that are sent; the others are there already.
    :param dropped: graphs that go away: those sent anew, and those of an earlier load that are no longer in the dataset.
    :param into: as in :class:`~histkg.stores.record.Record`.
    :param run: names this load in the store.
    :param is_recorded: the store says already that it holds just these graphs.
    :param share: as in :class:`~histkg.stores.record.Record`.
    :param removed: graphs of an earlier load that go and do not come again → how many statements they have.
    """

    record_graph: str
    parts: tuple[Part, ...]
    changed: tuple[Part, ...]
    dropped: tuple[str, ...]
    into: str | None
    run: str
    is_recorded: bool
    share: str | None = None
    removed: Mapping[str, int] = field(default_factory=dict)

    @property
    def statements(self) -> int:
        """How many statements are sent."""
        return sum(part.statements for part in self.changed)

    @property
    def size(self) -> int:
        """How many bytes the statements sent are, without the names of their graphs."""
        return sum(part.size for part in self.changed)

    def record(self, state: str) -> list[str]:
        """Return what the store is to say of this load, as N-Triples lines.

        :param state: where it is not complete, the graphs that go away are in it too.
        """
        graphs = dict.fromkeys(self.dropped, (0, _UNKNOWN)) if state == LOADING else {}
        graphs |= {part.graph: (part.statements, part.checksum) for part in self.parts}
        return Record(state, self.run, self.into, graphs, self.share).lines(self.record_graph)


def make_plan(
    parts: Sequence[Part],
    record_graph: str,
    record: Record | None,
    counts: Mapping[str, int],
    into: str | None,
    *,
    again: Sequence[str] | None = (),
    share: str | None = None,
) -> Plan:
    """Return what has to be done so that the store holds *parts*, and of earlier loads nothing else.

    A graph whose checksum the record has, with as many statements as there are, is left as it is.

    :param record: what the last load left.
    :param counts: graph → number of statements that are there now.
    :param share: which part of the dataset *parts* are, as ``K/N``; None = the whole.
    :param again: graphs to send in any case; None = all.
    :raises UsageError: what is to be replaced was not put there by a load.
    """
    names = {part.graph for part in parts}
    known = record.graphs if record is not None and record.state == COMPLETE and again is not None else {}
    changed = tuple(
        part
        for part in parts
        if part.graph in (again or ())
        or known.get(part.graph) != (part.statements, part.checksum)
        or counts.get(part.graph, 0) != part.statements
    )
    gone = {graph for graph in (record.graphs if record else ()) if graph not in names}
    dropped = sorted(gone | {part.graph for part in changed})
    is_recorded = (
        record is not None and record.state == COMPLETE and (record.into, record.share) == (into, share)
    )
    plan = Plan(
        record_graph,
        tuple(parts),
        changed,
        tuple(dropped),
        into,
        run=secrets.token_hex(8),
        is_recorded=is_recorded,
        share=share,
        removed={graph: counts[graph] for graph in sorted(gone) if counts.get(graph)},
    )
    _check_ownership(plan, record, counts)
    return plan


def _check_ownership(plan: Plan, record: Record | None, counts: Mapping[str, int]) -> None:
    """Refuse to replace a graph whose name does not say that it is ours, unless a load has put there what it holds."""
    base = plan.record_graph.removesuffix("loaded")
    for graph in plan.dropped:
        count = counts.get(graph, 0)
        if graph.startswith(base) or not count:
            continue
        recorded = record.graphs.get(graph) if record is not None else None
        if record is not None and recorded is not None and (record.state == LOADING or recorded[0] == count):
            continue
        where = "the default graph" if graph == DEFAULT_GRAPH else f"the graph <{graph}>"
        raise UsageError(
            f"{where} of the store holds {count:,} statements that no load of this dataset has put there",
            hint="empty it yourself if they may go, or load into a graph of another name: --graph IRI",
        )


def drops(graphs: Sequence[str]) -> str:
    r"""Return the update that takes *graphs* away (SPARQL 1.1 Update §3.2.2).

    >>> drops(["https://example.org/graph/a", ""])
    'DROP SILENT GRAPH <https://example.org/graph/a> ;\nDROP SILENT DEFAULT'
    """
    return " ;\n".join(f"DROP SILENT {_graph_reference(graph)}" for graph in graphs)


def write_inserts(parts: Sequence[Part], out: BinaryIO) -> None:
    """Write the operation that adds *parts* (SPARQL 1.1 Update §3.1.1); N-Triples lines are triples of SPARQL too."""
    out.write(b"INSERT DATA {\n")
    for part in parts:
        with part.path.open("rb") as file:
            _write_block(part.graph, file, out)
    out.write(b"}")


def write_record(plan: Plan, state: str, out: BinaryIO) -> None:
    """Write the operations that put the record in place of the last one."""
    lines = "\n".join(plan.record(state))
    name = plan.record_graph
    out.write(f"DROP SILENT GRAPH <{name}> ;\nINSERT DATA {{ GRAPH <{name}> {{\n{lines}\n}} }}".encode())


def _write_block(graph: str, lines: Iterator[bytes] | BinaryIO | Sequence[bytes], out: BinaryIO) -> None:
    if graph != DEFAULT_GRAPH:
        out.write(f"GRAPH <{graph}> {{\n".encode())
    out.writelines(lines)
    if graph != DEFAULT_GRAPH:
        out.write(b"}\n")


def _graph_reference(graph: str) -> str:
    return "DEFAULT" if graph == DEFAULT_GRAPH else f"GRAPH <{graph}>"


def small_inserts(parts: Sequence[Part], most: int, largest: int) -> Iterator[tuple[bytes, int]]:
    """Yield updates that together add *parts*, and how many statements each has.

    :param most: statements in one update.
    :param largest: bytes of one update, unless one statement alone is longer.
    """
    blocks: list[tuple[str, list[bytes]]] = []
    count = size = 0
    for part in parts:
        blocks.append((part.graph, []))
        size += len(part.graph) + 12
        with part.path.open("rb") as file:
            for line in file:
                if count and (count >= most or size + len(line) > largest):
                    yield _insert(blocks), count
                    blocks, count, size = [(part.graph, [])], 0, len(part.graph) + 12
                blocks[-1][1].append(line)
                count, size = count + 1, size + len(line)
    if count:
        yield _insert(blocks), count


def _insert(blocks: Sequence[tuple[str, list[bytes]]]) -> bytes:
    from io import BytesIO

    out = BytesIO()
    out.write(b"INSERT DATA {\n")
    for graph, lines in blocks:
        if lines:
            _write_block(graph, lines, out)
    out.write(b"}")
    return out.getvalue()


def write_nquads(plan: Plan, out: BinaryIO) -> None:
    """Write the changed parts as N-Quads (W3C Recommendation 2014)."""
    for part in plan.changed:
        ending = b" .\n" if part.graph == DEFAULT_GRAPH else f" <{part.graph}> .\n".encode()
        with part.path.open("rb") as file:
            out.writelines(line[:-3] + ending for line in file)
