"""Names for IRIs in the reader's language, never multiplying a row.

A language chain such as ``az,ru,en`` is tried in its order (BCP 47 basic filtering, RFC 4647 §3.3.1); then any
Latin-script form, then whatever there is, in a fixed order. Tags compare without case: engines change it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

_CHUNK = 400


def parse_languages(text: str) -> tuple[str, ...]:
    """Return the language chain of ``az,ru,en``; English stands at the end where it is not named.

    >>> parse_languages("az, RU")
    ('az', 'ru', 'en')
    """
    tags = [tag.strip().lower() for tag in text.split(",") if tag.strip()]
    return tuple(dict.fromkeys([*tags, "en"]))


def _rank(tag: str, languages: Sequence[str]) -> tuple[int, str]:
    tag = tag.lower()
    for position, wanted in enumerate(languages):
        if tag == wanted:
            return 4 * position, tag
        # A reader of English is served by any Latin-script form, not by Cyrillic tagged alike.
        if tag.startswith(wanted + "-"):
            return 4 * position + 1, tag
        if wanted == "en" and (tag.endswith("-latn") or tag == ""):
            return 4 * position + 2, tag
    return 1000, tag


def choose(literals: Iterable[Literal], languages: Sequence[str]) -> Literal | None:
    """Return the literal that serves readers of *languages* best; ties are broken by the text."""
    return min(literals, key=lambda name: (*_rank(name.language or "", languages), name.value), default=None)


def _read(
    store: Store, iris: Sequence[str], predicates: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → the best literal among the first of *predicates* that has one."""
    found: dict[str, dict[str, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for start in range(0, len(iris), _CHUNK):
        block = " ".join(f"<{iri}>" for iri in iris[start : start + _CHUNK])
        listed = " ".join(f"<{predicate}>" for predicate in predicates)
        rows = store.query(
            f"SELECT ?thing ?predicate ?name WHERE {{ VALUES ?thing {{ {block} }} VALUES ?predicate {{ {listed} }}"
            " ?thing ?predicate ?name . FILTER(ISLITERAL(?name)) }"
        )
        if isinstance(rows, Solutions):
            for thing, predicate, name in rows.rows:
                found[thing.value][predicate.value].append(name)  # type: ignore[union-attr, arg-type]
    best: dict[str, str] = {}
    for iri, by_predicate in found.items():
        names = next(by_predicate[predicate] for predicate in predicates if by_predicate.get(predicate))
        chosen = choose(names, languages)
        if chosen is not None:
            best[iri] = chosen.value
    return best


def read_labels(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → name for those of *iris* that have one (preferred name, label, locator, or printed text)."""
    predicates = [
        prefixes["skos"] + "prefLabel",
        prefixes["rdfs"] + "label",
        prefixes["hev"] + "locator",
        prefixes["dcterms"] + "title",
    ]
    return _read(store, iris, predicates, languages)


def read_citations(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → citation as a bibliography prints it, for those of *iris* that have one."""
    return _read(store, iris, [prefixes["dcterms"] + "bibliographicCitation"], languages)
