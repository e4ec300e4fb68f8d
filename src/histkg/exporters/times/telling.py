"""An event's dates told in words: as plain lines, and as simple HTML for programs that show it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from histkg.dates import say, say_night
from histkg.exporters.times.attribution import lines
from histkg.exporters.times.scope import code, joined, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.extents import Account, Extent
    from histkg.exporters.times.reading import Dated


def tell(selection: Selection, event: Dated) -> list[str]:
    """Return what a reader must know of the dates of *event*, one sentence or source a line."""
    return [*_summary(event), *tell_dates(selection, event.extent), *_names(event)]


def tell_in_html(selection: Selection, event: Dated, *, when: bool = True) -> str:
    """Return the same as paragraphs and a list.

    :param when: with the sentence that says when it was; False where the program shows it already.
    """
    items = "".join(f"<li>{escape(line)}</li>" for line in tell_dates(selection, event.extent))
    summary = [line for line in _summary(event) if when or line != event.extent.words()]
    before = "".join(f"<p>{escape(line)}</p>" for line in summary)
    after = "".join(f"<p>{escape(line)}</p>" for line in _names(event))
    return f"{before}<ul>{items}</ul>{after}" if items else before + after


def _summary(event: Dated) -> list[str]:
    about = joined((event.kind, event.places), ", ")
    return [
        line
        for line in (
            about,
            event.extent.words(),
            f"Sources exclude each other on: {', '.join(event.disputed)}." if event.disputed else "",
            f"Told differently: {', '.join(event.varying)}." if event.varying else "",
        )
        if line
    ]


def _names(event: Dated) -> list[str]:
    names = joined(f"{name} ({language})" if language else name for language, name in event.names)
    return [f"Names: {names}"] if names else []


def tell_dates(selection: Selection, extent: Extent) -> list[str]:
    """Return what each claim says, one line a claim; one that dates the whole event speaks of both ends."""
    by_claim: dict[str, list[Account]] = {}
    for account in extent.accounts:
        by_claim.setdefault(account.claim.iri, []).append(account)
    return [_account(selection, accounts) for accounts in by_claim.values()]


def _account(selection: Selection, accounts: list[Account]) -> str:
    first = accounts[0]
    calendar = code(first.claim.one("calendar"))
    idle = [account for account in accounts if not account.counts]
    ends = "" if len(idle) == len(accounts) else f" of the {' and the '.join(one.end for one in idle)}"
    marks = joined(
        (
            *(f"a closer date{ends} lies within it" for one in idle if one.narrowed),
            *("another is preferred" + ends.replace(" of", " for") for one in idle if not one.narrowed),
            f"printed in the {calendar} calendar" if calendar not in ("", "unstated", "gregorian") else "",
        )
    )
    words = say_night(first.edtf) if text(first.claim.one("night")) == "true" else say(first.edtf)
    edtf = f" ({first.edtf})" if words != first.edtf else ""
    of = "whole time" if first.claim.predicate == "hev:date" else first.end
    return (
        f"{of}: {words}{edtf}{f' [{marks}]' if marks else ''} — {'; '.join(lines(selection, [first.claim]))}"
    )
