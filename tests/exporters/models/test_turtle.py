"""CIDOC CRM, SEM and RiC-O: what is said of the small dataset, and whether the vocabularies allow it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from histkg.exporters.models import TARGETS

HERE = Path(__file__).parent
RECORD = HERE / "terms.tsv"
ID = "https://w3id.org/histkg/id/"
HEV = "https://w3id.org/histkg/ontology#"
CRM = rdflib.Namespace("http://www.cidoc-crm.org/cidoc-crm/")
INF = rdflib.Namespace("http://www.cidoc-crm.org/extensions/crminf/")
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
RICO = rdflib.Namespace("https://www.ica.org/standards/RiC/ontology#")
SCHEMA = rdflib.Namespace("http://schema.org/")
LA = rdflib.Namespace("https://linked.art/ns/terms/")
RDF, RDFS, XSD = rdflib.RDF, rdflib.RDFS, rdflib.XSD
EVENT = rdflib.URIRef(ID + "event/alpha-valley-rising")
TURTLE = ("cidoc-crm", "ric-o", "sem")
PACKAGES = {"cidoc-crm": ("crm", CRM), "ric-o": ("rico", RICO), "sem": ("sem", SEM)}


def iri(curie):
    kind, slug = curie.split(":")
    return rdflib.URIRef(f"{ID}{kind}/{slug}")


def vocab(curie):
    kind, slug = curie.split(":")
    return rdflib.URIRef(f"https://w3id.org/histkg/vocab/{kind}/{slug}")


def day(text):
    return rdflib.Literal(text, datatype=XSD.date)


@pytest.fixture(scope="session")
def graphs(written):
    """Read each by a library that did not write it."""
    return {name: rdflib.Graph().parse(data=written[name].files[""], format="turtle") for name in TURTLE}


@pytest.fixture(scope="session")
def crm(graphs):
    return graphs["cidoc-crm"]


def triples_of(data):
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


# ---- The forms ----


@pytest.mark.parametrize("name", TURTLE)
def test_rdflib_reads_what_was_written(name, written, graphs):
    assert len(graphs[name]) == written[name].counts["statements"] > 500
    assert not any(isinstance(node, rdflib.BNode) for triple in graphs[name] for node in triple)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_the_same_selection_gives_the_same_bytes(name, written, mini_all):
    assert TARGETS[name].write(mini_all).files == written[name].files


@pytest.mark.parametrize("name", TURTLE)
def test_nothing_is_named_that_is_not_described(name, written):
    triples = triples_of(written[name].files[""])
    subjects = {triple.subject for triple in triples}
    dangling = {
        triple.object.value
        for triple in triples
        if isinstance(triple.object, ox.NamedNode)
        and triple.object not in subjects
        and triple.object.value.startswith(ID)
    }
    assert not dangling


# ---- Terms ----


def foreign(written):
    """Return every term of a foreign model that stands in an export as a class or a property."""
    spaces = tuple(map(str, (CRM, INF, SEM, RICO, SCHEMA, LA)))
    found = set()
    for name in TURTLE:
        for triple in triples_of(written[name].files[""]):
            found.add(triple.predicate.value)
            if triple.predicate.value == str(RDF.type) or triple.predicate.value.endswith(
                "J32_has_property_type"
            ):
                found.add(triple.object.value)
    for node in nodes(json.loads(written["schema-org"].files[""])["@graph"]):
        kinds = node.get("@type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        found |= {str(SCHEMA[term]) for term in [*kinds, *node] if not term.startswith("@")}
    return {term for term in found if term.startswith(spaces)}


def nodes(value):
    """Yield every object of a JSON-LD file that has an address."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict) and "@value" not in value:
        yield value
        for one in value.values():
            yield from nodes(one)


def record():
    with RECORD.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert head == ["term", "declared_in", "confidence"]
    assert lines == sorted(lines)
    return {term: (where, confidence) for term, where, confidence in lines}


