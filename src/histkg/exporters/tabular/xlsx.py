"""One workbook (Office Open XML, ISO/IEC 29500), a sheet a table, in which a spreadsheet program changes nothing.

Everything that is no number is a text cell formatted as text: 1846 stays a year, 1920-05 stays a month, “=…” stays words.
Days are texts too: Excel counts none before 1900. Only IRIs are links.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from histkg.exporters.tabular.model import Cell, Column, Table, as_text
from histkg.exporters.tabular.optional import require
from histkg.exporters.tabular.readme import write_columns, write_readme
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.tabular.tables import Book

LONGEST = 32_767
"""Characters a cell holds (Excel specifications and limits)."""

_LONGEST_LINK, _MOST_LINKS = 2_079, 65_530
_NARROW, _SAMPLE = 9, 300
_WIDEST = {"id": 34, "ids": 34, "iri": 34}
_WIDE = 56
_PAGE = 160
"""Columns of characters that fit on one printed page, small but readable."""

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""A workbook must say when it was made. Where the data names no day, the first one a ZIP file can name says nothing."""


def write_workbook(book: Book) -> Written:
    """Return one workbook.

    :raises UsageError: XlsxWriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", "xlsx", "a workbook")
    out = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(out, settings)
    workbook.set_properties(_properties(book))
    formats = _formats(workbook)
    shown = [table for table in book.tables if table.rows]
    cut: Counter[str] = Counter()
    write_readme(workbook.add_worksheet("README"), book, shown, formats)
    for table in shown:
        _Sheet(workbook.add_worksheet(table.name), formats, cut).write(table)
    write_columns(workbook.add_worksheet("columns"), shown, formats)
    workbook.close()
    left_out = {
        **book.left_out,
        f"texts cut at {LONGEST} characters": cut["texts"],
        "addresses that are no links": cut["links"],
    }
    return Written({"": out.getvalue()}, book.counts, left_out)


def _properties(book: Book) -> dict[str, Any]:
    about = book.about
    day = about.issued[:10]
    created = datetime.fromisoformat(day).replace(tzinfo=UTC) if len(day) == len("2024-01-01") else _EPOCH
    return {
        "title": book.title,
        "author": about.publisher,
        "comments": about.citation(book.title),
        "keywords": about.licence_name,
        "created": created,
    }


def _formats(workbook: Any) -> dict[str, Any]:
    text = {"num_format": "@", "valign": "top"}
    return {
        "text": workbook.add_format(text),
        "number": workbook.add_format({"valign": "top"}),
        "link": workbook.add_format({**text, "font_color": "#0B5394", "underline": 1}),
        "head": workbook.add_format({**text, "bold": True, "bg_color": "#E7ECF2", "bottom": 1}),
        "title": workbook.add_format({**text, "bold": True, "font_size": 16}),
        "section": workbook.add_format({**text, "bold": True, "font_size": 12}),
        "words": workbook.add_format({**text, "text_wrap": True}),
    }


@dataclass(frozen=True)
class _Sheet:
    """A sheet being written.

    :param cut: what could not be written as it is.
    """

    sheet: Any
    formats: dict[str, Any]
    cut: Counter[str]

    def write(self, table: Table) -> None:
        """Write a table."""
        sheet, last = self.sheet, len(table.rows)
        widths = [_width(table, column) for column in table.columns]
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.name, self.formats["head"])
            sheet.set_column(index, index, widths[index])
            for row, cell in enumerate(table.column(column.name), start=1):
                if cell is not None:
                    self._put(row, index, cell, column)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(table.columns) - 1)}{last + 1}"})
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        if sum(widths) <= _PAGE:
            sheet.fit_to_pages(1, 0)

    def _put(self, row: int, index: int, cell: Cell, column: Column) -> None:
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, index, cell, self.formats["number"])
            return
        if isinstance(cell, int | float):
            self.sheet.write_number(row, index, cell, self.formats["number"])
            return
        text = as_text(cell, column)
        if len(text) > LONGEST:
            self.cut["texts"] += 1
            text = text[: LONGEST - 1] + "…"
        if column.kind == "iri" and text.startswith(("http://", "https://")):
            if len(text) <= _LONGEST_LINK and row <= _MOST_LINKS:
                self.sheet.write_url(row, index, text, self.formats["link"], text)
                return
            self.cut["links"] += 1
        self.sheet.write_string(row, index, text, self.formats["text"])


def _width(table: Table, column: Column) -> int:
    longest = max((len(as_text(cell, column)) for cell in table.column(column.name)[:_SAMPLE]), default=0)
    return min(max(longest, len(column.name) + 3, _NARROW), _WIDEST.get(column.kind, _WIDE))


def _letters(index: int) -> str:
    """Return the letters of a column.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    first, rest = divmod(index, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + rest)
