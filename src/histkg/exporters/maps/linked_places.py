"""Places in the Linked Places Format (LPF 1.2.2, with what 1.3 added), for the World Historical Gazetteer.

LPF is GeoJSON with names, links and relations that can be dated and cited beside the geometry. The JSON-LD context is
written into the file: nothing has to be fetched to read it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from histkg.exporters.maps.citing import Sources, certainty_of, citations_of, read_sources
from histkg.exporters.maps.context import CONTEXT
from histkg.exporters.maps.geojson import write_collection
from histkg.exporters.maps.names import Name, valid_time
from histkg.exporters.maps.reading import MapData, read_map
from histkg.exporters.targets import Written
from histkg.exporters.times.header import read_header
from histkg.exporters.times.scope import joined, text
from histkg.exporters.times.timespans import when_of, when_of_extent

if TYPE_CHECKING:
    from histkg.exporters.maps.places import Place
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

_SHORT = (
    (re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wd:"),
    (re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?"), "gn:"),
)
"""Addresses for which LPF asks for a prefix."""


def write_linked_places(selection: Selection) -> Written:
    """Return one FeatureCollection of the places in *selection* and of those where its events happened.

    The events themselves, for which the format has no record, are relations of their places.
    """
    data = read_map(selection)
    sources = read_sources(selection)
    events = _relations_to_events(selection, data, sources)
    places = list(data.gazetteer.places.values())
    features = [_feature(selection, place, events[place.iri], sources) for place in places]
    header = read_header(selection)
    head = {"type": "FeatureCollection", "@context": _context(selection), **header}
    return Written({"": write_collection(head, features)}, *_balance(data))


def _context(selection: Selection) -> dict[str, Any]:
    own = {prefix: selection.prefixes[prefix] for prefix in ("hev", "event", "place", "agent", "source")}
    return CONTEXT | own


def _feature(
    selection: Selection, place: Place, events: Sequence[Mapping[str, Any]], sources: Sources
) -> dict[str, Any]:
    feature: dict[str, Any] = {
        "@id": place.iri,
        "type": "Feature",
        "properties": {"title": selection.label(place.iri)},
    }
    existed = [span for claim in place.tied("hev:existed") for span in _spans(text(claim.value))]
    if existed:
        feature["when"] = {"timespans": existed}
    feature |= {
        "names": _names(selection, place.names, sources),
        "types": [{"identifier": selection.prefixes.expand("hev:Place"), "label": "place"}],
        "geometry": _geometry(selection, place, sources),
        "links": _links(selection, place, sources),
        "relations": [*_relations(selection, place, sources), *events],
        "descriptions": [{"value": note, "lang": language} for language, note in place.notes],
    }
    feature = {key: value for key, value in feature.items() if value or key == "geometry"}
    if not any("when" in one for one in (feature, *feature.get("names", ()), *feature.get("relations", ()))):
        feature |= _coverage(sources)
    return feature


def _coverage(sources: Sources) -> dict[str, Any]:
    """Return the time the dataset covers as the ``when`` of a place that nobody dates: the format asks for one."""
    when = when_of(sources.coverage)
    label = "the time this dataset covers; no source dates the place itself"
    return {"when": when | {"label": label, "certainty": "uncertain"}} if when else {}


def _spans(edtf: str) -> list[Any]:
    found = when_of(edtf).get("timespans", [])
    return found if isinstance(found, list) else []


def _names(selection: Selection, names: Iterable[Name], sources: Sources) -> list[dict[str, Any]]:
    """Return the names, those with a citation first, as the format asks."""
    found = []
    for name in sorted(names, key=lambda name: not name.claims):
        record: dict[str, Any] = {
            "toponym": name.text,
            "lang": name.language,
            "when": when_of(name.when),
            "note": name.aspect,
            "citations": citations_of(selection, name.claims, sources),
        }
        found.append({key: value for key, value in record.items() if value})
    return found


def _geometry(selection: Selection, place: Place, sources: Sources) -> dict[str, Any] | None:
    disputed = "coordinates" in place.contested
    points = []
    for point in place.points:
        drawn: dict[str, Any] = {
            "type": "Point",
            "coordinates": [point.longitude, point.latitude],
            "certainty": certainty_of(point.claims, contested=disputed),
            "citations": citations_of(selection, point.claims, sources),
        }
        note = joined(claim.said("comment", selection.languages) for claim in point.claims)
        points.append(drawn | ({"note": note} if note else {}))
    if len(points) < 2:
        return points[0] if points else None
    return {"type": "GeometryCollection", "geometries": points}


def _links(selection: Selection, place: Place, sources: Sources) -> list[dict[str, Any]]:
    found = []
    for kind in ("exactMatch", "closeMatch"):
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in place.tied(f"skos:{kind}"):
            claims[text(claim.value)].append(claim)
        for iri, giving in sorted(claims.items()):
            citations = citations_of(selection, giving, sources)
            found.append(
                {
                    "type": kind,
                    "identifier": short(iri),
                    "certainty": certainty_of(giving),
                    "citations": citations,
                }
            )
    return found


def short(iri: str) -> str:
    """Return an address as LPF wants it.

    >>> short("http://www.wikidata.org/entity/Q131290"), short("http://sws.geonames.org/586523/")
    ('wd:Q131290', 'gn:586523')
    """
    return next((prefix + match[1] for known, prefix in _SHORT if (match := known.fullmatch(iri))), iri)


def _relations(selection: Selection, place: Place, sources: Sources) -> list[dict[str, Any]]:
    kinds = {
        "hev:within": ("gvp:broaderPartitive", "within"),
        "hev:administeredBy": (selection.prefixes.expand("hev:administeredBy"), "administered by"),
        "hev:centre": (selection.prefixes.expand("hev:centre"), "has its centre in"),
    }
    claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in place.ties:
        if claim.predicate in kinds:
            claims[claim.predicate, text(claim.value), valid_time(claim)].append(claim)
    found = []
    for (predicate, other, time), giving in sorted(claims.items()):
        kind, words = kinds[predicate]
        disputed = predicate.removeprefix("hev:") in place.contested
        label = f"{words} {selection.label(other)}"
        found.append(_relation(selection, (kind, other, label), when_of(time), (giving, disputed), sources))
    return found


def _relation(
    selection: Selection,
    what: tuple[str, str, str],
    when: Mapping[str, object],
    said: tuple[Sequence[Claim], bool],
    sources: Sources,
) -> dict[str, Any]:
    kind, other, label = what
    claims, disputed = said
    return {
        "relationType": kind,
        "relationTo": other,
        "label": label,
        **({"when": when} if when else {}),
        "certainty": certainty_of(claims, contested=disputed),
        "citations": citations_of(selection, claims, sources),
    }


def _relations_to_events(
    selection: Selection, data: MapData, sources: Sources
) -> dict[str, list[dict[str, Any]]]:
    """Return place → the events that sources put there (CIDOC CRM P7i), with when they happened."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in data.events.values():
        for setting in event.settings:
            if setting.counts:
                what = ("crm:P7i_witnessed", event.iri, f"{setting.tie} of: {selection.label(event.iri)}")
                said = (setting.claims, setting.tie == "place" and "place" in event.contested)
                when = when_of_extent(event.extent)
                found[setting.place].append(_relation(selection, what, when, said, sources))
    return found


