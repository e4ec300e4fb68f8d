"""The words of the rules: complete in three languages, filled with names, and equal on another engine."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse
from rdflib import Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from histkg.errors import InputError
from histkg.prefixes import read_prefixes
from histkg.reading import parse_file
from histkg.validation import validate
from histkg.validation.messages import Names, fill, shown
from histkg.validation.rules import read_rules
from histkg.validation.shacl import Finding, _to_rdflib
from histkg.validation.words import LANGUAGES, message_language

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
PREFIXES = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
RULES = read_rules(FILES, PREFIXES)
SH = "http://www.w3.org/ns/shacl#"
VARIABLE = re.compile(r"\{[$?](\w+)\}")


def triples():
    return [quad for path in FILES for quad in parse_file(path)]


# --- the shapes ----------------------------------------------------------------------------------------------------


def test_nothing_in_the_shapes_is_a_blank_node():
    assert [q for q in triples() if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)] == []


def test_every_shape_with_a_constraint_has_a_rule_code_severity_and_words():
    said: dict[str, set[str]] = {}
    for quad in triples():
        said.setdefault(quad.subject.value, set()).add(quad.predicate.value)
    constrained = {
        name
        for name, predicates in said.items()
        if SH + "sparql" in predicates or (SH + "path" in predicates and SH + "severity" in predicates)
    }
    assert constrained == set(RULES)
    for name in RULES:
        assert SH + "severity" in said[name]
    assert len({rule.code for rule in RULES.values()}) >= 60


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.shape.rpartition("#")[2])
def test_words_of_a_rule_are_plain_and_say_the_same_in_every_language(rule):
    assert re.fullmatch(r"HEV-[A-Z]{2}-\d\d", rule.code)
    for words in (rule.messages, rule.remedies):
        assert set(words) == set(LANGUAGES) == {"en", "az", "ru"}
        assert len(set(words.values())) == len(LANGUAGES)
        assert re.search(r"[А-Яа-яЁё]", words["ru"])
        assert not re.search(r"[А-Яа-яЁё]", re.sub(r"\bй\b|Кадишев А. Б.", "", words["en"] + words["az"]))
        assert not re.search(r"[“”]", words["ru"])
    # What the reader is told of must not depend on the language; only the reason of an unreadable date is English.
    told = {tag: set(VARIABLE.findall(text)) - {"reason"} for tag, text in rule.messages.items()}
    assert told["az"] == told["ru"]
    assert told["en"] <= told["ru"]
    for text in (*rule.messages.values(), *rule.remedies.values()):
        assert not re.search(r"\bsh:|constraint|focus node|minCount|TODO", text)
    for text in rule.messages.values():
        assert not text.endswith(".")
    for text in rule.remedies.values():
        assert text.endswith((".", "?"))
        assert not VARIABLE.search(text)


def selects() -> dict[str, dict[str, str]]:
    """Return shape → part (sparql, target) → query."""
    objects: dict[tuple[str, str], list] = {}
    for quad in triples():
        objects.setdefault((quad.subject.value, quad.predicate.value), []).append(quad.object)
    return {
        shape: {
            part: objects[objects[shape, SH + part][0].value, SH + "select"][0].value
            for part in ("sparql", "target")
        }
        for shape in RULES
        if (shape, SH + "sparql") in objects
    }


def test_variables_of_a_message_are_found_by_its_query():
    queries = selects()
    for shape, rule in RULES.items():
        known = {"this", "value", "path"}
        if shape in queries:
            known = set(re.findall(r"[$?](\w+)", queries[shape]["sparql"].partition("WHERE")[0])) | {"this"}
        for text in rule.messages.values():
            assert set(VARIABLE.findall(text)) <= known, rule.shape


@pytest.mark.parametrize("shape", selects(), ids=lambda shape: shape.rpartition("#")[2])
def test_sparql_of_a_rule_is_portable(shape):
    """No graph, no service, nothing SHACL forbids in a constraint; read by a second engine; declared prefixes only."""
    declared = {q.object.value.rpartition("#")[2] for q in triples() if q.predicate.value == SH + "declare"}
    for part, text in selects()[shape].items():
        bare = re.sub(r"#.*", "", re.sub(r'"[^"]*"', "", text))
        used = set(re.findall(r"(?<![\w:?$<])([a-z0-9-]+):", bare))
        assert used <= declared
        assert not re.search(r"\b(GRAPH|SERVICE|MINUS|VALUES)\b", text), part
        assert "w3id.org" not in text
        prepareQuery("".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + text)


def test_second_engine_finds_the_same():
    """The queries of targets and constraints, on rdflib, for the thing each case plants a fault in."""
    case = runpy.run_path(str(Path(__file__).with_name("test_shapes.py")))
    queries = selects()
    small = Graph()
    kept = {
        "subClassOf",
        "projection",
        "isDefinedBy",
        "range",
        "domain",
        "type",
        "directProperty",
        "deprecated",
    }
    for quad in case["world"]():
        if (
            not quad.subject.value.startswith(PREFIXES["hev"])
            or re.split("[/#]", quad.predicate.value)[-1] in kept
        ):
            small.add(tuple(map(_to_rdflib, (quad.subject, quad.predicate, quad.object))))

    def ask(query, **bound):
        prologue = "".join(f"PREFIX {p}: <{i}>\n" for p, i in PREFIXES.items() if f"{p}:" in query)
        return list(small.query(prologue + query, initBindings=bound))

    checked = 0
    for path in case["CASES"]:
        data, expected, about = case["read_case"](path)
        if about not in queries or not expected:
            continue
        added = [tuple(map(_to_rdflib, (q.subject, q.predicate, q.object))) for q in data]
        for triple in added:
            small.add(triple)
        aimed_at = {row[0] for row in ask(queries[about]["target"])}
        for focus, result_path, value, _, shape, _ in expected:
            if shape == about and isinstance(focus, NamedNode):
                this = URIRef(focus.value)
                found = {
                    (row.asdict().get("path"), row.asdict().get("value"))
                    for row in ask(queries[about]["sparql"], this=this)
                }
                assert this in aimed_at, path
                assert (
                    URIRef(result_path) if result_path else None,
                    _to_rdflib(value) if value is not None else None,
                ) in found, path
                checked += 1
        for triple in added:
            small.remove(triple)
    assert checked >= len(queries) - 1


def test_page_of_the_rules_is_fresh():
    """docs/rules.md is what `python tests/validation/rules_page.py` writes."""
    written = runpy.run_path(str(Path(__file__).with_name("rules_page.py")))
    assert written["PAGE"].read_text(encoding="utf-8") == written["page"]()


def test_rule_without_its_words_is_refused(tmp_path):
    copy = tmp_path / "event.ttl"
    shutil.copy(ROOT / "ontology" / "shapes" / "event.ttl", copy)
    text = copy.read_text(encoding="utf-8")
    copy.write_text(
        re.sub(r'    hev:remedy "[^"]*"@az', '    hev:remedy "x"@tr', text, count=1), encoding="utf-8"
    )
    with pytest.raises(InputError, match="lacks its words in: az"):
        read_rules([copy], PREFIXES)


# --- filling -------------------------------------------------------------------------------------------------------

DATA = """
@prefix hev: <https://w3id.org/histkg/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix event: <https://w3id.org/histkg/id/event/> . @prefix claim: <https://w3id.org/histkg/id/claim/> .
hev:Claim a rdfs:Class ; rdfs:label "claim"@en ; rdfs:label "iddia"@az .
hev:end a rdf:Property ; rdfs:label "end"@en ; rdfs:label "son"@az .
event:rising a hev:Event ; skos:prefLabel "Rising"@en ; skos:prefLabel "Üsyan"@az .
claim:rising-end a hev:Claim ; rdf:subject event:rising ; rdf:predicate hev:end .
"""


def iri(curie):
    return NamedNode(PREFIXES.expand(curie))


def names(*languages):
    return Names(parse(DATA, format=_turtle()), PREFIXES, languages)


def _turtle():
    from pyoxigraph import RdfFormat

    return RdfFormat.TURTLE


def finding(**more):
    fields = {"focus_node": iri("event:rising"), "result_path": None, "value": None, "severity": "info"}
    return Finding(**(fields | {"source_shape": "urn:s", "source_constraint_component": "urn:c"} | more))


def test_names_stand_for_iris_in_the_language_asked_for():
    assert names("en").entity(iri("event:rising")) == "Rising"
    assert names("az", "en").entity(iri("claim:rising-end")) == "iddia “rising-end” (Üsyan, son)"
    assert names("ru", "en").term(iri("event:rising")) == "«Rising»"
    assert names("tr", "en").term(iri("event:rising")) == "“Rising”"
    assert names("en").entity(iri("event:unknown")) == "event:unknown"
    assert names("en").entity(BlankNode()) == "a thing without an IRI"


def test_template_is_filled_with_what_was_found():
    found = finding(
        value=Literal("12"), result_path=iri("hev:end").value, details={"other": iri("event:rising")}
    )
    text = fill("{$this} has {?value} for {?path}, not {?other} but {?unbound}", found, names("en"))
    assert text == "“Rising” has “12” for “end”, not “Rising” but …"


def test_template_survives_what_regular_expressions_treat_specially():
    text = fill("has {?value}", finding(value=Literal(r"C:\dir\1 \g<0> {?path}")), names("en"))
    assert text == r"has “C:\dir\1 \g<0> {?path}”"


def test_misspelt_name_gets_a_suggestion_and_a_known_one_none():
    assert names("en").suggestion(iri("event:risng")) == "Did you mean event:rising?"
    assert names("az").suggestion(iri("event:risng")) == "Bəlkə event:rising?"
    assert names("ru").suggestion(iri("event:risng")) == "Может быть, event:rising?"
    assert names("en").suggestion(iri("event:rising")) is None
    assert names("en").suggestion(iri("event:quite-another-thing")) is None
    assert names("en").suggestion(Literal("risng")) is None


def test_reader_of_another_language_gets_english_words():
    assert message_language(("tr",)) == "en"
    assert message_language(("ru", "en")) == "ru"
    assert message_language(("ka", "az", "en")) == "az"


def test_long_and_many_lined_texts_stay_on_one_line():
    assert shown("a\nb") == "a b"
    assert shown("  ") == "␣␣"
    assert len(shown("x" * 1000)) == 160


# --- one fault, one sentence ---------------------------------------------------------------------------------------

PREAMBLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
REFERENCE = """
source:tract-1931 a hev:Publication ; skos:prefLabel "Tract 1931"@en ; hev:documentType doctype:monograph .
reference:tract-1931-a a hev:Reference ; oa:hasSource source:nazarli-2024 ; hev:list "A" ; hev:entryNumber 99 ;
  hev:locator "list A, no. 99"@en ; c4o:hasContent "Omarov O. Xatirələr. 1931."@az ; hev:refersTo source:tract-1931 ;
  hev:assertedBy agent:nazarli-aziza ; hev:verification verification:transcribed ;
  prov:wasAttributedTo agent:histkg-curators ; hev:printedTitle "Xatirələr"@az ;
  hev:printedContribution contribution:tract-1931-a-1 ; hev:printedYear "1931"^^xsd:gYear ; hev:printedLanguage "az" ;
  hev:printedPlace place:bakuu .
