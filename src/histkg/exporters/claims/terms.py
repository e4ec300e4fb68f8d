"""Terms as Turtle and TriG write them, with the shortest safe names; and the prefixes that were used.

Specification: RDF 1.2 Turtle §2 and §6 (Working Draft of 3 September 2026); what is written here is RDF 1.1 as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Term

_SAFE_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_SAFE_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_IN_PLAIN_SIGHT = {
    f"{_XSD}string",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString",
}
"""Datatypes that are told by the form of the literal."""


class Terms:
    r"""Writes terms and remembers the prefixes.

    >>> from histkg.prefixes import PrefixMap
    >>> terms = Terms(PrefixMap({"ex": "https://example.org/"}))
    >>> terms.name("https://example.org/a"), terms.name("https://example.org/a/b"), terms.name("https://example.org/")
    ('ex:a', '<https://example.org/a/b>', '<https://example.org/>')
    >>> terms.write(Literal('“Gəncə”\n', language="az")), terms.write(Literal("1", datatype=NamedNode("https://example.org/d")))
    ('"“Gəncə”\\n"@az', '"1"^^ex:d')
    >>> terms.header()
    '@prefix ex: <https://example.org/> .\n'
    """

    def __init__(self, prefixes: PrefixMap) -> None:
        self._prefixes = prefixes
        self._used: set[str] = set()
        self._names: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """Return an IRI or its CURIE."""
        if iri not in self._names:
            split = self._prefixes.split(iri)
            if split is not None and _SAFE_LOCAL_NAME.fullmatch(split[1]):
                self._used.add(split[0])
                self._names[iri] = f"{split[0]}:{split[1]}"
            else:
                self._names[iri] = str(NamedNode(iri))
        return self._names[iri]

    def predicate(self, curie: str) -> str:
        """Return a property given as a CURIE; ``a`` for ``rdf:type``."""
        if curie == "rdf:type":
            return "a"
        return self.name(curie if "://" in curie else self._prefixes.expand(curie))

    def write(self, term: Term) -> str:
        """Return a term: numbers quoted but for plain integers (see docs/decisions/0012)."""
        if not isinstance(term, Literal):
            return self.name(term.value)
        kind = term.datatype.value
        if kind in _IN_PLAIN_SIGHT:
            return str(term)
        if (kind == f"{_XSD}integer" and _SAFE_INTEGER.fullmatch(term.value)) or (
            kind == f"{_XSD}boolean" and term.value in ("true", "false")
        ):
            return term.value
        quoted = str(term).removesuffix(f"^^{term.datatype}")
        return f"{quoted}^^{self.name(kind)}"

    def header(self) -> str:
        """Return the declarations of the prefixes used so far."""
        return "".join(f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in sorted(self._used))


def one_line(text: str) -> str:
    r"""Return *text* as it may stand in a comment: line breaks and control characters become spaces.

    >>> one_line("Ganja\nuprising")
    'Ganja uprising'
    """
    return " ".join(
        "".join(
            " " if ord(letter) < 32 or letter in "\x7f\x85\u2028\u2029" else letter for letter in text
        ).split()
    )
