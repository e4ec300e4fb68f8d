"""The page of a source: what it is, how far it was read, on whom it depends, and what it says of what."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from histkg.portrait.attribution import attributions, is_apart
from histkg.portrait.linked import named_by
from histkg.portrait.page import counted, folded, folded_list, section
from histkg.portrait.statements import block, claims_of, rows_of, sole
from histkg.portrait.values import value_text
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from histkg.portrait.surroundings import Surroundings, Thing

LONG = 60
"""A source that says more than this is told by subject, with counts; the question that lists each is named."""

_IDENTITY = (
    "dcterms:title", "hev:contribution", "dcterms:isPartOf", "dcterms:issued", "bibo:volume", "bibo:numVolumes",
    "bibo:issue", "bibo:pageStart", "bibo:pageEnd", "hev:placeOfPublication", "bibo:doi", "bibo:issn", "bibo:eissn",
    "dcterms:language", "hev:script", "hev:url", "dcterms:subject",
)  # fmt: skip
_READING = ("hev:access", "hev:reliability", "hev:tradition")


def source_sections(reader: Surroundings) -> list[list[str]]:
    """Return the sections of a source."""
    return [
        section("What it is", _identity(reader)),
        section("How far it was read, and what the curators think of it", _reading(reader)),
        section("What it depends on", _dependence(reader)),
        sole(reader, "What it is about", "hev:about"),
        section("Works and archival units it cites", _cited(reader)),
        section("Cited by", named_by(reader, "cito:cites", "")),
        *_sayings(reader),
    ]


def _identity(reader: Surroundings) -> list[str]:
    lines: list[str] = []
    if citations := reader.entity.all("dcterms:bibliographicCitation"):
        lines += folded("as printed", 2)
        lines += [line for text in sorted(citations) for line in folded(text, 4)]
    for curie in ("rico:isOrWasIncludedIn", "rico:hasOrHadHolder"):
        if values := reader.entity.all(curie):
            lines += folded_list(sorted(map(reader.name, values)), 2, f"{reader.name(curie)}: ")
    return lines + _described(reader, _IDENTITY)


def _described(reader: Surroundings, curies: tuple[str, ...]) -> list[str]:
    """Return what describes the source, what is told by the same under one name of who tells it.

    What the curators took from the source itself needs no second naming.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for curie in curies:
        by_who: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in rows_of(reader, claims_of(reader, curie)):
            by_who[tuple(attributions(reader, row.claims, own=True))].append(row.text)
        for who, texts in by_who.items():
            groups[who] += folded_list(texts, 2, f"{reader.name(curie)}: ")
    lines = groups.pop((), [])
    for who, told in groups.items():
        lines += [*told, *(line for one in who for line in folded(one, 4))]
    return lines


def _reading(reader: Surroundings) -> list[str]:
    lines = _described(reader, _READING)
    stated = [claim for claim in reader.stated.values() if claim.value("rdf:subject") != reader.iri]
    if number := reader.entity.value("dcterms:identifier"):
        lines += folded(f"number in the working dossier: {number}", 2)
    if note := reader.entity.text("rdfs:comment", reader.languages):
        lines += folded(note, 2)
    for curie, words in (("hev:verification", "how closely looked at"), ("hev:readingConfidence", "reading")):
        counts = Counter(reader.name(claim.one(curie)) or "not graded" for claim in stated)
        if stated:
            told = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
            lines += folded(f"{words}: {told} (of {counted(len(stated), 'statement')})", 2)
    return lines


def _dependence(reader: Surroundings) -> list[str]:
    lines = block(reader, "hev:dependsOn") + block(reader, "hev:sharesTextWith")
    lines += named_by(reader, "hev:dependsOn", "that depend on it")
    lines += named_by(reader, "hev:sharesTextWith", "shares text with")
    witness = reader.witnesses.get(reader.iri)
    rows = reader.store.query(
        f"SELECT ?source WHERE {{ ?source <{reader.prefixes['hev']}witness> <{witness}>"
        f" FILTER(?source != <{reader.iri}>) }}"
    )
    assert isinstance(rows, Solutions)
    others = sorted(row[0].value for row in rows.rows if row[0] is not None)
    if witness and others:
        reader.read_more_labels(others)
        lines += folded_list(sorted(map(reader.name, others)), 2, "counts as one witness with: ")
    return lines


def _cited(reader: Surroundings) -> list[str]:
    claims = claims_of(reader, "cito:cites")
    if len(claims) <= LONG // 5:
        return block(reader, "cito:cites")
    reader.shown |= {iri for iri, _ in claims}
    works = {claim.value("rdf:object") for _, claim in claims}
    name = reader.prefixes.compress(reader.iri)
    return folded(f"{len(works)}; histkg ask reference-list-of-source {name} lists them as printed", 2)


