"""What an export is of: the whole dataset, one entity and what surrounds it, or the rows of one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from histkg.labels import read_labels
from histkg.portrait.surroundings import naming_claims, stated_claims
from histkg.stores.base import Graph, Solutions

if TYPE_CHECKING:
    from histkg.answers import Answer
    from histkg.prefixes import PrefixMap
    from histkg.resources import Home
    from histkg.stores.base import Store, Term

_CHUNK = 400


@dataclass(frozen=True)
class Selection:
    """A part of the dataset, asked of a store.

    :param store: answers SPARQL over the union of the dataset's graphs.
    :param languages: a language chain for names, best first.
    :param title: what it is, in words: of the dataset, the entity or the question.
    :param iris: the entity and all that surrounds it, or all that stands in the rows; None = everything.
    :param entity: the entity it is about, or None.
    :param answer: the answer it was made from, or None.
    """

    store: Store
    prefixes: PrefixMap
    home: Home
    languages: tuple[str, ...]
    title: str
    iris: frozenset[str] | None = None
    entity: str | None = None
    answer: Answer | None = None
    _labels: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, pattern: str, *variables: str, **bound: Iterable[str]) -> list[dict[str, Term | None]]:
        """Return the solutions of the SPARQL group *pattern*, sorted by their terms.

        :param pattern: what stands between the braces of WHERE; any prefix of the map may be used.
        :param variables: what to select.
        :param bound: variable → the IRIs it may be.
        """
        values = "".join(
            f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in sorted(iris))} }}\n"
            for name, iris in bound.items()
        )
        selected = " ".join(f"?{name}" for name in variables)
        found = self.store.query(f"{self._prologue}SELECT DISTINCT {selected} WHERE {{ {values}{pattern} }}")
        assert isinstance(found, Solutions)
        rows = [dict(zip(found.variables, row, strict=True)) for row in found.rows]
        return sorted(rows, key=lambda row: [str(row[name]) for name in variables])

    def of_class(self, class_curie: str) -> tuple[str, ...]:
        """Return the IRIs of this class in the selection, sorted."""
        found = {row["thing"].value for row in self.rows(f"?thing a {class_curie}", "thing")}  # type: ignore[union-attr]
        return tuple(sorted(found if self.iris is None else found & self.iris))

    def quads(self) -> list[Quad]:
        """Return every statement about the things of the selection and where its claims are stated, in the default graph.

        With a claim come its passages, the parts of its value, and kind and name of what it is about. Search keys are left out.
        """
        key = self.prefixes.expand("hev:searchKey")
        about = f"?thing ?predicate ?value FILTER(?predicate != <{key}>)"
        if self.iris is None:
            return sorted(self._construct(about), key=str)
        found: set[Quad] = set()
        listed = sorted(self.iris)
        for start in range(0, len(listed), _CHUNK):
            block = " ".join(f"<{iri}>" for iri in listed[start : start + _CHUNK])
            found |= self._construct(f"VALUES ?thing {{ {block} }} {about}")
            # What has a name of its own, a person or a place, is no part of the claim that names it.
            found |= self._construct(
                f"VALUES ?claim {{ {block} }} ?claim a hev:Claim ; hev:statedIn|rdf:object ?thing . {about}"
                " FILTER NOT EXISTS { ?thing skos:prefLabel ?name }"
            )
            found |= self._construct(
                f"VALUES ?claim {{ {block} }} ?claim a hev:Claim ; rdf:subject ?thing . {about}"
                " FILTER(?predicate IN (rdf:type, skos:prefLabel))"
            )
        return sorted(found, key=str)

    def _construct(self, pattern: str) -> set[Quad]:
        query = f"{self._prologue}CONSTRUCT {{ ?thing ?predicate ?value }} WHERE {{ {pattern} }}"
        graph = self.store.query(query)
        assert isinstance(graph, Graph)
        return {Quad(triple.subject, triple.predicate, triple.object) for triple in graph.triples}

    def label(self, term: Term | str | None) -> str:
        """Return the name of a thing in the reader's language; its CURIE where it has none; "" for None."""
        if term is None:
            return ""
        if not isinstance(term, str | NamedNode):
            return term.value
        iri = term if isinstance(term, str) else term.value
        if iri not in self._labels:
            self.read_labels([iri])
        return self._labels[iri]

    def read_labels(self, iris: Iterable[str]) -> None:
        """Read the names of many things at once; :meth:`label` then asks no more."""
        wanted = sorted(set(iris) - self._labels.keys())
        found = read_labels(self.store, self.prefixes, wanted, self.languages)
        self._labels.update({iri: found.get(iri) or self.prefixes.compress(iri) for iri in wanted})

    @cached_property
    def _prologue(self) -> str:
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in self.prefixes.items())