def _balance(data: MapData) -> tuple[dict[str, int], dict[str, int]]:
    """Return (what is written, what is left out); both together are what the graph holds of these places."""
    places = data.gazetteer.places.values()
    located = sum(bool(place.points) for place in places)
    ties = data.gazetteer.ties
    links = [one for one in ties if one.predicate.startswith("skos:")]
    kept = {
        "names": sum(len(name.claims) for place in places for name in place.names),
        "coordinates": sum(len(point.claims) for place in places for point in place.points),
        "links": sum(one.predicate.startswith("skos:") for place in places for one in place.ties),
        "relations and times": sum(
            one.predicate.startswith("hev:") for place in places for one in place.ties
        ),
    }
    held = {
        "names": len(data.gazetteer.namings),
        "coordinates": len(data.gazetteer.coordinates),
        "links": len(links),
        "relations and times": len(ties) - len(links),
    }
    told = sum(any(one.counts for one in event.settings) for event in data.events.values())
    counts = {
        "places on the map": located,
        "places without coordinates": len(places) - located,
        **{f"statements of {what}": number for what, number in kept.items()},
        "events told as relations of their places": told,
    }
    left_out = {f"statements of {what} set aside": held[what] - kept[what] for what in kept}
    return counts, left_out | {"events that no source places": len(data.events) - told}
