"""Places and events as KML 2.2 (OGC 07-147r2), for Google Earth and other globes.

Folders are layers to other programs. A balloon says in words what the fields of ``ExtendedData`` hold; nothing refers to
the network, not even an icon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from histkg.exporters.maps.balloons import event_balloon, place_balloon
from histkg.exporters.maps.geojson import HOW_TO_READ, event_feature, place_feature
from histkg.exporters.maps.points import Point, plain
from histkg.exporters.maps.reading import balance, read_map
from histkg.exporters.targets import Written
from histkg.exporters.times.header import read_header
from histkg.exporters.times.markup import add, serialize

if TYPE_CHECKING:
    from histkg.exporters.maps.events import Event
    from histkg.exporters.maps.places import Place
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.extents import Extent

NAMESPACE = "http://www.opengis.net/kml/2.2"

_STYLES = {"place": ("ffcc7722", "0.7"), "event": ("ff2233cc", "1.1"), "disputed": ("ff1188ee", "1.1")}
"""Name → (colour as aabbggrr, scale of the icon)."""


def write_kml(selection: Selection) -> Written:
    """Return one document with a folder of places, one of events, and one each of what nobody can place."""
    data = read_map(selection)
    places = data.gazetteer.places
    root = Element(f"{{{NAMESPACE}}}kml")
    document = _add(root, "Document")
    header = read_header(selection)
    _add(document, "name", header["title"])
    about = [
        HOW_TO_READ,
        *(f"{key}: {header[key]}" for key in ("dataset", "version", "license") if key in header),
    ]
    _add(document, "description", "".join(f"<p>{escape(line)}</p>" for line in about))
    for name, (colour, scale) in _STYLES.items():
        style = _add(document, "Style", id=name)
        icon = _add(style, "IconStyle")
        _add(icon, "color", colour)
        _add(icon, "scale", scale)
        _add(_add(style, "LabelStyle"), "scale", "0.8")
    folders: dict[str, list[Element]] = {}
    for iri in data.own:
        kind = "Places" if places[iri].points else "Places without coordinates"
        folders.setdefault(kind, []).append(_place(selection, places[iri]))
    for event in data.events.values():
        kind = "Events" if event.points(places) else "Events without coordinates"
        folders.setdefault(kind, []).append(_event(selection, event, places))
    for kind in ("Events", "Places", "Events without coordinates", "Places without coordinates"):
        if kind in folders:
            folder = _add(document, "Folder")
            _add(folder, "name", kind)
            folder.extend(folders[kind])
    return Written({"": serialize(root, NAMESPACE)}, *balance(data))


def _place(selection: Selection, place: Place) -> Element:
    fields = place_feature(selection, place)["properties"]
    mark = _placemark(selection, place.iri, place_balloon(selection, place, fields))
    _add(mark, "styleUrl", "#place")
    _extend(mark, fields)
    _draw(mark, place.points)
    return mark


def _event(selection: Selection, event: Event, places: Mapping[str, Place]) -> Element:
    fields = event_feature(selection, event, places)["properties"]
    mark = _placemark(selection, event.iri, event_balloon(selection, event, fields))
    _date(mark, event.extent)
    _add(mark, "styleUrl", "#disputed" if event.contested else "#event")
    _extend(mark, fields)
    _draw(mark, [point for _, point in event.points(places)])
    return mark


def _placemark(selection: Selection, iri: str, balloon: str) -> Element:
    mark = Element(f"{{{NAMESPACE}}}Placemark", id=_name_token(selection.prefixes.compress(iri)))
    _add(mark, "name", selection.label(iri))
    _add(mark, "description", balloon)
    return mark


def _name_token(text: str) -> str:
    """Return *text* as a name XML allows for an identifier.

    >>> _name_token("place:ganja")
    'place-ganja'
    """
    token = re.sub(r"[^A-Za-z0-9._-]", "-", text)
    return token if token[:1].isalpha() else f"x{token}"


def _date(mark: Element, extent: Extent) -> None:
    """Add the outermost days sources allow; one day is a time stamp (KML 2.2 §15.2, §15.3)."""
    if not extent.is_dated:
        return
    first, last = extent.shown
    if first == last:
        _add(_add(mark, "TimeStamp"), "when", first)
        return
    span = _add(mark, "TimeSpan")
    for name, day in (("begin", first), ("end", last)):
        if day:
            _add(span, name, day)


def _extend(mark: Element, fields: Mapping[str, object]) -> None:
    """Add the flat fields; lists of records are told in the balloon."""
    data = _add(mark, "ExtendedData")
    for name, value in fields.items():
        if isinstance(value, bool | str | int | float) and value != "":
            words = str(value).lower() if isinstance(value, bool) else str(value)
            _add(_add(data, "Data", name=name), "value", words)


def _draw(mark: Element, points: Sequence[Point]) -> None:
    parent = _add(mark, "MultiGeometry") if len(points) > 1 else mark
    for point in points:
        _add(_add(parent, "Point"), "coordinates", f"{plain(point.longitude)},{plain(point.latitude)}")


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{tag}", text, attributes)
