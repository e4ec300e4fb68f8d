"""Where a dataset is asked: the embedded store, and a second engine to check it by.

One protocol (:class:`~histkg.stores.base.Store`), so that a question gets the same rows wherever it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.stores.base import Boolean, Graph, Solutions, Store

if TYPE_CHECKING:
    from pyoxigraph import Quad

ENGINES = ("oxigraph", "rdflib")
"""Names of the engines, the default first."""


def open_store(quads: Iterable[Quad], engine: str = "oxigraph") -> Store:
    """Return a store that holds *quads* and answers over the union of their graphs.

    :raises UsageError: *engine* is none of :data:`ENGINES`.
    """
    if engine == "oxigraph":
        from histkg.stores.embedded import EmbeddedStore

        return EmbeddedStore(quads)
    if engine == "rdflib":
        from histkg.stores.reference import ReferenceStore

        return ReferenceStore(quads)
    raise UsageError(f"unknown engine “{engine}”", hint=f"use one of {', '.join(ENGINES)}")


__all__ = ["ENGINES", "Boolean", "Graph", "Solutions", "Store", "open_store"]
