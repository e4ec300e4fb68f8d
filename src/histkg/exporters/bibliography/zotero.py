"""Zotero RDF: what Zotero's own RDF import reads back into items, creators, tags, notes and a collection.

The vocabulary is that of Zotero's exports: ``bib:`` types and creators in ``rdf:Seq``, ``z:itemType`` and ``z:`` fields,
``foaf:``, ``vcard:``, ``prism:``, ``dcterms:isPartOf`` for the container. Fields of CSL that Zotero has none for stand in
``dc:description`` (“Extra”), one a line, where Zotero finds them again; who says so is a note of each item.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.bibliography.names import Name
    from histkg.exporters.bibliography.works import Bibliography, Work
    from histkg.exporters.selection import Selection

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
}
_BOOK = ("book", "bib:Book", "")
_WEB = ("webpage", "bib:Document", "z:Website")
_NEWS = ("newspaperArticle", "bib:Article", "bib:Newspaper")
_UNIT = ("manuscript", "bib:Manuscript", "")
_TYPES = {
    "journal-article": ("journalArticle", "bib:Article", "bib:Journal"),
    "newspaper-article": _NEWS,
    "news-article": _NEWS,
    "encyclopedia-article": ("encyclopediaArticle", "rdf:Description", "bib:Book"),
    "book-page": ("bookSection", "bib:BookSection", "bib:Book"),
    "dataset": ("dataset", "rdf:Description", ""),
    "journal": ("document", "rdf:Description", ""),
    **dict.fromkeys(("web-page", "wiki-article", "archive-page", "book-notice"), _WEB),
    **dict.fromkeys(("file", "inventory", "fonds"), _UNIT),
}
"""Kind → item type of Zotero, class, class of its container. All others are books."""

_CREATORS = {
    "author": "bib:authors", "editor": "bib:editors", "scientific-editor": "bib:editors",
    "translator": "z:translators",
}  # fmt: skip
_PLAIN_CREATORS = {"bib:authors", "z:translators", "bib:contributors"}


def write_zotero(selection: Selection) -> Written:
    """Return the sources of *selection* as Zotero RDF: all items, in one collection named after the selection."""
    bibliography = read_bibliography(selection)
    for prefix, namespace in _NAMESPACES.items():
        ET.register_namespace(prefix, namespace)
    root = ET.Element(_q("rdf:RDF"))
    for work in bibliography.works:
        _Item(root, work).write()
    if bibliography.works:
        _add_collection(root, bibliography)
    ET.indent(root, " ")
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    return Written({"": text.encode()}, bibliography.counts, bibliography.left_out)


def _q(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def _add(parent: ET.Element, curie: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, _q(curie), {_q(f"rdf:{name}"): value for name, value in attributes.items()})
    child.text = text or None
    return child


def _add_collection(root: ET.Element, bibliography: Bibliography) -> None:
    collection = _add(root, "z:Collection", about="#collection_1")
    _add(collection, "dc:title", bibliography.title)
    for work in bibliography.works:
        _add(collection, "dcterms:hasPart", resource=work.iri)


class _Item:
    """Writes one work under *root*."""

    def __init__(self, root: ET.Element, work: Work) -> None:
        self.root, self.work = root, work
        self.item_type, class_curie, self.container = _TYPES.get(work.kind, _BOOK)
        if self.item_type == "bookSection" and not work.whole:
            self.item_type, class_curie, self.container = _WEB
        self.node = _add(root, class_curie, about=work.iri)

    def write(self) -> None:
        work, node = self.work, self.node
        _add(node, "z:itemType", self.item_type)
        if self.container and work.whole:
            container = _add(_add(node, "dcterms:isPartOf"), self.container)
            _add(container, "dc:title", work.whole.main)
            for curie, text in (("prism:volume", work.volume), ("prism:number", work.issue)):
                self._add_if(container, curie, text)
            self._add_if(container, "dc:identifier", work.doi and f"DOI {work.doi}")
            self._add_if(container, "dc:identifier", work.issn and f"ISSN {work.issn}")
        else:
            self._add_if(node, "prism:volume", work.volume)
            self._add_if(node, "dc:identifier", work.doi and f"DOI {work.doi}")
        self._add_publisher()
        self._add_creators()
        _add(node, "dc:title", work.full_title.main)
        for curie, text in (
            ("dc:date", work.year),
            ("z:numberOfVolumes", work.volumes if self.item_type == "book" else ""),
            ("bib:pages", work.pages),
            ("z:language", work.language),
            ("dc:rights", work.licence),
            ("dc:type", work.kind_label if self.item_type in ("webpage", "manuscript") else ""),
        ):
            self._add_if(node, curie, text)
        if work.url:
            address = _add(_add(node, "dc:identifier"), "dcterms:URI")
            _add(address, "rdf:value", work.url)
        if work.shelf is not None:
            _add(node, "z:archive", work.shelf.holder.main)
            _add(node, "dc:coverage", work.shelf.code.main)
            number = _add(_add(node, "dc:subject"), "dcterms:LCC")
            _add(number, "rdf:value", work.shelf.code.main)
        for word in work.keywords:
            _add(node, "dc:subject", word)
        _add(node, "dc:description", "\n".join(self._extra()))
        self._add_relation()
        self._add_note()

    def _add_if(self, parent: ET.Element, curie: str, text: str) -> None:
        if text:
            _add(parent, curie, text)

    def _add_publisher(self) -> None:
        work = self.work
        if not work.publisher and not work.place:
            return
        publisher = _add(_add(self.node, "dc:publisher"), "foaf:Organization")
        if work.place:
            address = _add(_add(publisher, "vcard:adr"), "vcard:Address")
            _add(address, "vcard:locality", work.place.main)
        self._add_if(publisher, "foaf:name", work.publisher.main)

    def _add_creators(self) -> None:
        """Add creators; Zotero has no compilers, and editors of books only: the others are contributors."""
        names: dict[str, list[Name]] = {}
        for person in self.work.contributors:
            curie = _CREATORS.get(person.role, "bib:contributors")
            if curie not in _PLAIN_CREATORS and self.item_type == "webpage":
                curie = "bib:contributors"
            if person.name not in names.setdefault(curie, []):
                names[curie].append(person.name)
        for curie, people in names.items():
            sequence = _add(_add(self.node, curie), "rdf:Seq")
            for name in people:
                creator = _add(_add(sequence, "rdf:li"), "foaf:Person")
                _add(creator, "foaf:surname", name.family)
                self._add_if(creator, "foaf:givenName", name.given)

    def _extra(self) -> list[str]:
        """Return the lines of “Extra” that Zotero reads as fields of CSL."""
        work = self.work
        compilers = [
            f"Compiler: {person.name.family} || {person.name.given}" for person in work.of_role("compiler")
        ]
        return [
            f"Citation Key: {work.key}",
            *(["Type: periodical"] if work.kind == "journal" else []),
            *(["Type: collection"] if work.kind in ("fonds", "inventory") else []),
            *([f"DOI: {work.doi}"] if work.doi and self.item_type != "journalArticle" else []),
            *(
                [f"Volume Title: {work.title.main}"]
                if work.in_set and work.whole.main != work.title.main
                else []
            ),
            *([f"Archive Collection: {work.shelf.numbers['fonds']}"] if work.shelf else []),
            *compilers,
            *(
                f"{label}: {text}"
                for label, text in work.notes
                if label.lower().endswith("in another script")
            ),
        ]

    def _add_relation(self) -> None:
        if self.work.in_set and self.work.whole_key:
            _add(self.node, "dc:relation", resource=self.work.whole_iri)

    def _add_note(self) -> None:
        """Add who says so and everything without a field as a note: HTML, as Zotero's notes are."""
        _add(self.node, "dcterms:isReferencedBy", resource=f"{self.work.iri}#note")
        memo = _add(self.root, "bib:Memo", about=f"{self.work.iri}#note")
        paragraphs = (
            f"<p><strong>{escape(label, quote=False)}</strong>: {escape(text, quote=False)}</p>"
            for label, text in self.work.notes
        )
        _add(memo, "rdf:value", "\n".join(paragraphs))
