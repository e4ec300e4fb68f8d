"""BibLaTeX: a .bib file in UTF-8 for biber, JabRef, Zotero, pandoc and Typst.

Specification: the biblatex manual, “Database Guide” (entry types, fields, data annotations). Fields of the standard data
model only. A name in another script is a literal annotation, ``author+an:script = {1="Kadishev, A. B."}``; what no field
holds stands in ``annotation``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histkg.exporters.bibliography.header import read_header
from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.bibliography.names import Name
    from histkg.exporters.bibliography.works import Contributor, Forms, Work
    from histkg.exporters.selection import Selection

_BABEL = {
    "ar": "arabic", "az": "azerbaijani", "da": "danish", "de": "german", "en": "english", "fa": "persian",
    "fr": "french", "hy": "armenian", "it": "italian", "ka": "georgian", "nl": "dutch", "pl": "polish",
    "ru": "russian", "th": "thai", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""BCP 47 language → name of babel, which is also the localisation key of biblatex."""

_UNNAMED = {"arabic", "armenian", "azerbaijani", "georgian", "thai"}
"""Languages of which biblatex has no localisation string: they are printed as they stand, as names."""

_COLLECTIONS = (
    "document-collection",
    "memoir-collection",
    "collective-volume",
    "protocols",
    "encyclopedia-volume",
)
_FIXED = {
    **dict.fromkeys(("monograph", "volume-of-set", *_COLLECTIONS), "book"),
    "multivolume-set": "mvbook",
    "journal": "misc",
    "dataset": "misc",
}
"""Kind → entry type. Importers drop entries of types they do not know: @periodical and @dataset are not used."""
_UNITS = {"fonds", "inventory", "file"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ROLES = {"translator": "translator", "annotator": "annotator", "introduction-writer": "introduction",
          "preface-writer": "foreword"}  # fmt: skip
_EDITORS = (("editor", ""), ("compiler", "compiler"), ("scientific-editor", "scientific editor"))


def write_biblatex(selection: Selection) -> Written:
    """Return the sources of *selection* as one .bib file, sorted by key."""
    bibliography = read_bibliography(selection)
    head = "".join(f"% {line}\n" for line in read_header(selection))
    entries = [_entry(work) for work in bibliography.works]
    return Written({"": "\n".join([head, *entries]).encode()}, bibliography.counts, bibliography.left_out)


def entry_type(work: Work) -> str:
    """Return the entry type that says what *work* is, without demanding what is not known."""
    if work.shelf is not None or work.kind in _UNITS:
        return "unpublished" if work.kind == "file" else "misc"
    if work.kind == "book-page" and work.whole:
        return "inbook"
    if work.kind == "journal-article" and work.whole:
        return "article"
    if work.kind == "encyclopedia-article" and work.whole:
        return "inreference"
    if work.kind in _COLLECTIONS and not work.of_role("author"):
        return "collection"
    return _FIXED.get(work.kind, "online" if work.url else "misc")


def escape(text: str) -> str:
    r"""Return *text* with the characters that TeX reads as commands made harmless.

    >>> escape("50 % & more")
    '50 \\% \\& more'
    """
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _entry(work: Work) -> str:
    kind = entry_type(work)
    fields: dict[str, str] = {}
    _add_people(fields, work)
    _add_titles(fields, work, kind)
    fields |= {
        "number": escape(work.issue),
        "volume": escape(work.volume),
        "volumes": escape(work.volumes) if work.in_set or kind == "mvbook" else "",
        "location": _list(work.place.main),
        "publisher": _list(work.publisher.main),
        **_date(work.year),
        "pages": escape(work.pages.replace("-", "--")),
        "doi": work.doi,
        "issn": work.issn,
        "url": work.url,
        "type": work.kind_label if kind == "misc" and work.shelf is None else "",
    }
    _add_shelf(fields, work)
    fields |= {
        "language": _language(work.language),
        "langid": _BABEL.get(work.language, ""),
        "xref": work.whole_key,
        "keywords": ", ".join(escape(re.sub(r",\s*", " ", word)) for word in work.keywords),
        "annotation": escape(
            " • ".join(work.note_lines("In another script", "Published in, in another script", "Translated"))
        ),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{work.key},\n{''.join(lines)}}}\n"


