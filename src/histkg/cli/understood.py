"""How a name was understood, for every command that takes one: said on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histkg.entities import Found
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

_MOST = 3
"""How many other things of like name are named before the rest is counted."""


def tell_understood(
    store: Store, prefixes: PrefixMap, text: str, found: Found, languages: Sequence[str]
) -> None:
    """Say what a name was taken for, and what else of that name there is: Zaqatala is a town, an okrug and an uprising.

    :param text: the name as typed.
    """
    from histkg.entities import rank_names
    from histkg.labels import read_labels
    from histkg.names import Rank

    if found.note:
        print(found.note, file=sys.stderr)
    if ":" in text:
        return
    hits = rank_names(store, prefixes, text)
    others = [hit.entity for hit in hits if hit.rank <= Rank.WORDS and hit.entity != found.iri]
    if not others:
        return
    labels = read_labels(store, prefixes, others[:_MOST], languages)
    named = ", ".join(labels.get(iri, prefixes.compress(iri)) for iri in others[:_MOST])
    more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
    print(f"other things of that name: {named}{more} (histkg find lists them)", file=sys.stderr)
