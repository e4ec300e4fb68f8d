"""When events happened: bounds of both ends, what each source says of them, and what a program may draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from histkg.exporters.times.claims import Claim, read_claims, read_flags, standing
from histkg.exporters.times.scope import read_values, text
from histkg.portrait.values import days

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

DATES = ("hev:begin", "hev:end", "hev:date")
"""The properties that date an event."""

_BOUNDS = tuple(
    f"hev:{name}"
    for name in ("beginEarliest", "beginLatest", "endEarliest", "endLatest", "openBegin", "openEnd")
)


@dataclass(frozen=True)
class Account:
    """What one claim says of one end.

    :param end: ``begin`` or ``end``.
    :param earliest: first day it allows; "" where it gives no bound.
    :param open: it says that there is no such end.
    :param narrowed: it is a month or longer, and a finer claim lies inside it.
    :param counts: it helps to set the bounds: standing, not narrowed, and no rival is preferred.
    """

    end: str
    claim: Claim
    earliest: str
    latest: str
    open: bool
    narrowed: bool
    counts: bool

    @property
    def edtf(self) -> str:
        """Return the date as entered (EDTF, Gregorian calendar)."""
        return text(self.claim.value)


@dataclass(frozen=True)
class Extent:
    """When a thing began and ended.

    Days are ``xsd:date`` lexical forms, "" where there is no bound; they are those of the direct layer.

    :param contested: ends (``begin``, ``end``) on which sources exclude each other.
    :param accounts: what each standing claim says, sorted by end, day, and claim.
    """

    begin_earliest: str = ""
    begin_latest: str = ""
    end_earliest: str = ""
    end_latest: str = ""
    open_begin: bool = False
    open_end: bool = False
    contested: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether there is any day to go by."""
        return any((self.begin_earliest, self.begin_latest, self.end_earliest, self.end_latest))

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known to the day and nobody disagrees."""
        return (
            "" != self.begin_earliest == self.begin_latest
            and "" != self.end_earliest == self.end_latest
            and not self.contested
        )

    @property
    def end_unknown(self) -> bool:
        """Whether nothing is said of the end: neither a day nor that it is open."""
        return not (self.end_earliest or self.end_latest or self.open_end)

    @property
    def shown(self) -> tuple[str, str]:
        """Return the first and the last day to draw; "" for an end that is open.

        The outermost days sources allow. Where nothing is said of the end, the time within which it began: drawing it
        on for ever would claim what nobody says.
        """
        known = [self.begin_earliest, self.begin_latest, self.end_earliest, self.end_latest]
        present = [day for day in known if day]
        return ("" if self.open_begin else present[0], "" if self.open_end else present[-1])

    @property
    def core(self) -> tuple[str, str] | None:
        """Return the first and last day on which all counting sources have it going on, or None."""
        first, last = self.begin_latest, self.end_earliest
        return (first, last) if first and last and order(first) <= order(last) else None

    def edtf(self, end: str) -> list[str]:
        """Return the distinct dates as entered that count for one end."""
        return list(dict.fromkeys(one.edtf for one in self.accounts if one.end == end and one.counts))

    def words(self) -> str:
        """Return when, in words, with what is disputed or not said.

        >>> Extent("1725-05-21", "1725-05-25", "1725-06-04", "1725-06-04", contested=("begin",)).words()
        'began between 21 and 25 May 1725 (sources disagree); ended 4 June 1725'
        >>> Extent("1725-03-01", "1725-05-31", open_end=True).words()
        'began between 1 March and 31 May 1725; no end'
        >>> Extent("1729-08-01", "1729-08-31", "1729-08-01", "1729-08-31").words()
        'August 1729'
        >>> Extent("1920-05-21", "1920-05-21").words()
        'began 21 May 1920; end not known'
        """
        if not self.is_dated:
            return ""
        begin, end = (self.begin_earliest, self.begin_latest), (self.end_earliest, self.end_latest)
        if begin == end and not self.open_end and len(self.contested) != 1:
            return _span(*begin) + (" (sources disagree)" if self.contested else "")
        parts = []
        if self.open_begin or any(begin):
            parts.append(f"began {_span(*begin)}" if any(begin) else "no beginning")
        if "begin" in self.contested:
            parts[-1:] = [f"{parts[-1] if parts else 'begin'} (sources disagree)"]
        last = f"ended {_span(*end)}" if any(end) else "no end" if self.open_end else "end not known"
        return "; ".join([*parts, f"{last} (sources disagree)" if "end" in self.contested else last])


def order(day: str) -> tuple[int, str, str]:
    """Return a key that sorts ``xsd:date`` forms, years before 1 included."""
    year, month, number = day.rsplit("-", 2)
    return int(year), month, number


def is_plain(day: str) -> bool:
    """Return whether *day* lies in the years 1 to 9999, which is all that most programs know.

    >>> is_plain("1920-05-26"), is_plain("-0043-03-15")
    (True, False)
    """
    return 1 <= order(day)[0] <= 9999


def shifted(day: str, number: int) -> str:
    """Return the day *number* days later.

    >>> shifted("1920-06-01", -1)
    '1920-05-31'
    """
    return (date.fromisoformat(day) + timedelta(days=number)).isoformat()


def read_extents(selection: Selection, things: Iterable[str]) -> tuple[dict[str, Extent], list[Claim]]:
    """Return event → its extent, for all of *things*, and every claim that dates one of them, live or not.

    An undated event has an empty extent.
    """
    things = sorted(things)
    values = read_values(selection, things, *_BOUNDS)
    contested = read_flags(selection, "hev:contested")
    dating = read_claims(selection, *DATES, subjects=things)
    accounts = _accounts(dating)
    return {
        thing: Extent(
            begin_earliest=_day(values[thing]["hev:beginEarliest"]),
            begin_latest=_day(values[thing]["hev:beginLatest"]),
            end_earliest=_day(values[thing]["hev:endEarliest"]),
            end_latest=_day(values[thing]["hev:endLatest"]),
            open_begin=bool(values[thing]["hev:openBegin"]),
            open_end=bool(values[thing]["hev:openEnd"]),
            contested=tuple(end for end in ("begin", "end") if end in contested.get(thing, ())),
            accounts=tuple(accounts.get(thing, ())),
        )
        for thing in things
    }, dating


def _day(values: Sequence[Term]) -> str:
    return text(values[0]) if values else ""


def _accounts(claims: Iterable[Claim]) -> Mapping[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    live = standing(claims)
    for end in ("begin", "end"):
        speaking = [claim for claim in live if _says(claim, end)]
        chosen = {claim.subject for claim in speaking if claim.preferred}
        for claim in speaking:
            narrowed = claim.one(f"{end}NarrowedBy") is not None
            found[claim.subject].append(
                Account(
                    end,
                    claim,
                    text(claim.one(f"{end}Earliest")),
                    text(claim.one(f"{end}Latest")),
                    claim.one(f"open{end.title()}") is not None,
                    narrowed,
                    not narrowed and (claim.preferred or claim.subject not in chosen),
                )
            )
    for accounts in found.values():
        accounts.sort(key=lambda one: (one.end, one.earliest or one.latest, one.claim.iri))
    return found


def _says(claim: Claim, end: str) -> bool:
    return any(claim.one(name) for name in (f"{end}Earliest", f"{end}Latest", f"open{end.title()}"))


def _span(low: str, high: str) -> str:
    if low and high:
        return days(low, high)
    return f"not before {days(low, low)}" if low else f"not after {days(high, high)}"
