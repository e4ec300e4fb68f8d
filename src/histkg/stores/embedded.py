"""The embedded store: pyoxigraph in memory."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat
from pyoxigraph import Store as Oxigraph

from histkg.errors import FileSyntaxError, InputError, UsageError
from histkg.stores.aside import run_aside
from histkg.stores.base import Boolean, Graph, Solutions
from histkg.stores.guard import inspect

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.stores.base import Term

_LONGEST_REASON = 120


class EmbeddedStore:
    """A dataset in memory, asked as the union of its graphs (SPARQL 1.1 Query, W3C Recommendation 2013)."""

    engine = "Oxigraph, embedded"

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._store = Oxigraph()
        self._store.bulk_extend(quads)

    @classmethod
    def from_nquads(cls, path: Path) -> EmbeddedStore:
        """Return a store with the quads of the N-Quads file *path*, which must be well formed.

        :raises InputError: the file is missing or broken.
        """
        store = cls()
        try:
            store._store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise InputError(str(error), where=str(path)) from None
        return store

    def __len__(self) -> int:
        return len(self._store)

    def query(
        self, text: str, *, most: int | None = None, seconds: float | None = None
    ) -> Solutions | Boolean | Graph:
        """Answer *text*; see :class:`histkg.stores.base.Store`."""
        looks = inspect(text)
        # With FROM the query names its graphs itself; else its default graph is the union of all.
        union = not looks.has_dataset_clause
        return run_aside(lambda: self._answer(text, union=union, most=most), seconds)

    def _answer(self, text: str, *, union: bool, most: int | None) -> Solutions | Boolean | Graph:
        try:
            found = self._store.query(text, use_default_graph_as_union=union)
            if isinstance(found, QueryBoolean):
                return Boolean(bool(found))
            if isinstance(found, QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                rows = tuple(
                    tuple(cast("Term | None", row[name]) for name in variables) for row in islice(found, most)
                )
                return Solutions(variables, rows)
            return Graph(tuple(sorted(set(islice(found, most)), key=str)))
        except SyntaxError as error:
            raise FileSyntaxError(
                _plain(str(error.msg)),
                file="query",
                line=error.lineno,
                column=error.offset,
                hint=_advice(str(error.msg)),
            ) from None
        except (RuntimeError, ValueError, OSError) as error:
            raise UsageError(f"the query cannot be answered here: {error}") from None


def _plain(message: str) -> str:
    """Return the parser's message without the long list of all it would have taken."""
    head, expected, tail = message.partition("expected ")
    return (
        message if not expected or len(tail) <= _LONGEST_REASON else f"{head.rstrip(' :')}: not expected here"
    )


def _advice(message: str) -> str:
    if "prefix not found" in message.lower():
        return "declare it with PREFIX; “histkg list prefixes” prints the lines to copy"
    return "see https://www.w3.org/TR/sparql11-query/#grammar"
