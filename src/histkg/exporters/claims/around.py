"""What a file of claims also says, so that it can be read alone: names of all things, places in sources, the open points.

A plain statement never stands in a file without the claims it follows from: of a thing that is only mentioned, names and kind
are written; all plain statements only of a thing whose every claim is in the file.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.claims.reading import iris_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.claims.reading import Claim, Reading, Said
    from histkg.stores.base import Term

_NAMES = (
    "rdf:type", "skos:prefLabel", "skos:notation", "hev:disambiguation", "dcterms:license",
    "hev:rowKind", "hev:rowSource", "hev:rowPredicate",
)  # fmt: skip
_WHERE = (
    "oa:hasSource", "hev:locator", "hev:section", "hev:sentence", "hev:folio", "hev:recordId",
    "bibo:pageStart", "bibo:pageEnd", "hev:list", "hev:entryNumber", "hev:refersTo", "c4o:hasContent",
)  # fmt: skip

VALUE_CLASSES = ("Contribution", "Figure", "Participation", "RankHeld", "Tenure")
"""Things that are nothing but the value of a claim: the claim cannot be understood without them."""

_DATASET = (
    "rdf:type",
    "dcterms:title",
    "dcterms:license",
    "dcterms:publisher",
    "dcterms:issued",
    "dcat:version",
)
_LEFT_ASIDE = {"hev:searchKey"}
_CHUNK = 400


def is_value_node(said: Said) -> bool:
    """Whether a thing is a value of several parts, such as a participation or a figure."""
    return any(iri.rpartition("#")[2] in VALUE_CLASSES for iri in iris_in(said.get("rdf:type", ())))


def naming(said: Said) -> tuple[str, ...]:
    """Return the properties that tell a thing from others; of a passage also those that say where in its source it is.

    Pages of a work are not among them: somebody claims those.
    """
    return (*_NAMES, *_WHERE) if "oa:hasSource" in said else _NAMES


def parts_of(said: Said) -> list[Term]:
    """Return the parts of a value of several parts, without what only says of which kind it is; nothing for another thing."""
    if not is_value_node(said):
        return []
    return [term for name in sorted(said) if name not in ("rdf:type", "hev:order") for term in said[name]]


def read_values(reading: Reading) -> set[str]:
    """Read the values of the claims and what they name; return the IRIs of those that have parts."""
    graph = reading.graph
    values = iris_in(claim.value for claim in reading.claims)
    graph.read(values)
    nodes = {iri for iri in values if is_value_node(graph.of(iri))}
    graph.read(iris_in(term for node in nodes for terms in graph.of(node).values() for term in terms))
    return nodes


def read_issues(reading: Reading) -> dict[str, list[str]]:
    """Read the open points of which the claims are positions; return claim → their IRIs."""
    claims = {claim.iri for claim in reading.claims}
    positions: dict[str, list[str]] = defaultdict(list)
    for row in reading.graph.selection.rows("?issue hev:position ?claim", "issue", "claim"):
        issue, claim = row["issue"], row["claim"]
        if issue is not None and claim is not None and claim.value in claims:
            positions[claim.value].append(issue.value)
    reading.graph.read(issue for issues in positions.values() for issue in issues)
    return dict(positions)


def read_dataset(reading: Reading) -> dict[str, dict[str, list[Term]]]:
    """Return dataset → what it says of itself: title, version, licence, publisher."""
    rows = reading.graph.selection.rows("?dataset a dcat:Dataset", "dataset")
    iris = sorted({row["dataset"].value for row in rows if row["dataset"] is not None})
    reading.graph.read(iris)
    return {iri: _only(reading.graph.of(iri), _DATASET) for iri in iris}


def describe(reading: Reading, asserted: Iterable[Claim]) -> dict[str, dict[str, list[Term]]]:
    """Return thing → property → values of all plain statements for the file, but for the claims themselves.

    For the whole dataset it is all there is. The statements that *asserted* claims make are in it.
    """
    graph, claims = reading.graph, {claim.iri for claim in reading.claims}
    if graph.selection.iris is None:
        graph.read(())
        return {
            thing: _only(graph.of(thing), graph.of(thing)) for thing in graph.things() if thing not in claims
        }
    if not reading.claims:
        return {}
    nodes = read_values(reading)
    issues = {issue for issues in read_issues(reading).values() for issue in issues}
    complete = _complete(reading)
    written: dict[str, dict[str, list[Term]]] = defaultdict(dict, read_dataset(reading))
    for thing in sorted(_mentioned(reading, nodes) | nodes | issues | complete):
        said = graph.of(thing)
        wanted = said.keys() - _LEFT_ASIDE if thing in nodes | issues | complete else naming(said)
        written[thing] |= _only(said, wanted)
    for claim in asserted:
        values = written[claim.subject].setdefault(claim.predicate, [])
        if claim.value not in values:
            values.append(claim.value)
    return {thing: said for thing, said in written.items() if said and thing not in claims}


def _only(said: Said, properties: Iterable[str]) -> dict[str, list[Term]]:
    return {name: list(said[name]) for name in properties if name in said}


def _mentioned(reading: Reading, nodes: set[str]) -> set[str]:
    """Read and return all that the claims, their values and their passages name."""
    graph = reading.graph
    found = {claim.subject for claim in reading.claims}
    found |= iris_in(claim.value for claim in reading.claims)
    found |= iris_in(term for claim in reading.claims for terms in claim.said.values() for term in terms)
    found |= iris_in(term for node in nodes for terms in graph.of(node).values() for term in terms)
    graph.read(found)
    sources = iris_in(term for thing in found for term in graph.of(thing).get("oa:hasSource", ()))
    graph.read(sources)
    return found | sources


def _complete(reading: Reading) -> set[str]:
    """Return the things every claim about which is in the reading."""
    claims = {claim.iri for claim in reading.claims}
    subjects = sorted({claim.subject for claim in reading.claims})
    elsewhere: set[str] = set()
    for start in range(0, len(subjects), _CHUNK):
        for row in reading.graph.selection.rows(
            "?claim rdf:subject ?thing", "claim", "thing", thing=subjects[start : start + _CHUNK]
        ):
            if row["claim"] is not None and row["thing"] is not None and row["claim"].value not in claims:
                elsewhere.add(row["thing"].value)
    return set(subjects) - elsewhere
