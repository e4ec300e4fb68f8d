"""The sources a report rests on: how far each was read, who hangs together with whom, and each as it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from histkg.exporters.reports.markdown import escape, table
from histkg.labels import choose
from histkg.names import fold
from histkg.portrait.surroundings import Thing, is_literal

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.exporters.reports.words import Words
    from histkg.exporters.selection import Selection

_JUDGED = ("hev:reliability",)
_PRINTED = "dcterms:bibliographicCitation"


class Sources:
    """Sources with their values, read at once.

    :param iris: publications, archival units, archives.
    """

    def __init__(self, selection: Selection, iris: Iterable[str], words: Words) -> None:
        """Read *iris* and the names of all they name."""
        self.selection, self.words = selection, words
        self.things: dict[str, Thing] = defaultdict(Thing)
        wanted = sorted(set(iris))
        if wanted:
            pattern = "?source ?predicate ?value FILTER(?predicate != hev:searchKey)"
            for row in selection.rows(pattern, "source", "predicate", "value", source=wanted):
                self._add(row["source"], selection.prefixes.compress(row["predicate"].value), row["value"])  # type: ignore[union-attr]
            pattern = (
                "?claim rdf:subject ?source ; rdf:predicate ?predicate ; rdf:object ?value ; hev:live true ."
                f" VALUES ?predicate {{ {' '.join(_JUDGED)} }}"
            )
            for row in selection.rows(pattern, "source", "predicate", "value", source=wanted):
                self._add(row["source"], selection.prefixes.compress(row["predicate"].value), row["value"])  # type: ignore[union-attr]
            # Every list that prints it: a work in Cyrillic also as its transliteration has it.
            for row in selection.rows(
                "?line hev:refersTo ?source ; c4o:hasContent ?text", "source", "text", source=wanted
            ):
                self._add(row["source"], _PRINTED, row["text"])
        named = {
            term.value
            for thing in self.things.values()
            for terms in thing.values.values()
            for term in terms
            if not is_literal(term)
        }
        selection.read_labels(named | set(wanted))
        self.iris = sorted((iri for iri in wanted), key=lambda iri: (fold(selection.label(iri)), iri))

    def _add(self, source: object, predicate: str, value: object) -> None:
        self.things[source.value].values[predicate].append(value)  # type: ignore[attr-defined, arg-type]

    def _said(self, thing: Thing, predicate: str) -> str:
        literals: list[Literal] = [term for term in thing.values.get(predicate, ()) if is_literal(term)]  # type: ignore[misc]
        chosen = choose(literals, self.selection.languages)
        if chosen is not None:
            return chosen.value
        return "; ".join(self.selection.label(term) for term in thing.values.get(predicate, ()))

    def read(self) -> list[str]:
        """Return a table: how far each was read, what the curators think of it, and which are one witness."""
        words, label = self.words, self.selection.label
        groups: dict[str, int] = {}
        for iri in self.iris:
            groups.setdefault(self.things[iri].value("hev:witness") or iri, len(groups) + 1)
        rows = []
        for iri in self.iris:
            thing = self.things[iri]
            judged = [self._said(thing, "hev:reliability"), self._said(thing, "hev:tradition")]
            kind = label(thing.one("hev:documentType") or thing.one("hev:level"))
            cells = (
                label(iri),
                kind,
                self._said(thing, "hev:access") or words("not_recorded"),
                "; ".join(filter(None, judged)),
                str(groups[thing.value("hev:witness") or iri]),
            )
            rows.append([escape(cell) for cell in cells])
        if not rows:
            return []
        heads = [words("source"), words("kind"), words("access"), words("judgement"), words("witness_number")]
        return [escape(words("silence")), "", *table(heads, rows, [5, 3, 5, 4, 1])]

    def entries(self) -> list[str]:
        """Return the bibliography: each source by the name used in the notes, then as it is cited."""
        return [f"- **{escape(self.selection.label(iri))}.** {self._entry(iri)}" for iri in self.iris]

    def _entry(self, iri: str) -> str:
        thing, label = self.things[iri], self.selection.label
        if printed := set(thing.all(_PRINTED)):
            return " — ".join(escape(text) for text in sorted(printed, key=_latin_last))
        parts = []
        if thing.values.get("dcterms:creator"):
            parts.append("; ".join(label(term) for term in thing.values["dcterms:creator"]))
        own_first = sorted(thing.values.get("dcterms:title", ()), key=lambda term: "-latn" in _tag(term))
        titles = list(dict.fromkeys(term.value for term in own_first))
        if titles:
            parts.append(" = ".join(self.words.quoted(title) for title in titles))
        for predicate in ("dcterms:isPartOf", "rico:hasOrHadHolder", "dcterms:publisher"):
            parts += [label(term) for term in thing.values.get(predicate, ())]
        parts += sorted(set(thing.all("dcterms:issued")))
        parts += [f"DOI {doi}" for doi in thing.all("bibo:doi")]
        parts += thing.all("hev:url")
        return ". ".join(escape(part.rstrip(".")) for part in parts) + "." if parts else f"<{iri}>"


def _tag(term: object) -> str:
    return (getattr(term, "language", None) or "").lower()


def _latin_last(text: str) -> tuple[bool, str]:
    """Sort a reference in its own script before its transliteration, which says in what language the work is."""
    return ("(In " in text, text)
