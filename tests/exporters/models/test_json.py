"""Linked Art and schema.org: what is said of the small dataset, and whether readers of others take it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

from histkg.exporters.models import TARGETS
from histkg.exporters.models.scope import read_scope
from histkg.exporters.models.stored import construct
from histkg.exporters.selection import select_entity

ID = "https://w3id.org/histkg/id/"
CRM = "http://www.cidoc-crm.org/cidoc-crm/"
LINKED_ART = "https://linked.art/ns/v1/linked-art.json"


def referenced(values):
    return {value["id"].removeprefix(ID) for value in values}


@pytest.fixture(scope="session")
def records(written):
    return {name: json.loads(text) for name, text in written["linked-art"].files.items()}


@pytest.fixture(scope="session")
def rising(records):
    return records["event/alpha-valley-rising.json"]


@pytest.fixture(scope="session")
def schema(written):
    return {node["@id"]: node for node in json.loads(written["schema-org"].files[""])["@graph"]}


# ---- Linked Art ----


def test_a_record_of_an_event(rising):
    assert (rising["@context"], rising["type"], rising["_label"]) == (
        LINKED_ART,
        "Activity",
        "Alpha Valley rising",
    )
    assert rising["timespan"] == {
        "type": "TimeSpan",
        "_label": "Sources exclude each other; the bounds hold all that counts.",
        "begin_of_the_begin": "1725-05-21T00:00:00Z",
        "end_of_the_begin": "1725-05-25T23:59:59Z",
        "begin_of_the_end": "1725-06-04T00:00:00Z",
        "end_of_the_end": "1725-06-04T23:59:59Z",
    }
    assert referenced(rising["took_place_at"]) == {"place/omega-land"}
    assert referenced(rising["carried_out_by"]) == {
        "agent/zeta-miller",
        "agent/alpha-rebels",
    }
    assert referenced(rising["participant"]) == {"agent/omega-first-regiment"}  # it put the rising down
    assert rising["part_of"] == {
        "id": ID + "event/omega-risings",
        "type": "Activity",
        "_label": "Omega risings",
    }


def test_a_name_has_its_language(rising):
    names = {name["content"]: name["language"][0]["id"][-2:] for name in rising["identified_by"]}
    assert names["Восстание в долине Альфа"] == "ru"
    assert names["Alfa vadisi üsyanı"] == "az"


def test_an_assignment_says_who_and_where_and_how_surely(rising):
    (found,) = [
        one
        for one in rising["attributed_by"]
        if one["_label"] == "Contested: Alpha Valley rising – begin: 1725-05-25"
    ]
    assert referenced(found["carried_out_by"]) == {"agent/alfa-anna"}
    assert referenced(found["influenced_by"]) == {"source/alpha-chronicle-1731"}
    assert {one["_label"] for one in found["classified_as"]} == {"certain", "illustrative"}
    assert found["assigned_property"] == "timespan"
    assert found["assigned"] == [
        {
            "type": "TimeSpan",
            "_label": "1725-05-25",
            "begin_of_the_begin": "1725-05-25T00:00:00Z",
            "end_of_the_begin": "1725-05-25T23:59:59Z",
        }
    ]
    assert "“14 мая 1725 года”" in {one["content"] for one in found["referred_to_by"]}


def test_what_is_denied_rejected_reported_or_set_aside_is_a_statement(rising):
    begun = {one["_label"] for one in rising["attributed_by"]}
    assert not [
        label for label in begun if "1724" in label or "1725-04-01" in label or "Beta council" in label
    ]
    said = {one["content"]: one for one in rising["referred_to_by"]}
    assert "Denied: Alpha Valley rising – participation: Beta council, leader, side: insurgent" in said
    assert "Set aside by the curators: Alpha Valley rising – begin: 1724-05-25" in said
    assert "Rejected: Alpha Valley rising – begin: 1725-04-01" in said
    assert "Reported and rejected: Alpha Valley rising – characterisation: mutiny" in said
    (outcome,) = [content for content in said if "laid down their arms" in content]
    assert outcome.startswith("Only reported: ")
    denial = said["Denied: Alpha Valley rising – participation: Beta council, leader, side: insurgent"]
    (where,) = denial["referred_to_by"]
    assert where["content"].startswith("According to Beta B. in Beta 1742, ")


@pytest.fixture(scope="session")
def context(readers):
    """The context of Linked Art 1.0, from a package of its own editors."""
    cromulent = readers.module("cromulent")
    found = json.loads(
        (Path(cromulent.__file__).parent / "data" / "linked-art.json").read_text(encoding="utf-8")
    )

    def load(address, _options):
        assert address == LINKED_ART
        return {"contextUrl": None, "documentUrl": address, "document": found}

    return load


def test_a_json_ld_processor_reads_the_statements_of_the_stored_queries(records, context, mini_all):
    """Embedded nodes have no address in Linked Art, so both sides are compared without it."""
    said = construct(mini_all, "linked-art", read_scope(mini_all))
    for name in (
        "event/alpha-valley-rising.json",
        "agent/theta-taras.json",
        "source/alpha-chronicle-1731.json",
    ):
        lines = jsonld.to_rdf(records[name], {"documentLoader": context, "format": "application/n-quads"})
        read = rdflib.Graph().parse(data=lines, format="nt")
        own = {prop for _, prop, _ in read} - {rdflib.RDFS.label}
        assert len(own) >= 6
        subject = rdflib.URIRef(records[name]["id"])
        for prop in set(read.predicates(subject)) - {rdflib.RDFS.label}:
            wanted = [
                triple.object
                for triple in said
                if triple.subject.value == str(subject) and triple.predicate.value == str(prop)
            ]
            assert len(set(read.objects(subject, prop))) == len(wanted), prop
            references = {term.value for term in wanted if isinstance(term, ox.NamedNode)}
            assert {
                str(term) for term in read.objects(subject, prop) if isinstance(term, rdflib.URIRef)
            } <= references


def test_compacting_what_was_expanded_gives_the_record_again(records, context):
    options = {"documentLoader": context}
    for record in list(records.values())[::7]:
        expanded = jsonld.expand(record, options)
        again = jsonld.compact(expanded, LINKED_ART, options)
        first, second = (
            rdflib.Graph().parse(
                data=jsonld.to_rdf(one, {**options, "format": "application/n-quads"}), format="nt"
            )
            for one in (record, again)
        )
        assert isomorphic(first, second)


def test_cromulent_reads_every_record(records, readers):
    """The library of Linked Art's editors knows each class, property and value, but wants a Type where the schema says text."""
    reader = readers.module("cromulent.reader").Reader(validate_props=True, validate_profile=True)

    def without(value):
        if isinstance(value, list):
            return [without(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {key: without(one) for key, one in value.items() if key != "assigned_property"}

    for name, record in records.items():
        assert reader.read(without(record)).id == record["id"], name


def test_the_schemas_of_linked_art_accept_every_record(records, exported):
    """The official JSON schemas of the API, which stand beside this file."""
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    base = "https://linked.art/api/1.0/schema/"
    schemas = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (Path(__file__).parent / "linked-art").glob("*.json")
    }
    registry = Registry().with_resources(
        [(base + name, Resource.from_contents(found)) for name, found in schemas.items()]
    )
    kinds = {"Activity": "event", "Event": "event", "LinguisticObject": "text"}
    real = {name: json.loads(text) for name, text in exported("linked-art", "real").files.items()}
    for name, record in {**records, **real}.items():
        kind = kinds.get(record["type"], record["type"].lower())
        validator = Draft202012Validator({"$ref": f"{base}{kind}.json"}, registry=registry)
        assert not [error.message for error in validator.iter_errors(record)], name


# ---- schema.org ----


def test_an_event_of_schema_org(schema):
    rising = schema[ID + "event/alpha-valley-rising"]
    assert (rising["startDate"], rising["endDate"]) == ("1725-05-21", "1725-06-04")
    words = {one["@value"] for one in rising["description"]}
    assert {"Began between 1725-05-21 and 1725-05-25.", "Ended 1725-06-04."} <= words
    assert "Sources exclude each other: begin." in words
    assert rising["location"] == {"@id": ID + "place/omega-land"}
    assert rising["organizer"]["organizer"] == {"@id": ID + "agent/zeta-miller"}
    roles = {one["contributor"]["@id"].removeprefix(ID) for one in rising["contributor"]}
    assert roles == {"agent/alpha-rebels", "agent/omega-first-regiment"}
    assert {one["@value"] for one in rising["name"]} == {
        "Alpha Valley rising",
        "Alfa vadisi üsyanı",
        "Восстание в долине Альфа",
    }


def test_whoever_commands_organises_only_what_his_side_does(schema):
    """Of the same man: beside the organisers of the fight he commands; of the march nobody names the side."""
    fight, march = schema[ID + "event/theta-ford-fight"], schema[ID + "event/iota-march"]
    roles = {one["organizer"]["@id"].removeprefix(ID) for one in fight["organizer"]}
    assert roles == {"agent/iota-council", "agent/theta-taras"}
    assert "organizer" not in march
    assert ID + "agent/theta-taras" in {one["contributor"]["@id"] for one in march["contributor"]}


def test_a_claim_of_schema_org(schema):
    claim = schema[ID + "claim/beta-history-1742-alpha-participation-council"]
    assert claim["@type"] == "Claim"
    assert claim["text"]["@value"] == (
        "Denied: Alpha Valley rising – participation: Beta council, leader, side: insurgent"
    )
    assert claim["appearance"] == {"@id": ID + "source/beta-history-1742"}
    assert claim["author"] == {"@id": ID + "agent/beta-bahar"}
    assert {one["@id"].rpartition("vocab/")[2] for one in claim["keywords"]} == {
        "certainty/certain",
        "polarity/denies",
        "verification/illustrative",
    }
    reported = schema[ID + "claim/alpha-chronicle-1731-alpha-outcome"]
    assert reported["author"] == {"@id": ID + "agent/omega-governorate"}
    assert reported["text"]["@value"].startswith("Only reported: ")


ALLY = "claim/great-soviet-encyclopedia-gandzha-ganja-uprising-1920-ally-1"
ALLEGED = "Read with low confidence: Ganja uprising – participation: Georgian Mensheviks, ally, side: insurgent (alleged support)"


def test_what_is_only_alleged_and_weakly_read_says_so(exported):
    """How far somebody took part, and with what confidence the curators read it, change what is claimed."""
    written = exported("schema-org", "real event:ganja-uprising-1920")
    (claim,) = [node for node in json.loads(written.files[""])["@graph"] if node["@id"] == ID + ALLY]
    assert claim["text"]["@value"] == ALLEGED
    records = exported("linked-art", "real event:ganja-uprising-1920").files
    rising = json.loads(records["event/ganja-uprising-1920.json"])
    (assigned,) = [one for one in rising["attributed_by"] if one["_label"] == ALLEGED]
    assert "The curators read it with low confidence." in {
        one["content"] for one in assigned["referred_to_by"]
    }


@pytest.mark.parametrize(
    "text",
    [
        # Who stands under whom, and when.
        "Theta regiment – subordination: under Theta division, from 1726-03, until 1727-06-30",
        # Of whom, where the office has a name and where it has none; whom the sentence is about is named once.
        "Theta Tomas – post: chairman, Iota council, from 1728",
        "Theta Taras – post: in command of Theta division, until 1727-04",
        "Theta division – command: Theta Taras, in command, until 1727-04",
    ],
)
def test_a_sentence_keeps_its_point(text, schema):
    texts = {node["text"]["@value"] for node in schema.values() if node["@type"] == "Claim"}
    assert text in texts


def test_figures_keep_their_numbers_in_the_sentence(schema):
    texts = {node["text"]["@value"] for node in schema.values() if node["@type"] == "Claim"}
    assert [
        text
        for text in texts
        if text.startswith(
            "Probable, contested: Alpha Valley rising – casualties: insurgent, killed: 100 to 120"
        )
    ]
    # The chronicle counts less than the killed: what it counts belongs to the figure.
    assert (
        "Contested: Alpha Valley rising – casualties: insurgent, killed: 40 (names on the memorial stone)"
        in texts
    )


def test_a_json_ld_processor_keeps_every_statement_of_schema_org(written, mini_all):
    """The context of schema.org is stood in for by its rule: one namespace, addresses where it says so."""
    addresses = ("additionalType", "inDefinedTermSet", "license", "sameAs", "url")
    context = {"@vocab": "http://schema.org/"} | {
        term: {"@id": f"http://schema.org/{term}", "@type": "@id"} for term in addresses
    }

    def load(address, _options):
        assert address == "https://schema.org"
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}

    lines = jsonld.to_rdf(
        json.loads(written["schema-org"].files[""]), {"documentLoader": load, "format": "application/n-quads"}
    )
    read = {
        (q.subject, q.predicate, _plain(q.object))
        for q in ox.parse(lines.encode(), format=ox.RdfFormat.N_QUADS)
    }
    said = construct(mini_all, "schema-org", read_scope(mini_all))
    assert read == {(t.subject, t.predicate, _plain(t.object)) for t in said}


