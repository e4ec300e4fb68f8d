"""The one place that runs SHACL: pyoxigraph quads in, findings out.

SHACL (W3C, 2017) with SPARQL targets of SHACL Advanced Features. Two habits of pySHACL shape this module:

* it fills ``sh:message`` templates with :func:`re.sub`, which fails on a backslash in the data and drops the language of
  the message. So the messages are taken out before the run, and :mod:`histkg.validation.messages` fills them;
* rdflib answers joins over ten thousand statements in minutes. So the SPARQL of targets and constraints is answered by
  an oxigraph store beside the graph; everything else sees the literals exactly as they are written.

SHACL Core looks only at the properties its shapes name and at classes, so the rdflib graph holds no other statements.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef, Variable
from rdflib.query import Result

from histkg.errors import InputError
from histkg.reading import parse_file

if TYPE_CHECKING:
    from pyoxigraph import Quad

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_SH = Namespace("http://www.w3.org/ns/shacl#")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SEVERITIES = {_SH.Violation: "violation", _SH.Warning: "warning", _SH.Info: "info"}


@dataclass(frozen=True)
class Finding:
    """One result of a SHACL run, before it is put into words.

    :param focus_node: the thing that has the problem.
    :param result_path: IRI of the property it is about, or None.
    :param value: the value that is wrong, or None where something is missing.
    :param severity: ``violation``, ``warning`` or ``info``.
    :param source_shape: IRI of the shape.
    :param source_constraint_component: IRI of the kind of constraint.
    :param details: what else the shape's query found, by variable.
    """

    focus_node: Term
    result_path: str | None
    value: Term | None
    severity: str
    source_shape: str
    source_constraint_component: str
    details: dict[str, Term] = field(default_factory=dict, hash=False)


def read_shapes(paths: Sequence[Path]) -> Graph:
    """Return the shapes graph that the Turtle files *paths* make together.

    SPARQL in them needs the file of its ``sh:prefixes`` among them.

    :raises InputError: a file cannot be read.
    """
    shapes = Graph(bind_namespaces="none")
    for path in paths:
        _fill(shapes, parse_file(path))
    shapes.remove((None, _SH.message, None))
    return shapes


def find_problems(quads: Iterable[Quad], shapes: Graph) -> list[Finding]:
    """Validate the union of *quads* against *shapes*.

    :param quads: data, vocabulary and generated layers; their graphs play no part.
    :param shapes: what :func:`read_shapes` returned; it can be used again.
    :raises InputError: the shapes are no SHACL.
    """
    data = _Data(quads, _looked_at(shapes))
    with _quiet():
        try:
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True)
        except Exception as error:
            raise InputError(f"the rules cannot be applied: {error}") from error
        if not isinstance(report, Graph):
            raise InputError(f"the rules cannot be applied: {report}")
        return list(_findings(data, shapes, report))


class _Data(Graph):
    """The data for pySHACL: an rdflib graph whose SPARQL is answered by oxigraph.

    What crosses over are the terms of the solutions; nothing is compared across the two.

    :param looked_at: the properties SHACL Core needs to see.
    """

    def __init__(self, quads: Iterable[Quad], looked_at: frozenset[str]) -> None:
        super().__init__(bind_namespaces="none")
        self._quads = list(quads)
        _fill(self, (quad for quad in self._quads if quad.predicate.value in looked_at))

    @cached_property
    def _oxigraph(self) -> ox.Store:
        store = ox.Store()
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self._quads)
        return store

    def query(  # the signature is rdflib's, and pySHACL passes these by position
        self,
        query_object: Any,
        processor: Any = "sparql",  # noqa: ARG002
        result: Any = "sparql",  # noqa: ARG002
        initNs: Any = None,  # noqa: ARG002, N803
        initBindings: Any = None,  # noqa: N803
        *_: Any,
        **__: Any,
    ) -> Any:
        """Answer a SELECT query."""
        bound: Any = {ox.Variable(name): _from_rdflib(term) for name, term in (initBindings or {}).items()}
        solutions: Any = self._oxigraph.query(str(query_object), substitutions=bound or None)
        names = [(variable.value, Variable(variable.value)) for variable in solutions.variables]
        answer = Result("SELECT")
        answer.vars = [variable for _, variable in names]
        answer.bindings = [
            {variable: _to_rdflib(row[name]) for name, variable in names if row[name] is not None}
            for row in solutions
        ]
        return answer


def _looked_at(shapes: Graph) -> frozenset[str]:
    """Return the IRIs that *shapes* mention, and those by which a class is known."""
    mentioned = {str(term) for term in shapes.objects() if isinstance(term, URIRef)}
    return frozenset(mentioned | {str(RDF.type), str(RDFS.subClassOf)})


def _fill(graph: Graph, quads: Iterable[Quad]) -> None:
    made: dict[Term, Any] = {}

    def rdflib_term(term: Any) -> Any:
        if term not in made:
            made[term] = _to_rdflib(term)
        return made[term]

    with _quiet():
        for quad in quads:
            graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))


def _to_rdflib(term: Any) -> URIRef | BNode | Literal:
    """Return *term* for rdflib, its lexical form untouched."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise InputError("a statement about a statement (a triple term of RDF 1.2) cannot be checked")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return Literal(
        term.value, datatype=None if datatype == _XSD_STRING else URIRef(datatype), normalize=False
    )


def _from_rdflib(term: Any) -> Term:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _XSD_STRING)))
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def _findings(data: _Data, shapes: Graph, report: Graph) -> Iterator[Finding]:
    prologue = _prologue(shapes)
    for result in report.objects(None, _SH.result):
        shape = report.value(result, _SH.sourceShape)
        focus = report.value(result, _SH.focusNode)
        value = report.value(result, _SH.value)
        path = report.value(result, _SH.resultPath)
        select = shapes.value(shapes.value(shape, _SH.sparql), _SH.select)
        details = _details(data, prologue + str(select), focus, path, value) if select else {}
        yield Finding(
            focus_node=_from_rdflib(focus),
            result_path=None if path is None else str(path),
            # A node shape reports the focus node itself where its query found no value (SHACL §5.3.2).
            value=None if value is None or (select and value == focus) else _from_rdflib(value),
            severity=_SEVERITIES[URIRef(str(report.value(result, _SH.resultSeverity)))],
            source_shape=str(shape),
            source_constraint_component=str(report.value(result, _SH.sourceConstraintComponent)),
            details=details,
        )


def _details(data: _Data, select: str, focus: Any, path: Any, value: Any) -> dict[str, Term]:
    """Return the other variables of the solution behind one result: SHACL keeps only path and value."""
    for solution in data.query(select, initBindings={"this": focus}).bindings:
        found = {str(variable): term for variable, term in solution.items()}
        if found.get("path", path) == path and found.get("value", value) == value:
            names = sorted(found.keys() - {"this", "path", "value"})
            return {name: _from_rdflib(found[name]) for name in names}
    return {}


def _prologue(shapes: Graph) -> str:
    declared = {
        (str(shapes.value(node, _SH.prefix)), str(shapes.value(node, _SH.namespace)))
        for ontology in set(shapes.objects(None, _SH.prefixes))
        for node in shapes.objects(ontology, _SH.declare)
    }
    declared.add(("rdf", str(RDF)))
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a trace for every ill-typed literal: that is what the report is for."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
