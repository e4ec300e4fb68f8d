"""A model written as Turtle, by the serializer of the dataset's own Turtle: no blank nodes, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
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


def turtle_writer(target: str, reasons: Mapping[str, str] | None = None) -> Callable[[Selection], Written]:
    """Return what writes *target*.

    :param target: the folder of ``queries/exports/``.
    :param reasons: kind of thing → why some of it are not written.
    """

    def write(selection: Selection) -> Written:
        scope = read_scope(selection)
        triples = construct(selection, target, scope)
        out = io.BytesIO()
        export_turtle((Quad(t.subject, t.predicate, t.object) for t in triples), selection.prefixes, out)
        counts, left_out = balance(scope, described(triples), reasons)
        return Written({"": out.getvalue()}, {**counts, "statements": len(triples)} if triples else counts, left_out)

    return write


def described(triples: list[Triple]) -> set[str]:
    """Return the IRIs that have a class in *triples*."""
    return {
        triple.subject.value
        for triple in triples
        if triple.predicate.value == TYPE and isinstance(triple.subject, NamedNode)
    }
