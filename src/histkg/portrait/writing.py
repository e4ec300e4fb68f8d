"""The portrait as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from histkg.dates import say
from histkg.labels import choose
from histkg.portrait.surroundings import INCOMING, Surroundings, Thing, is_literal

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store, Term

_MOST = 12
"""How many incoming links of a kind are listed before the rest is counted."""


def write_portrait(store: Store, prefixes: PrefixMap, iri: str, languages: Sequence[str] = ("en",)) -> str:
    """Return the entity *iri* as text to read or print.

    Every value stands with the sources that say so and where; values that exclude each other stand side by side under
    one heading that says so.
    """
    reader = Surroundings(store, prefixes, iri, languages)
    blocks = [
        _head(reader),
        _names(reader),
        _bounds(reader),
        _statements(reader),
        _documents(reader),
        _links(reader),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(reader: Surroundings) -> list[str]:
    entity = reader.entity
    title = reader.name(reader.iri)
    note = entity.text("hev:disambiguation", reader.languages)
    kinds = [
        reader.name(entity.one(p))
        for p in ("hev:eventType", "hev:documentType", "hev:level")
        if entity.one(p)
    ]
    if not kinds:
        kinds = [reader.name(_most_specific(entity.values.get("rdf:type", ())))]
    line = f"{title} ({note})" if note else title
    return [
        line,
        "─" * len(line),
        f"{', '.join(kinds)} · {reader.prefixes.compress(reader.iri)} · {reader.iri}",
    ]


_GENERAL = ("Agent", "Source", "Organization", "Group", "Passage", "Statement", "Tenure", "Figure")


def _most_specific(types: Iterable[Term]) -> Term | None:
    return min(types, key=lambda term: (term.value.endswith(_GENERAL), term.value), default=None)


def _names(reader: Surroundings) -> list[str]:
    by_tag: dict[str, list[str]] = defaultdict(list)
    for predicate in ("skos:prefLabel", "skos:altLabel"):
        for name in reader.entity.values.get(predicate, ()):
            tag = getattr(name, "language", None) or "—"
            if name.value not in by_tag[tag]:
                by_tag[tag].append(name.value)
    if not by_tag:
        return []
    width = max(len(tag) for tag in by_tag)
    return ["Names", *(f"  {tag:<{width}}  {' · '.join(names)}" for tag, names in sorted(by_tag.items()))]


def _bounds(reader: Surroundings) -> list[str]:
    lines = []
    contested = {
        reader.prefixes.compress(term.value) for term in reader.entity.values.get("hev:contested", ())
    }
    for end, word in (("begin", "began"), ("end", "ended")):
        low, high = reader.entity.one(f"hev:{end}Earliest"), reader.entity.one(f"hev:{end}Latest")
        flag = "  — contested" if f"hev:{end}" in contested else ""
        if reader.entity.one(f"hev:open{end.title()}"):
            lines.append(
                f"  {word}: open, no end is given{flag}" if end == "end" else f"  {word}: open{flag}"
            )
        elif low and high:
            days = low.value if low.value == high.value else f"between {low.value} and {high.value}"
            lines.append(f"  {word} {days}{flag}")
        elif low or high:
            lines.append(
                f"  {word} {'not before ' + low.value if low else 'not after ' + (high.value if high else '')}{flag}"
            )
    if lines:
        return ["When", *lines]
    is_event = any(term.value.endswith("#Event") for term in reader.entity.values.get("rdf:type", ()))
    return ["When", "  no source here gives a date of its own"] if is_event else []


def _statements(reader: Surroundings) -> list[str]:
    by_predicate: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for iri, claim in sorted(reader.claims.items()):
        predicate, value = claim.one("rdf:predicate"), claim.one("rdf:object")
        if predicate is None or value is None:
            continue
        by_predicate[predicate.value][_value(reader, claim, value)].append(iri)
    if not by_predicate:
        return []
    contested = {term.value for term in reader.entity.values.get("hev:contested", ())}
    lines = ["What the sources say"]
    for property_iri, values in sorted(by_predicate.items(), key=lambda item: reader.name(item[0])):
        flag = "  — contested" if property_iri in contested else ""
        lines.append(f"  {reader.name(property_iri)}{flag}")
        if property_iri == reader.prefixes["cito"] + "cites" and len(values) > _MOST:
            lines.append(f"    {len(values)} works and archival units; ask reference-list-of-source")
            continue
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for text, claims in values.items():
            whos = tuple(dict.fromkeys(_who(reader, reader.claims[iri]) for iri in claims))
            # Names that one record gives stand together; statements stand each for itself.
            key = whos if property_iri == reader.prefixes["skos"] + "altLabel" else (*whos, text)
            alike[key].append(text)
        for key, texts in alike.items():
            lines.append(f"    {' · '.join(texts)}")
            lines += [f"      {who}" for who in key if who not in texts]
    return lines


def _value(reader: Surroundings, claim: Thing, value: Term) -> str:
    node = reader.nodes.get(value.value) if not is_literal(value) else None
    if node is None:
        text = reader.name(value)
        if is_literal(value):
            renderings: list[Literal] = claim.values.get("hev:rendering", [])  # type: ignore[assignment]
            chosen = choose([value, *renderings], reader.languages)  # type: ignore[list-item]
            text = chosen.value if chosen else text
            if value.datatype.value.startswith(reader.prefixes["edtf"]):  # type: ignore[union-attr]
                text = say(value.value)
        verbatim = claim.text("hev:verbatim", reader.languages)
        calendar = claim.one("hev:calendar")
        notes = [f"“{verbatim}”"] if verbatim and verbatim != text else []
        notes += [f"{reader.name(calendar)} calendar"] if _ends(calendar, "julian") else []
        return f"{text}  ({', '.join(notes)})" if notes else text
    who = reader.name(node.one("hev:agent") or node.one("hev:unit"))
    parts = [
        reader.name(node.one(p))
        for p in ("hev:role", "hev:side", "hev:category", "hev:superior")
        if node.one(p)
    ]
    printed = node.one("hev:printedName")
    low, high = node.one("hev:minimum"), node.one("hev:maximum")
    if low or high:
        parts.append("–".join(dict.fromkeys(term.value for term in (low, high) if term)))
    span = [term.value for term in (node.one("hev:from"), node.one("hev:to")) if term]
    if span:
        parts.append(" to ".join(span))
    text = f"{who}: {', '.join(parts)}" if who else ", ".join(parts)
    doubt = node.text("hev:roleDoubt", reader.languages)
    if printed is not None and printed.value != who:
        text += f", printed “{printed.value}”"
    return f"{text} — role in doubt: {doubt}" if doubt else text


def _who(reader: Surroundings, claim: Thing) -> str:
    """Return “source, locator” with everything that qualifies the claim."""
    places = []
    for passage_iri in claim.values.get("hev:statedIn", ()):
        passage = reader.passages.get(passage_iri.value, Thing())
        locator = passage.text("hev:locator", reader.languages) or ""
        places.append(", ".join(part for part in (reader.name(passage.one("oa:hasSource")), locator) if part))
    notes = []
    certainty = claim.one("hev:certainty")
    if certainty is not None and not certainty.value.endswith("/certain"):
        notes.append(reader.name(certainty))
    if _ends(claim.one("hev:polarity"), "denies"):
        notes.append("denied")
    if claim.one("hev:rank"):
        reason = claim.text("hev:rankReason", reader.languages)
        notes.append(reader.name(claim.one("hev:rank")) + (f": {reason}" if reason else ""))
    if claim.one("hev:voice"):
        notes.append(f"words of: {reader.name(claim.one('hev:voice'))}")
    if claim.one("hev:stance"):
        notes.append(f"the source {reader.name(claim.one('hev:stance'))} them")
    if claim.one("hev:basis"):
        notes.append(f"{reader.name(claim.one('hev:basis'))}, {reader.name(claim.one('hev:assertedBy'))}")
    return " · ".join([" and ".join(places) or "no passage", *notes])


def _ends(term: Term | None, slug: str) -> bool:
    return term is not None and term.value.endswith("/" + slug)


def _documents(reader: Surroundings) -> list[str]:
    entity = reader.entity.values
    stated = {term.value for term in entity.get("hev:documentedIn", ())}
    titled = {term.value for term in entity.get("hev:topicOf", ())}
    listed = {term.value for term in entity.get("hev:inBibliographyWith", ())} - stated - titled
    if not stated | titled | listed:
        return []
    lines = ["Sources"]
    lines += [f"  {name}  (states something about it)" for name in sorted(map(reader.name, stated))]
    lines += [f"  {name}  (is about it, by its title)" for name in sorted(map(reader.name, titled - stated))]
    if listed:
        lines.append(
            f"  {len(listed)} more are only listed in a bibliography beside these; ask sources-for-event"
        )
    return lines


def _links(reader: Surroundings) -> list[str]:
    lines: list[str] = []
    for predicate, heading in INCOMING.items():
        things = sorted(set(map(reader.name, reader.incoming.get(predicate, ()))))
        if things:
            more = f" … and {len(things) - _MOST} more" if len(things) > _MOST else ""
            lines.append(f"  {heading}: {' · '.join(things[:_MOST])}{more}")
    return ["Elsewhere", *lines] if lines else []
