"""Places and events as GeoJSON (RFC 7946), with who says so in every feature's properties.

Flat properties are for programs that show tables (QGIS, Excel by way of ogr2ogr), several values joined by “; ”; lists
of records carry the rest, with who says each. All
coordinates are longitude, latitude on WGS 84 (RFC 7946 §4). A feature nobody can place has ``geometry: null`` (§3.2).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from histkg.exporters.maps.names import by_language, name_records
from histkg.exporters.maps.points import Point, said_of, spread
from histkg.exporters.maps.reading import balance, read_map
from histkg.exporters.targets import Written
from histkg.exporters.times.attribution import records
from histkg.exporters.times.header import read_header
from histkg.exporters.times.scope import code, joined, text

if TYPE_CHECKING:
    from histkg.exporters.maps.events import Event, Setting
    from histkg.exporters.maps.places import Place
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim
    from histkg.exporters.times.extents import Account

HOW_TO_READ = (
    "Every value is what a source says; “sources” and “points” say which, where in it, and how surely. Several points of"
    " one place differ with what was measured. Dates are Gregorian; begin_earliest to end_latest are the outermost days"
    " sources allow. “contested” lists what sources exclude each other on: no winner is chosen."
)


def write_geojson(selection: Selection) -> Written:
    """Return one FeatureCollection of all places and events in *selection*, one feature a line."""
    data = read_map(selection)
    places = data.gazetteer.places
    features = [place_feature(selection, places[iri]) for iri in data.own]
    features += [event_feature(selection, event, places) for event in data.events.values()]
    head = {"type": "FeatureCollection", **read_header(selection), "note": HOW_TO_READ}
    return Written({"": write_collection(head, features)}, *balance(data))


def write_collection(head: Mapping[str, Any], features: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a FeatureCollection as JSON, one feature a line, so that versions can be compared line by line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    members = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return f'{members}, "features": [\n{lines}\n]}}\n'.encode()


def geometry(points: Sequence[Point]) -> dict[str, Any] | None:
    """Return a Point, a MultiPoint, or None where there is no position.

    >>> geometry([Point(10.0, 40.0)])
    {'type': 'Point', 'coordinates': [10.0, 40.0]}
    """
    positions = [[point.longitude, point.latitude] for point in points]
    if len(positions) < 2:
        return {"type": "Point", "coordinates": positions[0]} if positions else None
    return {"type": "MultiPoint", "coordinates": positions}


def place_feature(selection: Selection, place: Place) -> dict[str, Any]:
    """Return a place as a feature."""
    disputed = "coordinates" in place.contested
    return {
        "type": "Feature",
        "id": place.iri,
        "geometry": geometry(place.points),
        "properties": {
            "kind": "place",
            "name": selection.label(place.iri),
            **by_language(place.names),
            "other_names": joined(name.text for name in place.names if not name.preferred),
            "note": joined(note for language, note in place.notes if language in selection.languages[:1]),
            "location": said_of(place.points, contested=disputed),
            "point_count": len(place.points),
            "spread_km": round(spread(place.points), 2),
            "contested": joined(place.contested),
            "within": joined(selection.label(claim.value) for claim in place.tied("hev:within")),
            "exact_match": joined(sorted(text(claim.value) for claim in place.tied("skos:exactMatch"))),
            "close_match": joined(sorted(text(claim.value) for claim in place.tied("skos:closeMatch"))),
            "iri": place.iri,
            "points": [
                {
                    "longitude": point.longitude,
                    "latitude": point.latitude,
                    "sources": _records(selection, point.claims),
                }
                for point in place.points
            ],
            "names": name_records(selection, place.names),
        },
    }


def event_feature(selection: Selection, event: Event, places: Mapping[str, Place]) -> dict[str, Any]:
    """Return an event as a feature, at the places and scenes that sources name."""
    drawn = event.points(places)
    extent = event.extent
    named = [setting for setting in event.settings if setting.counts]
    return {
        "type": "Feature",
        "id": event.iri,
        "geometry": geometry([point for _, point in drawn]),
        "properties": {
            "kind": "event",
            "name": selection.label(event.iri),
            **by_language(event.names),
            "other_names": joined(name.text for name in event.names if not name.preferred),
            "event_type": selection.label(event.kind) if event.kind else "",
            "when": extent.words(),
            "begin_earliest": extent.begin_earliest or None,
            "begin_latest": extent.begin_latest or None,
            "end_earliest": extent.end_earliest or None,
            "end_latest": extent.end_latest or None,
            "open_end": extent.open_end,
            "begin_edtf": joined(extent.edtf("begin")),
            "end_edtf": joined(extent.edtf("end")),
            "place": joined(selection.label(one.place) for one in named if one.tie == "place"),
            "scenes": joined(selection.label(one.place) for one in named if one.tie == "scene"),
            "place_all_allow": selection.label(event.settled) if event.settled else "",
            "location": location_of(event, drawn),
            "contested": joined(event.contested),
            "told_differently": joined(event.varying),
            "part_of": joined(map(selection.label, event.part_of)),
            "source_count": len(event.sources),
            "source_names": joined(map(selection.label, event.sources)),
            "iri": event.iri,
            "dates": [_date(selection, account) for account in extent.accounts],
            "settings": [_setting(selection, setting) for setting in event.settings],
            "points": [
                {
                    "longitude": point.longitude,
                    "latitude": point.latitude,
                    "place": selection.label(setting.place),
                }
                for setting, point in drawn
            ],
            "names": name_records(selection, event.names),
        },
    }


def location_of(event: Event, drawn: Sequence[tuple[Setting, Point]]) -> str:
    """Return in words on what the position of an event rests."""
    ties = Counter(setting.tie for setting, _ in drawn)
    if not drawn:
        return "no coordinates" if event.settings else "no source names a place"
    where = "at its place" if ties["place"] else "at its scenes only"
    where += " and scenes" if ties["place"] and ties["scene"] else ""
    return f"{where}; sources disagree on the place" if "place" in event.contested else where


def _date(selection: Selection, account: Account) -> dict[str, Any]:
    claim = account.claim
    return {
        "end": account.end,
        "edtf": account.edtf,
        "earliest": account.earliest or None,
        "latest": account.latest or None,
        "open": account.open,
        "counts": account.counts,
        "narrowed": account.narrowed,
        "calendar": code(claim.one("calendar")),
        "sources": records(selection, claim),
    }


def _setting(selection: Selection, setting: Setting) -> dict[str, Any]:
    return {
        "tie": setting.tie,
        "place": selection.label(setting.place),
        "place_iri": setting.place,
        "counts": setting.counts,
        "sources": _records(selection, setting.claims),
    }


def _records(selection: Selection, claims: Iterable[Claim]) -> list[dict[str, str]]:
    return [record for claim in claims for record in records(selection, claim)]