def _plain(term):
    """Numbers by their value, language tags in lower case; schema.org has no other datatypes of ours."""
    if isinstance(term, ox.Literal) and not term.language:
        try:
            return float(term.value)
        except ValueError:
            return term.value
    return (term.value, term.language) if isinstance(term, ox.Literal) else term


def test_the_types_of_schema_org_accept_every_node(written, readers, tmp_path):
    """schema-dts says in TypeScript which property takes which type; its Text knows no language."""

    def plain(value):
        if isinstance(value, list):
            return [plain(one) for one in value]
        if isinstance(value, dict):
            return value["@value"] if "@value" in value else {key: plain(one) for key, one in value.items()}
        return value

    nodes = json.loads(written["schema-org"].files[""])["@graph"]
    for package in ("schema-dts", "typescript"):
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        (tmp_path / "node_modules" / package).symlink_to(readers.node_package(package))
    lines = [f"const n{i}: Thing = {json.dumps(plain(node))};" for i, node in enumerate(nodes)]
    lines.append(
        '// @ts-expect-error an event has no holdingArchive\nconst wrong: Thing = {"@type": "Event", "holdingArchive": "x"};'
    )
    (tmp_path / "check.ts").write_text(
        'import type { Thing } from "schema-dts";\n' + "\n".join(lines) + "\nexport {};\n", encoding="utf-8"
    )
    compiler = tmp_path / "node_modules" / "typescript" / "bin" / "tsc"
    words = (
        "--noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler --target es2020 check.ts"
    )
    readers.run(readers.program("node"), compiler, *words.split(), cwd=tmp_path)


