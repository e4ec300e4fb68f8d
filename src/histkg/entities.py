"""From a name in any script to the thing it names; from a class to the things it holds.

A whole name is looked up by the generated ``hev:searchKey`` triples, so it works in any store and costs a few index
look-ups, however many names there are. Parts of names are ranked by :class:`histkg.names.NameIndex` among the names that
share a word with what was typed; all names are read only where nothing was found and a hint is wanted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.labels import choices, read_kinds, read_labels, read_lent_names, read_names, read_notes
from histkg.names import LONGEST, Match, Name, NameIndex, Rank, fold, search_keys, suggestions
from histkg.names.words import read_words, roman
from histkg.stores.base import Boolean, Solutions

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

KINDS = ("event", "agent", "place", "source", "archive", "passage", "reference", "contribution", "claim",
         "participation", "figure", "tenure", "issue", "row")  # fmt: skip
"""Prefixes of things, in the order in which a bare slug is looked for."""

_MOST = 8

_WORDS = 12
"""A name of more words than this is looked for whole only."""

_HOW = {
    Rank.LENT: "the name of its place",
    Rank.WORDS: "part of its name",
    Rank.SPREAD: "words of several names of it or of its place",
}


@dataclass(frozen=True)
class Candidate:
    """One thing a name may mean.

    :param match: how near, by which name.
    :param label: its name in the reader's language.
    :param kind: what it is, in words.
    :param note: what keeps it apart from others, empty where nothing is written.
    :param sources: who uses the name that matched, IRI → short citation; empty where it is only the name used here.
    """

    match: Match
    label: str
    kind: str
    note: str
    sources: dict[str, str]

    @property
    def is_hint(self) -> bool:
        """Whether it only sounds or looks like what was asked: no answer."""
        return self.match.rank >= Rank.SKELETON


@dataclass(frozen=True)
class Found:
    """An entity, and how the words that led to it were understood (None where there was nothing to understand)."""

    iri: str
    note: str | None = None


def find_entity(
    store: Store, prefixes: PrefixMap, text: str, class_curie: str | None, languages: Sequence[str] = ("en",)
) -> Found:
    """Return the one entity of a class that *text* names.

    A thing goes before a source whose title is the same; the note says that there are others.

    :param text: a name in any script, a slug, a CURIE, an IRI, or the number of a dossier row or source.
    :param class_curie: the class it must have, such as ``hev:Event``; None = any.
    :raises UsageError: nothing is called so (with suggestions), or several things are.
    """
    wanted = prefixes.expand(class_curie) if class_curie else None
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise UsageError("the name is empty", hint="type a name in any script")
    if iri := _by_identifier(store, prefixes, text, wanted):
        return Found(iri)
    whole = _by_name(store, prefixes, text, wanted)
    if whole:
        return _decide(store, prefixes, text, whole, how=None, languages=languages)
    answers = [hit for hit in rank_names(store, prefixes, text, class_curie) if hit.rank <= Rank.SPREAD]
    if wanted is None:  # the name of a place means the place
        answers = [hit for hit in answers if hit.rank is not Rank.LENT]
    if answers:
        first = _tier(prefixes, answers[0])
        nearest = [hit for hit in answers if _tier(prefixes, hit) == first]
        iris = [hit.entity for hit in nearest]
        return _decide(store, prefixes, text, iris, how=_HOW.get(nearest[0].rank), languages=languages)
    raise UsageError(
        f"nothing here is called “{_short(text)}”"
        + (f" among {_plural(class_curie)}" if class_curie else ""),
        hint=_suggestion(store, prefixes, text, class_curie, languages),
    )


def _decide(
    store: Store,
    prefixes: PrefixMap,
    text: str,
    found: Sequence[str],
    *,
    how: str | None,
    languages: Sequence[str],
) -> Found:
    """Return the one thing of *found*, or say that *text* may mean several."""
    iris = [iri for iri in found if not _is_source(prefixes, iri)] or list(found)
    if len(iris) > 1 and how is None:
        iris = _preferred(store, prefixes, text, iris) or iris
    if len(iris) > 1:
        raise UsageError(
            f"“{_short(text)}” may mean {len(iris)} things:\n    "
            + "\n    ".join(choices(store, prefixes, sorted(iris)[:_MOST], languages))
            + (f"\n    … and {len(iris) - _MOST} more: histkg find lists all" if len(iris) > _MOST else ""),
            hint="say which, by its identifier or its full name",
        )
    label = read_labels(store, prefixes, iris, languages).get(iris[0], prefixes.compress(iris[0]))
    remarks = [f"by {how}"] if how else []
    if others := len(found) - 1:
        remarks.append(f"not the only one so named: histkg find lists {others} more")
    if not remarks and fold(label) == fold(text):
        return Found(iris[0], None if label == text else f"“{_short(text)}” → {label}")
    return Found(iris[0], f"“{_short(text)}” → {label}" + (f" ({'; '.join(remarks)})" if remarks else ""))


def _is_source(prefixes: PrefixMap, iri: str) -> bool:
    return iri.startswith((prefixes["source"], prefixes["archive"]))


def _tier(prefixes: PrefixMap, hit: Match) -> tuple[bool, Rank, bool]:
    """Return how near an answer is: those of one tier are equally good, and whoever asks has to choose."""
    return _is_source(prefixes, hit.entity), hit.rank, hit.rank is Rank.WORDS and hit.distance > 0


def _short(text: str) -> str:
    shown = "".join(c if c.isprintable() else "�" for c in text)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _plural(class_curie: str) -> str:
    names = {"hev:Person": "people", "hev:Source": "sources and archival units"}
    return names.get(class_curie) or "the " + class_curie.partition(":")[2].lower() + "s"


def _by_identifier(store: Store, prefixes: PrefixMap, text: str, wanted: str | None) -> str | None:
    if len(text) > LONGEST or not text.isprintable() or set(text) & set(' <>"{}|\\^`'):
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
    numbers = _literals(dict.fromkeys([text, text.upper()]))
    numbered = _column(
        store,
        f"SELECT DISTINCT ?thing WHERE {{ VALUES ?number {{ {numbers} }}"
        f" ?thing <{prefixes['dcterms']}identifier> ?number . {_typed(wanted)} }}",
    )
    # S08 is the number of a source, and of the row of the dossier that names it: the source is meant.
    return min(numbered, key=lambda iri: (iri.startswith(prefixes["row"]), iri), default=None)


def _typed(wanted: str | None) -> str:
    return f"?thing a <{wanted}> ." if wanted else ""


def _literals(keys: Iterable[str]) -> str:
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
    found = sorted(
        _column(
            store,
            f"SELECT DISTINCT ?thing WHERE {{ VALUES ?key {{ {_literals(keys)} }}"
            f" ?thing <{prefixes['hev']}searchKey> ?key . {_typed(wanted)} }}",
        )
    )
    if len(found) < 2:
        return found
    names = read_names(store, prefixes, f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in found)} }}")
    for same in (_exact, _but_for_case, _by_fold):
        close = sorted({name.entity for name in names if same(name.text, text)})
        if close:
            return close
    return found


def _preferred(store: Store, prefixes: PrefixMap, text: str, iris: Sequence[str]) -> list[str]:
    """Return those of *iris* whose preferred name is *text*, not one that some source lists among others."""
    rows = store.query(
        f"SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
        f" ?thing <{prefixes['skos']}prefLabel> ?name }}"
    )
    assert isinstance(rows, Solutions)
    return sorted({thing.value for thing, name in rows.rows if search_keys(text) & search_keys(name.value)})  # type: ignore[union-attr]


def _exact(name: str, text: str) -> bool:
    return unicodedata.normalize("NFC", name) == text


def _but_for_case(name: str, text: str) -> bool:
    return name.casefold() == text.casefold()


def _by_fold(name: str, text: str) -> bool:
    return fold(name) == fold(text)


def rank_names(
    store: Store, prefixes: PrefixMap, text: str, class_curie: str | None = None, *, hints: bool = False
) -> list[Match]:
    """Return everything that *text* may mean, nearest first, each once by its nearest name.

    Whole names come first; then, where only parts of names agree, things go before sources about them.

    :param class_curie: the class it must have; None = any.
    :param hints: where nothing was found, the few things that only sound or look like it.
    """
    wanted = prefixes.expand(class_curie) if class_curie else None
    words = read_words(text)
    if not words or len(words) > _WORDS:
        return []
    keys = {key for word in words for key in word.keys if key[0] != "#"}
    keys |= {roman(word.number) for word in words if word.number} - {""}
    key = f"<{prefixes['hev']}searchKey> ?key . FILTER(" + " || ".join(
        f'CONTAINS(CONCAT(" ", ?key, " "), {_literals([f" {key} "])})' for key in sorted(keys)
    ) + ")"  # fmt: skip
    # A key of several words may be met without its spaces.
    solid = (
        f"VALUES ?key {{ {_literals(sorted(search_keys(text)))} }} ?thing <{prefixes['hev']}searchKey> ?key ."
    )
    unions = f"{{ ?thing {key} }} UNION {{ {solid} }}"
    sharing = f"{{ SELECT DISTINCT ?thing WHERE {{ {unions} {_typed(wanted)} }} }}"
    names = read_names(store, prefixes, sharing)
    if wanted in (None, prefixes["hev"] + "Event"):
        names += read_lent_names(store, prefixes, f"?place {key}")
    found = [hit for hit in NameIndex(names).match(text) if hit.rank < Rank.SKELETON]
    if not found and hints:
        found = _hints(read_names(store, prefixes, _typed(wanted)), text)
    found = sorted(found, key=lambda hit: (min(hit.rank, Rank.WORDS), _is_source(prefixes, hit.entity), hit))
    return found if found and found[0].rank < Rank.SKELETON else found[:_MOST]


def find_candidates(
    store: Store,
    prefixes: PrefixMap,
    text: str,
    class_curie: str | None = None,
    languages: Sequence[str] = ("en",),
) -> list[Candidate]:
    """Return everything that *text* may mean, nearest first; hints only where there is no answer.

    :raises UsageError: the class's prefix is unknown.
    """
    found = rank_names(store, prefixes, unicodedata.normalize("NFC", text).strip(), class_curie, hints=True)
    iris = [hit.entity for hit in found]
    labels, kinds = (
        read_labels(store, prefixes, iris, languages),
        read_kinds(store, prefixes, iris, languages),
    )
    notes = read_notes(store, prefixes, iris, languages)
    users = _users(store, prefixes, found)
    sources = read_labels(
        store, prefixes, sorted({iri for some in users.values() for iri in some}), languages
    )
    return [
        Candidate(
            hit,
            labels.get(hit.entity, prefixes.compress(hit.entity)),
            kinds.get(hit.entity, ""),
            notes.get(hit.entity, ""),
            {iri: sources.get(iri, prefixes.compress(iri)) for iri in users.get(hit, ())},
        )
        for hit in found
    ]


def _users(store: Store, prefixes: PrefixMap, found: Sequence[Match]) -> dict[Match, list[str]]:
    """Return, for each match, the sources in which a claim gives the thing the name that matched."""
    if not found:
        return {}
    rdf, hev = prefixes["rdf"], prefixes["hev"]
    block = " ".join(f"<{iri}>" for iri in sorted({hit.entity for hit in found}))
    rows = store.query(
        f"SELECT DISTINCT ?thing ?name ?source WHERE {{ VALUES ?thing {{ {block} }} VALUES ?predicate {{"
        f" <{prefixes['skos']}altLabel> <{hev}attestedName> <{prefixes['dcterms']}title> }}"
        f" ?claim <{rdf}subject> ?thing ; <{rdf}predicate> ?predicate ; <{rdf}object> ?name ;"
        f" <{hev}statedIn> ?passage . ?passage <{prefixes['oa']}hasSource> ?source }}"
    )
    assert isinstance(rows, Solutions)
    by_name: dict[tuple[str, str], set[str]] = {}
    for thing, name, source in rows.rows:
        by_name.setdefault((thing.value, name.value), set()).add(source.value)  # type: ignore[union-attr]
    return {hit: sorted(by_name.get((hit.entity, hit.name), ())) for hit in found}


def _hints(names: list[Name], text: str) -> list[Match]:
    """Return what *text* may be a slip for, or another hearing of: never an answer."""
    index = NameIndex(names)
    found = {hit.entity: hit for hit in index.match(text)}
    by_text: dict[str, list[Name]] = {}
    for name in names:
        for key in {fold(name.text), *(word for word in fold(name.text).split() if len(word) > 3)}:
            by_text.setdefault(key, []).append(name)
    for order, key in enumerate(suggestions(fold(text)[:200], sorted(by_text), limit=_MOST)):
        for name in by_text[key]:
            found.setdefault(name.entity, Match(Rank.NEAR, order, name.text, name.entity))
    return list(found.values())


def _suggestion(
    store: Store, prefixes: PrefixMap, text: str, class_curie: str | None, languages: Sequence[str]
) -> str:
    near = [hit.entity for hit in rank_names(store, prefixes, text, class_curie, hints=True)][:3]
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
