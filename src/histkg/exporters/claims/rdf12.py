"""Claims as reifiers of RDF 1.2: the triple, who says it, and how surely, in one place.

Specifications: RDF 1.2 Concepts §1.5 and §3 (``rdf:reifies``), RDF 1.2 Turtle §2.10 and §2.11 (annotations, triple terms) and
RDF 1.2 N-Triples, Working Drafts of September 2026.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from histkg.exporters.claims.around import describe
from histkg.exporters.claims.reading import read_claims
from histkg.exporters.claims.standing import split_by_assertion
from histkg.exporters.claims.terms import Terms, one_line
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.claims.reading import Claim, Reading, Said
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

    Place = tuple[str, str, Term]

_TYPE, _REIFIES = "rdf:type", "rdf:reifies"


def write_rdf12(selection: Selection) -> Written:
    """Return the claims of *selection* in Turtle 1.2.

    Where the graph states the triple of a claim plainly, the claim annotates it (``~ claim {| … |}``); else it only reifies it
    (``claim rdf:reifies <<( … )>>``), so that nothing denied, withdrawn or contested becomes a statement.
    """
    told = _Told(read_claims(selection))
    terms = Terms(selection.prefixes)
    blocks: dict[str, list[str]] = {}
    for thing, said in told.plain.items():
        blocks[thing] = _block(terms, thing, _lines(terms, said, thing, told.annotations))
    for claim in told.reified:
        triple = f"{terms.name(claim.subject)} {terms.predicate(claim.predicate)} {terms.write(claim.value)}"
        reifies = f"{terms.name(selection.prefixes.expand(_REIFIES))} <<( {triple} )>>"
        blocks[claim.iri] = _block(terms, claim.iri, [reifies, *_lines(terms, claim.said)])
    body = "\n".join(
        "".join(blocks[iri]) for iri in sorted(blocks, key=lambda iri: (iri != selection.entity, iri))
    )
    title = f"# {one_line(selection.title)}\n# RDF 1.2: each claim is the reifier of what it says.\n"
    text = f'VERSION "1.2"\n{title}\n{terms.header()}\n{body}'
    return Written({"": text.encode()}, told.counts, told.left_out)


def write_rdf12_ntriples(selection: Selection) -> Written:
    """Return the same statements as :func:`write_rdf12`, one a line, sorted (N-Triples 1.2)."""
    from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

    told = _Told(read_claims(selection))
    expand = {
        name: NamedNode(name if "://" in name else selection.prefixes.expand(name)) for name in told.names
    }
    triples = {
        Triple(NamedNode(thing), expand[name], value)
        for said in (told.plain, {claim.iri: claim.said for claim in told.reading.claims})
        for thing, values in said.items()
        for name, terms in values.items()
        for value in terms
    }
    triples |= {
        Triple(
            NamedNode(claim.iri),
            expand[_REIFIES],
            Triple(NamedNode(claim.subject), expand[claim.predicate], claim.value),
        )
        for claim in told.reading.claims
    }
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    text = b"".join(sorted(lines.splitlines(keepends=True)))
    return Written({"": text}, told.counts, told.left_out)


class _Told:
    """The statements of a file, and the account of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        asserted, others = split_by_assertion(reading)
        self.plain = describe(reading, asserted)
        self.annotations: dict[Place, list[Claim]] = defaultdict(list)
        for claim in asserted:
            self.annotations[claim.subject, claim.predicate, claim.value].append(claim)
        kept = {claim.iri for claim in asserted}
        self.reified = [claim for claim in reading.claims if claim.iri not in kept]
        everything: list[Said] = [*self.plain.values(), *(claim.said for claim in reading.claims)]
        self.names = {
            _REIFIES,
            *(claim.predicate for claim in reading.claims),
            *(name for said in everything for name in said),
        }
        statements = sum(len(values) for said in everything for values in said.values()) + len(reading.claims)
        self.counts = {
            "claims": len(reading.claims),
            "of them asserted": len(asserted),
            "statements": statements,
        }
        self.left_out = {**others, "claims without one subject, property and value": reading.broken}


def _block(terms: Terms, thing: str, lines: Sequence[str]) -> list[str]:
    return [f"{terms.name(thing)}\n    ", " ;\n    ".join(lines), " .\n"]


def _lines(
    terms: Terms, said: Said, thing: str = "", annotations: Mapping[Place, Iterable[Claim]] | None = None
) -> list[str]:
    """Return “property value” for each statement, the type first, each with the claims that make it."""
    lines = []
    for name in sorted(said, key=lambda name: (name != _TYPE, name)):
        for value in said[name]:
            line = f"{terms.predicate(name)} {terms.write(value)}"
            for claim in (annotations or {}).get((thing, name, value), ()):
                inner = " ;\n        ".join(_lines(terms, claim.said))
                line += f"\n      ~ {terms.name(claim.iri)} {{|\n        {inner}\n      |}}"
            lines.append(line)
    return lines
