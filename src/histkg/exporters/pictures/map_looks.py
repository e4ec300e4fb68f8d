"""How a map looks: marks for positions, names off each other, numbers for events, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from histkg.exporters.maps.points import spread
from histkg.exporters.pictures.canvas import BLUE, GREY, INK, ORANGE, PAPER, WIDTH, name_of
from histkg.exporters.pictures.frame import MARGIN
from histkg.exporters.pictures.ground import bar_box
from histkg.exporters.pictures.map_reading import DISC, SIZE
from histkg.exporters.pictures.placing import Box, Label, leader, place
from histkg.exporters.pictures.type import width_of

if TYPE_CHECKING:
    from histkg.exporters.pictures.canvas import Sheet
    from histkg.exporters.pictures.ground import Ground
    from histkg.exporters.pictures.map_reading import Spot
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection


def draw_spots(sheet: Sheet, selection: Selection, speech: Speech, ground: Ground, spots: list[Spot]) -> None:
    frame = ground.frame
    marks, lines, labels = [bar_box(ground)[0]], [], []
    for spot in spots:
        at = [ground.at(point.longitude, point.latitude) for point in spot.place.points]
        marks += [Box(x - 2.2, y - 2.2, x + 2.2, y + 2.2) for x, y in at]
        lines += [(*one, *two) for one, two in pairwise(at)]
        labels.append(Label(*at[0], spot.width, 9.4 if spot.events else 7.6, 4.0))
    inner = Box(frame.left + 2, frame.top + 2, frame.right - 2, frame.bottom - 2)
    boxes = place(labels, marks, inner, lines)
    for label, box in zip(labels, boxes, strict=True):
        if led := leader(label, box):
            sheet.line(*led, colour=GREY, line=0.35)
    for spot in spots:
        _draw_marks(sheet, selection, ground, spot)
    for spot, box in zip(spots, boxes, strict=True):
        _draw_label(sheet, spot, box)
        disputed = "coordinates" in spot.place.contested
        apart = speech("apart", km=f"{spread(spot.place.points):.1f}") if disputed else ""
        sheet.told.append(f"{spot.name} ({apart})" if apart else spot.name)


def _draw_marks(sheet: Sheet, selection: Selection, ground: Ground, spot: Spot) -> None:
    at = [ground.at(point.longitude, point.latitude) for point in spot.place.points]
    curie = selection.prefixes.compress(spot.place.iri)
    if len(at) > 1:
        colour = ORANGE if "coordinates" in spot.place.contested else INK
        sheet.line(*at, colour=colour, line=0.8, dash=(1.6, 1), name=name_of("apart", curie))
    for number, (x, y) in enumerate(at, 1):
        name = name_of("at", curie, str(number))
        draw_mark(sheet, x, y, spot.look, has_event=bool(spot.events), name=name)


def draw_mark(
    sheet: Sheet, x: float, y: float, look: str, *, has_event: bool = False, name: str | None = None
) -> None:
    """Draw the mark of a place: filled where it is sure, hollow where it is not, a square for a region."""
    colour = BLUE if has_event else INK
    if look == "region":
        sheet.box(x - 2.6, y - 2.6, 5.2, 5.2, fill=PAPER, edge=colour, line=0.9, dash=(1.4, 0.9), name=name)
    elif look == "unsure":
        sheet.disc(x, y, 1.9, fill=PAPER, edge=colour, line=0.9, name=name)
    else:
        sheet.disc(x, y, 2.1 if has_event else 1.5, fill=colour, edge=PAPER, line=0.4, name=name)


def _draw_label(sheet: Sheet, spot: Spot, box: Box) -> None:
    middle = (box.top + box.bottom) / 2
    x = box.left
    for lying in spot.events:
        draw_disc(sheet, x + DISC, middle, lying)
        x += 2 * DISC + 1
    x += 2 if spot.events else 0
    x += 1.5 + sheet.write(x, middle + 2.4, spot.name, SIZE, face=spot.face, halo=True)
    sheet.write(x, middle, str(spot.note), 5, face="bold", colour=GREY)


def draw_disc(sheet: Sheet, x: float, y: float, lying: tuple[int, str, bool]) -> None:
    """Draw the number of an event: white on blue at its place, blue on white where only a part of it happened."""
    number, tie, disputed = lying
    full = tie == "place" and not disputed
    sheet.disc(
        x,
        y,
        DISC - 0.3,
        fill=BLUE if full else PAPER,
        edge=ORANGE if disputed else BLUE,
        line=0.8,
        dash=(1.5, 1) if disputed else None,
    )
    sheet.write(x, y + 2, str(number), 5.6, face="bold", colour=PAPER if full else BLUE, anchor="middle")


def draw_legend(sheet: Sheet, speech: Speech, y: float, spots: list[Spot]) -> float:
    """Draw what the signs mean, those that are used, and return where that ends."""
    ties = {(tie, disputed) for spot in spots for _, tie, disputed in spot.events}
    looks = {(spot.look, bool(spot.events)) for spot in spots}
    entries: list[tuple[bool, str, Callable[[float, float], None]]] = [
        (("point", True) in looks, "event place", lambda x, y: draw_mark(sheet, x, y, "point", has_event=True)),
        (("point", False) in looks, "place", lambda x, y: draw_mark(sheet, x, y, "point")),
        (any(look == "unsure" for look, _ in looks), "unsure place", lambda x, y: draw_mark(sheet, x, y, "unsure")),
        (any(look == "region" for look, _ in looks), "region", lambda x, y: draw_mark(sheet, x, y, "region")),
        (any("coordinates" in spot.place.contested for spot in spots), "two points", lambda x, y: _pair(sheet, x, y)),
        (("place", False) in ties, "number", lambda x, y: draw_disc(sheet, x, y, (1, "place", False))),
        (("scene", False) in ties, "scene", lambda x, y: draw_disc(sheet, x, y, (1, "scene", False))),
        (("place", True) in ties, "disputed place", lambda x, y: draw_disc(sheet, x, y, (1, "place", True))),
        (True, "water", lambda x, y: sheet.line((x - 5, y + 1), (x - 1, y - 1.5), (x + 2, y + 1), (x + 5, y - 1), colour="#9fb9cc", line=0.9)),
    ]  # fmt: skip
    x = MARGIN + 24
    for used, key, draw in entries:
        wide = 12 + width_of(speech(key), 6) + 12
        if not used:
            continue
        if x + wide > WIDTH - MARGIN + 12:
            x, y = MARGIN + 24, y + 11
        draw(x + 5, y)
        sheet.write(x + 14, y + 2.1, speech(key), 6)
        x += wide
    return y + 8


def _pair(sheet: Sheet, x: float, y: float) -> None:
    sheet.line((x - 4, y), (x + 4, y), colour=ORANGE, line=0.8, dash=(1.6, 1))
    for at in (x - 4, x + 4):
        draw_mark(sheet, at, y, "unsure")
