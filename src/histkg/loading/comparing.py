"""What arrived, read back and compared line by line with what was sent.

A store may give a value back in another form (``007`` as ``7``); that is counted and told. A statement that is missing, or
one that nobody sent, means that the load failed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from histkg.errors import InputError, RemoteError
from histkg.loading.parts import DEFAULT_GRAPH, sort_file, split
from histkg.loading.routes import graph_parameters
from histkg.reading import stream_file

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.loading.parts import Part
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_NUMBERS = _INTEGERS | {_XSD + "decimal", _XSD + "double", _XSD + "float"}
_GEOMETRIES = frozenset(
    [
        "http://www.opengis.net/ont/geosparql#wktLiteral",
        "http://www.openlinksw.com/schemas/virtrdf#Geometry",  # what Virtuoso makes of it, in floats
    ]
)
_DECIMAL = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)(\.(?P<rest>\d*))?")
_EXAMPLES = 3


@dataclass
class Comparison:
    """One graph, as sent and as found.

    :param found: how many statements came back.
    :param equal: whether they are the same lines, byte for byte.
    :param changed: kind of change → how often: the same values in another form.
    :param missing: some statements that were sent and did not come back, and how many those are.
    :param foreign: the same of statements that were not sent.
    :param is_cut: the server has as many as were sent, but does not give all of them back at once.
    """

    graph: str
    sent: int
    found: int
    equal: bool = True
    changed: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    missing_count: int = 0
    foreign_count: int = 0
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all that was sent is there, and nothing else."""
        return self.is_cut or not (self.missing_count or self.foreign_count)


def read_back(connection: Connection, server: Server, graph: str, path: Path) -> tuple[int, str]:
    """Read *graph* from *server* into *path* as sorted canonical N-Triples lines.

    :returns: the number of lines and the SHA-256 of the file.
    :raises RemoteError: it cannot be read, or what comes is no RDF.
    """
    from pyoxigraph import RdfFormat, parse, serialize

    raw = path.with_suffix(".raw")
    with raw.open("wb") as file:
        _fetch(connection, server, graph, file)
    try:
        quads = parse(path=str(raw), format=RdfFormat.N_TRIPLES)
        serialize((quad.triple for quad in quads), str(path), format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise RemoteError(
            f"what the server gives back of <{graph}> is no N-Triples: {error}", where=server.query_url
        ) from None
    finally:
        raw.unlink(missing_ok=True)
    return sort_file(path)


def _fetch(connection: Connection, server: Server, graph: str, file: object) -> None:
    accept = {"Accept": "application/n-triples"}
    if server.graphs_url is not None:
        connection.send(
            "GET", server.graphs_url, parameters=graph_parameters(server, graph), headers=accept, allow=[404],
            to=file,  # type: ignore[arg-type]
        )  # fmt: skip
        return
    where = "?s ?p ?o" if graph == DEFAULT_GRAPH else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    connection.query(
        server.query_url, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}", accept["Accept"], to=file  # type: ignore[arg-type]
    )  # fmt: skip


def compare(part: Part, path: Path, found: int, checksum: str) -> Comparison:
    """Compare *part* with what came back of it.

    :param path: sorted lines; *found* and *checksum* are theirs.
    """
    result = Comparison(part.graph, part.statements, found)
    if (found, checksum) == (part.statements, part.checksum):
        return result
    result.equal = False
    missing, foreign = _differing(part.path, path)
    there = Counter(_value_of(line) for line in foreign)
    for line in missing:
        value = _value_of(line)
        if there[value]:
            there[value] -= 1
            result.changed[_kind_of_change(line)] += 1
        else:
            result.missing_count += 1
            result.missing += [line] * (len(result.missing) < _EXAMPLES)
    left = +there
    for line in foreign:
        if left[_value_of(line)]:
            left[_value_of(line)] -= 1
            result.foreign_count += 1
            result.foreign += [line] * (len(result.foreign) < _EXAMPLES)
    return result


def _differing(ours: Path, theirs: Path) -> tuple[list[str], list[str]]:
    """Return the lines that only one of two sorted files has."""
    only: tuple[list[str], list[str]] = ([], [])
    with ours.open("rb") as left, theirs.open("rb") as right:
        mine, yours = next(left, None), next(right, None)
        while mine is not None or yours is not None:
            if mine == yours:
                mine, yours = next(left, None), next(right, None)
            elif yours is None or (mine is not None and mine < yours):
                only[0].append((mine or b"").decode().rstrip("\n"))
                mine = next(left, None)
            else:
                only[1].append(yours.decode().rstrip("\n"))
                yours = next(right, None)
    return only


