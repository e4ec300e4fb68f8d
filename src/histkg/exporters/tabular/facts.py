"""What the tables are made from: the things of a selection with all their values, read from the store in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.exporters.reports.values import Values
from histkg.exporters.reports.words import Words
from histkg.portrait.surroundings import Thing, is_literal
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

SEARCH_KEY = "hev:searchKey"
"""Names folded for searching: for machines, and made again by every build. Counted, not written."""

_CHUNK = 400

RELATIONS = (
    "hev:restsOn", "hev:agreesWith", "hev:disputes", "hev:corrects", "hev:beginNarrowedBy", "hev:endNarrowedBy",
)  # fmt: skip
"""How claims relate to each other and to passages."""

SPEAKING = ("hev:documentedIn", "hev:topicOf", "hev:inBibliographyWith")
"""Which sources speak of an event: they state something, their title names it, or they are only listed."""

_FOLLOWED = frozenset(
    {
        "rdf:subject", "rdf:object", "rdf:predicate", "hev:statedIn", "oa:hasSource", "hev:assertedBy", "hev:voice",
        "hev:agent", "hev:unit", "hev:superior", "hev:organization", "hev:duringEvent", "hev:role", "hev:side",
        "hev:category", "hev:place", "hev:scene", "hev:partOf", "hev:within", "hev:centre", "hev:administeredBy",
        "hev:birthPlace", "hev:deathPlace", "hev:burialPlace", "hev:refersTo", "hev:position", "hev:aboutEntity",
        "rico:isOrWasIncludedIn", "rico:hasOrHadHolder", "prov:wasDerivedFrom", "prov:wasAttributedTo",
        "hev:eventType", "hev:documentType", "hev:level", "skos:inScheme", "hev:certainty", "hev:verification",
    }
)  # fmt: skip
"""Properties whose values need a row of their own where the thing has one: else a key would lead nowhere."""

_SAID = (
    "hev:begin", "hev:end", "hev:date", "hev:birth", "hev:death", "hev:established", "hev:existed", "hev:reliability",
    "hev:tradition",
)  # fmt: skip
"""Properties whose claimed values stand beside a thing, whether or not the claims themselves are exported."""

_NAMING = ("skos:prefLabel", "rdfs:label", "dcterms:identifier", "hev:locator", "dcterms:title")
"""What names a thing, the best first: as :func:`histkg.labels.read_labels` asks for it."""

_NAMED = (
    "rdf:predicate", "rdf:object", "hev:contested", "hev:variesIn", "hev:aboutProperty", "dcterms:license",
    "dcterms:creator", "dcterms:contributor", "dcterms:publisher", "dcterms:isPartOf", *SPEAKING,
)  # fmt: skip
"""Properties whose values are named in cells, and need not be among the things read."""


class Facts:
    """All that is known of the things of a selection, and of the things they name.

    ``things``: IRI → its values. ``core``: the things of the selection itself; the others are there because a key of a
    row leads to them. ``several``: (thing, property) where a column for one value met more and stays empty. ``held``:
    properties that have a column. ``projected``: properties whose plain statements follow from claims.
    """

    def __init__(self, selection: Selection) -> None:
        """Read the things of *selection*."""
        self.selection, self.prefixes = selection, selection.prefixes
        self._short: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.languages = selection.languages
        self.things: dict[str, Thing] = {}
        if selection.iris is None:
            self._read("?thing ?predicate ?value")
            self.core = frozenset(self.things)
        else:
            self.core = selection.iris
            self._read_with_references(selection.iris)
        self.classes: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.things):
            for kind in self.things[iri].all("rdf:type"):
                self.classes[self.short(kind)].append(iri)
        self.claims_of_value: dict[str, list[str]] = defaultdict(list)
        self.claims_about: dict[str, list[str]] = defaultdict(list)
        for iri in self.classes["hev:Claim"]:
            self.claims_of_value[self.things[iri].value("rdf:object")].append(iri)
            self.claims_about[self.things[iri].value("rdf:subject")].append(iri)
        self.claims_of_source: dict[str, list[str]] = defaultdict(list)
        for iri in self.classes["hev:Claim"]:
            for source in sorted({source for _, source in self.places_of(iri)}):
                self.claims_of_source[source].append(iri)
        self.witnesses = {
            row["source"].value: row["witness"].value  # type: ignore[union-attr]
            for row in selection.rows("?source hev:witness ?witness", "source", "witness")
        }
        self.said = self._read_said()
        self.projected = {
            self.short(row["property"].value)  # type: ignore[union-attr]
            for row in selection.rows("?property hev:projection ?way", "property")
        }
        self.dataset = next(iter(self.of("dcat:Dataset")), "")
        self.held: set[str] = set()
        self.several: set[tuple[str, str]] = set()
        self._read_names()
        self.words = Words(self.languages)
        self.values = Values(self.name, self.prefixes, self.words, self.languages)

    def _read(self, pattern: str) -> set[str]:
        """Read every value of every ``?thing`` of *pattern*; return the things met for the first time."""
        rows = self.selection.store.query(
            f"SELECT DISTINCT ?thing ?predicate ?value WHERE {{ {pattern}"
            f" FILTER(?predicate != <{self.prefixes.expand(SEARCH_KEY)}>) }}"
        )
        assert isinstance(rows, Solutions)
        found: dict[str, Thing] = {}
        for thing, predicate, value in rows.rows:
            node = found.get(thing.value)  # type: ignore[union-attr]
            if node is None:
                node = found[thing.value] = Thing()  # type: ignore[union-attr]
            node.values[self.short(predicate.value)].append(value)  # type: ignore[union-attr, arg-type]
        for node in found.values():
            for terms in node.values.values():
                if len(terms) > 1:
                    terms.sort(key=str)
        self.things.update(found)
        return set(found)

    def _read_with_references(self, iris: Iterable[str]) -> None:
        asked: set[str] = set()
        wanted = set(iris)
        while wanted:
            asked |= wanted
            read: set[str] = set()
            listed = sorted(wanted)
            for start in range(0, len(listed), _CHUNK):
                block = " ".join(f"<{iri}>" for iri in listed[start : start + _CHUNK])
                read |= self._read(f"VALUES ?thing {{ {block} }} ?thing ?predicate ?value")
            wanted = {
                term.value
                for iri in read
                for predicate, terms in self.things[iri].values.items()
                if predicate in _FOLLOWED
                for term in terms
                if not is_literal(term)
            }
            wanted |= {one for iri in read & self.core for by in SPEAKING for one in self.things[iri].all(by)}
            wanted -= asked

    def _read_said(self) -> dict[tuple[str, str], list[Term]]:
        """Return (thing, property) → values of claims that count, also of claims that are not in the selection."""
        found: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for row in self.selection.rows(
            "?claim rdf:predicate ?property ; rdf:subject ?thing ; rdf:object ?value ; hev:live true",
            *("thing", "property", "value"),
            property=map(self.prefixes.expand, _SAID),
        ):
            thing, prop, value = row["thing"], row["property"], row["value"]
            if thing is not None and prop is not None and value is not None:
                found[thing.value, self.short(prop.value)].append(value)
        return found

    def _read_names(self) -> None:
        """Read the names of what cells name and is not among the things read."""
        hev = self.prefixes["hev"]
        wanted = set(map(self.prefixes.expand, RELATIONS))
        for thing in self.things.values():
            for predicate in _NAMED:
                wanted.update(term.value for term in thing.values.get(predicate, ()) if not is_literal(term))
            wanted.update(iri for iri in thing.all("rdf:type") if iri.startswith(hev))
        self.selection.read_labels(wanted - self.things.keys())

    def is_a(self, iri: str, *classes: str) -> bool:
        """Whether *iri* has one of these classes, given as CURIEs."""
        types = set(self.things[iri].all("rdf:type"))
        return any(self.prefixes.expand(curie) in types for curie in classes)

    def of(self, *classes: str) -> list[str]:
        """Return the IRIs of these classes, sorted."""
        return sorted({iri for curie in classes for iri in self.classes.get(curie, ())})

    def short(self, iri: str) -> str:
        """Return the short name of *iri*, which is its key in the tables."""
        found = self._short.get(iri)
        if found is None:
            found = self._short[iri] = self.prefixes.compress(iri)
        return found

    def name(self, term: str | Term | None) -> str:
        """Return the name of a thing in the reader's language; the text of a literal."""
        if term is None or (not isinstance(term, str) and is_literal(term)):
            return term.value if term is not None else ""
        iri = term if isinstance(term, str) else term.value
        if iri not in self.things:
            return self.selection.label(iri)
        if iri not in self._names:
            thing = self.things[iri]
            found = next((text for by in _NAMING if (text := thing.text(by, self.languages))), None)
            self._names[iri] = found or self.short(iri)
        return self._names[iri]

    def names(self, terms: Iterable[Term | str]) -> str | None:
        """Return several names as one text, each once; None where there are none."""
        return "; ".join(dict.fromkeys(self.name(term) for term in terms)) or None

    def count_search_keys(self) -> int:
        """Return how many names folded for searching there are."""
        pattern = f"{{ SELECT (COUNT(*) AS ?number) WHERE {{ ?thing {SEARCH_KEY} ?key }} }}"
        (row,) = self.selection.rows(pattern, "number")
        return int(row["number"].value)  # type: ignore[union-attr]

    def is_live(self, iri: str) -> bool:
        """Whether a claim counts: affirmed, not set aside, not rejected, not merely passed on (``hev:live``)."""
        return self.things[iri].value("hev:live") == "true"

    def backed(self, node: str) -> list[str]:
        """Return the claims that count and have *node* as their value."""
        return [claim for claim in self.claims_of_value.get(node, ()) if self.is_live(claim)]

    def places_of(self, claim: str) -> list[tuple[str, str]]:
        """Return (passage, source) for each passage in which *claim* is stated, sorted."""
        found = []
        for passage in self.things[claim].all("hev:statedIn"):
            thing = self.things.get(passage, Thing())
            found.append((passage, thing.value("oa:hasSource")))
        return sorted(found)
