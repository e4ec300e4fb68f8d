"""Each format is read back by a library that did not write it, and gives the same statements."""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest

from histkg.errors import InputError, UsageError
from histkg.exporters import EXPORTERS, export
from histkg.exporters.jsonld import export_jsonld
from histkg.exporters.terms import SimpleContext
from histkg.portrait.surroundings import Surroundings

GOLDEN = Path(__file__).parent / "golden"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = {
    "hev": "https://example.org/ontology#",
    "event": "https://example.org/id/event/",
    "place": "https://example.org/id/place/",
    "id": "https://example.org/id/",
    "graph": "https://example.org/graph/",
    "dcterms": "http://purl.org/dc/terms/",
    "unused": "https://example.org/unused#",
    "rdf": RDF,
    "xsd": XSD,
}
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "hev": PREFIXES["hev"],
    "event": PREFIXES["event"],
    "place": PREFIXES["place"],
    "graph": PREFIXES["graph"],
    "xsd": XSD,
    "Event": "hev:Event",
    "label": "hev:label",
    "hasPlace": {"@id": "hev:place", "@type": "@id"},
    "begin": {"@id": "hev:begin", "@type": "xsd:date"},
    "count": {"@id": "hev:count", "@type": "xsd:integer"},
}
TINY = """
<https://example.org/id/event/ganja-1920> a <https://example.org/ontology#Event> <https://example.org/graph/events/ganja> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#label> "Gəncə üsyanı"@az <https://example.org/graph/events/ganja> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#label> "the \\u201Crising\\u201D of\\nGanja"@en <https://example.org/graph/events/ganja> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#place> <https://example.org/id/place/ganja> <https://example.org/graph/events/ganja> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#place> <https://example.org/id/place/ganja> <https://example.org/graph/generated> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#begin> "1920-05-25"^^<http://www.w3.org/2001/XMLSchema#date> <https://example.org/graph/generated> .
<https://example.org/id/event/ganja-1920> <https://example.org/ontology#count> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <https://example.org/graph/generated> .
<https://example.org/id/event/ganja-1920> <http://purl.org/dc/terms/title> "Ganja, 1920" <https://example.org/graph/generated> .
<https://example.org/id/place/ganja> <https://example.org/ontology#label> "Ganja" .
""".replace(" a ", f" <{RDF}type> ")


