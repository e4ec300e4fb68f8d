"""RDF/XML, for the programs that read nothing else.

Specification: RDF 1.1 XML Syntax. XML cannot hold everything RDF can: most control characters, and a property whose
IRI does not end in an XML name. Such statements stop the export; nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from histkg.errors import InputError
from histkg.exporters.statements import TYPE, ExportResult, merged_triples, used_once

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

_RDF = TYPE.removesuffix("type")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_NAME_AT_END = re.compile(r"[^\W\d][\w.\-]*$")
_RESERVED = {"RDF", "Description", "ID", "about", "resource", "parseType", "nodeID", "datatype", "li"}
_ELEMENT = re.compile(rb"</?([\w.-]+):")
# How the serializer writes a class whose IRI does not end in an XML name, as if it did; there is a lawful way.
_NAMELESS_CLASS = re.compile(rb'<oxprefix: xmlns:oxprefix="([^"]*)" rdf:about="([^"]*)">')
_NAMED = rb'<rdf:Description rdf:about="\2">\n\t\t<rdf:type rdf:resource="\1"/>'


def export_rdfxml(
    quads: Iterable[Quad],
    prefixes: Mapping[str, str],
    out: BinaryIO,
    *,
    context: Mapping[str, Any] | None = None,  # noqa: ARG001 - RDF/XML has none
) -> ExportResult:
    """Write the union of the graphs of *quads* as RDF/XML to *out*.

    :raises InputError: a blank node, a term unknown to RDF 1.1, or a statement that XML cannot hold.
    """
    from pyoxigraph import RdfFormat, serialize

    triples, merged, repeated = merged_triples(quads)
    for triple in triples:
        _refuse_what_xml_lacks(triple)
    given = used_once((prefix, namespace) for prefix, namespace in prefixes.items() if namespace != _RDF)
    text = serialize(triples, format=RdfFormat.RDF_XML, prefixes=given) or b""
    declaration, _root, body = text.split(b"\n", 2)
    # The serializer declares every namespace it was given, and leaves carriage returns to be lost in XML parsing.
    body = _NAMELESS_CLASS.sub(_NAMED, body).replace(b"</oxprefix:>", b"</rdf:Description>")
    used = set(_ELEMENT.findall(body))
    spaces = [("rdf", _RDF), *sorted((p, ns) for p, ns in given.items() if p.encode() in used)]
    root = "<rdf:RDF" + "".join(f'\n\txmlns:{prefix}="{_escaped(ns)}"' for prefix, ns in spaces) + ">"
    content = b"\n".join((declaration, root.encode(), body.replace(b"\r", b"&#13;").rstrip() + b"\n"))
    return ExportResult("rdfxml", len(triples), merged, repeated, out.write(content))


def _refuse_what_xml_lacks(triple: Triple) -> None:
    from pyoxigraph import Literal

    predicate = triple.predicate.value
    if not _XML_NAME_AT_END.search(predicate) or predicate.removeprefix(_RDF) in _RESERVED:
        raise InputError(
            "RDF/XML cannot write a property that does not end in an XML name",
            where=predicate,
            hint="export turtle, or name the property otherwise",
        )
    if isinstance(triple.object, Literal) and (odd := _NOT_XML.search(triple.object.value)):
        raise InputError(
            f"XML cannot hold the character U+{ord(odd[0]):04X}",
            where=f"{triple.subject} {triple.predicate}",
            hint="take the character out, or export turtle",
        )


def _escaped(iri: str) -> str:
    return iri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
