"""Numbered notes under a picture: who says so, where, and how surely, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from histkg.exporters.pictures.canvas import FAINT, GREY, WIDTH
from histkg.exporters.pictures.type import width_of, wrapped
from histkg.exporters.reports.words import Words
from histkg.exporters.times.scope import code, joined, text

if TYPE_CHECKING:
    from histkg.exporters.pictures.canvas import Sheet
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

_WEAK = ("low", "medium")
_SIZE, _LINE, _GAP, _MARGIN = 6.0, 7.6, 14.0, 14.0


class Notes:
    """Notes in the order in which they are asked for; the same words are one note."""

    def __init__(self, selection: Selection) -> None:
        """Begin with note 1."""
        self._selection = selection
        self._numbers: dict[str, int] = {}

    def number(self, claims: Iterable[Claim], how_far: Mapping[str, str] | None = None) -> int:
        """Return the number of the note that cites *claims*.

        :param how_far: claim → how far somebody took part, in words of the source.
        """
        said = how_far or {}
        words = "; ".join(
            dict.fromkeys(one for claim in claims for one in self._cited(claim, said.get(claim.iri, "")))
        )
        return self._numbers.setdefault(words, len(self._numbers) + 1)

    def listed(self) -> list[str]:
        """Return the notes, each with its number."""
        return [f"{number} {words}" for words, number in self._numbers.items()]

    def _cited(self, claim: Claim, how_far: str) -> list[str]:
        label, phrase = self._selection.label, Words(self._selection.languages)
        sure, seen = claim.one("certainty"), claim.one("verification")
        doubts = joined(
            (
                how_far,
                phrase("denied") if claim.denies else "",
                label(sure) if code(sure) != "certain" else "",
                label(seen) if code(seen) not in ("seen", "transcribed") else "",
                label(claim.one("voice")),
                label(claim.one("basis")),
                phrase(f"reading_{reading}")
                if (reading := text(claim.one("readingConfidence"))) in _WEAK
                else "",
            ),
            ", ",
        )
        return [
            joined((label(source), label(passage)), ", ") + (f" ({doubts})" if doubts else "")
            for source, passage in claim.places
        ]

    def draw(self, sheet: Sheet, y: float, speech: Speech) -> float:
        """Draw the notes under each other in two columns from *y* on, and return where they end."""
        if not self._numbers:
            return y
        sheet.line((_MARGIN, y), (WIDTH - _MARGIN, y), colour=FAINT, line=0.5)
        return columns(
            sheet, y + 10, speech("sources"), [(str(n), words) for words, n in self._numbers.items()]
        )


def columns(sheet: Sheet, y: float, heading: str, entries: list[tuple[str, str]]) -> float:
    """Draw numbered *entries* in two columns under a heading, and return where they end."""
    sheet.write(_MARGIN, y, heading, _SIZE + 0.5, face="bold")
    indent = max((width_of(number, _SIZE, "bold") for number, _ in entries), default=0) + 4
    column = (WIDTH - 2 * _MARGIN - _GAP) / 2
    blocks = [(number, wrapped(words, column - indent, _SIZE)) for number, words in entries]
    total = sum(len(lines) for _, lines in blocks)
    top = y + _LINE + 1.5
    x, at, used, lowest = _MARGIN, top, 0, top
    for number, lines in blocks:
        if used and x == _MARGIN and used + len(lines) / 2 > total / 2:
            x, at = _MARGIN + column + _GAP, top
        sheet.write(x + indent - 4, at, number, _SIZE, face="bold", colour=GREY, anchor="end")
        for line in lines:
            sheet.write(x + indent, at, line, _SIZE)
            at += _LINE
        used += len(lines)
        lowest = max(lowest, at)
    return lowest + 2