contribution:tract-1931-a-1 a hev:Contribution ; hev:agent agent:eliyarli-i ; hev:role role:author ;
  hev:printedName "Omarov O."@az .
"""


def check(tmp_path, text, **options):
    path = tmp_path / "own.ttl"
    path.write_text(PREAMBLE + text, encoding="utf-8")
    return validate(path, **options)


def test_slip_in_a_reference_is_told_once_and_where_it_is_written(tmp_path):
    """The build repeats the place in a claim and in a plain fact; all three links are broken."""
    (result,) = check(tmp_path, REFERENCE).results
    assert result.rule_code == "HEV-XR-01"
    assert result.focus_node == iri("reference:tract-1931-a")
    lines = (PREAMBLE + REFERENCE).splitlines()
    assert "hev:printedPlace place:bakuu" in lines[result.line - 1]
    assert "Did you mean place:baku?" in result.remedy


def test_two_sources_that_disagree_are_no_problem(tmp_path):
    claims = "".join(
        f"""
claim:own-place-{place} a hev:Claim ; rdf:subject event:ganja-uprising-1920 ; rdf:predicate hev:place ;
  rdf:object place:{place} ; hev:statedIn passage:nazarli-2024-abstract-0{number} ; hev:assertedBy agent:nazarli-aziza ;
  hev:certainty certainty:certain ; hev:verification verification:seen ; prov:wasAttributedTo agent:histkg-curators .
