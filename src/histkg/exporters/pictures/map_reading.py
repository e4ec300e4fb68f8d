"""What a map draws: places with their names and looks, the events that lie at them, and what cannot be drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.dates import parse_extent
from histkg.errors import UsageError
from histkg.exporters.pictures.type import width_of, wrapped
from histkg.exporters.times.extents import order
from histkg.exporters.times.scope import code, text

if TYPE_CHECKING:
    from histkg.exporters.maps.events import Event
    from histkg.exporters.maps.places import Place
    from histkg.exporters.maps.reading import MapData
    from histkg.exporters.pictures.notes import Notes
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

SIZE, DISC = 6.8, 4.3
"""The size of names, and half as wide as the number of an event, in points."""

_LONGEST = 160.0
"""Points: a longer name ends in “…”."""


@dataclass(frozen=True)
class Spot:
    """A place on the map.

    :param events: (number, tie, disputed) of the events that lie there; *tie* as in :class:`Event`.
    :param look: ``region``, ``unsure`` or ``point``.
    """

    place: Place
    name: str
    note: int
    events: tuple[tuple[int, str, bool], ...]
    look: str

    @property
    def width(self) -> float:
        """Return how wide its label is."""
        discs = len(self.events) * (2 * DISC + 1) + (2 if self.events else 0)
        return discs + width_of(self.name, SIZE, self.face) + 1.5 + width_of(str(self.note), 5, "bold")

    @property
    def face(self) -> str:
        """Return the face of its name: regions lean."""
        return "italic" if self.look == "region" else "normal"


def account(
    data: MapData, spots: Iterable[Spot], numbered: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return (what is drawn, what is not); for a whole dataset both together are what the graph holds."""
    spots = list(spots)
    points = {claim.iri for spot in spots for point in spot.place.points for claim in point.claims}
    where = {
        claim.iri
        for iri in numbered
        for setting in data.events[iri].settings
        if setting.counts
        for claim in setting.claims
    }
    held = Counter(_KINDS[claim.predicate] for claim in (*data.telling, *data.gazetteer.namings))
    counts = {
        "places on the map": len(spots),
        "events on the map": len(numbered),
        "statements of coordinates": len(points),
        "statements of where an event happened": len(where),
    }
    return counts, {
        "places without coordinates": sum(not data.gazetteer.places[iri].points for iri in data.own),
        "events without coordinates": len(data.events) - len(numbered),
        "statements of coordinates set aside": len(data.gazetteer.coordinates) - len(points),
        "statements of where an event happened, of those or set aside": held["where"] - len(where),
        "statements of when an event happened, of which only the bounds are told": held["when"],
        "statements of a name": held["name"],
    }


_KINDS = {
    **dict.fromkeys(("hev:place", "hev:scene"), "where"),
    **dict.fromkeys(("hev:begin", "hev:end", "hev:date"), "when"),
    **dict.fromkeys(("skos:altLabel", "hev:attestedName"), "name"),
}


def number_events(data: MapData) -> dict[str, int]:
    """Return event → number of those that lie somewhere, by their first day."""
    placed = [event for event in data.events.values() if event.points(data.gazetteer.places)]
    placed.sort(key=lambda event: (_first_day(event), event.iri))
    return {event.iri: number for number, event in enumerate(placed, 1)}


def _first_day(event: Event) -> tuple[int, str, str]:
    days = [day for day in (event.extent.shown if event.extent.is_dated else ()) if day]
    return order(days[0]) if days else (10**9, "", "")


def read_spots(selection: Selection, data: MapData, notes: Notes, numbered: dict[str, int]) -> list[Spot]:
    lying: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for iri, number in numbered.items():
        for setting in data.events[iri].settings:
            if setting.counts:
                disputed = setting.tie == "place" and "place" in data.events[iri].contested
                lying[setting.place].append((number, setting.tie, disputed))
    places = data.gazetteer.places
    holding = {text(claim.value) for one in places.values() for claim in one.tied("hev:within")}
    event_of = {number: data.events[iri] for iri, number in numbered.items()}
    times = {
        iri: [event_of[number].extent.shown for number, *_ in at if event_of[number].extent.is_dated]
        for iri, at in lying.items()
    }
    return [
        Spot(
            places[iri],
            name_on_map(selection, places[iri], times.get(iri, [])),
            notes.number([claim for point in places[iri].points for claim in point.claims]),
            tuple(lying[iri]),
            _look(places[iri], holding),
        )
        for iri in sorted(places, key=lambda iri: (selection.label(iri), iri))
        if places[iri].points and (iri in data.own or lying[iri])
    ]


def _look(one: Place, holding: set[str]) -> str:
    if one.iri in holding or one.tied("hev:centre"):
        return "region"
    sure = all(code(claim.one("certainty")) == "certain" for point in one.points for claim in point.claims)
    return "point" if sure and "coordinates" not in one.contested else "unsure"


def name_on_map(selection: Selection, one: Place, times: list[tuple[str, str]]) -> str:
    """Return the name of a place; first the one in use all the time of the events there, where the data dates it.

    :param times: first and last day of each event that lies there.
    """
    name = selection.label(one.iri)
    first, last = (
        min((low for low, _ in times if low), default=""),
        max((high for _, high in times), default=""),
    )
    languages = {held.language for held in one.names if held.text == name and held.preferred}
    for held in one.names:
        if held.when and held.text != name and held.language in languages and _covers(held.when, first, last):
            return _short(f"{held.text} ({name})")
    return _short(name)


def _short(name: str) -> str:
    return wrapped(name, _LONGEST, SIZE, most=1)[0]


def _covers(when: str, first: str, last: str) -> bool:
    try:
        extent = parse_extent(when, "date")
    except UsageError:
        return False
    begin = extent.begin.earliest if extent.begin else None
    end = extent.end.latest if extent.end else None
    return bool(first and last) and (begin or "") <= first and (end or "9999") >= last


def tell_event(
    selection: Selection, speech: Speech, event: Event, notes: Notes, tied: Sequence[Claim] = ()
) -> str:
    """Return an event in words: when, where by whose word.

    :param tied: the claims that connect it with the person or body the map is of.
    """
    part = f" [{notes.number(tied)}]" if tied else ""
    where = "; ".join(
        f"{selection.label(setting.place)} [{notes.number(setting.claims)}]"
        for setting in event.settings
        if setting.counts
    )
    doubt = speech("disagree") if "place" in event.contested else ""
    when = speech.when(event.extent)
    return f"{selection.label(event.iri)}{part}{f', {when}' if when else ''}. {where}{doubt}"


def not_drawn(selection: Selection, data: MapData, speech: Speech) -> list[str]:
    places, events = data.gazetteer.places, data.events.values()
    lost = [iri for iri in data.own if not places[iri].points]
    unplaced = [event for event in events if not event.points(places)]
    return [
        *(f"{selection.label(iri)} ({speech('no coordinates')})" for iri in lost),
        *(
            f"{selection.label(one.iri)} ({speech('no coordinates' if one.settings else 'no place')})"
            for one in unplaced
        ),
    ]
