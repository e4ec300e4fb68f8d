"""Who says so: after which lines and passages a work is described, how sure that is, and why it stands in a selection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.exporters.bibliography.facts import text_of
from histkg.exporters.bibliography.reasons import read_reasons, unique

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

IN_FIELDS = frozenset(
    {
        "dcterms:title", "dcterms:issued", "dcterms:language", "dcterms:isPartOf", "hev:contribution",
        "hev:placeOfPublication", "hev:script", "hev:url", "bibo:volume", "bibo:numVolumes", "bibo:issue",
        "bibo:pageStart", "bibo:pageEnd", "bibo:doi", "bibo:issn",
    }
)  # fmt: skip
"""Properties that have fields of their own in a bibliography."""

IN_NOTES = {
    "hev:access": "Read",
    "hev:reliability": "Judged by the curators",
    "hev:dependsOn": "Depends on",
    "hev:sharesTextWith": "Shares text with",
    "hev:about": "About",
    "hev:tradition": "Tradition",
    "dcterms:subject": "Keyword",
}
"""Property → label of the note that carries it, with its certainty."""

_CLAIMS = """
  ?claim a hev:Claim ; rdf:subject ?work ; rdf:predicate ?property ; rdf:object ?value .
  OPTIONAL { ?claim hev:live ?live }
  OPTIONAL { ?claim hev:certainty ?certainty }
  OPTIONAL { ?claim hev:verification ?verification }
  OPTIONAL { ?claim hev:statedIn ?passage . ?passage oa:hasSource ?source }
"""
_VARIABLES = (
    "work", "property", "claim", "value", "live", "certainty", "verification", "passage", "source",
)  # fmt: skip


@dataclass
class Attribution:
    """Work → notes; and how many claims about the works are in the entries or not."""

    notes: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    keywords: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def read_attribution(selection: Selection, works: Iterable[str]) -> Attribution:
    """Return who describes *works*, what else is claimed of them, and the balance of all claims about them."""
    works = sorted(works)
    rows = selection.rows(_CLAIMS, *_VARIABLES, work=works) if works else []
    selection.read_labels(
        {
            text_of(row[name])
            for row in rows
            for name in ("passage", "source", "value", "property")
            if _is_iri(row[name])
        }
    )
    found = Attribution()
    carried: set[str] = set()
    idle: dict[str, set[str]] = defaultdict(set)
    described: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    degrees: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        work, claim = text_of(row["work"]), text_of(row["claim"])
        curie = selection.prefixes.compress(text_of(row["property"]))
        if row["live"] is None:
            idle["claims not in force (withdrawn, denied, rejected)"].add(claim)
        elif curie in IN_FIELDS:
            carried.add(claim)
            described[work][text_of(row["source"])].append(text_of(row["passage"]))
            degrees[work] += _degrees(row, selection.label(row["property"]))
        elif curie in IN_NOTES:
            carried.add(claim)
            _note(found, work, curie, selection.label(row["value"]), _doubts(row))
        else:
            name = selection.label(text_of(row["property"]))
            idle[f"claims that a bibliography has no place for ({name})"].add(claim)
    for work, by_source in described.items():
        words = [
            f"{selection.label(source)}, {'; '.join(unique(map(selection.label, passages)))}"
            for source, passages in sorted(by_source.items(), key=lambda pair: selection.label(pair[0]))
        ]
        doubts = unique(degrees[work])
        found.notes[work].insert(0, ("Described after", " | ".join(words) + _bracketed(doubts)))
    found.counts = {"claims about them": len(carried)} if carried else {}
    found.left_out = {words: len(claims - carried) for words, claims in sorted(idle.items())}
    _add_printed_lines(selection, works, found)
    _add_records(selection, works, found)
    for work, note in read_reasons(selection, works):
        found.notes[work].append(note)
    return found


def _note(found: Attribution, work: str, curie: str, text: str, doubts: list[str]) -> None:
    said = text + _bracketed(doubts)
    if curie in ("hev:about", "hev:tradition", "dcterms:subject"):
        found.keywords[work].append(said)
    entry = (IN_NOTES[curie], said)
    if entry not in found.notes[work] and curie != "dcterms:subject":
        found.notes[work].append(entry)


def _add_printed_lines(selection: Selection, works: list[str], found: Attribution) -> None:
    """Add the lines of reference lists that print the work, letter by letter."""
    rows = selection.rows(
        "?reference hev:refersTo|hev:printedUnit ?work ; c4o:hasContent ?line ."
        " OPTIONAL { ?reference hev:entryNumber ?number } OPTIONAL { ?reference hev:elision ?elision }"
        " OPTIONAL { ?reference oa:hasSource ?source } OPTIONAL { ?reference rdfs:comment ?comment }",
        "work", "source", "reference", "line", "elision", "comment", work=works,
    ) if works else []  # fmt: skip
    selection.read_labels(
        {text_of(row["reference"]) for row in rows} | {text_of(row["source"]) for row in rows}
    )
    for row in rows:
        place = f"{selection.label(row['source'])}, {selection.label(row['reference'])}"
        notes = found.notes[text_of(row["work"])]
        for label, text in (
            ("As printed", f"{text_of(row['line'])} ({place})"),
            ("Left out in print", text_of(row["elision"])),
            ("On the line", f"{text_of(row['comment'])} ({place})" if row["comment"] is not None else ""),
        ):
            if text and (label, text) not in notes:
                notes.append((label, text))


def _add_records(selection: Selection, works: list[str], found: Attribution) -> None:
    """Add to an archival unit which events it is said to hold records of, and by whom."""
    rows = selection.rows(
        "?claim rdf:object ?work ; rdf:predicate hev:recordsAt ; rdf:subject ?event ; hev:live true ;"
        " hev:statedIn ?passage . ?passage oa:hasSource ?source . OPTIONAL { ?claim hev:certainty ?certainty }",
        "work", "event", "source", "passage", "certainty", work=works,
    ) if works else []  # fmt: skip
    for row in rows:
        event, source, passage = (selection.label(row[name]) for name in ("event", "source", "passage"))
        said = f"{event}, says {source}, {passage}{_bracketed(_doubts(row))}"
        found.notes[text_of(row["work"])].append(("Records of", said))


def _doubts(row: dict[str, Term | None]) -> list[str]:
    """Return how sure the source is, where it is less than certain."""
    certainty = text_of(row["certainty"]).rpartition("/")[2]
    return [certainty] if certainty not in ("", "certain") else []


def _degrees(row: dict[str, Term | None], name: str) -> list[str]:
    """Return how closely the curators looked, and of which field the source is not certain."""
    verification = text_of(row["verification"]).rpartition("/")[2]
    return [verification, *(f"{doubt}: {name}" for doubt in _doubts(row))]


def _bracketed(doubts: list[str]) -> str:
    return f" ({', '.join(doubts)})" if doubts else ""


def _is_iri(term: Term | None) -> bool:
    return term is not None and not hasattr(term, "datatype")