def quads_of(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def literals(*values: ox.Literal) -> list[ox.Quad]:
    subject, predicate = ox.NamedNode("https://example.org/id/x"), ox.NamedNode(PREFIXES["hev"] + "p")
    return [ox.Quad(subject, predicate, value, ox.NamedNode(PREFIXES["graph"] + "g")) for value in values]


def typed(lexical_form: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical_form, datatype=ox.NamedNode(datatype))


ODD = {
    "tiny": quads_of(TINY),
    "empty": [],
    "text": literals(
        *map(ox.Literal, ["", " ", '"', "'''\"\"\"", "\\", "\\n", "a\nb", "tab\t", "’“”„", "Ə ə İ ı", "Гянджа", "گنجه",
                          "\u00a0\u2028\u0085", "😀", "<&>]]>", "{?x} @prefix x: <y> .", "# not a comment", " .\n\tx"]),
    ),
    "carriage": literals(*map(ox.Literal, ["a\rb", "a\r\nb", "\r"])),
    "languages": literals(*(ox.Literal("Gandzha", language=tag) for tag in ("ru-Latn", "AZ", "az-Cyrl", "en"))),
    "lexical": literals(
        *(typed(lexical, XSD + name) for lexical, name in [
            ("007", "integer"), ("+5", "integer"), ("x", "integer"), ("5", "nonNegativeInteger"), ("1.50", "decimal"),
            ("1.", "decimal"), ("1e2", "double"), ("1.0", "double"), ("NaN", "double"), ("1", "boolean"),
            ("true", "boolean"), ("-0043", "gYear"), ("1920-05", "gYearMonth"), ("1920-05-26T00:00:00.000Z", "dateTime"),
        ]),
        typed("1920-05/..", "http://id.loc.gov/datatypes/edtf/EDTF"),
        typed("<b>x</b>", RDF + "XMLLiteral"),
        typed('{"a": 1.0}', RDF + "JSON"),
        typed("", "https://example.org/ontology#"),
    ),
    "iris": [
        ox.Quad(ox.NamedNode(iri), ox.NamedNode(PREFIXES["hev"] + "p"), ox.NamedNode(iri), ox.NamedNode(iri))
        for iri in (
            PREFIXES["place"] + local
            for local in ("a/b", "", "a.", "-a", "1", "a%20b", "a'(b)", "əü", "a#b", "a:b", "a~b!,;=@", "a?b=1&c", "//x")
        )
    ],
    "type": [
        ox.Quad(ox.NamedNode("https://example.org/id/x"), ox.NamedNode(RDF + "type"), ox.NamedNode(RDF + "Description")),
        ox.Quad(ox.NamedNode("https://example.org/id/x"), ox.NamedNode(RDF + "type"), ox.NamedNode("urn:x:C")),
    ],
}  # fmt: skip


def written(quads, format_name, context=CONTEXT):
    out = io.BytesIO()
    result = export(quads, PREFIXES, out, format_name=format_name, context=context)
    assert result.size == len(out.getvalue())
    return out.getvalue(), result


def union(quads):
    return {ox.Quad(q.subject, q.predicate, q.object) for q in quads}


def read_by_rdflib(content: bytes, media_type: str) -> set[ox.Quad]:
    """Read with rdflib and hand over as quads of pyoxigraph, term by term."""
    import rdflib

    def term(node):
        if isinstance(node, rdflib.Literal):
            if node.language:
                return ox.Literal(str(node), language=node.language)
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
        assert isinstance(node, rdflib.URIRef), node
        return ox.NamedNode(str(node))

    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # rdflib warns of lexical forms that are none, which we keep on purpose
            dataset = rdflib.Dataset()
            dataset.parse(data=content, format=media_type)
            default = dataset.default_graph.identifier
            return {
                ox.Quad(term(s), term(p), term(o), ox.DefaultGraph() if g in (None, default) else term(g))
                for s, p, o, g in dataset.quads()
            }
    finally:
        rdflib.NORMALIZE_LITERALS = normalize


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("name", EXPORTERS)
def test_rdflib_reads_the_same_statements(name, case):
    content, _ = written(ODD[case], name)
    exporter = EXPORTERS[name]
    found = read_by_rdflib(content, exporter.media_type)
    assert found == (set(ODD[case]) if exporter.holds_named_graphs else union(ODD[case]))


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("name", EXPORTERS)
def test_pyoxigraph_reads_the_same_statements(name, case):
    content, _ = written(ODD[case], name)
    exporter = EXPORTERS[name]
    found = set(ox.parse(content, format=ox.RdfFormat.from_media_type(exporter.media_type)))
    assert found == (set(ODD[case]) if exporter.holds_named_graphs else union(ODD[case]))


@pytest.mark.parametrize("case", ODD)
def test_pyld_reads_the_same_statements(case):
    from pyld import jsonld

    # PyLD writes every xsd:double anew when it reads; the other two readers see that we did not.
    quads = [
        quad for quad in ODD[case] if getattr(quad.object, "datatype", None) != ox.NamedNode(XSD + "double")
    ]
    content, _ = written(quads, "jsonld")
    lines = jsonld.to_rdf(json.loads(content), {"format": "application/n-quads", "documentLoader": refuse})
    assert set(quads_of(lines)) == set(quads)


def refuse(url, options):
    raise AssertionError("fetched " + url)


@pytest.mark.parametrize("name", EXPORTERS)
def test_order_and_repetition_do_not_matter(name):
    quads = [quad for case in ("tiny", "text", "lexical", "iris") for quad in ODD[case]]
    expected, _ = written(quads, name)
    for seed in range(3):
        shuffled = random.Random(seed).sample(quads, len(quads)) + quads[:5]
        assert written(shuffled, name)[0] == expected


def test_bytes_do_not_depend_on_the_hash_seed():
    code = (
        "import io, hashlib, pyoxigraph as ox; from histkg.exporters import EXPORTERS, export\n"
        f"quads = list(ox.parse({TINY.encode()!r}, format=ox.RdfFormat.N_QUADS))\n"
        "for name in EXPORTERS:\n"
        f"    out = io.BytesIO(); export(set(quads), {PREFIXES!r}, out, format_name=name, context={CONTEXT!r})\n"
        "    print(name, hashlib.sha256(out.getvalue()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1


@pytest.mark.parametrize("name", EXPORTERS)
def test_golden_file(name):
    """What a format looks like is reviewed in tests/exporters/golden."""
    golden = GOLDEN / f"tiny{EXPORTERS[name].extension}"
    assert written(ODD["tiny"], name)[0].decode() == golden.read_text(encoding="utf-8")


def test_golden_folder_holds_no_orphan():
    assert {path.suffix for path in GOLDEN.iterdir()} == {
        exporter.extension for exporter in EXPORTERS.values()
    }


def test_merging_is_told():
    for name, exporter in EXPORTERS.items():
        _, result = written(ODD["tiny"], name)
        if exporter.holds_named_graphs:
            assert (result.statements, result.graphs_merged, result.repeated) == (9, 0, 0)
            assert "merged" not in result.sentence()
        else:
            assert (result.statements, result.graphs_merged, result.repeated) == (8, 2, 1)
            assert "2 named graphs were merged into one (1 statement stood in several)" in result.sentence()
    _, result = written(
        [quad for quad in ODD["tiny"] if isinstance(quad.graph_name, ox.DefaultGraph)], "turtle"
    )
    assert (result.statements, result.graphs_merged) == (1, 0)


def test_canonical_nquads():
    """RDFC-1.0: sorted by code point, each line once, the prescribed escapes and no others."""
    odd = literals(
        ox.Literal('\x00\x07\x08\t\n\x0b\x0c\r\x1f"\\\x7f\u0085’'), ox.Literal("Z"), ox.Literal("a")
    )
    content, _ = written([*odd, *odd], "nquads")
    lines = content.decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert '"\\u0000\\u0007\\b\\t\\n\\u000B\\f\\r\\u001F\\"\\\\\\u007F\u0085’"' in lines[1]


BLANK = ox.BlankNode("b")
IRI = ox.NamedNode("https://example.org/x")
REFUSED = {
    "subject": ox.Quad(BLANK, IRI, IRI),
    "object": ox.Quad(IRI, IRI, BLANK),
    "graph": ox.Quad(IRI, IRI, IRI, BLANK),
    "triple": ox.Quad(IRI, IRI, ox.Triple(IRI, IRI, IRI)),
    "direction": ox.Quad(IRI, IRI, ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL)),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("name", EXPORTERS)
def test_what_cannot_be_published_stops_the_export(name, what):
    if what == "graph" and not EXPORTERS[name].holds_named_graphs:
        assert written([REFUSED[what]], name)[1].graphs_merged == 1
        return
    out = io.BytesIO()
    words = {"triple": "triples as terms", "direction": "direction"}.get(what, "blank node")
    with pytest.raises(InputError, match=words):
        export([*ODD["tiny"], REFUSED[what]], PREFIXES, out, format_name=name)
    assert out.getvalue() == b""


@pytest.mark.parametrize("text", ["a\x00b", "\x0b", "\ufffe"], ids=ascii)
def test_xml_does_not_swallow_what_it_cannot_hold(text):
    with pytest.raises(InputError, match="U\\+"):
        written(literals(ox.Literal(text)), "rdfxml")


@pytest.mark.parametrize(
    "iri", ["https://example.org/p/", "https://example.org/p/1", RDF + "li", RDF + "Description"]
)
def test_xml_refuses_a_property_without_a_name(iri):
    with pytest.raises(InputError):
        written([ox.Quad(IRI, ox.NamedNode(iri), IRI)], "rdfxml")


def test_a_class_without_an_xml_name_is_still_written():
    content, _ = written(
        [ox.Quad(IRI, ox.NamedNode(RDF + "type"), ox.NamedNode("https://example.org/1"))], "rdfxml"
    )
    assert read_by_rdflib(content, "application/rdf+xml") == set(
        quads_of(f"<{IRI.value}> <{RDF}type> <https://example.org/1> .")
    )


@pytest.mark.parametrize("name", ["turtle", "trig", "rdfxml"])
def test_only_prefixes_in_use_are_declared(name):
    content, _ = written(ODD["tiny"], name)
    declared = set(re.findall(r"(?:@prefix |xmlns:)([\w-]+)", content.decode()))
    expected = {
        "turtle": {"dcterms", "event", "hev", "place", "xsd"},
        "trig": {"dcterms", "event", "graph", "hev", "place", "xsd"},
        "rdfxml": {"dcterms", "hev", "rdf"},
    }
    assert declared == expected[name]


def test_a_literal_does_not_count_as_use_of_a_prefix():
    content, _ = written(literals(ox.Literal('x "unused:y" unused:z <unused:> ')), "turtle")
    assert b"@prefix unused" not in content


def test_two_prefixes_of_one_namespace_give_one():
    out = io.BytesIO()
    export(ODD["tiny"], {**PREFIXES, "alias": PREFIXES["hev"]}, out, format_name="turtle")
    assert b"alias:Event" in out.getvalue()
    assert b"hev:" not in out.getvalue()


def test_what_parsers_trip_over_is_written_in_full():
    """A bare 007 is read as 7 and an escaped local name not at all by rdflib 7."""
    content = written([*ODD["lexical"], *ODD["iris"]], "turtle")[0].decode()
    assert '"007"^^xsd:integer' in content
    assert "<https://example.org/id/place/a/b>" in content
    assert "\\" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", content)
    out = io.BytesIO()
    export(
        literals(typed("007", XSD + "integer"), typed("12", XSD + "integer")), {}, out, format_name="turtle"
    )
    assert f'"007"^^<{XSD}integer> , 12 .' in out.getvalue().decode()


def test_unknown_format_says_which_there_are():
    with pytest.raises(UsageError, match="turtle"):
        export([], {}, io.BytesIO(), format_name="pdf")


# JSON-LD


def compacted(quads, context, prefixes=PREFIXES):
    out = io.BytesIO()
    export_jsonld(quads, prefixes, out, context=context)
    return json.loads(out.getvalue())


def by_pyld(quads, context):
    from pyld import jsonld

    from histkg.exporters.jsonld import _expanded
    from histkg.exporters.statements import ordered_quads

    options = {"documentLoader": refuse, "compactToRelative": False, "graph": True}
    graph = jsonld.compact(_expanded(ordered_quads(quads)), {"@context": context}, options).get("@graph", [])
    return graph if isinstance(graph, list) else [graph]


def own_context():
    path = Path(__file__).parents[2] / "ontology" / "context.jsonld"
    return json.loads(path.read_text(encoding="utf-8"))["@context"]


@pytest.mark.parametrize("case", [case for case in ODD if case != "iris"])
def test_our_compaction_is_that_of_pyld(case):
    """Compacting a simple context ourselves is a shortcut in time, not in meaning."""
    assert SimpleContext.of(CONTEXT) is not None
    assert compacted(ODD[case], CONTEXT)["@graph"] == by_pyld(ODD[case], CONTEXT)


def test_the_context_of_the_ontology_is_simple():
    assert SimpleContext.of(own_context()) is not None


def test_an_event_has_short_keys():
    graph = compacted(ODD["tiny"], CONTEXT)["@graph"]
    assert graph[0] == {"id": "place:ganja", "label": "Ganja"}
    event = next(node for node in graph if node["id"] == "graph:events/ganja")["@graph"][0]
    assert event["type"] == "Event"
    assert event["hasPlace"] == "place:ganja"
    assert {"@language": "az", "@value": "Gəncə üsyanı"} in event["label"]
    generated = next(node for node in graph if node["id"] == "graph:generated")["@graph"][0]
    assert (generated["begin"], generated["count"]) == ("1920-05-25", "007")


@pytest.mark.parametrize(
    ("entry", "key", "value"),
    [
        ({"label": {"@id": "hev:label", "@container": "@language"}}, "label",
         {"az": "Gəncə üsyanı", "en": "the “rising” of\nGanja"}),
        ({"@vocab": "https://example.org/ontology#"}, "label",
         [{"@language": "az", "@value": "Gəncə üsyanı"}, {"@language": "en", "@value": "the “rising” of\nGanja"}]),
        ({"name": {"@id": "hev:label", "@language": "az"}}, "name", "Gəncə üsyanı"),
    ],
)  # fmt: skip
def test_a_richer_context_is_left_to_pyld(entry, key, value):
    context = {term: CONTEXT[term] for term in ("id", "type", "hev", "event", "place", "graph")} | entry
    assert SimpleContext.of(context) is None
    graph = compacted(ODD["tiny"], context)["@graph"]
    event = next(node for node in graph if node["id"] == "graph:events/ganja")["@graph"]
    assert (event[0] if isinstance(event, list) else event)[key] == value


@pytest.mark.parametrize(
    "context",
    [
        {"broken": {"@id": "https://example.org/ontology#label", "@type": 5}},
        {"@import": "https://example.org/context.jsonld"},
        {
            "x": {"@id": "https://example.org/x", "@context": "https://example.org/context.jsonld"},
            "@version": 1.1,
        },
    ],
    ids=["broken", "imports", "refers"],
)
def test_a_context_that_is_broken_or_fetches_stops_the_export(context):
    out = io.BytesIO()
    with pytest.raises(InputError):
        export_jsonld(ODD["tiny"], {}, out, context=context)
    assert out.getvalue() == b""


def test_a_statement_lost_in_compaction_stops_the_export(monkeypatch):
    """Every text is read back: neither our shortcut nor PyLD is taken at its word."""
    monkeypatch.setattr(SimpleContext, "compact", lambda _, node: {"@id": node["@id"]})
    assert compacted(ODD["tiny"], CONTEXT)["@graph"][0]["label"] == "Ganja"  # PyLD stepped in
    monkeypatch.setattr("histkg.exporters.jsonld._compacted_by_pyld", lambda nodes, _: nodes[1:])
    with pytest.raises(InputError, match="lose"):
        compacted(ODD["tiny"], CONTEXT)


def test_without_a_context_the_prefixes_serve():
    document = compacted(ODD["tiny"], None)
    assert document["@context"] == PREFIXES
    assert document["@graph"][0] == {"@id": "place:ganja", "hev:label": "Ganja"}


def test_rebased_prefixes_replace_those_of_the_context():
    moved = {**PREFIXES, "place": "https://elsewhere.example/id/place/"}
    quads = quads_of(TINY.replace(PREFIXES["place"], moved["place"]))
    assert compacted(quads, CONTEXT, moved)["@graph"][0]["id"] == "place:ganja"


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"@context": "https://example.org/"}'])
def test_a_context_file_that_is_none_says_so(content, tmp_path):
    path = tmp_path / "context.jsonld"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"context\.jsonld"):
        export([], {}, io.BytesIO(), format_name="jsonld", context=path)


