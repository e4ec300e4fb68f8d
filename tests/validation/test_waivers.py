"""A waiver lets one warning or note stand, openly: it is counted, listed, marked in every format, and itself checked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from histkg.prefixes import read_prefixes
from histkg.reading import parse_file
from histkg.validation import validate
from histkg.validation.rules import read_rules

ROOT = Path(__file__).resolve().parents[2]
PREFIXES = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
PREAMBLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
ID = PREFIXES["event"].removesuffix("event/")
HEV, SH = PREFIXES["hev"], "http://www.w3.org/ns/shacl#"

# A database without a licence: one warning (HEV-LC-01), and nothing else is wrong with it.
WORLD = """
agent:keeper a hev:Organization ; skos:prefLabel "Keepers"@en .
event:march a hev:Event ; skos:prefLabel "March"@en, "Yürüş"@az, "Поход"@ru ; hev:eventType eventtype:other .
place:town a hev:Place ; skos:prefLabel "Town"@en, "Şəhər"@az, "Город"@ru .
source:gazetteer a hev:DataRecordSource ; skos:prefLabel "Gazetteer"@en .
passage:gazetteer-1 a hev:Passage ; oa:hasSource source:gazetteer ; hev:recordId "1" ; hev:locator "record 1"@en .
claim:march-place a hev:Claim ; rdf:subject event:march ; rdf:predicate hev:place ; rdf:object place:town ;
  hev:statedIn passage:gazetteer-1 ; hev:assertedBy agent:keeper ; hev:certainty certainty:certain ;
  hev:verification verification:seen ; prov:wasAttributedTo agent:keeper .
