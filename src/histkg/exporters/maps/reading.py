"""What a map of a selection needs, and the account of what of the graph is on it and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.maps.events import Event, read_events
from histkg.exporters.maps.places import Gazetteer, read_places
from histkg.exporters.times.scope import things_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim


@dataclass(frozen=True)
class MapData:
    """Places and events of a selection.

    :param gazetteer: all places needed to draw it; those where only an event lies lend their points.
    :param own: the places that are features of their own.
    :param events: event → what is shown of it.
    :param telling: all claims on where the events happened, when, and how they are called, live or not.
    """

    gazetteer: Gazetteer
    own: tuple[str, ...]
    events: dict[str, Event]
    telling: tuple[Claim, ...]


def read_map(selection: Selection) -> MapData:
    """Return the places and events of *selection* with all that is claimed of them."""
    own = things_of(selection, "hev:Place")
    events, telling = read_events(selection, things_of(selection, "hev:Event"))
    named = {setting.place for event in events.values() for setting in event.settings}
    return MapData(read_places(selection, named | set(own)), own, events, tuple(telling))


def balance(data: MapData) -> tuple[dict[str, int], dict[str, int]]:
    """Return (what is written, what is left out); both together are what the graph holds.

    A statement is left out where it is set aside: denied, withdrawn, rejected, only reported, or not readable.
    """
    own = [data.gazetteer.places[iri] for iri in data.own]
    events = data.events.values()
    located = sum(bool(place.points) for place in own)
    placed = sum(bool(event.points(data.gazetteer.places)) for event in events)
    kept = {
        "statements of coordinates": _all(point.claims for place in own for point in place.points),
        "statements of a name": _all(
            name.claims
            for names in (*(one.names for one in own), *(one.names for one in events))
            for name in names
        ),
        "statements of where an event happened": _all(
            one.claims for event in events for one in event.settings
        ),
        "statements of when an event happened": _all(
            [one.claim] for event in events for one in event.extent.accounts
        ),
    }
    subjects = set(data.own)
    held = {
        "statements of coordinates": [one for one in data.gazetteer.coordinates if one.subject in subjects],
        "statements of a name": [
            *(one for one in data.gazetteer.namings if one.subject in subjects),
            *(one for one in data.telling if one.predicate in ("skos:altLabel", "hev:attestedName")),
        ],
        "statements of where an event happened": _with(data.telling, "hev:place", "hev:scene"),
        "statements of when an event happened": _with(data.telling, "hev:begin", "hev:end", "hev:date"),
    }
    counts = {
        "places on the map": located,
        "places without coordinates": len(own) - located,
        "events on the map": placed,
        "events without coordinates": len(events) - placed,
        **{what: len(claims) for what, claims in kept.items()},
    }
    return counts, {f"{what} set aside": len(held[what]) - len(kept[what]) for what in kept}


def _all(groups: Iterable[Iterable[Claim]]) -> set[str]:
    return {claim.iri for claims in groups for claim in claims}


def _with(claims: Iterable[Claim], *predicates: str) -> list[Claim]:
    return [claim for claim in claims if claim.predicate in predicates]
