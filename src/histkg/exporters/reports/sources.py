"""What is told of a source: what it is, on what it depends, what it cites, and what it says of what."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.reports.careful import why
from histkg.exporters.reports.markdown import escape
from histkg.exporters.reports.topics import Topic, rest

if TYPE_CHECKING:
    from histkg.exporters.reports.telling import Claims, Teller
    from histkg.portrait.surroundings import Thing

_IDENTITY = (
    "dcterms:title", "hev:contribution", "dcterms:isPartOf", "dcterms:issued", "bibo:volume", "bibo:numVolumes",
    "bibo:issue", "bibo:pageStart", "bibo:pageEnd", "hev:placeOfPublication", "bibo:doi", "bibo:issn", "bibo:eissn",
    "dcterms:language", "hev:script", "hev:url", "dcterms:subject",
)  # fmt: skip
_ORDER = ("event", "agent", "place", "source", "archive")


def source_topics(teller: Teller) -> list[Topic]:
    """Return what is told of a source."""
    words = teller.words
    depends = teller.block("hev:dependsOn", "hev:sharesTextWith")
    depends += teller.others(words("depend_on_it"), "hev:dependsOn", "hev:sharesTextWith")
    return [
        ("described", _printed(teller) + teller.block(*_IDENTITY)),
        ("read_it", teller.block("hev:access", "hev:reliability", "hev:tradition")),
        ("depends", depends + _one_witness(teller)),
        ("about_topics", teller.block("hev:about")),
        ("cites", _cites(teller)),
        ("statements", _statements(teller)),
        ("reference_list", _references(teller)),
        ("further", rest(teller)),
    ]


def _printed(teller: Teller) -> list[str]:
    texts = sorted(teller.reader.entity.all("dcterms:bibliographicCitation"))
    head = escape(teller.words("as_printed"))
    return [f"- **{head}:**", *(f"  - {escape(text)}" for text in texts)] if texts else []


def _one_witness(teller: Teller) -> list[str]:
    reader = teller.reader
    witness = reader.witnesses.get(reader.iri)
    if witness is None:
        return []
    rows = teller.selection.rows("?source hev:witness ?witness", "source", witness=[witness])
    others = [
        row["source"].value for row in rows if row["source"] is not None and row["source"].value != reader.iri
    ]
    reader.read_more_labels(others)
    names = "; ".join(escape(name) for name in sorted(map(teller.name, others)))
    return [f"- **{escape(teller.words('one_witness'))}:** {names}"] if others else []


def _cites(teller: Teller) -> list[str]:
    """Return the works it cites by name: its reference list, told apart, says where each is cited."""
    works = teller.grouped(teller.about("cito:cites"), lambda claim: escape(teller.value(claim)))
    told = "; ".join(sorted(works))
    lines = [f"- **{escape(teller.name('cito:cites'))} ({len(works)}):** {told}"] if works else []
    return lines + teller.others(teller.words("cited_by"), "cito:cites")


def _is_reference(teller: Teller, claim: Thing) -> bool:
    prefix = teller.reader.prefixes["reference"]
    return any(iri.startswith(prefix) for iri in claim.all("hev:statedIn"))


def _statements(teller: Teller) -> list[str]:
    """Return what it says of other things, thing by thing; what its printed lines say is in the list of references."""
    reader = teller.reader
    subjects: dict[str, Claims] = defaultdict(list)
    for iri, claim in sorted(reader.stated.items()):
        if iri in reader.shown or claim.value("rdf:subject") == reader.iri:
            continue
        if _is_reference(teller, claim):
            reader.shown.add(iri)
        else:
            subjects[claim.value("rdf:subject")].append((iri, claim))
    lines: list[str] = []
    for subject in sorted(subjects, key=lambda iri: _order(teller, iri)):
        claims = sorted(subjects[subject], key=lambda item: (item[1].value("rdf:predicate"), item[0]))
        rows = teller.grouped(claims, lambda claim: _said(teller, claim))
        lines.append(f"- **{escape(teller.name(subject))}:**")
        lines += [f"  - {text}{teller.cite(iris)}" for text, iris in rows.items()]
    return lines


def _said(teller: Teller, claim: Thing) -> str:
    aspect = teller.text(claim, "hev:aspect")
    name = teller.name(claim.value("rdf:predicate"))
    value = teller.values.claim(claim, teller.node(claim))
    text = escape(f"{name}{f', {aspect}' if aspect and aspect != name else ''}: {value}")
    return text if claim.one("hev:live") else f"{text} — {escape(why(teller, claim))}"


def _order(teller: Teller, iri: str) -> tuple[int, str, str]:
    prefix = teller.reader.prefixes.compress(iri).partition(":")[0]
    return (_ORDER.index(prefix) if prefix in _ORDER else len(_ORDER), teller.name(iri), iri)


def _references(teller: Teller) -> list[str]:
    """Return its printed lists, line by line."""
    reader = teller.reader
    lines = [
        (
            passage.value("hev:list"),
            int(passage.value("hev:entryNumber") or 0),
            passage.value("c4o:hasContent"),
        )
        for passage in reader.passages.values()
        if passage.value("oa:hasSource") == reader.iri and passage.one("hev:list")
    ]
    found: list[str] = []
    for name in sorted({line[0] for line in lines}):
        found += [f"{teller.words('list', name=escape(name))}:", ""]
        found += [f"{number}. {escape(text)}" for of, number, text in sorted(lines) if of == name]
        found.append("")
    return found[:-1]