def _add_people(fields: dict[str, str], work: Work) -> None:
    _add_names(fields, "author", work.of_role("author"))
    slots = iter(("editor", "editora", "editorb", "editorc"))
    for role, kind in _EDITORS:
        people = work.of_role(role)
        if not people:
            continue
        slot = next(slots)
        _add_names(fields, slot, people)
        if kind:
            fields[f"{slot}type"] = kind
    for role, name in _ROLES.items():
        _add_names(fields, name, work.of_role(role))


def _add_names(fields: dict[str, str], name: str, people: list[Contributor]) -> None:
    if not people:
        return
    fields[name] = " and ".join(_name(person.name) for person in people)
    others = [
        f'{number}="{person.other.inverted()}"' for number, person in enumerate(people, 1) if person.other
    ]
    if others:
        fields[f"{name}+an:script"] = "; ".join(others)


def _name(name: Name) -> str:
    if name.body or not name.given:
        return f"{{{escape(name.family)}}}"
    # BibTeX takes a given name in lower case, such as “gizi”, for a particle.
    given = [f"{{{escape(word)}}}" if word[:1].islower() else escape(word) for word in name.given.split()]
    return f"{escape(name.family)}, {' '.join(given)}"


def _add_titles(fields: dict[str, str], work: Work, kind: str) -> None:
    fields["title"] = _title(work.title.main, work.language)
    fields["titleaddon"] = escape(work.title.added())
    if kind == "article":
        fields["journaltitle"] = _title(work.whole.main, work.language)
        fields["journaltitleaddon"] = escape(work.whole.added())
    elif kind in ("inbook", "inreference"):
        fields["booktitle"] = _title(work.whole.main, work.language)
        fields["booktitleaddon"] = escape(work.whole.added())
    elif work.in_set and work.whole.main != work.title.main:
        fields["maintitle"] = _title(work.whole.main, work.language)
        fields["maintitleaddon"] = escape(work.whole.added())


def _title(text: str, language: str) -> str:
    """Return a title; in English, inner braces keep styles from changing its capitals."""
    return f"{{{escape(text)}}}" if _BABEL.get(language, "english") == "english" and text else escape(text)


def _date(year: str) -> dict[str, str]:
    """Return a bare year as ``year``, which old programs read too, and any other date as ``date`` (EDTF).

    “1740 or 1741” is no date of biblatex: as ``year`` it is printed as it stands.
    """
    return {"date" if re.fullmatch(r"\d{4}\D.*", year) and " or " not in year else "year": escape(year)}


def _language(language: str) -> str:
    name = _BABEL.get(language, language)
    return name.title() if name in _UNNAMED else name


def _list(text: str) -> str:
    """Return one item of a literal list, safe from being cut at “ and ”."""
    return f"{{{escape(text)}}}" if re.search(r"\sand\s", text) else escape(text)


def _add_shelf(fields: dict[str, str], work: Work) -> None:
    """Add where an archival unit is kept: for people in ``library``, level by level in the user fields."""
    shelf = work.shelf
    if shelf is None:
        return
    fields["type"] = f"archival {work.kind}"
    fields["howpublished"] = escape(shelf.holder.main)
    fields["library"] = escape(", ".join(part for part in (_both(shelf.holder), shelf.code.main) if part))
    fields["usera"] = escape(shelf.holder.main)
    for name, level in (("userb", "fonds"), ("userc", "inventory"), ("userd", "file")):
        fields[name] = escape(shelf.numbers.get(level, ""))


def _both(forms: Forms) -> str:
    return " ".join(part for part in (forms.main, forms.added()) if part)
