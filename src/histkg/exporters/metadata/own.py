"""What the data says of itself: the statements about its ``dcat:Dataset``. Nothing here is made up where they are silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from histkg.errors import UsageError
from histkg.labels import choose

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

NOT_TOLD = frozenset(
    {
        *("void:triples", "void:entities", "void:classes", "void:properties"),
        *("void:distinctSubjects", "void:distinctObjects", "hev:searchKey"),
    }
)
"""Numbers, which are counted anew whatever the data says, and what only serves the search."""


@dataclass(frozen=True)
class Own:
    """The statements of a dataset about itself.

    :param values: property as a CURIE → its values, sorted.
    :param others: how many other datasets the data describes; they are not exported.
    """

    iri: str
    values: Mapping[str, tuple[Term, ...]]
    others: int = 0

    def __len__(self) -> int:
        """Return how many statements there are."""
        return sum(map(len, self.values.values()))

    def iris(self, curie: str) -> tuple[str, ...]:
        """Return the values of a property that are IRIs."""
        return tuple(value.value for value in self.values.get(curie, ()) if isinstance(value, NamedNode))

    def literals(self, curie: str) -> tuple[Literal, ...]:
        """Return the values of a property that are literals."""
        return tuple(value for value in self.values.get(curie, ()) if isinstance(value, Literal))

    def text(self, curie: str, languages: Iterable[str] = ()) -> str:
        """Return the value of a property in the reader's language; "" where there is none."""
        chosen = choose(self.literals(curie), tuple(languages))
        return chosen.value if chosen else ""

    def address(self) -> str:
        """Return where people come to the data: its landing page where it names one, else its own IRI."""
        return next(iter(self.iris("dcat:landingPage") + self.iris("foaf:homepage")), self.iri)

    def part(self, name: str) -> str:
        """Return the IRI of a part of the description, under that of the dataset.

        >>> Own("https://example.org/dataset/d", {}).part("linkset-wikidata")
        'https://example.org/dataset/d#linkset-wikidata'
        """
        return f"{self.iri}#{name}"


def read_own(selection: Selection) -> Own:
    """Return what the data says of itself; of several datasets the first by IRI.

    :raises UsageError: it describes none.
    """
    rows = selection.rows("?dataset a dcat:Dataset ; ?property ?value", "dataset", "property", "value")
    if not rows:
        raise UsageError(
            "the data describes no dataset",
            hint="write a dcat:Dataset with a title, a licence and a version, as data/dataset.ttl does",
        )
    iris = sorted({iri_of(row["dataset"]) for row in rows})
    values: dict[str, list[Term]] = {}
    for row in rows:
        if iri_of(row["dataset"]) == iris[0] and row["value"] is not None:
            values.setdefault(selection.prefixes.compress(iri_of(row["property"])), []).append(row["value"])
    return Own(iris[0], {curie: tuple(found) for curie, found in values.items()}, len(iris) - 1)


def iri_of(term: Term | None) -> str:
    """Return the text of a term; "" for None."""
    return "" if term is None else term.value


def accounted(own: Own, taken: int, why: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return counts and what is left out of the dataset's statements about itself; both add up to all there are.

    >>> accounted(Own("d", {"dcterms:title": (Literal("a"), Literal("b"))}), 1, "in other languages")
    ({'statements of the dataset about itself': 1}, {'statements of the dataset about itself in other languages': 1})
    """
    said = "statements of the dataset about itself"
    left_out = {f"{said} {why}": len(own) - taken}
    if own.others:
        left_out["other datasets described in the data"] = own.others
    return {said: taken}, left_out
