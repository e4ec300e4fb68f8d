"""The generated layers: plain triples made from the claims, never typed by hand.

The stages run in the order of their numbers, each on the union of what is written and what earlier stages made:

====================  ==================================================================================
``10-claims``         each field of a printed reference becomes a claim stated in that reference
``15-dates``          bounds of every date claim (computed here: SPARQL cannot read EDTF)
``20-live``           which claims count
``25-narrowed``       which coarse dates hold a finer one
``30-direct``         the plain triples: values, bounds, types
``35-links``          short links: the place that holds all places named, parts, participants, citations
``40-contested``      where claims exclude each other, or tell one thing differently
``50-issues``         one issue per disagreement, with its positions
``60-documents``      which sources document what, on what basis, and which hang together as one witness
``70-search``         search keys for every name in every script (computed here: see :mod:`histkg.names`)
====================  ==================================================================================

A stage is a folder of ``queries/rules/`` holding SPARQL CONSTRUCT queries; its triples go into the graph
``graph:generated/<name without number>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histkg.dates import parse_extent
from histkg.errors import FileSyntaxError, UsageError
from histkg.names import search_keys
from histkg.reading import read_text

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store, Triple

    from histkg.prefixes import PrefixMap

_XSD = "http://www.w3.org/2001/XMLSchema#"


def generated_graph(prefixes: PrefixMap, stage: str) -> str:
    """Return the graph IRI of *stage* (``30-direct`` → ``…graph/generated/direct``)."""
    return prefixes["graph"] + "generated/" + stage.partition("-")[2]


def rule_files(queries: Path) -> dict[str, list[Path]]:
    """Return stage → its rule files, both sorted by name."""
    folders = sorted(path for path in (queries / "rules").iterdir() if path.is_dir())
    return {folder.name: sorted(folder.glob("*.rq")) for folder in folders}


def stages(queries: Path) -> dict[str, list[Path]]:
    """Return stage → its rules, in the order in which they run; stages computed here may have none."""
    found: dict[str, list[Path]] = {stage: [] for stage in _COMPUTED} | rule_files(queries)
    return dict(sorted(found.items()))


def generate(quads: Iterable[Quad], prefixes: PrefixMap, queries: Path) -> list[Quad]:
    """Return every generated quad once, in no particular order.

    :param quads: what is written; graphs of an earlier build among them are ignored.
    :raises FileSyntaxError: a rule is not SPARQL.
    """
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    generated = prefixes["graph"] + "generated/"
    store.extend(quad for quad in quads if not _graph_name(quad).startswith(generated))
    made: set[Quad] = set()
    for stage, rules in stages(queries).items():
        graph_name = NamedNode(generated_graph(prefixes, stage))
        steps: list[Callable[[], Iterable[Triple]]] = [partial(_construct, store, rule) for rule in rules]
        if stage in _COMPUTED:
            steps.append(partial(_COMPUTED[stage], store, prefixes))
        for step in steps:  # one after the other: a rule sees what the rules before it made
            new = {Quad(t.subject, t.predicate, t.object, graph_name) for t in step()}
            made |= new
            store.extend(new)
    return list(made)


def _graph_name(quad: Quad) -> str:
    return getattr(quad.graph_name, "value", "")


def _construct(store: Store, rule: Path) -> list[Triple]:
    text = read_text(rule)
    try:
        return list(store.query(text, use_default_graph_as_union=True))  # type: ignore[arg-type]
    except SyntaxError as error:
        raise FileSyntaxError(
            str(error.msg), file=str(rule), line=error.lineno, column=error.offset
        ) from None


def _rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    """Return all rows at once: a cursor may only be dropped in its own thread, and a parser's traceback may keep it."""
    return [tuple(row) for row in store.query(query, use_default_graph_as_union=True)]  # type: ignore[union-attr]


def _date_bounds(store: Store, prefixes: PrefixMap) -> Iterable[Triple]:
    """Yield the bounds of every claim whose value is an EDTF date."""
    from pyoxigraph import Literal, NamedNode, Triple

    hev, edtf = prefixes["hev"], prefixes["edtf"] + "EDTF"
    rows = _rows(
        store,
        f"""SELECT DISTINCT ?claim ?predicate ?date WHERE {{
            ?claim a <{hev}Claim> ; <{prefixes["rdf"]}predicate> ?predicate ; <{prefixes["rdf"]}object> ?date .
            FILTER(DATATYPE(?date) = <{edtf}>) }}""",
    )
    date = NamedNode(_XSD + "date")
    for claim, predicate, value in rows:
        local_name = predicate.value.removeprefix(hev)
        try:
            extent = parse_extent(value.value, local_name)
        except UsageError as problem:
            yield Triple(claim, NamedNode(hev + "edtfError"), Literal(problem.what))
            continue
        for end, span in (("begin", extent.begin), ("end", extent.end)):
            if span is None:
                continue
            if span.open:
                yield Triple(claim, NamedNode(f"{hev}open{end.title()}"), Literal(True))
                continue
            for bound, day in (("Earliest", span.earliest), ("Latest", span.latest)):
                if day is not None:
                    yield Triple(claim, NamedNode(f"{hev}{end}{bound}"), Literal(day, datatype=date))
            if span.precision:
                yield Triple(claim, NamedNode(f"{hev}{end}Precision"), Literal(span.precision))
            if span.approximate:
                yield Triple(claim, NamedNode(f"{hev}approximate"), Literal(True))


def _search_keys(store: Store, prefixes: PrefixMap) -> Iterable[Triple]:
    """Yield the search keys of everything that has a name: a label, a title, or a name only sources use."""
    from pyoxigraph import Literal, NamedNode, Triple

    hev = prefixes["hev"]
    rows = _rows(
        store,
        f"""SELECT DISTINCT ?thing ?name WHERE {{
            {{ ?thing <{prefixes["skos"]}prefLabel>|<{prefixes["skos"]}altLabel>|<{prefixes["dcterms"]}title> ?name }}
            UNION {{ ?naming <{prefixes["rdf"]}predicate> <{hev}attestedName> ; <{hev}live> true ;
                <{prefixes["rdf"]}subject> ?thing ; <{prefixes["rdf"]}object> ?name }}
            FILTER(ISLITERAL(?name))
            FILTER NOT EXISTS {{ ?thing <{prefixes["skos"]}inScheme> ?scheme }}
            FILTER NOT EXISTS {{ ?thing <{prefixes["rdfs"]}isDefinedBy> ?ontology }} }}""",
    )
    predicate = NamedNode(hev + "searchKey")
    for entity, name in rows:
        for key in search_keys(name.value, name.language):
            yield Triple(entity, predicate, Literal(key))


_COMPUTED: dict[str, Callable[[Store, PrefixMap], Iterable[Triple]]] = {
    "15-dates": _date_bounds,
    "70-search": _search_keys,
}
