"""One entity and what surrounds it, read from a store in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.labels import choose, most_specific, read_labels
from histkg.stores.base import Graph, Solutions

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store, Term

_NODES = ("participation", "contribution", "figure", "tenure")
"""Prefixes of values that have parts of their own."""

_CHUNK = 400

_PARTS = ("agent", "unit", "superior", "organization", "duringEvent")
"""Parts of such a value that are things with a page of their own."""

INCOMING = {
    "dcterms:creator": "works by it",
    "dcterms:contributor": "contributed to",
    "dcterms:publisher": "published",
    "dcterms:isPartOf": "volumes, pages and articles in it",
    "hev:placeOfPublication": "published here",
    "cito:cites": "cited by",
    "rico:isOrWasIncludedIn": "units in it",
    "rico:hasOrHadHolder": "holds",
}
"""Links that lead here without a claim that need be told in full, and the words a reader meets them under."""


@dataclass
class Thing:
    """A node with its values: predicate CURIE → terms."""

    values: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def one(self, predicate: str) -> Term | None:
        found = self.values.get(predicate)
        return found[0] if found else None

    def all(self, predicate: str) -> list[str]:
        return [term.value for term in self.values.get(predicate, ())]

    def value(self, predicate: str) -> str:
        term = self.one(predicate)
        return term.value if term is not None else ""

    def ends(self, predicate: str, slug: str) -> bool:
        """Whether the value is the concept *slug* of its scheme."""
        return self.value(predicate).endswith("/" + slug)

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


def naming_claims(prefixes: PrefixMap, iri: str) -> str:
    """Return the SPARQL pattern of each ``?claim`` about something else that names *iri*: as its value, in it, as whose words."""
    rdf, hev = prefixes["rdf"], prefixes["hev"]
    links = "|".join(f"<{hev}{name}>" for name in _PARTS)
    return (
        f"{{ ?claim <{rdf}object> <{iri}> }} UNION {{ ?claim <{rdf}object>/({links}) <{iri}> }}"
        f" UNION {{ ?claim <{hev}voice> <{iri}> }} UNION {{ ?claim <{hev}corrects> <{iri}> }}"
    )


def stated_claims(prefixes: PrefixMap, iri: str) -> str:
    """Return the SPARQL pattern of each ``?claim`` that stands in the source, passage or row *iri*."""
    hev, oa, prov = prefixes["hev"], prefixes["oa"], prefixes["prov"]
    return (
        f"{{ ?claim <{hev}statedIn>/<{oa}hasSource> <{iri}> }} UNION {{ ?claim <{hev}statedIn> <{iri}> }}"
        f" UNION {{ ?claim <{prov}wasDerivedFrom> <{iri}> }}"
    )


class Surroundings:
    """One entity, the claims about it, naming it or stated in it, their values, passages and open points.

    ``claims`` are about it; ``naming`` are about something else and name it; ``stated`` are stated in it, where it is a
    source or a passage. ``shown`` keeps which claims have been written, so that none can be forgotten.
    """

    def __init__(self, store: Store, prefixes: PrefixMap, iri: str, languages: Sequence[str]) -> None:
        self.store, self.prefixes, self.iri, self.languages = store, prefixes, iri, languages
        self.shown: set[str] = set()
        rdf, hev = prefixes["rdf"], prefixes["hev"]
        self.entity = self.things(f"BIND(<{iri}> AS ?thing)").get(iri, Thing())
        naming, stated = naming_claims(prefixes, iri), stated_claims(prefixes, iri)
        self.claims = self._claims(f"?claim <{rdf}subject> <{iri}>")
        self.naming = {key: claim for key, claim in self._claims(naming).items() if key not in self.claims}
        self.stated = self._claims(stated)
        self.passages: dict[str, Thing] = {}
        self.nodes: dict[str, Thing] = {}
        self._read_values([*self.claims.values(), *self.naming.values(), *self.stated.values(), self.entity])
        self.issues = self.things(f"?thing <{hev}aboutEntity> <{iri}>")
        sources = {source for passage in self.passages.values() for source in passage.all("oa:hasSource")}
        self.witnesses = self._witnesses({iri} | sources)
        self.incoming = self._incoming()
        self.labels = read_labels(store, prefixes, sorted(self._iris()), languages)

    def _read_values(self, claims: Iterable[Thing]) -> None:
        """Read the passages of *claims*, and those of their values that have parts of their own."""
        claims = list(claims)
        places = {iri for claim in claims for p in ("hev:statedIn", "hev:restsOn") for iri in claim.all(p)}
        self.passages.update(self._each(places - set(self.passages)))
        kinds = tuple(self.prefixes[name] for name in _NODES)
        values = {iri for claim in claims for iri in claim.all("rdf:object") if iri.startswith(kinds)}
        self.nodes.update(self._each(values - set(self.nodes)))

    def _each(self, iris: Iterable[str]) -> dict[str, Thing]:
        found: dict[str, Thing] = {}
        listed = sorted(iris)
        for start in range(0, len(listed), _CHUNK):
            block = " ".join(f"<{iri}>" for iri in listed[start : start + _CHUNK])
            found |= self.things(f"VALUES ?thing {{ {block} }}")
        return found

    def things(self, pattern: str) -> dict[str, Thing]:
        """Return every ``?thing`` of a SPARQL pattern with all its values."""
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

    def _claims(self, pattern: str) -> dict[str, Thing]:
        found = self.things(f"{{ SELECT DISTINCT (?claim AS ?thing) WHERE {{ {pattern} }} }}")
        return {iri: thing for iri, thing in found.items() if thing.values.get("rdf:predicate")}

    def _witnesses(self, sources: Iterable[str]) -> dict[str, str]:
        block = " ".join(f"<{source}>" for source in sorted(sources))
        rows = self.store.query(
            f"SELECT ?source ?witness WHERE {{ VALUES ?source {{ {block} }}"
            f" ?source <{self.prefixes['hev']}witness> ?witness }}"
        )
        assert isinstance(rows, Solutions)
        return {source.value: witness.value for source, witness in rows.rows}  # type: ignore[union-attr]

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
        found = {self.iri, *self.witnesses, *self.witnesses.values()}
        groups = (self.claims, self.naming, self.stated, self.passages, self.nodes, self.issues)
        for group in ({self.iri: self.entity}, *groups):
            found |= set(group)
            for node in group.values():
                for predicate, values in node.values.items():
                    found.add(self.prefixes.expand(predicate) if "://" not in predicate else predicate)
                    found |= {value.value for value in values if not is_literal(value)}
        for predicate, things in self.incoming.items():
            found |= {self.prefixes.expand(predicate), *things}
        return found

    def is_a(self, *names: str) -> bool:
        """Whether the entity has one of these classes of the vocabulary."""
        wanted = {self.prefixes["hev"] + name for name in names}
        return bool(wanted & set(self.entity.all("rdf:type")))

    def kind(self, thing: Thing | None = None) -> str:
        """Return what the entity, or *thing*, is, in words."""
        one = thing or self.entity
        for predicate in ("hev:eventType", "hev:documentType", "hev:level"):
            if one.one(predicate):
                return self.name(one.one(predicate))
        types = one.all("rdf:type")
        return self.name(most_specific(types)) if types else ""

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

    def add_claims(self, claims: dict[str, Thing]) -> None:
        """Take in claims met later, with their passages, values and names."""
        self.claims.update(claims)
        self._read_values(claims.values())
        self.add_witnesses(
            source for passage in self.passages.values() for source in passage.all("oa:hasSource")
        )
        self.read_more_labels(self._iris())

    def add_witnesses(self, sources: Iterable[str]) -> None:
        """Read for whom *sources* stand, and their names."""
        missing = sorted(set(sources) - set(self.witnesses))
        self.witnesses.update(self._witnesses(missing))
        self.read_more_labels(missing)

    def read_more_labels(self, iris: Iterable[str]) -> None:
        """Read the names of things met later."""
        missing = sorted(set(iris) - set(self.labels))
        self.labels.update(read_labels(self.store, self.prefixes, missing, self.languages))
