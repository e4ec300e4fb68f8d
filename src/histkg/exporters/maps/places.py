"""Places as a map wants them: points with who gives them, names, links to gazetteers, what lies in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.maps.names import Name, read_all_names
from histkg.exporters.maps.points import Point, read_points
from histkg.exporters.times.attribution import preload
from histkg.exporters.times.claims import Claim, outranked, read_claims, read_flags, standing
from histkg.exporters.times.scope import language_of, read_values, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

TIES = ("hev:within", "hev:administeredBy", "hev:centre", "skos:exactMatch", "skos:closeMatch", "hev:existed")
"""What else sources claim of a place that a map or a gazetteer has room for."""


@dataclass(frozen=True)
class Place:
    """One place.

    :param points: positions that standing claims give.
    :param contested: local names of properties on which sources exclude each other.
    :param notes: (language, words) that tell it from others of its name.
    :param ties: standing claims of :data:`TIES` that no rival outranks, sorted.
    """

    iri: str
    points: tuple[Point, ...]
    names: tuple[Name, ...]
    contested: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    ties: tuple[Claim, ...]

    def tied(self, predicate: str) -> list[Claim]:
        """Return the standing claims with this property."""
        return [claim for claim in self.ties if claim.predicate == predicate]


@dataclass(frozen=True)
class Gazetteer:
    """The places read, and all claims on them, live or not, so that what is left out can be counted."""

    places: dict[str, Place]
    coordinates: tuple[Claim, ...]
    namings: tuple[Claim, ...]
    ties: tuple[Claim, ...]


def read_places(selection: Selection, iris: Iterable[str]) -> Gazetteer:
    """Return the places *iris* with all that is claimed of them."""
    iris = sorted(iris)
    coordinates = read_claims(selection, "hev:coordinates", subjects=iris)
    ties = read_claims(selection, *TIES, subjects=iris)
    names, namings = read_all_names(selection, iris)
    points: dict[str, list[Claim]] = defaultdict(list)
    for claim in standing(coordinates):
        points[claim.subject].append(claim)
    kept: dict[str, list[Claim]] = defaultdict(list)
    live = standing(ties)
    beaten = outranked(claim for claim in live if not claim.predicate.startswith("skos:"))
    for claim in live:
        if claim.iri not in beaten:
            kept[claim.subject].append(claim)
    values = read_values(selection, iris, "hev:disambiguation")
    contested = read_flags(selection, "hev:contested")
    preload(selection, [*coordinates, *ties, *namings])
    selection.read_labels(iris)
    return Gazetteer(
        {
            iri: Place(
                iri,
                read_points(points[iri]),
                tuple(names[iri]),
                tuple(contested.get(iri, ())),
                tuple(sorted((language_of(note), text(note)) for note in values[iri]["hev:disambiguation"])),
                tuple(kept[iri]),
            )
            for iri in iris
        },
        tuple(coordinates),
        tuple(namings),
        tuple(ties),
    )
