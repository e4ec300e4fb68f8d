"""Nanopublications: what is asserted, by hand from the mini dataset; the rules of the guidelines; and two readers."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from histkg.exporters.claims import TARGETS

NP = "http://www.nanopub.org/nschema#"
HEV = "https://w3id.org/histkg/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ID = "https://w3id.org/histkg/id/"
ALPHA = NamedNode(f"{ID}event/alpha-valley-rising")
TYPE = NamedNode(f"{RDF}type")


MADE = {}


def written(selection):
    """Write once of each selection; the selection is kept with it, so that no other gets its id."""
    if id(selection) not in MADE:
        MADE[id(selection)] = (selection, TARGETS["nanopub"].write(selection))
    return MADE[id(selection)][1]


def iri(local):
    return NamedNode(f"{ID}{local}")


@pytest.fixture(scope="module")
def published(mini_all, kappa_all, real_all):
    """Selection → claim → part of its nanopublication → triples."""
    made = {}
    for name, selection in (("mini", mini_all), ("kappa", kappa_all), ("real", real_all)):
        claims = made[name] = {}
        for quad in parse(written(selection).files[""], format=RdfFormat.TRIG):
            claim, _, part = quad.graph_name.value.partition("/nanopub/")
            claims.setdefault(claim, {}).setdefault(part, set()).add(quad.triple)
    return made


def of(published, claim, which="mini"):
    return published[which][f"{ID}claim/{claim}"]


# What is asserted


def test_a_claim_is_asserted_with_where_it_comes_from(published):
    found = of(published, "beta-history-1742-alpha-part")
    assert found["assertion"] == {Triple(ALPHA, NamedNode(f"{HEV}partOf"), iri("event/omega-risings"))}
    own = f"{ID}claim/beta-history-1742-alpha-part/nanopub/"
    assertion = NamedNode(f"{own}assertion")
    for name, value in (
        (f"{PROV}wasAttributedTo", iri("agent/beta-bahar")),
        (f"{PROV}wasDerivedFrom", iri("passage/beta-history-1742-p-7")),
        (f"{HEV}certainty", NamedNode("https://w3id.org/histkg/vocab/certainty/certain")),
        (f"{HEV}verification", NamedNode("https://w3id.org/histkg/vocab/verification/illustrative")),
    ):
        assert Triple(assertion, NamedNode(name), value) in found["provenance"]
    locator = Triple(
        iri("passage/beta-history-1742-p-7"), NamedNode(f"{HEV}locator"), Literal("с. 7", language="ru")
    )
    assert locator in found["provenance"]
    pubinfo = {(one.predicate.value, one.object) for one in found["pubinfo"]}
    assert (f"{DCTERMS}creator", iri("agent/histkg-curators")) in pubinfo
    cc0 = NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")
    assert (f"{DCTERMS}license", cc0) in pubinfo
    assert {one.subject for one in found["pubinfo"]} == {NamedNode(own)}


def test_a_value_of_parts_comes_with_its_parts(published):
    found = of(published, "beta-history-1742-alpha-killed")["assertion"]
    figure = iri("figure/beta-history-1742-killed")
    assert Triple(ALPHA, NamedNode(f"{HEV}casualties"), figure) in found
    assert Triple(figure, NamedNode(f"{HEV}minimum"), Literal(100)) in found


def test_a_denial_is_asserted_as_a_denial(published):
    found = of(published, "beta-history-1742-alpha-participation-council")
    denial = NamedNode(f"{ID}claim/beta-history-1742-alpha-participation-council/nanopub/denial")
    council = iri("participation/beta-history-1742-council")
    assert {one for one in found["assertion"] if one.subject == denial} == {
        Triple(denial, TYPE, NamedNode(f"{OWL}NegativePropertyAssertion")),
        Triple(denial, NamedNode(f"{OWL}sourceIndividual"), ALPHA),
        Triple(denial, NamedNode(f"{OWL}assertionProperty"), NamedNode(f"{HEV}participation")),
        Triple(denial, NamedNode(f"{OWL}targetIndividual"), council),
    }
    # Not twice: the assertion denies, and is itself not denied.
    assert not {one for one in found["provenance"] if one.predicate.value == f"{HEV}polarity"}
    words = of(published, "beta-history-1742-alpha-coordination")["assertion"]
    assert {one.object for one in words if one.predicate.value == f"{OWL}targetValue"} == {
        Literal("a single council", language="en")
    }


def test_words_that_are_only_reported_stay_words(published):
    found = of(published, "beta-history-1742-alpha-disturbance")["assertion"]
    words = NamedNode(f"{ID}claim/beta-history-1742-alpha-disturbance/nanopub/words")
    assert found == {
        Triple(words, TYPE, NamedNode(f"{RDF}Statement")),
        Triple(words, NamedNode(f"{RDF}subject"), ALPHA),
        Triple(words, NamedNode(f"{RDF}predicate"), NamedNode(f"{HEV}characterization")),
        Triple(words, NamedNode(f"{RDF}object"), Literal("disturbance", language="en")),
        Triple(words, NamedNode(f"{HEV}voice"), iri("agent/omega-governorate")),
        Triple(words, NamedNode(f"{HEV}stance"), NamedNode("https://w3id.org/histkg/vocab/stance/reports")),
    }


def test_what_was_withdrawn_or_rejected_is_not_published(published):
    assert f"{ID}claim/beta-history-1742-alpha-begin-rejected" not in published["mini"]
    assert f"{ID}claim/kappa-siege-date-withdrawn" not in published["kappa"]


def test_disagreement_is_told(published):
    found = of(published, "beta-history-1742-alpha-begin")["provenance"]
    assertion = NamedNode(f"{ID}claim/beta-history-1742-alpha-begin/nanopub/assertion")
    (issue,) = {
        one.subject for one in found if one.predicate.value == f"{HEV}position" and one.object == assertion
    }
    assert Triple(issue, NamedNode(f"{HEV}issueKind"), Literal("conflict")) in found
    assert not {
        one for one in of(published, "beta-history-1742-alpha-part")["provenance"] if one.subject == issue
    }


def test_the_licence_is_that_of_the_source_where_it_has_one(published):
    def licences(claim):
        found = of(published, claim, "kappa")["pubinfo"]
        return {one.object.value for one in found if one.predicate.value == f"{DCTERMS}license"}

    assert licences("kappa-town-geonames") == {"https://creativecommons.org/licenses/by/4.0/"}
    assert licences("kappa-town-point") == {"https://creativecommons.org/publicdomain/zero/1.0/"}


def test_a_nanopublication_has_a_name_to_find_it_by(published):
    def label(claim, which="mini"):
        return {
            one.object.value
            for one in of(published, claim, which)["pubinfo"]
            if one.predicate.value.endswith("#label")
        }

    assert label("beta-history-1742-alpha-killed") == {
        "[probable, contested] Alpha Valley rising — casualties: insurgent, killed: 100–120 (Beta 1742, p. 8)"
    }
    # Who is under whom, and in which office, is the point of the claim.
    assert label("nazarli-2024-special-department-1", "real") == {
        "Special Department of the XI Red Army — subordination: under XI Red Army (Nazarli 2024, abstract, sentence 12)"
    }
    ally = "great-soviet-encyclopedia-gandzha-ganja-uprising-1920-ally-1"
    assert label(ally, "real") == {
        "[reading: low] Ganja uprising — participation: Georgian Mensheviks: ally (alleged support), side: insurgent (Great Soviet Encyclopedia, Gandzha Rebellion of 1920, body)"
    }
    assert label("kappa-town-other-item", "kappa") == {
        "[denied by the source] Kappa Town — exact match: wd:Q900000009 (Kappa Atlas, pp. 12–13)"
    }


# The guidelines


@pytest.mark.parametrize("which", ["mini", "kappa", "real"])
def test_every_one_is_well_formed(published, which):
    for claim, parts in published[which].items():
        own = f"{claim}/nanopub/"
        assert claim.startswith(ID)
        assert parts.keys() == {"Head", "assertion", "provenance", "pubinfo"}
        links = {f"{NP}has{part}": f"{own}{graph}" for part, graph in (
            ("Assertion", "assertion"), ("Provenance", "provenance"), ("PublicationInfo", "pubinfo"))}  # fmt: skip
        assert {(one.subject.value, one.predicate.value, one.object.value) for one in parts["Head"]} == {
            (own, TYPE.value, f"{NP}Nanopublication"),
            *((own, link, graph) for link, graph in links.items()),
        }
        assert {f"{own}assertion"} <= {one.subject.value for one in parts["provenance"]}
        assert {one.subject.value for one in parts["pubinfo"]} == {own}
        terms = {term for part in parts.values() for one in part for term in (one.subject, one.object)}
        assert not {term for term in terms if isinstance(term, BlankNode)}


@pytest.mark.parametrize("which", ["mini", "kappa", "real"])
def test_nothing_denied_is_asserted(request, published, which):
    """No assertion holds the triple of a claim that is not live, unless a live claim says the same."""
    rows = request.getfixturevalue(f"{which}_all").rows(
        """?c a hev:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . FILTER NOT EXISTS { ?c hev:live true }""",
        *("c", "s", "p", "o"),
    )
    assert rows
    for row in rows:
        parts = published[which].get(row["c"].value)
        assert parts is None or Triple(row["s"], row["p"], row["o"]) not in parts["assertion"]


@pytest.mark.parametrize("which", ["mini_all", "kappa_all", "real_all"])
def test_the_numbers_balance(request, published, which):
    selection = request.getfixturevalue(which)
    told = written(selection)
    claims = len({row["c"] for row in selection.rows("?c a hev:Claim", "c")})
    assert told.counts["nanopublications"] == len(published[which.removesuffix("_all")])
    assert told.counts["nanopublications"] + sum(told.left_out.values()) == claims
    assert sum(told.counts.values()) == 2 * told.counts["nanopublications"]


# Readers


def test_the_python_library_finds_every_one_valid(readers, mini_all):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nanopub = readers.module("nanopub")
        from rdflib import ConjunctiveGraph

        text = written(mini_all).files[""].decode()
        shared, *each = text.split("@prefix this:")
        assert len(each) == written(mini_all).counts["nanopublications"]
        for one in each[:60]:
            graph = ConjunctiveGraph()
            graph.parse(data=f"{shared}@prefix this:{one}", format="trig")
            read = nanopub.Nanopub(rdf=graph, conf=nanopub.NanopubConf())
            assert read.is_valid
            assert len(read.assertion) > 0


def test_the_java_library_finds_every_one_valid(tmp_path, readers, real_all):
    """``org.nanopub:nanopub`` and what it needs, as jars in the folder that HISTKG_NANOPUB_JARS names."""
    folder = os.environ.get("HISTKG_NANOPUB_JARS", "")
    readers.need(folder and any(Path(folder).glob("nanopub-*.jar")), "org.nanopub:nanopub")
    told = written(real_all)
    path = tmp_path / "nanopubs.trig"
    path.write_bytes(told.files[""])
    said = readers.run(readers.program("java"), "-cp", f"{folder}/*", "org.nanopub.CheckNanopub", path)
    assert f"Summary: {told.counts['nanopublications']} valid (not trusty);" in said
