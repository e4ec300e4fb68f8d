"""CSL-JSON: the items that citation processors format, for Zotero, pandoc, citeproc and word processors.

Specification: CSL 1.0.2, its appendices on types and variables, and the JSON schema ``csl-data.json``. The title of a volume of a
set is ``volume-title``; names and titles in another script, roles and levels of an archive stand in ``custom``, whose keys
no processor reads, and once more in words in ``note``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.bibliography.names import Name
    from histkg.exporters.bibliography.works import Forms, Work
    from histkg.exporters.selection import Selection

_TYPES = {
    "journal": "periodical", "journal-article": "article-journal", "newspaper-article": "article-newspaper",
    "news-article": "article-newspaper", "encyclopedia-article": "entry-encyclopedia", "dataset": "dataset",
    "web-page": "webpage", "wiki-article": "webpage", "archive-page": "webpage", "book-notice": "webpage",
    "book-page": "chapter", "file": "manuscript", "fonds": "collection", "inventory": "collection",
}  # fmt: skip
_BOOKS = {
    "monograph", "collective-volume", "document-collection", "memoir-collection", "protocols", "encyclopedia-volume",
    "volume-of-set", "multivolume-set",
}  # fmt: skip
_ROLES = {
    "author": "author", "editor": "editor", "scientific-editor": "editor", "compiler": "compiler",
    "translator": "translator", "introduction-writer": "contributor", "preface-writer": "contributor",
    "annotator": "contributor",
}  # fmt: skip
"""Role → name variable. CSL has none for introductions, prefaces and notes; ``custom`` keeps the roles apart."""


def write_csl(selection: Selection) -> Written:
    """Return the sources of *selection* as one CSL-JSON file, sorted by id."""
    bibliography = read_bibliography(selection)
    items = [item_of(work) for work in bibliography.works]
    text = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
    return Written({"": text.encode()}, bibliography.counts, bibliography.left_out)


def item_of(work: Work) -> dict[str, Any]:
    """Return one work as a CSL item."""
    kind = "book" if work.kind in _BOOKS else _TYPES.get(work.kind, "webpage" if work.url else "document")
    if kind in ("chapter", "entry-encyclopedia") and not work.whole:
        kind = "webpage" if work.url else "document"
    part = work.in_set and work.whole.main != work.title.main
    title = work.whole if part else work.title
    item: dict[str, Any] = {
        "id": work.key,
        "type": kind,
        "citation-key": work.key,
        "title": title.main,
        "volume-title": work.title.main if part else "",
        "container-title": work.whole.main if work.whole and not work.in_set else "",
        "genre": work.kind_label if kind in ("webpage", "manuscript", "collection") else "",
        "publisher": work.publisher.main,
        "publisher-place": work.place.main,
        "volume": work.volume,
        "number-of-volumes": work.volumes,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "ISSN": work.issn,
        "URL": work.url,
        "language": work.language,
        "keyword": ", ".join(re.sub(r",\s*", " ", word) for word in work.keywords),
        "note": "\n".join(work.note_lines()),
    }
    item |= _people(work)
    if work.year:
        item["issued"] = {"date-parts": [[int(work.year)]]} if work.year.isdigit() else {"literal": work.year}
    if work.shelf is not None:
        item |= {
            "archive": work.shelf.holder.main,
            "archive_collection": work.shelf.numbers.get("fonds", ""),
            "archive_location": work.shelf.code.main,
            "call-number": work.shelf.code.main,
        }
    item["custom"] = _custom(work)
    return {name: value for name, value in item.items() if value}


def name_of(name: Name) -> dict[str, str]:
    """Return a name as CSL has it; a body as a literal."""
    if name.body or not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _people(work: Work) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for person in work.contributors:
        names = found.setdefault(_ROLES.get(person.role, "contributor"), [])
        if name_of(person.name) not in names:
            names.append(name_of(person.name))
    return found


def _custom(work: Work) -> dict[str, Any]:
    """Return what CSL has no variable for, as data."""
    custom: dict[str, Any] = {
        "record": work.iri,
        "kind": work.kind,
        "script": work.script,
        "whole": work.whole_key,
        "title": _forms(work.title),
        "whole-title": _forms(work.whole),
        "publisher": _forms(work.publisher),
        "place": _forms(work.place),
        "contributors": [
            {
                "role": person.role,
                "name": name_of(person.name),
                "other-script": name_of(person.other) if person.other else None,
                "as-printed": list(person.printed),
            }
            for person in work.contributors
        ],
        "archive": _forms(work.shelf.holder) if work.shelf else {},
        "shelf": dict(work.shelf.numbers) if work.shelf else {},
    }
    return {name: value for name, value in custom.items() if value}


def _forms(forms: Forms) -> dict[str, Any]:
    found: dict[str, Any] = {
        "as-cited": forms.main,
        "other-script": forms.other,
        "translated": forms.translated,
        "also": list(forms.further),
    }
    return {name: value for name, value in found.items() if value}
