"""What of the dataset Wikidata has a place for: which things are which items, and which claims can be statements there.

Sources: Help:QuickStatements (values, dates), Help:Sources (what a reference is); the properties were looked up by number and
name in the vocabulary of kif-lib 0.13.0, which is generated from Wikidata (docs/decisions/0026).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

PROPERTIES = {
    "P19": "place of birth",
    "P20": "place of death",
    "P248": "stated in",
    "P276": "location",
    "P304": "page(s)",
    "P361": "part of",
    "P569": "date of birth",
    "P570": "date of death",
    "P571": "inception",
    "P580": "start time",
    "P582": "end time",
    "P585": "point in time",
    "P625": "coordinate location",
    "P854": "reference URL",
    "P1566": "GeoNames ID",
}
"""The properties that may be written → what Wikidata calls them."""

NAMES = ("hev:attestedName", "skos:altLabel")
LINKS = ("skos:closeMatch", "skos:exactMatch")
LANGUAGES = ("az", "ru", "en")
_ITEMS = {"hev:birthPlace": "P19", "hev:deathPlace": "P20", "hev:place": "P276", "hev:partOf": "P361"}
_DATES = {
    "hev:birth": "P569",
    "hev:death": "P570",
    "hev:established": "P571",
    "hev:begin": "P580",
    "hev:end": "P582",
}
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_POINT = re.compile(r"POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)", re.IGNORECASE)
_GEONAMES = re.compile(r"https?://sws\.geonames\.org/(\d+)/?")
_ITEM = re.compile(r"http://www\.wikidata\.org/entity/(Q[1-9]\d*)")

_LONGEST_NAME = 250  # what is longer is a sentence

MAPPED = {*_ITEMS, *_DATES, "hev:date", "hev:coordinates", "skos:exactMatch"}
"""The properties, as CURIEs, that Wikidata has a counterpart of with the same meaning."""


class Unsaid(Exception):  # noqa: N818 - no error: a value that stays at home
    """Why a value cannot be written for Wikidata."""


@dataclass(frozen=True)
class Items:
    """Which things are which items.

    :param known: thing → Q number, where the dataset says surely that both are the same.
    :param close: things that only have an item like them.
    """

    known: Mapping[str, str]
    close: frozenset[str]


def read_items(selection: Selection) -> Items:
    """Return which things are which items, from the whole graph: an item does not depend on what is exported.

    Known is what a live claim that curators have seen gives surely as an exact match and nobody denies; one item for one thing.
    """
    rows = selection.rows(
        """?claim hev:live true ; rdf:predicate ?property ; rdf:subject ?thing ; rdf:object ?item .
        FILTER(?property IN (skos:exactMatch, skos:closeMatch) && STRSTARTS(STR(?item), "http://www.wikidata.org/entity/Q"))
        BIND(EXISTS { ?claim hev:certainty certainty:certain ; hev:verification ?looked .
          FILTER(?looked IN (verification:seen, verification:transcribed)) } AS ?sure)
        FILTER NOT EXISTS {
          ?denial rdf:subject ?thing ; rdf:object ?item ; rdf:predicate skos:exactMatch ; hev:polarity polarity:denies .
          FILTER NOT EXISTS { ?denial hev:rank rank:deprecated } }""",
        *("thing", "property", "item", "sure"),
    )
    exact: dict[str, set[str]] = defaultdict(set)
    things_of: dict[str, set[str]] = defaultdict(set)
    seen: set[str] = set()
    for row in rows:
        thing, item = _text(row["thing"]), _ITEM.fullmatch(_text(row["item"]))
        seen.add(thing)
        if item and _text(row["property"]).endswith("exactMatch") and _text(row["sure"]) == "true":
            exact[thing].add(item[1])
            things_of[item[1]].add(thing)
    known = {
        thing: item
        for thing, items in exact.items()
        for item in items
        if len(items) == 1 and len(things_of[item]) == 1
    }
    return Items(known, frozenset(seen - known.keys()))


def statements_of(predicate: str, value: Term, items: Items) -> list[tuple[str, str]]:
    """Return (property, value) as QuickStatements writes them, for one claim with a property of :data:`MAPPED`.

    :raises Unsaid: the value has no exact form there.
    """
    text = value.value
    if predicate == "skos:exactMatch":
        if _ITEM.fullmatch(text):
            raise Unsaid("claims of the link to Wikidata itself")
        found = _GEONAMES.fullmatch(text)
        if found is None:
            raise Unsaid("claims of links to other catalogues")
        return [("P1566", f'"{found[1]}"')]
    if predicate == "hev:coordinates":
        point = _POINT.fullmatch(text.strip())
        if point is None:
            raise Unsaid("claims whose value Wikidata cannot hold exactly")
        return [("P625", f"@{point[2]}/{point[1]}")]
    if predicate == "hev:date":
        begin, slash, end = text.partition("/")
        return [("P580", date(begin)), ("P582", date(end))] if slash else [("P585", date(text))]
    if predicate in _DATES:
        return [(_DATES[predicate], date(text))]
    if not isinstance(value, NamedNode):
        raise Unsaid("claims in words where Wikidata wants an item")
    if text not in items.known:
        raise Unsaid("claims whose value has no known Wikidata item")
    return [(_ITEMS[predicate], items.known[text])]


def date(edtf: str) -> str:
    """Return a plain EDTF date with its precision: 11 for a day, 10 for a month, 9 for a year.

    :raises Unsaid: it is doubtful, a season, an interval, open, or before the Gregorian calendar.

    >>> date("1920-05-26"), date("1920-05"), date("1920")
    ('+1920-05-26T00:00:00Z/11', '+1920-05-00T00:00:00Z/10', '+1920-00-00T00:00:00Z/9')
    """
    found = _PLAIN_DATE.fullmatch(edtf.strip())
    if found is None or int(found[1]) < 1583 or int(found[2] or 1) > 12:
        raise Unsaid("claims whose value Wikidata cannot hold exactly")
    year, month, day = found[1], found[2] or "00", found[3] or "00"
    precision = 11 if found[3] else 10 if found[2] else 9
    return f"+{year}-{month}-{day}T00:00:00Z/{precision}"


def alias(value: Term) -> tuple[str, str]:
    r"""Return (command, value) that add a name: ``Aaz``, ``Aru`` or ``Aen``, and the name in quotation marks.

    :raises Unsaid: it is in another language or script, has an addition in brackets, or would be taken for several names.

    >>> alias(Literal("Gəncə", language="az")), alias(Literal("Qala\t“Köhnə”", language="az"))
    (('Aaz', '"Gəncə"'), ('Aaz', '"Qala “Köhnə”"'))
    """
    language = value.language if isinstance(value, Literal) else None
    if language not in LANGUAGES:
        raise Unsaid("claims of names in no language of the three")
    name = " ".join(value.value.split())
    if "(" in name:  # “Nukha (Shaki)” tells a thing from others; it is not what it is called
        raise Unsaid("claims of names with an addition in brackets")
    if not name or "|" in name or len(name) > _LONGEST_NAME:
        raise Unsaid("claims whose value Wikidata cannot hold exactly")
    return f"A{language}", f'"{name}"'


def _text(term: Term | None) -> str:
    return "" if term is None else term.value
