"""``croissant``: the tables for machine learning (Croissant 1.0, MLCommons): a folder with the CSV files and their description.

The files it speaks of lie beside it, with their checksums; each table is a record set, each column a field. Values stay
texts where a cell may hold several, or a date that is no plain day. Which column refers to which table is left to the
descriptors of the target ``csv``: readers of Croissant join tables by such references, and ours refer to each other in rings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from histkg.exporters.metadata.own import read_own
from histkg.exporters.metadata.schema import describe, to_json
from histkg.exporters.tabular.csv_files import csv_of
from histkg.exporters.tabular.tables import read_book
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.tabular.model import Column, Table

METADATA = "croissant.json"

_WORDS = (
    "column", "extract", "field", "fileObject", "fileProperty", "fileSet", "format", "includes", "isLiveDataset",
    "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
    "samplingRate", "separator", "source", "subField", "transform", "citeAs",
)  # fmt: skip
"""Terms of the Croissant vocabulary that its standard context gives without a prefix (Croissant 1.0, Appendix 1)."""

_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "iri": "sc:URL"}
"""Kind of a column → data type; the others are texts, plain days dates."""


def write_croissant(selection: Selection) -> Written:
    """Return the folder.

    :raises UsageError: the data describes no dataset.
    """
    own = read_own(selection)
    described, _ = describe(own, selection)
    book = read_book(selection)
    tables = [table for table in book.tables if table.rows]
    files = {f"{table.name}.csv": csv_of(table) for table in tables}
    document = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "@id": own.iri,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "url": own.address(),
        **{key: value for key, value in described.items() if key not in ("creditText", "alternateName")},
        "citeAs": described["creditText"],
        "distribution": [_file(name, content) for name, content in sorted(files.items())],
        "recordSet": [_records(table) for table in tables],
    }
    files[METADATA] = to_json({key: value for key, value in document.items() if value})
    empty = len(book.tables) - len(tables)
    left_out = {**book.left_out, "tables without a row": empty}
    return Written(files, {"tables": len(tables), **book.counts}, left_out)


def _context() -> dict[str, Any]:
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "dct": "http://purl.org/dc/terms/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "equivalentProperty": "cr:equivalentProperty",
        "isArray": "cr:isArray",
        **{word: f"cr:{word}" for word in _WORDS},
    }


def _file(name: str, content: bytes) -> Mapping[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _records(table: Table) -> dict[str, Any]:
    records: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
    }
    if table.key:
        records["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    records["field"] = [_field(table, column) for column in table.columns]
    return records


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": column.about,
        "dataType": data_type(table, column),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }


def data_type(table: Table, column: Column) -> str:
    """Return the data type of a column.

    Numbers and truth values with gaps are texts: programs that read Croissant take an empty cell for no number.

    >>> from histkg.exporters.tabular.model import Column, Table
    >>> count = Column("n", "integer", "how many")
    >>> data_type(Table("t", "", (count,), (), ((1,), (2,))), count)
    'sc:Integer'
    >>> data_type(Table("t", "", (count,), (), ((1,), (None,))), count)
    'sc:Text'
    """
    if column.kind == "day":
        return "sc:Date" if _is_full(table, column) and table.holds_plain_days(column) else "sc:Text"
    return _TYPES.get(column.kind, "sc:Text") if _is_full(table, column) else "sc:Text"


def _is_full(table: Table, column: Column) -> bool:
    return None not in table.column(column.name)
