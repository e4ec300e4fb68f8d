"""The portrait as text: a head, what matters most in short, sections in a fixed order, and how to read the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from histkg.dates import say
from histkg.portrait.agents import body_sections, person_sections
from histkg.portrait.events import event_sections, sources_of
from histkg.portrait.linked import other_statements
from histkg.portrait.naming import names
from histkg.portrait.page import folded, folded_list, section
from histkg.portrait.places import place_sections
from histkg.portrait.records import (
    claim_sections,
    issue_sections,
    passage_sections,
    plain_sections,
    row_sections,
    value_sections,
)
from histkg.portrait.sources import source_sections
from histkg.portrait.statements import apart, begin_of, flag, rest
from histkg.portrait.surroundings import INCOMING, Surroundings
from histkg.portrait.values import date_text, days

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

_PAGES: tuple[tuple[tuple[str, ...], Callable[[Surroundings], list[list[str]]]], ...] = (
    (("Claim",), claim_sections),
    (("Issue",), issue_sections),
    (("ImportRow",), row_sections),
    (("Passage", "Reference"), passage_sections),
    (("Figure", "Participation", "Tenure", "Contribution"), value_sections),
    (("Event",), event_sections),
    (("Person",), person_sections),
    (("Organization", "Unit", "Polity", "Group", "Agent"), body_sections),
    (("Place",), place_sections),
    (("Source",), source_sections),
)
"""Class → who writes its sections; the first that fits."""

_RECORDS = ("Claim", "Issue", "ImportRow", "Passage", "Figure", "Participation", "Tenure", "Contribution")
"""What the graph is made of: no names, no life, no sources of its own."""

_LEGEND = (
    (("witness",), "witness: sources that copy each other, share text or are parts of one book count as one. One that gives several values stands beside each of them."),
    (("contested:",), "contested: the values exclude each other; none is chosen."),
    (("told differently:",), "told differently: words, views or counts differ; whether they exclude each other is not decided here."),
    (("reading low", "reading medium"), "reading low, medium: how far the curators trust their reading; not how sure the source is."),
    ((" · probable", " · possible", " · doubtful"), "probable, possible, doubtful: how sure the source itself is."),
    (("* ", "*\n"), "*: the name used on this page; one without a source is the curators’."),
    (("Set apart",), "set apart: kept and shown, but no plain fact follows from it."),
)  # fmt: skip


def write_portrait(store: Store, prefixes: PrefixMap, iri: str, languages: Sequence[str] = ("en",)) -> str:
    """Return the entity *iri* as text to read or print.

    Every value stands with the sources that say so and where; values that exclude each other stand side by side under
    one heading that says so. Nothing is cut: what is told in counts names the question that lists it.
    """
    reader = Surroundings(store, prefixes, iri, languages)
    sections = next((write for classes, write in _PAGES if reader.is_a(*classes)), plain_sections)
    is_record = reader.is_a(*_RECORDS)
    is_source = reader.is_a("Source")
    middle = [] if is_record or is_source else [section("Names", names(reader))]
    middle += sections(reader)
    if not is_record:
        middle += [
            section("Further statements", rest(reader)),
            section("In other statements", [] if is_source else other_statements(reader)),
            section("Set apart: denied, rejected, or withdrawn", apart(reader)),
            section("Sources", sources_of(reader)) if not is_source else [],
            section("Elsewhere", _links(reader)),
        ]
    blocks = [_head(reader), [] if is_record else section("In short", _short(reader)), *middle]
    text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    legend = section("How to read this", _legend(text))
    return text + ("\n" + "\n".join(legend) + "\n" if legend else "")


def _head(reader: Surroundings) -> list[str]:
    title = reader.name(reader.iri)
    note = reader.entity.text("hev:disambiguation", reader.languages)
    lines = folded(f"{title} ({note})" if note else title, 0)
    rule = "─" * max(map(len, lines))
    curie = reader.prefixes.compress(reader.iri)
    kind = f"{reader.kind()} · " if reader.kind() else ""
    return [*lines, rule, f"{kind}{curie}" if title != curie else kind.removesuffix(" · "), reader.iri]


_ENDS = {
    "Person": ("born", "died", "hev:birth", "hev:death"),
    "Event": ("began", "ended", "hev:begin", "hev:end"),
    "": ("from", "until", "hev:established", "hev:existed"),
}


def _short(reader: Surroundings) -> list[str]:
    """Return what a reader wants first: when, where, part of what, and what is disputed."""
    words = next(told for kind, told in _ENDS.items() if not kind or reader.is_a(kind))
    lines = _end(reader, "begin", words[0], words[2]) + _end(reader, "end", words[1], words[3])
    for curie in ("hev:place", "hev:partOf", "hev:within"):
        if values := reader.entity.all(curie):
            lines += folded_list(sorted(map(reader.name, values)), 2, f"{reader.name(curie)}: ")
    for predicate, heading in (("hev:contested", "contested"), ("hev:variesIn", "told differently")):
        properties = [reader.prefixes.compress(iri) for iri in reader.entity.all(predicate)]
        if properties:
            lines += folded_list(sorted(map(reader.name, properties)), 2, f"{heading}: ")
    return lines


def _end(reader: Surroundings, end: str, word: str, curie: str) -> list[str]:
    low, high = reader.entity.value(f"hev:{end}Earliest"), reader.entity.value(f"hev:{end}Latest")
    mark = flag(reader, curie)
    if reader.entity.one(f"hev:open{end.title()}"):
        told = "open, no end is given" if end == "end" else "open"
    elif low and high:
        values = _apart_days(reader, end, curie) if mark else []
        told = " or ".join(values) if values else days(low, high)
    elif low or high:
        told = f"not before {say(low)}" if low else f"not after {say(high)}"
    else:
        return []
    return folded(f"{word} {told}{mark}", 2)


def _apart_days(reader: Surroundings, end: str, curie: str) -> list[str]:
    """Return two or three contested dates one by one: born 1888 or 15 March 1885 is no span of years."""
    wanted = reader.prefixes.expand(curie)
    dated = [
        claim
        for claim in reader.claims.values()
        if claim.one("hev:live")
        and (claim.one(f"hev:{end}Earliest") or claim.one(f"hev:{end}Latest"))
        and not claim.one(f"hev:{end}NarrowedBy")
    ]
    if any(claim.value("rdf:predicate") != wanted for claim in dated):
        return []
    values = {claim.value("rdf:object") for claim in dated}
    if not 1 < len(values) <= 3:
        return []
    dated.sort(key=lambda claim: (begin_of(claim), claim.value("rdf:object")))
    return list(dict.fromkeys(map(date_text, dated)))


def _links(reader: Surroundings) -> list[str]:
    """Return what leads here without a claim that has to be told in full; all of it."""
    lines: list[str] = []
    told = {"dcterms:isPartOf", "cito:cites"} if not reader.is_a("Source") else {"cito:cites"}
    for predicate, heading in INCOMING.items():
        things = sorted(set(map(reader.name, reader.incoming.get(predicate, ()))))
        if things and predicate not in told:
            lines += folded_list(things, 2, f"{heading}: ")
    return lines


def _legend(text: str) -> list[str]:
    """Return how to read the marks that occur in *text*."""
    return [
        line
        for marks, meaning in _LEGEND
        if any(mark in text for mark in marks)
        for line in folded(meaning, 2)
    ]
