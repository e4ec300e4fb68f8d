"""Zotero RDF, read by rdflib along the paths that Zotero's own RDF import follows, against the data files."""

import pytest
import rdflib
from rdflib.namespace import DC, DCTERMS, FOAF, RDF

BIB = rdflib.Namespace("http://purl.org/net/biblio#")
Z = rdflib.Namespace("http://www.zotero.org/namespaces/export#")
PRISM = rdflib.Namespace("http://prismstandard.org/namespaces/1.2/basic/")
VCARD = rdflib.Namespace("http://nwalsh.com/rdf/vCard#")
BASE = "https://w3id.org/histkg/id/"


@pytest.fixture(scope="module")
def graph(exported):
    graph = rdflib.Graph()
    graph.parse(data=exported("zotero-rdf"), format="xml")
    return graph


def item(graph, key):
    kind = "archive" if rdflib.URIRef(f"{BASE}archive/{key}") in set(graph.subjects(Z.itemType)) else "source"
    return rdflib.URIRef(f"{BASE}{kind}/{key}")


def text(graph, node, *path):
    for predicate in path:
        node = graph.value(node, predicate) if node is not None else None
    return "" if node is None else str(node)


def creators(graph, node, predicate):
    sequence = graph.value(node, predicate)
    members = sorted(
        (int(str(p).rpartition("_")[2]), one) for p, one in graph.predicate_objects(sequence) if "#_" in str(p)
    ) if sequence is not None else []  # fmt: skip
    return [(text(graph, one, FOAF.surname), text(graph, one, FOAF.givenName)) for _, one in members]


def test_129_items_in_one_collection_each_with_a_note(graph):
    items = set(graph.subjects(Z.itemType))
    assert len(items) == 129
    (collection,) = graph.subjects(RDF.type, Z.Collection)
    assert set(graph.objects(collection, DCTERMS.hasPart)) == items
    assert "Uprisings in Azerbaijan" in text(graph, collection, DC.title)
    for one in items:
        (note,) = graph.objects(one, DCTERMS.isReferencedBy)
        assert (note, RDF.type, BIB.Memo) in graph
        assert str(one) in text(graph, note, RDF.value)


def test_every_listed_work_keeps_every_printed_field(graph, listed):
    for key, work in listed.items():
        node = item(graph, key)
        container = graph.value(node, DCTERMS.isPartOf)
        where = container if container is not None else node
        assert text(graph, node, DC.title) == work.full_title, key
        assert text(graph, container, DC.title) == work.journal, key
        assert text(graph, where, PRISM.volume) == work.volume, key
        assert text(graph, where, PRISM.number) == work.issue, key
        assert text(graph, node, Z.numberOfVolumes) == work.volumes, key
        assert text(graph, node, BIB.pages) == "-".join(work.pages), key
        assert text(graph, node, DC.date) == work.year, key
        assert text(graph, node, DC.publisher, FOAF.name) == work.publisher, key
        assert text(graph, node, DC.publisher, VCARD.adr, VCARD.locality) == work.place, key
        assert text(graph, node, Z.language) == work.language, key
        if work.romanised not in ("", work.title):
            assert f"In another script: {work.romanised}" in text(graph, node, DC.description).splitlines(), (
                key
            )


def test_every_person_keeps_the_role_or_is_a_contributor(graph, listed):
    for key, work in listed.items():
        node, people = item(graph, key), work.people
        assert creators(graph, node, BIB.authors) == people.get("author", []), key
        edited = people.get("editor", []) + people.get("scientific-editor", [])
        assert creators(graph, node, BIB.editors) == edited, key
        assert creators(graph, node, Z.translators) == people.get("translator", []), key
        others = {
            one
            for role in ("compiler", "introduction-writer", "preface-writer", "annotator")
            for one in people.get(role, [])
        }
        assert set(creators(graph, node, BIB.contributors)) == others, key
        extra = text(graph, node, DC.description).splitlines()
        for family, given in people.get("compiler", []):
            assert f"Compiler: {family} || {given}" in extra, key


def test_every_page_keeps_address_title_year_and_author(graph, pages):
    for key, work in pages.items():
        node = item(graph, key)
        addresses = [
            text(graph, one, RDF.value)
            for one in graph.objects(node, DC.identifier)
            if (one, RDF.type, DCTERMS.URI) in graph
        ]
        assert addresses == [work.url], key
        assert (text(graph, node, DC.title), text(graph, node, DC.date)) == (work.title, work.year), key
        assert creators(graph, node, BIB.authors) == work.people.get("author", []), key


def test_archival_files_are_manuscripts_with_archive_and_call_number(graph):
    node = item(graph, "rgaspi-f80-op4-d57")
    assert text(graph, node, Z.itemType) == "manuscript"
    assert text(graph, node, Z.archive) == "Российский государственный архив социально-политической истории"
    assert text(graph, node, DC.coverage) == "РГАСПИ, ф. 80, оп. 4, д. 57"
    (number,) = [one for one in graph.objects(node, DC.subject) if (one, RDF.type, DCTERMS.LCC) in graph]
    assert text(graph, number, RDF.value) == "РГАСПИ, ф. 80, оп. 4, д. 57"


def test_the_article_has_its_journal_doi_and_keywords(graph):
    node = item(graph, "nazarli-2024")
    container = graph.value(node, DCTERMS.isPartOf)
    assert (container, RDF.type, BIB.Journal) in graph
    assert "DOI 10.15407/orientw2024.01.019" in [str(one) for one in graph.objects(container, DC.identifier)]
    assert {"XI Red Army", "uprising", "occupation"} <= {str(one) for one in graph.objects(node, DC.subject)}
