"""From findings to a report: which of them are told, where they stand, and in what words.

One fault, one sentence. The layers repeat what is written (a field of a reference becomes a claim, a claim a plain fact),
so one slip would be found at every repetition; it is told where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from histkg.validation.messages import Names, fill
from histkg.validation.report import SEVERITIES, ValidationReport, ValidationResult
from histkg.validation.rules import Rule, read_rules
from histkg.validation.shacl import Finding, find_problems, read_shapes
from histkg.validation.waivers import CODE, Waiver, Waivers
from histkg.validation.words import message_language
from histkg.validation.written import Located, Written, graph_of, shown_path

if TYPE_CHECKING:
    from rdflib import Graph

    from histkg.prefixes import PrefixMap
    from histkg.validation.shacl import Term


def judge(
    context: Sequence[Quad],
    checked: Sequence[Quad],
    generated: Sequence[Quad],
    prefixes: PrefixMap,
    *,
    shapes: Sequence[Path],
    files: Mapping[str, tuple[Path, str]],
    foreign: Mapping[str, str],
    languages: Sequence[str],
    fail_on: str,
) -> ValidationReport:
    """Hold the data against the *shapes* and report on what is *checked*.

    :param context: what else is written.
    :param checked: what the report is about.
    :param generated: the layers made from both.
    :param files: graph IRI → (file, name of its format).
    :param foreign: graph IRI → the vocabulary of a file that holds nothing of the ontology.
    :raises InputError: a shapes file cannot be read.
    """
    rules = read_rules(shapes, prefixes)
    # What the file is said to hold stands on the file itself, as the error of a date stands on the date.
    remarks = [
        Quad(NamedNode(graph), NamedNode(prefixes["hev"] + "holdsOnly"), Literal(name), NamedNode(graph))
        for graph, name in foreign.items()
    ]
    everything = [*context, *checked, *generated, *remarks]
    waivers = Waivers([*context, *checked], prefixes, languages)
    findings = _findings(everything, read_shapes(shapes), rules, waivers)
    written = Written(context, [*checked, *remarks], generated, prefixes, files)
    located = [written.locate(finding, rules[finding.source_shape]) for finding in findings]
    told = sorted(_one_for_each_fault([item for item in located if item.is_checked]), key=_order)
    called = [
        Quad(NamedNode(graph), NamedNode(prefixes["rdfs"] + "label"), Literal(files[graph][0].name))
        for graph in foreign
    ]
    names = Names([*everything, *called] if told else (), prefixes, languages)
    language = message_language(languages)
    lifted = _lifted(told, located, waivers)
    results = [_result(item, names, language, lifted.get(item)) for item in told]
    checked_graphs = dict.fromkeys(graph_of(quad) for quad in checked)
    return ValidationReport(
        results=tuple(result for result in results if result.waiver is None),
        fail_on=fail_on,
        language=language,
        files=tuple(sorted(shown_path(files[graph][0]) for graph in checked_graphs if graph in files)),
        statements=len(checked),
        rules=len({rule.code for rule in rules.values()}),
        waived=tuple(result for result in results if result.waiver is not None),
    )


def _findings(
    everything: Sequence[Quad], shapes: Graph, rules: Mapping[str, Rule], waivers: Waivers
) -> list[Finding]:
    """Return what the rules find in the data, and what they find in the waivers once it is known what those met."""
    found = [finding for finding in find_problems(everything, shapes) if finding.source_shape in rules]
    met = waivers.met(found, rules)
    if not met:
        return found
    again = find_problems([*waivers.quads, *met], shapes)
    of_waivers = [f for f in again if f.source_shape in rules and rules[f.source_shape].code.startswith(CODE)]
    return [*found, *(finding for finding in of_waivers if finding not in found)]


def _lifted(
    told: Iterable[Located], located: Iterable[Located], waivers: Waivers
) -> dict[Located, Waiver | None]:
    """Return what is told → its waiver. Where a fault is seen from two sides, a waiver for either lifts it."""
    pairs = {(item.rule.shape, item.finding.focus_node, item.finding.value) for item in located}
    lifted: dict[Located, Waiver | None] = {}
    for item in told:
        focus, value = item.finding.focus_node, item.finding.value
        seen_from_both = value is not None and (item.rule.shape, value, focus) in pairs
        lifted[item] = waivers.find(item.rule, focus, *([value] if seen_from_both else []))
    return lifted


def _one_for_each_fault(located: Sequence[Located]) -> list[Located]:
    """Drop what repeats another finding: in a generated statement, or seen from the other side."""
    written_values = {
        item.finding.value for item in located if item.is_written and item.finding.value is not None
    }
    written_faults = {(item.rule.code, item.owner) for item in located if item.is_written}
    by_pair: dict[tuple[object, ...], Located] = {
        (item.rule.shape, item.finding.focus_node, item.finding.value): item for item in located
    }
    told: dict[tuple[object, ...], Located] = {}
    for item in located:
        finding = item.finding
        if not item.is_written and (
            finding.value in written_values or (item.rule.code, item.owner) in written_faults
        ):
            continue
        mirrored = by_pair.get((item.rule.shape, finding.value, finding.focus_node))
        if mirrored is not None and _order(mirrored) > _order(item):
            continue
        told.setdefault((item.rule.shape, item.owner, finding.result_path, finding.value), item)
    return list(told.values())


def _order(item: Located) -> tuple[object, ...]:
    return (
        item.file or "~",
        item.line or 0,
        SEVERITIES.index(item.rule.severity),
        item.rule.code,
        str(item.finding.focus_node),
        str(item.finding.value),
    )


def _result(item: Located, names: Names, language: str, waiver: Waiver | None) -> ValidationResult:
    finding = item.finding
    remedy = item.rule.remedies[language]
    suggestions = (names.suggestion(term) for term in _unknown_terms(finding))
    if found := next((suggestion for suggestion in suggestions if suggestion), None):
        remedy = f"{found} {remedy}"
    return ValidationResult(
        focus_node=finding.focus_node,
        result_path=finding.result_path,
        value=finding.value,
        severity=finding.severity,
        source_shape=finding.source_shape,
        source_constraint_component=finding.source_constraint_component,
        rule_code=item.rule.code,
        name=names.entity(finding.focus_node),
        message=fill(item.rule.messages[language], finding, names),
        remedy=remedy,
        file=item.file,
        line=item.line,
        waiver=waiver,
    )


def _unknown_terms(finding: Finding) -> Iterable[Term]:
    if finding.value is not None:
        yield finding.value
    if finding.result_path is not None:
        yield NamedNode(finding.result_path)