@pytest.mark.parametrize(
    "curie",
    [
        "event:alpha-valley-rising",
        "event:omega-risings",
        "agent:theta-taras",
        "agent:omega-governorate",
        "place:beta-town",
        "source:alpha-chronicle-1731",
    ],
)
def test_an_export_of_an_entity_has_the_claims_its_page_shows(select, mini, mini_store, curie):
    """About it, naming it, in its own words, stated in it: one definition for reading and for taking along."""
    page = Surroundings(mini_store, mini.prefixes, mini.prefixes.expand(curie), ("en",))
    shown = {*page.claims, *page.naming, *page.stated}
    assert page.naming
    assert set(select("mini", curie).of_class("hev:Claim")) == shown


def test_what_a_claim_that_names_the_entity_is_about_has_name_and_kind_only(select, mini):
    """The governorate has no part in the rising: the chronicle passes on what it said of it."""
    found = {
        mini.prefixes.compress(quad.predicate.value)
        for quad in select("mini", "agent:omega-governorate").quads()
        if quad.subject.value == mini.prefixes.expand("event:alpha-valley-rising")
    }
    assert found == {"rdf:type", "skos:prefLabel"}


def test_rdf_of_one_entity_holds_it_and_its_claims_and_nothing_of_others(mini, mini_store, mini_home):
    from histkg.exporters.selection import select_entity, select_everything

    prefixes = mini.prefixes
    rising = prefixes.expand("event:alpha-valley-rising")
    quads = select_entity(mini_store, prefixes, mini_home, ("en",), rising).quads()
    subjects = {prefixes.compress(quad.subject.value) for quad in quads}
    assert {
        "event:alpha-valley-rising",
        "claim:alpha-chronicle-1731-alpha-begin",
        "source:alpha-chronicle-1731",
    } <= subjects
    assert "event:nu-mutiny" not in subjects
    everything = set(select_everything(mini_store, prefixes, mini_home, ("en",)).quads())
    assert set(quads) < everything
    assert not [quad for quad in everything if quad.predicate.value.endswith("#searchKey")]
    whole = {
        (q.subject, q.predicate, q.object) for q in mini.quads if not q.predicate.value.endswith("#searchKey")
    }
    assert {(q.subject, q.predicate, q.object) for q in everything} == whole
