"""N-Triples and canonical N-Quads: one statement a line, sorted.

Specifications: RDF 1.1 N-Triples and N-Quads; the lines are in the canonical form of RDF Dataset Canonicalization
(RDFC-1.0, section 5), which without blank nodes is sorting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from histkg.canonical import canonical_lines
from histkg.exporters.statements import ExportResult, merged_triples, ordered_quads

if TYPE_CHECKING:
    from pyoxigraph import Quad


def export_nquads(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],  # noqa: ARG001 - the format has none
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,  # noqa: ARG001 - nor a context
) -> ExportResult:
    """Write *quads* as canonical N-Quads to *out*.

    :raises InputError: a blank node or a term unknown to RDF 1.1.
    """
    lines = canonical_lines(ordered_quads(quads))
    return ExportResult("nquads", len(lines), 0, 0, out.write(b"".join(lines)))


def export_ntriples(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],  # noqa: ARG001 - the format has none
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,  # noqa: ARG001 - nor a context
) -> ExportResult:
    """Write the union of the graphs of *quads* as N-Triples to *out*.

    :raises InputError: a blank node or a term unknown to RDF 1.1.
    """
    from pyoxigraph import Quad

    triples, merged, repeated = merged_triples(quads)
    lines = canonical_lines(Quad(t.subject, t.predicate, t.object) for t in triples)
    return ExportResult("ntriples", len(lines), merged, repeated, out.write(b"".join(lines)))
