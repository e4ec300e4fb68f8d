"""schema.org as JSON-LD: one graph with the context by its address, as search engines and readers of web pages take it.

Specifications: JSON-LD 1.1, schema.org (data model; a Role stands inside the property it qualifies). Nothing is fetched: the terms are written as the
context of schema.org names them, and values with their type or language, so that the context changes none of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from histkg.exporters.models.balance import balance
from histkg.exporters.models.scope import read_scope
from histkg.exporters.models.stored import construct
from histkg.exporters.models.turtle import described
from histkg.exporters.statements import TYPE
from histkg.exporters.targets import Written
from histkg.exporters.times.scope import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

CONTEXT = "https://schema.org"
_PARTS = {"http://schema.org/GeoCoordinates", "http://schema.org/Role"}
"""Types whose instances stand inside the thing they belong to."""
_SCHEMA = "http://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ADDRESSES = {"additionalType", "inDefinedTermSet", "license", "sameAs", "url"}
"""Terms whose text the context reads as an address."""


def write_schema_org(selection: Selection) -> Written:
    """Write *selection* as one JSON-LD file."""
    scope = read_scope(selection)
    triples = construct(selection, "schema-org", scope)
    text = json.dumps({"@context": CONTEXT, "@graph": _nodes(triples)}, ensure_ascii=False, indent=1)
    counts, left_out = balance(scope, described(triples))
    return Written({"": (text + "\n").encode()}, counts, left_out)


Said = dict[str, dict[str, list["Term"]]]


def _nodes(triples: Iterable[Triple]) -> list[dict[str, Any]]:
    """Return one object for each subject that is not part of another, sorted; types and names first."""
    said: Said = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        said[triple.subject.value][triple.predicate.value].append(triple.object)
    return [_node(iri, said) for iri in sorted(said) if not _is_part(iri, said)]


def _is_part(iri: str, said: Said) -> bool:
    return iri in said and any(term.value in _PARTS for term in said[iri].get(TYPE, ()))


def _node(iri: str, said: Said) -> dict[str, Any]:
    values = said[iri]
    types = sorted(term.value.removeprefix(_SCHEMA) for term in values.get(TYPE, ()))
    node: dict[str, Any] = {"@id": iri, "@type": types[0] if len(types) == 1 else types}
    terms = {prop.removeprefix(_SCHEMA): found for prop, found in values.items() if prop != TYPE}
    for term in sorted(terms, key=lambda name: (name != "name", name)):
        written = sorted((_value(term, value, said) for value in terms[term]), key=json.dumps)
        node[term] = written[0] if len(written) == 1 else written
    return node


def _value(term: str, value: Term, said: Said) -> Any:
    if isinstance(value, NamedNode):
        if _is_part(value.value, said):
            return _node(value.value, said)
        return value.value if term in _ADDRESSES else {"@id": value.value}
    if tag := language_of(value):
        return {"@language": tag, "@value": value.value}
    return float(value.value) if value.datatype.value == _XSD + "decimal" else value.value
