"""The embedded store: pyoxigraph in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat
from pyoxigraph import Store as Oxigraph

from histkg.errors import FileSyntaxError, InputError, UsageError
from histkg.stores.base import Boolean, Graph, Solutions

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.stores.base import Term

_DEEPEST = 200
"""Nesting the engine's recursive parser surely survives; at some thousands it takes the process down."""

_LONGEST = 1_000_000

_OPAQUE = re.compile(r"""<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*""")
"""What brackets do not count in: IRIs, strings, comments."""


class EmbeddedStore:
    """A dataset in memory, asked as the union of its graphs (SPARQL 1.1 Query, W3C Recommendation 2013)."""

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

    def query(self, text: str, *, most: int | None = None) -> Solutions | Boolean | Graph:
        """Answer *text*; see :class:`histkg.stores.base.Store`."""
        refuse_monsters(text)
        try:
            found = self._store.query(text, use_default_graph_as_union=True)
            if isinstance(found, QueryBoolean):
                return Boolean(bool(found))
            if isinstance(found, QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                rows = tuple(
                    tuple(cast("Term | None", row[name]) for name in variables) for row in islice(found, most)
                )
                return Solutions(variables, rows)
        except SyntaxError as error:
            raise FileSyntaxError(
                str(error.msg),
                file="query",
                line=error.lineno,
                column=error.offset,
                hint=_advice(str(error.msg)),
            ) from None
        except (RuntimeError, ValueError, OSError) as error:
            raise UsageError(
                f"the query cannot be answered here: {error}",
                hint="SERVICE and updates are not part of asking",
            ) from None
        return Graph(tuple(sorted(set(found), key=str)))


def refuse_monsters(text: str) -> None:
    """Refuse a query whose size or nesting would fell the engine.

    :raises UsageError: longer than a million characters, or nested deeper than 200.

    >>> refuse_monsters("ASK {}")
    """
    if len(text) > _LONGEST:
        raise UsageError(f"the query has {len(text):,} characters; the limit is {_LONGEST:,}")
    bare = _OPAQUE.sub(" ", text)
    depth = deepest = 0
    for character in bare:
        if character in "({[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")}]":
            depth -= 1
    if deepest > _DEEPEST:
        raise UsageError(f"the query nests {deepest:,} levels deep; the limit is {_DEEPEST}")
    if any(len(run) > _DEEPEST for run in re.findall(r"[!+-]+", "".join(bare.split()))):
        raise UsageError(f"the query repeats an operator more than {_DEEPEST} times in a row")


def _advice(message: str) -> str:
    if "prefix" in message.lower():
        return "declare it with PREFIX; “histkg list prefixes” prints the lines to copy"
    return "see https://www.w3.org/TR/sparql11-query/#grammar"
