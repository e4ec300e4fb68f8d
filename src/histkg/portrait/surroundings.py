"""One entity and what surrounds it, read from a store in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.labels import choose, read_labels
from histkg.stores.base import Graph, Solutions

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store, Term

_NODES = ("Participation", "Contribution", "Figure", "Tenure")
"""Classes whose instances are values with parts of their own."""

INCOMING = {
    "hev:partOf": "parts of it",
    "hev:place": "events here",
    "hev:participant": "takes part in",
    "hev:about": "works about it",
    "hev:within": "places in it",
    "dcterms:creator": "works by it",
    "dcterms:contributor": "contributed to",
    "dcterms:publisher": "published",
    "dcterms:isPartOf": "volumes and articles in it",
    "hev:placeOfPublication": "published here",
    "cito:cites": "cited by",
    "rico:isOrWasIncludedIn": "units in it",
    "rico:hasOrHadHolder": "holds",
}
"""Links that lead here, and the words a reader meets them under."""


@dataclass
class Thing:
    """A node with its values: predicate CURIE → terms."""

    values: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def one(self, predicate: str) -> Term | None:
        found = self.values.get(predicate)
        return found[0] if found else None

    def text(self, predicate: str, languages: Sequence[str]) -> str | None:
        literals: list[Literal] = [t for t in self.values.get(predicate, ()) if is_literal(t)]  # type: ignore[misc]
        chosen = choose(literals, languages)
        return chosen.value if chosen else None


def is_literal(term: Term) -> bool:
    """Whether *term* is a literal."""
    return type(term).__name__ == "Literal"


def describe(store: Store, iri: str) -> list[Quad]:
    """Return what is said of *iri*, its claims, and their passages, as quads of the default graph.

    Search keys are left out: they are for machines.
    """
    from pyoxigraph import Quad

    found = store.query(
        f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        CONSTRUCT {{ ?thing ?predicate ?value }} WHERE {{
          {{ BIND(<{iri}> AS ?thing) ?thing ?predicate ?value }}
          UNION {{ ?thing rdf:subject <{iri}> ; ?predicate ?value }}
          UNION {{ ?claim rdf:subject <{iri}> ; ?link ?thing . ?thing <http://www.w3.org/ns/oa#hasSource> ?source .
                  ?thing ?predicate ?value }}
          FILTER(!STRENDS(STR(?predicate), "#searchKey"))
        }}"""
    )
    assert isinstance(found, Graph)
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in found.triples]


class Surroundings:
    """One entity, its claims, their passages, and the things that point to it."""

    def __init__(self, store: Store, prefixes: PrefixMap, iri: str, languages: Sequence[str]) -> None:
        self.store, self.prefixes, self.iri, self.languages = store, prefixes, iri, languages
        self.entity = self._things(f"BIND(<{iri}> AS ?thing)").get(iri, Thing())
        rdf, hev = prefixes["rdf"], prefixes["hev"]
        of_it = f"?claim <{rdf}subject> <{iri}>"
        self.claims = self._things(f"?thing <{rdf}subject> <{iri}>")
        self.passages = self._things(f"{of_it} ; <{hev}statedIn> ?thing")
        kinds = " ".join(f"<{hev}{name}>" for name in _NODES)
        self.nodes = self._things(
            f"{of_it} ; <{rdf}object> ?thing . VALUES ?kind {{ {kinds} }} ?thing a ?kind"
        )
        self.incoming = self._incoming()
        self.labels = read_labels(store, prefixes, sorted(self._iris()), languages)

    def _things(self, pattern: str) -> dict[str, Thing]:
        rows = self.store.query(
            f"SELECT DISTINCT ?thing ?predicate ?value WHERE {{ {pattern} ."
            f' ?thing ?predicate ?value FILTER(!STRENDS(STR(?predicate), "#searchKey")) }}'
        )
        found: dict[str, Thing] = {}
        assert isinstance(rows, Solutions)
        for thing, predicate, value in sorted(rows.rows, key=str):
            node = found.setdefault(thing.value, Thing())  # type: ignore[union-attr]
            node.values[self.prefixes.compress(predicate.value)].append(value)  # type: ignore[union-attr, arg-type]
        return found

    def _incoming(self) -> dict[str, list[str]]:
        listed = " ".join(f"<{self.prefixes.expand(curie)}>" for curie in INCOMING)
        rows = self.store.query(
            f"SELECT DISTINCT ?predicate ?thing WHERE {{ VALUES ?predicate {{ {listed} }} ?thing ?predicate <{self.iri}> }}"
        )
        found: dict[str, list[str]] = defaultdict(list)
        assert isinstance(rows, Solutions)
        for predicate, thing in sorted(rows.rows, key=str):
            found[self.prefixes.compress(predicate.value)].append(thing.value)  # type: ignore[union-attr]
        return found

    def _iris(self) -> set[str]:
        found = {self.iri}
        for group in ({self.iri: self.entity}, self.claims, self.passages, self.nodes):
            found |= set(group)
            for node in group.values():
                for predicate, values in node.values.items():
                    found.add(self.prefixes.expand(predicate) if "://" not in predicate else predicate)
                    found |= {value.value for value in values if not is_literal(value)}
        for predicate, things in self.incoming.items():
            found |= {self.prefixes.expand(predicate), *things}
        return found

    def name(self, iri: str | Term | None) -> str:
        """Return the name of an IRI, or its CURIE; the text of a literal."""
        if iri is None:
            return ""
        if not isinstance(iri, str) and is_literal(iri):
            return iri.value
        key = iri if isinstance(iri, str) else iri.value
        if "://" not in key:
            key = self.prefixes.expand(key)
        label = self.labels.get(key)
        if label is None and "/id/" not in key and "/vocab/" not in key:
            return key  # a link to elsewhere is shown whole
        return label or self.prefixes.compress(key)
