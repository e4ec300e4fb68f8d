"""Proposals for Wikidata as QuickStatements commands (version 1): only for things whose item is known, only what nobody disputes.

Specification: Help:QuickStatements, “Command sequence syntax”. A command is a line of cells parted by tabs; a reference follows
its statement as ``S`` properties; the same statement with another reference is another line. A person reviews them before they
are run: QuickStatements cannot see what an item already says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.exporters.claims.reading import iris_in, read_claims
from histkg.exporters.claims.standing import read_denials
from histkg.exporters.claims.wikidata import (
    LINKS,
    MAPPED,
    NAMES,
    Items,
    Unsaid,
    alias,
    read_items,
    statements_of,
)
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.claims.reading import Claim, Reading, Said
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

    Line = tuple[str, ...]

_SET_ASIDE = {
    "denied": "claims that deny",
    "withdrawn": "claims withdrawn or rejected",
    "reported": "claims only reported",
}
_FREE = ("publicdomain/zero", "publicdomain/mark", "odc-pddl", "licenses/pddl")
_ADDRESS = re.compile(r"https?://[^\s\"<>|]+")
_WIKIMEDIA = re.compile(
    r"https?://([a-z-]+\.)*(wikipedia|wikidata|wikimedia|wiktionary|wikisource)\.org(/|$)"
)
_ENDS = {"hev:date": ("hev:begin", "hev:end"), "hev:existed": ("hev:begin", "hev:end")}


def write_quickstatements(selection: Selection) -> Written:
    """Return the commands for the things of *selection* whose item is known, sorted by item and property.

    Every claim is written, or counted with the reason why it is not.
    """
    reading = read_claims(selection)
    proposal = _Proposal(reading, read_items(selection))
    lines: set[Line] = set()
    written, left_out = 0, Counter({"claims without one subject, property and value": reading.broken})
    for claim in reading.claims:
        try:
            lines |= proposal.lines(claim)
            written += 1
        except Unsaid as reason:
            left_out[str(reason)] += 1
    names, others = proposal.own_names()
    left_out["names of the dataset that are none there"] = others
    ordered = sorted(lines | names, key=_order)
    text = "".join("\t".join(line) + "\n" for line in ordered)
    counts = {
        "claims": written,
        "names of the dataset": len(names - lines),
        "items": len({line[0] for line in ordered}),
        "lines": len(ordered),
    }
    return Written({"": text.encode()}, counts, left_out)


def _order(line: Line) -> tuple[int, int, Line]:
    property_number = int(line[1][1:]) if line[1][0] == "P" else 10**9
    return int(line[0][1:]), property_number, line


class _Proposal:
    """What may be proposed of the claims of one reading."""

    def __init__(self, reading: Reading, items: Items) -> None:
        self.reading, self.graph, self.items = reading, reading.graph, items
        selection = reading.graph.selection
        candidates = [claim for claim in reading.claims if claim.subject in items.known]
        self.graph.read(claim.subject for claim in candidates)
        places = iris_in(term for claim in candidates for term in claim.said.get("hev:statedIn", ()))
        self.graph.read(places)
        self.graph.read(
            iris_in(term for place in places for term in self.graph.of(place).get("oa:hasSource", ()))
        )
        self.rivals = _rivals(selection, items)
        self.denials = read_denials(selection)

    def things(self) -> list[str]:
        """Return the things with a known item that the selection speaks of, sorted."""
        selection = self.graph.selection
        known = set(self.items.known)
        if selection.iris is not None:
            known &= selection.iris | {claim.subject for claim in self.reading.claims}
        return sorted(known)

    def own_names(self) -> tuple[set[Line], int]:
        """Return the lines for the names that the dataset itself gives its things, and how many names are no names there.

        What the dataset calls a source is a short form of its own (“Bayramov 2010”), no name of the work.
        """
        things, others = self.things(), 0
        found: set[Line] = set()
        self.graph.read(things)
        for thing in things:
            said = self.graph.of(thing)
            is_source = any(iri.endswith("#Source") for iri in iris_in(said.get("rdf:type", ())))
            for name in said.get("skos:prefLabel", ()):
                if is_source:
                    others += 1
                    continue
                try:
                    found.add((self.items.known[thing], *alias(name)))
                except Unsaid:
                    others += 1
        return found, others

    def lines(self, claim: Claim) -> set[Line]:
        """Return the commands for one claim.

        :raises Unsaid: it is not proposed.
        """
        item = self._item(claim)
        _refuse_the_doubtful(claim)
        if claim.predicate in NAMES:
            self._refuse_bound_sources(claim)
            return {(item, *alias(claim.value))}
        if claim.predicate not in MAPPED:
            other = claim.predicate in LINKS
            raise Unsaid("claims of likeness only" if other else "claims that Wikidata has no property for")
        found = statements_of(claim.predicate, claim.value, self.items)
        self._refuse_the_disputed(claim)
        if claim.predicate == "skos:exactMatch":  # Help:Sources: an identifier is its own reference.
            return {(item, *statement) for statement in found}
        self._refuse_bound_sources(claim)
        references = self._references(claim)
        return {(item, *statement, *reference) for statement in found for reference in references}

    def _item(self, claim: Claim) -> str:
        if claim.subject in self.items.known:
            return self.items.known[claim.subject]
        if claim.subject in self.items.close:
            raise Unsaid("claims about things whose Wikidata item is not certain")
        raise Unsaid("claims about things without a known Wikidata item")

    def _refuse_the_disputed(self, claim: Claim) -> None:
        if (claim.subject, claim.predicate, claim.value) in self.denials:
            raise Unsaid("claims that other claims deny")
        if claim.said.keys() & {"hev:beginNarrowedBy", "hev:endNarrowedBy"}:
            raise Unsaid("claims that a closer date makes needless")
        contested = iris_in(self.graph.of(claim.subject).get("hev:contested", ()))
        expand = self.graph.selection.prefixes.expand
        flagged = {expand(one) for one in (claim.predicate, *_ENDS.get(claim.predicate, ()))} & contested
        if flagged or len(self.rivals[claim.subject, _group(claim.predicate, claim.value)]) > 1:
            raise Unsaid("claims where sources differ")

    def _refuse_bound_sources(self, claim: Claim) -> None:
        """Refuse what a database says under a licence that asks for more than CC0, under which Wikidata stands."""
        for source in self._sources(claim):
            said = self.graph.of(source)
            kinds = {iri.rpartition("#")[2] for iri in iris_in(said.get("rdf:type", ()))}
            licences = [term.value for term in said.get("dcterms:license", ())]
            if "DataRecordSource" in kinds and not all(
                any(free in one for free in _FREE) for one in licences or ["?"]
            ):
                raise Unsaid("claims of databases whose licence CC0 does not cover")

    def _sources(self, claim: Claim) -> list[str]:
        places = iris_in(claim.said.get("hev:statedIn", ()))
        return sorted(
            iris_in(term for place in places for term in self.graph.of(place).get("oa:hasSource", ()))
        )

    def _references(self, claim: Claim) -> list[Line]:
        """Return one reference for each passage; the work by its item or by its address, and the pages.

        :raises Unsaid: no source has either; or it is a wiki, which Wikidata takes for no source (Help:Sources).
        """
        found: list[Line] = []
        wiki = False
        for place in sorted(iris_in(claim.said.get("hev:statedIn", ()))):
            passage = self.graph.of(place)
            for source in sorted(iris_in(passage.get("oa:hasSource", ()))):
                addresses = sorted(term.value for term in self.graph.of(source).get("hev:url", ()))
                wiki = wiki or any(_WIKIMEDIA.match(one) for one in addresses)
                good = [one for one in addresses if _ADDRESS.fullmatch(one) and not _WIKIMEDIA.match(one)]
                reference: Line = ()
                if source in self.items.known:
                    reference += ("S248", self.items.known[source], *_pages(passage))
                if good:
                    reference += ("S854", f'"{good[0]}"')
                if reference:
                    found.append(reference)
        if not found:
            raise Unsaid(
                "claims of Wikipedia, which Wikidata takes for no source"
                if wiki
                else "claims whose sources Wikidata cannot cite: no item, no address"
            )
        return found


def _refuse_the_doubtful(claim: Claim) -> None:
    if claim.standing != "live":
        raise Unsaid(_SET_ASIDE[claim.standing])
    if claim.codes("hev:certainty") != {"certain"}:
        raise Unsaid("claims their source is not certain of")
    if not claim.codes("hev:verification") & {"seen", "transcribed"}:
        raise Unsaid("claims the curators have not seen")
    if any(term.value == "low" for term in claim.said.get("hev:readingConfidence", ())):
        raise Unsaid("claims read with low confidence")


def _rivals(selection: Selection, items: Items) -> dict[tuple[str, str], set[Term]]:
    """Return (thing, what is said of it) → the different values that live claims of the whole graph give."""
    found: dict[tuple[str, str], set[Term]] = defaultdict(set)
    rows = selection.rows(
        """?claim hev:live true ; rdf:subject ?thing ; rdf:predicate ?property ; rdf:object ?value .
        FILTER NOT EXISTS { ?claim hev:beginNarrowedBy|hev:endNarrowedBy ?closer }""",
        *("thing", "property", "value"),
    )
    for row in rows:
        thing, name, value = row["thing"], row["property"], row["value"]
        if thing is None or name is None or value is None or thing.value not in items.known:
            continue
        predicate = selection.prefixes.compress(name.value)
        if predicate in MAPPED:
            found[thing.value, _group(predicate, value)].add(value)
    return found


def _group(predicate: str, value: Term) -> str:
    """Return what a value is a value of: links are one thing for each catalogue."""
    return f"{predicate} {value.value.split('/')[2]}" if predicate == "skos:exactMatch" else predicate


def _pages(passage: Said) -> Iterable[str]:
    first, last = (
        next((" ".join(term.value.split()) for term in passage.get(name, ())), "")
        for name in ("bibo:pageStart", "bibo:pageEnd")
    )
    if first and '"' not in first + last:
        yield "S304"
        yield f'"{first}–{last}"' if last and last != first else f'"{first}"'