def test_every_foreign_term_is_on_record_and_no_other(written):
    assert foreign(written) == set(record())


def test_only_crminf_is_known_at_second_hand():
    assert {term for term, (_, trust) in record().items() if trust == "second-hand"} == {
        term for term in record() if term.startswith(str(INF))
    }


@pytest.mark.parametrize("name", TURTLE)
@pytest.mark.parametrize(
    "of", ["mini", "mini event:alpha-valley-rising", "real", "real event:ganja-uprising-1920"]
)
def test_the_published_vocabulary_allows_every_statement(name, of, exported, readers, vocabularies):
    package, namespace = PACKAGES[name]
    folder = readers.node_package(f"@vocabulary/{package}")
    vocabulary = vocabularies.read(str(folder / f"{package}.nq"))
    triples = triples_of(exported(name, of).files[""])
    assert vocabularies.breaches(vocabulary, triples, str(namespace)) == []


def test_the_record_is_of_terms_the_vocabularies_declare(readers, vocabularies):
    for package, namespace in (*PACKAGES.values(), ("schema", SCHEMA)):
        vocabulary = vocabularies.read(str(readers.node_package(f"@vocabulary/{package}") / f"{package}.nq"))
        wanted = {term for term in record() if term.startswith(str(namespace))}
        assert wanted
        assert wanted <= vocabulary.declared


def test_the_check_of_the_vocabulary_bites(readers, vocabularies):
    vocabulary = vocabularies.read(str(readers.node_package("@vocabulary/crm") / "crm.nq"))
    text = f"""@prefix crm: <{CRM}> .
        <urn:x> a crm:E53_Place ; crm:P14_carried_out_by <urn:y> ; crm:P999_no_such <urn:y> . <urn:y> a crm:E21_Person ."""
    wrong = vocabularies.breaches(vocabulary, triples_of(text.encode()), str(CRM))
    assert sorted(sentence.split()[0] for sentence in wrong) == ["domain", "undeclared"]


# ---- CIDOC CRM ----


def test_a_contested_begin_shows_its_bounds_and_both_sides(crm):
    """25 May against the night of 21 to 22 May; the misprint of 1724 and the rejected 1 April widen nothing."""
    span = crm.value(EVENT, CRM["P4_has_time-span"])
    assert crm.value(span, CRM.P82a_begin_of_the_begin) == day("1725-05-21")
    assert crm.value(span, CRM.P81a_end_of_the_begin) == day("1725-05-25")
    assert crm.value(span, CRM.P81b_begin_of_the_end) == day("1725-06-04")
    assert crm.value(span, CRM.P82b_end_of_the_end) == day("1725-06-04")
    assert "exclude each other" in crm.value(span, CRM.P3_has_note)
    sides = {}
    for slug in ("alpha-chronicle-1731-alpha-begin", "beta-history-1742-alpha-begin"):
        claim = iri(f"claim:{slug}")
        assert crm.value(claim, INF.J30_has_domain) == EVENT
        assert crm.value(claim, INF.J32_has_property_type) == CRM["P4_has_time-span"]
        said = crm.value(claim, INF.J31_has_range)
        sides[slug] = (
            str(crm.value(said, CRM.P170i_time_is_defined_by)),
            crm.value(said, CRM.P82a_begin_of_the_begin),
            crm.value(said, CRM.P81a_end_of_the_begin),
        )
    assert sides == {
        "alpha-chronicle-1731-alpha-begin": ("1725-05-25", day("1725-05-25"), day("1725-05-25")),
        "beta-history-1742-alpha-begin": ("[1725-05-21,1725-05-22]", day("1725-05-21"), day("1725-05-22")),
    }


def belief_about(graph, claim, holder):
    """Return what *holder* holds a claim to be, and the types of that belief."""
    for argument in graph.subjects(CRM.P14_carried_out_by, holder):
        for belief in graph.objects(argument, INF.J2_concluded_that):
            if (belief, INF.J4_that, claim) in graph:
                return str(graph.value(belief, INF.J5_holds_to_be)), set(
                    graph.objects(belief, CRM.P2_has_type)
                )
    return None


