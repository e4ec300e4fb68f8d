"""Lines of text: folded at a width, indented, and never cut."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 96
"""Columns of a line. An address or a long word runs over rather than being broken."""


def folded(text: str, indent: int, hang: int = 2) -> list[str]:
    """Return *text* as lines of at most :data:`WIDTH` columns; what follows the first is indented by *hang* more.

    >>> folded("a b", 2)
    ['  a b']
    """
    return (
        textwrap.wrap(
            text,
            WIDTH,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        or []
    )


def folded_list(items: Iterable[str], indent: int, lead: str = "", separator: str = " · ") -> list[str]:
    """Return *items* behind *lead*, folded between items; one longer than a line is folded inside.

    >>> folded_list(["a", "b"], 2, "both: ")
    ['  both: a · b']
    """
    lines: list[str] = []
    line = " " * indent + lead
    is_fresh = True
    for item in items:
        if not is_fresh and len(line) + len(item) + 2 * len(separator) > WIDTH:
            lines.append(line + separator.rstrip())
            line, is_fresh = " " * (indent + 2), True
        line += item if is_fresh else separator + item
        is_fresh = False
    lines.append(line)
    return [
        part
        for at, one in enumerate(lines)
        for part in folded(one.strip(), indent + (2 if at else 0), 0 if at else 2)
    ]


def section(heading: str, lines: Sequence[str]) -> list[str]:
    """Return *lines* under *heading*, or nothing where there is nothing to say."""
    return [*folded(heading, 0), *lines] if lines else []


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "witness", "witnesses"), counted(2, "row")
    ('1 witness', '2 rows')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
