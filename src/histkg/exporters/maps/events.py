"""Events as a map wants them: at the places sources name, with when and how far they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.maps.names import Name, read_all_names
from histkg.exporters.times.attribution import preload
from histkg.exporters.times.claims import Claim, outranked, read_claims, read_flags, standing
from histkg.exporters.times.extents import Extent, read_extents
from histkg.exporters.times.scope import read_values, text

if TYPE_CHECKING:
    from histkg.exporters.maps.places import Place
    from histkg.exporters.maps.points import Point
    from histkg.exporters.selection import Selection


@dataclass(frozen=True)
class Setting:
    """A place that sources name for an event.

    :param tie: ``place`` (where it happened) or ``scene`` (where a part of it did).
    :param counts: no rival is preferred by the curators.
    """

    tie: str
    place: str
    claims: tuple[Claim, ...]
    counts: bool


@dataclass(frozen=True)
class Event:
    """One event.

    :param settled: the place all sources allow: the agreed or preferred one, or the smallest that holds all named.
    :param contested: local names of properties on which sources exclude each other.
    :param varying: local names of properties that sources tell differently, though all may be right.
    :param sources: sources that say something about it, by IRI.
    """

    iri: str
    kind: str
    extent: Extent
    settings: tuple[Setting, ...]
    settled: str
    names: tuple[Name, ...]
    contested: tuple[str, ...]
    varying: tuple[str, ...]
    part_of: tuple[str, ...]
    sources: tuple[str, ...]

    def points(self, places: Mapping[str, Place]) -> list[tuple[Setting, Point]]:
        """Return the points of the places that count, each position once.

        Only of places that sources name: a larger place around them has no honest point to lend.
        """
        found: dict[tuple[float, float], tuple[Setting, Point]] = {}
        for setting in self.settings:
            if setting.counts and setting.place in places:
                for point in places[setting.place].points:
                    found.setdefault((point.longitude, point.latitude), (setting, point))
        return [found[position] for position in sorted(found)]


def read_settings(
    selection: Selection, events: Iterable[str]
) -> tuple[dict[str, list[Setting]], list[Claim]]:
    """Return event → the places sources name for it, and all claims that name one, live or not."""
    claims = read_claims(selection, "hev:place", "hev:scene", subjects=events)
    live = standing(claims)
    beaten = outranked(claim for claim in live if claim.predicate == "hev:place")
    named: dict[str, dict[tuple[str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in live:
        named[claim.subject][claim.predicate.removeprefix("hev:"), text(claim.value)].append(claim)
    return {
        event: [
            Setting(tie, place, tuple(found), any(claim.iri not in beaten for claim in found))
            for (tie, place), found in sorted(ties.items())
        ]
        for event, ties in named.items()
    }, claims


def read_events(selection: Selection, iris: Iterable[str]) -> tuple[dict[str, Event], list[Claim]]:
    """Return event → what a map shows of it, and all claims that place, date or name one of them, live or not."""
    iris = sorted(iris)
    extents, dating = read_extents(selection, iris)
    settings, placing = read_settings(selection, iris)
    names, namings = read_all_names(selection, iris)
    values = read_values(selection, iris, *_LINKS)
    links = {iri: {name: list(map(text, values[iri][name])) for name in _LINKS} for iri in iris}
    flags = {name: read_flags(selection, name) for name in ("hev:contested", "hev:variesIn")}
    preload(selection, [*namings, *placing, *dating])
    selection.read_labels(
        {*iris, *(iri for found in links.values() for many in found.values() for iri in many)}
    )
    return {
        iri: Event(
            iri,
            (links[iri]["hev:eventType"] or [""])[0],
            extents[iri],
            tuple(settings.get(iri, ())),
            (links[iri]["hev:place"] or [""])[0],
            tuple(names[iri]),
            tuple(flags["hev:contested"].get(iri, ())),
            tuple(flags["hev:variesIn"].get(iri, ())),
            tuple(links[iri]["hev:partOf"]),
            tuple(links[iri]["hev:documentedIn"]),
        )
        for iri in iris
    }, [*placing, *dating, *namings]


_LINKS = ("hev:eventType", "hev:place", "hev:partOf", "hev:documentedIn")
