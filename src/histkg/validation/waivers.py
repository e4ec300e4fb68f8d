"""Waivers: a problem that is known, looked into and let stand, by whom and why (``hev:Waiver``).

A waiver names a rule and a thing. It lifts warnings and notes, never violations, and only while it is complete. It is
itself held against the rules: what the checks met under its rule and thing is written onto it (``hev:waiverMet``), as the
error of a date is, and the shapes of ``waiver.ttl`` do the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from histkg.labels import choose
from histkg.validation.report import SEVERITIES

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.validation.rules import Rule
    from histkg.validation.shacl import Finding

_NOTHING = "nothing"
CODE = "HEV-WV-"
"""How the codes of the rules about waivers begin."""
_NEVER_LIFTED = (CODE, "HEV-VF-01")
"""Codes that no waiver lifts: those about waivers themselves, and invented data."""


@dataclass(frozen=True)
class Waiver:
    """A waiver as a report shows it.

    :param iri: of the waiver.
    :param rule_code: the rule it lifts.
    :param thing: IRI of the thing it lifts it for: the focus node of the result.
    :param reason: why, in the reader's language.
    :param by: IRI of whoever decided.
    :param date: when, ``2026-05-26``.
    :param link: IRI of the property from a result to its waiver, for reports in RDF.
    """

    iri: str
    rule_code: str
    thing: str
    reason: str
    by: str
    date: str
    link: str


class Waivers:
    """The waivers among *quads*.

    :param quads: what is written.
    :param languages: best first; the reasons are told in them.
    """

    def __init__(self, quads: Iterable[Quad], prefixes: PrefixMap, languages: Sequence[str]) -> None:
        self._met_predicate = NamedNode(prefixes["hev"] + "waiverMet")
        waiver, rdf_type = NamedNode(prefixes["hev"] + "Waiver"), prefixes["rdf"] + "type"
        written = list(quads)
        subjects = {q.subject for q in written if q.predicate.value == rdf_type and q.object == waiver}
        self.quads = [quad for quad in written if quad.subject in subjects] if subjects else []
        said: dict[NamedNode, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                said[quad.subject][quad.predicate.value].append(quad.object)
        self._targets: dict[NamedNode, set[tuple[str, str]]] = {}
        self._by_target: dict[tuple[str, str], Waiver] = {}
        names = {
            "rule_code": prefixes["hev"] + "waives",
            "thing": prefixes["hev"] + "waivedFor",
            "by": prefixes["prov"] + "wasAttributedTo",
            "date": prefixes["dcterms"] + "date",
        }
        for node in sorted(said, key=lambda node: node.value):
            values = {key: [term.value for term in said[node][iri]] for key, iri in names.items()}
            self._targets[node] = {(code, thing) for code in values["rule_code"] for thing in values["thing"]}
            reasons = said[node][prefixes["dcterms"] + "description"]
            reason = choose((text for text in reasons if isinstance(text, Literal)), languages)
            if reason is None or any(len(found) != 1 for found in values.values()):
                continue  # it takes no effect until it is complete; the rules say what is missing
            one = {key: found[0] for key, found in values.items()}
            made = Waiver(iri=node.value, reason=reason.value, link=prefixes["hev"] + "waivedBy", **one)
            self._by_target.setdefault((made.rule_code, made.thing), made)

    def find(self, rule: Rule, *things: object) -> Waiver | None:
        """Return the waiver that lifts *rule* for the first of *things* that has one; never for a violation."""
        if rule.severity == SEVERITIES[0] or rule.code.startswith(_NEVER_LIFTED):
            return None
        candidates = (self._by_target.get((rule.code, str(getattr(thing, "value", "")))) for thing in things)
        return next((waiver for waiver in candidates if waiver is not None), None)

    def met(self, findings: Iterable[Finding], rules: Mapping[str, Rule]) -> list[Quad]:
        """Return what every waiver met among *findings*, as statements about the waiver."""
        severities: dict[tuple[str, str], set[str]] = defaultdict(set)
        for finding in findings:
            rule = rules[finding.source_shape]
            severities[rule.code, str(getattr(finding.focus_node, "value", ""))].add(rule.severity)
        return [
            Quad(node, self._met_predicate, Literal(severity))
            for node, targets in self._targets.items()
            for severity in sorted(set().union(*(severities[target] for target in targets)) or {_NOTHING})
        ]
