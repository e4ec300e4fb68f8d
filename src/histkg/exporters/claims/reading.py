"""Claims whole: every word said of them, and of the things they speak of, as statements of the graph.

The formats of this group keep everything a claim says, so nothing is picked here. What a claim is worth (denied, withdrawn,
only reported) is told by the same marks as in the build (``queries/rules/20-live``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

    Said = Mapping[str, Sequence[Term]]
    """Property as CURIE → its values, sorted."""

PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")
_CHUNK = 400


@dataclass(frozen=True)
class Claim:
    """One claim.

    :param subject: IRI of the thing it is about.
    :param predicate: its property as a CURIE.
    :param said: all else that is said of the claim.
    """

    iri: str
    subject: str
    predicate: str
    value: Term
    said: Said

    def codes(self, property_curie: str) -> set[str]:
        """Return the last parts of the IRIs that are its values: ``certain``, ``denies``, …"""
        return {term.value.rpartition("/")[2] for term in self.said.get(property_curie, ())}

    @property
    def standing(self) -> str:
        """Return what the claim is worth: ``denied``, ``withdrawn``, ``reported`` or ``live``.

        ``denied``: its source says that the value does not hold. ``withdrawn``: set aside by the curators, or rejected by the
        source itself. ``reported``: words the source passes on and does not make its own.
        """
        if "deprecated" in self.codes("hev:rank") or "rejected" in self.codes("hev:certainty"):
            return "withdrawn"
        if "denies" in self.codes("hev:polarity"):
            return "denied"
        if self.codes("hev:stance") & {"reports", "rejects"}:
            return "reported"
        return "live"


@dataclass
class Graph:
    """What the graph says of things, read as it is needed: all at once for the whole dataset, thing by thing for a part."""

    selection: Selection
    _said: dict[str, Said] = field(default_factory=dict)
    _whole: bool = False

    def read(self, iris: Iterable[str]) -> None:
        """Read what is said of *iris*; :meth:`of` then asks no more."""
        if self._whole:
            return
        if self.selection.iris is None:
            self._keep(self.selection.rows("?thing ?property ?value", "thing", "property", "value"))
            self._whole = True
            return
        wanted = sorted(set(iris) - self._said.keys())
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            self._said |= {iri: {} for iri in chunk}
            self._keep(
                self.selection.rows("?thing ?property ?value", "thing", "property", "value", thing=chunk)
            )

    def of(self, iri: str) -> Said:
        """Return what is said of the thing *iri*; nothing where it was not read."""
        return self._said.get(iri, {})

    def things(self) -> list[str]:
        """Return everything that was read, sorted."""
        return sorted(self._said)

    def _keep(self, rows: Iterable[Mapping[str, Term | None]]) -> None:
        found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        shorter: dict[str, str] = {}
        for row in rows:
            thing, name, value = row["thing"], row["property"], row["value"]
            if isinstance(thing, NamedNode) and isinstance(name, NamedNode) and value is not None:
                curie = shorter.setdefault(name.value, self.selection.prefixes.compress(name.value))
                found[thing.value][curie].append(value)
        self._said |= found


@dataclass(frozen=True)
class Reading:
    """The claims of a selection.

    :param claims: sorted by IRI.
    :param broken: how many have no subject, property or value, or several; they are written nowhere.
    :param graph: what is said of them, and of what else was read.
    """

    claims: tuple[Claim, ...]
    broken: int
    graph: Graph


def read_claims(selection: Selection) -> Reading:
    """Return the claims that *selection* is of.

    For an answer these are the claims that stand in its rows; where none does, those about the things in its rows.
    """
    graph = Graph(selection)
    iris = selection.of_class("hev:Claim")
    if selection.answer is not None and selection.iris and not iris:
        rows = selection.rows("?claim rdf:subject ?thing", "claim", thing=selection.iris)
        iris = tuple(sorted({row["claim"].value for row in rows if row["claim"] is not None}))
    graph.read(iris)
    claims = [claim for iri in iris if (claim := _claim(graph, iri)) is not None]
    return Reading(tuple(claims), len(iris) - len(claims), graph)


def _claim(graph: Graph, iri: str) -> Claim | None:
    said = graph.of(iri)
    parts = [said.get(part, ()) for part in PARTS]
    if any(len(values) != 1 for values in parts):
        return None
    subject, predicate, value = (values[0] for values in parts)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return None
    rest = {name: values for name, values in said.items() if name not in PARTS}
    return Claim(iri, subject.value, graph.selection.prefixes.compress(predicate.value), value, rest)


def iris_in(values: Iterable[Term]) -> set[str]:
    """Return the IRIs among *values*."""
    return {value.value for value in values if isinstance(value, NamedNode)}


def ordered(counted: Mapping[str, int]) -> dict[str, int]:
    """Return the counts by their words, as they are printed."""
    return dict(sorted(Counter(counted).items()))
