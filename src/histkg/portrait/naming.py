"""The names of an entity: by language and script, with when they were used and who uses them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.portrait.page import folded
from histkg.portrait.statements import Row, claims_of, write_rows
from histkg.portrait.values import tongue, value_text

if TYPE_CHECKING:
    from histkg.portrait.surroundings import Surroundings, Thing


def names(reader: Surroundings) -> list[str]:
    """Return every name with its sources; the names used here are marked, those without a source are our own."""
    by_tag: dict[str, dict[str, Row]] = defaultdict(dict)
    preferred = {(_tag(term), term.value) for term in reader.entity.values.get("skos:prefLabel", ())}
    for tag, text in sorted(preferred):
        by_tag[tag][text] = Row(f"{text} *")
    for iri, claim in claims_of(reader, "hev:attestedName", "skos:altLabel"):
        reader.shown.add(iri)
        term = claim.one("rdf:object")
        assert term is not None
        tag, text = _tag(term), _name(reader, claim)
        used = f"{text} *" if (tag, text) in preferred else text
        by_tag[tag].setdefault(text, Row(used)).claims.append(iri)
    lines: list[str] = []
    for tag in sorted(by_tag, key=lambda tag: (tag.startswith("und"), tongue(tag))):
        lines += folded(tongue(tag), 2)
        rows = sorted(by_tag[tag].values(), key=lambda row: (not row.text.endswith("*"), row.text))
        lines += write_rows(reader, rows, 4, joined=True)
    return lines


def _tag(term: object) -> str:
    return (getattr(term, "language", None) or "").lower()


def _name(reader: Surroundings, claim: Thing) -> str:
    text = value_text(reader, claim)
    term = claim.one("rdf:object")
    if term is not None and text != term.value and not text.startswith(term.value + " ("):
        text = term.value  # a name is never replaced by a translation of it
    aspect = claim.text("hev:aspect", reader.languages)
    return f"{text} ({aspect})" if aspect else text
