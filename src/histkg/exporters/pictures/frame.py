"""What all pictures share: the title above, and beneath, what is not drawn, the notes, and of which data it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from histkg.exporters.pictures.canvas import GREY, WIDTH, Sheet
from histkg.exporters.pictures.type import wrapped
from histkg.exporters.pictures.words import Speech
from histkg.exporters.tabular.answers import asked
from histkg.exporters.targets import Written
from histkg.exporters.times.header import read_header
from histkg.exporters.times.scope import joined

if TYPE_CHECKING:
    from histkg.exporters.pictures.notes import Notes
    from histkg.exporters.selection import Selection

MARGIN = 14.0

_IDENTIFIER = re.compile(r" \([a-z-]+:\S+\)$")
"""What follows the name of a thing that was asked for; it is of no use in print."""


def begin(selection: Selection, kind: str, subtitle: str = "") -> Sheet:
    """Return a sheet with the title of *selection* on it; its height so far is where the drawing may begin.

    :param kind: what sort of picture it is, in words.
    :param subtitle: what of it is shown, where the title does not say so.
    """
    speech = Speech(selection.languages)
    of_what = joined((_asked(selection, speech), subtitle), ". ")
    sheet = Sheet(joined((selection.title, of_what, kind), " – "), language=speech.language)
    at = 20.0
    for line in wrapped(selection.title, WIDTH - 2 * MARGIN, 10, "bold", most=3):
        sheet.write(MARGIN, at, line, 10, face="bold")
        at += 12.5
    for line in wrapped(of_what, WIDTH - 2 * MARGIN, 7, most=3) if of_what else ():
        sheet.write(MARGIN, at - 1.5, line, 7)
        at += 9
    sheet.height = at - 4
    return sheet


def _asked(selection: Selection, speech: Speech) -> str:
    """Return of what a question was asked, and whether its answer was cut; nothing where there is no question."""
    answer = selection.answer
    if answer is None:
        return ""
    of_what = joined(
        (f"{name}: {_IDENTIFIER.sub('', told)}" for name, told in asked(selection, answer)), "; "
    )
    rows = len(answer.solutions.rows)
    cut = speech("cut", shown=rows, all=answer.total) if answer.truncated else ""
    return joined((of_what, cut), ". ")


def finish(
    sheet: Sheet,
    selection: Selection,
    speech: Speech,
    notes: Notes,
    *,
    missing: tuple[str, Sequence[str]],
    thanks: str = "",
) -> None:
    """Draw what stands beneath every picture.

    :param missing: what was left out, in words, and the names of all that it is.
    :param thanks: whose work besides the dataset is in the picture.
    """
    at = sheet.height + 4
    what, names = missing
    if names:
        for line in wrapped(f"{what}: {'; '.join(names)}.", WIDTH - 2 * MARGIN, 6.0):
            sheet.write(MARGIN, at + 2, line, 6.0, colour=GREY)
            at += 7.6
        at += 3
    at = notes.draw(sheet, at + 2, speech)
    header = read_header(selection)
    about = joined(
        (
            selection.label(header.get("dataset")),
            header.get("version", ""),
            header.get("license", ""),
            thanks,
        ),
        " · ",
    )
    sheet.write(MARGIN, at + 8, about, 5.5, colour=GREY)
    sheet.height = at + 16
    sheet.told += notes.listed()


def nothing(
    selection: Selection,
    speech: Speech,
    written: Written,
    *,
    kind: str,
    said: str,
    missing: tuple[str, Sequence[str]],
) -> Written:
    """Return a picture that says that there is nothing to draw, with all that is left out.

    :param written: what would have been counted.
    :param kind: ``svg`` or ``png``.
    :param said: what sort of picture it is, in words.
    """
    from histkg.exporters.pictures.notes import Notes

    sheet = begin(selection, said)
    sheet.write(MARGIN, sheet.height + 8, speech("nothing"), 8)
    sheet.told.append(speech("nothing"))
    sheet.height += 16
    finish(sheet, selection, speech, Notes(selection), missing=missing)
    left_out = {what: number + written.left_out.get(what, 0) for what, number in written.counts.items()}
    return Written(
        {"": sheet.render(kind)}, dict.fromkeys(written.counts, 0), {**written.left_out, **left_out}
    )
