"""What changed between two releases of a dataset, said of things, claims, open points and plain facts.

Releases are compared as unions of their graphs: where a statement is packaged is no change. As nothing published has a
blank node, equality of sets is equality of graphs (RDF 1.1 Concepts §3.6), and a difference is a list of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from histkg.labels import choose

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap

    Statements = dict[NamedNode, dict[str, frozenset[Any]]]

KINDS = ("things", "claims", "issues", "facts")
"""What a change is about. Facts are the plain statements of things, which the claims make."""

_OURS = ("event", "agent", "place", "source", "archive")


@dataclass(frozen=True)
class Change:
    """One change.

    :param kind: one of :data:`KINDS`.
    :param how: ``added``, ``removed`` or ``changed``.
    :param iri: the thing, claim or issue.
    :param name: what it is, in words.
    :param values: CURIE of a property → (values before, values after), each sorted; empty for a plain arrival of a thing.
    """

    kind: str
    how: str
    iri: str
    name: str
    values: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict, hash=False)


def compare(
    old: Iterable[Quad], new: Iterable[Quad], prefixes: PrefixMap, languages: Sequence[str]
) -> list[Change]:
    """Return what changed from *old* to *new*, by kind, then by name.

    Both hold written and generated statements. What follows from a change (search keys, bounds of a claim, superclasses)
    is not told again.

    :param languages: a language chain for names.
    """
    return _Comparison(_described(old), _described(new), prefixes, languages).changes()


def _described(quads: Iterable[Quad]) -> Statements:
    found: dict[Any, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        found[quad.subject][quad.predicate.value].add(quad.object)
    return {
        subject: {predicate: frozenset(objects) for predicate, objects in properties.items()}
        for subject, properties in found.items()
    }


class _Comparison:
    def __init__(
        self, old: Statements, new: Statements, prefixes: PrefixMap, languages: Sequence[str]
    ) -> None:
        self._old, self._new = old, new
        self._prefixes, self._languages = prefixes, languages
        hev, rdf = prefixes["hev"], prefixes["rdf"]
        self._type = rdf + "type"
        self._claim, self._issue = NamedNode(hev + "Claim"), NamedNode(hev + "Issue")
        self._said = (rdf + "subject", rdf + "predicate", rdf + "object")
        self._stated_in, self._has_source = hev + "statedIn", prefixes["oa"] + "hasSource"
        computed = ("searchKey", "live", "beginPrecision", "endPrecision", "beginNarrowedBy", "endNarrowedBy")
        self._untold = {self._type, *(hev + name for name in computed)}
        bounds = ("beginEarliest", "beginLatest", "endEarliest", "endLatest", "openBegin", "openEnd")
        self._bounds = {hev + name for name in (*bounds, "approximate")}
        self._things = tuple(prefixes[prefix] for prefix in _OURS)

    def changes(self) -> list[Change]:
        found = []
        for subject in self._old.keys() | self._new.keys():
            before, after = self._old.get(subject, {}), self._new.get(subject, {})
            if before == after:
                continue
            kind = self._kind(subject, {**before, **after})
            if kind is None:
                continue
            how = "added" if not before else "changed" if after else "removed"
            told = {} if how != "changed" and kind == "things" else self._values(kind, before, after)
            if how == "changed" and not told:
                continue
            if kind == "things" and how == "changed":
                kind = "facts"
            name = self._name(subject, after or before, kind)
            found.append(
                Change(kind, how, subject.value, name, told if kind != "claims" or how == "changed" else {})
            )
        return sorted(found, key=lambda change: (KINDS.index(change.kind), change.name, change.iri))

    def _kind(self, subject: Any, properties: dict[str, frozenset[Any]]) -> str | None:
        types = properties.get(self._type, frozenset())
        if self._claim in types:
            return "claims"
        if self._issue in types:
            return "issues"
        return "things" if subject.value.startswith(self._things) else None

    def _values(
        self, kind: str, before: dict[str, frozenset[Any]], after: dict[str, frozenset[Any]]
    ) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        untold = self._untold | (self._bounds if kind == "claims" else set())
        return {
            self._prefixes.compress(predicate): (
                self._texts(before.get(predicate, frozenset()) - after.get(predicate, frozenset())),
                self._texts(after.get(predicate, frozenset()) - before.get(predicate, frozenset())),
            )
            for predicate in sorted(before.keys() | after.keys())
            if predicate not in untold and before.get(predicate) != after.get(predicate)
        }

    def _texts(self, terms: Iterable[Any]) -> tuple[str, ...]:
        return tuple(sorted(map(self._text, terms)))

    def _text(self, term: Any) -> str:
        if isinstance(term, Literal):
            return f"{term.value}@{term.language}" if term.language else term.value
        return self._label(term) or self._prefixes.compress(term.value)

    def _label(self, node: Any) -> str | None:
        for release in (self._new, self._old):
            for predicate in (self._prefixes["skos"] + "prefLabel", self._prefixes["rdfs"] + "label"):
                chosen = choose(release.get(node, {}).get(predicate, ()), self._languages)
                if chosen is not None:
                    return chosen.value
        return None

    def _name(self, subject: Any, properties: dict[str, frozenset[Any]], kind: str) -> str:
        if kind != "claims":
            return self._text(subject)
        said = [text for predicate in self._said for text in self._texts(properties.get(predicate, ()))]
        sources = {
            source
            for release in (self._new, self._old)
            for passage in properties.get(self._stated_in, ())
            for source in release.get(passage, {}).get(self._has_source, ())
        }
        return f"{' · '.join(said)} — {' and '.join(self._texts(sources)) or 'no source'}"