def _sayings(reader: Surroundings) -> list[list[str]]:
    """Return what the source says of other things, by subject; a long one in counts, with where each is to be had."""
    said = [
        (iri, claim)
        for iri, claim in sorted(reader.stated.items())
        if claim.value("rdf:subject") != reader.iri
    ]
    references = {iri for iri, claim in said if _is_reference(reader, claim)}
    subjects: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
    for iri, claim in said:
        if iri not in references:
            subjects[claim.value("rdf:subject")].append((iri, claim))
    number = sum(map(len, subjects.values()))
    named = {subject: claims for subject, claims in subjects.items() if _only_names(reader, claims)}
    is_long = number > LONG
    name = reader.prefixes.compress(reader.iri)
    heading = f"What it says ({counted(number, 'statement')} on {counted(len(subjects), 'thing')})"
    lines: list[str] = []
    if is_long:
        lines += folded(f"told in counts; histkg ask claims-in-source {name} lists each", 2)
    for subject, claims in sorted(subjects.items(), key=lambda item: _order(reader, item[0])):
        if is_long:
            lines += _counts(reader, subject, claims)
        elif subject not in named:
            lines += _each(reader, subject, claims)
    listed: list[str] = []
    if references:
        works = {claim.value("rdf:subject") for iri, claim in said if iri in references}
        listed = folded(
            f"{counted(len(references), 'statement')} on {counted(len(works), 'work or archival unit', 'works and archival units')},"
            f" read off its printed entries; histkg ask reference-list-of-source {name}",
            2,
        )
    return [
        section(heading, lines),
        section("Of these it gives the name only", _names(reader, {} if is_long else named)),
        section("What its reference list says", listed),
    ]


def _is_reference(reader: Surroundings, claim: Thing) -> bool:
    return any(iri.startswith(reader.prefixes["reference"]) for iri in claim.all("hev:statedIn"))


def _order(reader: Surroundings, iri: str) -> tuple[int, str]:
    kinds = ("event", "agent", "place", "source", "archive")
    prefix = reader.prefixes.compress(iri).partition(":")[0]
    return (kinds.index(prefix) if prefix in kinds else len(kinds), reader.name(iri))


def _counts(reader: Surroundings, subject: str, claims: list[tuple[str, Thing]]) -> list[str]:
    counts = Counter(
        ("not " if is_apart(claim) else "") + reader.name(claim.value("rdf:predicate")) for _, claim in claims
    )
    told = [f"{name} {number}" if number > 1 else name for name, number in sorted(counts.items())]
    return folded_list(told, 2, f"{reader.name(subject)} ({reader.prefixes.compress(subject)}): ")


def _each(reader: Surroundings, subject: str, claims: list[tuple[str, Thing]]) -> list[str]:
    lines = folded(f"{reader.name(subject)} ({reader.prefixes.compress(subject)})", 2)
    claims.sort(key=lambda item: (item[1].value("rdf:predicate"), item[0]))
    for row in rows_of(reader, claims, _said):
        lines += folded(row.text, 4)
        places = [_place_only(reader, who) for who in attributions(reader, row.claims)]
        lines += [line for place in places if place for line in folded(place, 6)]
    return lines


def _only_names(reader: Surroundings, claims: list[tuple[str, Thing]]) -> bool:
    names = {reader.prefixes.expand(curie) for curie in ("hev:attestedName", "skos:altLabel")}
    return all(claim.value("rdf:predicate") in names and not is_apart(claim) for _, claim in claims)


def _names(reader: Surroundings, subjects: dict[str, list[tuple[str, Thing]]]) -> list[str]:
    """Return, for things of which the source says no more than a name, the names it uses."""
    told = []
    for subject, claims in sorted(subjects.items(), key=lambda item: _order(reader, item[0])):
        reader.shown |= {iri for iri, _ in claims}
        label = reader.name(subject)
        used = ", ".join(dict.fromkeys(claim.value("rdf:object") for _, claim in claims))
        told.append(used if used == label else f"{used} = {label}")
    return folded_list(told, 2) if told else []


def _said(reader: Surroundings, claim: Thing) -> str:
    aspect = claim.text("hev:aspect", reader.languages)
    name = reader.name(claim.value("rdf:predicate"))
    return f"{name}{f' · {aspect}' if aspect and aspect != name else ''}: {value_text(reader, claim)}"


def _place_only(reader: Surroundings, who: str) -> str:
    """Leave out the name of the source: it is the page's own."""
    return who.removeprefix(reader.name(reader.iri)).lstrip(", ").removeprefix("· ")
