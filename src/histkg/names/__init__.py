"""One name in many scripts and spellings: Gəncə, Ganja, Гянджа, Gandzha are found by each other.

Pure functions on text. :func:`fold` makes one plain key, :func:`search_keys` the several keys that are stored beside a
name (so that plain ``CONTAINS`` finds it in any store), :class:`NameIndex` looks names up and says how near each is.
No rule here ever decides that two things are one: it lists both. docs/names.md explains the schemes.
"""

from histkg.names.matching import Match, Name, NameIndex, Rank, match, suggestions
from histkg.names.spelling import LONGEST, SCHEMES, fold, search_keys, skeleton

__all__ = [
    "LONGEST",
    "SCHEMES",
    "Match",
    "Name",
    "NameIndex",
    "Rank",
    "fold",
    "match",
    "search_keys",
    "skeleton",
    "suggestions",
]
