"""The files the dataset can be had as: every format of ``histkg export``, and where they are kept, if the data says so.

Size and checksum are those of the two canonical formats of RDF, whose bytes follow from the statements alone; the layout of
the others may change with the program, and many follow the reader's language.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

if TYPE_CHECKING:
    from histkg.exporters.metadata.own import Own
    from histkg.exporters.selection import Selection

_CANONICAL = ("nquads", "ntriples")
_DESCRIPTIONS = __package__ or ""
"""The targets of this package describe the dataset; they are not the dataset."""


@dataclass(frozen=True)
class FileKind:
    """One format.

    :param name: what ``histkg export`` calls it.
    :param size: bytes; None where it was not computed.
    :param sha256: in hexadecimal; "" where it was not computed.
    :param address: where the file can be had; "" where the data does not say (``void:dataDump``).
    """

    name: str
    media_type: str
    extension: str
    about: str
    size: int | None = None
    sha256: str = ""
    address: str = ""


def read_files(selection: Selection, own: Own) -> list[FileKind]:
    """Return every format the whole dataset can be had in, by name."""
    from histkg.exporters import EXPORTERS
    from histkg.exporters.targets import read_targets

    quads = read_quads(selection)
    files = []
    for name, exporter in EXPORTERS.items():
        content = _written(selection, name, quads) if quads and name in _CANONICAL else None
        files.append(
            FileKind(
                name,
                exporter.media_type,
                exporter.extension,
                exporter.description,
                None if content is None else len(content),
                "" if content is None else hashlib.sha256(content).hexdigest(),
                _address(own, exporter.extension),
            )
        )
    for name, target in read_targets().items():
        if "dataset" in target.scopes and not target.write.__module__.startswith(_DESCRIPTIONS):
            files.append(FileKind(name, target.media_type, target.extension, target.description))
    return sorted(files, key=lambda file: file.name)


def _address(own: Own, extension: str) -> str:
    """Return the dump of a format of RDF: the data names the dumps, their names end as those of the format."""
    return next((iri for iri in own.iris("void:dataDump") if iri.endswith(extension)), "")


def read_quads(selection: Selection) -> list[Quad]:
    """Return all statements with their graphs; none where the store shows no named graphs."""
    rows = selection.rows("GRAPH ?g { ?s ?p ?o }", "g", "s", "p", "o")
    return [
        Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]
        for row in rows
        if isinstance(row["g"], NamedNode) and isinstance(row["o"], NamedNode | Literal)
    ]


def _written(selection: Selection, name: str, quads: list[Quad]) -> bytes:
    from histkg.exporters import export

    out = io.BytesIO()
    context = selection.home.ontology / "context.jsonld"
    export(quads, selection.prefixes, out, format_name=name, context=context)
    return out.getvalue()
