"""What the graph says of the works of a selection: which works they are, and the plain statements about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

PROPERTIES = (
    "rdf:type", "skos:prefLabel", "hev:documentType", "hev:level",
    "dcterms:title", "dcterms:isPartOf", "dcterms:issued", "dcterms:language", "dcterms:license", "dcterms:subject",
    "bibo:volume", "bibo:numVolumes", "bibo:issue", "bibo:pageStart", "bibo:pageEnd", "bibo:doi", "bibo:issn",
    "hev:placeOfPublication", "hev:script", "hev:url", "hev:tradition", "rdfs:comment",
    "rico:identifier", "rico:isOrWasIncludedIn", "rico:hasOrHadHolder",
)  # fmt: skip
"""The plain properties an entry is made of. They stand for claims in force only: the build leaves out the others."""


@dataclass
class Facts:
    """IRI → property (CURIE) → values, sorted."""

    values: dict[str, dict[str, list[Term]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def all(self, iri: str, curie: str) -> list[Term]:
        """Return the values of a property."""
        return self.values[iri][curie] if iri in self.values else []

    def iris(self, iri: str, curie: str) -> list[str]:
        """Return the values that are things."""
        return [term.value for term in self.all(iri, curie) if isinstance(term, NamedNode)]

    def texts(self, iri: str, curie: str) -> list[tuple[str, str]]:
        """Return the values that are texts, each with its language tag in lower case."""
        return [
            (term.value, (term.language or "").lower())
            for term in self.all(iri, curie)
            if isinstance(term, Literal)
        ]

    def said(self, iri: str, *curies: str) -> str:
        """Return the value; “1740 or 1741” where several are in force, since none of them wins."""
        found = dict.fromkeys(text for curie in curies for text, _ in self.texts(iri, curie))
        return " or ".join(found)

    def code(self, iri: str, curie: str) -> str:
        """Return the last part of the first value's IRI."""
        return next((value.rpartition("/")[2] for value in self.iris(iri, curie)), "")


def read_facts(selection: Selection, iris: Iterable[str]) -> Facts:
    """Return the plain statements about *iris*, and about all they are part of or kept in."""
    works = sorted(set(iris))
    around = selection.rows(
        "?work dcterms:isPartOf|(rico:isOrWasIncludedIn+)|rico:hasOrHadHolder|hev:placeOfPublication ?whole",
        "whole",
        work=works,
    )
    everything = {*works, *(text_of(row["whole"]) for row in around)}
    facts = Facts()
    listed = " ".join(PROPERTIES)
    for row in selection.rows(
        f"VALUES ?property {{ {listed} }} ?thing ?property ?value",
        "thing", "property", "value", thing=everything,
    ):  # fmt: skip
        value = row["value"]
        assert value is not None
        facts.values[text_of(row["thing"])][selection.prefixes.compress(text_of(row["property"]))].append(
            value
        )
    return facts


def find_works(selection: Selection) -> tuple[list[str], dict[str, int]]:
    """Return the sources to make entries of, sorted, and how many others are left out, and why.

    All sources of the selection count. An archive stands for the files that are cited from it, a claim or a place in
    a source for that source. A fonds or an inventory that only leads to a file is named in the file's entry.
    """
    found = set(selection.of_class("hev:Source"))
    left_out: dict[str, int] = {}
    if selection.iris is not None:
        found |= _sources_of_places(selection, selection.iris)
        archives = selection.of_class("hev:Archive")
        files = _files_of(selection, archives)
        found |= {file for _, file in files}
        bare = set(archives) - {archive for archive, _ in files}
        left_out["archives of which no unit is described"] = len(bare)
    if selection.entity is not None:
        rows = selection.rows("?entity hev:inBibliographyWith ?work", "work", entity=[selection.entity])
        listed = {text_of(row["work"]) for row in rows}
        left_out["works and archives only listed beside works on it"] = len(listed - found)
    leading = _leading_to_files(selection, found)
    left_out["fonds and inventories, named in the entries of their files"] = len(leading)
    return sorted(found - leading), left_out


def _sources_of_places(selection: Selection, iris: frozenset[str]) -> set[str]:
    rows = selection.rows("?place (hev:statedIn?)/oa:hasSource ?source", "source", place=iris) if iris else []
    return {text_of(row["source"]) for row in rows}


def _files_of(selection: Selection, archives: Iterable[str]) -> set[tuple[str, str]]:
    """Return (archive, unit): the units a printed reference names; where there is none, the units nothing is in."""
    archives = list(archives)
    if not archives:
        return set()
    printed = selection.rows(
        "?reference hev:refersTo ?archive ; hev:printedUnit ?unit", "archive", "unit", archive=archives
    )
    found = {(text_of(row["archive"]), text_of(row["unit"])) for row in printed}
    rest = set(archives) - {archive for archive, _ in found}
    lowest = selection.rows(
        "?unit rico:hasOrHadHolder ?archive FILTER NOT EXISTS { ?part rico:isOrWasIncludedIn ?unit }",
        "archive", "unit", archive=rest,
    ) if rest else []  # fmt: skip
    return found | {(text_of(row["archive"]), text_of(row["unit"])) for row in lowest}


def _leading_to_files(selection: Selection, found: set[str]) -> set[str]:
    """Return the units of *found* that contain another of *found*, and of which nothing is said by themselves."""
    if not found:
        return set()
    rows = selection.rows(
        "?unit rico:isOrWasIncludedIn+ ?whole"
        " FILTER NOT EXISTS { ?claim rdf:object ?whole } FILTER NOT EXISTS { ?passage oa:hasSource ?whole }",
        "whole",
        unit=found,
    )
    wholes = {text_of(row["whole"]) for row in rows} & found
    return wholes - ({selection.entity} if selection.entity else set())


def text_of(term: Term | None) -> str:
    """Return the IRI or the lexical form of *term*; "" for None."""
    return "" if term is None else term.value
