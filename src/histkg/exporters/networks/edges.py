"""Edges: all that sources state between two things in one role, with who says so and when it held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.times.attribution import count_witnesses, lines
from histkg.exporters.times.claims import read_flags, read_witnesses
from histkg.exporters.times.extents import order
from histkg.exporters.times.scope import code, joined

if TYPE_CHECKING:
    from histkg.exporters.networks.ties import Tie
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

_SURENESS = ("certain", "probable", "possible", "doubtful")

Values = dict[str, str | int | bool]
"""Attributes: a key without a value is not there."""


@dataclass(frozen=True)
class Edge:
    """A tie with all claims behind it.

    :param key: the same in every export of the same data.
    :param spells: when it held, in order, not overlapping; empty where nobody says.
    """

    key: str
    kind: str
    label: str
    source: str
    target: str
    weight: int
    values: Values
    spells: tuple[tuple[str, str], ...]
    ties: tuple[Tie, ...]


def merge_ties(selection: Selection, ties: Iterable[Tie], denials: Iterable[Tie]) -> tuple[Edge, ...]:
    """Return one edge for all ties of one kind, role and side between two things."""
    denied: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for tie in denials:
        denied[tie.kind, tie.source, tie.target].append(tie.claim)
    groups: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
    for tie in ties:
        groups[tie.kind, tie.source, tie.target, tie.role, tie.side].append(tie)
    flags = {flag: read_flags(selection, flag) for flag in ("hev:contested", "hev:variesIn")}
    witnesses = read_witnesses(selection)
    return tuple(
        _edge(selection, group, denied.get(key[:3], []), flags, witnesses)
        for key, group in sorted(groups.items())
    )


def _edge(
    selection: Selection,
    ties: list[Tie],
    denials: list[Claim],
    flags: Mapping[str, Mapping[str, list[str]]],
    witnesses: Mapping[str, str],
) -> Edge:
    first = ties[0]
    claims = [tie.claim for tie in ties]
    role, side = (selection.label(iri) if iri else "" for iri in (first.role, first.side))
    compress = selection.prefixes.compress
    key = joined(
        (
            first.kind,
            compress(first.source),
            compress(first.target),
            code_of(first.role),
            code_of(first.side),
        ),
        "|",
    )
    weight = count_witnesses(claims, witnesses)
    sure = {code(claim.one("certainty")) for claim in claims}
    values: Values = {
        "tie": first.kind,
        "role": role,
        "side": side,
        "words": joined(tie.words for tie in ties),
        "when": joined(tie.when for tie in ties),
        "certainty": next((word for word in _SURENESS if word in sure), ""),
        "verification": joined(code(claim.one("verification")) for claim in claims),
        "contested": bool(denials) or _flagged(claims, flags["hev:contested"]),
        "denied_by": joined(lines(selection, denials)),
        "told_differently": _flagged(claims, flags["hev:variesIn"]),
        "witnesses": weight,
        "source_count": len({source for claim in claims for source, _ in claim.places}),
        "sources": joined(lines(selection, claims)),
        "said_by": joined(selection.label(iri) for claim in claims for iri in claim.speakers),
        "claims": joined(sorted({claim.iri for claim in claims})),
    }
    label = joined((role or joined(tie.words for tie in ties) or first.kind, side), ", ")
    return Edge(
        key,
        first.kind,
        label,
        first.source,
        first.target,
        weight,
        values,
        merge_spells(tie.spell for tie in ties),
        tuple(ties),
    )


def code_of(iri: str) -> str:
    """Return the last part of an IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def _flagged(claims: Iterable[Claim], flags: Mapping[str, list[str]]) -> bool:
    return any(claim.predicate.removeprefix("hev:") in flags.get(claim.subject, ()) for claim in claims)


_FIRST, _LAST = (-(10**9), "", ""), (10**9, "", "")


def merge_spells(spells: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return *spells* in order, those that overlap joined; spells without any day are left away.

    >>> merge_spells([("1725-05-01", "1725-05-31"), ("1725-05-20", ""), ("", "")])
    (('1725-05-01', ''),)
    >>> merge_spells([("1727-01-01", "1727-12-31"), ("", "1725-12-31")])
    (('', '1725-12-31'), ('1727-01-01', '1727-12-31'))
    """
    dated = sorted(
        (spell for spell in spells if any(spell)), key=lambda one: (begin_key(one[0]), end_key(one[1]))
    )
    merged: list[tuple[str, str]] = []
    for first, last in dated:
        if merged and begin_key(first) <= end_key(merged[-1][1]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last, key=end_key))
        else:
            merged.append((first, last))
    return tuple(merged)


def begin_key(day: str) -> tuple[int, str, str]:
    """Return a key that sorts first days; “” is before all."""
    return order(day) if day else _FIRST


def end_key(day: str) -> tuple[int, str, str]:
    """Return a key that sorts last days; “” is after all."""
    return order(day) if day else _LAST
