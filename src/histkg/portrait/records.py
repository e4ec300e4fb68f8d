"""The pages of what the graph is made of: a claim with its chain, a dossier row, a passage, an open point, a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.portrait.attribution import is_apart, witnesses
from histkg.portrait.linked import sentence
from histkg.portrait.page import counted, folded, section
from histkg.portrait.statements import rows_of, write_rows
from histkg.portrait.surroundings import Surroundings, Thing
from histkg.portrait.values import node_text

if TYPE_CHECKING:
    from collections.abc import Iterable


def claim_sections(reader: Surroundings) -> list[list[str]]:
    """Return a claim: what it says, the chain from the words to whoever entered them, and what stands beside it."""
    claim = reader.entity
    return [
        section("What it says", _statement(reader, claim)),
        section("The chain", _chain(reader, claim)),
        section("How sure", _sureness(reader, claim)),
        section("Beside it", _beside(reader)),
    ]


def _statement(reader: Surroundings, claim: Thing) -> list[str]:
    lines = folded(sentence(reader, claim), 2)
    for predicate, words in (
        ("hev:aspect", "it speaks of"),
        ("hev:verbatim", "in the words of the source"),
        ("hev:rowValue", "as the dossier has it"),
        ("rdfs:comment", "note"),
    ):
        if text := claim.text(predicate, reader.languages):
            lines += folded(f"{words}: {text}", 2)
    if claim.one("hev:translatedFrom"):
        lines += folded(f"summed up in our words, from: {claim.value('hev:translatedFrom')}", 2)
    if is_apart(claim):
        lines += folded(
            "It is kept but set apart: denied, rejected, or set aside; no plain fact follows from it.", 2
        )
    elif not claim.one("hev:live"):
        lines += folded(
            "It is passed on from somebody else and not endorsed: no plain fact follows from it.", 2
        )
    return lines


def _chain(reader: Surroundings, claim: Thing) -> list[str]:
    lines = folded(f"claim    {reader.prefixes.compress(reader.iri)}", 2)
    for iri in claim.all("hev:statedIn"):
        passage = reader.passages.get(iri, Thing())
        locator = passage.text("hev:locator", reader.languages) or passage.text(
            "c4o:hasContent", reader.languages
        )
        lines += folded(f"passage  {locator or 'no locator'} · {reader.prefixes.compress(iri)}", 2, 9)
        source = passage.one("oa:hasSource")
        if source is not None:
            lines += folded(
                f"source   {reader.name(source)} · {reader.prefixes.compress(source.value)}", 2, 9
            )
            lines += _access(reader, source.value)
    lines += folded(f"says so  {_named(reader, claim.all('hev:assertedBy'))}", 2, 9)
    for iri in claim.all("hev:restsOn"):
        lines += folded(f"rests on {reader.name(iri)} · {reader.prefixes.compress(iri)}", 2, 9)
    rows = reader.things(
        f"{{ <{reader.iri}> <{reader.prefixes['prov']}wasDerivedFrom> ?thing }}"
        f" UNION {{ ?thing <{reader.prefixes['hev']}enteredAs> <{reader.iri}> }}"
    )
    for iri, row in rows.items():
        lines += folded(f"row      {row_line(row)} · {reader.prefixes.compress(iri)}", 2, 9)
    if not rows:
        lines += folded("row      none: it was not made from a row of the dossier", 2, 9)
    lines += folded(f"curator  {_named(reader, claim.all('prov:wasAttributedTo'))}", 2, 9)
    return lines


def row_line(row: Thing) -> str:
    """Return a dossier row in one line: its number, source, predicate and place."""
    parts = [row.value("dcterms:identifier")]
    for predicate, words in (
        ("hev:rowKind", "kind"), ("hev:rowSource", "source"), ("hev:rowPredicate", "predicate"),
        ("hev:locator", "at"),
    ):  # fmt: skip
        if value := row.value(predicate):
            parts.append(f"{words} {value}")
    return ", ".join(parts)


def _access(reader: Surroundings, source: str) -> list[str]:
    thing = reader.things(f"BIND(<{source}> AS ?thing)").get(source, Thing())
    number, access = thing.value("dcterms:identifier"), thing.text("hev:access", reader.languages)
    told = ", ".join(
        filter(None, (f"no. {number} of the dossier" if number else "", f"read: {access}" if access else ""))
    )
    return folded(f"         {told}", 2, 9) if told else []


def _named(reader: Surroundings, iris: Iterable[str]) -> str:
    return ", ".join(f"{reader.name(iri)} · {reader.prefixes.compress(iri)}" for iri in iris) or "nobody"


def _sureness(reader: Surroundings, claim: Thing) -> list[str]:
    lines: list[str] = []
    for predicate, words in (
        ("hev:certainty", "how sure the source is"),
        ("hev:readingConfidence", "how far the curators trust their reading"),
        ("hev:verification", "how closely they looked"),
        ("hev:polarity", "it"),
        ("hev:rank", "rank given by the curators"),
        ("hev:rankReason", "because"),
        ("hev:basis", "basis"),
        ("hev:voice", "words of"),
        ("hev:stance", "the source takes them so"),
        ("hev:calendar", "calendar"),
    ):
        values = [reader.name(term) for term in claim.values.get(predicate, ())]
        if predicate == "hev:rankReason":
            values = [text] if (text := claim.text(predicate, reader.languages)) else []
        if values:
            lines += folded(f"{words}{':' if words != 'it' else ''} {', '.join(values)}", 2)
    return lines


def _beside(reader: Surroundings) -> list[str]:
    hev = reader.prefixes["hev"]
    lines: list[str] = []
    for pattern, words in (
        (f"<{reader.iri}> <{hev}corrects> ?thing", "what is printed, kept as it is"),
        (f"?thing <{hev}corrects> <{reader.iri}>", "the curators read instead"),
        (f"<{reader.iri}> <{hev}disputes> ?thing", "it disputes"),
        (f"<{reader.iri}> <{hev}agreesWith> ?thing", "it agrees with"),
    ):
        for iri, other in reader.things(pattern).items():
            reader.read_more_labels([iri, other.value("rdf:subject"), other.value("rdf:predicate")])
            lines += folded(f"{words}: {sentence(reader, other)} · {reader.prefixes.compress(iri)}", 2)
    for iri, issue in reader.things(f"?thing <{hev}position> <{reader.iri}>").items():
        independent = int(issue.value("hev:independentWitnesses") or 0)
        lines += folded(
            f"one of {counted(len(issue.all('hev:position')), 'position')} of an open point,"
            f" {counted(independent, 'independent witness', 'independent witnesses')} in all · {reader.prefixes.compress(iri)}",
            2,
        )
    return lines


def row_sections(reader: Surroundings) -> list[list[str]]:
    """Return a dossier row and what it became."""
    row = reader.entity
    lines = folded(row_line(row), 2)
    if number := row.value("hev:rowSource"):
        identifier, hev = reader.prefixes["dcterms"] + "identifier", reader.prefixes["hev"]
        found = reader.things(
            f'{{ ?thing <{identifier}> "{number}" ; a <{hev}Source> }}'
            f' UNION {{ ?row <{identifier}> "{number}" ; <{hev}enteredAs> ?thing }}'
        )
        reader.read_more_labels(found)
        lines += [
            line
            for iri in found
            for line in folded(f"{number} is {reader.name(iri)} · {reader.prefixes.compress(iri)}", 2)
        ]
    became = [
        line
        for iri in row.all("hev:enteredAs")
        for line in folded(f"{reader.name(iri)} · {reader.prefixes.compress(iri)}", 2)
    ]
    became += _statements(reader)
    if left := row.text("hev:leftOut", reader.languages):
        became += folded(f"nothing: {left}", 2)
    return [section("The row", lines), section("What it became", became or ["  nothing"])]


def passage_sections(reader: Surroundings) -> list[list[str]]:
    """Return a passage: where it is, and what is stated in it."""
    passage = reader.entity
    lines = folded(f"in {reader.name(passage.one('oa:hasSource'))}", 2)
    lines += [line for text in passage.all("c4o:hasContent") for line in folded(f"printed: {text}", 2)]
    return [section("The place", lines), section("What is stated in it", _statements(reader))]


def _statements(reader: Surroundings) -> list[str]:
    lines: list[str] = []
    for iri, claim in sorted(reader.stated.items()):
        lines += folded(f"{sentence(reader, claim)} · {reader.prefixes.compress(iri)}", 2)
        reader.shown.add(iri)
    return lines


def issue_sections(reader: Surroundings) -> list[list[str]]:
    """Return an open point: its positions, each with who holds it."""
    issue = reader.entity
    positions = reader.things(f"<{reader.iri}> <{reader.prefixes['hev']}position> ?thing")
    reader.add_claims(positions)
    head = f"{reader.name(issue.one('hev:aboutEntity'))} — {reader.name(issue.value('hev:aboutProperty'))}"
    _, independent = witnesses(reader, positions.values())
    kind = (
        "the positions exclude each other"
        if issue.value("hev:issueKind") != "told differently"
        else "told differently"
    )
    summary = folded(
        f"{head}: {kind}, {issue.value('hev:issueStatus')}; {counted(independent, 'independent witness', 'independent witnesses')}",
        2,
    )
    return [
        section("The point", summary),
        section(
            "Statements", write_rows(reader, rows_of(reader, sorted(positions.items())), 2, disputed=True)
        ),
    ]


def value_sections(reader: Surroundings) -> list[list[str]]:
    """Return a figure, participation, post or contribution with the claims that give it."""
    claims = {iri: claim for iri, claim in reader.naming.items() if claim.value("rdf:object") == reader.iri}
    lines = [
        line
        for iri, claim in sorted(claims.items())
        for line in folded(f"{sentence(reader, claim)} · {reader.prefixes.compress(iri)}", 2)
    ]
    return [section("The value", folded(node_text(reader, reader.entity), 2)), section("Who gives it", lines)]


def plain_sections(reader: Surroundings) -> list[list[str]]:
    """Return anything else: its values as they are."""
    hidden = {"rdf:type", "skos:prefLabel", "skos:altLabel", "hev:disambiguation"}
    lines: list[str] = []
    for predicate, terms in sorted(reader.entity.values.items()):
        if predicate not in hidden:
            told = " · ".join(dict.fromkeys(reader.name(term) for term in terms))
            lines += folded(f"{reader.name(predicate)}: {told}", 2)
    return [section("What is known of it", lines)]
