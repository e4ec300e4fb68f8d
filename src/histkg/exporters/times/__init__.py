"""Targets for time: vis-timeline, TimelineJS3 and iCalendar; and how maps and networks read claims and dates."""

from __future__ import annotations

from histkg.exporters.targets import Target
from histkg.exporters.times.calendar import write_icalendar
from histkg.exporters.times.timelinejs import write_timelinejs
from histkg.exporters.times.vis import write_vis_timeline

TARGETS: dict[str, Target] = {
    "icalendar": Target(
        write_icalendar,
        "text/calendar",
        ".ics",
        "dated events for calendars, doubtful ones tentative (RFC 5545)",
    ),
    "timelinejs": Target(
        write_timelinejs, "application/json", ".timeline.json", "dated events as slides for TimelineJS3"
    ),
    "vis-timeline": Target(
        write_vis_timeline,
        "application/json",
        ".vis.json",
        "dated events with hard cores and soft ends for vis-timeline",
    ),
}
