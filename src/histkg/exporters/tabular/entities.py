"""Tables of events, people, bodies and places: what follows from claims that count, with bounds and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.tabular.fields import (
    Field,
    address,
    build,
    concept,
    key,
    link,
    name_fields,
    plain_id,
    said,
    several,
    texts,
    value,
)
from histkg.exporters.tabular.model import Cell, Column, Table

if TYPE_CHECKING:
    from histkg.exporters.tabular.facts import Facts
    from histkg.portrait.surroundings import Thing

_BODIES = ("hev:Polity", "hev:Group", "hev:Organization", "hev:Agent")


def _bounds(began: str, ended: str) -> tuple[Field, ...]:
    """Return the four bounds of a time, and whether an end is open."""
    return (
        value("begin_earliest", "hev:beginEarliest", f"First day on which it can have {began}.", "day"),
        value("begin_latest", "hev:beginLatest", f"Last day on which it can have {began}.", "day"),
        value("end_earliest", "hev:endEarliest", f"First day on which it can have {ended}.", "day"),
        value("end_latest", "hev:endLatest", f"Last day on which it can have {ended}.", "day"),
        value("open_begin", "hev:openBegin", "true: no beginning is given.", "boolean"),
        value("open_end", "hev:openEnd", "true: it goes on.", "boolean"),
    )


def _dates(name: str, predicate: str, about: str) -> Field:
    """Return the dates that claims give and that count, as EDTF."""

    def get(facts: Facts, iri: str, _thing: Thing) -> Cell:
        return tuple(sorted(term.value for term in facts.said.get((iri, predicate), ()))) or None

    return Field(
        Column(name, "texts", f"{about} As sources give it, in EDTF; several, with “ | ” between."), get
    )


def _flags() -> tuple[Field, ...]:
    return (
        *several("contested", "hev:contested", "Properties on which sources exclude each other."),
        *several(
            "told_differently",
            "hev:variesIn",
            "Properties that sources tell differently: words, views or counts.",
        ),
        said("disambiguation", "hev:disambiguation", "What tells it from others of the same name."),
        said("note", "rdfs:comment", "A note of the curators."),
    )


def _count(name: str, predicate: str, about: str) -> Field:
    return Field(
        Column(name, "integer", about, required=True),
        lambda _facts, _iri, thing: len(thing.values.get(predicate, ())),
    )


def _witnesses(facts: Facts, _iri: str, thing: Thing) -> Cell:
    return len({facts.witnesses.get(source, source) for source in thing.all("hev:documentedIn")})


def events(facts: Facts) -> Table:
    """Return the events."""
    fields = (
        key(),
        *name_fields(),
        *concept("kind", "hev:eventType", "Neutral kind of the event."),
        *_bounds("begun", "ended"),
        _dates("begin_as_said", "hev:begin", "When it began."),
        _dates("end_as_said", "hev:end", "When it ended."),
        _dates("whole_as_said", "hev:date", "Its whole time."),
        *link("place", "hev:place", "Where it happened, as far as the sources allow.", "places"),
        *several("scenes", "hev:scene", "Places where parts of it happened."),
        *several("part_of", "hev:partOf", "Larger events it belongs to."),
        _count(
            "sources_stating", "hev:documentedIn", "How many sources state something about it or its parts."
        ),
        Field(
            Column(
                "witnesses", "integer", "How many independent witnesses those sources are.", required=True
            ),
            _witnesses,
        ),
        *_flags(),
        address(),
    )
    return build("events", "What happened: one row an event.", fields, facts, facts.of("hev:Event"))


def people(facts: Facts) -> Table:
    """Return the people."""
    fields = (
        key(),
        *name_fields(),
        *_bounds("been born", "died"),
        _dates("birth_as_said", "hev:birth", "When the person was born."),
        _dates("death_as_said", "hev:death", "When the person died."),
        *several("birth_place", "hev:birthPlace", "Where the person was born: a place, or words."),
        *several("death_place", "hev:deathPlace", "Where the person died: a place, or words."),
        *several("burial_place", "hev:burialPlace", "Where the person is said to be buried."),
        *several("member_of", "hev:memberOf", "Bodies the person belonged to."),
        *_flags(),
        address(),
    )
    return build("people", "One row a person.", fields, facts, facts.of("hev:Person"))


def _body_fields() -> tuple[Field, ...]:
    return (
        key(),
        *name_fields(),
        *_bounds("come into being", "ended"),
        _dates("established_as_said", "hev:established", "When it came into being."),
        _dates("existed_as_said", "hev:existed", "Its whole time."),
        *several("stationed_at", "hev:stationedAt", "Where it or its headquarters stood."),
        *several("created_by", "hev:createdBy", "Who brought it into being."),
        *_flags(),
        texts("citation", "dcterms:bibliographicCitation", "As reference lists print it."),
        address(),
    )


def _kind_of_body(facts: Facts, iri: str, _thing: Thing) -> Cell:
    return next(curie.partition(":")[2].lower() for curie in _BODIES if facts.is_a(iri, curie))


def organisations(facts: Facts) -> Table:
    """Return the organisations, polities and groups, but for units and archives."""
    iris = [
        iri
        for iri in facts.of("hev:Agent", "hev:Organization", "hev:Polity", "hev:Group")
        if not facts.is_a(iri, "hev:Unit", "hev:Archive", "hev:Person")
    ]
    kind = Field(
        Column("kind", "code", "organization, polity, group, or agent where it is not said.", required=True),
        _kind_of_body,
    )
    fields = _body_fields()
    about = "Bodies, states and groups of people; military units and archives have tables of their own."
    return build("organisations", about, (fields[0], kind, *fields[1:]), facts, iris)


def units(facts: Facts) -> Table:
    """Return the military units."""
    about = "Military units; who commanded them and what they stood under: table tenures."
    return build("units", about, _body_fields(), facts, facts.of("hev:Unit"))


def archives(facts: Facts) -> Table:
    """Return the archives as institutions."""
    return build(
        "archives",
        "Institutions that hold archival material.",
        _body_fields(),
        facts,
        facts.of("hev:Archive"),
    )


def places(facts: Facts) -> Table:
    """Return the places; their points are a table of their own."""
    points = Field(
        Column(
            "points", "integer", "How many points the sources give for it: table coordinates.", required=True
        ),
        lambda _facts, _iri, thing: len(thing.values.get("hev:coordinates", ())),
    )
    fields = (
        key(),
        *name_fields(),
        *link("within", "hev:within", "The larger place it lies in.", "places"),
        *link("centre", "hev:centre", "Its chief town.", "places"),
        *several("administered_by", "hev:administeredBy", "The polity that held it."),
        *_bounds("come into being", "ended"),
        points,
        *_flags(),
        address(),
    )
    return build("places", "Towns, districts, regions, countries.", fields, facts, facts.of("hev:Place"))


def archival_units(facts: Facts) -> Table:
    """Return fonds, inventories and files."""
    fields = (
        key(),
        *name_fields(),
        *concept("level", "hev:level", "fonds, inventory or file."),
        value("number", "rico:identifier", "Its number within what holds it."),
        *link("part_of", "rico:isOrWasIncludedIn", "The unit that holds it.", "archival_units"),
        *link("archive", "rico:hasOrHadHolder", "The archive that holds it.", "archives"),
        plain_id("witness", "hev:witness", "The source that stands for it when witnesses are counted."),
        said("note", "rdfs:comment", "A note of the curators."),
        address(),
    )
    about = "Fonds, inventories and files of archives."
    return build("archival_units", about, fields, facts, facts.of("hev:ArchivalUnit"))
