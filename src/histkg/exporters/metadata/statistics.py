"""Counting the data: statements, things, classes, properties, folders of graphs, links to other datasets.

All numbers are those of the union of the named graphs, a statement that stands in several counted once. Only plain SPARQL
1.1 is asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from histkg.exporters.metadata.own import iri_of

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.prefixes import PrefixMap

LINKING = (
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch",
    "owl:sameAs", "rdfs:seeAlso", "schema:sameAs",
)  # fmt: skip
"""Properties that say: this is described elsewhere too."""


@dataclass(frozen=True)
class Counts:
    """How many statements, and how many different subjects and objects they have."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Linkset:
    """Statements that link things here with things of another dataset, all with one property.

    :param host: of the other dataset, such as ``www.wikidata.org``.
    :param space: what the linked IRIs begin with.
    :param predicate: the IRI of the property.
    """

    host: str
    space: str
    predicate: str
    counts: Counts


def count_all(selection: Selection) -> Counts:
    """Count the statements of the dataset."""
    (row,) = _counted(selection, "SELECT", "{ SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }")
    return row[1]


def count_entities(selection: Selection, spaces: list[str]) -> int:
    """Count the things that are described and whose IRIs begin with one of *spaces* (VoID §4.6, ``void:entities``)."""
    inside = " || ".join(f"STRSTARTS(STR(?s), {_quoted(space)})" for space in spaces)
    found = selection.rows(
        f"{{ SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p ?o . FILTER({inside}) }} }}", "n"
    )
    return int(iri_of(found[0]["n"]))


def count_classes(selection: Selection) -> dict[str, int]:
    """Return class → how many things are of it."""
    rows = selection.rows(
        "{ SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class }", "class", "n"
    )
    return {iri_of(row["class"]): int(iri_of(row["n"])) for row in rows}


def count_properties(selection: Selection) -> dict[str, Counts]:
    """Return property → its statements."""
    rows = _counted(selection, "SELECT ?key", "{ SELECT DISTINCT ?s ?key ?o WHERE { ?s ?key ?o } }")
    return dict(rows)


def count_folders(selection: Selection) -> dict[str, Counts]:
    """Return folder of named graphs → its statements, each once; ``generated/…`` graphs stand for themselves.

    A store that shows no named graphs gives none.
    """
    root = _quoted(selection.prefixes["graph"])
    rows = _counted(
        selection,
        "SELECT ?key",
        "{ SELECT DISTINCT ?key ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o }"
        f' BIND(STRAFTER(STR(?g), {root}) AS ?name) FILTER(?name != "")'
        ' BIND(IF(STRSTARTS(?name, "generated/"), ?name, REPLACE(?name, "/.*", "")) AS ?key) } }',
    )
    return dict(rows)


def find_vocabularies(terms: list[str], prefixes: PrefixMap) -> tuple[list[str], int]:
    """Return the namespaces of *terms* that have a prefix, and how many terms have none."""
    spaces = [next((ns for ns in prefixes.values() if _is_in(term, ns)), "") for term in terms]
    return sorted(set(spaces) - {""}), spaces.count("")


def _is_in(term: str, namespace: str) -> bool:
    """Whether *namespace* is that of *term*: nothing that parts names stands behind it."""
    local_name = term[len(namespace) :]
    return term.startswith(namespace) and bool(local_name) and not set(local_name) & set("/#")


def find_linksets(selection: Selection) -> list[Linkset]:
    """Return the linksets by host and property."""
    roots = {
        selection.prefixes["graph"].removesuffix("graph/"),
        selection.prefixes["hev"].rpartition("ontology")[0],
    }
    linking = [
        selection.prefixes.expand(curie) for curie in LINKING if curie.partition(":")[0] in selection.prefixes
    ]
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in selection.rows("?s ?link ?o FILTER(ISIRI(?o))", "s", "link", "o", link=linking):
        subject, link, target = (iri_of(row[name]) for name in ("s", "link", "o"))
        if urlsplit(target).netloc and not target.startswith(tuple(roots)):
            found[urlsplit(target).netloc, link].add((subject, target))
    spaces = {
        host: _space({target for (other, _), pairs in found.items() if other == host for _, target in pairs})
        for host, _ in found
    }
    return [
        Linkset(
            host,
            spaces[host],
            link,
            Counts(len(pairs), len({s for s, _ in pairs}), len({o for _, o in pairs})),
        )
        for (host, link), pairs in sorted(found.items())
    ]


def _space(iris: set[str]) -> str:
    """Return what all *iris* begin with, up to a slash or hash.

    >>> _space({"http://sws.geonames.org/1/", "http://sws.geonames.org/12/"}), _space({"http://e.org/entity/Q1"})
    ('http://sws.geonames.org/', 'http://e.org/entity/')
    """
    first, last = min(iris).rstrip("/"), max(iris).rstrip("/")  # what both begin with, all between them do
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    common = first[: len(list(same))]
    return common[: max(common.rfind("/"), common.rfind("#")) + 1]


def _counted(selection: Selection, select: str, pattern: str) -> list[tuple[str, Counts]]:
    key = "key" if "?key" in select else ""
    group = " GROUP BY ?key" if key else ""
    rows = selection.rows(
        f"{{ {select} (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)"
        f" WHERE {pattern}{group} }}",
        *filter(None, (key, "triples", "subjects", "objects")),
    )
    return [
        (
            iri_of(row[key]) if key else "",
            Counts(*(int(iri_of(row[name])) for name in ("triples", "subjects", "objects"))),
        )
        for row in rows
    ]


def _quoted(text: str) -> str:
    from pyoxigraph import Literal

    return str(Literal(text))