"""
        for number, place in enumerate(("baku", "karabakh", "moscow"), 1)
    )
    assert check(tmp_path, claims, fail_on="info").results == ()


def test_circle_through_the_dataset_is_told_at_the_claim_that_closes_it(tmp_path):
    claim = """
claim:own-part a hev:Claim ; rdf:subject event:azerbaijan-uprisings-1920-1921 ; rdf:predicate hev:partOf ;
  rdf:object event:ganja-uprising-1920 ; hev:statedIn passage:nazarli-2024-abstract-05 ;
  hev:assertedBy agent:nazarli-aziza ; hev:certainty certainty:certain ; hev:verification verification:seen ;
  prov:wasAttributedTo agent:histkg-curators .
"""
    (result,) = [r for r in check(tmp_path, claim).results if r.severity == "violation"]
    assert (result.rule_code, result.file.endswith("own.ttl")) == ("HEV-EV-04", True)


def test_thing_described_in_the_file_replaces_the_datasets(tmp_path):
    event = """
event:ganja-uprising-1920 a hev:Event ; skos:prefLabel "Ganja revolt"@en ; skos:prefLabel "Gəncə üsyanı"@az ;
  skos:prefLabel "Гянджинское восстание"@ru ; hev:eventType eventtype:uprising .
"""
    assert check(tmp_path, event, fail_on="info").conforms


def test_alone_a_file_sees_the_vocabulary_but_not_the_dataset(tmp_path):
    place = """
