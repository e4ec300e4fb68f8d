"""Statements in blocks: one heading a property, each value with who says it, what is disputed marked as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.portrait.attribution import attributions, is_apart, witnesses
from histkg.portrait.page import counted, folded, folded_list, section
from histkg.portrait.surroundings import Surroundings, Thing
from histkg.portrait.values import value_text

if TYPE_CHECKING:
    Say = Callable[[Surroundings, Thing], str]


@dataclass
class Row:
    """A value and the claims that give it."""

    text: str
    claims: list[str] = field(default_factory=list)


def rows_of(reader: Surroundings, claims: Iterable[tuple[str, Thing]], say: Say = value_text) -> list[Row]:
    """Return the values of *claims*, equal ones together, in the order in which they come."""
    rows: dict[str, Row] = {}
    for iri, claim in claims:
        text = say(reader, claim)
        rows.setdefault(text, Row(text)).claims.append(iri)
        reader.shown.add(iri)
    return list(rows.values())


def write_rows(
    reader: Surroundings,
    rows: Sequence[Row],
    indent: int,
    *,
    joined: bool = False,
    disputed: bool = False,
    own: bool = False,
) -> list[str]:
    """Return rows as lines, each value followed by those who say it.

    :param joined: values with the same attribution stand on one line.
    :param disputed: say beside each value how many independent witnesses it has.
    """
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        who = tuple(attributions(reader, row.claims, own=own))
        groups[who if joined else (*who, f"\0{row.text}")].append(row)
    lines: list[str] = []
    for who, alike in groups.items():
        texts = [row.text + (_support(reader, row) if disputed else "") for row in alike]
        lines += folded_list(texts, indent) if joined else folded(texts[0], indent)
        for one in who:
            if not one.startswith("\0"):
                lines += folded(one, indent + 2)
    return lines


def _support(reader: Surroundings, row: Row) -> str:
    claims = [reader.claims.get(iri) or reader.naming.get(iri) or Thing() for iri in row.claims]
    sources, independent = witnesses(reader, claims)
    if sources == independent:
        return f"  [{counted(sources, 'witness', 'witnesses')}]"
    return f"  [{counted(sources, 'source')}, {counted(independent, 'witness', 'witnesses')}]"


def claims_of(reader: Surroundings, *curies: str) -> list[tuple[str, Thing]]:
    """Return the claims about the entity with one of these properties that are not set apart and not yet shown."""
    wanted = {reader.prefixes.expand(curie) for curie in curies}
    return [
        (iri, claim)
        for iri, claim in sorted(reader.claims.items())
        if claim.value("rdf:predicate") in wanted and not is_apart(claim) and iri not in reader.shown
    ]


def block(
    reader: Surroundings,
    curie: str,
    *,
    indent: int = 2,
    joined: bool = False,
    say: Say = value_text,
    key: Callable[[Thing], str] | None = None,
) -> list[str]:
    """Return everything said with one property: by aspect where claims name one, marked where it is disputed.

    :param joined: values with the same attribution stand on one line.
    :param key: values come in its order.
    """
    claims = claims_of(reader, curie)
    if not claims:
        return []
    if key is not None:
        claims.sort(key=lambda item: (key(item[1]), item[0]))
    mark = flag(reader, curie)
    by_aspect: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
    for iri, claim in claims:
        by_aspect[claim.text("hev:aspect", reader.languages) or ""].append((iri, claim))
    lines = folded(f"{reader.name(curie)}{mark}", indent) if indent else []
    for aspect, same in sorted(by_aspect.items()):
        lines += folded(aspect, indent + 2)
        deeper = indent + (4 if aspect else 2)
        lines += write_rows(reader, rows_of(reader, same, say), deeper, joined=joined, disputed=bool(mark))
    return lines


def sole(
    reader: Surroundings, heading: str, curie: str, key: Callable[[Thing], str] | None = None
) -> list[str]:
    """Return a section of one property only: its name would say no more than the heading."""
    return section(f"{heading}{flag(reader, curie)}", block(reader, curie, indent=0, key=key))


def blocks(reader: Surroundings, curies: Iterable[str]) -> list[str]:
    """Return the blocks of several properties, in the order given."""
    return [line for curie in curies for line in block(reader, curie)]


def flag(reader: Surroundings, curie: str) -> str:
    """Return how far a property of the entity is disputed: contested, or only told differently.

    A date speaks of both ends; its mark names the end that is disputed.
    """
    if curie == "hev:date":
        marks = {end: flag(reader, f"hev:{end}").removeprefix(" — ") for end in ("begin", "end")}
        told = [f"{reader.name(f'hev:{end}')} {mark}" for end, mark in marks.items() if mark]
        return f" — {'; '.join(told)}" if told else ""
    wanted = reader.prefixes.expand(curie)
    for issue in reader.issues.values():
        if issue.value("hev:aboutProperty") == wanted:
            kind = "contested" if issue.value("hev:issueKind") != "told differently" else "told differently"
            said = counted(len(issue.all("hev:position")), "statement")
            number = issue.value("hev:independentWitnesses")
            count = (
                f", {counted(int(number), 'independent witness', 'independent witnesses')}" if number else ""
            )
            return f" — {kind}: {said}{count}"
    return " — contested" if wanted in reader.entity.all("hev:contested") else ""


def begin_of(claim: Thing) -> str:
    """Return a key that sorts claims by time."""
    for predicate in (
        "hev:beginEarliest",
        "hev:endEarliest",
        "hev:beginLatest",
        "hev:endLatest",
        "hev:during",
    ):
        if found := claim.value(predicate):
            return found
    return "9"


def apart(reader: Surroundings) -> list[str]:
    """Return what is kept but set apart: denied, rejected, or set aside by the curators."""
    by_property: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
    for iri, claim in sorted(reader.claims.items()):
        if is_apart(claim) and iri not in reader.shown:
            by_property[claim.value("rdf:predicate")].append((iri, claim))
    lines: list[str] = []
    for predicate, claims in sorted(by_property.items(), key=lambda item: reader.name(item[0])):
        lines += folded(reader.name(predicate), 2)
        lines += write_rows(reader, rows_of(reader, claims), 4)
    return lines


def rest(reader: Surroundings) -> list[str]:
    """Return what no other block has shown, so that nothing is ever left out."""
    left = {
        claim.value("rdf:predicate")
        for iri, claim in reader.claims.items()
        if iri not in reader.shown and not is_apart(claim)
    }
    curies = sorted((reader.prefixes.compress(iri) for iri in left), key=reader.name)
    return blocks(reader, curies)
