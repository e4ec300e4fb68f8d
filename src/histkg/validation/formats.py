"""A validation report for people, for programs, and for the checks of a code host.

Text; JSON; Turtle (SHACL §3.6); SARIF 2.1.0 (OASIS, 2020); JUnit XML. All of them hold the same results in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from histkg.validation.messages import shown
from histkg.validation.words import SENTENCES, SEVERITY_NAMES, counted

if TYPE_CHECKING:
    from histkg.validation.report import ValidationReport, ValidationResult
    from histkg.validation.shacl import Term

_SH = "http://www.w3.org/ns/shacl#"
_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def sentence(result: ValidationResult) -> str:
    """Return one problem as a sentence and what to do: ``name: what is wrong. What to do.``"""
    return f"{result.name}: {_closed(result.message)} {_closed(result.remedy)}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else text + "."


def summary(report: ValidationReport) -> str:
    """Return the last line of the text report."""
    tag = report.language
    sentences = SENTENCES[tag]
    number = len(report.results)
    counts = ", ".join(counted(n, severity, tag) for severity, n in report.counts().items() if n)
    parts = [
        sentences["problems"].format(problems=counted(number, "problem", tag), counts=counts)
        if number
        else sentences["none"],
        sentences["waived"].format(waived=counted(len(report.waived), "waived", tag))
        if report.waived
        else "",
        sentences["checked"].format(
            files=counted(len(report.files), "file", tag),
            statements=counted(report.statements, "statement", tag),
            rules=counted(report.rules, "rule", tag),
        ),
        sentences["dataset" if report.is_whole else "beside"].format(dataset=report.dataset)
        if report.dataset
        else "",
        sentences["explain"] if number else "",
    ]
    return " ".join(part for part in parts if part)


def write_text(report: ValidationReport) -> str:
    """Return ``place  severity  code  name: what is wrong. What to do.``, one line a problem, and a summary."""
    severities = SEVERITY_NAMES[report.language]
    lines = [
        "  ".join(
            part
            for part in (result.place, severities[result.severity], result.rule_code, sentence(result))
            if part
        )
        for result in report.results
    ]
    return "\n".join([*lines, *([""] if lines else []), summary(report)]) + "\n"


def _written(term: Term | None) -> str | None:
    return None if term is None else str(term.value)


def write_json(report: ValidationReport) -> str:
    """Return a JSON object with the counts and all fields of every result."""
    about = {
        "conforms": report.conforms,
        "failOn": report.fail_on,
        "counts": report.counts(),
        "files": list(report.files),
        "dataset": report.dataset or None,
        "statements": report.statements,
        "rules": report.rules,
        "results": [_json_result(result) for result in report.results],
        "waived": [_json_result(result) for result in report.waived],
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def _json_result(result: ValidationResult) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rule": result.rule_code,
        "severity": result.severity,
        "file": result.file,
        "line": result.line,
        "name": result.name,
        "message": result.message,
        "remedy": result.remedy,
        "focusNode": None if isinstance(result.focus_node, BlankNode) else _written(result.focus_node),
        "resultPath": result.result_path,
        "value": None if isinstance(result.value, BlankNode) else _written(result.value),
        "sourceShape": result.source_shape,
        "sourceConstraintComponent": result.source_constraint_component,
    }
    if (waiver := result.waiver) is not None:
        entry["waiver"] = {
            "iri": waiver.iri,
            "reason": waiver.reason,
            "by": waiver.by,
            "date": waiver.date,
        }
    return entry


def write_turtle(report: ValidationReport) -> str:
    """Return the report as RDF (SHACL §3.6), with the words of this toolkit as messages; ``hev:waivedBy`` marks waived ones."""
    node = BlankNode("report")
    triples = [
        Triple(node, _RDF_TYPE, NamedNode(_SH + "ValidationReport")),
        Triple(node, NamedNode(_SH + "conforms"), Literal(report.conforms)),
    ]
    things: dict[object, BlankNode] = {}

    def stable(term: Term | None) -> Term | None:
        """Return *term*; a thing without an IRI is numbered, so that equal reports are equal texts."""
        if isinstance(term, BlankNode):
            return things.setdefault(term, BlankNode(f"thing{len(things) + 1}"))
        return term

    for number, result in enumerate([*report.results, *report.waived], 1):
        entry = BlankNode(f"result{number}")
        properties: list[tuple[str, Term | None]] = [
            ("focusNode", stable(result.focus_node)),
            ("resultPath", NamedNode(result.result_path) if result.result_path else None),
            ("value", stable(result.value)),
            ("resultSeverity", NamedNode(_SH + result.severity.title())),
            ("resultMessage", Literal(sentence(result), language=report.language)),
            ("sourceShape", NamedNode(result.source_shape)),
            ("sourceConstraintComponent", NamedNode(result.source_constraint_component)),
        ]
        if result.waiver is not None:
            triples.append(Triple(entry, NamedNode(result.waiver.link), NamedNode(result.waiver.iri)))
        triples.append(Triple(node, NamedNode(_SH + "result"), entry))
        triples.append(Triple(entry, _RDF_TYPE, NamedNode(_SH + "ValidationResult")))
        triples += [
            Triple(entry, NamedNode(_SH + name), term) for name, term in properties if term is not None
        ]
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes={"sh": _SH}) or b"").decode()


def write_sarif(report: ValidationReport) -> str:
    """Return SARIF 2.1.0, which code hosts show beside the lines of a change."""
    results = [*report.results, *report.waived]
    codes = sorted({result.rule_code for result in results})
    rules = [
        {"id": code, "help": {"text": next(r.remedy for r in results if r.rule_code == code)}}
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "histkg", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": result.rule_code,
                "ruleIndex": codes.index(result.rule_code),
                "level": _SARIF_LEVELS[result.severity],
                "message": {"text": sentence(result)},
                "locations": _sarif_locations(result),
                **_sarif_suppressions(result),
            }
            for result in results
        ],
    }
    document = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sarif_locations(result: ValidationResult) -> list[dict[str, Any]]:
    if result.file is None:
        return []
    physical: dict[str, Any] = {"artifactLocation": {"uri": result.file.replace("\\", "/")}}
    if result.line is not None:
        physical["region"] = {"startLine": result.line}
    return [{"physicalLocation": physical}]


def _sarif_suppressions(result: ValidationResult) -> dict[str, Any]:
    """Return the suppression of a waived result (SARIF 2.1.0 §3.35)."""
    if result.waiver is None:
        return {}
    lifted = {"kind": "external", "status": "accepted", "justification": result.waiver.reason}
    return {"suppressions": [lifted]}


def write_junit(report: ValidationReport) -> str:
    """Return JUnit XML: one suite a file, one case a problem, and a passing case for a file without any.

    A waived problem is a skipped case.
    """
    failing = set(map(id, report.failures()))
    by_file: dict[str, list[ValidationResult]] = {file: [] for file in report.files}
    for result in (*report.results, *report.waived):
        by_file.setdefault(result.file or "histkg", []).append(result)
    root = ET.Element("testsuites", name="histkg validate")
    for file, results in by_file.items():
        failures = sum(id(result) in failing for result in results)
        count = str(max(len(results), 1))
        suite = ET.SubElement(
            root,
            "testsuite",
            name=file,
            tests=count,
            failures=str(failures),
            errors="0",
            skipped=str(sum(result.waiver is not None for result in results)),
            time="0",
        )
        for result in results:
            name = f"{result.rule_code} {result.place}"
            case = ET.SubElement(suite, "testcase", classname=file, name=name, time="0")
            if result.waiver is not None:
                reason = f"{result.waiver.reason} ({result.waiver.by}, {result.waiver.date})"
                ET.SubElement(case, "skipped", message=f"{sentence(result)} {shown(reason)}")
            elif id(result) in failing:
                failure = ET.SubElement(case, "failure", type=result.rule_code, message=sentence(result))
                failure.text = f"{result.place}  {result.severity}"
            else:
                ET.SubElement(case, "system-out").text = f"{result.severity}: {sentence(result)}"
        if not results:
            ET.SubElement(suite, "testcase", classname=file, name="conforms", time="0")
    ET.indent(root)
    # Texts come from messages.shown(), which leaves no control character that XML 1.0 forbids.
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


WRITERS: dict[str, Callable[[ValidationReport], str]] = {
    "text": write_text,
    "json": write_json,
    "turtle": write_turtle,
    "sarif": write_sarif,
    "junit": write_junit,
}
"""Name → writer."""
