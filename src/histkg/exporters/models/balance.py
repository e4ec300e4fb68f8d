"""The account of an export: what of the graph is in it and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histkg.exporters.models.scope import Scope


def balance(scope: Scope, written: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return (kind → how many are written, what → how many are not); both together are what is in scope.

    :param written: the IRIs that have a description of their own in the file.

    >>> from histkg.exporters.models.scope import Scope
    >>> scope = Scope(None, None, {"events": ("e1", "e2")}, ("c1", "c2"), frozenset({"c1"}))
    >>> balance(scope, {"e1", "c1"})
    ({'events': 1, 'claims': 1}, {'events': 1, 'claims denied, set aside or only reported': 1})
    """
    found = set(written)
    counts = {kind: sum(iri in found for iri in iris) for kind, iris in scope.kinds.items()}
    left_out = {kind: len(iris) - counts[kind] for kind, iris in scope.kinds.items()}
    missing = set(scope.all_claims) - found
    counts["claims"] = len(scope.all_claims) - len(missing)
    left_out["claims this model has no term for, or that another claim denies"] = len(missing & scope.live)
    left_out["claims denied, set aside or only reported"] = len(missing - scope.live)
    return counts, {what: number for what, number in left_out.items() if number}
