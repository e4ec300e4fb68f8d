"""A network of a selection: people, bodies, events and places, and the ties that sources state between them.

What several claims say between the same two things in the same role is one edge; its weight is the number of independent
witnesses, so that copies of one page do not pull harder than one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.networks.edges import Edge, Values, begin_key, end_key, merge_ties
from histkg.exporters.networks.ties import Reading, read_ties
from histkg.exporters.times.attribution import preload
from histkg.exporters.times.claims import read_flags
from histkg.exporters.times.extents import Extent, read_extents
from histkg.exporters.times.scope import joined, language_of, named, read_values, text, things_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

KINDS = {
    "hev:Person": "person", "hev:Unit": "unit", "hev:Polity": "polity", "hev:Archive": "archive", "hev:Group": "group",
    "hev:Organization": "organisation", "hev:Agent": "agent", "hev:Event": "event", "hev:Place": "place",
}  # fmt: skip
"""Class → kind of node; the first that fits."""


@dataclass(frozen=True)
class Node:
    """A thing with at least one tie.

    :param spell: first and last day on which it is there, "" for no bound.
    """

    iri: str
    label: str
    values: Values
    spell: tuple[str, str]


@dataclass(frozen=True)
class Network:
    """Nodes and edges, with the account of what of the graph they hold and what not."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    counts: Mapping[str, int]
    left_out: Mapping[str, int]


def read_network(selection: Selection) -> Network:
    """Return the network of *selection*: all ties whose two ends are in it."""
    kinds = _read_kinds(selection)
    things = set(things_of(selection, *KINDS))
    extents, _ = read_extents(selection, [iri for iri, kind in kinds.items() if kind == "event"])
    reading = read_ties(selection, extents)
    if selection.entity is not None:
        # Whatever is tied to the entity itself belongs to its network, however it was selected.
        things |= {
            end
            for tie in reading.ties
            if selection.entity in (tie.source, tie.target)
            for end in (tie.source, tie.target)
            if end in kinds
        }
    ties = [tie for tie in reading.ties if {tie.source, tie.target} <= things]
    preload(selection, [tie.claim for tie in (*ties, *reading.denials)])
    tied = sorted({iri for tie in ties for iri in (tie.source, tie.target)})
    selection.read_labels({*tied, *(iri for tie in ties for iri in (tie.role, tie.side) if iri)})
    edges = merge_ties(selection, ties, reading.denials)
    lives, _ = read_extents(selection, tied)
    nodes = _nodes(selection, tied, kinds, lives, edges)
    counts, left_out = _balance(things, nodes, edges, reading)
    return Network(nodes, edges, counts, left_out | _not_drawn(selection, things))


def _not_drawn(selection: Selection, things: set[str]) -> dict[str, int]:
    """Return how many statements are of a kind that makes no edge: one large place would be tied to all others."""
    wanted = {
        "hev:within": "statements that a place lies in another",
        "hev:militaryRank": "statements of a military rank",
    }
    rows = selection.rows(
        "?claim rdf:predicate ?kind ; rdf:subject ?thing",
        *("claim", "kind", "thing"),
        kind=named(selection, *wanted),
    )
    kinds = Counter(
        selection.prefixes.compress(text(row["kind"])) for row in rows if text(row["thing"]) in things
    )
    return {words: kinds[curie] for curie, words in wanted.items()}


def _read_kinds(selection: Selection) -> dict[str, str]:
    rows = selection.rows("?thing a ?class", "thing", "class", **{"class": named(selection, *KINDS)})
    classes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        classes[text(row["thing"])].add(selection.prefixes.compress(text(row["class"])))
    return {
        iri: next(kind for curie, kind in KINDS.items() if curie in found) for iri, found in classes.items()
    }


def _nodes(
    selection: Selection,
    iris: list[str],
    kinds: Mapping[str, str],
    lives: Mapping[str, Extent],
    edges: Iterable[Edge],
) -> tuple[Node, ...]:
    found = read_values(selection, iris, "skos:prefLabel", "skos:altLabel", "hev:eventType")
    selection.read_labels({text(kind) for iri in iris for kind in found[iri]["hev:eventType"]})
    flags = {flag: read_flags(selection, flag) for flag in ("hev:contested", "hev:variesIn")}
    spells: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        for iri in (edge.source, edge.target):
            spells[iri] += edge.spells
    nodes = []
    for iri in iris:
        life = lives[iri]
        values: Values = {
            "kind": kinds[iri],
            "type": joined(map(selection.label, found[iri]["hev:eventType"])),
            **{
                f"name_{language_of(name)}": text(name)
                for name in found[iri]["skos:prefLabel"]
                if language_of(name)
            },
            "other_names": joined(sorted(map(text, found[iri]["skos:altLabel"]))),
            "when": life.words() if kinds[iri] == "event" else "",
            "begin_earliest": life.begin_earliest,
            "begin_latest": life.begin_latest,
            "end_earliest": life.end_earliest,
            "end_latest": life.end_latest,
            "contested": joined(flags["hev:contested"].get(iri, ())),
            "told_differently": joined(flags["hev:variesIn"].get(iri, ())),
            "iri": iri,
        }
        nodes.append(Node(iri, selection.label(iri), values, _spell(kinds[iri], life, spells[iri])))
    return tuple(nodes)


def _spell(kind: str, life: Extent, spells: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return when a node is there: its own bounds, widened so that no dated tie falls outside them (GEXF §dynamics)."""
    first, last = life.begin_earliest, life.end_latest
    if kind == "event":
        first, last = life.shown if life.is_dated else ("", "")
    for begin, end in spells:
        first = min(first, begin, key=begin_key) if first else ""
        last = max(last, end, key=end_key) if last else ""
    return first, last


def _balance(
    things: set[str], nodes: tuple[Node, ...], edges: tuple[Edge, ...], reading: Reading
) -> tuple[dict[str, int], dict[str, int]]:
    """Return (what is written, what is left out); for a whole dataset both together are what the graph holds."""
    kinds = Counter(str(node.values["kind"]) for node in nodes)
    used = {tie.claim.iri for edge in edges for tie in edge.ties}
    half = [tie for tie in reading.ties if len({tie.source, tie.target} & things) == 1]
    counts = {
        "people": kinds["person"],
        "units, organisations and groups": sum(kinds.values())
        - kinds["person"]
        - kinds["event"]
        - kinds["place"],
        "events": kinds["event"],
        "places": kinds["place"],
        "ties": len(edges),
        "statements behind them": len(used),
    }
    return counts, {
        "things without a tie": len(things) - len(nodes),
        "statements of ties out of the selection": len({tie.claim.iri for tie in half}),
        "statements of ties set aside": sum(claim.subject in things for claim in reading.set_aside),
        "statements that name no other end": sum(claim.subject in things for claim in reading.half),
    }
