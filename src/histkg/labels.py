"""Names for IRIs in the reader's language, never multiplying a row; and all names there are, to look things up by.

A language chain such as ``az,ru,en`` is tried in its order (BCP 47 basic filtering, RFC 4647 §3.3.1); then any
Latin-script form, then whatever there is, in a fixed order. Tags compare without case: engines change it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.names import Name
from histkg.stores.base import Boolean, Solutions

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

_CHUNK = 400

_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")

_GENERAL = ("Organization", "Group", "Figure", "Tenure", "Passage", "Statement", "Source", "Agent")
"""Classes that say less of a thing than its other class, the emptiest last."""


def parse_languages(text: str) -> tuple[str, ...]:
    """Return the language chain of ``az,ru,en``; English stands at the end where it is not named.

    :raises UsageError: one is no language tag (BCP 47 §2.1).

    >>> parse_languages("az, RU")
    ('az', 'ru', 'en')
    """
    tags = [tag.strip().lower() for tag in text.split(",") if tag.strip()]
    for tag in tags:
        if not _TAG.fullmatch(tag):
            raise UsageError(f"“{tag}” is no language tag", hint="such as az, ru-Latn; several: az,ru,en")
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


def missing_language(store: Store, prefixes: PrefixMap, languages: Sequence[str]) -> str | None:
    """Return the first of *languages* if nothing in the store is named in it, else None."""
    query = f"ASK {{ ?thing <{prefixes['skos']}prefLabel> ?name FILTER(LANGMATCHES(LANG(?name), '{languages[0]}')) }}"
    return None if store.query(query) == Boolean(True) else languages[0]


def read_labels(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → name for those of *iris* that have one (preferred name, label, number, locator, or title)."""
    predicates = [
        prefixes["skos"] + "prefLabel",
        prefixes["rdfs"] + "label",
        prefixes["dcterms"] + "identifier",
        prefixes["hev"] + "locator",
        prefixes["dcterms"] + "title",
    ]
    return _read(store, iris, predicates, languages)


def read_notes(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → what keeps it apart from others of like name, for those of *iris* that have a note."""
    return _read(store, iris, [prefixes["hev"] + "disambiguation"], languages)


def read_kinds(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → what kind of thing it is, in words: its type of event or document, else its class."""
    kinds: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    predicates = [prefixes["hev"] + name for name in ("eventType", "documentType", "level")]
    predicates.append(prefixes["rdf"] + "type")
    for start in range(0, len(iris), _CHUNK):
        block = " ".join(f"<{iri}>" for iri in iris[start : start + _CHUNK])
        listed = " ".join(f"<{predicate}>" for predicate in predicates)
        rows = store.query(
            f"SELECT ?thing ?predicate ?kind WHERE {{ VALUES ?thing {{ {block} }} VALUES ?predicate {{ {listed} }}"
            " ?thing ?predicate ?kind }"
        )
        if isinstance(rows, Solutions):
            for thing, predicate, kind in rows.rows:
                kinds[thing.value][predicates.index(predicate.value)].append(kind.value)  # type: ignore[union-attr]
    chosen = {iri: most_specific(found[min(found)]) for iri, found in kinds.items()}
    labels = read_labels(store, prefixes, sorted(set(chosen.values())), languages)
    return {iri: labels.get(kind, prefixes.compress(kind)) for iri, kind in chosen.items()}


def most_specific(types: Iterable[str]) -> str:
    """Return the class that says most, of those of one thing."""

    def emptiness(iri: str) -> int:
        name = iri.rpartition("#")[2]
        return _GENERAL.index(name) + 1 if name in _GENERAL else 0

    return min(types, key=lambda iri: (emptiness(iri), iri))


def read_names(store: Store, prefixes: PrefixMap, of: str = "") -> list[Name]:
    """Return the names by which things can be looked up, with what bears each: labels, titles, and names in use.

    :param of: a SPARQL pattern on ``?thing`` that says of what; empty = of everything.
    """
    skos, hev = prefixes["skos"], prefixes["hev"]
    rows = store.query(
        f"SELECT DISTINCT ?thing ?name WHERE {{ {{ {of} ?thing <{skos}prefLabel>|<{skos}altLabel>"
        f"|<{prefixes['dcterms']}title> ?name }} UNION {{ {of} {_attested(prefixes)} }} FILTER(ISLITERAL(?name))"
        f" FILTER EXISTS {{ ?thing <{hev}searchKey> ?key }} }}"
    )
    if not isinstance(rows, Solutions):
        return []
    return [Name(thing.value, name.value, name.language) for thing, name in rows.rows]  # type: ignore[union-attr]


def _attested(prefixes: PrefixMap) -> str:
    """Return the SPARQL pattern of names a source uses that are no label here: ``?thing`` bears ``?name``."""
    rdf, hev, skos = prefixes["rdf"], prefixes["hev"], prefixes["skos"]
    return (
        f"?naming <{rdf}predicate> <{hev}attestedName> ; <{hev}live> true ; <{rdf}subject> ?thing ;"
        f" <{rdf}object> ?name . FILTER NOT EXISTS {{ ?thing <{skos}prefLabel>|<{skos}altLabel> ?name }}"
    )


def read_citations(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str]
) -> dict[str, str]:
    """Return IRI → citation as a bibliography prints it, for those of *iris* that have one."""
    return _read(store, iris, [prefixes["dcterms"] + "bibliographicCitation"], languages)


def read_lent_names(store: Store, prefixes: PrefixMap, place: str) -> list[Name]:
    """Return the names of places that match, as names lent to the events there, and the events' own names."""
    hev, skos = prefixes["hev"], prefixes["skos"]
    rows = store.query(
        f"SELECT DISTINCT ?thing ?name WHERE {{ {{ SELECT DISTINCT ?place WHERE {{ {place} }} }}"
        f" ?thing <{hev}place> ?place ; a <{hev}Event> . ?place <{skos}prefLabel>|<{skos}altLabel> ?name }}"
    )
    if not isinstance(rows, Solutions):
        return []
    lent = [Name(thing.value, name.value, name.language, lent=True) for thing, name in rows.rows]  # type: ignore[union-attr]
    events = sorted({name.entity for name in lent})
    block = " ".join(f"<{iri}>" for iri in events)
    return lent + (read_names(store, prefixes, f"VALUES ?thing {{ {block} }}") if events else [])


def choices(
    store: Store, prefixes: PrefixMap, iris: Sequence[str], languages: Sequence[str] = ("en",)
) -> list[str]:
    """Return a line for each of *iris* to choose from: identifier, name, kind, and what keeps it apart from others."""
    labels, kinds = (
        read_labels(store, prefixes, iris, languages),
        read_kinds(store, prefixes, iris, languages),
    )
    width = max((len(prefixes.compress(iri)) for iri in iris), default=0)
    return [
        f"{prefixes.compress(iri):<{width}}  {labels.get(iri, '')} ({kinds.get(iri, 'thing')})"
        for iri in iris
    ]
