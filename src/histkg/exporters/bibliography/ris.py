"""RIS: the tagged lines that every reference manager reads.

Specification: the RIS format of Research Information Systems (2011 tag list): a tag of two characters, two spaces, a hyphen, a
space, the value; ``TY`` first, ``ER`` last; lines end in CR LF. Editors and compilers are ``A3``, translators ``A4``; the other
script of title and authors is ``TT`` and ``TA``; an archival unit has its code in ``AN`` and its archive in ``DB``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.bibliography.works import Work
    from histkg.exporters.selection import Selection

_TYPES = {
    "journal": "SER", "journal-article": "JOUR", "newspaper-article": "NEWS", "news-article": "NEWS",
    "encyclopedia-article": "ENCYC", "dataset": "DATA", "web-page": "ELEC", "wiki-article": "ELEC",
    "archive-page": "ELEC", "book-notice": "ELEC", "book-page": "CHAP", "file": "MANSCPT", "fonds": "MANSCPT",
    "inventory": "MANSCPT", "monograph": "BOOK", "collective-volume": "BOOK", "document-collection": "BOOK",
    "memoir-collection": "BOOK", "protocols": "BOOK", "encyclopedia-volume": "BOOK", "volume-of-set": "BOOK",
    "multivolume-set": "BOOK",
}  # fmt: skip
_ROLES = (
    ("author", "AU"),
    ("editor", "A3"),
    ("scientific-editor", "A3"),
    ("compiler", "A3"),
    ("translator", "A4"),
)
"""Role → tag. ``A3`` is the editor of a book; RIS has none for compilers: a note tells them apart."""


def write_ris(selection: Selection) -> Written:
    """Return the sources of *selection* as one RIS file, sorted by key."""
    bibliography = read_bibliography(selection)
    text = "".join(_record(work) for work in bibliography.works)
    return Written({"": text.encode()}, bibliography.counts, bibliography.left_out)


def _record(work: Work) -> str:
    kind = _TYPES.get(work.kind, "ELEC" if work.url else "GEN")
    if kind == "CHAP" and not work.whole:
        kind = "ELEC"
    first, _, last = work.pages.partition("-")
    shelf = work.shelf
    title = work.full_title
    lines: list[tuple[str, str]] = [
        ("TY", kind),
        ("ID", work.key),
        *_people(work),
        ("TI", title.main),
        ("TT", title.other or title.translated),
        ("T2", "" if work.in_set else work.whole.main),
        ("PY", work.year if work.year.isdigit() else ""),
        ("DA", "" if work.year.isdigit() else work.year),
        ("CY", work.place.main),
        ("PB", work.publisher.main),
        ("VL", work.volume),
        ("NV", work.volumes),
        ("IS", work.issue),
        ("SP", first),
        ("EP", last),
        ("DO", work.doi),
        ("SN", work.issn),
        ("UR", work.url),
        ("LA", work.language),
        ("M3", work.kind_label if kind in ("ELEC", "MANSCPT") else ""),
        ("DB", shelf.holder.main if shelf else ""),
        ("AN", shelf.code.main if shelf else ""),
        *(("KW", word) for word in work.keywords),
        ("N1", " • ".join([*_set_lines(work), *_role_lines(work), *work.note_lines()])),
    ]
    return (
        "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"
    )


def _set_lines(work: Work) -> list[str]:
    """Return what RIS holds in the title only: which part of it names the set, and which the volume."""
    if not work.in_set or work.whole.main == work.title.main:
        return []
    return [f"Set: {work.whole.main}", f"Volume: {work.title.main}"]


def _role_lines(work: Work) -> list[str]:
    """Return the roles RIS has no tags of their own for."""
    roles = sorted({person.role for person in work.contributors} - {"author", "editor", "translator"})
    return [
        f"{role.replace('-', ' ').capitalize()}: {'; '.join(one.name.inverted() for one in work.of_role(role))}"
        for role in roles
    ]


def _people(work: Work) -> Iterable[tuple[str, str]]:
    for role, tag in _ROLES:
        for person in work.of_role(role):
            yield tag, person.name.inverted()
    for person in work.of_role("author"):
        if person.other is not None:
            yield "TA", person.other.inverted()
