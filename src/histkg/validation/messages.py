"""Findings in words: templates of the shapes, filled with names instead of IRIs, in the language of the reader.

A template is the ``sh:message`` of a shape; ``{?value}`` in it stands for the value found (SHACL §5.3.2), ``{?path}`` for
the property, ``{$this}`` for the thing, and any other variable for what the shape's query found.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from histkg.labels import choose
from histkg.validation.words import DATATYPES, NAMELESS, SUGGESTION, message_language

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap
    from histkg.validation.shacl import Finding, Term

_QUOTES = {"en": "“{}”", "az": "“{}”", "ru": "«{}»"}
_LONGEST = 160
_CLOSE = 0.85


class Names:
    """Names for everything in *quads*.

    :param languages: best first.
    """

    def __init__(self, quads: Iterable[Quad], prefixes: PrefixMap, languages: Sequence[str]) -> None:
        self._prefixes = prefixes
        self._languages = languages
        self._language = message_language(languages)
        naming = {
            prefixes["skos"] + "prefLabel": 0,
            prefixes["rdfs"] + "label": 1,
            prefixes["dcterms"] + "title": 2,
            prefixes["hev"] + "locator": 3,
        }
        linking = {prefixes["rdf"] + name: name for name in ("type", "subject", "predicate")} | {
            prefixes["oa"] + "hasSource": "source"
        }
        self._literals: dict[object, dict[int, list[Literal]]] = defaultdict(lambda: defaultdict(list))
        self._links: dict[str, dict[object, NamedNode]] = defaultdict(dict)
        for quad in quads:
            predicate = quad.predicate.value
            if predicate in naming and isinstance(quad.object, Literal):
                self._literals[quad.subject][naming[predicate]].append(quad.object)
            elif predicate in linking and isinstance(quad.object, NamedNode):
                self._links[linking[predicate]].setdefault(quad.subject, quad.object)
        self._described = {thing.value for thing in self._links["type"] if isinstance(thing, NamedNode)}

    def entity(self, term: Term) -> str:
        """Return the name of *term* at the head of a sentence."""
        if isinstance(term, Literal):
            return self._quoted(shown(term.value))
        if isinstance(term, BlankNode):
            return NAMELESS[self._language]
        if (label := self._label(term, (0, 1, 2))) is not None:
            return label
        slug = _split(term.value)[1]
        kind = self._links["type"].get(term)
        kind_name = self._label(kind, (1,)) if kind else None
        if kind_name is None:
            return self._prefixes.compress(term.value)
        about = self._about(term)
        return f"{kind_name} {self._quoted(slug)}" + (f" ({about})" if about else "")

    def term(self, term: Term) -> str:
        """Return *term* as it stands within a sentence: names and texts in quotation marks."""
        if isinstance(term, Literal):
            return self._quoted(shown(term.value))
        if isinstance(term, BlankNode):
            return NAMELESS[self._language]
        if term.value in DATATYPES:
            return DATATYPES[term.value][self._language]
        label = self._label(term, (0, 1, 2))
        if label is not None:
            return self._quoted(label)
        entity = self.entity(term)
        return entity if " " in entity else self._quoted(entity)

    def suggestion(self, term: Term | None) -> str | None:
        """Return a question about what *term* may have been meant to be, where it is described nowhere."""
        if not isinstance(term, NamedNode) or term.value in self._described:
            return None
        folder, slug = _split(term.value)
        known = sorted(_split(iri)[1] for iri in self._described if _split(iri)[0] == folder)
        close = difflib.get_close_matches(slug, known, n=1, cutoff=_CLOSE)
        if not close:
            return None
        return SUGGESTION[self._language].format(self._prefixes.compress(folder + close[0]))

    def _quoted(self, text: str) -> str:
        return _QUOTES[self._language].format(text)

    def _label(self, term: NamedNode, ranks: tuple[int, ...]) -> str | None:
        names = self._literals.get(term, {})
        found = next((names[rank] for rank in ranks if names.get(rank)), [])
        chosen = choose(found, self._languages)
        return shown(chosen.value) if chosen else None

    def _about(self, term: NamedNode) -> str | None:
        """Say what a claim is about, or where a passage is."""
        subject, predicate = self._links["subject"].get(term), self._links["predicate"].get(term)
        if subject is not None and predicate is not None:
            return f"{self.entity(subject)}, {self.entity(predicate)}"
        source, locator = self._links["source"].get(term), self._label(term, (3,))
        parts = [self.entity(source) if source else None, locator]
        return ", ".join(part for part in parts if part) or None


def _split(iri: str) -> tuple[str, str]:
    """Return what stands before the last part of *iri*, and the last part."""
    slug = re.split(r"[/#]", iri)[-1]
    return iri[: len(iri) - len(slug)], slug


def shown(text: str) -> str:
    r"""Return *text* on one line, with characters that cannot be seen written out, and cut where it is very long.

    >>> shown("Gan\u200bja ")
    'Gan⟨U+200B⟩ja␣'
    """
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    seen = "".join(c if c.isprintable() else " " if c in "\n\r\t" else f"⟨U+{ord(c):04X}⟩" for c in cut)
    inner = seen.strip(" ")
    if not inner:
        return "␣" * len(seen)
    start = len(seen) - len(seen.lstrip(" "))
    return "␣" * start + inner + "␣" * (len(seen) - start - len(inner))


_VARIABLE = re.compile(r"\{[$?](\w+)\}")


def fill(template: str, finding: Finding, names: Names) -> str:
    """Return *template* with the names of what *finding* found; what it did not find becomes “…”."""
    bound: dict[str, Term] = dict(finding.details)
    bound["this"] = finding.focus_node
    if finding.value is not None:
        bound["value"] = finding.value
    if finding.result_path is not None:
        bound["path"] = NamedNode(finding.result_path)

    def named(match: re.Match[str]) -> str:
        term = bound.get(match.group(1))
        return "…" if term is None else names.term(term)

    return _VARIABLE.sub(named, template)
