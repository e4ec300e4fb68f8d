"""What a file says of itself: of which dataset, which part, which version, under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection


def read_header(selection: Selection) -> list[str]:
    """Return lines such as “Ganja uprising”, “From: …, version 0.1.0”, “Licence: https://…”."""
    rows = selection.rows(
        "?dataset a dcat:Dataset OPTIONAL { ?dataset dcat:version ?version }"
        " OPTIONAL { ?dataset dcterms:license ?licence }",
        "dataset", "version", "licence",
    )  # fmt: skip
    lines = [selection.title]
    for row in rows:
        label = selection.label(row["dataset"])
        version = f", version {row['version'].value}" if row["version"] is not None else ""
        lines.append(f"From: {label}{version}")
        if row["licence"] is not None:
            lines.append(f"Licence: {row['licence'].value}")
    return lines
