"""Tables of sources, the places in them, and the printed lines of reference lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.tabular.fields import (
    Field,
    address,
    build,
    coded,
    concept,
    ids,
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


def _says(facts: Facts, iri: str, _thing: Thing) -> Cell:
    return len(facts.claims_of_source.get(iri, ()))


def _judged(name: str, predicate: str, about: str) -> Field:
    """Return what the curators judge of a source: claims that never become plain statements."""

    def get(facts: Facts, iri: str, _thing: Thing) -> Cell:
        return facts.names(facts.said.get((iri, predicate), ()))

    return Field(Column(name, "text", about), get)


def sources(facts: Facts) -> Table:
    """Return publications, web pages, databases; archival units have a table of their own."""
    iris = [iri for iri in facts.of("hev:Source") if not facts.is_a(iri, "hev:ArchivalUnit")]
    fields = (
        key(),
        *name_fields(),
        *concept("kind", "hev:documentType", "Kind of publication."),
        texts("titles", "dcterms:title", "Its titles, in every script in which they are printed."),
        *several("creators", "dcterms:creator", "Authors."),
        *several(
            "contributors", "dcterms:contributor", "Compilers, editors, translators: table contributions."
        ),
        *several("publishers", "dcterms:publisher", "Publishers."),
        texts("issued", "dcterms:issued", "Year of publication, as sources give it."),
        texts("language", "dcterms:language", "Language of the work."),
        texts("script", "hev:script", "Script, as an ISO 15924 code."),
        *several("place_of_publication", "hev:placeOfPublication", "Where it appeared."),
        *several("part_of", "dcterms:isPartOf", "The set, journal or book it is part of."),
        texts("volume", "bibo:volume", "Volume."),
        texts("number_of_volumes", "bibo:numVolumes", "Number of volumes of the set."),
        texts("issue", "bibo:issue", "Number of the issue."),
        texts("page_start", "bibo:pageStart", "First page."),
        texts("page_end", "bibo:pageEnd", "Last page."),
        texts("doi", "bibo:doi", "DOI."),
        texts("issn", "bibo:issn", "ISSN."),
        texts("eissn", "bibo:eissn", "Electronic ISSN."),
        texts("url", "hev:url", "Address at which it was read."),
        said("access", "hev:access", "How much of it was read."),
        _judged("reliability", "hev:reliability", "The curators’ short judgement."),
        _judged(
            "tradition",
            "hev:tradition",
            "The tradition of history writing it belongs to, in the curators’ judgement.",
        ),
        *several("about", "hev:about", "What it deals with, by its title or description."),
        *several("depends_on", "hev:dependsOn", "Sources it copies, translates, revises or credits."),
        *several(
            "shares_text_with", "hev:sharesTextWith", "Sources with which it shares wording or figures."
        ),
        plain_id(
            "witness",
            "hev:witness",
            "The source that stands for it and all connected with it: they are one witness.",
        ),
        Field(
            Column("claims", "integer", "How many claims of this export are stated in it.", required=True),
            _says,
        ),
        texts("citation", "dcterms:bibliographicCitation", "As reference lists print it."),
        texts("number_in_dossier", "dcterms:identifier", "Its number in the working dossier."),
        ids("licence", "dcterms:license", "Licence under which its data came."),
        texts("keywords", "dcterms:subject", "Its keywords."),
        said("disambiguation", "hev:disambiguation", "What tells it from others of the same name."),
        said("note", "rdfs:comment", "A note of the curators."),
        address(),
    )
    about = "Works, pages and databases in which claims are stated, or which are only listed."
    return build("sources", about, fields, facts, iris)


def passages(facts: Facts) -> Table:
    """Return the places in sources where something is stated; printed references among them."""
    fields = (
        key(""),
        *link("source", "oa:hasSource", "The source it is in.", "things", required=True),
        said("locator", "hev:locator", "Where in the source, as a reader would print it."),
        value("section", "hev:section", "Part of the source: title, abstract, page …"),
        value("sentence", "hev:sentence", "Number of the sentence in its section.", "integer"),
        value("page_start", "bibo:pageStart", "First page."),
        value("page_end", "bibo:pageEnd", "Last page."),
        value("folio", "hev:folio", "Leaf of an archival file."),
        value("record", "hev:recordId", "Record of a gazetteer or database."),
        Field(
            Column(
                "is_reference",
                "boolean",
                "true: a line of a reference list; table references.",
                required=True,
            ),
            lambda facts, iri, _thing: facts.is_a(iri, "hev:Reference"),
        ),
        value("content", "c4o:hasContent", "The words themselves, where they are kept."),
        said("note", "rdfs:comment", "A note of the curators."),
        address(),
    )
    return build(
        "passages", "Places in sources: claims are stated in them.", fields, facts, facts.of("hev:Passage")
    )


def references(facts: Facts) -> Table:
    """Return the lines of printed reference lists with what each says of its work."""
    printed = (
        ("title", "hev:printedTitle", "Title as printed."),
        ("year", "hev:printedYear", "Year as printed."),
        ("language", "hev:printedLanguage", "Language, as the line states it."),
        ("script", "hev:printedScript", "Script of the line, as an ISO 15924 code."),
        ("volume", "hev:printedVolume", "Volume as printed."),
        ("issue", "hev:printedIssue", "Issue as printed."),
        ("page_start", "hev:printedPageStart", "First page as printed."),
        ("page_end", "hev:printedPageEnd", "Last page as printed."),
    )
    fields = (
        Field(
            Column("id", "id", "Short name of the line; the key of this table.", "passages", required=True),
            lambda facts, iri, _thing: facts.short(iri),
        ),
        *link("source", "oa:hasSource", "The work whose list it is in.", "things", required=True),
        value("list", "hev:list", "Which list: A in the original script, B transliterated."),
        value("number", "hev:entryNumber", "Its place in the list.", "integer"),
        value("content", "c4o:hasContent", "The line, character by character.", required=True),
        *link("refers_to", "hev:refersTo", "The work or archive it is about.", "things", required=True),
        *(value(f"printed_{name}", predicate, about) for name, predicate, about in printed),
        *several("printed_place", "hev:printedPlace", "Place of publication."),
        *several("printed_set", "hev:printedSet", "The set or journal it names as the whole."),
        *several("printed_units", "hev:printedUnit", "Archival files it cites."),
        ids(
            "printed_contributions",
            "hev:printedContribution",
            "People and publishers it names: table contributions.",
        ),
        said("elision", "hev:elision", "What it leaves out and the reader must supply."),
        *several("asserted_by", "hev:assertedBy", "Who is answerable for the list."),
        coded("verification", "hev:verification", "How closely the curators looked."),
        *several("recorded_by", "prov:wasAttributedTo", "Who entered it."),
    )
    about = "Lines of printed reference lists. That a work is listed does not say that it speaks of an event."
    return build("references", about, fields, facts, facts.of("hev:Reference"))


def contributions(facts: Facts) -> Table:
    """Return who did what for a publication, line by line."""

    def works(facts: Facts, iri: str, _thing: Thing) -> Cell:
        found = {facts.things[claim].value("rdf:subject") for claim in facts.backed(iri)}
        return tuple(sorted(map(facts.short, found))) or None

    fields = (
        Field(
            Column("id", "id", "Short name; the key of this table.", required=True),
            lambda facts, iri, _thing: facts.short(iri),
        ),
        Field(Column("works", "ids", "The work it is for; by claims that count."), works),
        *link("agent", "hev:agent", "Who.", "things", required=True),
        *concept("role", "hev:role", "In what role."),
        value("order", "hev:order", "Place of the name in the printed line.", "integer"),
        value("printed_name", "hev:printedName", "The name exactly as printed."),
        value("printed_role", "hev:printedRole", "The words that mark the role."),
        said("role_doubt", "hev:roleDoubt", "Why the role may not be the right one."),
        said("note", "rdfs:comment", "A note of the curators."),
    )
    iris = [iri for iri in facts.of("hev:Contribution") if facts.backed(iri)]
    about = "Authors, editors, translators, publishers, as each printed line names them."
    return build("contributions", about, fields, facts, iris)