"""
REASON = 'dcterms:description "The licence was asked for."@en, "Лицензию запросили."@ru'


def waiver(slug, code="HEV-LC-01", thing="source:gazetteer", *, reason=REASON, day='"2026-05-26"^^xsd:date'):
    return (
        f'<{ID}waiver/{slug}> a hev:Waiver ; hev:waives "{code}" ; hev:waivedFor {thing} ; '
        f"{reason} ; prov:wasAttributedTo agent:keeper ; dcterms:date {day} .\n"
    )


@pytest.fixture
def check(tmp_path):
    def run(*texts, **options):
        path = tmp_path / "own.ttl"
        path.write_text(PREAMBLE + WORLD + "".join(texts), encoding="utf-8")
        return validate(path, alone=True, **options)

    return run


def codes(results):
    return sorted(result.rule_code for result in results)


def test_without_a_waiver_there_is_one_warning(check):
    report = check(fail_on="warning")
    assert (codes(report.results), report.waived, report.exit_code()) == (["HEV-LC-01"], (), 1)


def test_waived_warning_is_counted_apart_and_fails_nothing(check):
    report = check(waiver("licence"), fail_on="info")
    assert report.results == ()
    assert codes(report.waived) == ["HEV-LC-01"]
    assert report.conforms
    assert report.counts() == {"violation": 0, "warning": 0, "info": 0}
    assert report.write().startswith(
        "No problems. 1 waived: --format json lists them, with who waived them and why."
    )


@pytest.mark.parametrize(
    ("lang", "reason"), [("en", "The licence was asked for."), ("ru,en", "Лицензию запросили."), ("az,ru", "Лицензию запросили.")]
)  # fmt: skip
def test_reason_is_told_in_the_language_of_the_reader(check, lang, reason):
    (result,) = check(waiver("licence"), lang=lang).waived
    assert result.waiver.reason == reason
    assert result.waiver.iri == f"{ID}waiver/licence"
    assert (result.waiver.by, result.waiver.date) == (PREFIXES["agent"] + "keeper", "2026-05-26")


def test_violation_is_not_lifted_and_the_waiver_is_told(check):
    text = 'claim:march-end a hev:Claim ; rdf:subject event:march ; rdf:predicate hev:outcome ; rdf:object "won"@en ;\n'
    text += "  hev:assertedBy agent:keeper ; hev:certainty certainty:certain ; hev:verification verification:seen ;\n"
    text += "  prov:wasAttributedTo agent:keeper .\n"
    report = check(text, waiver("licence"), waiver("unsourced", "HEV-CL-02", "claim:march-end"))
    assert codes(report.results) == ["HEV-CL-02", "HEV-WV-04"]
    assert report.exit_code() == 1
    refused = report.results[-1]
    assert "HEV-CL-02" in refused.message
    assert refused.severity == "violation"


def test_invented_data_is_never_lifted(check):
    text = WORLD.split("claim:march-place")[1].replace("verification:seen", "verification:illustrative")
    text = "claim:march-guess" + text.replace("rdf:object place:town", "rdf:object place:other")
    text += 'place:other a hev:Place ; skos:prefLabel "Other"@en, "Başqa"@az, "Другой"@ru .\n'
    report = check(text, waiver("licence"), waiver("invented", "HEV-VF-01", "claim:march-guess"))
    assert codes(report.results) == ["HEV-VF-01", "HEV-WV-04"]


@pytest.mark.parametrize(
    ("code", "thing"), [("HEV-LC-01", "event:march"), ("HEV-SR-06", "source:gazetteer"), ("HEV-ZZ-99", "place:town")]
)  # fmt: skip
def test_waiver_that_meets_nothing_is_itself_a_warning(check, code, thing):
    report = check(waiver("licence"), waiver("stale", code, thing))
    (result,) = report.results
    assert (result.rule_code, result.severity) == ("HEV-WV-03", "warning")
    assert result.focus_node == NamedNode(f"{ID}waiver/stale")
    assert code in result.message
    assert "waiver/stale" in result.file or result.line


@pytest.mark.parametrize(
    ("broken", "code"),
    [({"reason": 'rdfs:comment "x"@en'}, "HEV-WV-02"), ({"day": '"May 2026"'}, "HEV-WV-01"), ({"code": "LC-01"}, "HEV-WV-01")],
)  # fmt: skip
def test_incomplete_waiver_is_a_violation_and_lifts_nothing(check, broken, code):
    report = check(waiver("licence", **broken))
    assert code in codes(report.results)
    assert "HEV-LC-01" in codes(report.results) or broken.get("day")
    assert report.exit_code() == 1


def test_one_waiver_lifts_what_is_seen_from_two_sides(check):
    """Two towns of one name are one problem, told once; a waiver for either of them is for both."""
    twin = 'place:{0} a hev:Place ; skos:prefLabel "Nor"@en, "{0} Nor"@az, "Нор {1}"@ru . claim:{0}-name a hev:Claim ;\n'
    twin += "  rdf:subject event:march ; rdf:predicate hev:scene ; rdf:object place:{0} ; hev:statedIn passage:gazetteer-1 ;\n"
    twin += "  hev:assertedBy agent:keeper ; hev:certainty certainty:certain ; hev:verification verification:seen ;\n"
    twin += "  prov:wasAttributedTo agent:keeper .\n"
    twins = twin.format("nor-a", "а") + twin.format("nor-b", "б")
    assert codes(check(twins, waiver("licence")).results) == ["HEV-LB-06"]
    for slug in ("nor-a", "nor-b"):
        report = check(twins, waiver("licence"), waiver(slug, "HEV-LB-06", f"place:{slug}"))
        assert (codes(report.results), codes(report.waived)) == ([], ["HEV-LB-06", "HEV-LC-01"])


# --- the formats ---------------------------------------------------------------------------------------------------


@pytest.fixture
def lifted(check):
    return check(waiver("licence"))


def test_json_lists_what_is_waived_with_its_waiver(lifted):
    document = json.loads(lifted.write("json"))
    assert document["results"] == []
    (entry,) = document["waived"]
    assert entry["rule"] == "HEV-LC-01"
    assert entry["waiver"] == {
        "iri": f"{ID}waiver/licence",
        "reason": "The licence was asked for.",
        "by": PREFIXES["agent"] + "keeper",
        "date": "2026-05-26",
    }


def test_sarif_suppresses_what_is_waived(lifted):
    """SARIF 2.1.0 §3.27.23 suppressions, §3.35 kind, status, justification."""
    (run,) = json.loads(lifted.write("sarif"))["runs"]
    (entry,) = run["results"]
    assert entry["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "The licence was asked for."}
    ]
    assert run["tool"]["driver"]["rules"][entry["ruleIndex"]]["id"] == "HEV-LC-01"


def test_junit_skips_what_is_waived(lifted):
    root = ET.fromstring(lifted.write("junit"))
    (suite,) = root.iter("testsuite")
    assert {key: suite.get(key) for key in ("tests", "failures", "skipped")} == {
        "tests": "1",
        "failures": "0",
        "skipped": "1",
    }
    message = root.find(".//skipped").get("message")
    assert "The licence was asked for." in message
    assert "2026-05-26" in message


def test_turtle_names_the_waiver_of_a_result(lifted):
    quads = list(parse(lifted.write("turtle"), format=RdfFormat.TURTLE))
    (waived,) = [quad for quad in quads if quad.predicate.value == HEV + "waivedBy"]
    assert waived.object == NamedNode(f"{ID}waiver/licence")
    assert any(q.subject == waived.subject and q.predicate.value == SH + "focusNode" for q in quads)
    assert any(q.predicate.value == SH + "conforms" and q.object.value == "true" for q in quads)


def test_report_without_waivers_has_no_trace_of_them(check):
    report = check()
    for name in ("text", "sarif", "turtle"):
        assert not re.search(r"waived|\bwaiver|suppress", report.write(name)), name


# --- the waivers of the dataset ------------------------------------------------------------------------------------

FILES = sorted((ROOT / "data" / "waivers").glob("*.ttl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_holds_the_waivers_of_the_rule_it_is_named_after(path):
    """The words of a waiver are in every language of the reports."""
    shapes = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
    known = {rule.code for rule in read_rules(shapes, PREFIXES).values()}
    quads = list(parse_file(path))
    for subject in {quad.subject for quad in quads}:
        said = [quad for quad in quads if quad.subject == subject]
        (code,) = [quad.object.value for quad in said if quad.predicate.value == HEV + "waives"]
        assert code in known
        assert code == f"HEV-{path.stem.upper()}"
        assert subject.value.startswith(f"{ID}waiver/{path.stem}-")
        reasons = [q.object for q in said if q.predicate.value == PREFIXES["dcterms"] + "description"]
        assert sorted(text.language for text in reasons) == ["az", "en", "ru"]
        assert len({text.value for text in reasons}) == len(reasons)
