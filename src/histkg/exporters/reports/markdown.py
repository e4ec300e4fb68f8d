"""Markdown that GitHub, pandoc and CommonMark read alike: escaped text, pipe tables, footnotes.

Tables are GitHub's (GFM §4.10); footnotes are pandoc's, which GitHub reads too. The dashes under a head are as many as
the column is wide in comparison: pandoc takes them for widths where a line is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~^$@])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK = re.compile(r"^(?:([-+#>=:])|(\d+)([.)])(?=\s|$))")
_URL = re.compile(r"https?://[^\s<>\"“”«»|]+[^\s<>\"“”«»|.,;:!?)\]]")


def escape(text: str) -> str:
    r"""Return *text* so that nothing in it is taken for markup; addresses become links.

    >>> escape("a_b *c* [1920-05]"), escape("- x"), escape("1. May | June")
    ('a\\_b \\*c\\* \\[1920-05\\]', '\\- x', '1\\. May \\| June')
    >>> escape("see https://example.org/a_b.")
    'see <https://example.org/a_b>.'
    >>> escape("https://example.org/x_(1920), (https://example.org)")
    '<https://example.org/x_(1920)>, (<https://example.org>)'
    """
    flat = " ".join(text.split())
    parts: list[str] = []
    at = 0
    for match in _URL.finditer(flat):
        address, end = match[0], match.end()
        if flat[end : end + 1] == ")" and address.count("(") > address.count(")"):
            address, end = f"{address})", end + 1
        parts += [_plain(flat[at : match.start()]), f"<{address}>"]
        at = end
    parts.append(_plain(flat[at:]))
    joined = "".join(parts)
    return _BLOCK.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", joined)


def _plain(text: str) -> str:
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Return a table; cells are Markdown already.

    :param widths: how wide each column is in comparison with the others.

    >>> table(["a", "b"], [["1", "2"]], [1, 2])
    ['| a | b |', '| ------ | ------------ |', '| 1 | 2 |']
    """
    lines = [_line(heads), _line(["-" * (6 * width) for width in widths])]
    return lines + [_line(row) for row in rows]


def _line(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


class Notes:
    """Footnotes in the order in which they are first called; equal ones once.

    >>> notes = Notes()
    >>> notes.call("Alfa 1731, p. 12."), notes.call("Beta 1742, p. 7."), notes.call("Alfa 1731, p. 12.")
    ('[^1]', '[^2]', '[^1]')
    """

    def __init__(self) -> None:
        """Begin without notes."""
        self._numbers: dict[str, int] = {}

    def call(self, text: str) -> str:
        """Return the call of the note *text*, which is Markdown."""
        return f"[^{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self._numbers)

    def lines(self) -> list[str]:
        """Return the notes themselves, with a blank line between."""
        return [line for text, number in self._numbers.items() for line in (f"[^{number}]: {text}", "")][:-1]
