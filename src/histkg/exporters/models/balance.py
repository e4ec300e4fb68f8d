"""The account of an export: what of the graph is in it and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histkg.exporters.models.scope import Scope


def balance(
    scope: Scope, written: Iterable[str], reasons: Mapping[str, str] | None = None
) -> tuple[dict[str, int], dict[str, int]]:
    """Return (kind → how many are written, reason → how many are not); both together are what is in scope.

    :param written: the IRIs that have a description of their own in the file.
    :param reasons: kind → why some of it are not written; default: no reason known.

    >>> from histkg.exporters.models.scope import Scope
    >>> scope = Scope(None, None, {"events": ("e1", "e2")}, ("c1",))
    >>> balance(scope, {"e1"}, {"claims": "denied claims"})
    ({'events': 1, 'claims': 0}, {'events not in this model': 1, 'denied claims': 1})
    """
    found = set(written)
    held = {**scope.kinds, "claims": scope.all_claims}
    counts = {kind: sum(iri in found for iri in iris) for kind, iris in held.items()}
    left_out: dict[str, int] = {}
    for kind, iris in held.items():
        if missing := len(iris) - counts[kind]:
            left_out[(reasons or {}).get(kind, f"{kind} not in this model")] = missing
    return counts, left_out
