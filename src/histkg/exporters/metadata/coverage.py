"""What the data covers, from the data itself: the days of its events, the box around its places, their kinds and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from histkg.exporters.maps.points import plain
from histkg.exporters.metadata.own import iri_of
from histkg.portrait.values import coordinates_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_BOUNDS = ("hev:beginEarliest", "hev:beginLatest", "hev:endEarliest", "hev:endLatest")
_DAY = re.compile(r"(-?)(\d+)-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Period:
    """The outermost days that sources allow for the events.

    :param begin: "" where no event has a day.
    :param undated: events without any day.
    :param open: events without a day they ended by; the period may go on behind its end.
    """

    begin: str
    end: str
    dated: int
    undated: int
    open: int


@dataclass(frozen=True)
class Box:
    """The smallest box of longitudes and latitudes (WGS 84) that holds all points given for places."""

    west: float
    south: float
    east: float
    north: float
    places: int

    def wkt(self) -> str:
        """Return the box as a polygon (Simple Features, longitude first), from its south-west corner eastwards."""
        west, south, east, north = map(plain, (self.west, self.south, self.east, self.north))
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        return "POLYGON((" + ", ".join(" ".join(corner) for corner in corners) + "))"

    def geo_shape(self) -> str:
        """Return the box as schema.org writes it: latitude first, the south-west and the north-east corner."""
        return " ".join(map(plain, (self.south, self.west, self.north, self.east)))


def read_period(selection: Selection) -> Period:
    """Return the days from the first on which an event may have begun to the last on which one may have ended."""
    events: dict[str, list[tuple[str, str]]] = {}
    bounds = {selection.prefixes.expand(curie): curie for curie in _BOUNDS}
    for row in selection.rows("?event a hev:Event", "event"):
        events[iri_of(row["event"])] = []
    for row in selection.rows(
        "?event a hev:Event ; ?bound ?day", "event", "bound", "day", bound=sorted(bounds)
    ):
        events[iri_of(row["event"])].append((bounds[iri_of(row["bound"])], iri_of(row["day"])))
    days = sorted((day for found in events.values() for _, day in found), key=day_key)
    dated = [found for found in events.values() if found]
    ended = [found for found in dated if any(curie == "hev:endLatest" for curie, _ in found)]
    return Period(
        days[0] if days else "",
        days[-1] if days else "",
        len(dated),
        len(events) - len(dated),
        len(dated) - len(ended),
    )


def day_key(day: str) -> tuple[int, int, int]:
    """Return what to sort an ``xsd:date`` by; years before the year 0 too.

    >>> sorted(["0044-03-15", "-0044-03-15", "-0044-03-14", "12000-01-01"], key=day_key)
    ['-0044-03-14', '-0044-03-15', '0044-03-15', '12000-01-01']
    """
    match = _DAY.match(day)
    if match is None:
        return (0, 0, 0)
    return (int(match[1] + match[2]), int(match[3]), int(match[4]))


def read_box(selection: Selection) -> tuple[Box | None, int]:
    """Return the box around all points that stand, and how many places have none."""
    rows = selection.rows("?place a hev:Place ; hev:coordinates ?point", "place", "point")
    points = {
        (iri_of(row["place"]), position) for row in rows if (position := coordinates_of(iri_of(row["point"])))
    }
    placed = {place for place, _ in points}
    without = len(selection.of_class("hev:Place")) - len(placed)
    if not points:
        return None, without
    longitudes = [position[0] for _, position in points]
    latitudes = [position[1] for _, position in points]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes), len(placed)), without


def read_kinds(selection: Selection) -> dict[str, tuple[Literal, ...]]:
    """Return each kind of event there is → its names. The kind “other” says nothing and is none."""
    rows = selection.rows("?event hev:eventType ?kind . ?kind skos:prefLabel ?name", "kind", "name")
    return {iri: names for iri, names in _grouped(rows, "kind").items() if not iri.endswith("/other")}


def read_places(selection: Selection) -> dict[str, tuple[Literal, ...]]:
    """Return each place where an event is said to lie → its names."""
    rows = selection.rows(
        "?event a hev:Event ; hev:place ?place . ?place skos:prefLabel ?name", "place", "name"
    )
    return _grouped(rows, "place")


def _grouped(rows: list[dict[str, Term | None]], key: str) -> dict[str, tuple[Literal, ...]]:
    found: dict[str, list[Literal]] = {}
    for row in rows:
        name = row["name"]
        if isinstance(name, Literal):
            found.setdefault(iri_of(row[key]), []).append(name)
    return {iri: tuple(names) for iri, names in sorted(found.items())}
