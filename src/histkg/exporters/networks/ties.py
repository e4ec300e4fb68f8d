"""Ties: what a claim says between two things, from whom to whom, in what role, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from histkg.dates import Span, parse_extent
from histkg.errors import UsageError
from histkg.exporters.times.claims import Claim, outranked, read_claims, standing
from histkg.exporters.times.scope import read_values, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.extents import Extent
    from histkg.stores.base import Term

BY_NODE = ("hev:participation", "hev:command", "hev:post", "hev:subordination")
"""Properties whose value is a node that names the other end."""

DIRECT = (
    "hev:memberOf", "hev:workedWith", "hev:createdBy", "hev:associatedWith", "hev:stationedAt", "hev:birthPlace",
    "hev:deathPlace", "hev:burialPlace", "hev:administeredBy", "hev:place", "hev:scene", "hev:partOf",
    "hev:precededBy", "hev:cause", "hev:consequence",
)  # fmt: skip
"""Properties whose value is the other end, or words."""

_OF_EVENT = ("participation", "place", "scene", "partOf")
"""Ties that last as long as the event they are of."""

_PARTS = tuple(
    f"hev:{name}"
    for name in (
        "agent",
        "unit",
        "superior",
        "organization",
        "role",
        "side",
        "extent",
        "officeTitle",
        "from",
        "to",
        "during",
        "duringEvent",
    )
)


@dataclass(frozen=True)
class Tie:
    """What one claim says between two things.

    :param kind: local name of the property; a post at the head of a unit is a ``command`` whoever states it.
    :param source: from whom, such as the participant, the commander, the subordinate unit.
    :param target: to whom, such as the event, the unit, the superior.
    :param role: IRI of a role, or "".
    :param side: IRI of a side, or "".
    :param words: the name of the office, or how far the tie goes, where the source says so.
    :param when: as entered (EDTF), "" where nothing is said.
    :param spell: first and last day, "" for an end that is open or not said.
    """

    kind: str
    source: str
    target: str
    claim: Claim
    role: str = ""
    side: str = ""
    words: str = ""
    when: str = ""
    spell: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Reading:
    """Every claim that could be a tie: the ties, and why the others are none.

    :param ties: sorted.
    :param set_aside: denied, withdrawn, rejected, only reported, or with a rival that the curators prefer.
    :param half: claims with words, or with nothing, where the other end should be.
    :param denials: ties that a source denies and that are therefore none; to be set against those others state.
    """

    ties: tuple[Tie, ...]
    set_aside: tuple[Claim, ...]
    half: tuple[Claim, ...]
    denials: tuple[Tie, ...]


def read_ties(selection: Selection, extents: Mapping[str, Extent]) -> Reading:
    """Return all ties of the dataset.

    :param extents: event → its extent, for ties that last as long as an event.
    """
    claims = read_claims(selection, *BY_NODE, *DIRECT)
    single = {text(row["it"]) for row in selection.rows("?it hev:projection projection:single", "it")}
    live = standing(claims)
    beaten = outranked(one for one in live if selection.prefixes.expand(one.predicate) in single)
    kept = [claim for claim in live if claim.iri not in beaten]
    denying = [claim for claim in claims if claim.denies]
    nodes = read_values(
        selection, (text(claim.value) for claim in (*kept, *denying) if claim.predicate in BY_NODE), *_PARTS
    )

    def tie_of(claim: Claim) -> Tie | None:
        return (
            _through(selection, claim, nodes, extents)
            if claim.predicate in BY_NODE
            else _direct(claim, extents)
        )

    ties = {claim.iri: tie_of(claim) for claim in kept}
    standing_iris = {claim.iri for claim in kept}
    return Reading(
        tuple(
            sorted(
                filter(None, ties.values()),
                key=lambda tie: (tie.kind, tie.source, tie.target, tie.role, tie.side, tie.claim.iri),
            )
        ),
        tuple(claim for claim in claims if claim.iri not in standing_iris),
        tuple(claim for claim in kept if ties[claim.iri] is None),
        tuple(filter(None, map(tie_of, denying))),
    )


def _through(
    selection: Selection,
    claim: Claim,
    nodes: Mapping[str, Mapping[str, list[Term]]],
    extents: Mapping[str, Extent],
) -> Tie | None:
    """Return the tie of a claim whose value is a node, or None where the node names no other end."""
    node = nodes[text(claim.value)]

    def part(name: str) -> str:
        return text(next(iter(node[f"hev:{name}"]), None))

    kind, source = claim.predicate.removeprefix("hev:"), part("agent")
    if kind == "participation":
        target = claim.subject
    elif kind == "subordination":
        source, target = claim.subject, part("superior")
    else:
        source, target = source or claim.subject, part("unit") or part("organization")
        kind = "command" if part("unit") else "post"
    if not source or not target:
        return None
    chosen = [
        value.value
        for name in ("officeTitle", "extent")
        for value in [*_in_language(node[f"hev:{name}"], selection.languages)][:1]
    ]
    when, spell = _times(part("from"), part("to"), part("during"))
    if kind == "participation":
        spell = _lasting(extents.get(claim.subject))
    elif not when and part("duringEvent"):
        spell = _lasting(extents.get(part("duringEvent")))
    return Tie(kind, source, target, claim, part("role"), part("side"), "; ".join(chosen), when, spell)


def _in_language(values: Iterable[Term], languages: Iterable[str]) -> list[Term]:
    from histkg.labels import choose

    chosen = choose(values, tuple(languages))  # type: ignore[arg-type]
    return [chosen] if chosen is not None else []


def _direct(claim: Claim, extents: Mapping[str, Extent]) -> Tie | None:
    """Return the tie of a claim whose value is the other end, or None where the value is words."""
    if not isinstance(claim.value, NamedNode):
        return None
    kind = claim.predicate.removeprefix("hev:")
    when, spell = _times(text(claim.one("validFrom")), text(claim.one("validTo")), text(claim.one("during")))
    if not when and kind in _OF_EVENT:
        spell = _lasting(extents.get(claim.subject))
    return Tie(kind, claim.subject, claim.value.value, claim, when=when, spell=spell)


def _times(first: str, last: str, during: str) -> tuple[str, tuple[str, str]]:
    """Return a time as one EDTF expression, and its first and last day.

    >>> _times("1725-05-01", "1725-05-31", ""), _times("1726", "", ""), _times("", "", "1727")
    (('1725-05-01/1725-05-31', ('1725-05-01', '1725-05-31')), ('1726/', ('1726-01-01', '')), ('1727', ('1727-01-01', '1727-12-31')))
    """
    edtf = f"{first}/{last}" if first or last else during
    begin = _span(first or during, "begin")
    end = _span(last or (during if not first else ""), "end")
    return edtf, (begin.earliest or "" if begin else "", end.latest or "" if end else "")


def _span(edtf: str, end: str) -> Span | None:
    try:
        return getattr(parse_extent(edtf, end), end) if edtf else None
    except UsageError:
        return None


def _lasting(extent: Extent | None) -> tuple[str, str]:
    return extent.shown if extent is not None and extent.is_dated else ("", "")
