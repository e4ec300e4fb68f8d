"""Targets for maps: GeoJSON, KML, and the Linked Places Format of gazetteers."""

from __future__ import annotations

from histkg.exporters.maps.geojson import write_geojson
from histkg.exporters.maps.kml import write_kml
from histkg.exporters.maps.linked_places import write_linked_places
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "geojson": Target(
        write_geojson,
        "application/geo+json",
        ".geojson",
        "places and events on a map, with who gives which coordinates (RFC 7946)",
    ),
    "kml": Target(
        write_kml,
        "application/vnd.google-earth.kml+xml",
        ".kml",
        "places and events for Google Earth, with time spans (OGC KML 2.2)",
    ),
    "linked-places": Target(
        write_linked_places,
        "application/geo+json",
        ".lpf.json",
        "places with dated, cited names and links, for the World Historical Gazetteer (Linked Places Format)",
    ),
}
