"""The written dataset: every file of ``ontology/`` and ``data/`` in a named graph of its own.

``data/sources/nazarli-2024.ttl`` becomes the graph ``<base>graph/sources/nazarli-2024``, so that provenance,
replacement and difference work per file. Named graphs are packaging: the union of all of them is the data.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from histkg.errors import FileSyntaxError, InputError, UsageError
from histkg.prefixes import PrefixMap, read_prefixes
from histkg.reading import FORMATS, parse_file

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad

    from histkg.resources import Home


@dataclass(frozen=True)
class Dataset:
    """What is written, before anything is generated from it.

    :param quads: every written statement with the graph of its file.
    :param prefixes: the canonical prefix map, rebased where a base was given.
    :param files: graph IRI → file.
    """

    quads: tuple[Quad, ...]
    prefixes: PrefixMap
    files: dict[str, Path] = field(compare=False)


def dataset_files(home: Home) -> list[tuple[str, Path]]:
    """Return (graph name below ``graph:``, file) of all files that make the dataset, sorted.

    The ontology and the concept schemes belong to it (their labels answer questions); shapes, alignments and examples
    do not. A name is percent-encoded (RFC 3986 §2.1) where it holds what an IRI may not.

    :raises InputError: a folder cannot be listed, or a file looks like RDF but would not be read.
    """
    named = [("ontology/histkg", home.ontology / "histkg.ttl")]
    named += [(f"schemes/{path.stem}", path) for path in (home.ontology / "schemes").glob("*.ttl")]
    for path in _files_below(home.data):
        if path.suffix.lower() in FORMATS and path.name != "prefixes.ttl":
            named.append((quote(path.relative_to(home.data).with_suffix("").as_posix()), path))
        elif path.name != "prefixes.ttl" and _LOOKS_LIKE_RDF.search(path.name.lower()):
            raise InputError(
                "this file would not be read: its name does not end as one of an RDF file",
                where=str(path),
                hint=f"rename it to end in one of {' '.join(sorted(FORMATS))}, or move it out of data/",
            )
    return sorted(named)


_LOOKS_LIKE_RDF = re.compile(r"\.(ttl|trig|nt|nq|rdf|owl|jsonld|turtle|n3|ntriples|nquads|trix)(\.[a-z]*)?$")


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield all files below *folder* but hidden ones.

    :raises InputError: a folder cannot be listed: what is in it would silently be missing.
    """

    def refuse(error: OSError) -> None:
        raise InputError(f"cannot be listed ({error.strerror})", where=str(error.filename)) from None

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def read_dataset(home: Home, base: str | None = None) -> Dataset:
    """Read every file of *home*.

    :param base: another base IRI for the things, graphs, datasets and queries (never for the vocabulary); the
        written one stays where None.
    :raises InputError: a file could not be read. All files are tried and all problems are told at once.
    """
    from pyoxigraph import NamedNode

    prefixes = read_prefixes(home.prefixes)
    problems: list[InputError] = []
    quads: list[Quad] = []
    files: dict[str, Path] = {}
    for name, path in dataset_files(home):
        graph_name = NamedNode(prefixes["graph"] + name)
        if graph_name.value in files:
            problems.append(InputError(f"two files for the graph “{name}”", where=str(path)))
            continue
        files[graph_name.value] = path
        try:
            quads += _statements(path, graph_name)
        except InputError as problem:
            problems.append(problem)
    if problems:
        raise _all_of(problems)
    dataset = Dataset(tuple(quads), prefixes, files)
    return dataset if base is None else rebase(dataset, base)


def _statements(path: Path, graph_name: NamedNode) -> list[Quad]:
    found = parse_file(path, graph_name)
    if not found:
        raise InputError(
            "the file holds no statement",
            where=str(path),
            hint="was it saved? If it is not needed, delete it",
        )
    return found


def _all_of(problems: list[InputError]) -> InputError:
    if len(problems) == 1:
        return problems[0]
    text = "\n".join(str(problem) for problem in problems)
    kind = FileSyntaxError if all(isinstance(p, FileSyntaxError) for p in problems) else InputError
    what = f"{len(problems)} files could not be read:\n{text}"
    return kind(what, file="") if kind is FileSyntaxError else InputError(what)


_REBASED = ("graph", "dataset", "query")


def _mover(prefixes: PrefixMap, base: str) -> tuple[tuple[str, ...], Callable[[str], str]]:
    """Return the namespaces that move to *base*, and the function that moves an IRI.

    :raises UsageError: *base* is not an absolute IRI ending in ``/``.
    """
    if "://" not in base or not base.endswith("/") or any(character in base for character in ' <>"{}|\\^`?#'):
        raise UsageError(f"“{base}” is no base", hint="a base is an absolute IRI ending in “/”")
    root = prefixes["graph"].removesuffix("graph/")
    moved = tuple(root + part for part in ("id/", *(f"{name}/" for name in _REBASED)))
    return moved, lambda iri: base + iri[len(root) :] if iri.startswith(moved) else iri


def rebase_prefixes(prefixes: PrefixMap, base: str | None) -> PrefixMap:
    """Return *prefixes* with the namespaces of things, graphs, datasets and queries under *base*."""
    if base is None:
        return prefixes
    _, move = _mover(prefixes, base)
    return PrefixMap({prefix: move(namespace) for prefix, namespace in prefixes.items()})


def rebase(dataset: Dataset, base: str) -> Dataset:
    """Return *dataset* with its own IRIs under *base*; the vocabulary keeps its IRIs.

    :raises UsageError: *base* is not an absolute IRI ending in ``/``.
    """
    from pyoxigraph import Literal, NamedNode, Quad

    moved, move = _mover(dataset.prefixes, base)

    def term(node: object) -> object:
        if isinstance(node, NamedNode) and node.value.startswith(moved):
            return NamedNode(move(node.value))
        if isinstance(node, Literal) and node.value.startswith(moved):  # void:uriSpace
            return Literal(move(node.value), datatype=node.datatype)
        return node

    quads = tuple(
        Quad(term(q.subject), q.predicate, term(q.object), term(q.graph_name))  # type: ignore[arg-type]
        for q in dataset.quads
    )
    files = {move(graph): path for graph, path in dataset.files.items()}
    return Dataset(quads, rebase_prefixes(dataset.prefixes, base), files)
