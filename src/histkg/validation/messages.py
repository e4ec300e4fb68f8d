"""Findings in words: templates of the shapes, filled with names instead of IRIs, in English or Azerbaijani.

A template is the ``sh:message`` of a shape; ``{?value}`` in it stands for the value found (SHACL §5.3.2), ``{?path}`` for
the property, ``{$this}`` for the thing, and any other variable for what the shape's query found.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from histkg.errors import InputError
from histkg.labels import choose
from histkg.reading import parse_file

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap
    from histkg.validation.shacl import Finding, Term

LANGUAGES = ("en", "az")
"""Languages the rules are written in; the first serves readers of every other."""

_SH = "http://www.w3.org/ns/shacl#"
_QUOTE = "“{}”"
_LONGEST = 160
_CLOSE = 0.85
_KINDS = {"en": "a thing without an IRI", "az": "IRI-si olmayan şey"}
_SUGGESTION = {"en": "Did you mean {}?", "az": "Bəlkə {}?"}
_DATATYPES = {
    "http://id.loc.gov/datatypes/edtf/EDTF": {
        "en": 'a date in EDTF, such as "1920-05"^^edtf:EDTF',
        "az": 'EDTF tarixi, məsələn, "1920-05"^^edtf:EDTF',
    },
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": {
        "en": 'a text with its language, such as "…"@en',
        "az": 'dili göstərilmiş mətn, məsələn, "…"@az',
    },
    "http://www.w3.org/2001/XMLSchema#gYear": {
        "en": 'a year, such as "2010"^^xsd:gYear',
        "az": 'il, məsələn, "2010"^^xsd:gYear',
    },
    "http://www.w3.org/2001/XMLSchema#date": {"en": "a day", "az": "gün"},
    "http://www.w3.org/2001/XMLSchema#integer": {
        "en": "a whole number, without quotation marks",
        "az": "tam ədəd, dırnaqsız",
    },
    "http://www.w3.org/2001/XMLSchema#boolean": {"en": "true or false", "az": "true və ya false"},
    "http://www.w3.org/2001/XMLSchema#string": {
        "en": "a text without language or type",
        "az": "dili və tipi olmayan mətn",
    },
}


@dataclass(frozen=True)
class Rule:
    """What a shape says of itself.

    :param shape: IRI of the shape.
    :param code: ``HEV-CL-02``; several shapes may share one.
    :param severity: ``violation``, ``warning`` or ``info``.
    :param messages: language → template of what is wrong.
    :param remedies: language → what to do.
    """

    shape: str
    code: str
    severity: str
    messages: Mapping[str, str] = field(hash=False)
    remedies: Mapping[str, str] = field(hash=False)


def read_rules(shapes: Sequence[Path], prefixes: PrefixMap) -> dict[str, Rule]:
    """Return shape IRI → rule, for every shape that has a rule code.

    :raises InputError: a file is unreadable, or a shape with a code lacks its words in one of :data:`LANGUAGES`.
    """
    code, remedy = prefixes["hev"] + "ruleCode", prefixes["hev"] + "remedy"
    read: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in shapes:
        for quad in parse_file(path):
            about = read[str(getattr(quad.subject, "value", ""))][quad.predicate.value]
            about[getattr(quad.object, "language", None) or ""] = str(getattr(quad.object, "value", ""))
    rules: dict[str, Rule] = {}
    for shape, said in read.items():
        if code not in said:
            continue
        rule = Rule(
            shape,
            said[code][""],
            said[_SH + "severity"].get("", "Violation").rpartition("#")[2].lower(),
            said[_SH + "message"],
            said[remedy],
        )
        if any(language not in words for language in LANGUAGES for words in (rule.messages, rule.remedies)):
            raise InputError(f"the rule {rule.code} lacks its words in English or Azerbaijani", where=shape)
        rules[shape] = rule
    return rules


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
            return _QUOTE.format(shown(term.value))
        if isinstance(term, BlankNode):
            return _KINDS[self._language]
        if (label := self._label(term, (0, 1, 2))) is not None:
            return label
        slug = _split(term.value)[1]
        kind = self._links["type"].get(term)
        kind_name = self._label(kind, (1,)) if kind else None
        if kind_name is None:
            return self._prefixes.compress(term.value)
        about = self._about(term)
        return f"{kind_name} {_QUOTE.format(slug)}" + (f" ({about})" if about else "")

    def term(self, term: Term) -> str:
        """Return *term* as it stands within a sentence: names and texts in quotation marks."""
        if isinstance(term, Literal):
            return _QUOTE.format(shown(term.value))
        if isinstance(term, BlankNode):
            return _KINDS[self._language]
        if term.value in _DATATYPES:
            return _DATATYPES[term.value][self._language]
        label = self._label(term, (0, 1, 2))
        if label is not None:
            return _QUOTE.format(label)
        entity = self.entity(term)
        return entity if " " in entity else _QUOTE.format(entity)

    def suggestion(self, term: Term | None) -> str | None:
        """Return a question about what *term* may have been meant to be, where it is described nowhere."""
        if not isinstance(term, NamedNode) or term.value in self._described:
            return None
        folder, slug = _split(term.value)
        known = sorted(_split(iri)[1] for iri in self._described if _split(iri)[0] == folder)
        close = difflib.get_close_matches(slug, known, n=1, cutoff=_CLOSE)
        if not close:
            return None
        return _SUGGESTION[self._language].format(self._prefixes.compress(folder + close[0]))

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


def message_language(languages: Sequence[str]) -> str:
    """Return the first of *languages* the rules are written in; English where there is none.

    >>> message_language(("ru", "az", "en"))
    'az'
    """
    return next((tag for tag in languages if tag in LANGUAGES), LANGUAGES[0])


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
