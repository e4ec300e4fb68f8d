"""A model written as Turtle, by the serializer of the dataset's own Turtle: no blank nodes, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from histkg.exporters.models.balance import balance
from histkg.exporters.models.scope import read_scope
from histkg.exporters.models.stored import construct
from histkg.exporters.statements import TYPE
from histkg.exporters.targets import Written
from histkg.exporters.turtle import export_turtle

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from histkg.exporters.selection import Selection


def turtle_writer(target: str) -> Callable[[Selection], Written]:
    """Return what writes *target*.

    :param target: the folder of ``queries/exports/``.
    """

    def write(selection: Selection) -> Written:
        scope = read_scope(selection)
        triples = construct(selection, target, scope)
        out = io.BytesIO()
        export_turtle((Quad(t.subject, t.predicate, t.object) for t in triples), selection.prefixes, out)
        counts, left_out = balance(scope, described(triples))
        return Written(
            {"": out.getvalue()}, {**counts, "statements": len(triples)} if triples else counts, left_out
        )

    return write


def described(triples: list[Triple]) -> set[str]:
    """Return the IRIs that have a class in *triples*."""
    return {
        triple.subject.value
        for triple in triples
        if triple.predicate.value == TYPE and isinstance(triple.subject, NamedNode)
    }
