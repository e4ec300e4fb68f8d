"""EDTF dates as pairs of plain dates, for formats that know only ISO 8601 days, months and years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histkg.dates import Span, parse_extent, say
from histkg.errors import UsageError

if TYPE_CHECKING:
    from histkg.exporters.times.extents import Extent

_PLAIN = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")


def timespan_of(edtf: str) -> dict[str, dict[str, str]]:
    """Return an EDTF date as a time span of the Linked Places Format: ``start`` and ``end``, each in or between days.

    Without an end the format means the time named by the start; so “from 1725, end unknown” says “in 1725”, which is
    true, and no more.

    >>> timespan_of("1700/1725")
    {'start': {'in': '1700'}, 'end': {'in': '1725'}}
    >>> timespan_of("1920-21")
    {'start': {'earliest': '1920-03-01', 'latest': '1920-05-31'}}
    >>> timespan_of("1725/"), timespan_of("/1725")
    ({'start': {'in': '1725'}}, {'start': {'latest': '1725'}, 'end': {'in': '1725'}})
    """
    try:
        extent = parse_extent(edtf, "date")
    except UsageError:
        return {}
    first, slash, last = edtf.partition("/")
    start, end = _moment(first, extent.begin), _moment(last, extent.end) if slash else {}
    if end and not start:
        start = {"latest": next(iter(reversed(end.values())))}
    found = {"start": start, "end": end}
    return {name: moment for name, moment in found.items() if moment}


def when_of(edtf: str) -> dict[str, object]:
    """Return a ``when`` of the Linked Places Format with the words of the date as its label, or {} for no date.

    >>> when_of("1725/")
    {'timespans': [{'start': {'in': '1725'}}], 'label': 'from 1725, end unknown'}
    """
    span = timespan_of(edtf) if edtf else {}
    if not span:
        return {}
    when: dict[str, object] = {"timespans": [span], "label": say(edtf)}
    if set(edtf) & set("~?%"):
        when["certainty"] = "less-certain"
    return when


def when_of_extent(extent: Extent) -> dict[str, object]:
    """Return the bounds of an event as a ``when``; {} where it is undated."""
    start = _between(extent.begin_earliest, extent.begin_latest)
    end = _between(extent.end_earliest, extent.end_latest)
    if not extent.is_dated:
        return {}
    span = {"start": start or {"latest": extent.end_latest or extent.end_earliest}}
    if end:
        span["end"] = end
    when: dict[str, object] = {"timespans": [span], "label": extent.words()}
    return when | ({} if extent.is_exact else {"certainty": "less-certain"})


def _moment(text: str, span: Span | None) -> dict[str, str]:
    if _PLAIN.fullmatch(text):
        return {"in": text}
    return _between(span.earliest or "", span.latest or "") if span else {}


def _between(low: str, high: str) -> dict[str, str]:
    if low and low == high:
        return {"in": low}
    return {name: day for name, day in (("earliest", low), ("latest", high)) if day}
