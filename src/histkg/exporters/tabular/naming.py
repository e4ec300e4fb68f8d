"""Tables of names and texts in all languages and scripts, of all things, of concepts, and of dossier rows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from histkg.exporters.tabular.fields import Field, address, build, key, name_fields, plain_id, said, value
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.times.scope import language_of
from histkg.labels import most_specific
from histkg.portrait.surroundings import is_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.tabular.facts import Facts
    from histkg.portrait.surroundings import Thing

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "THAI": "Thai",
}
"""First word of the Unicode name of a letter → ISO 15924 code."""

_NAMES = ("skos:prefLabel", "skos:altLabel")
_ATTESTED = ("skos:altLabel", "hev:attestedName")
_UNDETERMINED = "und"


def script_of(text: str) -> str:
    """Return the script most letters of *text* are in, as an ISO 15924 code; Zyyy where there are none we know.

    >>> script_of("Gəncə"), script_of("Гянджа 1920"), script_of("1920")
    ('Latn', 'Cyrl', 'Zyyy')
    """
    first = (unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    counted = Counter(_SCRIPTS[word] for word in first if word in _SCRIPTS)
    return max(sorted(counted), key=lambda script: counted[script], default="Zyyy")


def things(facts: Facts, tables: Iterable[Table]) -> Table:
    """Return the index of all things that have a row in one of *tables*; what keys of other tables lead to."""
    of = {str(key): table.name for table in tables for key in table.column("id")}
    iris = sorted(iri for iri in facts.things if facts.short(iri) in of)
    fields = (
        key(""),
        Field(
            Column("table", "code", "The table in which more is told of it.", required=True),
            lambda facts, iri, _thing: of[facts.short(iri)],
        ),
        Field(Column("kind", "text", "What it is, in the language asked for."), _kind),
        *name_fields(),
        address(),
    )
    return build(
        "things", "Every event, person, body, place, source and concept: the index.", fields, facts, iris
    )


def _kind(facts: Facts, _iri: str, thing: Thing) -> Cell:
    for predicate in ("hev:eventType", "hev:documentType", "hev:level"):
        if thing.one(predicate):
            return facts.name(thing.one(predicate))
    types = [iri for iri in thing.all("rdf:type") if iri.startswith(facts.prefixes["hev"])]
    return facts.name(most_specific(types)) if types else None


def names(facts: Facts, known: Table) -> Table:
    """Return every name of every thing with who uses it."""
    columns = (
        Column("thing", "id", "The thing.", "things", required=True),
        Column("name", "text", "The name.", required=True),
        Column("language", "code", "BCP 47 tag; und where it is not known.", required=True),
        Column("script", "code", "Script of its letters, as an ISO 15924 code.", required=True),
        Column("preferred", "boolean", "true: the name used here.", required=True),
        Column("attested", "boolean", "true: a source uses it; else it is the curators’.", required=True),
        Column("sources", "text", "Which sources use it."),
        Column("claims", "ids", "The claims that say so: table claims."),
    )
    attesting = {facts.prefixes.expand(curie) for curie in _ATTESTED}
    short = facts.short
    listed = set(known.column("iri"))
    rows: list[tuple[Cell, ...]] = []
    for iri in (iri for iri in facts.things if iri in listed):
        used: dict[tuple[str, str], list[str]] = {}
        thing = facts.things[iri]
        preferred = {(term.value, _tag(term)) for term in thing.values.get("skos:prefLabel", ())}
        for form in [
            *preferred,
            *((term.value, _tag(term)) for term in thing.values.get("skos:altLabel", ())),
        ]:
            used.setdefault(form, [])
        for claim in facts.claims_about.get(iri, ()):
            term = facts.things[claim].one("rdf:object")
            if (
                facts.things[claim].value("rdf:predicate") in attesting
                and facts.is_live(claim)
                and term is not None
            ):
                used.setdefault((term.value, _tag(term)), []).append(claim)
        for (name, tag), claims in used.items():
            sources = facts.names(source for claim in claims for _, source in facts.places_of(claim))
            shown = tuple(map(short, claims)) or None
            row = (
                short(iri),
                name,
                tag,
                script_of(name),
                (name, tag) in preferred,
                bool(claims),
                sources,
                shown,
            )
            rows.append(row)
    rows.sort(key=lambda row: tuple(map(str, row[:3])))
    about = "All names in all languages and scripts: one row a name, with the sources that use it."
    return Table("names", about, columns, ("thing", "name", "language"), tuple(rows))


def _tag(term: object) -> str:
    return language_of(term) or _UNDETERMINED  # type: ignore[arg-type]


def texts(facts: Facts, tables: Iterable[Table]) -> Table:
    """Return every text that has a language, of everything with a row in *tables*; names and values of claims apart."""
    columns = (
        Column("of", "id", "What it belongs to.", required=True),
        Column("property", "id", "Of what kind: a property of the vocabulary.", required=True),
        Column("language", "code", "BCP 47 tag.", required=True),
        Column("text", "text", "The text.", required=True),
    )
    listed = {str(key) for table in tables if "id" in table.key for key in table.column("id")}
    rows = sorted(
        (short, predicate, language_of(term), term.value)
        for iri, thing in facts.things.items()
        if (short := facts.short(iri)) in listed
        for predicate, terms in thing.values.items()
        if predicate not in (*_NAMES, "rdf:object")
        for term in terms
        if is_literal(term) and term.language  # type: ignore[union-attr]
    )
    about = "Texts in all their languages: the other tables show one language, the one asked for."
    return Table("texts", about, columns, ("of", "property", "language", "text"), tuple(rows))


def concepts(facts: Facts) -> Table:
    """Return the words of the schemes: kinds, sides, roles, degrees of certainty."""
    fields = (
        key(),
        *name_fields(),
        plain_id("scheme", "skos:inScheme", "The scheme it belongs to."),
        said("definition", "skos:definition", "What it means."),
        value("notation", "skos:notation", "Its code."),
        value("order", "hev:order", "Its place in a graded scheme.", "integer"),
        address(),
    )
    return build("concepts", "The words used in columns of codes.", fields, facts, facts.of("skos:Concept"))


def rows(facts: Facts) -> Table:
    """Return the rows of the working dossier: what each became, or why it became nothing."""
    fields = (
        key(""),
        value("number", "dcterms:identifier", "Number of the row."),
        value("kind", "hev:rowKind", "Of which list of the dossier it is."),
        value("source_number", "hev:rowSource", "Number of the source in the dossier."),
        value("predicate", "hev:rowPredicate", "The dossier’s own name for what the row states."),
        said("locator", "hev:locator", "Where in the source."),
        Field(
            Column("entered_as", "ids", "What it became, besides claims: several, with a space between."),
            lambda facts, _iri, thing: tuple(map(facts.short, thing.all("hev:enteredAs"))) or None,
            ("hev:enteredAs",),
        ),
        said("left_out", "hev:leftOut", "Why it became nothing."),
        address(),
    )
    about = "Rows of the working dossier from which claims were made; none of their prose."
    return build("rows", about, fields, facts, facts.of("hev:ImportRow"))
