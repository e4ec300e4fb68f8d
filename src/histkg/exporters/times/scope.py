"""Which things an export is of, and the claims about them, with all that says how far to trust each.

Maps, timelines and networks read the graph through this module and :mod:`histkg.exporters.times.claims`, so that the
same claims count in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term


def things_of(selection: Selection, *classes: str) -> tuple[str, ...]:
    """Return the IRIs of these classes in *selection*, sorted.

    Rows of an answer often hold claims and not the things they are about; then both ends of each claim count as named.

    :param classes: CURIEs such as ``hev:Event``; a thing of several classes is returned once.
    """
    found = {iri for curie in classes for iri in selection.of_class(curie)}
    if selection.answer is not None and selection.iris:
        rows = selection.rows(
            "?claim rdf:subject|rdf:object ?thing . FILTER(ISIRI(?thing)) ?thing a ?class",
            "thing",
            claim=selection.iris,
            **{"class": named(selection, *classes)},
        )
        found |= {text(row["thing"]) for row in rows}
    return tuple(sorted(found))


def named(selection: Selection, *curies: str) -> list[str]:
    """Return the IRIs of *curies*: what a variable of a query may be."""
    return [selection.prefixes.expand(curie) for curie in curies]


def read_values(
    selection: Selection, things: Iterable[str], *curies: str
) -> Mapping[str, Mapping[str, list[Term]]]:
    """Return thing → property → its values, sorted; both answer with an empty list where there is none.

    One query asks for all that is said of the things and the wanted properties are picked here: binding both sides
    makes some engines try every pair.
    """
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    things, wanted = sorted(set(things)), dict(zip(named(selection, *curies), curies, strict=True))
    if things:
        for row in selection.rows("?thing ?property ?value", *("thing", "property", "value"), thing=things):
            if row["value"] is not None and text(row["property"]) in wanted:
                found[text(row["thing"])][wanted[text(row["property"])]].append(row["value"])
    return found


def text(term: Term | None) -> str:
    """Return the IRI or the lexical form of *term*; "" for None."""
    return "" if term is None else term.value


def code(term: Term | None) -> str:
    """Return the last part of an IRI, which is the same in every language.

    >>> from pyoxigraph import NamedNode
    >>> code(NamedNode("https://w3id.org/histkg/vocab/certainty/probable"))
    'probable'
    """
    return text(term).replace("#", "/").rpartition("/")[2]


def language_of(term: Term | None) -> str:
    """Return the language tag of *term* as BCP 47 recommends to write it (§2.1.1); "" where it has none.

    >>> language_of(Literal("Бета шәһәри", language="az-cyrl")), language_of(Literal("Beta"))
    ('az-Cyrl', '')
    """
    tag = (term.language or "") if isinstance(term, Literal) else ""
    first, *rest = tag.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part for part in rest)])


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """Return the non-empty *parts* as one text, each once, in their order."""
    return separator.join(dict.fromkeys(part for part in parts if part))
