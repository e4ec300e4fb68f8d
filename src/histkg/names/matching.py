"""Matching: what a query may mean among names, by look-up, with the rank of each answer."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from histkg.names.spelling import LONGEST, fold, is_language, keys_of, lower, search_keys, skeleton, words_of


class Rank(IntEnum):
    """How near a name is to what was asked; smaller is nearer."""

    EXACT = 0
    """The same characters (NFC)."""
    CASE = 1
    """The same but for capitals, Azerbaijani or other."""
    KEY = 2
    """A search key in common: another script, romanisation or simplification of the whole name."""
    WORDS = 3
    """All words asked for are words of the name, by their keys."""
    SKELETON = 4
    """Only the consonants agree: a hint, no more."""


@dataclass(frozen=True)
class Name:
    """A name that an entity bears.

    :param entity: what bears it, usually an IRI.
    :param language: BCP 47 tag, None where it is not known.
    """

    entity: str
    text: str
    language: str | None = None


@dataclass(frozen=True, order=True)
class Match:
    """An entity found, by its nearest name. Matches sort by rank, then by nearness in length, then by name."""

    rank: Rank
    distance: int
    name: str
    entity: str


class NameIndex:
    """Names by everything they can be looked up by; a look-up reads no name that shares nothing with the query.

    >>> NameIndex([Name("place:ganja", "Gəncə", "az")]).match("Гянджа")
    [Match(rank=<Rank.KEY: 2>, distance=1, name='Gəncə', entity='place:ganja')]
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._by: dict[tuple[Rank, str], set[Name]] = defaultdict(set)
        self._by_word: dict[tuple[Rank, str], set[Name]] = defaultdict(set)
        for name in names:
            for rank, forms in _forms(name.text, name.language).items():
                for form in forms:
                    self._by[rank, form].add(name)
            for rank, keys in _word_keys(name.text, name.language):
                for key in keys:
                    self._by_word[rank, key].add(name)

    def match(self, query: str, language: str | None = None) -> list[Match]:
        """Return every entity that *query* may mean, nearest first, each once.

        :param language: of the query, where known.
        """
        best: dict[str, Match] = {}
        for rank, forms in _forms(query, language).items():
            for form in forms:
                self._keep(best, query, rank, self._by.get((rank, form), ()))
        asked: dict[Rank, list[set[Name]]] = defaultdict(list)
        for rank, keys in _word_keys(query, language):
            asked[rank].append(set().union(*(self._by_word.get((rank, key), ()) for key in keys)))
        for rank, found in asked.items():
            self._keep(best, query, rank, set.intersection(*sorted(found, key=len)))
        return sorted(best.values())

    @staticmethod
    def _keep(best: dict[str, Match], query: str, rank: Rank, names: Iterable[Name]) -> None:
        for name in names:
            hit = Match(rank, abs(len(name.text) - len(query)), name.text, name.entity)
            best[name.entity] = min(hit, best.get(name.entity, hit))


def match(query: str, candidates: Iterable[Name], language: str | None = None) -> list[Match]:
    """Return what *query* may mean among *candidates*, nearest first; :class:`NameIndex` is for asking again.

    >>> [hit.rank.name for hit in match("Guseynov", [Name("a", "Гусейнов Ш.", "ru"), Name("b", "Hüseynov R.", "az")])]
    ['WORDS', 'WORDS']
    """
    return NameIndex(candidates).match(query, language)


def suggestions(query: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to *limit* of *names* that *query* may be a slip for, most similar first.

    >>> suggestions("Gnaja", ["Bakı", "Ganja"])
    ['Ganja']
    """
    from difflib import SequenceMatcher

    compared = SequenceMatcher(autojunk=False)
    compared.set_seq2(fold(query[:100]))
    scored = []
    for name in set(names):
        compared.set_seq1(fold(name[:100]))
        if compared.real_quick_ratio() >= 0.7 and compared.quick_ratio() >= 0.7:
            scored.append((-compared.ratio(), name))
    return [name for score, name in sorted(scored)[:limit] if score <= -0.7 and fold(name)]


def _forms(text: str, language: str | None) -> dict[Rank, set[str] | frozenset[str]]:
    """Return the forms of the whole *text* that must be equal for each rank."""
    stripped = unicodedata.normalize("NFC", text[:LONGEST]).strip()
    keys = search_keys(text, language)
    if not keys:
        return {}
    bones = skeleton(text)
    return {
        Rank.EXACT: {stripped},
        Rank.CASE: {lower(stripped, turkic=True), lower(stripped, turkic=False)},
        Rank.KEY: {key.replace(" ", "") for key in keys},
        Rank.SKELETON: {bones} if len(bones.replace(" ", "")) >= 3 else set(),
    }


def _word_keys(text: str, language: str | None) -> Iterable[tuple[Rank, frozenset[str]]]:
    """Yield, for each distinct word of *text*, the keys it can be met by at each rank."""
    for word in dict.fromkeys(words_of(text, turkic=is_language(language, "az", "tr")).split()):
        keys = keys_of(word, language)
        if keys:
            bones = skeleton(word)
            yield Rank.WORDS, keys
            yield Rank.SKELETON, frozenset({bones} if len(bones) >= 3 else {f"={key}" for key in keys})
