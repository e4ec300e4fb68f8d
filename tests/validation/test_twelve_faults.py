"""A file with twelve faults a historian could make gives twelve sentences: each names the thing, the line, the remedy."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from histkg.validation import validate

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "twelve-faults.ttl"

# Rule, what stands on the line it is found on, and words the sentence must hold: the thing, the value, the way out.
FAULTS = [
    (
        "HEV-SR-02",
        'rdf:object "https://doi.org/11.1234"',
        ["Omarov 1930", "https://doi.org/11.1234", "10.15407"],
    ),
    ("HEV-XR-03", "event:Village-Rising-1930", ["Village rising", "event/Village-Rising-1930", "lower-case"]),
    ("HEV-CL-02", "claim:omarov-1930-place-1", ["Village rising, place", "no source", "hev:statedIn"]),
    ("HEV-LB-05", 'rdf:object "город Бaку"@ru', ["Baku", "“город Бaку”", "Latin in it: “a”"]),
    ("HEV-LB-04", 'skos:prefLabel "Бой у моста"@en', ["“Бой у моста” tagged “en”", "Correct the tag"]),
    ("HEV-XR-01", "rdf:object place:gandja", ["“place:gandja”", "Did you mean place:ganja?"]),
    (
        "HEV-TM-03",
        'rdf:object "1930-05-02"^^edtf:EDTF',
        ["1930-05-02", "no earlier than “1930-05-20”", "both passages"],
    ),
    (
        "HEV-TM-04",
        'rdf:object "1846-7"^^edtf:EDTF',
        ["Village rising, date", "“1846-7” is no EDTF date", "1846/1847"],
    ),
    ("HEV-CL-03", "claim:omarov-1930-outcome-1", ["omarov-1930-outcome-1", "how sure", "probable"]),
    ("HEV-CL-08", "claim:omarov-1930-demand-2", ["says the same", "omarov-1930-demand-1", "Delete one"]),
    ("HEV-XR-01", "hev:statedIn passage:omarov-1930-p099", ["passage:omarov-1930-p099", "described nowhere"]),
    ("HEV-CL-06", "hev:rank rank:preferred", ["“preferred” without a reason", "hev:rankReason"]),
]


@cache
def checked(language):
    return validate(FIXTURE, lang=language)


@pytest.fixture
def report():
    return checked("en")


def test_twelve_faults_give_twelve_sentences(report):
    assert [result.rule_code for result in report.results] == [code for code, _, _ in FAULTS]
    assert report.exit_code() == 1
    assert "12 problems: 11 violations, 1 warning." in report.write()


@pytest.mark.parametrize("number", range(12), ids=[f"{code} {line[:30]}" for code, line, _ in FAULTS])
def test_fault_is_told_with_line_name_and_remedy(report, number):
    code, text, words = FAULTS[number]
    place, severity, told_code, sentence = report.write().splitlines()[number].split("  ", 3)
    file, line = place.rsplit(":", 1)
    assert file.endswith("twelve-faults.ttl")
    assert FIXTURE.read_text(encoding="utf-8").splitlines()[int(line) - 1].strip().startswith(text)
    assert (severity, told_code) == ("warning" if code == "HEV-CL-08" else "violation", code)
    assert [word for word in words if word not in sentence] == []
    assert sentence.endswith((".", "?", "!"))


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_no_word_of_the_machinery_reaches_the_reader(language):
    text = checked(language).write()
    assert len(text.splitlines()) == 14
    assert not re.search(
        r"\bsh:|_:|constraint component|focus node|minCount|shape|https://w3id", text, re.IGNORECASE
    )


def test_azerbaijani_report_says_the_same(report):
    azerbaijani = checked("az")
    assert [(r.rule_code, r.line) for r in azerbaijani.results] == [
        (r.rule_code, r.line) for r in report.results
    ]
    lines = azerbaijani.write().splitlines()
    assert (
        "pozuntu  HEV-CL-02  iddia “omarov-1930-place-1” (Kənd üsyanı, yer): mənbəsi göstərilməyib"
        in lines[2]
    )
    assert lines[-1].startswith("12 problem: 11 pozuntu, 1 xəbərdarlıq.")
    assert not set(lines[:12]) & set(report.write().splitlines())


def test_russian_report_says_the_same(report):
    russian = checked("ru")
    assert [(r.rule_code, r.line) for r in russian.results] == [(r.rule_code, r.line) for r in report.results]
    lines = russian.write().splitlines()
    assert (
        "нарушение  HEV-CL-02  утверждение «omarov-1930-place-1» (Сельское восстание, место): источник не назван"
        in lines[2]
    )
    assert lines[-1].startswith("12 проблем: 11 нарушений, 1 предупреждение.")
    assert not set(lines[:12]) & set(report.write().splitlines())


def test_corrected_file_has_no_problem(tmp_path):
    """The remedies are right: doing what they say empties the report."""
    text = FIXTURE.read_text(encoding="utf-8")
    for wrong, right in {
        '"https://doi.org/11.1234"': '"10.1234/xatireler"',
        "event:Village-Rising-1930": "event:village-rising-1930",
        "rdf:object place:baku ;\n": "rdf:object place:baku ;\n    hev:statedIn passage:omarov-1930-p012 ;\n",
        "Бaку": "Баку",
        '"Бой у моста"@en': '"Battle at the bridge"@en',
        "place:gandja": "place:ganja",
        "1930-05-02": "1930-05-22",
        "1846-7": "1930-05/1930-06",
        'rdf:object "körpü alındı"@az ;': 'rdf:object "körpü alındı"@az ;\n    hev:certainty certainty:probable ;',
        "passage:omarov-1930-p099": "passage:omarov-1930-p012",
        "hev:rank rank:preferred ;": 'hev:rank rank:preferred ;\n    hev:rankReason "the only witness"@en ;',
    }.items():
        assert wrong in text
        text = text.replace(wrong, right)
    start = text.index("claim:omarov-1930-demand-2")
    text = text[:start] + text[text.index("# 11.") :]
    corrected = tmp_path / "corrected.ttl"
    corrected.write_text(text, encoding="utf-8")
    report = validate(corrected, fail_on="info")
    assert report.conforms, report.write()