# ---- Both ----


def test_odd_characters_pass(mini, mini_home):
    """Quotation marks, line breaks, markup, right-to-left marks, long names: written and read back as they are."""
    from histkg.exporters.selection import select_everything
    from histkg.stores import open_store

    odd = 'a "b"\n<c> & \u200fقيام\u200e \\ ' + "x" * 3000
    event, label = (
        ox.NamedNode(ID + "event/alpha-valley-rising"),
        ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
    )
    quads = [quad for quad in mini.quads if (quad.subject, quad.predicate) != (event, label)]
    quads.append(ox.Quad(event, label, ox.Literal(odd, language="en"), ox.DefaultGraph()))
    whole = select_everything(open_store(quads), mini.prefixes, mini_home, ("en",))
    for name in ("cidoc-crm", "ric-o", "sem"):
        graph = rdflib.Graph().parse(data=TARGETS[name].write(whole).files[""], format="turtle")
        assert rdflib.Literal(odd, lang="en") in set(
            graph.objects(rdflib.URIRef(event.value), rdflib.RDFS.label)
        )
    record = json.loads(TARGETS["linked-art"].write(whole).files["event/alpha-valley-rising.json"])
    assert record["_label"] == odd
    (node,) = [
        node
        for node in json.loads(TARGETS["schema-org"].write(whole).files[""])["@graph"]
        if node["@id"] == event.value
    ]
    assert node["name"]["@value"] == odd


def test_a_thing_of_which_nothing_is_said_is_still_a_record(mini, mini_store, mini_home):
    selection = select_entity(
        mini_store, mini.prefixes, mini_home, ("ru", "en"), ID + "agent/epsilon-kapitan"
    )
    files = TARGETS["linked-art"].write(selection).files
    assert json.loads(files["agent/epsilon-kapitan.json"])["type"] == "Person"


def test_what_a_claim_that_names_the_entity_is_about_has_a_record(exported):
    """The governorate’s words on the rising are a statement about the rising."""
    files = exported("linked-art", "mini agent:omega-governorate").files
    (said,) = [
        one["content"]
        for one in json.loads(files["event/alpha-valley-rising.json"])["referred_to_by"]
        if "laid down their arms" in one["content"]
    ]
    assert said.startswith("Only reported: ")
