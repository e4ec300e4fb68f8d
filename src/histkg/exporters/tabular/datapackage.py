"""A Frictionless data package (Tabular Data Package 1.0): schema, keys, foreign keys, licence, sources, sizes, hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from histkg.exporters.tabular.csvw import key_of

if TYPE_CHECKING:
    from histkg.exporters.tabular.model import Column, Table
    from histkg.exporters.tabular.tables import Book

_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "day": "date"}
"""Kind of a column → type (Table Schema §Types and Formats); the others are strings."""


def describe_package(book: Book, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the descriptor of *book*.

    :param files: the CSV files, by name.
    """
    about = book.about
    document: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": book.name,
        "id": about.iri,
        "title": book.title,
        "description": "\n\n".join([about.description, *book.notes]).strip(),
        "version": about.version,
        "created": f"{about.issued}T00:00:00Z"
        if about.issued
        else "",  # a point in time is asked for; the day is known
        "homepage": about.iri,
        "citation": about.citation(book.title),
        "licenses": [_licence(book)] if about.licence else [],
        "contributors": [{"title": about.publisher, "role": "publisher"}] if about.publisher else [],
        "sources": [{"title": name, "path": iri} for name, iri in about.sources],
        "resources": [_resource(table, book, files[f"{table.name}.csv"]) for table in book.tables],
    }
    return {key: value for key, value in document.items() if value not in ("", [])}


def _licence(book: Book) -> dict[str, str]:
    about = book.about
    named = {"name": about.licence_name} if about.licence_name != about.licence else {}
    return {**named, "path": about.licence, "title": about.licence_name}


def _resource(table: Table, book: Book, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers == table.name else column.refers,
                "fields": [key_of(column.refers, book)],
            },
        }
        for column in table.columns
        if column.refers
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, "string")
    if kind == "date" and not table.holds_plain_days(column):
        kind = "string"
    found: dict[str, Any] = {"name": column.name, "type": kind, "description": column.about}
    if kind == "boolean":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.kind == "iri":
        found["format"] = "uri"
    if column.required:
        found["constraints"] = {"required": True}
    return found
