"""What an archive holds, and the sources in which a person or body answers for what is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from histkg.exporters.reports.markdown import escape

if TYPE_CHECKING:
    from histkg.exporters.reports.telling import Teller


def holdings(teller: Teller) -> list[str]:
    """Return the fonds, inventories and files that are said to be held there."""
    held = teller.reader.incoming.get("rico:hasOrHadHolder", [])
    return [f"- {escape(name)}" for name in sorted(map(teller.name, held))]


def sources_answered_for(teller: Teller) -> list[str]:
    """Return each source in which the entity answers for statements, with how many they are."""
    found = answered_for(teller)
    teller.selection.read_labels(found)
    told = sorted((teller.selection.label(source), number) for source, number in found.items())
    return [f"- {escape(name)}: {escape(teller.words.count('statements', number))}" for name, number in told]


def answered_for(teller: Teller) -> Counter[str]:
    """Return source → the number of statements in it that the entity makes."""
    rows = teller.selection.rows(
        "?claim hev:assertedBy ?entity ; hev:statedIn/oa:hasSource ?source",
        "claim",
        "source",
        entity=[teller.reader.iri],
    )
    return Counter(row["source"].value for row in rows if row["source"] is not None)
