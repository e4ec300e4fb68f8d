"""All tables of a selection, and the account of what of the graph is in them and what is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.tabular import (
    entities,
    locating,
    naming,
    open_points,
    sayings,
    values_with_parts,
    works,
)
from histkg.exporters.tabular.about import About, read_about
from histkg.exporters.tabular.facts import RELATIONS, SPEAKING, Facts
from histkg.portrait.surroundings import is_literal

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.tabular.model import Table

_TOLD_BY_TABLES = {
    "rdf:type", "skos:prefLabel", "skos:altLabel", "hev:hasPart", "hev:participant", "hev:connectedWith",
    "hev:position", "hev:statedIn", "skos:topConceptOf", *SPEAKING, *RELATIONS,
}  # fmt: skip
"""Properties told by which table a row is in, by a table of their own, or by their inverse."""

_VOCABULARY = ("owl:", "rdf:Property", "rdfs:", "skos:ConceptScheme")
"""What the vocabulary is made of: it is exported as RDF."""

_SETTING_ASIDE = {
    "hev:Figure": "figures",
    "hev:Participation": "participations",
    "hev:Tenure": "tenures",
    "hev:Contribution": "contributions",
}


@dataclass(frozen=True)
class Book:
    """The tables of one export.

    :param about: what the dataset says of itself.
    :param counts: table → how many rows.
    :param left_out: what of the graph is in no table → how many.
    :param notes: what whoever opens the files must know, one sentence each.
    """

    title: str
    about: About
    tables: tuple[Table, ...]
    counts: dict[str, int]
    left_out: dict[str, int]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name for file descriptors: lower case letters, digits, hyphens."""
        slug = self.about.iri.rstrip("/").rpartition("/")[2].lower() or "dataset"
        return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in slug)


def read_book(selection: Selection) -> Book:
    """Return all tables of the dataset, or of one entity and what surrounds it."""
    facts = Facts(selection)
    of_things = (
        entities.events(facts),
        entities.people(facts),
        entities.organisations(facts),
        entities.units(facts),
        entities.places(facts),
        works.sources(facts),
        entities.archives(facts),
        entities.archival_units(facts),
    )
    concepts = naming.concepts(facts)
    index = naming.things(facts, (*of_things, concepts))
    of_claims = (
        sayings.claims(facts),
        sayings.claim_passages(facts),
        sayings.claim_relations(facts),
        values_with_parts.figures(facts),
        values_with_parts.participations(facts),
        values_with_parts.tenures(facts),
        locating.coordinates(facts),
        locating.links(facts),
        open_points.issues(facts),
        open_points.issue_positions(facts),
        open_points.event_sources(facts),
        works.passages(facts),
        works.references(facts),
        works.contributions(facts),
    )
    plain = (*of_things, *of_claims, naming.names(facts, index), concepts, naming.rows(facts))
    tables = (index, *plain, naming.texts(facts, plain))
    counts = {table.name: len(table.rows) for table in tables if table.rows}
    about = read_about(selection)
    return Book(selection.title, about, tables, counts, _left_out(facts, tables), about.notes)


def _left_out(facts: Facts, tables: tuple[Table, ...]) -> dict[str, int]:
    """Return what no table holds, counted."""
    left: Counter[str] = Counter()
    compress = facts.short
    held = {str(key) for table in tables if "id" in table.key for key in table.column("id")}
    for curie, name in _SETTING_ASIDE.items():
        aside = [iri for iri in facts.of(curie) if compress(iri) not in held]
        left[f"{name} that are denied, set aside or only reported: in claims, in words"] = len(aside)
        held.update(map(compress, aside))
    if facts.selection.iris is None:
        left.update(_without_table(facts, held))
        left["search keys"] = facts.count_search_keys()
    left.update(_without_column(facts, held))
    left["values of columns that hold one, where there are several"] = len(facts.several)
    return dict(left)


def _without_table(facts: Facts, held: set[str]) -> Counter[str]:
    """Return the things that no table holds, by kind; the dataset itself is in the descriptors."""
    left: Counter[str] = Counter()
    for iri, thing in facts.things.items():
        if facts.short(iri) in held or iri == facts.dataset:
            continue
        kinds = sorted(map(facts.short, thing.all("rdf:type")))
        is_word = not kinds or kinds[0].startswith(_VOCABULARY)
        left[
            "classes, properties and schemes of the vocabulary"
            if is_word
            else f"things of the class {kinds[0]}"
        ] += 1
    return left


def _without_column(facts: Facts, held: set[str]) -> Counter[str]:
    """Return the statements about things with a row that no column and no other table holds."""
    left: Counter[str] = Counter()
    for iri, thing in facts.things.items():
        if facts.short(iri) not in held:
            continue
        for predicate, terms in thing.values.items():
            if predicate in _TOLD_BY_TABLES or predicate in facts.held or predicate in facts.projected:
                continue
            plain = [term for term in terms if not (is_literal(term) and term.language)]  # type: ignore[union-attr]
            if plain:
                left[f"statements with {predicate}"] += len(plain)
    return left
