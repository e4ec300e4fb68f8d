"""Claims with what qualifies them: who says so, where, how surely, whether they count.

A claim counts as a fact by the same rules by which the build makes plain triples (``queries/rules/``): it is live, no
standing claim denies the same, and, where a property has one value, no rival is preferred by the curators.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from histkg.exporters.times.scope import code, named, read_values, text
from histkg.labels import choose

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_QUALIFIERS = (
    "aspect", "basis", "beginEarliest", "beginLatest", "beginNarrowedBy", "calendar", "certainty", "comment", "corrects",
    "disputes", "during", "endEarliest", "endLatest", "endNarrowedBy", "live", "night", "openBegin", "openEnd", "polarity",
    "rank", "rankReason", "readingConfidence", "stance", "translatedFrom", "validFrom", "validTo", "verbatim",
    "verification", "voice",
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One claim.

    :param predicate: its property as a CURIE.
    :param places: (source, passage) for every passage in which it is stated, sorted.
    :param speakers: who answers for it, sorted.
    :param qualifiers: local name of a ``hev:`` property (or ``comment``) → its values, sorted.
    """

    iri: str
    subject: str
    predicate: str
    value: Term
    places: tuple[tuple[str, str], ...]
    speakers: tuple[str, ...]
    qualifiers: Mapping[str, Sequence[Term]] = field(default_factory=dict)

    def one(self, name: str) -> Term | None:
        """Return the first value of a qualifier, or None."""
        values = self.qualifiers.get(name, ())
        return values[0] if values else None

    def said(self, name: str, languages: Sequence[str]) -> str:
        """Return a qualifier that is words, in the reader's language."""
        words = [value for value in self.qualifiers.get(name, ()) if isinstance(value, Literal)]
        chosen = choose(words, languages)
        return chosen.value if chosen is not None else ""

    @property
    def live(self) -> bool:
        """Whether it is affirmed, neither withdrawn nor rejected, and not merely reported."""
        return text(self.one("live")) == "true"

    @property
    def denies(self) -> bool:
        """Whether it says, and still stands, that its value does not hold."""
        return (
            code(self.one("polarity")) == "denies"
            and code(self.one("rank")) != "deprecated"
            and code(self.one("certainty")) != "rejected"
        )

    @property
    def preferred(self) -> bool:
        """Whether the curators prefer it to its rivals."""
        return code(self.one("rank")) == "preferred"


def read_claims(selection: Selection, *predicates: str, subjects: Iterable[str] | None = None) -> list[Claim]:
    """Return every claim with one of *predicates*, live or not, sorted by subject, predicate, and claim.

    :param predicates: CURIEs such as ``hev:place``.
    :param subjects: only claims about these; None = about anything.
    """
    bound: dict[str, Iterable[str]] = {"predicate": named(selection, *predicates)}
    if subjects is not None:
        bound["subject"] = subjects = set(subjects)
        if not subjects:
            return []
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in selection.rows(
        "?claim rdf:predicate ?predicate ; rdf:subject ?subject ; ?property ?value",
        *("claim", "property", "value"),
        **bound,
    ):
        if row["value"] is not None:
            said[text(row["claim"])][code(row["property"])].append(row["value"])
    passages = {text(passage) for claim in said.values() for passage in claim["statedIn"]}
    sources = read_values(selection, passages, "oa:hasSource")
    claims = [
        Claim(
            iri,
            text(claim["subject"][0]),
            selection.prefixes.compress(text(claim["predicate"][0])),
            claim["object"][0],
            tuple(
                sorted(
                    (text(source), text(passage))
                    for passage in claim["statedIn"]
                    for source in sources[text(passage)]["oa:hasSource"]
                )
            ),
            tuple(sorted(map(text, claim["assertedBy"]))),
            {name: values for name, values in claim.items() if name in _QUALIFIERS},
        )
        for iri, claim in said.items()
    ]
    return sorted(claims, key=lambda claim: (claim.subject, claim.predicate, claim.iri))


def standing(claims: Iterable[Claim]) -> list[Claim]:
    """Return those of *claims* that are live and whose value no other of them denies."""
    claims = list(claims)
    denied = {(claim.subject, claim.predicate, claim.value) for claim in claims if claim.denies}
    return [
        claim
        for claim in claims
        if claim.live and (claim.subject, claim.predicate, claim.value) not in denied
    ]


def outranked(claims: Iterable[Claim]) -> set[str]:
    """Return the IRIs of those standing *claims* to which a rival about the same property is preferred.

    Only for properties that have one value.
    """
    rivals: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        rivals[claim.subject, claim.predicate].append(claim)
    return {
        claim.iri
        for group in rivals.values()
        if any(claim.preferred for claim in group)
        for claim in group
        if not claim.preferred
    }


def read_flags(selection: Selection, flag: str) -> dict[str, list[str]]:
    """Return thing → local names of the properties on which sources differ.

    :param flag: ``hev:contested`` (they exclude each other) or ``hev:variesIn`` (they tell it differently).
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in selection.rows(f"?thing {flag} ?property", "thing", "property"):
        found[text(row["thing"])].append(code(row["property"]))
    return found


def read_witnesses(selection: Selection) -> dict[str, str]:
    """Return source → the source that stands for all that hang together with it (``hev:witness``)."""
    rows = selection.rows("?source hev:witness ?witness", "source", "witness")
    return {text(row["source"]): text(row["witness"]) for row in rows}
