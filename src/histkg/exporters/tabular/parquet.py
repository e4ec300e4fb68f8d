"""Parquet files, one a table: days as dates, numbers as numbers, several values as lists, descriptions in the schema."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from histkg.exporters.tabular.model import SEPARATORS, Cell, Column, Table
from histkg.exporters.tabular.optional import require
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.tabular.tables import Book


def write_parquet_folder(book: Book) -> Written:
    """Return a folder of Parquet files.

    :raises UsageError: pyarrow is not installed.
    """
    arrow = require("pyarrow", "parquet", "Parquet")
    parquet = require("pyarrow.parquet", "parquet", "Parquet")
    files: dict[str, bytes] = {}
    for table in book.tables:
        out = io.BytesIO()
        parquet.write_table(_table(arrow, table, book), out, compression="snappy", version="2.6")
        files[f"{table.name}.parquet"] = out.getvalue()
    return Written(files, book.counts, book.left_out)


def _table(arrow: Any, table: Table, book: Book) -> Any:
    types = {
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "day": arrow.date32(),
        **dict.fromkeys(SEPARATORS, arrow.list_(arrow.string())),
    }
    fields, arrays = [], []
    for column in table.columns:
        kind = types.get(column.kind, arrow.string())
        fields.append(arrow.field(column.name, kind, not column.required, {"description": column.about}))
        arrays.append(arrow.array([_value(cell, column) for cell in table.column(column.name)], kind))
    about = book.about
    metadata = {
        "title": book.title,
        "description": table.about,
        "dataset": about.iri,
        "version": about.version,
        "license": about.licence,
        "citation": about.citation(book.title),
        "primary_key": json.dumps(table.key),
    }
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata))


def _value(cell: Cell, column: Column) -> Any:
    if cell is None:
        return None
    if column.kind == "day":
        return days_since_1970(str(cell))
    return list(cell) if isinstance(cell, tuple) else cell


def days_since_1970(day: str) -> int:
    """Return an ``xsd:date`` as a number of days, also before the year 1 (proleptic Gregorian, with a year 0).

    >>> days_since_1970("1970-01-02"), days_since_1970("1920-05-26"), days_since_1970("-0043-03-15")
    (1, -18117, -735160)
    """
    negative = day.startswith("-")
    year, month, of_month = (int(part) for part in day.lstrip("-").split("-"))
    year = -year if negative else year
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + of_month - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