@pytest.mark.parametrize(
    ("claim", "holder", "value"),
    [
        ("alpha-chronicle-1731-alpha-begin", "alfa-anna", "True"),
        ("beta-history-1742-alpha-participation-council", "beta-bahar", "False"),  # denied
        ("beta-history-1742-alpha-begin-rejected", "beta-bahar", "False"),  # repeated to reject it …
        ("beta-history-1742-alpha-begin-rejected", "omega-governorate", "True"),  # … from one who held it
        ("alpha-chronicle-1731-alpha-mutiny", "alfa-anna", "False"),  # a word she rejects
        ("alpha-chronicle-1731-alpha-mutiny", "omega-governorate", "True"),
        ("alpha-chronicle-1731-alpha-outcome", "alfa-anna", None),  # only reported: no belief of hers
        ("alpha-chronicle-1731-alpha-outcome", "omega-governorate", "True"),
        ("theta-dossier-identity-5", "histkg-curators", "False, possible"),  # denied, and not surely
    ],
)
def test_beliefs_say_who_holds_what(crm, claim, holder, value):
    found = belief_about(crm, iri(f"claim:{claim}"), iri(f"agent:{holder}"))
    assert (found and found[0]) == value


def test_a_belief_says_how_sure_and_how_closely_it_was_looked_at(crm):
    _, types = belief_about(crm, iri("claim:theta-dossier-identity-5"), iri("agent:histkg-curators"))
    assert types == {
        vocab("certainty:possible"),
        vocab("polarity:denies"),
        vocab("verification:illustrative"),
    }


@pytest.mark.parametrize("name", TURTLE)
def test_what_is_denied_is_no_plain_triple(name, graphs):
    """The council did not lead the rising; Ilya did not lead the fight; the memoir is not “Another life”."""
    graph = graphs[name]
    takes_part = (CRM.P14_carried_out_by, CRM.P11_had_participant, SEM.hasActor, RICO.hasOrHadParticipant)
    for event, agent in (("alpha-valley-rising", "beta-council"), ("theta-ford-fight", "iota-ilya")):
        assert not [
            prop for prop in takes_part if (iri(f"event:{event}"), prop, iri(f"agent:{agent}")) in graph
        ]
    assert (iri("participation:beta-history-1742-council"), None, None) not in graph
    assert (
        None,
        rdflib.SKOS.exactMatch,
        rdflib.URIRef("https://example.org/works/another-life"),
    ) not in graph


@pytest.mark.parametrize("name", TURTLE)
def test_what_is_only_reported_or_set_aside_is_no_plain_value(name, graphs):
    texts = {
        str(value)
        for subject, prop, value in graphs[name]
        if isinstance(value, rdflib.Literal) and str(subject).startswith(EVENT)
    }
    assert texts
    assert "all the rebels laid down their arms" not in texts
    assert "mutiny" not in texts
    assert not [text for text in texts if text.startswith(("1724", "1725-04-01"))]


def took_part(graph, event):
    return tuple(
        {str(agent).rpartition("/")[2] for agent in graph.objects(iri(f"event:{event}"), how)}
        for how in (CRM.P14_carried_out_by, CRM.P11_had_participant)
    )


@pytest.mark.parametrize(
    ("event", "acted", "others"),
    [
        # A leader and a participant of the insurgents; the suppressor’s side nobody knows.
        ("alpha-valley-rising", {"zeta-miller", "alpha-rebels"}, {"omega-first-regiment"}),
        # The council of the insurgents organised it: their commander, and by one source a regiment, act for it. By another
        # the regiment put them down. The side of Tomas is unknown.
        (
            "theta-ford-fight",
            {"iota-council", "theta-taras", "theta-regiment"},
            {"theta-regiment", "theta-tomas"},
        ),
        # Nobody is said to lead it: whose event it was is not known, and a commander may be of either side.
        ("iota-march", set(), {"theta-taras", "iota-brigade"}),
    ],
)
def test_who_carries_out_an_event_is_told_by_role_and_side(event, acted, others, crm):
    assert took_part(crm, event) == (acted, others)


