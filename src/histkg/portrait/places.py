"""The page of a place: where the sources put it, what holds it, who held it, and what it is called elsewhere."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from histkg.portrait.attribution import is_apart
from histkg.portrait.linked import named_by
from histkg.portrait.page import folded, section
from histkg.portrait.statements import begin_of, block, blocks, claims_of, rows_of, sole, write_rows
from histkg.portrait.values import coordinates_of
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from histkg.portrait.surroundings import Surroundings, Thing

_HERE = (
    ("hev:place", "events here"),
    ("hev:scene", "scene of"),
    ("hev:stationedAt", "units stationed here"),
    ("hev:birthPlace", "born here"),
    ("hev:deathPlace", "died here"),
    ("hev:burialPlace", "buried here"),
    ("hev:centre", "centre of"),
    ("hev:within", "places in it"),
)
_REGISTERS = (
    (re.compile(r"geonames\.org/(\d+)"), "GeoNames"),
    (re.compile(r"wikidata\.org/entity/(Q\d+)"), "Wikidata"),
    (re.compile(r"whosonfirst\.org/id/(\d+)"), "Who’s On First"),
)


def place_sections(reader: Surroundings) -> list[list[str]]:
    """Return the sections of a place."""
    return [
        section("Where it lies", _points(reader) + block(reader, "hev:within") + _chain(reader)),
        section("Administration", _administration(reader)),
        sole(reader, "Connected with", "hev:associatedWith"),
        sole(reader, "Remarks", "hev:remark", key=begin_of),
        sole(reader, "Is it the same place?", "hev:identifiedWith"),
        section("In registers elsewhere", _registers(reader)),
        section("Here", [line for curie, heading in _HERE for line in named_by(reader, curie, heading)]),
    ]


def _points(reader: Surroundings) -> list[str]:
    points = [
        point
        for _, claim in claims_of(reader, "hev:coordinates")
        if (point := coordinates_of(claim.value("rdf:object")))
    ]
    lines = block(reader, "hev:coordinates")
    if len(set(points)) > 1:
        spread = max(_kilometres(one, other) for one in points for other in points)
        lines += folded(f"the points lie up to {_round(spread)} apart", 4)
    return lines


def _round(kilometres: float) -> str:
    return f"{kilometres:.0f} km" if kilometres >= 10 else f"{kilometres:.1f} km"


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points on a sphere of the Earth’s mean radius."""
    east1, north1, east2, north2 = map(math.radians, (*one, *other))
    half = (
        math.sin((north2 - north1) / 2) ** 2
        + math.cos(north1) * math.cos(north2) * math.sin((east2 - east1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _chain(reader: Surroundings) -> list[str]:
    """Return what holds the place, step by step, where that is more than one step."""
    hev = reader.prefixes["hev"]
    rows = reader.store.query(
        f"SELECT DISTINCT ?above WHERE {{ <{reader.iri}> <{hev}within>+ ?above }} ORDER BY ?above"
    )
    assert isinstance(rows, Solutions)
    above = [row[0].value for row in rows.rows if row[0] is not None]
    if len(above) < 2:
        return []
    reader.read_more_labels(above)
    return folded("all that holds it: " + " · ".join(map(reader.name, above)), 2)


def _administration(reader: Surroundings) -> list[str]:
    lines = block(reader, "hev:administeredBy", key=lambda claim: claim.value("hev:validFrom") or "9")
    return lines + blocks(reader, ("hev:centre", "hev:existed", "hev:established"))


def _registers(reader: Surroundings) -> list[str]:
    """Return the identifiers elsewhere, exact and close ones, and those looked at and refused."""
    lines: list[str] = []
    for curie, heading in (("skos:exactMatch", "the same"), ("skos:closeMatch", "close, not the same")):
        rows = rows_of(reader, claims_of(reader, curie), _register)
        lines += (
            [*folded(f"{heading} ({reader.name(curie)})", 2), *write_rows(reader, rows, 4)] if rows else []
        )
    predicates = {reader.prefixes.expand(curie) for curie in ("skos:exactMatch", "skos:closeMatch")}
    refused = [
        (iri, claim)
        for iri, claim in sorted(reader.claims.items())
        if claim.value("rdf:predicate") in predicates and is_apart(claim)
    ]
    rows = rows_of(reader, refused, _register)
    return lines + (
        [*folded("looked at and refused: another thing", 2), *write_rows(reader, rows, 4)] if rows else []
    )


def _register(_reader: Surroundings, claim: Thing) -> str:
    address = claim.value("rdf:object")
    for pattern, name in _REGISTERS:
        if match := pattern.search(address):
            return f"{name} {match[1]}  {address}"
    return address
