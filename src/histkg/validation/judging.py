"""From findings to a report: which of them are told, where they stand, and in what words.

One fault, one sentence. The layers repeat what is written (a field of a reference becomes a claim, a claim a plain fact),
so one slip would be found at every repetition; it is told where it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from histkg.validation.locating import BLANK, SourceText
from histkg.validation.messages import Names, Rule, fill, message_language, read_rules
from histkg.validation.report import SEVERITIES, ValidationReport, ValidationResult
from histkg.validation.shacl import Finding, find_problems, read_shapes

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap
    from histkg.validation.shacl import Term

_Statement = tuple[object, str, object]


def judge(
    context: Sequence[Quad],
    checked: Sequence[Quad],
    generated: Sequence[Quad],
    prefixes: PrefixMap,
    *,
    shapes: Sequence[Path],
    files: Mapping[str, tuple[Path, str]],
    languages: Sequence[str],
    fail_on: str,
) -> ValidationReport:
    """Hold the data against the *shapes* and report on what is *checked*.

    :param context: what else is written.
    :param checked: what the report is about.
    :param generated: the layers made from both.
    :param files: graph IRI → (file, name of its format).
    :raises InputError: a shapes file cannot be read.
    """
    rules = read_rules(shapes, prefixes)
    everything = [*context, *checked, *generated]
    findings = [f for f in find_problems(everything, read_shapes(shapes)) if f.source_shape in rules]
    written = _Written(context, checked, generated, prefixes, files)
    located = [written.locate(finding, rules[finding.source_shape]) for finding in findings]
    told = _one_for_each_fault([item for item in located if item.is_checked])
    names = Names(everything if told else (), prefixes, languages)
    language = message_language(languages)
    checked_graphs = dict.fromkeys(_graph(quad) for quad in checked)
    return ValidationReport(
        results=tuple(_result(item, names, language) for item in sorted(told, key=_order)),
        fail_on=fail_on,
        language=language,
        files=tuple(sorted(_shown(files[graph][0]) for graph in checked_graphs if graph in files)),
        statements=len(checked),
        rules=len({rule.code for rule in rules.values()}),
    )


@dataclass(frozen=True)
class _Located:
    """A finding with its place.

    :param owner: the written thing to blame: the focus node, or what it was generated from.
    :param is_written: the very statement that is wrong stands in a file.
    :param is_checked: it is among what the report is about.
    """

    finding: Finding
    rule: Rule
    owner: object
    is_written: bool
    is_checked: bool
    file: str | None
    line: int | None


@dataclass
class _Written:
    context: Sequence[Quad]
    checked: Sequence[Quad]
    generated: Sequence[Quad]
    prefixes: PrefixMap
    files: Mapping[str, tuple[Path, str]]
    _texts: dict[str, SourceText] = field(default_factory=dict)
    _blanks_told: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        rdf, hev = self.prefixes["rdf"], self.prefixes["hev"]
        self._type, self._object = rdf + "type", rdf + "object"
        subject, predicate, stated_in = rdf + "subject", rdf + "predicate", hev + "statedIn"
        about_entity = hev + "aboutEntity"
        self._graph_of: dict[_Statement, str] = {}
        self._graphs_about: dict[object, list[str]] = defaultdict(list)
        self._checked_subjects = {quad.subject for quad in self.checked}
        parts: dict[object, dict[str, object]] = defaultdict(dict)
        for quad in (*self.checked, *self.context):
            graph = _graph(quad)
            self._graph_of.setdefault((quad.subject, quad.predicate.value, quad.object), graph)
            about = self._graphs_about[quad.subject]
            if graph not in about:
                # The file that says what a thing is comes first.
                about.insert(0, graph) if quad.predicate.value == self._type else about.append(graph)
            if quad.predicate.value in (subject, predicate, self._object):
                parts[quad.subject][quad.predicate.value] = quad.object
        self._made_from: dict[object, object] = {
            quad.subject: quad.object
            for quad in self.generated
            if quad.predicate.value in (stated_in, about_entity)
        }
        self._claims: dict[_Statement, object] = {}
        for claim, said in parts.items():
            if len(said) == 3:
                key = (said[subject], str(getattr(said[predicate], "value", "")), said[self._object])
                self._claims.setdefault(key, claim)

    def locate(self, finding: Finding, rule: Rule) -> _Located:
        """Return *finding* with the file and line of the statement to correct."""
        focus, path, value = finding.focus_node, finding.result_path, finding.value
        owner: object = focus if focus in self._graphs_about else self._made_from.get(focus, focus)
        is_written = owner is focus
        if path is not None and value is not None:
            is_written = (focus, path, value) in self._graph_of
            claim = self._claims.get((focus, path, value))
            if not is_written and claim is not None:
                owner, path = claim, self._object
        graph = self._graph_of.get((owner, path or "", value)) or next(
            iter(self._graphs_about.get(owner, [])), None
        )
        file, line = None, None
        if graph is not None and graph in self.files:
            file = _shown(self.files[graph][0])
            line = self._line(graph, owner, path, value, rule)
        is_checked = owner in self._checked_subjects or focus in self._checked_subjects
        return _Located(finding, rule, owner, is_written, is_checked, file, line)

    def _line(
        self, graph: str, owner: object, path: str | None, value: Term | None, rule: Rule
    ) -> int | None:
        if graph not in self._texts:
            self._texts[graph] = SourceText(*self.files[graph])
        text = self._texts[graph]
        if isinstance(owner, BlankNode) and path is None:
            lines = text.blank_lines()
            number = self._blanks_told[graph, rule.shape]
            self._blanks_told[graph, rule.shape] += 1
            return lines[min(number, len(lines) - 1)] if lines else None
        subject = owner.value if isinstance(owner, NamedNode) else BLANK
        wanted = None if value is None else BLANK if isinstance(value, BlankNode) else value.value
        return text.line(subject, path, wanted)


def _one_for_each_fault(located: Sequence[_Located]) -> list[_Located]:
    """Drop what repeats another finding: in a generated statement, or seen from the other side."""
    written_values = {
        item.finding.value for item in located if item.is_written and item.finding.value is not None
    }
    written_faults = {(item.rule.code, item.owner) for item in located if item.is_written}
    by_pair: dict[tuple[object, ...], _Located] = {
        (item.rule.shape, item.finding.focus_node, item.finding.value): item for item in located
    }
    told: dict[tuple[object, ...], _Located] = {}
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


def _order(item: _Located) -> tuple[object, ...]:
    return (
        item.file or "~",
        item.line or 0,
        SEVERITIES.index(item.rule.severity),
        item.rule.code,
        str(item.finding.focus_node),
        str(item.finding.value),
    )


def _result(item: _Located, names: Names, language: str) -> ValidationResult:
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
    )


def _unknown_terms(finding: Finding) -> Iterable[Term]:
    if finding.value is not None:
        yield finding.value
    if finding.result_path is not None:
        yield NamedNode(finding.result_path)


def _graph(quad: Quad) -> str:
    return str(getattr(quad.graph_name, "value", ""))


def _shown(path: Path) -> str:
    """Return *path* as short as it can be named from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:
        return str(path)
