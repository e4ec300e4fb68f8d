"""Which claims the plain statements bear out, and why the others are not plain statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histkg.exporters.claims.reading import Claim, Reading
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_SET_ASIDE = {
    "denied": "claims that deny, not asserted",
    "withdrawn": "claims withdrawn or rejected, not asserted",
    "reported": "claims only reported, not asserted",
}
_BY_PROJECTION = {
    "bounds": "claims of dates, asserted as bounds only",
    "none": "claims that never become plain statements",
}


def split_by_assertion(reading: Reading) -> tuple[list[Claim], dict[str, int]]:
    """Return the claims whose triple the graph also states plainly, and for the others how many there are, by reason.

    Both together are the claims of the reading: the triple of a claim is asserted only where the claim is live and the build
    made the plain statement.
    """
    reading.graph.read({claim.subject for claim in reading.claims})
    projections = _projections(reading)
    asserted: list[Claim] = []
    others: Counter[str] = Counter()
    denied = read_denials(reading.graph.selection)
    for claim in reading.claims:
        standing = claim.standing
        if standing != "live":
            others[_SET_ASIDE[standing]] += 1
        elif claim.value in reading.graph.of(claim.subject).get(claim.predicate, ()):
            asserted.append(claim)
        elif (projection := projections.get(claim.predicate, "none")) in _BY_PROJECTION:
            others[_BY_PROJECTION[projection]] += 1
        elif (claim.subject, claim.predicate, claim.value) in denied:
            others["claims that other claims deny, not asserted"] += 1
        else:
            others["claims where sources differ, not asserted"] += 1
    return asserted, dict(others)


def _projections(reading: Reading) -> Mapping[str, str]:
    """Return property as CURIE → how the build makes plain statements of it."""
    selection = reading.graph.selection
    return {
        selection.prefixes.compress(row["property"].value): row["kind"].value.rpartition("/")[2]
        for row in selection.rows("?property hev:projection ?kind", "property", "kind")
        if row["property"] is not None and row["kind"] is not None
    }


def read_denials(selection: Selection) -> set[tuple[str, str, Term]]:
    """Return (subject, property as CURIE, value) of every denial in the whole graph that stands."""
    rows = selection.rows(
        """?claim hev:polarity polarity:denies ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value .
        FILTER NOT EXISTS { ?claim hev:rank rank:deprecated }
        FILTER NOT EXISTS { ?claim hev:certainty certainty:rejected }""",
        *("subject", "property", "value"),
    )
    return {
        (row["subject"].value, selection.prefixes.compress(row["property"].value), row["value"])
        for row in rows
        if row["subject"] is not None and row["property"] is not None and row["value"] is not None
    }
