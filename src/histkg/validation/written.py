"""Where a finding stands in the files: the statement to correct, and the thing to blame.

The layers repeat what is written (a field of a reference becomes a claim, a claim a plain fact), so a finding may be about
something generated; it is led back to the file it was generated from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from histkg.validation.locating import BLANK, SourceText

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap
    from histkg.validation.rules import Rule
    from histkg.validation.shacl import Finding, Term

_Statement = tuple[object, str, object]


@dataclass(frozen=True)
class Located:
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
class Written:
    """All that is written and generated, asked where a finding stands.

    :param context: what else is written.
    :param checked: what the report is about.
    :param generated: the layers made from both.
    :param files: graph IRI → (file, name of its format).
    """

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
            graph = graph_of(quad)
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

    def locate(self, finding: Finding, rule: Rule) -> Located:
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
            file = shown_path(self.files[graph][0])
            line = self._line(graph, owner, path, value, rule)
        is_checked = owner in self._checked_subjects or focus in self._checked_subjects
        return Located(finding, rule, owner, is_written, is_checked, file, line)

    def _line(
        self, graph: str, owner: object, path: str | None, value: Term | None, rule: Rule
    ) -> int | None:
        if not self.files[graph][0].is_file():  # it is missing, and that is what is told
            return 1
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
        if subject == graph:  # said of the file as a whole
            return 1
        return text.line(subject, path, wanted)


def graph_of(quad: Quad) -> str:
    """Return the IRI of the graph of *quad*; empty for the default graph."""
    return str(getattr(quad.graph_name, "value", ""))


def shown_path(path: Path) -> str:
    """Return *path* as short as it can be named from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:
        return str(path)
