"""Who says so, for files other programs read: as records with fixed keys, and as one line for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from histkg.exporters.times.scope import code, joined, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim


def preload(selection: Selection, claims: Iterable[Claim]) -> None:
    """Read the names of all sources, places in them, and people that *claims* mention, at once."""
    wanted: set[str] = set()
    for claim in claims:
        wanted |= {iri for place in claim.places for iri in place}
        wanted |= set(claim.speakers)
        wanted |= {text(claim.one(name)) for name in ("voice", "basis", "stance") if claim.one(name)}
    selection.read_labels(wanted)


def records(selection: Selection, claim: Claim) -> list[dict[str, str]]:
    """Return one record for each passage in which *claim* is stated.

    Keys: ``source``, ``locator``, ``said_by``, ``certainty`` (how sure the source is), ``verification`` (how closely
    the curators looked), ``source_iri``, ``claim``; and where they apply ``words_of`` and ``treated_as`` (words the
    source passes on, and how), ``basis`` (why the curators claim it), ``rank``, ``note``, ``words`` (as printed).
    """
    shared = {
        "certainty": code(claim.one("certainty")),
        "verification": code(claim.one("verification")),
        "words_of": selection.label(claim.one("voice")),
        "treated_as": selection.label(claim.one("stance")),
        "basis": selection.label(claim.one("basis")),
        "rank": code(claim.one("rank")),
        "rank_reason": claim.said("rankReason", selection.languages),
        "reading": text(claim.one("readingConfidence")),
        "words": text(claim.one("verbatim")),
        "note": claim.said("comment", selection.languages),
        "claim": claim.iri,
    }
    kept = {key: value for key, value in shared.items() if value}
    speakers = joined(map(selection.label, claim.speakers))
    return [
        {
            "source": selection.label(source),
            "locator": selection.label(passage),
            "said_by": speakers,
            "source_iri": source,
            **kept,
        }
        for source, passage in claim.places
    ]


def line(record: Mapping[str, str]) -> str:
    """Return a record as “source, locator (doubts)”.

    >>> line({"source": "Alfa 1731", "locator": "p. 12", "certainty": "probable", "verification": "secondhand"})
    'Alfa 1731, p. 12 (probable; secondhand)'
    >>> line({"source": "Alfa 1731", "locator": "p. 12", "certainty": "certain", "verification": "seen"})
    'Alfa 1731, p. 12'
    """
    doubts = [
        record["certainty"] if record.get("certainty") != "certain" else "",
        record["verification"] if record.get("verification") not in ("seen", "transcribed") else "",
        f"reading {record['reading']}" if record.get("reading") in ("low", "medium") else "",
        f"words of {record['words_of']}" if record.get("words_of") else "",
        record.get("basis", ""),
    ]
    said = joined(doubts)
    where = joined([record["source"], record["locator"]], ", ")
    return f"{where} ({said})" if said else where


def lines(selection: Selection, claims: Iterable[Claim]) -> list[str]:
    """Return who says so for all of *claims*, one line for each passage, each once."""
    return list(dict.fromkeys(line(record) for claim in claims for record in records(selection, claim)))


def count_witnesses(claims: Iterable[Claim], witnesses: Mapping[str, str]) -> int:
    """Return how many independent witnesses stand behind *claims*: connected sources are one."""
    return len({witnesses.get(source, source) for claim in claims for source, _ in claim.places})
