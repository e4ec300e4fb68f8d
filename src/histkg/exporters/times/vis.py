"""Events for vis-timeline: one row an event, with a hard core and soft ends.

The core is the time on which all counting sources agree; left of it lie the days on which the event may have begun, right
of it those on which it may have ended. Ends of ranges are exclusive in vis-timeline, so each stands one day later.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from histkg.exporters.targets import Written
from histkg.exporters.times.extents import Extent, order, shifted
from histkg.exporters.times.header import read_header
from histkg.exporters.times.reading import Dated, read_timeline
from histkg.exporters.times.telling import tell_in_html

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_STYLES = {
    "certain": "background-color: #2b5c8a; border-color: #1c3f60; color: #ffffff;",
    "soft": "background-color: #c9dcee; border: 1px dashed #2b5c8a; color: #1c3f60;",
    "contested": "background-color: #f6d7b8; border: 1px dashed #b3541e; color: #7a3510;",
    "open": "background-color: #e4e4e4; border: 1px dotted #666666; color: #333333;",
}
"""Class → inline style, so that the file looks right without a style sheet; the class names stay for those who have one."""

OPTIONS: dict[str, Any] = {
    "stack": False,
    "orientation": "both",
    "showCurrentTime": False,
    "groupOrder": "order",
    "verticalScroll": True,
    "zoomMin": 1000 * 60 * 60 * 24 * 7,
    "tooltip": {"followMouse": True, "overflowMethod": "flip"},
}
"""What to hand to ``new vis.Timeline``."""

_OPEN_DAYS = 90
"""How many days an open end is drawn on, so that it can be seen."""


def write_vis_timeline(selection: Selection) -> Written:
    """Return an object with ``items``, ``groups`` and ``options`` for vis-timeline."""
    timeline = read_timeline(selection)
    items: list[dict[str, Any]] = []
    groups = []
    for number, event in enumerate(timeline.drawable):
        groups.append(
            {
                "id": event.iri,
                "content": escape(event.name),
                "title": escape(event.extent.words()),
                "order": number,
                "type": event.kind,
                "partOf": list(event.wholes),
                "names": [{"lang": language, "name": name} for language, name in event.names],
            }
        )
        items += _items(selection, event)
    options = OPTIONS | _window(timeline.drawable)
    content = {**read_header(selection), "groups": groups, "items": items, "options": options}
    return Written(
        {"": (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()}, *timeline.balance()
    )


def _window(events: Sequence[Dated]) -> dict[str, str]:
    """Return the time to show first: from the first event until three quarters of them were over."""
    ends = sorted((last for event in events for _, _, last, _ in pieces(event.extent)[-1:]), key=order)
    if not ends:
        return {}
    first = min((pieces(event.extent)[0][1] for event in events), key=order)
    return {"start": shifted(first, -7), "end": shifted(ends[(len(ends) - 1) * 3 // 4], 14)}


def _items(selection: Selection, event: Dated) -> list[dict[str, Any]]:
    extent = event.extent
    title = tell_in_html(selection, event)
    shared = {
        "group": event.iri,
        "type": "range",
        "title": f"<b>{escape(event.name)}</b>{title}",
        "contested": list(extent.contested),
        "edtf": {end: extent.edtf(end) for end in ("begin", "end") if extent.edtf(end)},
    }
    return [
        {
            "id": f"{event.iri}#{part}",
            "content": "",
            "start": first,
            "end": shifted(last, 1),
            "className": f"histkg-{look}",
            "style": _STYLES[look],
            "part": part,
            **shared,
        }
        for part, first, last, look in pieces(extent)
    ]


def pieces(extent: Extent) -> list[tuple[str, str, str, str]]:
    """Return what to draw of an event: (part, first day, last day, class), from left to right, not overlapping.

    >>> pieces(Extent("1725-05-21", "1725-05-25", "1725-06-04", "1725-06-04", contested=("begin",)))
    [('may have begun', '1725-05-21', '1725-05-24', 'contested'), ('going on', '1725-05-25', '1725-06-04', 'certain')]
    >>> pieces(Extent("1920-05-21", "1920-05-21"))
    [('began, end not known', '1920-05-21', '1920-05-21', 'certain')]
    >>> pieces(Extent("1930-01-01", "1930-12-31", "1930-01-01", "1930-12-31"))
    [('some time in this span', '1930-01-01', '1930-12-31', 'soft')]
    """
    first, last = extent.shown
    first, last = first or shifted(last, -_OPEN_DAYS), last or extent.begin_latest or extent.begin_earliest
    core = extent.core
    look = {end: "contested" if end in extent.contested else "soft" for end in ("begin", "end")}
    if core is None:
        exact = first == last and not extent.contested
        part = "began, end not known" if extent.end_unknown else "some time in this span"
        part = "began, no end" if extent.open_end else part
        either = "contested" if extent.contested else "certain" if exact else "soft"
        found = [(part, first, last, either)]
    else:
        found = [("going on", *core, "certain")]
        if order(first) < order(core[0]):
            found.insert(0, ("may have begun", first, shifted(core[0], -1), look["begin"]))
        if order(core[1]) < order(last):
            found.append(("may have ended", shifted(core[1], 1), last, look["end"]))
    if extent.open_end:
        end = found[-1][2]
        found.append(("no end", shifted(end, 1), shifted(end, _OPEN_DAYS), "open"))
    return found
