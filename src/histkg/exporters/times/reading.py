"""What a timeline of a selection needs, and the account of what of the graph is on it and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.times.attribution import preload
from histkg.exporters.times.claims import Claim, read_flags
from histkg.exporters.times.extents import Extent, is_plain, order, read_extents
from histkg.exporters.times.scope import joined, language_of, read_values, text, things_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term


@dataclass(frozen=True)
class Dated:
    """One event with what a timeline shows of it.

    :param names: (language, name) of all preferred and attested names, preferred ones first.
    :param kind: its type, in words.
    :param places: where it happened as far as all sources allow, and its scenes, in words.
    :param wholes: IRIs of the events it is part of.
    :param varying: local names of properties that sources tell differently: words, views or counts.
    :param disputed: local names of properties on which sources exclude each other.
    """

    iri: str
    name: str
    extent: Extent
    names: tuple[tuple[str, str], ...]
    kind: str
    places: str
    wholes: tuple[str, ...]
    disputed: tuple[str, ...]
    varying: tuple[str, ...]

    @property
    def is_drawable(self) -> bool:
        """Whether it has a day within the years that programs know."""
        return self.extent.is_dated and all(is_plain(day) for day in self.extent.shown if day)


@dataclass(frozen=True)
class Timeline:
    """The events of a selection, by their first day.

    :param dating: all claims that date one of them, live or not.
    """

    events: tuple[Dated, ...]
    dating: tuple[Claim, ...]

    @property
    def drawable(self) -> tuple[Dated, ...]:
        """The events that can be drawn."""
        return tuple(event for event in self.events if event.is_drawable)

    def balance(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return (what is written, what is left out); both together are what the graph holds.

        A statement is left out where it is set aside: denied, withdrawn, rejected, only reported, or not readable.
        """
        drawn = self.drawable
        told = {account.claim.iri for event in drawn for account in event.extent.accounts}
        elsewhere = {one.claim.iri for event in self.events for one in event.extent.accounts} - told
        undated = sum(not event.extent.is_dated for event in self.events)
        counts = {"events": len(drawn), "statements of when an event happened": len(told)}
        return counts, {
            "events that no source dates": undated,
            "events outside the years 1 to 9999": len(self.events) - len(drawn) - undated,
            "statements of when such an event happened": len(elsewhere),
            "statements of when an event happened set aside": len(self.dating) - len(told) - len(elsewhere),
        }


def read_timeline(selection: Selection) -> Timeline:
    """Return the events of *selection* with all that dates them."""
    iris = things_of(selection, "hev:Event")
    extents, dating = read_extents(selection, iris)
    values = read_values(selection, iris, *_SHOWN)
    flags = {flag: read_flags(selection, flag) for flag in ("hev:contested", "hev:variesIn")}
    preload(selection, dating)
    things = {text(one) for iri in iris for name in _SHOWN[:4] for one in values[iri][name]}
    selection.read_labels({*iris, *things})
    events = [
        Dated(
            iri,
            selection.label(iri),
            extents[iri],
            tuple(_names(values[iri])),
            joined(map(selection.label, values[iri]["hev:eventType"])),
            joined(map(selection.label, [*values[iri]["hev:place"], *values[iri]["hev:scene"]])),
            tuple(map(text, values[iri]["hev:partOf"])),
            tuple(flags["hev:contested"].get(iri, ())),
            tuple(flags["hev:variesIn"].get(iri, ())),
        )
        for iri in iris
    ]
    return Timeline(tuple(sorted(events, key=_first_day)), tuple(dating))


_SHOWN = ("hev:eventType", "hev:place", "hev:scene", "hev:partOf", "skos:prefLabel", "skos:altLabel")


def _names(values: Mapping[str, Sequence[Term]]) -> list[tuple[str, str]]:
    """Return (language, name), preferred names first."""
    return [
        pair
        for kind in _SHOWN[4:]
        for pair in sorted((language_of(name), text(name)) for name in values[kind])
    ]


def _first_day(event: Dated) -> tuple[tuple[int, str, str], str]:
    days = [day for day in (event.extent.shown if event.extent.is_dated else ()) if day]
    return (order(days[0]) if days else (10**9, "", ""), event.iri)
