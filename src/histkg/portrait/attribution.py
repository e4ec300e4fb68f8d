"""Who says so, where in the source, and everything that qualifies it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.portrait.surroundings import Surroundings, Thing
from histkg.portrait.values import own_words, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = "page"
"""The section of a passage that is the source as far as it was read: no place to be named."""


def attributions(reader: Surroundings, iris: Sequence[str], *, own: bool = False) -> list[str]:
    """Return “source, place · qualifiers” for claims of one value, places of one source together, notes behind each.

    :param own: on the page of a source, leave the source itself out where the curators describe it from itself.
    """
    places: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    notes: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for iri in iris:
        claim = reader.claims.get(iri) or reader.naming.get(iri) or reader.stated.get(iri) or Thing()
        marks = tuple(qualifiers(reader, claim))
        for source, place in stated_in(reader, claim):
            if own and source == reader.iri:
                if marks == (reader.name("basis:curator"),):
                    continue
                who = ("here", marks)
            else:
                who = (reader.name(source), marks)
            places.setdefault(who, []).append(place)
            if comment := claim.text("rdfs:comment", reader.languages):
                notes.setdefault(who, []).append(f"note: {comment}")
    lines: list[str] = []
    for who, where in places.items():
        name, marks = who
        located = "; ".join(dict.fromkeys(filter(None, where)))
        lines.append(" · ".join([f"{name}, {located}" if located else name, *marks]))
        lines += dict.fromkeys(notes.get(who, ()))
    return lines


def stated_in(reader: Surroundings, claim: Thing) -> list[tuple[str, str]]:
    """Return (source, place in it) for every passage in which *claim* is stated."""
    found = []
    for iri in claim.all("hev:statedIn"):
        passage = reader.passages.get(iri, Thing())
        place = (
            "" if passage.value("hev:section") == _WHOLE else passage.text("hev:locator", reader.languages)
        )
        found.append((passage.value("oa:hasSource") or iri, place or ""))
    return found


def qualifiers(reader: Surroundings, claim: Thing) -> list[str]:
    """Return what makes a claim less than a plain statement of its source, in words."""
    notes = own_words(reader, claim)
    if claim.one("hev:certainty") and not claim.ends("hev:certainty", "certain"):
        notes.append(reader.name(claim.one("hev:certainty")))
    if claim.ends("hev:polarity", "denies"):
        notes.append("denied")
    if claim.one("hev:rank"):
        reason = claim.text("hev:rankReason", reader.languages)
        notes.append(reader.name(claim.one("hev:rank")) + (f": {reason}" if reason else ""))
    if claim.one("hev:voice"):
        stance = f" (the source: {reader.name(claim.one('hev:stance'))})" if claim.one("hev:stance") else ""
        notes.append(f"words of: {reader.name(claim.one('hev:voice'))}{stance}")
    if claim.ends("hev:basis", "curator"):
        notes.append(reader.name(claim.one("hev:basis")))
    elif claim.one("hev:basis"):
        notes.append(f"{reader.name(claim.one('hev:basis'))}, {reader.name(claim.one('hev:assertedBy'))}")
    if claim.value("hev:readingConfidence") in ("low", "medium"):
        notes.append(f"reading {claim.value('hev:readingConfidence')}")
    if claim.value("hev:verification").endswith(("/secondhand", "/bibliographic", "/illustrative")):
        notes.append(reader.name(claim.one("hev:verification")))
    for rest in claim.values.get("hev:restsOn", ()):
        passage = reader.passages.get(rest.value, Thing())
        source = (
            reader.name(passage.one("oa:hasSource")) if passage.one("oa:hasSource") else reader.name(rest)
        )
        notes.append(f"resting on {source}")
    if claim.one("hev:beginNarrowedBy") or claim.one("hev:endNarrowedBy"):
        notes.append("a closer date of another source lies within it")
    if claim.one("hev:corrects"):
        notes.append(f"the curators’ reading of what is printed as: {_corrected(reader, claim)}")
    return list(dict.fromkeys(notes))


def _corrected(reader: Surroundings, claim: Thing) -> str:
    printed = [reader.claims[iri] for iri in claim.all("hev:corrects") if iri in reader.claims]
    return " and ".join(value_text(reader, one) for one in printed) or "another claim"


def witnesses(reader: Surroundings, claims: Iterable[Thing]) -> tuple[int, int]:
    """Return how many sources stand behind *claims*, and how many independent witnesses they are."""
    sources = {source for claim in claims for source, _ in stated_in(reader, claim)}
    return len(sources), len({reader.witnesses.get(source, source) for source in sources})


def is_apart(claim: Thing) -> bool:
    """Whether a claim is kept but set apart: denied, rejected by its source, or set aside by the curators."""
    return (
        claim.ends("hev:polarity", "denies")
        or claim.ends("hev:certainty", "rejected")
        or claim.ends("hev:rank", "deprecated")
    )
