"""DCAT: the shapes of DCAT-AP by pySHACL; coverage by hand; sizes and checksums of files as they are exported."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from histkg.exporters import EXPORTERS, export
from histkg.exporters.metadata import TARGETS
from histkg.exporters.metadata.coverage import read_box, read_period
from histkg.exporters.targets import read_targets
from histkg.stores import open_store

SHAPES = Path(__file__).parent / "dcat-ap" / "dcat-ap-3.0.1.ttl"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority/language/"
MINI = URIRef("https://w3id.org/histkg/dataset/mini")


@pytest.fixture(scope="session")
def described(done):
    """Return a description as rdflib reads it."""

    def parse(name):
        return Graph().parse(data=done(name, "dcat").files[""], format="turtle")

    return parse


def conforms(graph):
    from pyshacl import validate

    good, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return good, text


@pytest.mark.parametrize("name", ["mini", "more", "real"])
def test_the_shapes_of_dcat_ap(described, name):
    good, text = conforms(described(name))
    assert good, text


def test_the_shapes_would_complain(described):
    graph = described("mini")
    graph.remove((None, DCAT.accessURL, None))
    graph.remove((MINI, DCTERMS.description, None))
    good, text = conforms(graph)
    assert not good
    assert "accessURL" in text
    assert "description" in text


def test_when_and_where_by_hand(mini_all, described):
    # Beta Town rose in spring 1725 (1725-21: from 1 March), the march was in August 1729; one rising has no end.
    # The ford lies at 10/40 and 10.02/40.01, the hill at 10.5/40.5; that the ford lies in the west (-10) is denied.
    period, (box, without) = read_period(mini_all), read_box(mini_all)
    assert (period.begin, period.end, period.dated, period.undated, period.open) == (
        *("1725-03-01", "1729-08-31"), *(5, 0, 1),
    )  # fmt: skip
    assert (box.west, box.south, box.east, box.north, box.places, without) == (10, 40, 10.5, 40.5, 2, 3)
    graph = described("mini")
    (when,) = graph.objects(MINI, DCTERMS.temporal)
    assert graph.value(when, DCAT.startDate).toPython().isoformat() == "1725-03-01"
    assert graph.value(when, DCAT.endDate).toPython().isoformat() == "1729-08-31"
    (where,) = graph.objects(MINI, DCTERMS.spatial)
    assert str(graph.value(where, DCAT.bbox)) == "POLYGON((10 40, 10.5 40, 10.5 40.5, 10 40.5, 10 40))"


def test_coverage_of_the_real_dataset_row_by_row(real_all, counted_real):
    hev = Namespace("https://w3id.org/histkg/ontology#")
    days = sorted(
        str(day)
        for event in counted_real.union.subjects(RDF.type, hev.Event)
        for name in ("beginEarliest", "beginLatest", "endEarliest", "endLatest")
        for day in counted_real.union.objects(event, hev[name])
    )
    assert (read_period(real_all).begin, read_period(real_all).end) == (days[0], days[-1])
    points = [
        tuple(map(float, str(point).removeprefix("POINT(").removesuffix(")").split()))
        for place in counted_real.union.subjects(RDF.type, hev.Place)
        for point in counted_real.union.objects(place, hev.coordinates)
    ]
    box, _ = read_box(real_all)
    assert (box.west, box.east) == (min(x for x, _ in points), max(x for x, _ in points))
    assert (box.south, box.north) == (min(y for _, y in points), max(y for _, y in points))


def test_keywords_in_all_three_languages(described):
    # Kinds: uprising, battle, military operation. Places of events: Omega Land (holds both places named for the valley
    # rising), Beta Town, Theta Ford, Iota Hill.
    graph = described("mini")
    words = {word.language: set() for word in graph.objects(MINI, DCAT.keyword)}
    for word in graph.objects(MINI, DCAT.keyword):
        words[word.language].add(str(word))
    assert words["en"] == {
        *("uprising", "battle", "military operation", "Omega Land", "Beta Town", "Theta Ford", "Iota Hill")
    }
    assert words["ru"] >= {"восстание", "Страна Омега"}
    assert len(words["az"]) == 7


@pytest.mark.parametrize("name", ["mini", "real"])
def test_sizes_and_checksums_are_those_of_the_export(request, described, name):
    built = request.getfixturevalue(name)
    graph = described(name)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    sized = {str(node) for node in graph.subjects(DCAT.byteSize, None)}
    assert sized == {f"{dataset}#file-nquads", f"{dataset}#file-ntriples"}
    for kind in ("nquads", "ntriples"):
        out = io.BytesIO()
        export(built.quads, built.prefixes, out, format_name=kind)
        node = URIRef(f"{dataset}#file-{kind}")
        assert int(graph.value(node, DCAT.byteSize)) == len(out.getvalue())
        checksum = graph.value(node, SPDX.checksum)
        told = graph.value(checksum, SPDX.checksumValue).toPython()
        assert told.hex() == hashlib.sha256(out.getvalue()).hexdigest()


def test_one_distribution_for_every_format_but_descriptions(described):
    graph = described("mini")
    names = {str(graph.value(node, DCTERMS.title)) for node in graph.objects(MINI, DCAT.distribution)}
    assert names == (set(EXPORTERS) | set(read_targets())) - set(TARGETS)
    kind = graph.value(URIRef(f"{MINI}#file-geojson"), DCAT.mediaType)
    assert str(kind) == "https://www.iana.org/assignments/media-types/application/geo+json"


def test_where_files_are_is_told_only_if_the_data_tells_it(described):
    plain, told = described("mini"), described("more")
    assert not list(plain.triples((None, DCAT.downloadURL, None)))
    assert set(plain.objects(None, DCAT.accessURL)) == {MINI}
    assert list(told.subject_objects(DCAT.downloadURL)) == [
        (URIRef(f"{MINI}#file-nquads"), URIRef("https://example.org/mini/all.nq"))
    ]
    assert told.value(URIRef(f"{MINI}#file-geojson"), DCAT.accessURL) == URIRef("https://example.org/mini/")
    assert not list(plain.subjects(RDF.type, DCAT.DataService))


def test_what_the_data_tells_goes_along(described):
    graph = described("more")
    assert set(graph.objects(MINI, DCTERMS.language)) == {
        URIRef(EU + "AZE"), URIRef("http://id.loc.gov/vocabulary/iso639-1/ja"),
    }  # fmt: skip
    assert graph.value(MINI, DCAT.previousVersion) == URIRef("https://w3id.org/histkg/dataset/mini/0.0.9")
    assert str(graph.value(MINI, DCTERMS.issued)) == "2031-02-03"
    contact = graph.value(MINI, DCAT.contactPoint)
    assert Literal("Anna") in set(graph.objects(contact, None))
    assert any("\u202eABC" in title for title in graph.objects(MINI, DCTERMS.title))
    assert all(not isinstance(value, Literal) for value in graph.objects(MINI, DCTERMS.temporal))


def test_a_store_without_named_graphs_gives_no_checksum(mini, mini_home):
    from pyoxigraph import Quad

    from histkg.exporters.selection import select_everything

    merged = [Quad(q.subject, q.predicate, q.object) for q in mini.quads]
    selection = select_everything(open_store(merged), mini.prefixes, mini_home, ("en",))
    assert b"byteSize" not in TARGETS["dcat"].write(selection).files[""]
    assert TARGETS["void"].write(selection).counts["folders of graphs"] == 0
