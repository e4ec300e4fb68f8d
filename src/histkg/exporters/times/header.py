"""What a file says of itself: of what it is, of which version, under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.times.scope import text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection


def read_header(selection: Selection) -> dict[str, str]:
    """Return ``title`` and, where the dataset gives them, ``dataset``, ``version``, ``license`` and ``issued``.

    Nothing comes from the clock: equal data gives equal bytes.
    """
    header = {"title": selection.title}
    rows = selection.rows(
        "?dataset a dcat:Dataset . OPTIONAL { ?dataset dcat:version ?version }"
        " OPTIONAL { ?dataset dcterms:license ?license } OPTIONAL { ?dataset dcterms:issued ?issued }",
        *("dataset", "version", "license", "issued"),
    )
    for row in rows[:1]:
        header |= {name: text(term) for name, term in row.items() if term is not None}
    return header
