"""What a table is: columns with a kind and a sentence, a key, rows; the same for CSV, workbook and Parquet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Cell = str | int | float | bool | tuple[str, ...] | None
"""A value. None where there is none; a tuple where there may be several."""

KINDS = ("id", "iri", "text", "code", "day", "edtf", "integer", "number", "boolean", "ids", "texts")
"""What a column may hold.

``id`` a short name such as ``event:ganja-uprising-1920``; ``iri`` the same in full; ``code`` one of few words; ``day`` a
bound, ``xsd:date``; ``edtf`` a date as a source gives it; ``ids`` and ``texts`` several of them.
"""

SEPARATORS = {"ids": " ", "texts": " | "}
"""What stands between several values in one cell of a CSV file."""

_PLAIN_DAY = re.compile(r"(?!0000)\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Column:
    """One column.

    :param kind: one of :data:`KINDS`.
    :param about: what it holds, in a sentence for whoever opens the file.
    :param refers: the table whose ``id`` it holds; "" where it refers to none.
    :param required: whether every row has a value.
    :param language: BCP 47 tag of the text in it, where all of it is in one language.
    """

    name: str
    kind: str
    about: str
    refers: str = ""
    required: bool = False
    language: str = ""


@dataclass(frozen=True)
class Table:
    """One table.

    :param key: the columns that tell its rows apart; () where rows may repeat.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False, default=())

    def index(self, name: str) -> int:
        """Return where the column *name* stands."""
        return next(index for index, column in enumerate(self.columns) if column.name == name)

    def column(self, name: str) -> list[Cell]:
        """Return the values of one column."""
        index = self.index(name)
        return [row[index] for row in self.rows]

    def holds_plain_days(self, column: Column) -> bool:
        """Whether all days of a column lie in the years 1 to 9999, which is all that most programs know."""
        return all(day is None or _PLAIN_DAY.fullmatch(str(day)) for day in self.column(column.name))


def as_text(cell: Cell, column: Column) -> str:
    """Return a value as a CSV file holds it.

    >>> as_text(("a:b", "a:c"), Column("x", "ids", "")), as_text(True, Column("x", "boolean", ""))
    ('a:b a:c', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return SEPARATORS[column.kind].join(cell)
    return str(cell)
