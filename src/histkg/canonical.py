"""Canonical N-Quads: one sorted line per distinct quad, so that equal datasets are equal bytes.

There are no blank nodes in what we publish, so RDF Dataset Canonicalization (RDFC-1.0) reduces to sorting the canonical
N-Quads lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Quad

_BLANK = re.compile(rb'^_:|^[^"]*> _:| _:[^\s"]+ \.\n$')


def canonical_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return the sorted, distinct N-Quads lines of *quads*, each ending in a newline.

    :raises InputError: a blank node is among them.
    """
    from pyoxigraph import RdfFormat, serialize

    written = serialize(quads, format=RdfFormat.N_QUADS)
    lines = set((written or b"").splitlines(keepends=True))
    for line in lines:
        if _BLANK.search(line):
            raise InputError(
                "a blank node cannot be published: " + line.decode().strip()[:120],
                hint="give it an IRI of its own",
            )
    return sorted(lines)


def canonical_bytes(quads: Iterable[Quad]) -> bytes:
    """Return *quads* as canonical N-Quads."""
    return b"".join(canonical_lines(quads))


def digest(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of the canonical N-Quads of *quads*, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(quads)).hexdigest()
