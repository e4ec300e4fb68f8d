"""The stored questions asked in two stores, and whether both give the same rows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.errors import HistkgError
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from histkg.questions import StoredQuestion
    from histkg.stores.base import Store, Term

Row = tuple[object, ...]


@dataclass(frozen=True)
class Checked:
    """One question in two stores.

    :param rows: how many rows it must have.
    :param missing: rows that only the first store gave; with their number.
    :param extra: rows that only the second gave.
    :param failure: why the second gave none, or was not asked.
    :param seconds: the second took.
    """

    question: str
    rows: int
    missing: tuple[Row, ...] = ()
    extra: tuple[Row, ...] = ()
    failure: str | None = None
    seconds: float = 0.0

    @property
    def is_equal(self) -> bool:
        """Whether both stores gave the same rows, however ordered."""
        return not (self.missing or self.extra or self.failure)


def check_questions(
    questions: Iterable[StoredQuestion], here: Store, there: Store, *, seconds: float | None = 600
) -> Iterator[Checked]:
    """Ask each of *questions* as it is stored, in both stores.

    Rows are compared as multisets; language tags whatever their case (RFC 5646 §2.1.1).

    :param here: the store that is right.
    :param seconds: how long the other may take for a question.
    """
    for question in questions:
        wanted = _rows(here.query(question.text))
        begin = time.monotonic()
        if reason := question.unfit.get(there.engine):
            yield Checked(question.name, wanted.total(), failure=f"not asked: {reason}")
            continue
        try:
            found = _rows(there.query(question.text, seconds=seconds))
        except HistkgError as error:
            yield Checked(question.name, wanted.total(), failure=str(error), seconds=time.monotonic() - begin)
            continue
        yield Checked(
            question.name,
            wanted.total(),
            tuple((wanted - found).elements()),
            tuple((found - wanted).elements()),
            seconds=time.monotonic() - begin,
        )


def _rows(found: object) -> Counter[Row]:
    assert isinstance(found, Solutions)
    return Counter(tuple(_key(term) for term in row) for row in found.rows)


def _key(term: Term | None) -> object:
    from pyoxigraph import Literal

    if isinstance(term, Literal):
        return term.value, (term.language or "").lower(), term.datatype.value
    return None if term is None else term.value
