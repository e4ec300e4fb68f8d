"""The canonical prefix map, read from ``ontology/prefixes.ttl``: the only place that knows the base IRI.

Format: ``sh:declare`` / ``sh:prefix`` / ``sh:namespace`` (SHACL §5.2.1), so that SHACL, the query catalogue and this
toolkit read one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from histkg.errors import InputError, UsageError
from histkg.reading import parse_file

_SH = "http://www.w3.org/ns/shacl#"


class PrefixMap(Mapping[str, str]):
    """Prefix → namespace IRI, with both directions of abbreviation.

    >>> prefixes = PrefixMap({"event": "https://example.org/id/event/"})
    >>> prefixes.expand("event:ganja")
    'https://example.org/id/event/ganja'
    >>> prefixes.compress("https://example.org/id/event/ganja")
    'event:ganja'
    >>> prefixes.compress("https://elsewhere.org/x")
    'https://elsewhere.org/x'
    """

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = dict(sorted(namespaces.items()))
        self._longest_first = sorted(self._namespaces.items(), key=lambda item: (-len(item[1]), item[0]))

    def __getitem__(self, prefix: str) -> str:
        return self._namespaces[prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(self._namespaces)

    def __len__(self) -> int:
        return len(self._namespaces)

    def expand(self, curie: str) -> str:
        """Return the IRI of a CURIE.

        :raises UsageError: the prefix is not in the map.
        """
        prefix, colon, local_name = curie.partition(":")
        if not colon or prefix not in self._namespaces:
            raise UsageError(
                f"unknown prefix in “{curie}”", hint="see ontology/prefixes.ttl for the prefixes"
            )
        return self._namespaces[prefix] + local_name

    def compress(self, iri: str) -> str:
        """Return the shortest CURIE of *iri*, or *iri* itself where no namespace fits."""
        for prefix, namespace in self._longest_first:
            local_name = iri[len(namespace) :]
            if iri.startswith(namespace) and local_name and not set(local_name) & set("/#?:"):
                return f"{prefix}:{local_name}"
        return iri

    def split(self, iri: str) -> tuple[str, str] | None:
        """Return (prefix, local name) of *iri*, or None."""
        curie = self.compress(iri)
        if curie == iri:
            return None
        prefix, _, local_name = curie.partition(":")
        return prefix, local_name


def read_prefixes(path: Path) -> PrefixMap:
    """Read a prefix map in the form of SHACL's prefix declarations.

    :raises InputError: unreadable, or a prefix declared twice with two namespaces.
    """
    prefix_of: dict[str, str] = {}
    namespace_of: dict[str, str] = {}
    for quad in parse_file(path):
        key = str(quad.subject)
        if quad.predicate.value == _SH + "prefix":
            prefix_of[key] = quad.object.value  # type: ignore[union-attr]
        elif quad.predicate.value == _SH + "namespace":
            namespace_of[key] = quad.object.value  # type: ignore[union-attr]
    namespaces: dict[str, str] = {}
    for key, prefix in prefix_of.items():
        namespace = namespace_of.get(key)
        if namespace is None or namespaces.setdefault(prefix, namespace) != namespace:
            raise InputError(f"prefix “{prefix}” has no namespace or two", where=str(path))
    return PrefixMap(namespaces)