def test_no_suppressor_and_no_commander_of_the_other_side_carries_out_an_uprising(exported):
    written = exported("cidoc-crm", "real event:ganja-uprising-1920")
    graph = rdflib.Graph().parse(data=written.files[""], format="turtle")
    acted, others = took_part(graph, "ganja-uprising-1920")
    soviet = {"velikanov-mikhail", "levandovsky-mikhail", "efendiev-b", "xi-red-army"}
    assert soviet <= others
    assert not soviet & acted
    assert {
        "nuri-pasha",
        "kazimbeyli-jahangir",
        "qachaq-gambar",
    } <= acted  # organiser, commander, participant


def test_a_claim_of_a_participation_uses_the_same_choice(crm):
    def said(claim):
        return crm.value(iri(f"claim:{claim}"), INF.J32_has_property_type)

    assert said("theta-gazette-1733-fight-taras") == CRM.P14_carried_out_by
    assert said("theta-gazette-1733-march-taras") == CRM.P11_had_participant
    assert said("theta-gazette-1733-fight-regiment") == CRM.P11_had_participant


def test_a_participation_keeps_role_side_and_how_far(crm):
    part = iri("participation:alpha-chronicle-1731-regiment")
    assert set(crm.objects(part, CRM.P2_has_type)) == {vocab("role:suppressor"), vocab("side:unknown")}
    assert crm.value(part, CRM.P9i_forms_part_of) == EVENT
    assert {str(text) for text in crm.objects(part, CRM.P3_has_note)} >= {"the second company only"}


def test_what_is_only_alleged_and_weakly_read_says_so(exported):
    claim = iri("claim:great-soviet-encyclopedia-gandzha-ganja-uprising-1920-ally-1")
    part = iri("participation:great-soviet-encyclopedia-gandzha-ganja-uprising-1920-ally-1")
    found = {
        name: rdflib.Graph().parse(
            data=exported(name, "real event:ganja-uprising-1920").files[""], format="turtle"
        )
        for name in TURTLE
    }

    def said(name, subject, prop):
        return {str(value) for value in found[name].objects(subject, prop)}

    weak = "The curators read it with low confidence."
    assert {weak, "alleged support"} <= said("cidoc-crm", claim, CRM.P3_has_note)
    assert {"reading confidence: low", "alleged support"} <= said("ric-o", claim, RICO.generalDescription)
    assert said("sem", claim, rdflib.URIRef(HEV + "readingConfidence")) == {"low"}
    assert "alleged support" in said("sem", part, RDFS.comment)


def test_a_contested_place_is_the_place_that_holds_both(crm, graphs):
    assert set(crm.objects(EVENT, CRM.P7_took_place_at)) == {iri("place:omega-land")}
    sides = {
        crm.value(iri(f"claim:{slug}"), INF.J31_has_range)
        for slug in ("alpha-chronicle-1731-alpha-place", "beta-history-1742-alpha-place")
    }
    assert sides == {iri("place:alpha-valley"), iri("place:beta-town")}
    assert set(graphs["sem"].objects(EVENT, SEM.hasPlace)) == {iri("place:omega-land")}


def test_a_claim_stands_in_a_passage_of_its_source(crm):
    passage = crm.value(iri("claim:alpha-chronicle-1731-alpha-begin"), CRM.P148i_is_component_of)
    assert passage == iri("passage:alpha-chronicle-1731-p-12")
    assert crm.value(passage, CRM.P106i_forms_part_of) == iri("source:alpha-chronicle-1731")
    notes = set(crm.objects(iri("claim:alpha-chronicle-1731-alpha-begin"), CRM.P3_has_note))
    assert rdflib.Literal("14 мая 1725 года", lang="ru") in notes


