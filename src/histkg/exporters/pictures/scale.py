"""A scale of time: from days to points, in up to four parts, so that one late year does not press a month into a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from histkg.exporters.pictures.type import width_of

if TYPE_CHECKING:
    from histkg.exporters.pictures.words import Speech

_BREAK = 9.0
"""Points between two parts of the scale."""

_SIZE = 6.0

_DOOM = date.max.toordinal() + 1
"""The day after the last one there is a date for."""

_SHARE, _CROWDED = 70, 6
"""Where this share of the days, in per cent, lies within a sixth of the time, that time gets a part of its own."""


@dataclass(frozen=True)
class Part:
    """A stretch of time drawn to one scale.

    :param first: ordinal of its first day.
    :param last: ordinal of the day after its last.
    """

    first: int
    last: int
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Return how many points a day has."""
        return (self.right - self.left) / (self.last - self.first)


@dataclass(frozen=True)
class Tick:
    """A mark on the scale.

    :param until: where the time it names ends.
    :param begins: that time begins here, not before the scale.
    """

    x: float
    until: float
    words: str
    begins: bool


@dataclass(frozen=True)
class Scale:
    """A scale of time, its parts from left to right."""

    parts: tuple[Part, ...]

    def x(self, moment: float) -> float:
        """Return where a moment lies, in points; days are ordinals of the Gregorian calendar.

        >>> Scale((Part(0, 10, 100, 200),)).x(5)
        150.0
        """
        part = next((one for one in self.parts if moment < one.last), self.parts[-1])
        return part.left + (max(moment, part.first) - part.first) * part.per_day

    def day(self, iso: str) -> float:
        """Return where a day begins, in points."""
        return self.x(date.fromisoformat(iso).toordinal())

    def day_after(self, iso: str) -> float:
        """Return where a day ends, in points.

        The end of a part and the beginning of the next are one moment; a bar that ends there ends in the earlier part.
        """
        moment = date.fromisoformat(iso).toordinal() + 1
        part = next((one for one in self.parts if moment <= one.last), self.parts[-1])
        return part.left + (max(moment, part.first) - part.first) * part.per_day

    @property
    def breaks(self) -> list[float]:
        """Return where the scale changes."""
        return [(one.right + two.left) / 2 for one, two in pairwise(self.parts)]


def make_scale(days: Sequence[str], left: float, right: float) -> Scale:
    """Return a scale on which all *days* lie.

    :param left: where it begins, in points.
    :param right: where it ends.
    """
    moments = sorted(date.fromisoformat(day).toordinal() for day in days)
    first, last = moments[0], moments[-1] + 1
    window = _crowded(moments)
    if window is None:
        pad = max(1, round((last - first) * 0.03))
        return Scale((Part(max(first - pad, 1), min(last + pad, _DOOM), left, right),))
    low, high = window
    spans = [(low, high, 1.0)]
    if first < low:
        spans.insert(0, (max(first - max(1, (low - first) // 20), 1), low, 0.17))
    if high < last:
        late = [one for one in moments if one >= high]
        middle = _crowded([high, *late]) if len(late) > 5 else None
        cut = middle[1] if middle else last
        end = cut if middle else min(last + (last - high) // 20, _DOOM)
        spans.append((high, end, 0.25 if len(late) > 5 else 0.17))
        if middle and cut < last:
            spans.append((cut, min(last + (last - cut) // 20, _DOOM), 0.14))
    room = right - left - _BREAK * (len(spans) - 1)
    rest = 1 - sum(share for *_, share in spans if share < 1)
    parts, at = [], left
    for begin, end, share in spans:
        wide = room * (share if share < 1 else rest)
        parts.append(Part(begin, end, at, at + wide))
        at += wide + _BREAK
    return Scale(tuple(parts))


def _crowded(moments: Sequence[int]) -> tuple[int, int] | None:
    """Return the time in which most of *moments* lie, where it is a small part of all; else None."""
    if len(moments) < 3:
        return None
    first, last = moments[0], moments[-1] + 1
    count = max(2, -(-len(moments) * _SHARE // 100))
    low, high = min(
        ((one, moments[at + count - 1] + 1) for at, one in enumerate(moments[: len(moments) - count + 1])),
        key=lambda window: (window[1] - window[0], window[0]),
    )
    pad = max(2, round((high - low) * 0.08))
    low, high = max(low - pad, first), min(high + pad, last)
    return (low, high) if last - first >= _CROWDED * (high - low) else None


def ticks(scale: Scale, speech: Speech) -> tuple[list[Tick], list[Tick]]:
    """Return the fine marks of *scale*, and beneath them the coarse ones."""
    fine: list[Tick] = []
    coarse: list[Tick] = []
    for part in scale.parts:
        one, two = _ticks(part, speech)
        fine += one
        coarse += two
    return fine, coarse


def _ticks(part: Part, speech: Speech) -> tuple[list[Tick], list[Tick]]:
    months = speech.months()
    for days in _DAYS:
        if part.per_day * (days[1] - days[0]) >= 15:
            marked = [day for day in _dates(part) if day.day in days]
            return (
                [_tick(part, day.toordinal(), day.toordinal() + 1, str(day.day)) for day in marked],
                [_tick(part, *span, f"{months[month - 1]} {year}") for year, month, span in _months(part, 1)],
            )
    short = _short(months)
    for step in (1, 2, 3, 6):
        if part.per_day * 30 * step >= max(width_of(word, _SIZE) for word in short) + 4:
            return (
                [_tick(part, *span, short[month - 1]) for _, month, span in _months(part, step)],
                [_tick(part, *span, str(year)) for year, span in _years(part, 1)],
            )
    room = width_of("0000", _SIZE) + 3
    step = next((one for one in _STEPS if part.per_day * 365.25 * one >= room), _STEPS[-1])
    return [_tick(part, *span, str(year)) for year, span in _years(part, step)], []


_DAYS = (range(1, 32), range(1, 31, 2), range(1, 31, 5), range(1, 31, 10), range(1, 31, 15))
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def _tick(part: Part, first: int, last: int, words: str) -> Tick:
    def place(moment: int) -> float:
        return part.left + (min(max(moment, part.first), part.last) - part.first) * part.per_day

    return Tick(place(first), place(last), words, first >= part.first)


def _dates(part: Part) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(max(1, part.first), min(part.last, _DOOM)))


def _months(part: Part, step: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    first, last = date.fromordinal(max(1, part.first)), date.fromordinal(min(part.last, _DOOM - 1))
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(number, 12)
        if month % step == 0 and year < 9999:
            end = number + step
            span = date(year, month + 1, 1).toordinal(), date(end // 12, end % 12 + 1, 1).toordinal()
            if span[1] > part.first and span[0] < part.last:
                yield year, month + 1, span


def _years(part: Part, step: int) -> Iterator[tuple[int, tuple[int, int]]]:
    first, last = date.fromordinal(max(1, part.first)).year, date.fromordinal(min(part.last, _DOOM - 1)).year
    for year in range(first - first % step, last + 1, step):
        if year >= 1 and year + step <= 9999:
            span = date(year, 1, 1).toordinal(), date(year + step, 1, 1).toordinal()
            if span[1] > part.first and span[0] < part.last:
                yield year, span


def _short(months: Sequence[str]) -> list[str]:
    """Return the months with as few letters as tell them apart, three at least."""
    length = next(size for size in range(3, 12) if len({month[:size] for month in months}) == 12)
    return [month[:length] for month in months]
