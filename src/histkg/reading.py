"""RDF files in, quads out: strict, with file and line when something is wrong.

Parsing is pyoxigraph's, which follows the W3C grammars; other parsers accept files the grammars forbid.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from histkg.errors import FileSyntaxError, InputError

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad

FORMATS = {
    ".ttl": "TURTLE",
    ".trig": "TRIG",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".jsonld": "JSON_LD",
    ".json": "JSON_LD",
    ".rdf": "RDF_XML",
    ".xml": "RDF_XML",
    ".owl": "RDF_XML",
}
"""File suffix → name of the format in :class:`pyoxigraph.RdfFormat`."""


def rdf_format(path: Path) -> str:
    """Return the name of the RDF format of *path*, by its suffix.

    :raises InputError: the suffix is none of :data:`FORMATS`.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = " ".join(sorted(FORMATS))
        raise InputError(
            f"unknown kind of file “{path.suffix}”", where=str(path), hint=f"use one of {known}"
        ) from None


def read_text(path: Path) -> str:
    """Return the text of *path*, which must be UTF-8 (a byte order mark is dropped).

    :raises InputError: missing, a folder, not readable, or not UTF-8 — with the offset and a guess of what it is.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", where=str(path), hint="check the name") from None
    except IsADirectoryError:
        raise InputError("this is a folder, not a file", where=str(path)) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from None
    return decode(raw, str(path))


def decode(raw: bytes, file: str) -> str:
    """Return *raw* as text, which must be UTF-8 (a byte order mark is dropped).

    :param file: shown in messages.
    :raises InputError: another encoding, or no text at all; told with the line and a guess of what it is.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("the file is UTF-16, not UTF-8", where=file, hint="save it as UTF-8")
    if b"\x00" in raw[:4096]:
        raise InputError("this is a binary file, not text", where=file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileSyntaxError(
            f"byte 0x{raw[error.start]:02x} is not UTF-8; the file may be in windows-1251 or windows-1254",
            file=file,
            line=line,
            hint="save it as UTF-8",
        ) from None


def parse_text(
    text: str, *, file: str, rdf_format_name: str, graph_name: NamedNode | None = None
) -> Iterator[Quad]:
    """Yield the quads of *text*.

    :param file: shown in messages. Relative IRIs are errors: a file means the same wherever it lies.
    :param graph_name: the graph for triples; quads that name a graph keep it.
    :raises FileSyntaxError: the text breaks its grammar.
    """
    from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

    try:
        for quad in parse(text, format=getattr(RdfFormat, rdf_format_name)):
            if graph_name is not None and isinstance(quad.graph_name, DefaultGraph):
                yield Quad(quad.subject, quad.predicate, quad.object, graph_name)
            else:
                yield quad
    except SyntaxError as error:
        raise FileSyntaxError(
            _plain(str(error.msg)),
            file=file,
            line=error.lineno,
            column=error.offset,
            hint=_remedy(str(error.msg)),
        ) from None


def parse_file(path: Path, graph_name: NamedNode | None = None) -> list[Quad]:
    """Return the quads of the file *path*, all of them or none.

    :param graph_name: the graph for triples.
    :raises InputError: not readable; :class:`FileSyntaxError` where the grammar is broken.
    """
    name = rdf_format(path)
    return list(parse_text(read_text(path), file=str(path), rdf_format_name=name, graph_name=graph_name))


def stream_file(path: Path) -> Iterator[Quad]:
    """Yield the quads of a file of any size, which may be compressed (``.gz``); it is never in memory as a whole.

    :raises InputError: not readable; :class:`FileSyntaxError` where the grammar is broken, after the quads before it.
    """
    from pyoxigraph import RdfFormat, parse

    name = rdf_format(path.with_suffix("") if path.suffix == ".gz" else path)
    try:
        with cast("IO[bytes]", gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as file:
            yield from parse(file, format=getattr(RdfFormat, name))
    except SyntaxError as error:
        raise FileSyntaxError(
            _plain(str(error.msg)), file=str(path), line=error.lineno, column=error.offset,
            hint=_remedy(str(error.msg)),
        ) from None  # fmt: skip
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", where=str(path)) from None


_POSITION = re.compile(r"^Parser error (?:at|between) line [^:]*: ")


def _plain(message: str) -> str:
    """Drop the parser's own position (it is in the error's place) and its prefix."""
    return _POSITION.sub("", message).strip() or "the file breaks the grammar of its format"


_REMEDIES = (
    ("prefix", "declare the prefix at the top of the file, as the other files do"),
    ("iri", "an IRI holds no spaces or quotation marks; write a slug of a–z, 0–9 and -"),
    ("dot", "look for a missing “.” or “;” at the end of the statement before"),
    (
        "string literal",
        "look for a missing quotation mark; a text over several lines stands in three of them",
    ),
    ("end of file", "look for a missing quotation mark or “.” at the end of the file"),
    ("language", "a language tag looks like @az, @ru or @ru-Latn"),
)


def _remedy(message: str) -> str:
    lowered = message.lower()
    for word, remedy in _REMEDIES:
        if word in lowered:
            return remedy
    return "compare the line with a file that is read without complaint"
