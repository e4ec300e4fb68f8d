"""Matching: what a query may mean among names, by look-up, with the rank of each answer."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from histkg.names.spelling import LONGEST, fold, lower, search_keys, skeleton
from histkg.names.words import Word, initials_agree, numbers_belong, read_words


class Rank(IntEnum):
    """How near a name is to what was asked; smaller is nearer."""

    EXACT = 0
    """The same characters (NFC)."""
    CASE = 1
    """The same but for capitals, Azerbaijani or other."""
    KEY = 2
    """A search key in common: another script, romanisation or simplification of the whole name."""
    LENT = 3
    """One of the above, but with a name lent to it: that of the place of an event."""
    WORDS = 4
    """All words asked for are words of the name, by their keys."""
    SPREAD = 5
    """All words asked for are words of its names, but not of one; or of a name lent to it."""
    INITIALS = 6
    """A full word agrees, and initials stand for the rest: a guess about a person."""
    SKELETON = 7
    """Only the consonants agree: a hint, no more."""
    NEAR = 8
    """Most letters agree: perhaps a slip, a hint, no more."""


@dataclass(frozen=True)
class Name:
    """A name that an entity bears.

    :param entity: what bears it, usually an IRI.
    :param language: BCP 47 tag, None where it is not known.
    :param lent: it is the name of something else, such as the place of an event.
    """

    entity: str
    text: str
    language: str | None = None
    lent: bool = False


@dataclass(frozen=True, order=True)
class Match:
    """An entity found, by its nearest name. Matches sort by rank, then by distance, then by name.

    :param distance: where words were compared, how many words of the name were not asked for; else the difference in
        length.
    """

    rank: Rank
    distance: int
    name: str
    entity: str


_Best = dict[str, tuple[Rank, int, Match]]
"""Entity → its nearest name so far."""


class NameIndex:
    """Names by everything they can be looked up by; a look-up reads no name that shares nothing with the query.

    >>> NameIndex([Name("place:ganja", "Gəncə", "az")]).match("Гянджа")
    [Match(rank=<Rank.KEY: 2>, distance=1, name='Gəncə', entity='place:ganja')]
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._by: dict[tuple[Rank, str], set[Name]] = defaultdict(set)
        self._by_word: dict[tuple[Rank, str], set[Name]] = defaultdict(set)
        self._words: dict[Name, list[Word]] = {}
        for name in names:
            if name in self._words:
                continue
            for rank, forms in _forms(name.text, name.language).items():
                for form in forms:
                    self._by[rank, form].add(name)
            self._words[name] = read_words(name.text, name.language)
            for word in self._words[name]:
                for key in word.keys:
                    self._by_word[Rank.WORDS, key].add(name)
                for bones in _bones(word):
                    self._by_word[Rank.SKELETON, bones].add(name)

    def match(self, query: str, language: str | None = None) -> list[Match]:
        """Return every entity that *query* may mean, nearest first, each once.

        :param language: of the query, where known.
        """
        best: _Best = {}
        for rank, forms in _forms(query, language).items():
            for form in forms:
                for name in self._by.get((rank, form), ()):
                    self._keep(best, query, Rank.LENT if name.lent and rank < Rank.LENT else rank, name)
        asked = list({(word.keys, word.number): word for word in read_words(query, language)}.values())
        if not asked:
            return _sorted(best)
        found = [self._names(Rank.WORDS, word.keys) for word in asked]
        whole = set.intersection(*found)
        for name in whole:
            if not name.lent and numbers_belong(asked, self._words[name]):
                self._keep(best, query, Rank.WORDS, name)
        self._match_spread(best, query, asked, found)
        for name in set().union(*found) - whole:
            if not name.lent and initials_agree(asked, self._words[name]):
                self._keep(best, query, Rank.INITIALS, name)
        for name in set.intersection(*(self._names(Rank.SKELETON, _bones(word)) for word in asked)):
            if not name.lent and numbers_belong(asked, self._words[name]):
                self._keep(best, query, Rank.SKELETON, name)
        return _sorted(best)

    def _names(self, rank: Rank, keys: Iterable[str]) -> set[Name]:
        return set().union(*(self._by_word.get((rank, key), ()) for key in keys))

    def _match_spread(
        self, best: _Best, query: str, asked: Sequence[Word], found: Sequence[set[Name]]
    ) -> None:
        """Keep the entities all of whose names together have all the words, at least one of them their own."""
        entities = set.intersection(*({name.entity for name in names} for names in found))
        for entity in entities:
            names = {name for names in found for name in names if name.entity == entity}
            own = sorted(
                (name for name in names if not name.lent), key=lambda name: (len(name.text), name.text)
            )
            if own and (
                all(word.number is None for word in asked)
                or any(numbers_belong(asked, self._words[name]) for name in names)
            ):
                self._keep(best, query, Rank.SPREAD, own[0])

    def _keep(self, best: _Best, query: str, rank: Rank, name: Name) -> None:
        distance = abs(len(name.text) - len(query))
        if rank in (Rank.WORDS, Rank.INITIALS):
            distance = max(0, len(self._words[name]) - len(read_words(query)))
        # Of names equally near, the one that looks like the query tells the reader most.
        unlike = len(set(fold(query).split()) - set(fold(name.text).split()))
        hit = (rank, unlike, Match(rank, distance, name.text, name.entity))
        best[name.entity] = min(hit, best.get(name.entity, hit))


def _sorted(best: _Best) -> list[Match]:
    return sorted(hit for _, _, hit in best.values())


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


def _bones(word: Word) -> Iterable[str]:
    """Return what a word can be met by at the loosest rank: its consonants, or the whole of it where they are few."""
    return {word.bones} if word.bones else {f"={key}" for key in word.keys}
