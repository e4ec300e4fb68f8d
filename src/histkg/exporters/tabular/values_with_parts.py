"""Tables of what claims give in parts: figures, participations, posts. Only what counts is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.tabular.fields import (
    Field,
    build,
    code_of,
    concept,
    link,
    said,
    short_or_none,
    value,
)
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.tabular.sayings import where_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from histkg.exporters.tabular.facts import Facts
    from histkg.portrait.surroundings import Thing

    Claims = Callable[[Facts, str], list[str]]


def _backed(facts: Facts, iri: str) -> list[str]:
    return facts.backed(iri)


def _codes(predicate: str, claims: Claims) -> Callable[[Facts, str, Thing], Cell]:
    def get(facts: Facts, iri: str, _thing: Thing) -> Cell:
        found = (code_of(facts.things[claim].value(predicate)) for claim in claims(facts, iri))
        return "; ".join(dict.fromkeys(filter(None, found))) or None

    return get


def says_so(claims: Claims = _backed) -> tuple[Field, ...]:
    """Return who says so, where, how surely."""
    return (
        Field(
            Column("said_in", "text", "Source and place in it."),
            lambda facts, iri, _thing: where_said(facts, claims(facts, iri)),
        ),
        Field(Column("certainty", "code", "How sure the source itself is."), _codes("hev:certainty", claims)),
        Field(
            Column("verification", "code", "How closely the curators have looked."),
            _codes("hev:verification", claims),
        ),
        Field(
            Column("reading", "code", "How far the curators trust their reading."),
            _codes("hev:readingConfidence", claims),
        ),
    )


def _key() -> Field:
    return Field(
        Column("id", "id", "Short name; the key of this table.", required=True),
        lambda facts, iri, _thing: facts.short(iri),
    )


def _claims() -> Field:
    return Field(
        Column("claims", "ids", "The claims that give it and count: table claims."),
        lambda facts, iri, _thing: tuple(map(facts.short, facts.backed(iri))) or None,
    )


def _subject(name: str, about: str) -> tuple[Field, Field]:
    """Return of what the claims say it: one thing, else empty."""

    def subject(facts: Facts, iri: str) -> str:
        found = {facts.things[claim].value("rdf:subject") for claim in facts.backed(iri)}
        if len(found) > 1:
            facts.several.add((iri, "rdf:subject"))
        return found.pop() if len(found) == 1 else ""

    return (
        Field(
            Column(name, "id", about, "things"),
            lambda facts, iri, _thing: short_or_none(facts, subject(facts, iri)),
        ),
        Field(
            Column(f"{name}_name", "text", f"Name of {name}, in the language asked for."),
            lambda facts, iri, _thing: facts.name(subject(facts, iri)) if subject(facts, iri) else None,
        ),
    )


def _with_claims(facts: Facts, curie: str) -> list[str]:
    return [iri for iri in facts.of(curie) if facts.backed(iri)]


def figures(facts: Facts) -> Table:
    """Return figures of people and things, always with side and category."""

    def counted(facts: Facts, iri: str, _thing: Thing) -> Cell:
        found = {facts.things[claim].value("rdf:predicate") for claim in facts.backed(iri)}
        return "; ".join(sorted(map(facts.short, found)))

    fields = (
        _key(),
        *_subject("of", "The event or unit it is of."),
        Field(
            Column("property", "text", "casualties, strength, equipment …: properties of the vocabulary."),
            counted,
        ),
        *concept("side", "hev:side", "Of which side it speaks."),
        *concept("category", "hev:category", "What is counted."),
        value("minimum", "hev:minimum", "Lowest number the source allows.", "integer"),
        value("maximum", "hev:maximum", "Highest number the source allows.", "integer"),
        value("or_more", "hev:orMore", "true: “more than”, “at least”.", "boolean"),
        value(
            "more_than",
            "hev:moreThan",
            "true: “more than”, so that the number itself is too small.",
            "boolean",
        ),
        value("or_less", "hev:orLess", "true: “up to”.", "boolean"),
        value("approximate", "hev:approximateFigure", "true: “about”.", "boolean"),
        value("stated_unknown", "hev:statedUnknown", "true: the source says that it is unknown.", "boolean"),
        said("scope", "hev:scopeNote", "What it covers: which days, which place, which units."),
        Field(
            Column("in_words", "text", "All of it in words.", required=True),
            lambda facts, _iri, thing: facts.values.figure(thing),
        ),
        *says_so(),
        _claims(),
    )
    about = "Numbers as sources give them. They may be added or compared only where side, category and scope are the same."
    return build("figures", about, fields, facts, _with_claims(facts, "hev:Figure"))


def participations(facts: Facts) -> Table:
    """Return who took part in what."""
    fields = (
        _key(),
        *_subject("event", "The event."),
        *link("agent", "hev:agent", "Who: a person, unit, body or group.", "things", required=True),
        *concept("role", "hev:role", "In what role."),
        *concept("side", "hev:side", "On which side."),
        said("extent", "hev:extent", "How far, where only in part."),
        *says_so(),
        _claims(),
    )
    about = (
        "Who took part in which event, by each source; what a source denies is in the table of claims only."
    )
    return build("participations", about, fields, facts, _with_claims(facts, "hev:Participation"))


_TENURES = ("hev:Command", "hev:Subordination", "hev:Office", "hev:RankHeld", "hev:Tenure")


def tenures(facts: Facts) -> Table:
    """Return posts, ranks, commands and subordinations."""
    kind = Field(
        Column("kind", "code", "command, subordination, office, rankheld or tenure.", required=True),
        lambda facts, iri, _thing: next(
            curie.partition(":")[2].lower() for curie in _TENURES if facts.is_a(iri, curie)
        ),
    )
    fields = (
        _key(),
        kind,
        *link("agent", "hev:agent", "Who held it.", "things"),
        *link("unit", "hev:unit", "The unit that is commanded or subordinated.", "things"),
        *link("superior", "hev:superior", "The unit or body above it.", "things"),
        *link("organisation", "hev:organization", "The body in which the office is held.", "things"),
        said("office", "hev:officeTitle", "Name of the office."),
        said("rank", "hev:rankTitle", "Name of the rank."),
        value("from", "hev:from", "When it began, EDTF.", "edtf"),
        value("to", "hev:to", "When it ended, EDTF.", "edtf"),
        value("during", "hev:during", "A time within which it was held, EDTF.", "edtf"),
        *link("during_event", "hev:duringEvent", "An event during which it was held.", "events"),
        said("extent", "hev:extent", "How far, where only in part."),
        Field(
            Column("in_words", "text", "All of it in words.", required=True),
            lambda facts, _iri, thing: facts.values.tenure(thing),
        ),
        *says_so(),
        _claims(),
    )
    about = "Commands, subordinations, offices and ranks, each with the time it was held, by each source."
    return build("tenures", about, fields, facts, _with_claims(facts, "hev:Tenure"))
