"""CSV files (RFC 4180) with the two descriptors programs look for: CSVW metadata and a Frictionless data package.

UTF-8 without a byte order mark: the first column would have an invisible letter in its name; for Excel there is the
workbook. Values are written as they are, also those a spreadsheet would take for formulas.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from histkg.exporters.tabular.csvw import describe_csvw
from histkg.exporters.tabular.datapackage import describe_package
from histkg.exporters.tabular.model import as_text
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.tabular.model import Table
    from histkg.exporters.tabular.tables import Book

METADATA = "csv-metadata.json"
"""The name under which CSVW processors look for metadata beside a file (CSVW §5.3)."""


def write_csv_folder(book: Book) -> Written:
    """Return a folder of CSV files, one a table, and their descriptors."""
    files = {f"{table.name}.csv": csv_of(table) for table in book.tables}
    files[METADATA] = _json(describe_csvw(book))
    files["datapackage.json"] = _json(describe_package(book, files))
    return Written(files, book.counts, book.left_out)


def csv_of(table: Table) -> bytes:
    """Return a table as CSV: a header, CRLF, quotation marks where needed (RFC 4180 §2)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(
        [as_text(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    )
    return out.getvalue().encode()


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
