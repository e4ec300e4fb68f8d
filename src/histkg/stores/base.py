"""What every store can do, and what it gives back.

Terms are pyoxigraph's (:class:`NamedNode`, :class:`Literal`), whichever engine found them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Triple

    Term = NamedNode | Literal


@dataclass(frozen=True)
class Solutions:
    """The answer to a SELECT query.

    :param variables: names without ``?``, in the order of the projection.
    :param rows: one tuple a solution; None = unbound.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True)
class Boolean:
    """The answer to an ASK query."""

    value: bool


@dataclass(frozen=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE query, sorted."""

    triples: tuple[Triple, ...]


class Store(Protocol):
    """A dataset that answers SPARQL 1.1 over the union of its graphs."""

    @property
    def engine(self) -> str:
        """The name of what answers."""
        ...

    def query(
        self, text: str, *, most: int | None = None, seconds: float | None = None
    ) -> Solutions | Boolean | Graph:
        """Answer *text*.

        :param most: read no more than this many rows of a SELECT query, or statements of a graph.
        :param seconds: take no longer; None = as long as it takes.
        :raises FileSyntaxError: it is not SPARQL 1.1; line and column are given.
        :raises UsageError: it would reach out of this dataset (``SERVICE``) or change it, or is too long or too deep.
        :raises LimitError: the time is up.
        """
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...
