"""Maps: places and events where sources put them, all positions that are given, and who gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.maps.reading import read_map
from histkg.exporters.pictures.frame import begin, finish, nothing
from histkg.exporters.pictures.ground import GROUND, draw_ground, lay_ground
from histkg.exporters.pictures.map_looks import draw_legend, draw_spots
from histkg.exporters.pictures.map_reading import account, not_drawn, number_events, read_spots, tell_event
from histkg.exporters.pictures.notes import Notes, columns
from histkg.exporters.pictures.tied import read_tied, subtitle
from histkg.exporters.pictures.words import Speech
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection


def write_map(selection: Selection, kind: str) -> Written:
    """Return the map of the places and events in *selection*.

    :param kind: ``svg`` or ``png``.
    """
    data, speech = read_map(selection), Speech(selection.languages)
    sheet = begin(selection, speech("map"), subtitle(selection, speech, "places of"))
    notes, tied = Notes(selection), read_tied(selection)
    numbered = number_events(data)
    spots = read_spots(selection, data, notes, numbered)
    counts, left_out = account(data, spots, numbered)
    missing = (speech("not on map"), not_drawn(selection, data, speech))
    if not spots:
        return nothing(
            selection, speech, Written({}, counts, left_out), kind=kind, said=speech("map"), missing=missing
        )
    points = [(point.longitude, point.latitude) for spot in spots for point in spot.place.points]
    ground = lay_ground(points, sheet.height + 2)
    draw_ground(sheet, ground, speech)
    draw_spots(sheet, selection, speech, ground, spots)
    sheet.height = draw_legend(sheet, speech, ground.frame.bottom + 18, spots)
    if numbered:
        entries = [
            (str(number), tell_event(selection, speech, data.events[iri], notes, tied.get(iri, ())))
            for iri, number in numbered.items()
        ]
        sheet.height = columns(sheet, sheet.height + 8, speech("events"), entries)
        sheet.told += [f"{number} {words}" for number, words in entries]
    finish(sheet, selection, speech, notes, missing=missing, thanks=GROUND)
    return Written({"": sheet.render(kind)}, counts, left_out)
