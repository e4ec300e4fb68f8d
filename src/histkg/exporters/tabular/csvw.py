"""CSVW metadata (Metadata Vocabulary for Tabular Data, W3C 2015): a table group with datatypes, keys and foreign keys.

Foreign keys are declared only of columns that are never empty: CSVW does not say that an empty cell refers to nothing, and
validators refuse it. The data package declares all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from histkg.exporters.tabular.model import SEPARATORS, Column, Table

if TYPE_CHECKING:
    from histkg.exporters.tabular.tables import Book

_DATATYPES = {"iri": "anyURI", "integer": "integer", "number": "double", "boolean": "boolean", "day": "date"}
"""Kind of a column → datatype (§5.11.1); the others are strings."""


def describe_csvw(book: Book) -> dict[str, Any]:
    """Return the metadata of the CSV files of *book*."""
    about = book.about
    document: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": book.title,
        "dc:description": about.description,
        "dc:publisher": about.publisher,
        "dc:license": {"@id": about.licence} if about.licence else "",
        "dc:bibliographicCitation": about.citation(book.title),
        "dc:issued": about.issued,
        "dc:isPartOf": {"@id": about.iri} if about.iri else "",
        "dc:hasVersion": about.version,
        "dc:language": list(about.languages),
        "rdfs:comment": list(book.notes),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"], "header": True},
        "tables": [_table(table, book) for table in book.tables],
    }
    return {key: value for key, value in document.items() if value not in ("", [])}


def _table(table: Table, book: Book) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(table, column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key) if len(table.key) > 1 else table.key[0]
    keys = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.refers}.csv", "columnReference": key_of(column.refers, book)},
        }
        for column in table.columns
        if column.refers and column.required
    ]
    if keys:
        schema["foreignKeys"] = keys
    if any(column.name == "iri" for column in table.columns):
        schema["aboutUrl"] = "{+iri}"
    return {"url": f"{table.name}.csv", "dc:description": table.about, "tableSchema": schema}


def key_of(name: str, book: Book) -> str:
    """Return the key column of the table *name*."""
    return next(table.key[0] for table in book.tables if table.name == name)


def _column(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": _DATATYPES.get(column.kind, "string"),
    }
    if column.kind == "day" and not table.holds_plain_days(column):
        found["datatype"] = "string"
    if column.kind in SEPARATORS:
        found["separator"] = SEPARATORS[column.kind]
    if column.language:
        found["lang"] = column.language
    if column.required:
        found["required"] = True
    return found
