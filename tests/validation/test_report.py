"""The report in five formats: the same results in each, and each fit for the program that reads it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from histkg.errors import UsageError
from histkg.validation import ValidationReport, ValidationResult, validate
from histkg.validation.formats import WRITERS
from histkg.validation.report import SEVERITIES
from histkg.validation.words import _COUNTED, DATATYPES, LANGUAGES, SENTENCES, SEVERITY_NAMES

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "twelve-faults.ttl"
SH = "http://www.w3.org/ns/shacl#"


def result(severity="violation", **more):
    fields = {
        "focus_node": NamedNode("urn:thing"),
        "result_path": "urn:path",
        "value": Literal("x"),
        "severity": severity,
        "source_shape": "urn:shape",
        "source_constraint_component": SH + "MinCountConstraintComponent",
        "rule_code": "HEV-XX-01",
        "name": "Thing",
        "message": "is wrong",
        "remedy": "Put it right.",
        "file": "a.ttl",
        "line": 3,
    }
    return ValidationResult(**(fields | more))


def report(*results, fail_on="violation", language="en"):
    return ValidationReport(tuple(results), fail_on, language, ("a.ttl", "b.ttl"), 10, 2)


@pytest.fixture(scope="module")
def twelve():
    return validate(FIXTURE)


def test_text_is_a_line_for_each_problem_and_a_summary():
    lines = report(result(), result("info", line=None)).write("text").splitlines()
    assert lines[0] == "a.ttl:3  violation  HEV-XX-01  Thing: is wrong. Put it right."
    assert lines[1] == "a.ttl  info  HEV-XX-01  Thing: is wrong. Put it right."
    assert lines[3].startswith(
        "2 problems: 1 violation, 1 info. 2 files checked: 10 statements against 2 rules."
    )


def test_text_of_a_clean_report_is_one_line():
    assert report().write() == "No problems. 2 files checked: 10 statements against 2 rules.\n"
    assert report(language="az").write() == "Problem yoxdur. 2 fayl yoxlandı: 10 ifadə, 2 qayda.\n"
    assert report(language="ru").write() == "Проблем нет. Проверено: 2 файла, 10 записей, 2 правила.\n"


def test_every_language_has_all_words():
    for table in (SENTENCES, SEVERITY_NAMES, _COUNTED):
        assert set(table) == set(LANGUAGES)
        for tag in LANGUAGES:
            assert set(table[tag]) == set(table["en"])
    assert all(set(SEVERITIES) == set(SEVERITY_NAMES[tag]) for tag in LANGUAGES)
    assert all(set(words) == set(LANGUAGES) for words in DATATYPES.values())


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 проблема: 1 нарушение"), (2, "2 проблемы: 2 нарушения"), (5, "5 проблем: 5 нарушений"),
                          (11, "11 проблем: 11 нарушений"), (21, "21 проблема: 21 нарушение")]
)  # fmt: skip
def test_russian_numbers_take_their_forms(number, words):
    text = report(*[result()] * number, language="ru").write()
    assert f"{words}. Проверено: 2 файла, 10 записей, 2 правила." in text


@pytest.mark.parametrize(
    ("fail_on", "severity", "conforms"),
    [
        ("violation", "violation", False),
        ("violation", "warning", True),
        ("warning", "warning", False),
        ("warning", "info", True),
        ("info", "info", False),
    ],
)
def test_report_conforms_up_to_the_severity_asked_for(fail_on, severity, conforms):
    found = report(result(severity), fail_on=fail_on)
    assert found.conforms is conforms
    assert found.exit_code() == int(not conforms)
    assert report(result(severity)).exit_code(fail_on) == int(not conforms)
    assert report(fail_on=fail_on).conforms


def test_unknown_severity_and_format_are_wrong_usage():
    with pytest.raises(UsageError, match="severity"):
        validate(fail_on="error")
    with pytest.raises(UsageError, match="severity"):
        report().exit_code("fatal")
    with pytest.raises(UsageError, match="yaml"):
        report().write("yaml")


def test_formats_agree_in_number(twelve):
    numbers = {
        "text": len(twelve.write("text").splitlines()) - 2,
        "json": len(json.loads(twelve.write("json"))["results"]),
        "turtle": twelve.write("turtle").count("sh:focusNode"),
        "sarif": len(json.loads(twelve.write("sarif"))["runs"][0]["results"]),
        "junit": len(ET.fromstring(twelve.write("junit")).findall(".//testcase")),
    }
    assert numbers == dict.fromkeys(WRITERS, 12)


def test_equal_reports_are_equal_texts(twelve):
    again = validate(FIXTURE)
    for name in WRITERS:
        assert twelve.write(name) == again.write(name), name


def test_json_holds_every_field(twelve):
    document = json.loads(twelve.write("json"))
    assert document["conforms"] is False
    assert document["counts"] == {"violation": 11, "warning": 1, "info": 0}
    assert document["files"] == [result["file"] for result in document["results"]][:1]
    keys = [
        "rule",
        "severity",
        "file",
        "line",
        "name",
        "message",
        "remedy",
        "focusNode",
        "resultPath",
        "value",
    ]
    keys += ["sourceShape", "sourceConstraintComponent"]
    for entry in document["results"]:
        assert list(entry) == keys
        assert all(entry[key] for key in keys if key not in ("resultPath", "value"))


def test_turtle_is_a_shacl_report():
    blank = report(result(focus_node=BlankNode(), value=None, result_path=None), result())
    quads = list(parse(blank.write("turtle"), format=RdfFormat.TURTLE))
    values = {
        name: [q.object for q in quads if q.predicate.value == SH + name] for name in ("result", "conforms")
    }
    assert values["conforms"] == [Literal(False)]
    for node in values["result"]:
        said = {q.predicate.value.removeprefix(SH) for q in quads if q.subject == node}
        assert {
            "focusNode",
            "resultSeverity",
            "sourceShape",
            "sourceConstraintComponent",
            "resultMessage",
        } <= said
    assert len(values["result"]) == 2
    assert "_:thing1" in blank.write("turtle")


def test_sarif_has_what_the_standard_requires(twelve):
    """SARIF 2.1.0 §3.13 version, runs; §3.14 tool; §3.19 driver.name; §3.27 message, level, ruleId; §3.30 startLine."""
    document = json.loads(twelve.write("sarif"))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "histkg"
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"]) == 11
    for entry in run["results"]:
        assert entry["level"] in {"error", "warning", "note"}
        assert entry["message"]["text"]
        assert driver["rules"][entry["ruleIndex"]]["id"] == entry["ruleId"]
        place = entry["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["artifactLocation"]["uri"].endswith("twelve-faults.ttl")
        assert "\\" not in place["artifactLocation"]["uri"]


def test_sarif_result_without_a_file_has_no_location():
    document = json.loads(report(result(file=None, line=None)).write("sarif"))
    assert document["runs"][0]["results"][0]["locations"] == []


def test_junit_counts_what_fails_and_passes_clean_files():
    root = ET.fromstring(report(result(), result("warning")).write("junit"))
    suites = {suite.get("name"): suite for suite in root.iter("testsuite")}
    assert suites["a.ttl"].get("tests") == "2"
    assert suites["a.ttl"].get("failures") == "1"
    assert len(root.findall(".//failure")) == 1
    assert root.find(".//failure").get("message") == "Thing: is wrong. Put it right."
    assert [case.get("name") for case in suites["b.ttl"]] == ["conforms"]


def test_junit_of_odd_text_is_still_xml(tmp_path):
    odd = tmp_path / "odd.ttl"
    odd.write_text(
        "@prefix hev: <https://w3id.org/histkg/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://w3id.org/histkg/id/event/odd> a hev:Event ; skos:prefLabel "a\\u001B[31m<&>\\\\1"@en .\n',
        encoding="utf-8",
    )
    found = validate(odd)
    root = ET.fromstring(found.write("junit"))
    assert any("⟨U+001B⟩" in failure.get("message") for failure in root.iter("failure"))
    assert "\x1b" not in found.write("text")
