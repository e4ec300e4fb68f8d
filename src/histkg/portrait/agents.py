"""The pages of people, units and other bodies: lives, posts, command, and the events they took part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.portrait.attribution import is_apart
from histkg.portrait.linked import named_by, node_of, sentence
from histkg.portrait.page import folded, section
from histkg.portrait.statements import begin_of, block, blocks, flag, rows_of, sole, write_rows
from histkg.portrait.values import tenure_text, tenure_times

if TYPE_CHECKING:
    from histkg.portrait.surroundings import Surroundings, Thing

_DEEP = 6
"""How many levels of a chain of command are followed upwards."""


def person_sections(reader: Surroundings) -> list[list[str]]:
    """Return the sections of a person."""
    life = [
        line
        for curie in ("hev:birth", "hev:death")
        for line in [*block(reader, curie, key=begin_of), *block(reader, f"{curie}Place")]
    ]
    return [
        section("Life", life + blocks(reader, ("hev:burialPlace", "hev:fate"))),
        section("Posts", _posts(reader)),
        sole(reader, "Ranks", "hev:militaryRank"),
        section("Standing and ties", blocks(reader, ("hev:standing", "hev:memberOf"))),
        section("Took part in", _taken_part(reader)),
        sole(reader, "Words used of this person", "hev:characterization"),
        section("Reported words", _reported(reader)),
        sole(reader, "Family, episodes and remarks", "hev:remark", key=begin_of),
        section("Is it the same person?", block(reader, "hev:identifiedWith") + _perhaps_the_same(reader)),
        sole(reader, "Grouped by the curators only; no source says this", "hev:groupedUnder"),
    ]


def body_sections(reader: Surroundings) -> list[list[str]]:
    """Return the sections of a unit, an organisation, a polity or a group."""
    return [
        section(
            "Founded, existed",
            blocks(reader, ("hev:established", "hev:createdBy", "hev:existed", "hev:duration")),
        ),
        section("Command", _posts(reader)),
        section("Place in the order of command", _order(reader)),
        sole(reader, "Stations", "hev:stationedAt"),
        sole(reader, "Strength", "hev:unitStrength"),
        sole(reader, "Worked with", "hev:workedWith"),
        section("Took part in", _taken_part(reader)),
        sole(reader, "Words used of it", "hev:characterization"),
        section("Reported words", _reported(reader)),
        sole(reader, "Make-up, episodes and remarks", "hev:remark", key=begin_of),
        section("Is it the same?", block(reader, "hev:identifiedWith") + _perhaps_the_same(reader)),
    ]


def _posts(reader: Surroundings) -> list[str]:
    lines: list[str] = []
    nodes: set[str] = set()
    for curie in ("hev:post", "hev:command"):
        nodes |= {
            claim.value("rdf:object")
            for claim in reader.claims.values()
            if claim.value("rdf:predicate") == reader.prefixes.expand(curie)
        }
        lines += block(reader, curie, key=lambda claim: tenure_times(reader, node_of(reader, claim)))
    for curie, heading in (("hev:command", "commands named with the unit"), ("hev:post", "posts held in it")):
        claims = []
        for iri, claim in _naming(reader, curie):
            if claim.value("rdf:object") in nodes:
                reader.shown.add(iri)  # one post, claimed of the person and of the unit
            else:
                claims.append((iri, claim))
        rows = rows_of(reader, claims, _post)
        lines += [*folded(f"{heading}{flag(reader, curie)}", 2), *write_rows(reader, rows, 4)] if rows else []
    return lines


def _post(reader: Surroundings, claim: Thing) -> str:
    return tenure_text(reader, node_of(reader, claim))


def _naming(reader: Surroundings, curie: str) -> list[tuple[str, Thing]]:
    """Return the claims about others, of one property, whose value has the entity as a part."""
    predicate = reader.prefixes.expand(curie)
    return [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if claim.value("rdf:predicate") == predicate
        and reader.iri in _parts(node_of(reader, claim))
        and not is_apart(claim)
        and iri not in reader.shown
    ]


def _parts(node: Thing) -> set[str]:
    return {term.value for terms in node.values.values() for term in terms}


def _order(reader: Surroundings) -> list[str]:
    """Return what the unit stood under, the chain above it, and the units under it."""
    lines = block(reader, "hev:subordination")
    chain = _chain(reader)
    if len(chain) > 1:
        lines += folded("chain above it: " + " › ".join(chain), 2)
    rows = rows_of(
        reader,
        _naming(reader, "hev:subordination"),
        _below,
    )
    return lines + ([*folded("under it", 2), *write_rows(reader, rows, 4, joined=True)] if rows else [])


def _below(reader: Surroundings, claim: Thing) -> str:
    times = tenure_times(reader, node_of(reader, claim))
    unit = reader.name(claim.one("rdf:subject"))
    return f"{unit} ({times})" if times else unit


def _chain(reader: Surroundings) -> list[str]:
    """Return what the unit stood under, step by step, each with when as far as it is said."""
    hev = reader.prefixes["hev"]
    chain: list[str] = []
    at, seen = reader.iri, {reader.iri}
    for _ in range(_DEEP):
        tenures = reader.things(f"<{at}> <{hev}subordination> ?thing").values()
        above = {tenure.value("hev:superior"): tenure for tenure in tenures}
        if len(above) != 1 or seen & set(above):
            break
        (at, tenure), *_ = above.items()
        seen.add(at)
        reader.read_more_labels([at])
        times = tenure_times(reader, tenure)
        chain.append(f"{reader.name(at)} ({times})" if times else reader.name(at))
    return chain


def _taken_part(reader: Surroundings) -> list[str]:
    """Return the events the entity took part in: role, side and who says so."""
    by_event: dict[str, list[tuple[str, Thing]]] = {}
    for iri, claim in _naming(reader, "hev:participation"):
        by_event.setdefault(reader.name(claim.one("rdf:subject")), []).append((iri, claim))
    lines: list[str] = []
    for event, claims in sorted(by_event.items()):
        lines += folded(event, 2)
        lines += write_rows(reader, rows_of(reader, claims, _role), 4)
    return lines


def _role(reader: Surroundings, claim: Thing) -> str:
    node = node_of(reader, claim)
    parts = [reader.name(node.one("hev:role")), reader.name(node.one("hev:side"))]
    extent = node.text("hev:extent", reader.languages)
    return ", ".join(filter(None, parts)) + (f" ({extent})" if extent else "")


def _reported(reader: Surroundings) -> list[str]:
    """Return statements that sources pass on as words of the entity."""
    claims = [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if reader.iri in claim.all("hev:voice") and iri not in reader.shown
    ]
    return write_rows(reader, rows_of(reader, claims, sentence), 2)


def _perhaps_the_same(reader: Surroundings) -> list[str]:
    predicate = reader.prefixes.expand("hev:identifiedWith")
    lines = named_by(reader, "hev:identifiedWith", "asked of another")
    denied = [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if claim.value("rdf:predicate") == predicate and is_apart(claim) and iri not in reader.shown
    ]
    rows = rows_of(reader, denied, lambda reader, claim: reader.name(claim.one("rdf:subject")))
    return lines + ([*folded("not the same as", 2), *write_rows(reader, rows, 4)] if rows else [])
