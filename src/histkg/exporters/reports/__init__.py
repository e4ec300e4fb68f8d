"""The target for people who read and write: a report in Markdown, with notes, bibliography and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.targets import Target

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.targets import Written


def _report(selection: Selection) -> Written:
    if selection.answer is not None:
        from histkg.exporters.reports.answer import write_answer

        return write_answer(selection)
    if selection.entity is not None:
        from histkg.exporters.reports.entity import write_entity

        return write_entity(selection, selection.entity)
    from histkg.exporters.reports.index import write_index

    return write_index(selection)


TARGETS: dict[str, Target] = {
    "report": Target(
        _report, "text/markdown", ".md", "a report to read, with notes and bibliography (Markdown)"
    ),
}