def test_names_stand_in_all_scripts(crm):
    found = {
        (str(text), (text.language or "").lower())
        for name in crm.objects(EVENT, CRM.P1_is_identified_by)
        for text in crm.objects(name, CRM.P190_has_symbolic_content)
    }
    assert found >= {
        ("Alpha Valley rising", "en"),
        ("Alfa vadisi üsyanı", "az"),
        ("Восстание в долине Альфа", "ru"),
    }


def test_each_proposition_has_one_subject_one_property_one_value(crm, ask_claims):
    claims = set(crm.subjects(RDF.type, INF["I17_One-Proposition_Set"]))
    assert len(claims) == ask_claims
    for prop in (INF.J30_has_domain, INF.J31_has_range, INF.J32_has_property_type):
        assert set(Counter(crm.subjects(prop, None)).values()) == {1}
        assert set(crm.subjects(prop, None)) == claims


# ---- SEM ----


def test_views_of_sem_stand_beside_each_other(graphs):
    sem = graphs["sem"]
    assert sem.value(EVENT, SEM.hasEarliestBeginTimeStamp) == day("1725-05-21")
    assert sem.value(EVENT, SEM.hasLatestBeginTimeStamp) == day("1725-05-25")
    assert sem.value(EVENT, SEM.hasBeginTimeStamp) is None  # nobody knows the one day
    assert sem.value(EVENT, SEM.hasEndTimeStamp) == day("1725-06-04")
    view = iri("claim:beta-history-1742-alpha-begin")
    assert (EVENT, SEM.eventProperty, view) in sem
    assert set(sem.objects(view, SEM.accordingTo)) == {
        iri("agent:beta-bahar"),
        iri("source:beta-history-1742"),
    }
    assert sem.value(sem.value(view, RDF.value), SEM.hasLatestBeginTimeStamp) == day("1725-05-22")
    views = {str(found).rpartition("/")[2] for found in sem.subjects(RDF.type, SEM.View)}
    assert not views & {
        "beta-history-1742-alpha-participation-council",
        "alpha-chronicle-1731-alpha-begin-misprint",
        "beta-history-1742-alpha-begin-rejected",
    }


# ---- RiC-O ----


def test_an_archival_file_stands_in_its_tree(graphs):
    rico, unit = graphs["ric-o"], iri("archive:iota-archive-f7")
    assert (unit, RDF.type, RICO.RecordSet) in rico
    assert (unit, RICO.isAssociatedWithEvent, iri("event:theta-ford-fight")) in rico
    assert rico.value(unit, RICO.hasOrHadHolder) == iri("archive:iota-archive")
    assert str(rico.value(unit, RICO.identifier)) == "7"
    relation = iri("claim:theta-gazette-1733-fight-records")
    assert rico.value(relation, RICO.relationHasTarget) == unit
    assert rico.value(relation, RICO.isEvidencedBy) == iri("passage:theta-gazette-1733-p-2")
    assert str(rico.value(relation, RICO.relationCertainty)) == "certain"


def test_dates_of_ric_o_are_edtf_and_say_where_they_are_contested(graphs):
    rico = graphs["ric-o"]
    begin, end = rico.value(EVENT, RICO.hasBeginningDate), rico.value(EVENT, RICO.hasEndDate)
    assert str(rico.value(begin, RICO.normalizedDateValue)) == "[1725-05-21..1725-05-25]"
    assert str(rico.value(end, RICO.normalizedDateValue)) == "1725-06-04"
    assert str(rico.value(begin, RICO.dateQualifier)) == "sources exclude each other"


@pytest.fixture(scope="session")
def ask_claims(mini_all):
    return len(mini_all.rows("?claim a hev:Claim", "claim"))
