"""The page of an event: when, where, who on which side, how many, why, with what end, in whose words."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from histkg.portrait.attribution import attributions, is_apart, stated_in
from histkg.portrait.linked import named_by, node_of
from histkg.portrait.page import counted, folded, folded_list, section
from histkg.portrait.statements import (
    Row,
    begin_of,
    block,
    blocks,
    claims_of,
    flag,
    rows_of,
    sole,
    write_rows,
)
from histkg.portrait.values import figure_text, part_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histkg.portrait.surroundings import Surroundings, Thing


def event_sections(reader: Surroundings) -> list[list[str]]:
    """Return the sections of an event, in the order in which a reader asks."""
    return [
        section("Time", _time(reader)),
        section("Place", blocks(reader, ("hev:place", "hev:scene"))),
        section("Among other events", _neighbours(reader)),
        *_taking_part(reader),
        section("Figures", _figures(reader)),
        section("Why", blocks(reader, ("hev:cause", "hev:demand", "hev:coordination"))),
        section("Outcome", blocks(reader, ("hev:outcome", "hev:consequence"))),
        sole(reader, "Words used of it", "hev:characterization"),
        sole(reader, "Episodes and remarks", "hev:remark", key=begin_of),
        sole(reader, "Is it the same event?", "hev:identifiedWith"),
        sole(reader, "Records kept at", "hev:recordsAt"),
    ]


def _time(reader: Surroundings) -> list[str]:
    lines = [
        line for curie in ("hev:begin", "hev:end", "hev:date") for line in block(reader, curie, key=begin_of)
    ]
    lines += block(reader, "hev:duration")
    return lines or ["  no source here gives a date of its own"]


def _neighbours(reader: Surroundings) -> list[str]:
    lines = blocks(reader, ("hev:partOf", "hev:precededBy"))
    for curie, heading in (
        ("hev:partOf", "parts of it"),
        ("hev:precededBy", "followed by"),
        ("hev:consequence", "named as a consequence of"),
        ("hev:identifiedWith", "perhaps the same as"),
    ):
        lines += named_by(reader, curie, heading)
    return lines


def _taking_part(reader: Surroundings) -> list[list[str]]:
    claims = claims_of(reader, "hev:participation")
    units = _units(reader, [node_of(reader, claim).value("hev:agent") for _, claim in claims])
    people: list[tuple[str, Thing]] = []
    formations: list[tuple[str, Thing]] = []
    for iri, claim in claims:
        is_unit = node_of(reader, claim).value("hev:agent") in units
        (formations if is_unit else people).append((iri, claim))
    mark = flag(reader, "hev:participation")
    return [
        section(f"Who took part{mark}", _by_side(reader, people)),
        section(f"Units{'' if people else mark}", _by_side(reader, formations)),
    ]


def _units(reader: Surroundings, agents: Sequence[str]) -> set[str]:
    block_of = " ".join(f"<{iri}>" for iri in sorted(set(agents)) if iri)
    found = reader.things(f"VALUES ?thing {{ {block_of} }} ?thing a <{reader.prefixes['hev']}Unit>")
    return set(found)


def _by_side(reader: Surroundings, claims: list[tuple[str, Thing]]) -> list[str]:
    """Return participants under their side, there under the question answered (aspect) or their role."""
    sides: dict[str, dict[str, list[tuple[str, Thing]]]] = defaultdict(lambda: defaultdict(list))
    for iri, claim in claims:
        node = node_of(reader, claim)
        aspect = claim.text("hev:aspect", reader.languages)
        head = aspect or reader.name(node.one("hev:role"))
        sides[reader.name(node.one("hev:side"))][head].append((iri, claim))
    lines: list[str] = []
    for side, heads in sorted(sides.items(), key=lambda item: item[0].casefold()):
        lines += folded(side or "side not stated", 2)
        for head, some in sorted(heads.items()):
            lines += folded(head, 4)
            rows = rows_of(reader, some, partial(_participant, head=head))
            lines += write_rows(reader, rows, 6, joined=True)
    return lines


def _participant(reader: Surroundings, claim: Thing, *, head: str) -> str:
    node = node_of(reader, claim)
    return part_text(reader, node, with_role=reader.name(node.one("hev:role")) != head)


def _figures(reader: Surroundings) -> list[str]:
    lines: list[str] = []
    for curie in ("hev:strength", "hev:equipment", "hev:casualties"):
        claims = claims_of(reader, curie)
        if not claims:
            continue
        mark = flag(reader, curie)
        lines += folded(f"{reader.name(curie)}{mark}", 2)
        sides: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
        for iri, claim in claims:
            sides[reader.name(node_of(reader, claim).one("hev:side"))].append((iri, claim))
        for side, some in sorted(sides.items(), key=lambda item: item[0].casefold()):
            lines += folded(side or "side not stated", 4)
            rows = rows_of(
                reader,
                some,
                lambda reader, claim: figure_text(reader, node_of(reader, claim), with_side=False),
            )
            lines += write_rows(reader, sorted(rows, key=lambda row: row.text), 6, disputed=bool(mark))
    return lines


def sources_of(reader: Surroundings) -> list[str]:
    """Return which sources speak of the entity, on what basis; those that hang together as one witness."""
    stated, titled = reader.entity.all("hev:documentedIn"), reader.entity.all("hev:topicOf")
    if not stated:
        claims = [*reader.claims.values(), *reader.naming.values()]
        stated = sorted({source for claim in claims for source, _ in stated_in(reader, claim)})
    listed = set(reader.entity.all("hev:inBibliographyWith")) - set(stated) - set(titled)
    lines: list[str] = []
    if stated:
        reader.add_witnesses(stated)
        groups: dict[str, list[str]] = defaultdict(list)
        for source in stated:
            groups[reader.witnesses.get(source, source)].append(reader.name(source))
        count = f"{counted(len(stated), 'source')}, {counted(len(groups), 'independent witness', 'independent witnesses')}"
        parts = " or a part of it" if reader.entity.all("hev:hasPart") else ""
        lines += folded(f"state something about it{parts} ({count})", 2)
        for members in sorted(sorted(group) for group in groups.values()):
            lead = "one witness: " if len(members) > 1 else ""
            lines += folded_list(members, 4, lead)
    lines += _works_about(reader)
    if listed:
        lines += folded(
            f"{counted(len(listed), 'more is', 'more are')} only listed in a bibliography beside these;"
            f" histkg ask sources-for-event {reader.prefixes.compress(reader.iri)}",
            2,
        )
    return lines


def _works_about(reader: Surroundings) -> list[str]:
    """Return the works said to be about the entity, under the basis on which that is said."""
    about = reader.prefixes.expand("hev:about")
    by_basis: dict[str, list[Row]] = defaultdict(list)
    for iri, claim in sorted(reader.naming.items()):
        if claim.value("rdf:predicate") == about and not is_apart(claim):
            basis = reader.name(claim.one("hev:basis")) or "said so"
            by_basis[basis].append(Row(reader.name(claim.one("rdf:subject")), [iri]))
            reader.shown.add(iri)
    lines: list[str] = []
    for basis, rows in sorted(by_basis.items()):
        lines += folded(f"are about it ({basis})", 2)
        for row in rows:
            lines += folded(row.text, 4)
            lines += [
                line for who in attributions(reader, row.claims) for line in folded(_without(who, basis), 6)
            ]
    return lines


def _without(who: str, basis: str) -> str:
    return " · ".join(part for part in who.split(" · ") if not part.startswith(basis))
