"""Bars of time with hard cores and soft ends, and beneath them what each source says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.dates import night_days
from histkg.exporters.pictures.canvas import BLUE, FAINT, GREY, INK, ORANGE, name_of
from histkg.exporters.pictures.type import width_of
from histkg.exporters.times.vis import pieces

if TYPE_CHECKING:
    from histkg.exporters.pictures.canvas import Sheet
    from histkg.exporters.pictures.rows import Reading
    from histkg.exporters.pictures.scale import Scale
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.times.extents import Extent

BAR, THIN = 7.0, 3.6
"""Heights of a bar and of what one source says, in points."""

_STEPS = 10
_TINT = (0xDC, 0xE9, 0xF4)
_LEAST = 1.6
"""No bar is narrower than this, so that a day can be seen among years."""

SMALL = 6.0


def tint(share: float) -> str:
    """Return a blue between the lightest (0) and the full one (1).

    >>> tint(0), tint(1)
    ('#dce9f4', '#0072b2')
    """
    full = tuple(int(BLUE[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(
        f"{round(low + (high - low) * share):02x}" for low, high in zip(_TINT, full, strict=True)
    )


def draw_bar(sheet: Sheet, scale: Scale, y: float, extent: Extent, name: str) -> float:
    """Draw *extent* with its upper edge at *y*, and return where it ends on the right."""
    right = scale.parts[0].left
    for part, first, last, look in pieces(extent):
        if part == "no end":
            right = draw_arrow(sheet, right, y + BAR / 2)
            continue
        left, right = scale.day(first), scale.day_after(last)
        right = max(right, left + _LEAST)
        shape = name_of("bar", name, part.partition(",")[0])
        if part in ("may have begun", "may have ended"):
            draw_fade(sheet, left, right, y, rising=part == "may have begun", name=shape)
        else:
            sheet.box(left, y, right - left, BAR, fill=BLUE if look == "certain" else tint(0.25), name=shape)
        if look == "contested":
            sheet.box(left, y, right - left, BAR, edge=ORANGE, line=0.9, dash=(2.2, 1.4))
        elif look == "soft" and part not in ("may have begun", "may have ended"):
            sheet.box(left, y, right - left, BAR, edge=BLUE, line=0.6, dash=(2, 1.4))
        if part == "began, end not known":
            sheet.line((right, y + BAR / 2), (right + 9, y + BAR / 2), colour=BLUE, line=0.9, dash=(1, 1.4))
            right += 10 + sheet.write(right + 10, y + BAR - 1.2, "?", 6.5, colour=BLUE, face="bold")
    return right


def draw_fade(
    sheet: Sheet, left: float, right: float, y: float, *, rising: bool, name: str | None = None
) -> None:
    """Draw a stretch that grows from light to dark, or fades from dark to light: boxes within each other."""
    for step in range(_STEPS):
        part = (right - left) * step / _STEPS
        x = left + part if rising else left
        sheet.box(
            x,
            y,
            right - left - part,
            BAR,
            fill=tint((step + 0.5) / (_STEPS + 1)),
            name=None if step else name,
        )


def draw_arrow(sheet: Sheet, x: float, y: float) -> float:
    """Draw the sign for “no end” from *x* on, and return where it ends."""
    for at in range(3):
        sheet.shape(
            [(x + 1 + 4 * at, y - 3), (x + 4 + 4 * at, y), (x + 1 + 4 * at, y + 3)],
            fill=tint(0.7 - 0.25 * at),
        )
    return x + 13


def draw_reading(
    sheet: Sheet, scale: Scale, y: float, reading: Reading, *, words: tuple[str, int], name: str
) -> None:
    """Draw what sources say of one date, centred on *y*.

    :param words: the date in words, and the number of the note.
    :param name: of the thing it is said of.
    """
    spans = _spans(scale, reading)
    for at, (low, high, counts) in enumerate(spans):
        sheet.box(
            low,
            y - THIN / 2,
            max(high - low, _LEAST),
            THIN,
            fill=FAINT if counts else None,
            edge=None if counts else GREY,
            line=0.5,
            dash=None if counts else (1.4, 1),
            name=None if at else f"says.{name}",
        )
    if len(spans) > 1:
        sheet.line((spans[0][1], y), (spans[1][0], y), colour=INK if spans[1][2] else GREY, line=0.7)
    _draw_night(sheet, scale, y, reading)
    left, right = spans[0][0], max(spans[0][0] + _LEAST, *(high for _, high, _ in spans))
    if reading.begin:
        bracket(sheet, left, y, 1, INK if spans[0][2] else GREY)
    if reading.open:
        right = draw_arrow(sheet, right, y)
    elif reading.end:
        bracket(sheet, right, y, -1, INK if spans[-1][2] else GREY)
    colour = INK if reading.counts else GREY
    room = scale.parts[0].left, scale.parts[-1].right
    _label(sheet, (left, right), y, room=room, said=words, colour=colour)


def _spans(scale: Scale, reading: Reading) -> list[tuple[float, float, bool]]:
    """Return from where to where each end may lie, and whether that counts; one where both ends are one time."""
    found: list[tuple[float, float, bool]] = []
    for end in ("begin", "end"):
        low, high = getattr(reading, end) or ("", "")
        if (low or high) and not (end == "end" and reading.open and found):
            found.append((scale.day(low or high), scale.day_after(high or low), end in reading.counting))
    if reading.begin == reading.end:
        found = found[:1]
    if not found:  # open, and no day is named: at the edge of the scale
        edge = scale.parts[-1].right - 16 if reading.end else scale.parts[0].left
        found = [(edge, edge + _LEAST, reading.counts)]
    return found


def _draw_night(sheet: Sheet, scale: Scale, y: float, reading: Reading) -> None:
    """Darken the time from the evening of the first to the morning of the second day of a night."""
    days = night_days(reading.edtf)
    if days and reading.night and reading.counts:
        middle, half = scale.day(days[1]), (scale.day_after(days[1]) - scale.day(days[1])) / 4
        sheet.box(middle - half, y - THIN / 2, 2 * half, THIN, fill=INK)


def bracket(sheet: Sheet, x: float, y: float, side: int, colour: str = INK) -> None:
    """Draw a square bracket that opens to the right (1) or to the left (-1)."""
    sheet.line(
        (x + 1.8 * side, y - 3), (x, y - 3), (x, y + 3), (x + 1.8 * side, y + 3), colour=colour, line=0.8
    )


def _label(
    sheet: Sheet,
    span: tuple[float, float],
    y: float,
    *,
    room: tuple[float, float],
    said: tuple[str, int],
    colour: str,
) -> None:
    words, number = said
    wide = width_of(words, SMALL) + 2 + width_of(str(number), SMALL - 1, "bold")
    x = span[1] + 3.5
    if x + wide > room[1] + 6:
        x = span[0] - 3.5 - wide
    if x < room[0]:  # no room on either side: on the line itself
        x = max(span[0] + 8, (span[0] + span[1] - wide) / 2)
    x += 2 + sheet.write(x, y + 2.1, words, SMALL, colour=colour, halo=True)
    sheet.write(x, y, str(number), SMALL - 1, face="bold", colour=GREY, halo=True)


def words_of(reading: Reading, speech: Speech) -> str:
    """Return what is said in words, such as “begins May 1920”."""
    if not reading.days:
        return speech("no end" if reading.end else "no begin")
    whole = (reading.begin and reading.end) or "/" in reading.edtf
    kind = "" if whole else speech("begin" if reading.begin else "end") + " "
    return kind + speech.date(reading.edtf, night=reading.night)
