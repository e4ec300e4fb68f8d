"""The dataset cut into its graphs, each a sorted file on disk: what is sent, counted, and compared with what arrived.

A file holds the canonical N-Triples lines of one graph, sorted, each once (RDF Dataset Canonicalization, W3C
Recommendation 2024: without blank nodes nothing else is left to do). Memory stays flat however large the dataset is.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO

from histkg.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

DEFAULT_GRAPH = ""
"""Stands for the default graph, which has no name."""

_AT_ONCE = 50_000
"""Quads read before their lines are written: few enough for memory, enough to be quick."""

_IN_MEMORY = 64 << 20
"""Bytes of a file that are sorted in memory; a longer one is sorted by pieces that are merged."""


@dataclass(frozen=True)
class Part:
    """One graph of the dataset.

    :param graph: its IRI; :data:`DEFAULT_GRAPH` for the default graph.
    :param path: its canonical N-Triples lines, sorted.
    :param statements: how many lines those are.
    :param checksum: SHA-256 of the file, in hexadecimal.
    """

    graph: str
    path: Path
    statements: int
    checksum: str

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.path.stat().st_size


def split(quads: Iterable[Quad], folder: Path, into: str | None = None) -> tuple[Part, ...]:
    """Cut *quads* into their graphs, in files of *folder*.

    :param into: the one graph all go into (:data:`DEFAULT_GRAPH`: the default graph); None = each stays in its own.
    :returns: the parts, sorted by the IRIs of their graphs.
    :raises InputError: a blank node is among them: it would be another node after each load.
    :raises OutputError: the disk is full.
    """
    paths: dict[str, Path] = {}
    stream = iter(quads)
    try:
        while some := list(islice(stream, _AT_ONCE)):
            for graph, lines in _lines_by_graph(some, into).items():
                path = paths.setdefault(graph, folder / f"{len(paths)}.nt")
                with path.open("ab") as file:
                    file.write(lines)
        return tuple(_sorted_part(graph, paths[graph]) for graph in sorted(paths))
    except OSError as error:
        raise _no_room(error, folder) from None


def choose(parts: Sequence[Part], share: str) -> tuple[Part, ...]:
    """Return the parts of one share of *parts*, as a dataset is spread over several stores.

    No graph is cut, so a source is never in two stores; the shares are about as large as one another, and the same every
    time: from the largest graph on, each goes to the share that has least so far.

    :param share: ``K/N``: the K-th of N.
    :raises UsageError: *share* is not of that form, or there are fewer graphs than shares.
    """
    number, slash, count = share.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError(f"“{share}” is no part", hint="--part 2/3 is the second of three")
    if int(count) > len(parts):
        raise UsageError(
            f"{len(parts)} graph{'s' * (len(parts) != 1)} cannot be spread over {int(count)} stores"
        )
    totals = [0] * int(count)
    chosen = []
    for part in sorted(parts, key=lambda part: (-part.statements, part.graph)):
        least = totals.index(min(totals))
        totals[least] += part.statements
        if least == int(number) - 1:
            chosen.append(part)
    return tuple(sorted(chosen, key=lambda part: part.graph))


def join(parts: Sequence[Part], into: str, folder: Path) -> Part:
    """Return *parts* as one graph.

    :param into: its IRI; :data:`DEFAULT_GRAPH`: the default graph.
    :raises OutputError: the disk is full.
    """
    path = folder / "joined.nt"
    try:
        with path.open("wb") as out:
            for part in parts:
                with part.path.open("rb") as file:
                    copyfileobj(file, out)
        return _sorted_part(into, path)
    except OSError as error:
        raise _no_room(error, folder) from None


def _no_room(error: OSError, folder: Path) -> OutputError:
    return OutputError(
        f"no room to prepare the dataset: {error.strerror or error}", where=str(folder),
        hint="name a folder with more room in TMPDIR",
    )  # fmt: skip


def _lines_by_graph(quads: list[Quad], into: str | None) -> dict[str, bytes]:
    from pyoxigraph import BlankNode, RdfFormat, Triple, serialize

    triples: dict[str, list[Triple]] = {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InputError(
                f"a blank node cannot be loaded: {str(quad)[:120]}", hint="give it an IRI of its own"
            )
        graph = getattr(quad.graph_name, "value", DEFAULT_GRAPH) if into is None else into
        triples.setdefault(graph, []).append(quad.triple)
    return {graph: serialize(some, format=RdfFormat.N_TRIPLES) or b"" for graph, some in triples.items()}


def _sorted_part(graph: str, path: Path) -> Part:
    return Part(graph, path, *sort_file(path))


def sort_file(path: Path) -> tuple[int, str]:
    """Sort the lines of *path* in place, each once; return their number and the SHA-256 of the file."""
    runs = list(_runs(path))
    try:
        with path.with_suffix(".sorted").open("wb") as out:
            count, total = _write_distinct(_merged(runs), out)
        path.with_suffix(".sorted").replace(path)
    finally:
        for run in runs:
            run.unlink(missing_ok=True)
    return count, total


def _runs(path: Path) -> Iterator[Path]:
    """Yield files of sorted lines that together are *path*."""
    with path.open("rb") as file:
        while lines := file.readlines(_IN_MEMORY):
            run = path.with_name(f"{path.name}.{file.tell()}")
            run.write_bytes(b"".join(sorted(set(lines))))
            del lines
            yield run


def _merged(runs: Sequence[Path]) -> Iterator[bytes]:
    files = [run.open("rb") for run in runs]
    try:
        yield from heapq.merge(*files) if len(files) > 1 else (line for file in files for line in file)
    finally:
        for file in files:
            file.close()


def _write_distinct(lines: Iterable[bytes], out: BinaryIO) -> tuple[int, str]:
    total, count, last = hashlib.sha256(), 0, b""
    for line in lines:
        if line == last:
            continue
        last = line
        count += 1
        total.update(line)
        out.write(line)
    return count, total.hexdigest()
