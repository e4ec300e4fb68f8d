"""Targets that are tables: CSV with two descriptors, an Excel workbook, Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.targets import Target

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.tabular.tables import Book
    from histkg.exporters.targets import Written


def _book(selection: Selection) -> Book:
    from histkg.exporters.tabular.answers import read_answer
    from histkg.exporters.tabular.tables import read_book

    return read_answer(selection) if selection.answer is not None else read_book(selection)


def _csv(selection: Selection) -> Written:
    from histkg.exporters.tabular.csv_files import write_csv_folder

    return write_csv_folder(_book(selection))


def _xlsx(selection: Selection) -> Written:
    from histkg.exporters.tabular.xlsx import write_workbook

    return write_workbook(_book(selection))


def _parquet(selection: Selection) -> Written:
    from histkg.exporters.tabular.parquet import write_parquet_folder

    return write_parquet_folder(_book(selection))


_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TARGETS: dict[str, Target] = {
    "csv": Target(
        _csv, "text/csv", "", "a folder of CSV tables, described for CSVW and Frictionless programs"
    ),
    "parquet": Target(
        _parquet,
        "application/vnd.apache.parquet",
        "",
        "a folder of Parquet tables for pandas, DuckDB, R",
        extra="parquet",
    ),
    "xlsx": Target(
        _xlsx, _WORKBOOK, ".xlsx", "an Excel workbook, a sheet a table; texts stay texts", extra="xlsx"
    ),
}