def _literal_of(line: str) -> Literal | None:
    from pyoxigraph import Literal, RdfFormat, parse

    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    return quad.object if isinstance(quad.object, Literal) else None


def _value_of(line: str) -> tuple[str, ...]:
    """Return what *line* says whatever the form of its literal: equal for statements that mean the same."""
    literal = _literal_of(line)
    if literal is None:
        return (line,)
    head = line.partition(' "')[0]
    if literal.language is not None:
        return (head, literal.value, "@" + literal.language.lower())
    kind = literal.datatype.value
    if kind in _GEOMETRIES:
        return (head, _rounded(literal.value), "geometry")
    return (head, _canonical(literal.value, kind), _XSD + "integer" if kind in _INTEGERS else kind)


def _rounded(text: str) -> str:
    """Return well-known text with its numbers to five places, a metre on the ground."""
    spaced = re.sub(r"\s*([(),])\s*", r"\1", text)
    return re.sub(r"-?\d+(\.\d+)?", lambda number: f"{float(number[0]):.5f}", spaced)


def _canonical(text: str, kind: str) -> str:
    if kind == _XSD + "boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind in (_XSD + "float", _XSD + "double"):
        try:
            return repr(float(text))
        except ValueError:
            return text
    if kind in _NUMBERS and (found := _DECIMAL.fullmatch(text)):
        whole, rest = found["whole"].lstrip("0") or "0", (found["rest"] or "").rstrip("0")
        sign = "-" if found["sign"] == "-" and (whole, rest) != ("0", "") else ""
        return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"
    if kind == _XSD + "dateTime":
        return re.sub(r"(\.\d*?)0+(?=Z|[+-]|$)", r"\1", text).replace(".Z", "Z").rstrip(".")
    return text


def _kind_of_change(line: str) -> str:
    literal = _literal_of(line)
    if literal is None:
        return "terms"
    if literal.language is not None:
        return "language tags in another case"
    return f"{literal.datatype.value.removeprefix(_XSD)} in another form"


def compare_parts(
    connection: Connection, server: Server, parts: Sequence[Part], counts: Mapping[str, int], folder: Path
) -> Iterator[Comparison]:
    """Read *parts* back and compare each.

    They come all at once where the server gives out everything it has and most of that is ours, else graph by graph.

    :param counts: graph → number of statements, for all the server has.
    :param folder: room for what comes back.
    :raises RemoteError: the server does not answer.
    """
    own = {part.graph for part in parts}
    foreign = sum(count for graph, count in counts.items() if graph not in own)
    if server.dump_url is not None and foreign <= sum(part.statements for part in parts):
        yield from _compare_dump(connection, server.dump_url, parts, folder)
        return
    path = folder / "back.nt"
    for part in parts:
        found, checksum = read_back(connection, server, part.graph, path)
        yield compare(part, path, found, checksum)
        path.unlink(missing_ok=True)


def _compare_dump(
    connection: Connection, url: str, parts: Sequence[Part], folder: Path
) -> Iterator[Comparison]:
    """Compare *parts* with the N-Quads that *url* gives out."""
    own = {part.graph for part in parts}
    dump = folder / "back.nq"
    with dump.open("wb") as file:
        connection.send("GET", url, headers={"Accept": "application/n-quads"}, to=file)
    place = folder / "back"
    place.mkdir()
    try:
        quads = (
            quad for quad in stream_file(dump) if getattr(quad.graph_name, "value", DEFAULT_GRAPH) in own
        )
        found = {part.graph: part for part in split(quads, place)}
    except InputError as error:
        raise RemoteError(f"what the server gives back is no N-Quads: {error.what}", where=url) from None
    finally:
        dump.unlink()
    nothing = folder / "nothing.nt"
    nothing.touch()
    for part in parts:
        there = found.get(part.graph)
        if there is None:
            yield compare(part, nothing, 0, "")
        else:
            yield compare(part, there.path, there.statements, there.checksum)
    rmtree(place)
