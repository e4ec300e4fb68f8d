"""Why a work stands in the bibliography of one entity or one answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.exporters.bibliography.facts import text_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

REASON = "Here for"
"""Beginning of the label of the note that says it."""

_WEAK = ("speaks of it or of a part of it", "cited by it")


def read_reasons(selection: Selection, works: list[str]) -> list[tuple[str, tuple[str, str]]]:
    """Return (work, note): the places in it that speak of the entity, or the rows of the answer that name it."""
    if not works:
        return []
    found: dict[str, list[str]] = {}
    separator = "; "
    if selection.answer is not None:
        found, separator = _rows(selection, works), " | "
    elif selection.entity is not None:
        found = _places(selection, works)
        for work, reason in _links(selection, works):
            found[work] = [*found.get(work, []), reason]
        found.pop(selection.entity, None)
    label = f"{REASON} “{selection.title}”"
    return [(work, (label, separator.join(unique(_strongest(found[work]))))) for work in sorted(found)]


def _strongest(reasons: list[str]) -> list[str]:
    """Return the reasons without those that say nothing more where there is a better one."""
    return [reason for reason in reasons if reason not in _WEAK] or reasons


def _places(selection: Selection, works: list[str]) -> dict[str, list[str]]:
    """Return work → the places in it at which claims of the selection are stated, withdrawn ones aside."""
    rows = selection.rows(
        "?claim a hev:Claim ; hev:statedIn ?passage . ?passage oa:hasSource ?work ."
        " FILTER NOT EXISTS { ?claim hev:rank rank:deprecated }"
        " FILTER NOT EXISTS { ?claim rdf:predicate hev:about }",  # a reason of its own
        "work", "passage", claim=selection.iris or (), work=works,
    )  # fmt: skip
    selection.read_labels({text_of(row["passage"]) for row in rows})
    places: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        places[text_of(row["work"])].append(selection.label(row["passage"]))
    return places


def _links(selection: Selection, works: list[str]) -> list[tuple[str, str]]:
    """Return (work, reason): it is about the entity, documents it, holds records of it, or is cited by it."""
    rows = selection.rows(
        "{ ?entity hev:documentedIn ?work BIND('documented' AS ?link) }"
        " UNION { ?entity cito:cites ?work BIND('cited' AS ?link) }"
        " UNION { ?entity hev:recordsAt ?work BIND('records' AS ?link) }"
        " UNION { ?claim rdf:subject ?work ; rdf:predicate hev:about ; rdf:object ?entity ; hev:live true"
        " BIND('about' AS ?link) OPTIONAL { ?claim hev:basis ?basis } }",
        "work", "link", "basis", entity=[selection.entity or ""], work=works,
    )  # fmt: skip
    words = {"documented": _WEAK[0], "cited": _WEAK[1], "records": "said to hold records of it"}
    return [
        (
            text_of(row["work"]),
            words.get(text_of(row["link"]))
            or f"about it ({selection.label(row['basis']) or 'basis not said'})",
        )
        for row in rows
    ]


def _rows(selection: Selection, works: list[str]) -> dict[str, list[str]]:
    """Return work → the rows that name it, or its archive, in their first column; else the rows that name it at all."""
    answer = selection.answer
    if answer is None:
        return {}
    archives: dict[str, set[str]] = defaultdict(set)
    for row in selection.rows("?work rico:hasOrHadHolder ?archive", "work", "archive", work=works):
        archives[text_of(row["archive"])].add(text_of(row["work"]))
    columns = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in answer.solutions.variables]
    said: dict[tuple[str, bool], list[str]] = defaultdict(list)
    wanted = set(works)
    for cells in answer.solutions.rows:
        for position, term in enumerate(cells):
            words = [
                f"{column}: {selection.label(other)}"
                for column, other in zip(columns, cells, strict=True)
                if other is not None and text_of(other) != text_of(term)
            ]
            for work in {text_of(term), *archives.get(text_of(term), ())} & wanted:
                said[work, position == 0].append("; ".join(words) or "named")
    rows = {work: said.get((work, True)) or said.get((work, False)) or [] for work in works}
    return {work: reasons for work, reasons in rows.items() if reasons}


def unique(words: Iterable[str]) -> list[str]:
    """Return the words that say something, each once, in their order."""
    return list(dict.fromkeys(word for word in words if word))
