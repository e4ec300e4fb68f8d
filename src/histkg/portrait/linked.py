"""What names the entity from elsewhere: claims about other things that have it as their value, or as a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.portrait.attribution import is_apart
from histkg.portrait.page import folded
from histkg.portrait.statements import rows_of, write_rows
from histkg.portrait.surroundings import Thing
from histkg.portrait.values import node_text, value_text

if TYPE_CHECKING:
    from histkg.portrait.surroundings import Surroundings


def node_of(reader: Surroundings, claim: Thing) -> Thing:
    """Return the value of *claim* where it is a node with parts, else an empty one."""
    return reader.nodes.get(claim.value("rdf:object"), Thing())


def named_by(reader: Surroundings, curie: str, heading: str) -> list[str]:
    """Return the things whose claims have the entity as value, with who says so."""
    predicate = reader.prefixes.expand(curie)
    claims = [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if claim.value("rdf:predicate") == predicate
        and claim.value("rdf:object") == reader.iri
        and not is_apart(claim)
    ]
    rows = rows_of(reader, claims, lambda reader, claim: reader.name(claim.one("rdf:subject")))
    indent = 4 if heading else 2
    return [*folded(heading, 2), *write_rows(reader, rows, indent, joined=True)] if rows else []


def sentence(reader: Surroundings, claim: Thing) -> str:
    """Return a claim as “thing — property: value”, for where the thing is not the entity of the page."""
    node = reader.nodes.get(claim.value("rdf:object"))
    subject = claim.value("rdf:subject")
    value = node_text(reader, node, subject) if node is not None else value_text(reader, claim)
    return f"{reader.name(claim.one('rdf:subject'))} — {reader.name(claim.value('rdf:predicate'))}: {value}"


def other_statements(reader: Surroundings) -> list[str]:
    """Return the claims that name the entity and that no section has shown, but for bibliographic ones."""
    hidden = tuple(
        reader.prefixes.expand(curie)
        for curie in (
            "hev:contribution",
            "hev:about",
            "cito:cites",
            "dcterms:isPartOf",
            "hev:placeOfPublication",
        )
    )
    claims = [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if iri not in reader.shown and claim.value("rdf:predicate") not in hidden
    ]
    return write_rows(reader, rows_of(reader, claims, sentence), 2)
