"""From a name in any script to the thing it names; from a class to the things it holds.

The look-up goes by the generated ``hev:searchKey`` triples, so it works in any store and costs a few index look-ups,
however many names there are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.labels import read_labels
from histkg.names import fold, search_keys
from histkg.stores.base import Boolean, Solutions

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

KINDS = ("event", "agent", "place", "source", "archive", "passage", "reference", "contribution", "claim",
         "participation", "figure", "tenure", "issue")  # fmt: skip
"""Prefixes of things, in the order in which a bare slug is looked for."""

_MOST = 8

_WORDS = 12
"""A name of more words than this is looked for whole only."""


@dataclass(frozen=True)
class Found:
    """An entity, and how the words that led to it were understood (None where there was nothing to understand)."""

    iri: str
    note: str | None = None


def find_entity(
    store: Store, prefixes: PrefixMap, text: str, class_curie: str | None, languages: Sequence[str] = ("en",)
) -> Found:
    """Return the one entity of a class that *text* names.

    :param text: a name in any script, a slug, a CURIE or an IRI.
    :param class_curie: the class it must have, such as ``hev:Event``; None = any.
    :raises UsageError: nothing is called so (with suggestions), or several things are.
    """
    wanted = prefixes.expand(class_curie) if class_curie else None
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise UsageError("the name is empty", hint="type a name in any script")
    if iri := _by_identifier(store, prefixes, text, wanted):
        return Found(iri)
    for search, how in (
        (_by_name, None),
        (_by_words, "part of its name"),
        (_by_place, "the name of its place"),
    ):
        found = search(store, prefixes, text, wanted)
        if not found:
            continue
        labels = read_labels(store, prefixes, found, languages)
        if len(found) > 1:
            listed = "\n    ".join(
                f"{prefixes.compress(iri)}  {labels.get(iri, '')}".rstrip() for iri in sorted(found)[:_MOST]
            )
            more = f"\n    … and {len(found) - _MOST} more" if len(found) > _MOST else ""
            raise UsageError(
                f"“{_short(text)}” may mean {len(found)} things:\n    {listed}{more}",
                hint="say which, by its identifier or its full name",
            )
        label = labels.get(found[0], prefixes.compress(found[0]))
        if how is None and fold(label) == fold(text):
            return Found(found[0], None if label == text else f"“{_short(text)}” → {label}")
        return Found(found[0], f"“{_short(text)}” → {label}" + (f" (by {how})" if how else ""))
    raise UsageError(
        f"nothing here is called “{_short(text)}”"
        + (f" among {_plural(class_curie)}" if class_curie else ""),
        hint=_suggestion(store, prefixes, text, wanted, languages),
    )


def _short(text: str) -> str:
    shown = "".join(c if c.isprintable() else "�" for c in text)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _plural(class_curie: str) -> str:
    names = {"hev:Person": "people", "hev:Source": "sources and archival units"}
    return names.get(class_curie) or "the " + class_curie.partition(":")[2].lower() + "s"


def _by_identifier(store: Store, prefixes: PrefixMap, text: str, wanted: str | None) -> str | None:
    if not text.isprintable() or any(character in text for character in ' <>"{}|\\^`'):
        return None
    candidates = [text] if "://" in text else []
    prefix, colon, _ = text.partition(":")
    if colon and prefix in prefixes:
        candidates.append(prefixes.expand(text))
    if not candidates and text.isascii():
        candidates += [prefixes[kind] + text for kind in KINDS if kind in prefixes]
    for iri in candidates:
        pattern = f"<{iri}> a <{wanted}>" if wanted else f"<{iri}> ?p ?o"
        if store.query(f"ASK {{ {pattern} }}") == Boolean(True):
            return iri
    return None


def _typed(variable: str, wanted: str | None) -> str:
    return f"?{variable} a <{wanted}> ." if wanted else ""


def _literals(keys: Sequence[str]) -> str:
    from pyoxigraph import Literal

    return " ".join(str(Literal(key)) for key in keys)


def _column(store: Store, query: str) -> list[str]:
    rows = store.query(query)
    assert isinstance(rows, Solutions)
    return [row[0].value for row in rows.rows if row[0] is not None]


def _by_name(store: Store, prefixes: PrefixMap, text: str, wanted: str | None) -> list[str]:
    """Return what has *text* as a name: as typed, else the same but for case, else by search key."""
    keys = sorted(search_keys(text))
    if not keys:
        return []
    key = prefixes["hev"] + "searchKey"
    found = _column(
        store,
        f"SELECT DISTINCT ?thing WHERE {{ VALUES ?key {{ {_literals(keys)} }} ?thing <{key}> ?key ."
        f" {_typed('thing', wanted)} }}",
    )
    if len(found) < 2:
        return found
    names = _names(store, prefixes, found)
    for same in (_exact, _but_for_case, _by_fold):
        close = [iri for iri in found if any(same(name, text) for name in names.get(iri, ()))]
        if close:
            return close
    return found


def _exact(name: str, text: str) -> bool:
    return unicodedata.normalize("NFC", name) == text


def _but_for_case(name: str, text: str) -> bool:
    return name.casefold() == text.casefold()


def _by_fold(name: str, text: str) -> bool:
    return fold(name) == fold(text)


def _names(store: Store, prefixes: PrefixMap, iris: Sequence[str]) -> dict[str, list[str]]:
    block = " ".join(f"<{iri}>" for iri in iris)
    rows = store.query(
        f"SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {block} }} ?thing <{prefixes['skos']}prefLabel>"
        f"|<{prefixes['skos']}altLabel>|<{prefixes['dcterms']}title> ?name }}"
    )
    names: dict[str, list[str]] = {}
    if isinstance(rows, Solutions):
        for thing, name in rows.rows:
            names.setdefault(thing.value, []).append(name.value)  # type: ignore[union-attr]
    return names


def _by_words(store: Store, prefixes: PrefixMap, text: str, wanted: str | None) -> list[str]:
    """Return what has all words of *text*, in one of its spellings, among the words of one of its search keys."""
    spellings = [key.split() for key in sorted(search_keys(text))]
    if not spellings or max(map(len, spellings)) > _WORDS:
        return []
    key = prefixes["hev"] + "searchKey"
    tests = " || ".join(
        "("
        + " && ".join(f'CONTAINS(CONCAT(" ", ?key, " "), {_literals([f" {word} "])})' for word in words)
        + ")"
        for words in spellings
    )
    return _column(
        store,
        f"SELECT DISTINCT ?thing WHERE {{ ?thing <{key}> ?key . {_typed('thing', wanted)} FILTER({tests}) }}",
    )


def _by_place(store: Store, prefixes: PrefixMap, text: str, wanted: str | None) -> list[str]:
    """Return the events of the place that *text* names."""
    hev = prefixes["hev"]
    if wanted not in (None, hev + "Event"):
        return []
    keys = sorted(search_keys(text))
    if not keys:
        return []
    return _column(
        store,
        f"SELECT DISTINCT ?event WHERE {{ VALUES ?key {{ {_literals(keys)} }}"
        f" ?place <{hev}searchKey> ?key ; a <{hev}Place> . ?event <{hev}place> ?place ; a <{hev}Event> }}",
    )


def _suggestion(
    store: Store, prefixes: PrefixMap, text: str, wanted: str | None, languages: Sequence[str]
) -> str:
    from histkg.names import suggestions

    hev = prefixes["hev"]
    rows = store.query(
        f"SELECT DISTINCT ?key ?thing WHERE {{ ?thing <{hev}searchKey> ?key . {_typed('thing', wanted)} }}"
    )
    things: dict[str, str] = {}
    if isinstance(rows, Solutions):
        for key, thing in rows.rows:
            things.setdefault(key.value, thing.value)  # type: ignore[union-attr]
            for word in key.value.split():  # type: ignore[union-attr]
                things.setdefault(word, thing.value)  # type: ignore[union-attr]
    near = list(dict.fromkeys(things[key] for key in suggestions(fold(text)[:200], sorted(things))))[:3]
    if not near:
        return "“histkg list” shows what there is"
    labels = read_labels(store, prefixes, near, languages)
    return "did you mean " + " or ".join(f"“{labels.get(iri, prefixes.compress(iri))}”" for iri in near) + "?"


def list_entities(
    store: Store, prefixes: PrefixMap, class_curie: str, languages: Sequence[str] = ("en",)
) -> list[tuple[str, str]]:
    """Return (IRI, name) of everything of a class, sorted by IRI.

    :raises UsageError: the class's prefix is unknown.
    """
    iris = sorted(
        _column(store, f"SELECT DISTINCT ?thing WHERE {{ ?thing a <{prefixes.expand(class_curie)}> }}")
    )
    labels = read_labels(store, prefixes, iris, languages)
    return [(iri, labels.get(iri, "")) for iri in iris]
