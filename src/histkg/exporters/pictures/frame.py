"""What all pictures share: the title above, and beneath, what is not drawn, the notes, and of which data it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from histkg.exporters.pictures.canvas import GREY, WIDTH, Sheet
from histkg.exporters.pictures.type import wrapped
from histkg.exporters.targets import Written
from histkg.exporters.times.header import read_header
from histkg.exporters.times.scope import joined

if TYPE_CHECKING:
    from histkg.exporters.pictures.notes import Notes
    from histkg.exporters.pictures.words import Speech
    from histkg.exporters.selection import Selection

MARGIN = 14.0


def begin(selection: Selection, kind: str) -> Sheet:
    """Return a sheet with the title of *selection* on it; its height so far is where the drawing may begin.

    :param kind: what sort of picture it is, in words.
    """
    sheet = Sheet(f"{selection.title} – {kind}")
    at = 20.0
    for line in wrapped(selection.title, WIDTH - 2 * MARGIN, 10, "bold", most=3):
        sheet.write(MARGIN, at, line, 10, face="bold")
        at += 12.5
    sheet.height = at - 4
    return sheet


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
