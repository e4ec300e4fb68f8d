"""What a file says of the dataset it was made from: title, version, licence, who keeps it, how to cite it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.labels import choose

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.exporters.selection import Selection

_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)/")


@dataclass(frozen=True)
class About:
    """The dataset in words.

    :param iri: "" where the data names no ``dcat:Dataset``; the other fields may then be empty too.
    :param notes: known gaps, and what the licences of its own sources ask for.
    :param sources: (name, IRI) of what it was made from.
    """

    iri: str
    title: str
    description: str
    version: str
    licence: str
    publisher: str
    issued: str
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def licence_name(self) -> str:
        """The SPDX name of the licence where it has one we can tell, else its IRI."""
        return licence_name(self.licence)

    def citation(self, of: str = "") -> str:
        """Return how to cite the dataset, or the part *of* it.

        :param of: the title of an entity or a question.

        >>> About("", "Data", "", "", "", "A.", "", (), (), ()).citation("Who led it?")
        'A. Who led it? In: Data.'
        """
        version = f"Version {self.version}" if self.version else ""
        stop = "" if of.endswith(("?", "!", ".")) else "."
        within = f"{of}{stop} In: {self.title}" if of and of != self.title else self.title
        parts = [self.publisher, within, version, self.iri, self.licence_name]
        told = [part if part.endswith(("?", "!")) else part.rstrip(".") + "." for part in parts if part]
        return " ".join(told)


def licence_name(iri: str) -> str:
    """Return the SPDX name of a Creative Commons licence; other IRIs as they are.

    >>> licence_name("https://creativecommons.org/licenses/by/4.0/")
    'CC-BY-4.0'
    >>> licence_name("https://creativecommons.org/publicdomain/zero/1.0/")
    'CC0-1.0'
    """
    match = _CREATIVE_COMMONS.fullmatch(iri)
    if match is None:
        return iri
    kind, name, version = match.groups()
    if kind == "publicdomain":
        return f"CC0-{version}" if name == "zero" else iri
    return f"CC-{name.upper()}-{version}"


def read_about(selection: Selection) -> About:
    """Return what the data says of itself; of several datasets the first by IRI."""
    values: dict[str, list[Literal]] = defaultdict(list)
    iris: dict[str, list[str]] = defaultdict(list)
    rows = selection.rows("?dataset a dcat:Dataset ; ?property ?value", "dataset", "property", "value")
    named = [row["dataset"] for row in rows if row["dataset"] is not None]
    first = min(named, key=lambda term: term.value, default=None)
    for row in rows:
        prop, value = row["property"], row["value"]
        if row["dataset"] != first or prop is None or value is None:
            continue
        key = selection.prefixes.compress(prop.value)
        if type(value).__name__ == "Literal":
            values[key].append(value)  # type: ignore[arg-type]
        else:
            iris[key].append(value.value)

    def said(key: str) -> str:
        chosen = choose(values[key], selection.languages)
        return chosen.value if chosen else ""

    language = getattr(choose(values["rdfs:comment"], selection.languages), "language", None)
    return About(
        first.value if first is not None else "",
        said("dcterms:title") or selection.title,
        said("dcterms:description"),
        said("dcat:version"),
        next(iter(iris["dcterms:license"]), ""),
        "; ".join(map(selection.label, iris["dcterms:publisher"])),
        said("dcterms:issued"),
        tuple(sorted(literal.value for literal in values["dcterms:language"])),
        tuple(sorted(note.value for note in values["rdfs:comment"] if note.language == language)),
        tuple((selection.label(iri), iri) for iri in iris["dcterms:source"]),
    )
