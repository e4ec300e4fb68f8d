"""The rows of an answer as a table: as they are, with the names of things, languages of texts, and citations beside."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from histkg.errors import UsageError
from histkg.exporters.tabular.about import read_about
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.tabular.tables import Book
from histkg.exporters.times.scope import language_of

if TYPE_CHECKING:
    from histkg.answers import Answer
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_KINDS = {
    "integer": "integer", "decimal": "number", "double": "number", "float": "number", "boolean": "boolean", "date": "day",
    "EDTF": "edtf", "int": "integer", "long": "integer", "nonNegativeInteger": "integer",
}  # fmt: skip
"""Local name of a datatype → kind of a column in which all values have it."""

_ASKED = r"VALUES \?{name} \{{ (?:<(?P<iri>[^>]*)>|\"(?P<text>(?:[^\"\\]|\\.)*)\"\S*) \}}"
"""A parameter as :meth:`histkg.questions.StoredQuestion.bind` writes it into the query."""


def asked(selection: Selection, answer: Answer) -> list[tuple[str, str]]:
    """Return (parameter, what it was bound to, in words) for the parameters that say of what was asked."""
    found = []
    for parameter in answer.question.parameters:
        match = re.search(_ASKED.format(name=parameter.name), answer.query)
        if match is None or parameter.type == "language":
            continue
        iri = match["iri"]
        told = f"{selection.label(iri)} ({selection.prefixes.compress(iri)})" if iri else match["text"]
        found.append((parameter.name, told))
    return found


def arguments(selection: Selection, answer: Answer) -> list[str]:
    """Return the parameters as they are typed behind the question on the command line."""
    found = []
    for name, told in asked(selection, answer):
        curie = re.search(r" \(([a-z-]+:\S+)\)$", told)
        found.append(f"{name}={shlex.quote(curie[1] if curie else told)}")
    return found


def read_answer(selection: Selection) -> Book:
    """Return the answer of *selection* as a book of one table.

    :raises UsageError: *selection* is of no answer.
    """
    answer = selection.answer
    if answer is None:
        raise UsageError("there is no answer to make a table of")
    columns: list[Column] = []
    values: list[list[Cell]] = []
    for index, variable in enumerate(answer.solutions.variables):
        terms = [row[index] for row in answer.solutions.rows]
        for column, cells in _columns(answer, _snake(variable), variable, terms):
            columns.append(column)
            values.append(cells)
    if answer.citations:
        index = answer.solutions.variables.index("source")
        sources = [row[index] for row in answer.solutions.rows]
        columns.append(Column("citation", "text", "The source as a reference list prints it."))
        values.append(
            [answer.citations.get(source.value) if source is not None else None for source in sources]
        )
    rows = tuple(zip(*values, strict=True))
    table = Table("answer", selection.title, tuple(columns), (), rows)
    counts = {"rows": len(rows)} if rows else {}
    left_out = {"rows cut off by a limit": answer.total - len(rows)}
    about = read_about(selection)
    return Book(selection.title, about, (table,), counts, left_out, _notes(selection, answer, about.notes))


def _notes(selection: Selection, answer: Answer, of_dataset: tuple[str, ...]) -> tuple[str, ...]:
    question = answer.question
    parameters = "; ".join(f"{name}: {told}" for name, told in asked(selection, answer))
    own = [f"Question: {question.name}" + (f"; {parameters}" if parameters else ""), *answer.notes]
    if answer.truncated:
        own.append(f"Cut: {len(answer.solutions.rows)} of {answer.total} rows are here.")
    if question.incomplete:
        own.append(f"Not complete: {question.incomplete}")
    return (*own, *of_dataset)


def _columns(
    answer: Answer, name: str, variable: str, terms: list[Term | None]
) -> list[tuple[Column, list[Cell]]]:
    """Return the column of a variable, with one for names, languages where it has any."""
    found = [term for term in terms if term is not None]
    kind = _kind(found)
    about = answer.question.columns.get(variable) or f"?{variable} of the question."
    made: list[tuple[Column, list[Cell]]] = [
        (Column(name, kind, about), [_cell(term, kind) for term in terms])
    ]
    if any(isinstance(term, NamedNode) and term.value in answer.labels for term in found):
        labels = [answer.labels.get(term.value) if isinstance(term, NamedNode) else None for term in terms]
        made.append(
            (Column(f"{name}_name", "text", f"Name of {name}, in the language asked for."), list(labels))
        )
    if any(isinstance(term, Literal) and term.language for term in found):
        tags: list[Cell] = [language_of(term) or None for term in terms]
        made.append((Column(f"{name}_language", "code", f"BCP 47 tag of {name}."), tags))
    return made


def _kind(terms: list[Term]) -> str:
    if terms and all(isinstance(term, NamedNode) for term in terms):
        return "iri"
    kinds = {_kind_of(term) for term in terms}
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind_of(term: Term) -> str:
    if isinstance(term, NamedNode) or term.language:
        return "text"
    return _KINDS.get(term.datatype.value.replace("#", "/").rpartition("/")[2], "text")


def _cell(term: Term | None, kind: str) -> Cell:
    if term is None:
        return None
    if kind == "integer":
        return int(term.value)
    if kind == "number":
        return float(term.value)
    return term.value in ("true", "1") if kind == "boolean" else term.value


def _snake(variable: str) -> str:
    """Return a variable as a column is named: ``foundIn`` → ``found_in``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in variable)