_SURROUNDINGS = """
  { ?entity hev:hasPart+ ?thing }
  UNION { ?entity hev:documentedIn|hev:topicOf|hev:participant|hev:place|hev:scene|hev:within|hev:partOf ?thing }
  UNION { ?thing hev:participant|hev:place|hev:scene|hev:within ?entity }
  UNION { ?claim rdf:subject ?entity ; rdf:object ?thing FILTER(ISIRI(?thing)) }
  UNION { ?claim rdf:subject ?entity ; rdf:object/(hev:agent|hev:unit|hev:superior|hev:organization) ?thing }
  UNION { ?node hev:agent|hev:unit|hev:superior|hev:organization ?entity . ?claim rdf:object ?node ; rdf:subject ?thing }
  UNION { ?claim hev:statedIn/oa:hasSource ?entity ; rdf:subject ?thing }
  UNION { ?entity cito:cites ?thing }
  UNION { ?thing hev:aboutEntity ?entity }
"""


def select_everything(store: Store, prefixes: PrefixMap, home: Home, languages: tuple[str, ...]) -> Selection:
    """Return the whole dataset."""
    whole = Selection(store, prefixes, home, languages, "")
    rows = whole.rows("?dataset a dcat:Dataset ; dcterms:title ?title", "dataset")
    first = min((row["dataset"].value for row in rows if row["dataset"] is not None), default=None)
    title = "dataset" if first is None else whole.label(first)
    return Selection(store, prefixes, home, languages, title)


def select_entity(
    store: Store, prefixes: PrefixMap, home: Home, languages: tuple[str, ...], iri: str
) -> Selection:
    """Return one entity with what surrounds it: parts, participants, places, and the claims that speak of it with their sources.

    These claims are those its page shows (``histkg show``): about it, naming it as their value or in it, and stated in it.
    """
    whole = Selection(store, prefixes, home, languages, "")
    found = {row["thing"].value for row in whole.rows(_SURROUNDINGS, "thing", entity=[iri])}  # type: ignore[union-attr]
    speaking = (
        f"{{ ?claim rdf:subject <{iri}> }} UNION {naming_claims(prefixes, iri)}"
        f" UNION {stated_claims(prefixes, iri)} ?claim a hev:Claim ; hev:statedIn/oa:hasSource ?source"
    )
    for row in whole.rows(speaking, "claim", "source"):
        found |= {term.value for term in row.values() if term is not None}
    return Selection(store, prefixes, home, languages, whole.label(iri), frozenset({iri, *found}), entity=iri)


def select_answer(
    store: Store, prefixes: PrefixMap, home: Home, languages: tuple[str, ...], answer: Answer
) -> Selection:
    """Return all things that stand in the rows of *answer*."""
    iris = {term.value for row in answer.solutions.rows for term in row if isinstance(term, NamedNode)}
    return Selection(
        store, prefixes, home, languages, answer.question.question(languages), frozenset(iris), answer=answer
    )


def counted(left_out: Mapping[str, int]) -> str:
    """Return what was left out as one clause: “3 places without coordinates, 1 …”."""
    return ", ".join(f"{number} {what}" for what, number in sorted(left_out.items()) if number)
