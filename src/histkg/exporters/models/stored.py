"""The stored CONSTRUCT queries of a target, and the statements they make of a selection.

A target's queries stand in ``queries/exports/<target>/NN-*.rq``, plain SPARQL 1.1 that any endpoint answers for the whole
dataset. What they write is narrowed by the two data blocks they hold, as those of the stored questions
(:mod:`histkg.questions`): ``VALUES ?thing { UNDEF }`` for things, ``VALUES ?claim { UNDEF }`` for claims. The first digit
of a file says when it is asked:

======  ==========================================================================================
``0``   what a thing is and how it is called: for the selection, and for whatever the others name
``1-8`` for the selection only
``9``   for whatever the others name only: the concepts in use, not all there are
======  ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from histkg.errors import InputError
from histkg.exporters.statements import TYPE
from histkg.questions import Parameter, StoredQuestion, stored_parameters
from histkg.reading import read_text
from histkg.stores.base import Graph

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from histkg.exporters.models.scope import Scope
    from histkg.exporters.selection import Selection

BLOCKS = ("thing", "claim")
"""The variables a query may be narrowed by."""

_SUMMARY = re.compile(r"^#\+ summary: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class StoredConstruct:
    """One stored CONSTRUCT query.

    :param summary: what it maps, in words.
    :param stage: the first digit of its name.
    """

    stored: StoredQuestion
    stage: int

    @property
    def summary(self) -> str:
        """What it maps, in words."""
        return self.stored.summary

    @property
    def blocks(self) -> tuple[str, ...]:
        """The variables it can be narrowed by."""
        return tuple(parameter.name for parameter in self.stored.parameters)

    def bind(self, **terms: Iterable[str] | None) -> str:
        """Return the SPARQL narrowed to *terms*: variable → IRIs, None = all."""
        return self.stored.bind(
            {
                name: [NamedNode(iri) for iri in sorted(iris)]
                for name, iris in terms.items()
                if iris is not None and name in self.blocks
            }
        )


def read_construct(path: Path) -> StoredConstruct:
    """Read one file.

    :raises InputError: it has no ``#+ summary:`` line, no number, or no data block.
    """
    text = read_text(path)
    summary, blocks = _SUMMARY.search(text), stored_parameters(text)
    parameters = tuple(Parameter(name, "", False, "UNDEF", name) for name in BLOCKS if name in blocks)
    if summary is None or not path.stem[:1].isdigit() or not parameters:
        raise InputError(
            "an export query has a number, a “#+ summary:” line and a data block", where=str(path)
        )
    stored = StoredQuestion(path.stem, summary[1], text, path, parameters=parameters)
    return StoredConstruct(stored, int(path.stem[0]))


@cache
def read_constructs(folder: Path) -> tuple[StoredConstruct, ...]:
    """Return the queries of one target, in the order of their names.

    :param folder: ``queries/exports/<target>``.
    :raises InputError: there are none, or one cannot be read.
    """
    files = sorted(folder.glob("*.rq"))
    if not files:
        raise InputError("no export queries here", where=str(folder), hint="install histkg again")
    return tuple(read_construct(path) for path in files)


def construct(selection: Selection, target: str, scope: Scope) -> list[Triple]:
    """Return the statements that the queries of *target* make of *scope*, each once, sorted as text.

    What these name without describing it (a neighbour of an entity, a concept) is then named in turn.
    """
    queries = read_constructs(selection.home.queries / "exports" / target)
    triples: set[Triple] = set()
    for query in queries:
        if query.stage < 9:
            triples |= _ask(selection, query, thing=scope.things, claim=scope.claims)
    asked: set[str] = set()
    while wanted := _undescribed(triples) - asked:
        asked |= wanted
        for query in queries:
            if query.stage in (0, 9) and "thing" in query.blocks:
                triples |= _ask(selection, query, thing=wanted, claim=())
    return sorted(triples, key=str)


def _ask(selection: Selection, query: StoredConstruct, **terms: Iterable[str] | None) -> set[Triple]:
    """Return what one query makes; nothing where all it could be narrowed by is empty."""
    given = {name: terms[name] for name in query.blocks}
    if any(iris is not None and not list(iris) for iris in given.values()):
        return set()
    found = selection.store.query(query.bind(**given))
    assert isinstance(found, Graph)
    return set(found.triples)


def _undescribed(triples: Iterable[Triple]) -> set[str]:
    """Return the IRIs that are named but have no class, or nothing but a class."""
    named: set[str] = set()
    typed: set[str] = set()
    told: set[str] = set()
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        named.add(triple.subject.value)
        if triple.predicate.value == TYPE:
            typed.add(triple.subject.value)
            continue
        told.add(triple.subject.value)
        if isinstance(triple.object, NamedNode):
            named.add(triple.object.value)
    return named - (typed & told)
