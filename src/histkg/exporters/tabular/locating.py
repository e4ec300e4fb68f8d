"""Tables of points on the map and of identifiers elsewhere: one row for each claim that counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from histkg.exporters.tabular.fields import Field, build, code_of, link, said, value
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.tabular.values_with_parts import says_so
from histkg.portrait.values import coordinates_of

if TYPE_CHECKING:
    from histkg.exporters.tabular.facts import Facts
    from histkg.portrait.surroundings import Thing


def _itself(_facts: Facts, iri: str) -> list[str]:
    return [iri]


def _counting(facts: Facts, *curies: str) -> list[str]:
    wanted = {facts.prefixes.expand(curie) for curie in curies}
    return [
        iri
        for iri in facts.of("hev:Claim")
        if facts.things[iri].value("rdf:predicate") in wanted and facts.is_live(iri)
    ]


def coordinates(facts: Facts) -> Table:
    """Return the points of places, one row for each claim that counts."""

    def part(index: int) -> Callable[[Facts, str, Thing], Cell]:
        def get(_facts: Facts, _iri: str, claim: Thing) -> Cell:
            point = coordinates_of(claim.value("rdf:object"))
            return point[index] if point else None

        return get

    def differ(facts: Facts, _iri: str, claim: Thing) -> Cell:
        place = facts.things[claim.value("rdf:subject")]
        return facts.prefixes.expand("hev:coordinates") in place.all("hev:contested")

    fields = (
        Field(
            Column("claim", "id", "The claim; the key of this table.", "claims", required=True),
            lambda facts, iri, _thing: facts.short(iri),
        ),
        *link("place", "rdf:subject", "The place.", "things", required=True),
        Field(Column("longitude", "number", "Degrees east of Greenwich, WGS 84."), part(0)),
        Field(Column("latitude", "number", "Degrees north of the equator, WGS 84."), part(1)),
        value("wkt", "rdf:object", "The same as WKT, longitude first.", required=True),
        Field(
            Column("contested", "boolean", "true: the points of this place lie apart.", required=True), differ
        ),
        *says_so(_itself),
        said("note", "rdfs:comment", "A note of the curators."),
    )
    about = (
        "Points of places as gazetteers give them: they differ with what was geocoded, and none is chosen."
    )
    return build("coordinates", about, fields, facts, _counting(facts, "hev:coordinates"), "claim")


def links(facts: Facts) -> Table:
    """Return identifiers elsewhere, one row for each claim that counts."""
    fields = (
        Field(
            Column("claim", "id", "The claim; the key of this table.", "claims", required=True),
            lambda facts, iri, _thing: facts.short(iri),
        ),
        *link("thing", "rdf:subject", "The thing here.", "things", required=True),
        Field(
            Column(
                "match",
                "code",
                "exactMatch, or closeMatch: nearly the same. Nothing is merged by it.",
                required=True,
            ),
            lambda _facts, _iri, claim: code_of(claim.value("rdf:predicate")),
        ),
        value("address", "rdf:object", "Its address there.", "iri", required=True),
        *says_so(_itself),
    )
    about = "The same things in other registers: Wikidata, GeoNames, Who’s On First …"
    return build(
        "links", about, fields, facts, _counting(facts, "skos:exactMatch", "skos:closeMatch"), "claim"
    )
