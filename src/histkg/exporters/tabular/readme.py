"""The sheets that explain a workbook: what it is, how to read it, how to cite it, and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from histkg.exporters.tabular.model import Table
    from histkg.exporters.tabular.tables import Book

_READING = (
    "Every row of claims is what somebody says in a source. Only rows whose status is “counts” may be taken for facts.",
    "Where sources exclude each other, no value is chosen: the columns contested and the sheet issues say so.",
    "Days and years are texts, so that no program changes them. EDTF columns keep what is said.",
    "It can have begun from begin_earliest to begin_latest, and ended from end_earliest to end_latest.",
    "That a source is listed in a bibliography (event_sources, basis listed) is no evidence that it speaks of the event.",
    "A figure is worthless without its side, its category and its scope.",
)

_LETTERS, _LINE = 104, 15
"""Letters on one line of the widest column, and the height of a line."""


def write_readme(sheet: Any, book: Book, tables: Sequence[Table], formats: dict[str, Any]) -> None:
    """Write what the workbook is, how to cite it, and what its sheets are."""
    about = book.about
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 96)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, book.title, formats["title"])
    row = 2
    facts = (
        ("Dataset", about.title),
        ("Address", about.iri),
        ("Version", about.version),
        ("Licence", about.licence),
        ("Kept by", about.publisher),
        ("How to cite", f"{about.citation(book.title)} Cite also the sources that the claims name."),
        ("What it is", about.description),
    )
    for head, text in facts:
        if text:
            sheet.write_string(row, 0, head, formats["section"])
            _put(sheet, row, text, formats)
            row += 1
    row = _paragraphs(
        sheet, row + 1, "How to read it", _READING if book.counts.get("claims") else (), formats
    )
    row = _paragraphs(sheet, row, "What to know", book.notes, formats)
    left = [f"{number} {what}" for what, number in book.left_out.items() if number]
    row = _paragraphs(sheet, row, "Not in this file", left, formats)
    for index, head in enumerate(("Sheet", "Rows", "What is in it")):
        sheet.write_string(row, index, head, formats["head"])
    for offset, table in enumerate(tables, start=1):
        sheet.write_url(row + offset, 0, f"internal:'{table.name}'!A1", formats["link"], table.name)
        sheet.write_number(row + offset, 1, len(table.rows), formats["number"])
        _put(sheet, row + offset, table.about, formats)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _put(sheet: Any, row: int, text: str, formats: dict[str, Any]) -> None:
    """Write a text that may be long; programs other than Excel do not fit the height of a row by themselves."""
    sheet.set_row(row, _LINE * max(1, -(-len(text) // _LETTERS)))
    if text.startswith(("http://", "https://")):
        sheet.write_url(row, 2, text, formats["link"], text)
    else:
        sheet.write_string(row, 2, text, formats["words"])


def _paragraphs(sheet: Any, row: int, head: str, texts: Sequence[str], formats: dict[str, Any]) -> int:
    """Write paragraphs under a heading; return the row behind them and an empty one."""
    if not texts:
        return row
    sheet.write_string(row, 0, head, formats["section"])
    for offset, text in enumerate(texts):
        _put(sheet, row + offset, text, formats)
    return row + len(texts) + 1


def write_columns(sheet: Any, tables: Sequence[Table], formats: dict[str, Any]) -> None:
    """Write what each column of each sheet holds."""
    for index, (head, width) in enumerate(
        (("sheet", 20), ("column", 28), ("kind", 10), ("refers to", 16), ("what it holds", 100))
    ):
        sheet.write_string(0, index, head, formats["head"])
        sheet.set_column(index, index, width)
    row = 1
    for table in tables:
        for column in table.columns:
            for index, text in enumerate((table.name, column.name, column.kind, column.refers)):
                sheet.write_string(row, index, text, formats["text"])
            sheet.write_string(row, 4, column.about, formats["text"])
            row += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row - 1, 4)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
