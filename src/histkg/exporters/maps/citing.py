"""Citations as gazetteers want them: a label, a year, an address; and how sure a statement is, in three words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.times.scope import code, joined, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.exporters.times.claims import Claim

_CERTAINTY = {"certain": "certain", "probable": "less-certain"}
"""How sure a source is → one of the three words of LPF; what is not here is “uncertain”."""

_LEVELS = ("certain", "less-certain", "uncertain")


@dataclass(frozen=True)
class Sources:
    """Source → year of publication, and address, as far as anybody says; and the time the dataset covers (EDTF)."""

    years: Mapping[str, str]
    addresses: Mapping[str, str]
    coverage: str


def read_sources(selection: Selection) -> Sources:
    """Return what the dataset says of its sources as publications."""
    years: dict[str, list[str]] = defaultdict(list)
    for row in selection.rows("?source a hev:Source ; dcterms:issued ?year", "source", "year"):
        if match := re.match(r"-?\d{4}", text(row["year"])):
            years[text(row["source"])].append(match[0])
    urls = selection.rows("?source a hev:Source ; hev:url ?url", "source", "url")
    return Sources(
        {source: found[0] for source, found in years.items() if len(set(found)) == 1},
        {text(row["source"]): text(row["url"]) for row in reversed(urls)},
        joined(
            text(row["time"]) for row in selection.rows("?it a dcat:Dataset ; dcterms:temporal ?time", "time")
        ),
    )


def citations_of(selection: Selection, claims: Iterable[Claim], sources: Sources) -> list[dict[str, str]]:
    """Return where each claim stands; year and address of the source where somebody gives them."""
    found = {}
    for claim in claims:
        for source, passage in claim.places:
            record = {"label": joined((selection.label(source), selection.label(passage)), ", ")}
            # A text, not a number: the gazetteer's own schema takes nothing else.
            record |= {"year": sources.years[source]} if source in sources.years else {}
            record["@id"] = sources.addresses.get(source, source)
            found[source, passage] = record
    return list(found.values())


def certainty_of(claims: Iterable[Claim], *, contested: bool = False) -> str:
    """Return the surest of *claims* in the words of LPF; never “certain” where sources exclude each other."""
    words = [_CERTAINTY.get(code(claim.one("certainty")), "uncertain") for claim in claims]
    best = min(words, key=_LEVELS.index, default="uncertain")
    return "less-certain" if contested and best == "certain" else best
