"""The part of JSON-LD compaction that our context needs, without the general algorithm's cost per value.

Specification: JSON-LD 1.1 Processing Algorithms §5.1 (compaction) and §6.2 (IRI compaction), for contexts in which
every entry is a prefix, a keyword's other name, a term, or a term with a type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_GEN_DELIMS = tuple(":/?#[]@")
_PLAIN = "@none"


@dataclass(frozen=True)
class SimpleContext:
    """A context that was found simple.

    :param names: keyword → the name the context gives it.
    :param prefixes: (namespace, prefix) that may shorten IRIs.
    :param terms: IRI → type a term gives its values (``@none`` for none) → term.
    """

    names: dict[str, str]
    prefixes: list[tuple[str, str]]
    terms: dict[str, dict[str, str]]
    _short: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> SimpleContext | None:
        """Return the simple context that *context* is, or None where it needs the general algorithm."""
        names: dict[str, str] = {}
        prefixes: list[tuple[str, str]] = []
        terms: dict[str, dict[str, str]] = defaultdict(dict)
        for term, entry in sorted(context.items(), key=lambda item: (len(item[0]), item[0])):
            if term == "@version":
                continue
            definition = {"@id": entry} if isinstance(entry, str) else entry
            if (
                term.startswith("@")
                or not isinstance(definition, dict)
                or not definition.keys() <= {"@id", "@type"}
                or not all(isinstance(value, str) for value in definition.values())
            ):
                return None
            target = definition.get("@id", "")
            kind = definition.get("@type", _PLAIN)
            if target.startswith("@"):
                names.setdefault(target, term)
                continue
            iri, datatype = _expand(target, context), kind if kind.startswith("@") else _expand(kind, context)
            if iri is None or datatype is None or datatype in ("@vocab", "@json"):
                return None
            terms[iri].setdefault(datatype, term)
            if isinstance(entry, str) and iri.endswith(_GEN_DELIMS):
                prefixes.append((iri, term))
        return cls(names, prefixes, dict(terms))

    def compact(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return an expanded node object in compacted form."""
        compacted: dict[str, Any] = {}
        for key, values in node.items():
            if key == "@id":
                compacted[self._name("@id")] = self._curie(values)
            elif key == "@type":
                compacted[self._name("@type")] = _one_or_many([self._vocabulary(iri) for iri in values])
            elif key == "@graph":
                compacted[self._name("@graph")] = [self.compact(inner) for inner in values]
            else:
                kept: dict[str, list[Any]] = defaultdict(list)
                for value in values:
                    term, short = self._property(key, value)
                    kept[term].append(short)
                compacted |= {term: _one_or_many(shorts) for term, shorts in kept.items()}
        return compacted

    def _property(self, iri: str, value: Mapping[str, str]) -> tuple[str, Any]:
        """Return the term for a property with this value, and the value as the term lets it be written."""
        terms = self.terms.get(iri, {})
        kind = "@id" if "@id" in value else value.get("@type", _PLAIN)
        if kind != _PLAIN and kind in terms:
            text = self._curie(value["@id"]) if kind == "@id" else value["@value"]
            return terms[kind], text
        term = terms.get(_PLAIN) or self._curie(iri)
        if "@id" in value:
            return term, {self._name("@id"): self._curie(value["@id"])}
        if value.keys() == {"@value"}:
            return term, value["@value"]
        written = {self._name(key): text for key, text in value.items()}
        if "@type" in value:
            written[self._name("@type")] = self._vocabulary(value["@type"])
        return term, written

    def _name(self, keyword: str) -> str:
        return self.names.get(keyword, keyword)

    def _vocabulary(self, iri: str) -> str:
        return self.terms.get(iri, {}).get(_PLAIN) or self._curie(iri)

    def _curie(self, iri: str) -> str:
        if iri not in self._short:
            curies = [
                f"{prefix}:{iri[len(namespace) :]}"
                for namespace, prefix in self.prefixes
                if iri.startswith(namespace) and iri != namespace and not iri.startswith("//", len(namespace))
            ]
            self._short[iri] = min(curies, key=lambda curie: (len(curie), curie), default=iri)
        return self._short[iri]


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _expand(text: str, context: Mapping[str, Any]) -> str | None:
    """Return the absolute IRI of *text*; None where the context must be followed further than one prefix."""
    prefix, colon, local_name = text.partition(":")
    if not colon:
        return None
    namespace = context.get(prefix)
    if namespace is None or local_name.startswith("//"):
        return text
    return namespace + local_name if isinstance(namespace, str) and "://" in namespace else None
