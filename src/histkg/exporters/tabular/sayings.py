"""Tables of claims: who says what, where, how surely; and how claims relate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.tabular.facts import RELATIONS
from histkg.exporters.tabular.fields import (
    Field,
    address,
    build,
    code_of,
    coded,
    ids,
    key,
    link,
    links_of,
    said,
    several,
    value,
)
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.times.scope import language_of
from histkg.portrait.surroundings import Thing, is_literal

if TYPE_CHECKING:
    from histkg.exporters.tabular.facts import Facts

_NODES = ("hev:Figure", "hev:Participation", "hev:Tenure", "hev:Contribution")


def status(claim: Thing) -> str:
    """Return whether a claim counts, and if not, why.

    ``withdrawn``: set aside by the curators; ``rejected``: repeated by its source in order to reject it; ``denied``: its
    source says that it is not so; ``reported``: passed on without being endorsed.
    """
    if claim.ends("hev:rank", "deprecated"):
        return "withdrawn"
    if claim.ends("hev:certainty", "rejected"):
        return "rejected"
    if claim.ends("hev:polarity", "denies"):
        return "denied"
    return "counts" if claim.value("hev:live") == "true" else "reported"


def in_words(facts: Facts, iri: str) -> str:
    """Return the value of a claim in words."""
    claim = facts.things[iri]
    return facts.values.claim(claim, facts.things.get(claim.value("rdf:object")))


def where_said(facts: Facts, claims: list[str]) -> str | None:
    """Return “source, locator” of each passage in which one of *claims* is stated, each once."""
    told = []
    for claim in claims:
        for passage, source in facts.places_of(claim):
            thing = facts.things.get(passage, Thing())
            locator = thing.text("hev:locator", facts.languages)
            told.append(f"{facts.name(source)}, {locator}" if locator else facts.name(source))
    return "; ".join(dict.fromkeys(told)) or None


def _defaulted(name: str, predicate: str, default: str, about: str) -> Field:
    return Field(
        Column(name, "code", about, required=True),
        lambda _facts, _iri, claim: code_of(claim.value(predicate)) or default,
        (predicate,),
    )


def _kind(facts: Facts, _iri: str, claim: Thing) -> Cell:
    term = claim.one("rdf:object")
    if term is None or not is_literal(term):
        types = (
            facts.things[term.value].all("rdf:type")
            if term is not None and term.value in facts.things
            else []
        )
        kinds = [curie for curie in _NODES if facts.prefixes.expand(curie) in types]
        return kinds[0].partition(":")[2].lower() if kinds else "thing"
    name = code_of(term.datatype.value)  # type: ignore[union-attr]
    return {"EDTF": "date", "wktLiteral": "point", "gYear": "year", "anyURI": "address"}.get(name, "text")


def _value(facts: Facts, _iri: str, claim: Thing) -> Cell:
    term = claim.one("rdf:object")
    if term is None:
        return None
    return term.value if is_literal(term) else facts.short(term.value)


def _value_language(_facts: Facts, _iri: str, claim: Thing) -> Cell:
    return language_of(claim.one("rdf:object")) or None


def _sources(facts: Facts, iri: str, _claim: Thing) -> Cell:
    return tuple(dict.fromkeys(facts.short(source) for _, source in facts.places_of(iri))) or None


def _source_names(facts: Facts, iri: str, _claim: Thing) -> Cell:
    return facts.names(source for _, source in facts.places_of(iri))


def _locator(facts: Facts, iri: str, _claim: Thing) -> Cell:
    found = (facts.things.get(passage, Thing()) for passage, _ in facts.places_of(iri))
    return (
        "; ".join(dict.fromkeys(filter(None, (one.text("hev:locator", facts.languages) for one in found))))
        or None
    )


def claims(facts: Facts) -> Table:
    """Return one row for every claim, whether it counts or not."""
    fields = (
        key(""),
        *link("subject", "rdf:subject", "The thing it is about.", "things", required=True),
        Field(
            Column("property", "id", "What it says of it: a property of the vocabulary.", required=True),
            lambda facts, _iri, claim: facts.short(claim.value("rdf:predicate")),
            ("rdf:predicate",),
        ),
        Field(
            Column("property_name", "text", "Name of property, in the language asked for."),
            lambda facts, _iri, claim: facts.name(claim.value("rdf:predicate")),
        ),
        Field(
            Column(
                "status",
                "code",
                "counts; denied, rejected, withdrawn or reported: then no fact follows from it.",
                required=True,
            ),
            lambda _facts, _iri, claim: status(claim),
            ("hev:live",),
        ),
        Field(
            Column(
                "value_in_words",
                "text",
                "The value as a reader would say it, in the language asked for.",
                required=True,
            ),
            lambda facts, iri, _claim: in_words(facts, iri),
        ),
        Field(
            Column(
                "value",
                "text",
                "The value as it is: text, EDTF, or the short name of a thing.",
                required=True,
            ),
            _value,
            ("rdf:object",),
        ),
        Field(Column("value_kind", "code", "What the value is.", required=True), _kind),
        Field(Column("value_language", "code", "BCP 47 tag of a text."), _value_language),
        Field(
            Column("sources", "ids", "The source in which it is stated; several, with a space between."),
            _sources,
        ),
        Field(Column("source_names", "text", "Names of sources."), _source_names),
        Field(Column("locator", "text", "Where in the source."), _locator),
        *several("asserted_by", "hev:assertedBy", "Who answers for it."),
        coded("certainty", "hev:certainty", "How sure the source itself is."),
        coded("verification", "hev:verification", "How closely the curators have looked."),
        value(
            "reading", "hev:readingConfidence", "How far the curators trust their reading: high, medium, low."
        ),
        _defaulted("polarity", "hev:polarity", "affirms", "affirms, or denies."),
        _defaulted(
            "rank", "hev:rank", "normal", "preferred, normal, or deprecated: set aside by the curators."
        ),
        said("rank_reason", "hev:rankReason", "Why."),
        *several("voice", "hev:voice", "Whose words they are, where the source passes on words."),
        coded("stance", "hev:stance", "How the source treats such words: endorses, reports, rejects."),
        coded("basis", "hev:basis", "On what a claim of the curators rests."),
        said("aspect", "hev:aspect", "What it speaks of, where the property is broader."),
        said("verbatim", "hev:verbatim", "The words as printed."),
        said("row_value", "hev:rowValue", "The value as the dossier has it, in the words of its compilers."),
        value(
            "translated_from",
            "hev:translatedFrom",
            "The text is the compilers’ translation from this language.",
        ),
        said("rendering", "hev:rendering", "The text in another language, by the curators."),
        coded("calendar", "hev:calendar", "The calendar in which the source gives the date."),
        value("night", "hev:night", "true: the two days of the date are one night.", "boolean"),
        value("during", "hev:during", "A time within which it happened, EDTF.", "edtf"),
        value("valid_from", "hev:validFrom", "From when it holds, EDTF.", "edtf"),
        value("valid_to", "hev:validTo", "Until when it holds, EDTF.", "edtf"),
        value("begin_earliest", "hev:beginEarliest", "Of a date: first possible day of the begin.", "day"),
        value("begin_latest", "hev:beginLatest", "Of a date: last possible day of the begin.", "day"),
        value("end_earliest", "hev:endEarliest", "Of a date: first possible day of the end.", "day"),
        value("end_latest", "hev:endLatest", "Of a date: last possible day of the end.", "day"),
        value("begin_precision", "hev:beginPrecision", "How fine the begin is: day, month, season, year …"),
        value("end_precision", "hev:endPrecision", "How fine the end is."),
        value("open_begin", "hev:openBegin", "true: no beginning is given.", "boolean"),
        value("open_end", "hev:openEnd", "true: it goes on.", "boolean"),
        value("approximate", "hev:approximate", "true: “about”.", "boolean"),
        value("date_error", "hev:edtfError", "Why the date could not be read."),
        said("note", "rdfs:comment", "A note of the curators."),
        ids("rows", "prov:wasDerivedFrom", "Rows of the dossier it was made from."),
        *several("recorded_by", "prov:wasAttributedTo", "Who entered it."),
        address(),
    )
    about = "What somebody says in a source: one row a claim. Only those whose status is “counts” may be taken for facts."
    return build("claims", about, fields, facts, facts.of("hev:Claim"))


def claim_passages(facts: Facts) -> Table:
    """Return in which passages each claim is stated."""
    columns = (
        Column("claim", "id", "The claim.", "claims", required=True),
        Column("passage", "id", "The passage in which it is stated.", "passages", required=True),
        Column("source", "id", "The source of the passage.", "things", required=True),
    )
    short = facts.short
    rows = tuple(
        (short(claim), short(passage), short(source))
        for claim in facts.of("hev:Claim")
        for passage, source in facts.places_of(claim)
    )
    return Table(
        "claim_passages",
        "Where each claim is stated; a few in two places.",
        columns,
        ("claim", "passage"),
        rows,
    )


def claim_relations(facts: Facts) -> Table:
    """Return how claims relate to other claims and passages."""
    columns = (
        Column("claim", "id", "The claim.", "claims", required=True),
        Column("relation", "id", "How: a property of the vocabulary.", required=True),
        Column("other", "id", "The other claim, or the passage.", required=True),
        Column("relation_name", "text", "Name of relation, in the language asked for."),
    )
    short = facts.short
    rows = tuple(
        (short(iri), relation, short(other), facts.name(facts.prefixes.expand(relation)))
        for iri in facts.of("hev:Claim")
        for relation in RELATIONS
        for other in links_of(facts.things[iri], relation)
    )
    about = "On what a claim rests, what it disputes or corrects, and which closer dates lie within it."
    return Table("claim_relations", about, columns, ("claim", "relation", "other"), rows)
