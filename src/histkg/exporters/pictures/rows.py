"""What a timeline draws of an event: what each source says of its ends, equal words joined, and the days that needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.times.scope import text
from histkg.exporters.times.vis import pieces

if TYPE_CHECKING:
    from histkg.exporters.times.claims import Claim
    from histkg.exporters.times.extents import Account, Extent


@dataclass(frozen=True)
class Reading:
    """One date as entered, with all claims that give it.

    :param night: its two days are one night, as the claim says.
    :param begin: first and last day on which it lets the thing begin, "" for no bound; None where it says nothing of it.
    :param end: the same of its end.
    :param counting: the ends whose bounds it helps to set; not where a finer claim lies inside or another is preferred.
    """

    edtf: str
    night: bool
    begin: tuple[str, str] | None
    end: tuple[str, str] | None
    open: bool
    counting: frozenset[str]
    claims: tuple[Claim, ...]

    @property
    def counts(self) -> bool:
        """Return whether it helps to set any bound."""
        return bool(self.counting)

    @property
    def days(self) -> list[str]:
        """Return all days it names."""
        return [day for bounds in (self.begin, self.end) if bounds for day in bounds if day]


def readings_of(extent: Extent) -> list[Reading]:
    """Return what claims say of *extent*, one reading for each date and what it is of, in the order of accounts."""
    by_claim: dict[str, list[Account]] = {}
    for account in extent.accounts:
        by_claim.setdefault(account.claim.iri, []).append(account)
    groups: dict[tuple[object, ...], list[list[Account]]] = {}
    for accounts in by_claim.values():
        shape = tuple((one.end, one.earliest, one.latest, one.open, one.counts) for one in accounts)
        groups.setdefault((accounts[0].edtf, _is_night(accounts[0]), shape), []).append(accounts)
    found = [_reading(group) for group in groups.values()]
    return sorted(found, key=lambda one: (one.begin is None, min(one.days, default=""), one.edtf))


def _reading(group: list[list[Account]]) -> Reading:
    accounts = group[0]
    bounds = {one.end: (one.earliest, one.latest) for one in accounts}
    return Reading(
        accounts[0].edtf,
        _is_night(accounts[0]),
        bounds.get("begin"),
        bounds.get("end"),
        any(one.open for one in accounts),
        frozenset(one.end for one in accounts if one.counts),
        tuple(many[0].claim for many in group),
    )


def _is_night(account: Account) -> bool:
    return text(account.claim.one("night")) == "true"


def differ(readings: Iterable[Reading]) -> bool:
    """Return whether two of *readings* speak of the same end."""
    readings = list(readings)
    return any(sum(getattr(one, end) is not None for one in readings) > 1 for end in ("begin", "end"))


def days_of(extent: Extent, readings: Iterable[Reading]) -> list[str]:
    """Return the days that must lie on a scale on which *extent* is drawn."""
    drawn = [day for part, first, last, _ in pieces(extent) if part != "no end" for day in (first, last)]
    return drawn + [day for reading in readings for day in reading.days]
