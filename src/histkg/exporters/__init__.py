"""The dataset in the formats other programs read. The same statements give the same bytes, whatever their order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from histkg.errors import InputError, UsageError
from histkg.exporters.jsonld import export_jsonld
from histkg.exporters.lines import export_nquads, export_ntriples
from histkg.exporters.rdfxml import export_rdfxml
from histkg.exporters.statements import ExportResult
from histkg.exporters.turtle import export_trig, export_turtle

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["EXPORTERS", "ExportResult", "Exporter", "export"]


@dataclass(frozen=True)
class Exporter:
    """One format.

    :param function: writes quads to a binary file.
    :param media_type: as registered with IANA.
    :param extension: of files, with its dot.
    :param holds_named_graphs: False where the graphs are merged into one.
    """

    function: Callable[..., ExportResult]
    media_type: str
    extension: str
    holds_named_graphs: bool
    description: str


EXPORTERS = {
    "jsonld": Exporter(
        export_jsonld, "application/ld+json", ".jsonld", True, "JSON-LD, short keys, context included"
    ),
    "nquads": Exporter(
        export_nquads, "application/n-quads", ".nq", True, "canonical N-Quads, one statement a line"
    ),
    "ntriples": Exporter(
        export_ntriples, "application/n-triples", ".nt", False, "N-Triples, sorted, graphs merged"
    ),
    "rdfxml": Exporter(export_rdfxml, "application/rdf+xml", ".rdf", False, "RDF/XML, graphs merged"),
    "trig": Exporter(
        export_trig, "application/trig", ".trig", True, "TriG to read, one block for each named graph"
    ),
    "turtle": Exporter(export_turtle, "text/turtle", ".ttl", False, "Turtle to read, graphs merged"),
}
"""Name → format, sorted by name."""


def export(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],
    out: BinaryIO,
    *,
    format_name: str,
    context: Mapping[str, Any] | Path | None = None,
) -> ExportResult:
    """Write *quads* to *out*.

    :param format_name: a key of :data:`EXPORTERS`.
    :param context: for JSON-LD: a context, or the file that holds one; None = the prefixes alone.
    :raises UsageError: no such format.
    :raises InputError: the format cannot hold a statement, or the context cannot be used; nothing has been written.

    >>> import io
    >>> export([], {}, io.BytesIO(), format_name="ntriples").sentence()
    '0 statements, 0 bytes of ntriples'
    """
    exporter = EXPORTERS.get(format_name)
    if exporter is None:
        raise UsageError(f"unknown format “{format_name}”", hint="one of " + ", ".join(EXPORTERS))
    if isinstance(context, Path):
        context = _read_context(context) if format_name == "jsonld" else None
    return exporter.function(quads, prefixes, out, context=context)


def _read_context(path: Path) -> Mapping[str, Any]:
    from histkg.reading import read_text

    try:
        context = json.loads(read_text(path))["@context"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"no JSON-LD context here ({error})", where=str(path)) from None
    if not isinstance(context, dict):
        raise InputError("a context is one object, written out in full", where=str(path))
    return context
