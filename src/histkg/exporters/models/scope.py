"""Which things and which claims an export is of.

The whole dataset; or one entity with all that surrounds it; or what stands in the rows of an answer. In the last two,
every plain statement about an event, an agent or a place comes with the claims it rests on. Claims about sources (their
titles, years, languages) are left aside unless the source itself was asked for: they would be most of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.times.scope import text, things_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

KINDS = {
    "events": ("hev:Event",),
    "people": ("hev:Person",),
    "organisations and groups": ("hev:Organization", "hev:Group"),
    "places": ("hev:Place",),
    "sources": ("hev:Source",),
}
"""What is counted in every target → its classes here."""


@dataclass(frozen=True)
class Scope:
    """Things and claims of an export.

    :param things: events, agents, places, sources; None = all.
    :param claims: None = all.
    :param kinds: kind of :data:`KINDS` → the things of it, sorted.
    :param all_claims: the claims in scope, sorted.
    :param live: all claims that count.
    """

    things: frozenset[str] | None
    claims: frozenset[str] | None
    kinds: dict[str, tuple[str, ...]]
    all_claims: tuple[str, ...]
    live: frozenset[str] = frozenset()


def read_scope(selection: Selection) -> Scope:
    """Return what *selection* is of."""
    kinds = {kind: things_of(selection, *classes) for kind, classes in KINDS.items()}
    kinds["sources"] = tuple(sorted({*kinds["sources"], *_held(selection)}))
    every_claim = {text(row["claim"]) for row in selection.rows("?claim a hev:Claim", "claim")}
    live = frozenset(text(row["claim"]) for row in selection.rows("?claim hev:live true", "claim"))
    if selection.iris is None:
        return Scope(None, None, kinds, tuple(sorted(every_claim)), live)
    things = frozenset(iri for found in kinds.values() for iri in found)
    named = things - set(kinds["sources"]) | ({selection.entity} if selection.entity else set())
    if selection.answer is not None:
        named |= set(kinds["sources"]) & selection.iris
    claims = (selection.iris & every_claim) | _claims_about(selection, named)
    return Scope(things, frozenset(claims), kinds, tuple(sorted(claims)), live)


def _held(selection: Selection) -> set[str]:
    """Return the archival units an archive holds, or those above and below a unit, where it was asked for."""
    if selection.entity is None:
        return set()
    rows = selection.rows(
        "{ ?unit rico:hasOrHadHolder ?entity } UNION { ?unit rico:isOrWasIncludedIn+ ?entity }"
        " UNION { ?entity rico:isOrWasIncludedIn+ ?unit }",
        "unit",
        entity=[selection.entity],
    )
    return {text(row["unit"]) for row in rows}


def _claims_about(selection: Selection, things: Iterable[str]) -> set[str]:
    if not (things := set(things)):
        return set()
    rows = selection.rows("?claim a hev:Claim ; rdf:subject ?thing", "claim", thing=things)
    return {text(row["claim"]) for row in rows}
