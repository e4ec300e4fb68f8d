"""What stands in the balloon of a place or an event: simple HTML, with who says so behind every value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from histkg.exporters.maps.points import plain
from histkg.exporters.times.attribution import lines
from histkg.exporters.times.scope import joined
from histkg.exporters.times.telling import tell_dates
from histkg.portrait.values import point_text

if TYPE_CHECKING:
    from histkg.exporters.maps.events import Event
    from histkg.exporters.maps.names import Name
    from histkg.exporters.maps.places import Place
    from histkg.exporters.selection import Selection


def place_balloon(selection: Selection, place: Place, fields: Mapping[str, Any]) -> str:
    """Return the balloon of a place.

    :param fields: its properties as in GeoJSON.
    """
    points = []
    for point in place.points:
        notes = [claim.said("comment", selection.languages) for claim in point.claims]
        where = point_text(f"POINT({plain(point.longitude)} {plain(point.latitude)})")
        points.append((where, [*lines(selection, point.claims), *filter(None, notes)]))
    return "".join(
        (
            _paragraph(fields["note"]),
            _paragraph(_sentence(fields["location"])),
            _list("Who gives the coordinates", points),
            _names(selection, place.names),
            _paragraph(place.iri),
        )
    )


def event_balloon(selection: Selection, event: Event, fields: Mapping[str, Any]) -> str:
    """Return the balloon of an event.

    :param fields: its properties as in GeoJSON.
    """
    disputed = joined([", ".join(event.contested)])
    told = joined([", ".join(event.varying)])
    return "".join(
        (
            _paragraph(
                _sentence(joined([fields["event_type"], fields["when"] or "no source dates it"], ": "))
            ),
            _paragraph(_sentence(f"on the map: {fields['location']}")),
            _paragraph(f"Sources exclude each other on: {disputed}." if disputed else ""),
            _paragraph(f"Told differently: {told}." if told else ""),
            _list(
                "Where, and who says so",
                [
                    (
                        f"{selection.label(one.place)} ({one.tie}{'' if one.counts else ', another is preferred'})",
                        lines(selection, one.claims),
                    )
                    for one in event.settings
                ],
            ),
            _list("When, and who says so", [(told, []) for told in tell_dates(selection, event.extent)]),
            _names(selection, event.names),
            _paragraph(event.iri),
        )
    )


def _names(selection: Selection, names: Sequence[Name]) -> str:
    """Return one line a language; names of a time or a kind of their own follow with who says so."""
    plainly: dict[str, list[str]] = {}
    rows: list[tuple[str, list[str]]] = []
    for name in names:
        if name.when or name.aspect:
            qualified = joined([name.language, name.when, name.aspect], ", ")
            rows.append((f"{name.text} ({qualified})", lines(selection, name.claims)))
        else:
            plainly.setdefault(name.language, []).append(name.text)
    first: list[tuple[str, list[str]]] = [
        (language or "no language given", [", ".join(found)]) for language, found in plainly.items()
    ]
    return _list("Names", [*first, *rows])


def _list(heading: str, rows: Sequence[tuple[str, Iterable[str]]]) -> str:
    items = "".join(
        f"<li>{escape(value)}{escape(': ' if said else '')}{escape('; '.join(said))}</li>"
        for value, said in ((value, list(said)) for value, said in rows)
    )
    return f"<h4>{escape(heading)}</h4><ul>{items}</ul>" if items else ""


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
