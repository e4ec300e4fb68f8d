"""What ties the events in a picture of a person or a body to that person or body: events are no days of a life."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.times.claims import read_claims
from histkg.exporters.times.scope import text

if TYPE_CHECKING:
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

_TIES = """
  { ?claim rdf:subject ?event ; rdf:object ?entity }
  UNION { ?claim rdf:subject ?event ; rdf:object ?node . ?node hev:agent|hev:unit|hev:organization ?entity }
  UNION { ?claim rdf:subject ?entity ; rdf:object ?event }
  UNION { ?claim rdf:subject ?entity ; rdf:object/hev:duringEvent ?event }
  ?event a hev:Event .
  ?claim a hev:Claim ; rdf:predicate ?predicate ; rdf:subject ?subject .
"""


def subtitle(selection: Selection, speech: Speech, key: str) -> str:
    """Return what is shown of a person or body; "" for anything else.

    :param key: of the phrase: ``events of`` or ``places of``.
    """
    return speech(key, name=selection.title) if _is_agent(selection) else ""


def read_tied(selection: Selection) -> dict[str, list[Claim]]:
    """Return event → the claims that connect it with the person or body the picture is of; nothing for anything else."""
    if not _is_agent(selection):
        return {}
    rows = selection.rows(
        _TIES, "event", "claim", "predicate", "subject", entity=[selection.entity] if selection.entity else []
    )
    predicates = {selection.prefixes.compress(text(row["predicate"])) for row in rows}
    if not predicates:
        return {}
    claims = {
        claim.iri: claim
        for claim in read_claims(selection, *predicates, subjects={text(row["subject"]) for row in rows})
    }
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        found[text(row["event"])].append(claims[text(row["claim"])])
    return found


def _is_agent(selection: Selection) -> bool:
    return selection.entity is not None and selection.entity in selection.of_class("hev:Agent")
