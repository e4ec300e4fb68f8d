"""Events as an iCalendar file (RFC 5545): all-day entries over the outermost days that sources allow.

An entry is tentative unless both ends are known to the day, nobody disagrees and some source is certain; the description
says what each source says. ``DTEND`` is the day after the last one (§3.6.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.exporters.targets import Written
from histkg.exporters.times.extents import shifted
from histkg.exporters.times.header import read_header
from histkg.exporters.times.reading import Dated, read_timeline
from histkg.exporters.times.scope import code
from histkg.exporters.times.telling import tell

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_NO_CLOCK = "19700101T000000Z"
"""The required time stamp of an entry where the dataset has no date: never that of the machine."""


def write_icalendar(selection: Selection) -> Written:
    """Return one calendar of the dated events in *selection*."""
    timeline = read_timeline(selection)
    header = read_header(selection)
    issued = header.get("issued", "").replace("-", "")[:8]
    stamp = f"{issued}T000000Z" if len(issued) == 8 and issued.isdigit() else _NO_CLOCK
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//histkg//historical events//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(header['title'])}",
        f"X-WR-CALNAME:{escaped(header['title'])}",
    ]
    for event in timeline.drawable:
        lines += _entry(selection, event, stamp)
    lines.append("END:VCALENDAR")
    return Written({"": "".join(map(folded, lines)).encode()}, *timeline.balance())


def _entry(selection: Selection, event: Dated, stamp: str) -> Iterable[str]:
    extent = event.extent
    first, last = extent.shown
    # An open end has no last day; the time within which it began is what a calendar can hold.
    last = last or extent.begin_latest or first
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.iri)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_compact(first or last)}",
        f"DTEND;VALUE=DATE:{_compact(shifted(last, 1))}",
        f"SUMMARY{_language(selection, event)}:{escaped(event.name)}",
        f"DESCRIPTION:{escaped(chr(10).join(tell(selection, event)))}",
        f"STATUS:{'CONFIRMED' if is_settled(event) else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        f"URL:{event.iri}",
    ]
    if event.kind:
        lines.append(f"CATEGORIES:{escaped(event.kind)}")
    if event.places:
        lines.append(f"LOCATION:{escaped(event.places)}")
    for end in ("begin", "end"):
        lines += [f"X-EDTF-{end.upper()}:{escaped(date)}" for date in extent.edtf(end)]
    return [*lines, "END:VEVENT"]


def is_settled(event: Dated) -> bool:
    """Return whether both ends are known to the day, undisputed, and some source is certain of each."""
    sure = {
        account.end
        for account in event.extent.accounts
        if account.counts
        and code(account.claim.one("certainty")) == "certain"
        and not set(account.edtf) & set("~?%")
    }
    return event.extent.is_exact and sure == {"begin", "end"}


def _language(selection: Selection, event: Dated) -> str:
    """Return the language of the summary as a parameter, where the name is a preferred one."""
    tags = [language for language, name in event.names if name == event.name and language]
    chosen = [tag for tag in tags if tag.lower() in selection.languages] or tags
    return f";LANGUAGE={chosen[0]}" if chosen else ""


def _compact(day: str) -> str:
    return day.replace("-", "")


def escaped(words: str) -> str:
    r"""Return a TEXT value (§3.3.11).

    >>> print(escaped("Aghdam; Barda, Shusha\nnext \\ line"))
    Aghdam\; Barda\, Shusha\nnext \\ line
    """
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(words.splitlines())


def folded(line: str) -> str:
    r"""Return a content line of at most 75 octets a line, never cutting a character in two (§3.1).

    >>> folded("NAME:Ganja")
    'NAME:Ganja\r\n'
    >>> [len(part.encode()) for part in folded("Ə" * 80).split("\r\n")]
    [74, 75, 13, 0]
    """
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts) + "\r\n"
