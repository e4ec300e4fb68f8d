"""Turtle and TriG to read: prefixes in use, subjects sorted, ``a`` first, a blank line between subjects.

Specifications: RDF 1.1 Turtle, RDF 1.1 TriG. The writing of terms is pyoxigraph's; the layout is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from histkg.exporters.statements import ExportResult, merged_triples, ordered_quads, used_once

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat, Triple

# A literal's line breaks are written as \n: a line break in the text is always layout.
_TOKEN = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|<[^>\n]*>'
    rb"|(?<![^\s^])(?P<prefix>[A-Za-z][\w.-]*):(?P<local_name>(?:[^\s\\]|\\.)*)"
    rb"|(?<!\S)(?P<number>[+-]?\.?\d[\d.eE+-]*)(?!\S)"
)
_CANONICAL_INTEGER = re.compile(rb"0|-?[1-9]\d*")
_END_OF_SUBJECT = re.compile(rb" \.\n(?=\t?[^\t}\n])")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def export_turtle(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,  # noqa: ARG001 - Turtle has none
) -> ExportResult:
    """Write the union of the graphs of *quads* as Turtle to *out*.

    :raises InputError: a blank node or a term unknown to RDF 1.1.
    """
    from pyoxigraph import RdfFormat

    triples, merged, repeated = merged_triples(quads)
    return ExportResult(
        "turtle", len(triples), merged, repeated, out.write(_written(triples, RdfFormat.TURTLE, prefixes))
    )


def export_trig(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,  # noqa: ARG001 - TriG has none
) -> ExportResult:
    """Write *quads* as TriG to *out*, the default graph first, then the named graphs sorted.

    :raises InputError: a blank node or a term unknown to RDF 1.1.
    """
    from pyoxigraph import RdfFormat

    ordered = ordered_quads(quads)
    return ExportResult("trig", len(ordered), 0, 0, out.write(_written(ordered, RdfFormat.TRIG, prefixes)))


def _written(
    statements: list[Quad] | list[Triple], rdf_format: RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    from pyoxigraph import serialize

    given = used_once(prefixes.items())
    text = serialize(statements, format=rdf_format, prefixes=given) or b""
    # The serializer declares every prefix it was given, longest namespace first.
    body = b"".join(line for line in text.splitlines(keepends=True) if not line.startswith(b"@prefix "))
    used: set[str] = set()
    body = _TOKEN.sub(lambda token: _as_all_can_read(token, given, used), body)
    head = "".join(f"@prefix {prefix}: <{given[prefix]}> .\n" for prefix in sorted(used))
    return head.encode() + (b"\n" if head else b"") + _END_OF_SUBJECT.sub(b" .\n\n", body)


def _as_all_can_read(token: re.Match[bytes], given: Mapping[str, str], used: set[str]) -> bytes:
    """Return a token in a form that no common parser trips over or changes, and note the prefixes in *used*.

    Names that need a backslash are written as full IRIs (rdflib 7 refuses some), numbers with their quotation marks
    unless they are canonical integers (rdflib 7 reads a bare 007 as 7).
    """
    if (number := token["number"]) and not _CANONICAL_INTEGER.fullmatch(number):
        kind = "double" if b"e" in number.lower() else "decimal" if b"." in number else "integer"
        prefix = next((prefix for prefix, namespace in given.items() if namespace == _XSD), None)
        if prefix is not None:
            used.add(prefix)
        datatype = f"<{_XSD}{kind}>" if prefix is None else f"{prefix}:{kind}"
        return b'"' + number + b'"^^' + datatype.encode()
    if token["prefix"] is None:
        return token[0]
    prefix, local_name = token["prefix"].decode(), token["local_name"]
    if b"\\" in local_name:
        return b"<" + given[prefix].encode() + re.sub(rb"\\(.)", rb"\1", local_name) + b">"
    used.add(prefix)
    return token[0]
