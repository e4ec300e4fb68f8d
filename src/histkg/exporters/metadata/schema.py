"""``schema-dataset``: the dataset for search engines (schema.org ``Dataset`` as JSON-LD, the form Google Dataset Search reads)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from histkg.exporters.metadata.coverage import read_box, read_kinds, read_period, read_places
from histkg.exporters.metadata.files import FileKind, read_files
from histkg.exporters.metadata.own import Own, accounted, iri_of, read_own
from histkg.exporters.tabular.about import About
from histkg.exporters.targets import Written
from histkg.labels import choose

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.exporters.selection import Selection


def write_schema(selection: Selection) -> Written:
    """Return the description as JSON-LD, in the reader's language.

    :raises UsageError: the data describes no dataset.
    """
    own = read_own(selection)
    files = read_files(selection, own)
    variables = _variables(selection)
    keywords = _keywords(selection)
    period, (box, unplaced) = read_period(selection), read_box(selection)
    described, taken = describe(own, selection)
    document: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": own.iri,
        "url": own.address(),
        **described,
        "keywords": keywords,
        "temporalCoverage": f"{period.begin}/{period.end}" if period.begin else "",
        "spatialCoverage": _places(own, selection, box.geo_shape() if box else ""),
        "variableMeasured": variables,
        "isBasedOn": _works(own, selection, articles=False),
        "citation": _works(own, selection, articles=True),
        "distribution": [_download(file) for file in files],
    }
    taken += len(own.iris("dcterms:source")) + len(own.iris("dcterms:spatial"))
    counts, left_out = accounted(own, taken, "in other languages, or that have no place there")
    counts |= {
        "variables": len(variables),
        "keywords": len(keywords),
        "files": len(files),
        "dated events": period.dated,
        "places in the box": box.places if box else 0,
    }
    left_out |= {
        "events without a day": period.undated,
        "places without coordinates": unplaced,
        "sizes and checksums of files": sum(file.size is None for file in files),
        "addresses of files": sum(not file.address for file in files),
    }
    return Written({"": to_json({key: value for key, value in document.items() if value})}, counts, left_out)


def to_json(document: dict[str, Any]) -> bytes:
    """Return a JSON document; keys stay in their order."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def describe(own: Own, selection: Selection) -> tuple[dict[str, Any], int]:
    """Return name, licence, version, people and languages as schema.org has them, and how many statements they tell.

    The description ends with what the data says of its gaps.
    """
    about = _about(own, selection)
    names = own.literals("dcterms:title")
    first = choose(names, selection.languages)
    agents = {
        word: [_agent(selection, iri) for iri in own.iris(f"dcterms:{word}")]
        for word in ("creator", "publisher", "contributor")
    }
    issued, modified = own.text("dcterms:issued"), own.text("dcterms:modified")
    document = {
        "name": about.title,
        "alternateName": [_tagged(name) for name in names if name != first],
        "description": "\n\n".join(filter(None, [about.description, *about.notes])),
        "version": about.version,
        "license": about.licence,
        **agents,
        "datePublished": issued,
        "dateModified": modified,
        "inLanguage": list(about.languages),
        "creditText": about.citation(),
    }
    told = (about.description, about.version, about.licence, issued, modified)
    number = sum(map(bool, told)) + len(names) + len(about.notes) + len(about.languages)
    return document, number + sum(map(len, agents.values()))


def _about(own: Own, selection: Selection) -> About:
    """Return the dataset in words, in the reader's language."""
    notes = own.literals("rdfs:comment")
    language = getattr(choose(notes, selection.languages), "language", None)
    return About(
        own.iri,
        own.text("dcterms:title", selection.languages) or selection.label(own.iri),
        own.text("dcterms:description", selection.languages),
        own.text("dcat:version"),
        next(iter(own.iris("dcterms:license")), ""),
        "; ".join(map(selection.label, own.iris("dcterms:publisher"))),
        own.text("dcterms:issued"),
        tuple(sorted(literal.value for literal in own.literals("dcterms:language"))),
        tuple(sorted(note.value for note in notes if note.language == language)),
        tuple((selection.label(iri), iri) for iri in own.iris("dcterms:source")),
    )


def _tagged(name: Literal) -> dict[str, str]:
    return {"@value": name.value, "@language": name.language or "und"}


def _agent(selection: Selection, iri: str) -> dict[str, str]:
    person = selection.rows("?agent a hev:Person", "agent", agent=[iri])
    return {"@type": "Person" if person else "Organization", "@id": iri, "name": selection.label(iri)}


def _keywords(selection: Selection) -> list[str]:
    """Return the kinds of events and where they lie, in the reader's language."""
    named = [*read_kinds(selection).values(), *read_places(selection).values()]
    chosen = [choose(names, selection.languages) for names in named]
    return sorted({name.value for name in chosen if name is not None})


def _variables(selection: Selection) -> list[dict[str, str]]:
    """Return what the claims that stand tell of events, one property each, as the vocabulary explains it."""
    rows = selection.rows(
        "?claim hev:live true ; rdf:subject ?event ; rdf:predicate ?property . ?event a hev:Event .",
        "property",
    )
    iris = [iri_of(row["property"]) for row in rows]
    found: dict[str, list[Literal]] = {}
    if iris:
        for row in selection.rows("?property skos:definition ?text", "property", "text", property=iris):
            found.setdefault(iri_of(row["property"]), []).append(row["text"])  # type: ignore[arg-type]
    variables = []
    for iri in iris:
        definition = choose(found.get(iri, ()), selection.languages)
        variable = {"@type": "PropertyValue", "propertyID": iri, "name": selection.label(iri)}
        variables.append(variable | ({"description": definition.value} if definition else {}))
    return variables


def _places(own: Own, selection: Selection, box: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = [
        {"@type": "Place", "@id": iri, "name": selection.label(iri)} for iri in own.iris("dcterms:spatial")
    ]
    return places + ([{"@type": "Place", "geo": {"@type": "GeoShape", "box": box}}] if box else [])


def _works(own: Own, selection: Selection, *, articles: bool) -> list[dict[str, str]]:
    """Return what the dataset was made from; of *articles* only those that are publications."""
    publications = set(selection.of_class("hev:Publication"))
    return [
        {"@type": "CreativeWork", "@id": iri, "name": selection.label(iri)}
        for iri in own.iris("dcterms:source")
        if not articles or iri in publications
    ]


def _download(file: FileKind) -> dict[str, Any]:
    told = {
        "@type": "DataDownload",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media_type,
        "contentUrl": file.address,
        "contentSize": "" if file.size is None else f"{file.size} B",
        "sha256": file.sha256,
    }
    return {key: value for key, value in told.items() if value}
