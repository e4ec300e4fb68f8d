"""The letters of a picture: the DejaVu fonts that ship with matplotlib, how wide words are in them, and where lines break."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.exporters.tabular.optional import require

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "italic": "DejaVuSans-Oblique.ttf"}

MISSING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that the font does not have."""


@cache
def font(size: float, face: str = "normal") -> FontProperties:
    """Return the font of this size in points.

    :param face: ``normal``, ``bold`` or ``italic``.
    :raises UsageError: matplotlib is not installed.
    """
    matplotlib = require("matplotlib", "pictures", "a picture")
    from matplotlib.font_manager import FontProperties

    return FontProperties(
        family="DejaVu Sans",
        size=size,
        weight="bold" if face == "bold" else "normal",
        style="oblique" if face == "italic" else "normal",
        # By its file: a font of the same name in the system may be another version.
        fname=str(Path(matplotlib.get_data_path(), "fonts", "ttf", _FILES[face])),
    )


@cache
def width_of(words: str, size: float, face: str = "normal") -> float:
    """Return how wide *words* are, in points."""
    properties = font(size, face)
    from matplotlib.textpath import text_to_path

    return float(text_to_path.get_text_width_height_descent(words, properties, ismath=False)[0])


@cache
def _has_glyph(character: str, face: str) -> bool:
    path = str(font(8, face).get_file())
    from matplotlib.font_manager import get_font

    return get_font(path).get_char_index(ord(character)) != 0


def plain(words: str) -> str:
    """Return *words* on one line, without control and direction marks."""
    return "".join(one for one in " ".join(words.split()) if unicodedata.category(one) not in ("Cc", "Cf"))


def printable(words: str, face: str = "normal") -> str:
    r"""Return *words* on one line, without control and direction marks, letters the font lacks replaced.

    >>> printable("Gəncə\n Гянджа\u200f <&>")
    'Gəncə Гянджа <&>'
    >>> printable("漢") == MISSING
    True
    """
    composed = unicodedata.normalize("NFC", plain(words))
    return "".join(one if _has_glyph(one, face) else MISSING for one in composed)


def wrapped(words: str, width: float, size: float, face: str = "normal", most: int = 99) -> list[str]:
    """Return *words* in lines of at most *width* points; a word too long for a line is cut into pieces.

    :param most: how many lines there may be; the last one then ends in “…”.

    >>> wrapped("Ganja uprising", 50, 8)
    ['Ganja', 'uprising']
    >>> wrapped("one two three", 30, 8, most=1)
    ['one…']
    """
    lines: list[str] = []
    for word in printable(words, face).split(" "):
        if lines and width_of(f"{lines[-1]} {word}", size, face) <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and width_of(lines[-1] + letter, size, face) > width:
                lines.append("")
            lines[-1] += letter
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and width_of(f"{lines[-1]}…", size, face) > width:
            lines[-1] = lines[-1][:-1].rstrip()
        lines[-1] += "…"
    return lines
