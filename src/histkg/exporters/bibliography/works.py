"""A work to cite, as all formats of bibliographies see it: every form of every field, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from histkg.exporters.bibliography.names import Name, is_romanised

CATEGORIES = ("publications", "archival units", "datasets", "other sources")
"""Under what works are counted."""


@dataclass(frozen=True)
class Forms:
    """One text in the forms in which it is printed.

    :param main: the form to cite.
    :param other: the same in another script; "" where there is none.
    :param translated: the same in another language; "" where there is none.
    :param further: all other forms.
    """

    main: str = ""
    other: str = ""
    translated: str = ""
    further: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.main)

    def joined(self, other: Forms) -> Forms:
        """Return both texts as one, script by script; a text that only repeats the other is not repeated.

        >>> Forms("Архив гг.", "Arkhiv gg.").joined(Forms("1919"))
        Forms(main='Архив гг. 1919', other='Arkhiv gg. 1919', translated='', further=())
        """
        if not other or other.main == self.main:
            return self
        if not self:
            return other
        second = _sentences(self.other or self.main, other.other or other.main)
        return Forms(_sentences(self.main, other.main), second if self.other or other.other else "")

    def added(self) -> str:
        """Return the forms beside the main one: “other [translated]”."""
        bracketed = f"[{self.translated}]" if self.translated else ""
        return " ".join(part for part in (self.other, bracketed) if part)


def _sentences(first: str, second: str) -> str:
    return f"{first} {second}" if first.endswith((".", "?", "!")) else f"{first}. {second}"


def choose_forms(texts: Iterable[tuple[str, str]], language: str, languages: Sequence[str] = ()) -> Forms:
    """Return (text, language tag) pairs as forms: the work's own script first, unless a romanised tag is asked for.

    :param language: of the work; "" where it is not known.
    :param languages: the reader's language chain; ``ru-latn`` in it puts the romanised form first.

    >>> choose_forms([("Elm", "ru-latn"), ("Элм", "ru"), ("Science", "en")], "ru")
    Forms(main='Элм', other='Elm', translated='Science', further=())
    >>> choose_forms([("Elm", "ru-latn"), ("Элм", "ru")], "ru", ("ru-latn", "en")).main
    'Elm'
    """
    pairs = sorted(dict.fromkeys(texts), key=lambda pair: (_rank(pair[1], languages), pair[1], pair[0]))
    romanised = [text for text, tag in pairs if is_romanised(tag)]
    # What is romanised says which language it was romanised from.
    language = language or next((tag.partition("-")[0] for _, tag in pairs if is_romanised(tag)), "")
    own = [text for text, tag in pairs if not is_romanised(tag) and tag.partition("-")[0] == language]
    rest = [text for text, tag in pairs if not is_romanised(tag) and tag.partition("-")[0] != language]
    if not own and not romanised:
        own, rest = rest[:1], rest[1:]
    asked = any(is_romanised(tag) and tag in languages for _, tag in pairs)
    first, second = (romanised, own) if asked or not own else (own, romanised)
    if not first:
        return Forms()
    used = [first[0], *second[:1], *rest[:1]]
    further = [text for text in (*first, *second, *rest) if text not in used]
    other = second[0] if second and second[0] != first[0] else ""
    translated = rest[0] if rest and rest[0] != first[0] else ""
    return Forms(first[0], other, translated, tuple(dict.fromkeys(further)))


def _rank(tag: str, languages: Sequence[str]) -> int:
    """Return the place of a tag's language in the reader's chain."""
    wanted = [language.partition("-")[0] for language in languages]
    language = tag.partition("-")[0]
    return wanted.index(language) if language in wanted else len(wanted)


@dataclass(frozen=True)
class Contributor:
    """Who did what for a work.

    :param role: notation of ``role:`` — author, editor, compiler, translator…
    :param name: the form to cite.
    :param other: the name in another script, or None.
    :param printed: the role as the references print it, with the name: “Сост. А. Г. Мискин”.
    """

    role: str
    name: Name
    other: Name | None = None
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Where an archival unit is kept.

    :param holder: the archive.
    :param numbers: level (fonds, inventory, file) → number, from the widest.
    :param code: the reference code: “РГАСПИ, ф. 64, оп. 1, д. 21”.
    """

    holder: Forms
    numbers: dict[str, str]
    code: Forms


@dataclass(frozen=True)
class Work:
    """One entry of a bibliography.

    :param key: stable citation key, the slug of its IRI.
    :param kind: notation of ``doctype:``, or fonds, inventory, file.
    :param category: under which it is counted.
    :param whole: title of the set, the journal or the book it is part of; ``whole_kind`` says which.
    :param whole_key: the key of the whole where it is in the same bibliography; "" where it is not.
    :param year: as said; “1740 or 1741” where the sources differ.
    :param notes: (label, text): who says so, how sure, doubts, printed lines.
    """

    iri: str
    key: str
    kind: str
    title: Forms
    category: str = "publications"
    contributors: tuple[Contributor, ...] = ()
    whole: Forms = Forms()
    whole_kind: str = ""
    whole_key: str = ""
    whole_iri: str = ""
    publisher: Forms = Forms()
    place: Forms = Forms()
    year: str = ""
    volume: str = ""
    volumes: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    issn: str = ""
    url: str = ""
    language: str = ""
    script: str = ""
    licence: str = ""
    shelf: Shelf | None = None
    kind_label: str = ""
    keywords: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = field(default=())

    def of_role(self, *roles: str) -> list[Contributor]:
        """Return the contributors in these roles, in print order."""
        return [person for person in self.contributors if person.role in roles]

    @property
    def in_set(self) -> bool:
        """Whether it is a volume of a set."""
        return self.whole_kind == "multivolume-set"

    @property
    def full_title(self) -> Forms:
        """Title of the set and of the volume as one; the title where there is no set."""
        return self.whole.joined(self.title) if self.in_set else self.title

    def note_lines(self, *skipped: str) -> list[str]:
        """Return the notes as “Label: text”.

        :param skipped: labels of notes whose content the format has fields for.
        """
        return [f"{label}: {text}" for label, text in self.notes if label not in skipped]


@dataclass(frozen=True)
class Bibliography:
    """The works of a selection.

    :param title: what they are of.
    :param counts: what is in it.
    :param left_out: what is not, and why.
    """

    title: str
    works: tuple[Work, ...]
    counts: dict[str, int]
    left_out: dict[str, int]


def count(works: Iterable[Work]) -> dict[str, int]:
    """Return category → how many works there are of it."""
    counts: dict[str, int] = {}
    for work in works:
        counts[work.category] = counts.get(work.category, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: CATEGORIES.index(pair[0])))
