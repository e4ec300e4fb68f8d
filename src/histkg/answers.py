"""Questions asked, answers given: rows, the names of what is in them, and what a reader must know about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from histkg.entities import find_entity
from histkg.errors import RemoteError, UsageError
from histkg.labels import read_citations, read_labels
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from histkg.prefixes import PrefixMap
    from histkg.questions import Parameter, StoredQuestion
    from histkg.stores.base import Store, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Answer:
    """The answer to a stored question.

    :param question: what was asked.
    :param prefixes: the prefix map of the store.
    :param query: the SPARQL that was run, parameters bound.
    :param solutions: the rows, cut to the limit.
    :param total: how many rows there are.
    :param labels: IRI → name in the reader's language, for every IRI in the rows.
    :param citations: IRI of a source → its citation as printed.
    :param notes: how names were understood, one sentence each.
    """

    question: StoredQuestion = field(repr=False)
    prefixes: PrefixMap = field(repr=False)
    query: str = field(repr=False)
    solutions: Solutions = field(repr=False)
    total: int
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    citations: Mapping[str, str] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()

    @property
    def truncated(self) -> bool:
        """Whether rows were cut off."""
        return len(self.solutions.rows) < self.total

    @property
    def cites_repeatedly(self) -> bool:
        """Whether some source stands in more than one row, so that citations are better listed once."""
        if not self.citations:
            return False
        index = self.solutions.variables.index("source")
        sources = [row[index] for row in self.solutions.rows]
        return len(set(sources)) < len(sources)

    @property
    def is_empty(self) -> bool:
        """Whether there is no row at all."""
        return self.total == 0


def bind_question(
    store: Store,
    prefixes: PrefixMap,
    question: StoredQuestion,
    arguments: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = ("en",),
) -> tuple[str, tuple[str, ...]]:
    """Return the SPARQL of *question* with its parameters bound, and how each name was understood.

    :param arguments: parameter → what the reader typed: a name in any script, a slug, a CURIE, an IRI, a number, a date.
    :raises UsageError: a required argument is missing, a name is not found or means several things.
    """
    typed = {name: _text(name, value) for name, value in (arguments or {}).items()}
    notes: list[str] = []
    bound: dict[str, list[Term]] = {}
    for parameter in question.parameters:
        if parameter.name in typed:
            text = typed.pop(parameter.name)
            bound[parameter.name] = [
                _read_argument(store, prefixes, parameter, text, languages=languages, notes=notes)
            ]
        elif parameter.required:
            raise UsageError(
                f"“{question.name}” needs {parameter.label}",
                hint=f"for example: histkg ask {question.name} {parameter.example.partition(':')[2] or '…'}",
            )
        elif parameter.type == "language":
            bound[parameter.name] = [_literal(languages[0])]
    _check_order(bound)
    if typed:
        question.bind({name: [] for name in typed})  # raises, naming the unknown one
    return question.bind(bound), tuple(notes)


def ask(
    store: Store,
    prefixes: PrefixMap,
    question: StoredQuestion,
    arguments: Mapping[str, str] | None = None,
    *,
    languages: Sequence[str] = ("en",),
    limit: int | None = None,
) -> Answer:
    """Ask *question* of *store*.

    :param arguments: see :func:`bind_question`.
    :param languages: the reader's languages, best first; labels and texts come in the first that is there.
    :param limit: at most so many rows; the answer says that it was cut.
    :raises UsageError: an argument is missing or not understood.
    :raises RemoteError: the store is known to answer this question wrongly, or not at all.
    """
    if reason := question.unfit.get(store.engine):
        raise RemoteError(
            f"{store.engine} cannot answer “{question.name}” rightly: {reason}",
            hint="ask it of the dataset on this machine, without --endpoint, or of another store",
        )
    query, notes = bind_question(store, prefixes, question, arguments, languages=languages)
    solutions = store.query(query)
    if not isinstance(solutions, Solutions):
        raise UsageError(f"“{question.name}” is no SELECT query", where=str(question.path))
    rows = solutions.rows if limit is None else solutions.rows[:limit]
    iris = sorted({term.value for row in rows for term in row if _is_iri(term)})  # type: ignore[union-attr]
    return Answer(
        question,
        prefixes,
        query,
        Solutions(solutions.variables, rows),
        len(solutions.rows),
        read_labels(store, prefixes, iris, languages),
        read_citations(store, prefixes, iris, languages) if "source" in solutions.variables else {},
        notes,
    )


def _check_order(bound: Mapping[str, Sequence[Term]]) -> None:
    """Refuse a period that ends before it begins: nothing is in it, and that would read as an answer.

    :raises UsageError: ``from`` is after ``to``.
    """
    first, last = (next(iter(bound.get(name, ())), None) for name in ("from", "to"))
    if first is not None and last is not None and first.value > last.value:
        raise UsageError(f"from ({first.value}) is after to ({last.value})", hint="exchange the two")


def _text(name: str, value: object) -> str:
    """Return an argument as what a reader would have typed."""
    if isinstance(value, str | int | date) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f"“{name}” takes a text, a number or a date, not {type(value).__name__}")


def _is_iri(term: Term | None) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(term, NamedNode)


def _literal(text: str, datatype: str | None = None) -> Literal:
    from pyoxigraph import Literal, NamedNode

    return Literal(text, datatype=NamedNode(_XSD + datatype) if datatype else None)


def _read_argument(
    store: Store,
    prefixes: PrefixMap,
    parameter: Parameter,
    text: str,
    *,
    languages: Sequence[str],
    notes: list[str],
) -> Term:
    if parameter.is_entity:
        found = find_entity(store, prefixes, text, parameter.type, languages)
        if found.note:
            notes.append(f"{parameter.name}: {found.note}")
        return _iri(found.iri)
    kind = parameter.type.removeprefix("xsd:")
    checks = {"integer": _is_integer, "year": _is_year, "gYear": _is_year, "date": _is_date}
    if kind in checks and not checks[kind](text):
        raise UsageError(
            f"“{text}” is no {kind}", where=parameter.name, hint=f"for example {parameter.example}"
        )
    if kind == "integer" and text.startswith("-"):
        raise UsageError(
            f"“{text}” is below zero", where=parameter.name, hint=f"for example {parameter.example}"
        )
    datatype = {"integer": "integer", "year": "gYear", "gYear": "gYear", "date": "date"}.get(kind)
    return _literal(text, datatype)


def _iri(iri: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def _is_integer(text: str) -> bool:
    return text.lstrip("-").isascii() and text.lstrip("-").isdigit()


def _is_year(text: str) -> bool:
    return _is_integer(text) and len(text.lstrip("-")) == 4


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
