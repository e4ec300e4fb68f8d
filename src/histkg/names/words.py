"""The words of a name as they are compared one by one: keys, consonants, numbers, initials.

A number is the same in digits and Roman numerals (``11-я``, ``11th``, ``XI``); its ordinal ending counts for nothing. It
belongs to what follows it: the 20th Division of the XI Army is no 11th Division.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from histkg.names.spelling import is_language, keys_of, skeleton, words_of

_ROMAN = re.compile("(?=.)(x{0,3})(ix|iv|v?i{0,3})")
_DIGITS = re.compile("([0-9]+)(st|nd|rd|th)?")
_ENDINGS = frozenset(
    ("я", "й", "е", "ая", "ое", "ый", "ой", "ий", "го", "ci", "cı", "cu", "cü", "nci", "ncı", "uncu", "üncü")
)
"""Ordinal endings that stand behind a hyphen: 11-я, 20-ci."""
_INITIALS = frozenset(("дж", "ch", "sh", "zh", "kh", "ts", "dj", "dzh"))
"""Initials of more than one letter."""

_YEAR = 1000
"""Numbers from here on are years: they stand anywhere in a name."""


@dataclass(frozen=True)
class Word:
    """A word of a name.

    :param keys: the search keys it can be met by; of a number also ``#<number>``.
    :param bones: its consonants, empty where they are too few to tell anything.
    :param number: its value, where it can be read as a number.
    :param initial: it may stand for a longer word that begins so.
    """

    keys: frozenset[str]
    bones: str
    number: int | None = None
    initial: bool = False


def read_words(text: str, language: str | None = None) -> list[Word]:
    """Return the words of *text*, ordinal endings left out.

    >>> [word.number for word in read_words("11-я армия")]
    [11, None]
    >>> read_words("XI Red Army", "en")[0].number
    11
    """
    found: list[Word] = []
    numbered = False
    for text_of_word in words_of(text, turkic=is_language(language, "az", "tr")).split():
        if numbered and text_of_word in _ENDINGS:
            numbered = False
            continue
        word = _read(text_of_word, language)
        if word is None:
            continue
        numbered = text_of_word.isdigit()
        found.append(word)
    return found


@lru_cache(maxsize=20_000)
def _read(text: str, language: str | None) -> Word | None:
    keys = keys_of(text, language)
    if not keys:
        return None
    value = _value(text)
    bones = skeleton(text)
    return Word(
        keys if value is None else keys | {f"#{value}"},
        "" if value is not None or len(bones) < 3 else bones,
        value,
        initial=(len(text) == 1 and text.isalpha()) or text in _INITIALS,
    )


def _value(text: str) -> int | None:
    if match := _DIGITS.fullmatch(text):
        return int(match[1]) if len(match[1]) < 10 else None
    if match := _ROMAN.fullmatch(text.replace("ı", "i")):
        tens, ones = match.groups()
        small = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
        return 10 * len(tens) + small[ones]
    return None


def roman(number: int) -> str:
    """Return *number*, below 40, as a Roman numeral in small letters; empty for others.

    >>> roman(11), roman(24)
    ('xi', 'xxiv')
    """
    if not 0 < number < 40:
        return ""
    return "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


def numbers_belong(asked: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether each number asked for is followed in *name* by the word it is followed by in *asked*.

    >>> name = read_words("20-я дивизия XI армии")
    >>> numbers_belong(read_words("20-я дивизия"), name), numbers_belong(read_words("11-я дивизия"), name)
    (True, False)
    """
    for number, following in pairwise(asked):
        if number.number is None or number.number >= _YEAR or following.number is not None:
            continue
        if not any(
            word.number == number.number and _meets(following, _until_number(name[at + 1 :]))
            for at, word in enumerate(name)
        ):
            return False
    return True


def _until_number(words: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(words) if word.number is not None), len(words))
    return words[:end]


def _meets(word: Word, others: Sequence[Word]) -> bool:
    return any(word.keys & other.keys for other in others)


def initials_agree(asked: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether *asked* and *name* share a full word, and each other word asked for agrees with a word by its initial.

    >>> initials_agree(read_words("Дж. Шихлинский"), read_words("Cavad bəy Şıxlinski", "az"))
    True
    >>> initials_agree(read_words("Дж. Шихлинский"), read_words("Əliağa Şıxlinski", "az"))
    False
    """
    left = list(name)
    short: list[Word] = []
    shared = False
    for word in asked:
        match = next((other for other in left if word.keys & other.keys), None)
        if match is None:
            short.append(word)
            continue
        left.remove(match)
        shared = shared or not word.initial
    for word in short:
        match = next((other for other in left if _begins(word, other) or _begins(other, word)), None)
        if match is None:
            return False
        left.remove(match)
    return shared and bool(short)


def _begins(initial: Word, word: Word) -> bool:
    if not initial.initial or word.number is not None:
        return False
    return any(key.startswith(begin) for begin in initial.keys if begin[0] != "#" for key in word.keys)
