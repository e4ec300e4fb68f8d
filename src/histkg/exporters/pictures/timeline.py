"""Timelines: a row for each event, and beneath it, where sources differ, a row for each thing they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from histkg.exporters.pictures.bars import (
    BAR,
    SMALL,
    bracket,
    draw_bar,
    draw_fade,
    draw_reading,
    tint,
    words_of,
)
from histkg.exporters.pictures.canvas import BLUE, FAINT, GREY, INK, ORANGE, WIDTH, Sheet, name_of
from histkg.exporters.pictures.frame import MARGIN, begin, finish, nothing
from histkg.exporters.pictures.notes import Notes
from histkg.exporters.pictures.rows import days_of, differ, readings_of
from histkg.exporters.pictures.scale import Scale, Tick, make_scale, ticks
from histkg.exporters.pictures.tied import read_tied, subtitle
from histkg.exporters.pictures.type import width_of, wrapped
from histkg.exporters.pictures.words import Speech
from histkg.exporters.targets import Written
from histkg.exporters.times.reading import Dated, read_timeline

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_LABELS = 150.0
_LEFT, _RIGHT = MARGIN + _LABELS + 10, WIDTH - MARGIN - 4
_LINE, _ROW = 8.4, 8.8


def write_timeline(selection: Selection, kind: str) -> Written:
    """Return the timeline of the dated events in *selection*.

    :param kind: ``svg`` or ``png``.
    """
    timeline = read_timeline(selection)
    speech = Speech(selection.languages)
    events = sorted(timeline.drawable, key=lambda event: event.iri != selection.entity)
    counts, left_out = timeline.balance()
    missing = (speech("undated"), [event.name for event in timeline.events if event not in events])
    if not events:
        return nothing(
            selection,
            speech,
            Written({}, counts, left_out),
            kind=kind,
            said=speech("timeline"),
            missing=missing,
        )
    sheet = begin(selection, speech("timeline"), subtitle(selection, speech, "events of"))
    notes = Notes(selection)
    ties = read_tied(selection)
    tied = {event.iri: notes.number(ties[event.iri]) for event in events if event.iri in ties}
    readings = {event.iri: readings_of(event.extent) for event in events}
    days = [day for event in events for day in days_of(event.extent, readings[event.iri])]
    scale = make_scale(days, _LEFT, _RIGHT)
    top = sheet.height
    rows = _Rows(sheet, scale, speech, notes, selection)
    rows.tied = tied
    # The lines behind everything need to know how far down it goes: rows are measured first.
    bottom = top + 6 + sum(rows.height(event) for event in events)
    _grid(sheet, scale, speech, top, bottom)
    at = top + 6
    for event in events:
        at = rows.draw(event, at)
        sheet.told.append(f"{event.name}: {speech.when(event.extent)}")
    sheet.height = _axis(sheet, scale, speech, bottom)
    sheet.height = _legend(sheet, speech, sheet.height + 12, broken=len(scale.parts) > 1)
    finish(sheet, selection, speech, notes, missing=missing)
    return Written({"": sheet.render(kind)}, counts, left_out)


class _Rows:
    def __init__(
        self, sheet: Sheet, scale: Scale, speech: Speech, notes: Notes, selection: Selection
    ) -> None:
        self._sheet, self._scale, self._speech, self._notes = sheet, scale, speech, notes
        self._selection = selection
        self.tied: dict[str, int] = {}

    def _words(self, event: Dated) -> tuple[list[str], list[str]]:
        part = f" [{self.tied[event.iri]}]" if event.iri in self.tied else ""
        name = wrapped(event.name + part, _LABELS, 7.2, "bold", most=3)
        return name, wrapped(self._speech.when(event.extent), _LABELS, SMALL)

    def height(self, event: Dated) -> float:
        name, when = self._words(event)
        readings = readings_of(event.extent)
        told = len(readings) * _ROW if differ(readings) else 0
        return max(len(name) * _LINE + len(when) * 7.2, BAR + 4 + told) + 7

    def draw(self, event: Dated, y: float) -> float:
        sheet, scale, height = self._sheet, self._scale, self.height(event)
        name, when = self._words(event)
        at = y + 6.4
        for words in name:
            sheet.write(MARGIN, at, words, 7.2, face="bold")
            at += _LINE
        for words in when:
            sheet.write(MARGIN, at - 0.6, words, SMALL, colour=GREY)
            at += 7.2
        curie = self._selection.prefixes.compress(event.iri)
        right = draw_bar(sheet, scale, y, event.extent, curie)
        readings = readings_of(event.extent)
        numbers = [self._notes.number(reading.claims) for reading in readings]
        if differ(readings):
            for line, (reading, number) in enumerate(zip(readings, numbers, strict=True)):
                said = words_of(reading, self._speech), number
                middle = y + BAR + 3 + (line + 0.5) * _ROW
                draw_reading(sheet, scale, middle, reading, words=said, name=name_of(curie, str(line + 1)))
        else:
            cited = ", ".join(map(str, dict.fromkeys(numbers)))
            wide = width_of(cited, SMALL - 1, "bold")
            x = right + 3
            sheet.write(min(x, WIDTH - 6 - wide), y + 3.2, cited, SMALL - 1, face="bold", colour=GREY)
        sheet.line((MARGIN, y + height - 4.6), (WIDTH - MARGIN, y + height - 4.6), colour=FAINT, line=0.25)
        return y + height


def _grid(sheet: Sheet, scale: Scale, speech: Speech, top: float, bottom: float) -> None:
    fine, coarse = ticks(scale, speech)
    for tick in fine:
        sheet.line((tick.x, top), (tick.x, bottom), colour="#ececec", line=0.4)
    for tick in (one for one in coarse if one.begins):
        sheet.line((tick.x, top), (tick.x, bottom), colour=FAINT, line=0.5)


def _axis(sheet: Sheet, scale: Scale, speech: Speech, y: float) -> float:
    """Draw the scale beneath the rows, and return where it ends."""
    fine, coarse = ticks(scale, speech)
    for part in scale.parts:
        sheet.line((part.left, y), (part.right, y), colour=INK, line=0.8)
    for x in scale.breaks:
        for at in (-1.6, 1.6):
            sheet.line((x + at - 1.6, y + 3.5), (x + at + 1.6, y - 3.5), colour=INK, line=0.8)
    for tick in fine:
        _name_tick(sheet, scale, y, tick)
    for tick in coarse:
        if tick.begins:
            sheet.line((tick.x, y), (tick.x, y + 16.5), colour=INK, line=0.6)
        if tick.until - tick.x >= width_of(tick.words, SMALL, "bold") + 2:
            sheet.write(tick.x + 2, y + 16.6, tick.words, SMALL, face="bold")
    return y + (18 if coarse else 10)


def _name_tick(sheet: Sheet, scale: Scale, y: float, tick: Tick) -> None:
    """Mark a day, month or year: a day is named under its middle, a longer time at its beginning."""
    if not tick.begins:
        return
    sheet.line((tick.x, y), (tick.x, y + 2.5), colour=INK, line=0.6)
    wide = width_of(tick.words, SMALL)
    x = tick.x + 1.5
    if tick.words.isdigit() and len(tick.words) < 3:
        x = max(x, (tick.x + tick.until - wide) / 2)
    part = next(one for one in scale.parts if one.left <= tick.x <= one.right)
    if x + wide <= part.right + 3:
        sheet.write(x, y + 8.8, tick.words, SMALL)


def _legend(sheet: Sheet, speech: Speech, y: float, *, broken: bool) -> float:
    """Draw what the signs mean, and return where that ends."""
    entries: list[tuple[str, Callable[[float, float], None]]] = [
        ("core", lambda x, y: sheet.box(x, y, 16, BAR, fill=BLUE)),
        ("soft", lambda x, y: draw_fade(sheet, x, x + 16, y, rising=True)),
        ("contested", lambda x, y: sheet.box(x, y, 16, BAR, edge=ORANGE, line=0.9, dash=(2.2, 1.4))),
        ("span", lambda x, y: sheet.box(x, y, 16, BAR, fill=tint(0.25), edge=BLUE, dash=(2, 1.4))),
        ("one source", lambda x, y: _sample(sheet, x, y)),
        ("night key", lambda x, y: sheet.box(x + 4, y + 1.7, 8, 3.6, fill=INK)),
        ("coarse", lambda x, y: sheet.box(x, y + 1.7, 16, 3.6, edge=GREY, line=0.5, dash=(1.4, 1))),
    ]
    if broken:
        entries.append(("scale", lambda x, y: _slashes(sheet, x, y)))
    x = MARGIN
    for key, draw in entries:
        wide = 20 + width_of(speech(key), SMALL) + 10
        if x + wide > WIDTH - MARGIN + 10:
            x, y = MARGIN, y + 11
        draw(x, y)
        sheet.write(x + 20, y + 5.6, speech(key), SMALL)
        x += wide
    return y + 12


def _sample(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x, y + 1.7, 16, 3.6, fill=FAINT)
    bracket(sheet, x, y + 3.5, 1)
    bracket(sheet, x + 16, y + 3.5, -1)


def _slashes(sheet: Sheet, x: float, y: float) -> None:
    for at in (6, 9.2):
        sheet.line((x + at - 1.6, y + 7), (x + at + 1.6, y), colour=INK, line=0.8)
