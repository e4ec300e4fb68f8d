"""Spellings: text in, plain keys out, by tables of letters that each name the scheme they follow.

Sources: BGN/PCGN 1947, ISO 9:1995, GOST 16876-71, ALA-LC for Russian; the Azerbaijani alphabets of 1958 and 1991; the
spellings met in the reference list of the dataset's first article and in gazetteers for what no standard says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 2000
"""Characters of a text that count. Unicode normalisation is quadratic in runs of marks: a megabyte takes minutes."""


def _letters(pairs: str) -> dict[int, str]:
    """Read ``"х kh, ь , ы y"`` as a table for :meth:`str.translate`."""
    return {ord(pair[0]): pair[2:] for pair in filter(None, pairs.split(", "))}


_APOSTROPHES = "'’‘ʼʹʻʿʾ`´ʺ"
_AZERBAIJANI_CYRILLIC = str.maketrans("әҹҝғөүһј", "əcgğöühy")
_RUSSIAN = _letters(
    "а a, б b, в v, г g, д d, е e, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, "
    "х kh, ц ts, ч ch, ш sh, щ shch, ъ , ы y, ь , э e, ю yu, я ya, ё e"
)
_AZERBAIJANI_ALPHABET = str.maketrans("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш", "abvqğdeəjziıykglmnoöprstuüfxhçcş")
_AZERBAIJANI_ONLY = re.compile("[әҹҝғөүһј]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-zəçşğıöü]")
_NUMERAL = re.compile("[ivxlcdm]+")


def _rules(*rules: tuple[str, str]) -> Callable[[str], str]:
    """Return a function that replaces each pattern in turn; ``^`` and ``$`` stand for the ends of a word."""
    compiled = [
        (re.compile(pattern.replace("^", r"(?<!\w)").replace("$", r"(?!\w)")), new) for pattern, new in rules
    ]

    def apply(text: str) -> str:
        for pattern, new in compiled:
            text = pattern.sub(new, text)
        return text

    return apply


@dataclass(frozen=True)
class _Scheme:
    description: str
    context: Callable[[str], str]
    letters: dict[int, str]

    def __call__(self, words: str) -> str:
        return _ascii(self.context(words).translate(self.letters))


def _scheme(description: str, letters: dict[int, str], rules: tuple[tuple[str, str], ...]) -> _Scheme:
    # What a rule has written is in capitals, so that the table of (small) letters does not touch it again.
    return _Scheme(description, _rules(*((old, new.upper()) for old, new in rules)), letters)


def _russian(description: str, letters: str = "", *rules: tuple[str, str]) -> _Scheme:
    return _scheme(description, _RUSSIAN | _letters(letters), rules)


def _azerbaijani(description: str, letters: str, *rules: tuple[str, str]) -> _Scheme:
    return _scheme(description, _letters(letters), rules)


_BEY = ("^bəy$", "bey")
_CUSTOM = (("bəy(?=li|ov|$)", "bey"), ("zadə$", "zade"))
_OF_CYRILLIC = {
    "bgn": _russian("BGN/PCGN 1947: Gyandzha, Yelizavetpol.", "", ("(?<=[аеёиоуыэюяйъь])е|^е", "ye"), ("ё", "yo")),
    "iso9": _russian("ISO 9:1995 without its marks: Gandza, Sihlinskij.",
                     "ж z, й j, х h, ц c, ч c, ш s, щ s, ю u, я a"),
    "gost": _russian("GOST 16876-71: Gjandzha, Shikhlinskij.", "й j, ц c, щ shh, ю ju, я ja"),
    "ala-lc": _russian("ALA-LC without its marks: Giandzha, Shikhlinskii.", "й i, ю iu, я ia"),
    "ru-english": _russian("An Azerbaijani name in Russian spelling, as English writes it: Ganja, Javad bey.",
                           "ы i", ("дж", "j"), ("(?<=[гк])я", "a"), ("(?<=[гк])ю", "u"), ("^бек$", "bey"),
                           ("[иы]й$", "i")),
    "ru-az": _russian("An Azerbaijani name in Russian spelling, in Azerbaijani letters: Genca, Cavad bey, Huseynov.",
                      "ж j, х x, ч c, ш s, ы i", ("дж", "c"), ("^г(?![яю])", "h"), ("(?<=[гк])я", "e"),
                      ("(?<=[гк])ю", "u"), ("^бек$", "bey"), ("[иы]й$", "i")),
}  # fmt: skip
_ENGLISH = "c j, ç ch, ş sh, x kh, j zh"
_OF_AZERBAIJANI = {
    "az-a": _azerbaijani("Azerbaijani letters without their marks, ə as a: Ganca, Sixlinski.", "ə a"),
    "az-english-a": _azerbaijani("English spelling, ə as a, q as g: Ganja, Garabagh.", f"{_ENGLISH}, ə a, q g, ğ gh"),
    "az-english-e": _azerbaijani("English spelling, ə as e, q as g: Genje, Khankendi.", f"{_ENGLISH}, ə e, q g, ğ gh"),
    "az-custom": _azerbaijani("Customary English spelling: Rasulzade, Kazimbeyli, Qarabagh.",
                              f"{_ENGLISH}, ə a, ğ gh", *_CUSTOM),
    "az-journal": _azerbaijani("The spelling of the first article: Garabakh.", f"{_ENGLISH}, ə a, q g, ğ g",
                               *_CUSTOM, ("ğ$", "kh")),
    "az-russian": _azerbaijani("Through Russian spelling, h as g: Gyandzha, Guseynov, Ildyrym, Karabakh.",
                               "c dzh, ç ch, ş sh, x kh, j zh, h g, q k, ğ g, ı y, ə a", _BEY, ("ğ$", "kh"),
                               ("(?<=[gk])ə", "ya"), ("(?<=[gk])ü", "yu")),
    "az-russian-kh": _azerbaijani("Through Russian spelling, h as kh: Gandzha, Mekhmandarov.",
                                  "c dzh, ç ch, ş sh, x kh, j zh, h kh, q g, ğ g, ə a", _BEY),
}  # fmt: skip
_HEARD = _rules(
    ("dzh|dj|dz|zh", "j"), ("kh", "h"), ("gh", "g"), ("tch", "ch"), ("(?<=[gk])[yji](?=a)", ""), ("^ye", "e"),
    ("(?<=\\w)(?:iy|yy|ii|ij|yj|y)$", "i"), ("w", "v"), (r"(\D)\1", r"\1"),
)  # fmt: skip

SCHEMES = {
    "fold": "Plain letters, no marks: gence, huseynov.",
    "heard": "Spellings of one sound brought together: ganja for Gandzha, Gandja, Gyandzha.",
    **{name: scheme.description for name, scheme in (_OF_CYRILLIC | _OF_AZERBAIJANI).items()},
}
"""Name → description of everything that makes a search key."""


def fold(text: str) -> str:
    """Return *text* as a plain key of ``a–z``, ``0–9`` and single spaces; empty where nothing can be read.

    İ, I, ı and i are one letter, whatever the case; marks, apostrophes and soft signs go; any script becomes Latin.

    >>> fold("GƏNCƏ"), fold("Елизаветполь"), fold("İldırım")
    ('gence', 'elizavetpol', 'ildirim')
    """
    return _ascii(words_of(text).translate(_AZERBAIJANI_CYRILLIC))


def search_keys(text: str, language: str | None = None) -> frozenset[str]:
    """Return the keys under which the name *text* can be found: :func:`fold` and one or two for each fitting scheme.

    :param language: BCP 47 tag. Azerbaijani readings are given to Latin text that is Azerbaijani or of unknown
        language (None, ``und``), Russian ones to Cyrillic text.

    >>> sorted(search_keys("Şuşa", "az"))
    ['shusha', 'susa']
    """
    return keys_of(words_of(text, turkic=is_language(language, "az", "tr")), language)


def skeleton(text: str) -> str:
    """Return the consonants of each word of *text* in coarse classes: for the loosest comparison only.

    >>> skeleton("Lenkoran") == skeleton("Lənkəran")
    True
    """
    words = words_of(text)
    if _CYRILLIC.search(words):
        words = _OF_CYRILLIC["ru-english"](words.translate(_AZERBAIJANI_CYRILLIC))
    plain = _ascii(words.translate(_letters("ə a, ç ch, ş sh, ğ gh")))
    return _by_word(_consonants, plain)


def is_language(language: str | None, *primary: str) -> bool:
    """Say whether the first part of a language tag is one of *primary*; no tag counts as an empty one."""
    return (language or "").lower().split("-")[0] in primary


def _kind(character: str) -> str:
    """Letters, marks and digits stay; invisible characters and apostrophes go; all else parts words."""
    category = unicodedata.category(character)
    if category[0] in "LMN" and character not in _APOSTROPHES:
        return character
    return "" if category in ("Cf", "Cs", "Cn", "Co") or character in _APOSTROPHES else " "


def lower(text: str, *, turkic: bool) -> str:
    """Return *text* in small letters; casefold alone would leave a combining dot of İ and make I an i."""
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    return (composed.replace("I", "ı") if turkic else composed).casefold().replace("i\u0307", "i")


def words_of(text: str, *, turkic: bool = False) -> str:
    """Return the words of *text* in small letters of their own script, parted by single spaces."""
    lowered = lower(text, turkic=turkic)
    return " ".join(lowered.translate({ord(c): _kind(c) for c in set(lowered)}).replace("ǝ", "ə").split())


def _ascii(words: str) -> str:
    if not words.isascii():
        from anyascii import anyascii  # its tables are read when first needed

        words = anyascii(words)
    return " ".join(re.sub("[^a-z0-9]+", " ", words.lower().replace("'", "").replace("`", "")).split())


def keys_of(words: str, language: str | None) -> frozenset[str]:
    """Return the search keys of what :func:`words_of` returned."""
    russian = words.translate(_AZERBAIJANI_CYRILLIC)
    keys = {_ascii(russian)}
    heard = set(keys)
    if _CYRILLIC.search(words):
        keys |= {scheme(russian) for scheme in _OF_CYRILLIC.values()}
        heard |= {_OF_CYRILLIC[name](russian) for name in ("bgn", "ru-english")}
        if is_language(language, "az") or _AZERBAIJANI_ONLY.search(words):
            words = words.translate(_AZERBAIJANI_ALPHABET)
            keys.add(_ascii(words))
    if _LATIN.search(words) and is_language(language, "az", "tr", "und", "mul", ""):
        keys |= {scheme(words) for scheme in _OF_AZERBAIJANI.values()}
        heard |= {_OF_AZERBAIJANI[name](words) for name in ("az-english-a", "az-custom")}
    return frozenset(keys | {_by_word(_HEARD, key) for key in heard}) - {""}


def _by_word(change: Callable[[str], str], words: str) -> str:
    """Return *words* with each changed, except Roman numerals: volume I is not volume II, whatever the sound."""
    changed = (word if _NUMERAL.fullmatch(word) else change(word) for word in words.split())
    return " ".join(filter(None, changed))


_CLASSES = _rules(
    (r"(?<![kgscz])h$", ""), (r"(\D)\1", r"\1"), ("shch|sch|sh", "S"), ("dzh|tch|ch|zh|dz|dj|c|j", "j"),
    ("kh|gh|k|g|q|x|h", "k"), ("w", "v"), ("^[aeiouy]+", "a"), ("(?<=\\w)[aeiouy]+", ""),
)  # fmt: skip


def _consonants(word: str) -> str:
    stem = re.sub("(?<=b)[ea][yk]$", "", re.sub("(?:[eo]va?|l[iuy])$", "", word))
    short = _CLASSES(stem)
    return short if len(short) >= 3 else _CLASSES(word)