place:own a hev:Place ; skos:prefLabel "Own"@en ; skos:prefLabel "Öz"@az ; skos:prefLabel "Своё"@ru .
claim:own-name a hev:Claim ; rdf:subject place:own ; rdf:predicate skos:altLabel ; rdf:object "Mine"@en ;
  hev:statedIn passage:nazarli-2024-title ; hev:assertedBy agent:nazarli-aziza ; hev:certainty certainty:certain ;
  hev:verification verification:seen ; prov:wasAttributedTo agent:nazarli-aziza .
"""
    assert check(tmp_path, place).conforms
    told = check(tmp_path, place, alone=True).results
    assert {result.rule_code for result in told} == {"HEV-XR-01"}
    assert len(told) == 3


def test_fact_typed_by_hand_is_told(tmp_path):
    (result,) = check(tmp_path, "event:ganja-uprising-1920 hev:place place:moscow .").results
    assert result.rule_code == "HEV-PR-01"
    assert "“Moscow” for “place”" in result.message


def test_claim_that_lost_its_type_is_told_although_the_dataset_has_it(tmp_path):
    written = next(
        path
        for path in sorted((ROOT / "data" / "sources").glob("*.ttl"))
        if "a hev:Claim" in path.read_text("utf-8")
    )
    copy = tmp_path / "copy.ttl"
    copy.write_text(written.read_text("utf-8").replace("    a hev:Claim ;\n", "", 1), encoding="utf-8")
    (result,) = [r for r in validate(copy).results if r.severity == "violation"]
    assert result.rule_code == "HEV-XR-07"
    assert result.name.startswith("claim:")
    assert copy.read_text("utf-8").splitlines()[result.line - 1].startswith(result.name)
    assert "“a hev:Claim”" in result.remedy


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("https://w3id.org/histkg/ontology#", "http://w3id.org/histkg/ontology#"), "own.ttl"),
        (("    a hev:Event ;\n", ""), "Example uprising (1920)"),
    ],
)
def test_file_of_which_nothing_is_understood_is_told(tmp_path, changed, told):
    path = tmp_path / "own.ttl"
    example = (ROOT / "ontology" / "examples" / "event.ttl").read_text("utf-8")
    path.write_text(example.replace(*changed), encoding="utf-8")
    report = validate(path)
    (result,) = [r for r in report.results if r.name == told]
    assert (report.exit_code(), result.rule_code) == (1, "HEV-XR-07")
    assert result.file.endswith("own.ttl")
    assert result.line


def test_file_in_an_unknown_vocabulary_is_told_with_both_vocabularies(tmp_path):
    path = tmp_path / "own.nt"
    path.write_text('<http://a.example/b> <http://v.example/c> "1" .\n', encoding="utf-8")
    (result,) = validate(path).results
    assert (result.name, result.rule_code, result.line) == ("own.nt", "HEV-XR-07", 1)
    assert "“http://v.example/”" in result.message
    assert f"“{PREFIXES['hev']}”" in result.message
    assert "https, not http" in result.remedy


def test_things_without_iris_are_told_on_their_lines(tmp_path):
    text = "event:ganja-uprising-1920 hev:disambiguation [\n a hev:Place ] ,\n [ a hev:Place ] .\n"
    told = [r for r in check(tmp_path, text).results if r.rule_code == "HEV-XR-04"]
    first = len(PREAMBLE.splitlines()) + 1
    assert [result.line for result in told] == [first, first + 2]
    assert "_:" not in check(tmp_path, text).write()


@pytest.mark.parametrize("quads", [[Quad(iri("event:rising"), iri("hev:end"), Literal("x"))]])
def test_names_work_without_any_label(quads):
    assert Names(quads, PREFIXES, ("en",)).entity(iri("event:rising")) == "event:rising"
