"""Claims as nanopublications: what is said, where it comes from, and who recorded it, each in a graph of its own.

Specifications: Nanopublication Guidelines (working draft of 5 February 2024: well-formed nanopublications), nanopub-x for
``npx:``, OWL 2 Mapping to RDF §2.1 for denials (``owl:NegativePropertyAssertion``). They are not signed and bear no integrity
key: whoever publishes them signs them, and the tools that do so then rename them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from histkg.exporters.claims.around import (
    is_value_node,
    naming,
    parts_of,
    read_dataset,
    read_issues,
    read_values,
)
from histkg.exporters.claims.reading import iris_in, read_claims
from histkg.exporters.claims.terms import Terms
from histkg.exporters.claims.words import in_words, read_words
from histkg.exporters.targets import Written
from histkg.prefixes import PrefixMap

if TYPE_CHECKING:
    from histkg.exporters.claims.reading import Claim, Reading, Said
    from histkg.exporters.selection import Selection

    Statement = tuple[str, str, str]

_OWN = {
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
}
_ELSEWHERE = {
    "rdf:type", "hev:statedIn", "hev:assertedBy", "hev:live", "hev:voice", "hev:stance", "hev:polarity",
    "prov:wasAttributedTo", "prov:wasDerivedFrom", "rdfs:comment",
}  # fmt: skip
"""What is said of a claim by other means: by the form of the assertion, or by a property of PROV."""

_DENIAL = (
    "owl:NegativePropertyAssertion",
    ("owl:sourceIndividual", "owl:assertionProperty", "owl:targetIndividual"),
)
_WORDS = ("rdf:Statement", ("rdf:subject", "rdf:predicate", "rdf:object"))
_LABELS = ("skos:prefLabel",)
_WRITTEN = {
    "live": "claims as assertions",
    "denied": "claims as denials",
    "reported": "claims as reported words",
}


def write_nanopub(selection: Selection) -> Written:
    """Return one nanopublication for each claim of *selection*, in TriG.

    A denial is asserted as a denial, words that a source only passes on as words; what the curators withdrew, or the source
    itself rejects, is left out.
    """
    reading = read_claims(selection)
    maker = _Maker(reading)
    counts: Counter[str] = Counter()
    texts = []
    for claim in reading.claims:
        if claim.standing != "withdrawn":
            texts.append(maker.write(claim))
            counts[_WRITTEN[claim.standing]] += 1
    left_out = {
        "claims withdrawn or rejected": len(reading.claims) - counts.total(),
        "claims without one subject, property and value": reading.broken,
    }
    text = "\n".join([maker.terms.header(), *texts]) if texts else ""
    written = {words: counts[words] for words in _WRITTEN.values() if counts[words]}
    return Written({"": text.encode()}, {"nanopublications": counts.total(), **written}, left_out)


class _Maker:
    """Writes nanopublications of the claims of one reading."""

    def __init__(self, reading: Reading) -> None:
        selection = reading.graph.selection
        self.selection, self.graph = selection, reading.graph
        self.terms = Terms(PrefixMap({**selection.prefixes, **_OWN}))
        nodes = read_values(reading)
        self.issues = read_issues(reading)
        self.dataset: tuple[str, Said] = next(iter(read_dataset(reading).items()), ("", {}))
        places = iris_in(term for claim in reading.claims for term in claim.said.get("hev:statedIn", ()))
        named = iris_in(term for claim in reading.claims for terms in claim.said.values() for term in terms)
        self.graph.read({claim.subject for claim in reading.claims} | named)
        sources = iris_in(term for place in places for term in self.graph.of(place).get("oa:hasSource", ()))
        self.graph.read(sources)
        read_words(reading, nodes)

    def write(self, claim: Claim) -> str:
        """Return the nanopublication of *claim*."""
        own = f"{claim.iri}/nanopub/"
        head = [
            ("this:", "a", self.terms.predicate("np:Nanopublication")),
            *(
                ("this:", self.terms.predicate(f"np:has{part}"), f"sub:{graph}")
                for part, graph in (
                    ("Assertion", "assertion"),
                    ("Provenance", "provenance"),
                    ("PublicationInfo", "pubinfo"),
                )
            ),
        ]
        return (
            f"@prefix this: <{own}> .\n@prefix sub: <{own}> .\n"
            + _graph("Head", head)
            + _graph("assertion", self._assertion(claim))
            + _graph("provenance", self._provenance(claim))
            + _graph("pubinfo", self._pubinfo(claim))
        )

    def _assertion(self, claim: Claim) -> Iterator[Statement]:
        subject, value = self.terms.name(claim.subject), self.terms.write(claim.value)
        written = self.terms.predicate(claim.predicate)
        if claim.standing == "live":
            yield subject, written, value
        else:
            denied = claim.standing == "denied"
            node, kind, parts = ("sub:denial", *_DENIAL) if denied else ("sub:words", *_WORDS)
            if denied and isinstance(claim.value, Literal):
                parts = (*parts[:2], "owl:targetValue")
            yield node, "a", self.terms.predicate(kind)
            for part, said in zip(parts, (subject, written, value), strict=True):
                yield node, self.terms.predicate(part), said
        for node in sorted(iris_in([claim.value])):
            yield from self._value_node(node)
        if claim.standing == "reported":
            yield from self._said("sub:words", claim.said, ("hev:voice", "hev:stance"))

    def _value_node(self, node: str) -> Iterator[Statement]:
        said = self.graph.of(node)
        if is_value_node(said):
            yield from self._said(
                self.terms.name(node), said, sorted(said, key=lambda name: (name != "rdf:type", name))
            )

    def _provenance(self, claim: Claim) -> Iterator[Statement]:
        yield from self._said("sub:assertion", claim.said, ["hev:assertedBy"], "prov:wasAttributedTo")
        yield from self._said("sub:assertion", claim.said, ["hev:statedIn"], "prov:wasDerivedFrom")
        rest = sorted(claim.said.keys() - _ELSEWHERE)
        if claim.standing != "reported":
            rest = sorted({*rest, *({"hev:voice", "hev:stance"} & claim.said.keys())})
        yield from self._said("sub:assertion", claim.said, rest)
        places = sorted(iris_in(claim.said.get("hev:statedIn", ())))
        sources = sorted(
            iris_in(term for place in places for term in self.graph.of(place).get("oa:hasSource", ()))
        )
        for thing in [*places, *sources]:
            yield from self._said(self.terms.name(thing), self.graph.of(thing), naming(self.graph.of(thing)))
        people = iris_in([*claim.said.get("hev:assertedBy", ()), *claim.said.get("hev:voice", ())])
        values = iris_in([claim.value])
        parts = iris_in(term for one in values for term in parts_of(self.graph.of(one)))
        for thing in sorted({claim.subject, *values, *parts, *people} - {*places, *sources}):
            yield from self._said(self.terms.name(thing), self.graph.of(thing), _LABELS)
        for issue in self.issues.get(claim.iri, ()):
            name, said = self.terms.name(issue), self.graph.of(issue)
            yield name, self.terms.predicate("hev:position"), "sub:assertion"
            yield from self._said(name, said, sorted(said.keys() - {"hev:position"}))

    def _pubinfo(self, claim: Claim) -> Iterator[Statement]:
        dataset, described = self.dataset
        yield (
            "this:",
            self.terms.predicate("rdfs:label"),
            self.terms.write(Literal(in_words(self.graph, claim, contested=self._is_contested(claim)))),
        )
        yield from self._said("this:", claim.said, ["prov:wasAttributedTo"], "dcterms:creator")
        yield from self._said("this:", described, ["dcterms:issued"], "dcterms:created")
        yield from (
            (("this:", self.terms.predicate("dcterms:license"), one)) for one in self._licences(claim)
        )
        if dataset:
            yield "this:", self.terms.predicate("dcterms:isPartOf"), self.terms.name(dataset)
        yield from self._said("this:", described, ["dcat:version"])
        yield "this:", self.terms.predicate("npx:hasNanopubType"), self.terms.predicate("hev:Claim")
        yield "this:", self.terms.predicate("prov:wasDerivedFrom"), self.terms.name(claim.iri)
        yield from self._said("this:", claim.said, ["prov:wasDerivedFrom", "rdfs:comment"])

    def _is_contested(self, claim: Claim) -> bool:
        kinds = (self.graph.of(issue).get("hev:issueKind", ()) for issue in self.issues.get(claim.iri, ()))
        return any(kind.value == "conflict" for found in kinds for kind in found)

    def _licences(self, claim: Claim) -> list[str]:
        """Return the licences of the sources, as far as they have their own; else that of the dataset."""
        places = iris_in(claim.said.get("hev:statedIn", ()))
        sources = iris_in(term for place in places for term in self.graph.of(place).get("oa:hasSource", ()))
        own = [term for one in sorted(sources) for term in self.graph.of(one).get("dcterms:license", ())]
        return list(dict.fromkeys(map(self.terms.write, own or self.dataset[1].get("dcterms:license", ()))))

    def _said(
        self, subject: str, said: Said, properties: Iterable[str], written_as: str = ""
    ) -> Iterator[Statement]:
        for name in properties:
            for value in said.get(name, ()):
                yield subject, self.terms.predicate(written_as or name), self.terms.write(value)


def _graph(name: str, statements: Iterable[Statement]) -> str:
    """Return one graph; statements of one subject stand together."""
    lines, last = [f"sub:{name} {{"], ""
    for subject, predicate, value in dict.fromkeys(statements):
        if subject == last:
            lines[-1] = f"{lines[-1]} ;"
            lines.append(f"    {predicate} {value}")
        else:
            if last:
                lines[-1] = f"{lines[-1]} ."
            lines.append(f"  {subject} {predicate} {value}")
        last = subject
    return "\n".join([*lines[:-1], f"{lines[-1]} .", "}", ""])
