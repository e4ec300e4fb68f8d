"""Events for TimelineJS3 (Knight Lab): one slide an event.

TimelineJS draws the outermost days that sources allow; what is doubtful of them stands in the displayed date and in the
text. Slides have no groups: a row of its own for each kind of event leaves none high enough to read.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from histkg.exporters.targets import Written
from histkg.exporters.times.extents import order
from histkg.exporters.times.header import read_header
from histkg.exporters.times.reading import Dated, read_timeline
from histkg.exporters.times.telling import tell_in_html

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection


def write_timelinejs(selection: Selection) -> Written:
    """Return an object with a ``title`` slide and ``events``, as TimelineJS3 loads it."""
    timeline = read_timeline(selection)
    header = read_header(selection)
    about = [
        "Each date is what a source says; bars reach over the outermost days sources allow",
        *(f"{key}: {header[key]}" for key in ("version", "license") if key in header),
    ]
    content = {
        "title": {"text": {"headline": escape(header["title"]), "text": escape(". ".join(about) + ".")}},
        "events": [_slide(selection, event) for event in timeline.drawable],
    }
    return Written(
        {"": (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()}, *timeline.balance()
    )


def _slide(selection: Selection, event: Dated) -> dict[str, Any]:
    first, last = event.extent.shown
    slide: dict[str, Any] = {
        "unique_id": re.sub(r"[^A-Za-z0-9_-]", "-", selection.prefixes.compress(event.iri)),
        "start_date": _date(first or last),
        "display_date": escape(event.extent.words()),
        "text": {
            "headline": escape(event.name),
            "text": f"{tell_in_html(selection, event, when=False)}<p>{escape(event.iri)}</p>",
        },
    }
    if last and first and last != first:
        slide["end_date"] = _date(last)
    return slide


def _date(day: str) -> dict[str, int]:
    year, month, number = order(day)
    return {"year": year, "month": int(month), "day": int(number)}
