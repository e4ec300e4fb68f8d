"""JSON-LD 1.1 to read offline: compacted, the context inline, named graphs kept, keys and nodes sorted.

Specifications: JSON-LD 1.1, JSON-LD 1.1 Processing Algorithms. Contexts that only name terms, types and prefixes (as
ours) are applied here, fast; any other is left to PyLD. Either way the text is read back before it is handed over: a
context that would lose or change a statement stops the export.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from histkg.errors import InputError
from histkg.exporters.statements import TYPE, ExportResult, ordered_quads
from histkg.exporters.terms import SimpleContext

if TYPE_CHECKING:
    from pyoxigraph import Quad


def export_jsonld(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,
) -> ExportResult:
    """Write *quads* as compacted JSON-LD to *out*.

    :param prefixes: replace the prefixes of the same names in *context* (they may have been rebased), and are the
        context where there is none.
    :param context: the content of ``@context``, without references to other files.
    :raises InputError: a blank node, a term unknown to RDF 1.1, or a context that would change the statements.
    """
    ordered = ordered_quads(quads)
    own = dict(prefixes) if context is None else _with_prefixes(context, prefixes)
    nodes = _expanded(ordered)
    simple = SimpleContext.of(own)
    text = b"" if simple is None else _text(own, [simple.compact(node) for node in nodes])
    if simple is None or not _reads_back(text, ordered):
        text = _text(own, _compacted_by_pyld(nodes, own))
        if not _reads_back(text, ordered) and not _reads_back_by_pyld(text, ordered):
            raise InputError("the JSON-LD context would change or lose statements", hint="see docs/export.md")
    return ExportResult("jsonld", len(ordered), 0, 0, out.write(text))


def _with_prefixes(context: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, Any]:
    return {
        term: prefixes.get(term, entry) if isinstance(entry, str) and "://" in entry else entry
        for term, entry in context.items()
    }


def _text(context: Mapping[str, Any], nodes: list[Any]) -> bytes:
    document = {"@context": context, "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _expanded(ordered: list[Quad]) -> list[dict[str, Any]]:
    """Return the quads as expanded JSON-LD, in their order; lexical forms stay strings."""
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in ordered:
        graph = graphs.setdefault(getattr(quad.graph_name, "value", ""), {})
        iri = quad.subject.value  # type: ignore[union-attr]  # ordered_quads let only IRIs through
        node = graph.setdefault(iri, {"@id": iri})
        if quad.predicate.value == TYPE and not hasattr(quad.object, "datatype"):
            node.setdefault("@type", []).append(quad.object.value)  # type: ignore[union-attr]
        else:
            node.setdefault(quad.predicate.value, []).append(_value(quad.object))
    default = list(graphs.pop("", {}).values())
    return default + [{"@id": name, "@graph": list(nodes.values())} for name, nodes in graphs.items()]


def _value(node: Any) -> dict[str, str]:
    from pyoxigraph import NamedNode

    if isinstance(node, NamedNode):
        return {"@id": node.value}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    datatype = node.datatype.value
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    return {"@value": node.value} if plain else {"@value": node.value, "@type": datatype}


def _refuse_to_load(url: str, _options: Any) -> None:
    raise InputError("nothing is fetched while exporting", where=url, hint="write the context out in full")


def _compacted_by_pyld(nodes: list[dict[str, Any]], context: Mapping[str, Any]) -> list[Any]:
    from pyld import jsonld

    options = {"documentLoader": _refuse_to_load, "compactToRelative": False, "graph": True, "base": ""}
    try:
        graph = jsonld.compact(nodes, {"@context": dict(context)}, options).get("@graph", [])
    except jsonld.JsonLdError as error:
        raise InputError(f"the JSON-LD context does not work: {_innermost(error)}") from None
    return graph if isinstance(graph, list) else [graph]


def _innermost(error: BaseException) -> BaseException:
    cause = getattr(error, "cause", None)
    return _innermost(cause) if isinstance(cause, BaseException) else error


def _reads_back(text: bytes, ordered: list[Quad]) -> bool:
    from pyoxigraph import RdfFormat, parse

    try:
        return set(parse(text, format=RdfFormat.JSON_LD)) == set(ordered)
    except (SyntaxError, ValueError):
        return False


def _reads_back_by_pyld(text: bytes, ordered: list[Quad]) -> bool:
    from pyld import jsonld
    from pyoxigraph import RdfFormat, parse

    options = {"documentLoader": _refuse_to_load, "format": "application/n-quads", "base": ""}
    lines = jsonld.to_rdf(json.loads(text), options)
    return set(parse(lines.encode(), format=RdfFormat.N_QUADS)) == set(ordered)
