"""Historical dates: EDTF in, bounds out.

A date is written in EDTF (Library of Congress, 2019; ISO 8601-2:2019), which is Gregorian by definition, and computed
with as earliest and latest day. Parsing is python-edtf's; this module adds what a graph needs: bounds per end of an
event, open and unknown ends kept apart from each other, precision, and a sentence when a date cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from time import struct_time
from typing import Any

from histkg.errors import UsageError

PREDICATES = {
    "begin": "begin",
    "birth": "begin",
    "established": "begin",
    "end": "end",
    "death": "end",
    "date": "date",
    "existed": "date",
}
"""Local names of the properties whose values are dates → what they say: a begin, an end, or both ends."""

_OPEN = ".."


@dataclass(frozen=True)
class Span:
    """The days on which one end of an event may lie.

    :param earliest: first possible day as an ``xsd:date`` lexical form; None = no bound.
    :param latest: last possible day; None = no bound.
    :param precision: ``day``, ``month``, ``season``, ``year``, ``decade``, ``century`` or ``longer``.
    :param open: the event has no such end: it goes on, or has always been going on (EDTF ``..``).
    :param approximate: the source says “about” (EDTF ``~`` or ``%``).
    :param uncertain: the source doubts it (EDTF ``?`` or ``%``).
    """

    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    open: bool = False
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True)
class Extent:
    """When something began and ended, as far as one expression says; None = the expression does not speak of it."""

    begin: Span | None = None
    end: Span | None = None


def parse_extent(edtf: str, predicate: str) -> Extent:
    """Return what the EDTF expression *edtf* says, as the value of *predicate*.

    :param predicate: one of :data:`PREDICATES`: a begin or an end (the expression is a time within which it began or
        ended; a life begins with a birth), or the whole extent (``A/B`` began in A and ended in B; a single unit holds
        both ends).
    :raises UsageError: the expression is no EDTF; the message says why and what is meant instead.

    >>> parse_extent("1920-04/1921-02", "date").end.latest
    '1921-02-28'
    >>> parse_extent("[1920-05-25,1920-05-26]", "begin").begin.earliest
    '1920-05-25'
    >>> parse_extent("1920-21", "begin").begin.precision
    'season'
    >>> parse_extent("1959", "death").end.latest
    '1959-12-31'
    >>> parse_extent("1920-08/..", "date").end
    Span(earliest=None, latest=None, precision=None, open=True, approximate=False, uncertain=False)
    """
    if predicate not in PREDICATES:
        raise UsageError(f"“{predicate}” takes no date", hint=", ".join(PREDICATES))
    kind = PREDICATES[predicate]
    text = edtf.strip()
    if "/" in text:
        first, _, last = text.partition("/")
        begin, end = _span(first, text), _span(last, text)
        _refuse_backwards(begin, end, text)
        if kind == "date":
            return Extent(begin, end)
        within = Span(
            begin.earliest if begin else None,
            end.latest if end else None,
            _coarser(begin, end),
            approximate=bool((begin and begin.approximate) or (end and end.approximate)),
            uncertain=bool((begin and begin.uncertain) or (end and end.uncertain)),
        )
        return Extent(within) if kind == "begin" else Extent(None, within)
    span = _span(text, text)
    if span is None or span.open:
        raise UsageError("the date is empty", hint="write a date, or leave the claim out")
    if kind == "begin":
        return Extent(span)
    return Extent(None, span) if kind == "end" else Extent(span, span)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def say(edtf: str) -> str:
    """Return an EDTF expression in English words; what has no plain words stays as it is.

    >>> say("1920-05-26"), say("1920-05"), say("1920-21"), say("1920-06-04~")
    ('26 May 1920', 'May 1920', 'spring 1920', 'about 4 June 1920')
    >>> say("1920-04/1921-02"), say("1920-08/.."), say("[1920-05-25,1920-05-26]")
    ('April 1920 to February 1921', 'from August 1920, no end given', '25 May 1920 or 26 May 1920')
    """
    if edtf[:1] == "[" and edtf[-1:] == "]" and ".." not in edtf:
        return " or ".join(say(part) for part in edtf[1:-1].split(","))
    first, slash, last = edtf.partition("/")
    if slash:
        if last in ("", _OPEN):
            return f"from {say(first)}, {'no end given' if last else 'end unknown'}"
        if first in ("", _OPEN):
            return f"until {say(last)}"
        return f"{say(first)} to {say(last)}"
    doubt = ("about " if "~" in edtf or "%" in edtf else "") + (
        "perhaps " if "?" in edtf or "%" in edtf else ""
    )
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.sub(r"[?~%]", "", edtf))
    if match is None:
        return edtf
    year, month, day = match.groups()
    if month is None:
        return doubt + year
    if month in _SEASONS and day is None:
        return f"{doubt}{_SEASONS[month]} {year}"
    if not 1 <= int(month) <= 12:
        return edtf
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return doubt + (f"{int(day)} {words}" if day else words)


def night_days(edtf: str) -> tuple[str, str] | None:
    """Return the evening’s and the morning’s day of a night, which is written as two days; None for anything else.

    >>> night_days("[1920-05-25,1920-05-26]"), night_days("[1920-05-25,1920-05-28]"), night_days("1920-05-25")
    (('1920-05-25', '1920-05-26'), None, None)
    """
    match = re.fullmatch(r"\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})\]", edtf)
    if match is None:
        return None
    first, second = match.groups()
    try:
        is_next = date.fromisoformat(second) - date.fromisoformat(first) == timedelta(days=1)
    except ValueError:
        return None
    return (first, second) if is_next else None


def say_night(edtf: str) -> str:
    """Return a night in English words: it is one night, not one of two days.

    >>> say_night("[1920-05-25,1920-05-26]"), say_night("[1920-05-31,1920-06-01]"), say_night("1920-05-25")
    ('the night of 25 to 26 May 1920', 'the night of 31 May to 1 June 1920', '25 May 1920')
    """
    if (found := night_days(edtf)) is None:
        return say(edtf)
    first, second = map(say, found)
    (day, month, year), (_, next_month, next_year) = first.split(), second.split()
    if year == next_year:
        first = day if month == next_month else f"{day} {month}"
    return f"the night of {first} to {second}"


def _refuse_backwards(begin: Span | None, end: Span | None, text: str) -> None:
    if begin and end and begin.earliest and end.latest and _key(begin.earliest) > _key(end.latest):
        raise UsageError(f"“{text}” ends before it begins", hint="write the earlier date first")


def _span(part: str, whole: str) -> Span | None:
    """Return the span of one date; None for an unknown end (nothing written)."""
    if part == "":
        return None
    if part == _OPEN:
        return Span(open=True)
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(part)
    except EDTFParseException:
        raise UsageError(_reason(part, whole), hint=_advice(part)) from None
    try:
        earliest, latest = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (ValueError, OverflowError, AttributeError):
        raise UsageError(f"“{whole}” has no computable bounds", hint="write a plainer EDTF value") from None
    return Span(
        earliest,
        latest,
        _precision(part),
        approximate="~" in part or "%" in part,
        uncertain="?" in part or "%" in part,
    )


def _day(moment: struct_time | float | Any) -> str | None:
    """Return an ``xsd:date`` (XSD 1.1 part 2 §3.3.9) for what python-edtf computes; None for an open bound."""
    if not isinstance(moment, tuple):
        return None  # ±infinity
    year, month, day = moment[:3]
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def _key(day: str) -> tuple[int, str]:
    """Order ``xsd:date`` strings, years before 0 included."""
    year, month, date = day.rsplit("-", 2)
    return int(year), f"{month}-{date}"


_UNITS = (
    (re.compile(r"-?\d{4}-\d{2}-\d{2}"), "day"),
    (re.compile(r"-?\d{4}-(2[1-9]|3\d|4[01])(?!\d)"), "season"),
    (re.compile(r"-?\d{4}-\d{2}|-?\d{4}-\d{2}-XX"), "month"),
    (re.compile(r"-?\d{2}XX"), "century"),
    (re.compile(r"-?\d{3}X"), "decade"),
    (re.compile(r"-?\d{4}"), "year"),
)

_ORDER = ("day", "month", "season", "year", "decade", "century", "longer")


def _precision(part: str) -> str:
    first = part.strip("[]{}").split(",")[0]
    first = first.split("..")[0] or first.strip(".")
    bare = re.sub(r"[?~%]", "", first)
    if re.fullmatch(r"-?\d{4}-\d{2}-XX", bare):
        return "month"
    if re.fullmatch(r"-?\d{4}-XX(-XX)?", bare):
        return "year"
    for pattern, name in _UNITS:
        if pattern.fullmatch(bare):
            return name
    return "longer"


def _coarser(begin: Span | None, end: Span | None) -> str:
    found = [span.precision for span in (begin, end) if span and span.precision]
    if len(found) < 2:
        return "longer"
    return max(found, key=_ORDER.index)


def _reason(part: str, whole: str) -> str:
    if not part.isascii():
        return f"“{whole}” holds characters that no EDTF date has"
    if re.fullmatch(r"\d{4}-\d", part):
        return f"“{whole}” is no EDTF date: {part!r} may mean a month or a year of two digits"
    if re.fullmatch(r"-?\d{4}-\d{2}-\d{2}", part):
        return f"“{whole}” names a day that no calendar has"
    if re.search(r"[A-Za-z]{3,}", part):
        return f"“{whole}” is words, not an EDTF date"
    return f"“{whole}” is no EDTF date"


def _advice(part: str) -> str:
    if match := re.fullmatch(r"(\d{2})(\d{2})-(\d)", part):
        century, year, digit = match.groups()
        return (
            f"write {century}{year}-0{digit} for a month, {century}{year}/{century}{year[0]}{digit} for years"
        )
    return "EDTF: 1920-05-26, 1920-05, 1920, 1920-21 (spring), 1920-04/1921-02, 1920-08/.. (open), 1920-06-04~ (about)"
