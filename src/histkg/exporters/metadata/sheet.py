"""A description in RDF under construction, and its Turtle: no blank nodes, the same bytes every time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from histkg.exporters.turtle import export_turtle

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Term

_USED = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies of descriptions: the prefix map of a dataset need not have them."""


class Sheet:
    """Statements of a description.

    :param home: the IRI of the dataset; its parts are written with the prefix ``this``.
    """

    def __init__(self, prefixes: PrefixMap, home: str) -> None:
        self._namespaces = {**_USED, **prefixes, "this": home + "#"}
        self._quads: set[Quad] = set()

    def __len__(self) -> int:
        """Return the number of statements."""
        return len(self._quads)

    def expand(self, curie: str) -> str:
        """Return the IRI of a CURIE; also of vocabularies that only descriptions use. A full IRI stays what it is."""
        prefix, _, local_name = curie.partition(":")
        return self._namespaces[prefix] + local_name if prefix in self._namespaces else curie

    def say(self, subject: str, predicate: str, *values: Term | str | int) -> None:
        """Add one statement for each of *values*.

        :param predicate: a CURIE.
        :param values: terms; an IRI as text; a number, which becomes an ``xsd:integer``.
        """
        for value in values:
            node: Term
            if isinstance(value, int):
                node = Literal(value)
            else:
                node = NamedNode(value) if isinstance(value, str) else value
            self._quads.add(Quad(NamedNode(subject), NamedNode(self.expand(predicate)), node))

    def kind(self, subject: str, *classes: str) -> None:
        """Say of which classes, as CURIEs, *subject* is."""
        self.say(subject, "rdf:type", *map(self.expand, classes))

    def typed(self, value: str, datatype: str) -> Literal:
        """Return a literal of a datatype, given as a CURIE."""
        return Literal(value, datatype=NamedNode(self.expand(datatype)))

    def turtle(self) -> bytes:
        """Return the statements as Turtle."""
        out = io.BytesIO()
        export_turtle(self._quads, self._namespaces, out)
        return out.getvalue()


def named(text: str) -> str:
    """Return *text* as a part of an IRI behind its hash (RFC 3986 §3.5): different texts stay different.

    >>> named("hev:Event"), named("generated/direct"), named("a b")
    ('hev:Event', 'generated/direct', 'a%20b')
    """
    return quote(text, safe=":/")


def english(text: str) -> Literal:
    """Return a sentence of ours."""
    return Literal(text, language="en")
