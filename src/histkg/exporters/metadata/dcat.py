"""``dcat``: an entry for data catalogues (DCAT 3, W3C; in the form the portals of Europe take, DCAT-AP 3.0.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from histkg.exporters.metadata.coverage import Period, read_box, read_kinds, read_period, read_places
from histkg.exporters.metadata.files import FileKind, read_files
from histkg.exporters.metadata.own import NOT_TOLD, Own, accounted, iri_of, read_own
from histkg.exporters.metadata.sheet import Sheet, english, named
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_LANGUAGES = {
    "ar": "ARA", "az": "AZE", "de": "DEU", "en": "ENG", "es": "SPA", "fa": "FAS", "fr": "FRA", "hy": "HYE", "it": "ITA",
    "ka": "KAT", "kk": "KAZ", "ku": "KUR", "pl": "POL", "ru": "RUS", "tr": "TUR", "tt": "TAT", "uk": "UKR", "uz": "UZB",
}  # fmt: skip
"""ISO 639-1 → the name in the list of languages DCAT-AP asks for."""
_EU_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_OTHER_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"

_THINGS = frozenset(
    {"dcterms:language", "dcterms:temporal", "dcterms:spatial", "dcterms:license", "dcat:bbox"}
)
"""Properties whose values are things to DCAT; where the data has texts, they are worked out anew."""
_AGENTS = ("dcterms:publisher", "dcterms:creator", "dcterms:contributor")


def write_dcat(selection: Selection) -> Written:
    """Return the DCAT description as Turtle.

    :raises UsageError: the data describes no dataset.
    """
    own = read_own(selection)
    sheet = Sheet(selection.prefixes, own.iri)
    sheet.kind(own.iri, "dcat:Dataset")
    taken = _copy(sheet, own) + _languages(sheet, own)
    _things(sheet, own, selection)
    period, counted_coverage, coverage_left_out = _coverage(sheet, own, selection)
    keywords = _subjects(sheet, own, selection)
    files = read_files(selection, own)
    for file in files:
        _distribution(sheet, own, file)
    counts, left_out = accounted(own, taken, "that are worked out anew or serve the search")
    counts |= {"distributions": len(files), "keywords": keywords, **counted_coverage}
    left_out |= {
        "events without a day": period.undated,
        "events without a day they ended by": period.open,
        **coverage_left_out,
        "sizes and checksums of files": sum(file.size is None for file in files),
        "addresses of files": sum(not file.address for file in files),
    }
    return Written({"": sheet.turtle()}, counts, left_out)


def language_iri(tag: str) -> str:
    """Return the IRI of a language in the list of the EU; of the Library of Congress where that list is not known.

    >>> language_iri("az")
    'http://publications.europa.eu/resource/authority/language/AZE'
    >>> language_iri("ja-Latn")
    'http://id.loc.gov/vocabulary/iso639-1/ja'
    """
    primary = tag.lower().partition("-")[0]
    return _EU_LANGUAGE + _LANGUAGES[primary] if primary in _LANGUAGES else _OTHER_LANGUAGE + primary


def _copy(sheet: Sheet, own: Own) -> int:
    """Say what the data says of itself, where DCAT says it in the same way; return how many statements that were."""
    taken = 0
    for curie, values in own.values.items():
        if curie in NOT_TOLD:
            continue
        # DCAT-AP keeps dcterms:source for datasets; not all that ours were made from are.
        predicate = "prov:wasDerivedFrom" if curie == "dcterms:source" else curie
        fitting = [value for value in values if curie not in _THINGS or isinstance(value, NamedNode)]
        sheet.say(own.iri, predicate, *fitting)
        taken += len(fitting)
    return taken


def _languages(sheet: Sheet, own: Own) -> int:
    tags = own.literals("dcterms:language")
    languages = {*(language_iri(tag.value) for tag in tags), *own.iris("dcterms:language")}
    sheet.say(own.iri, "dcterms:language", *languages)
    for language in languages:
        sheet.kind(language, "dcterms:LinguisticSystem")
        if language.startswith(_EU_LANGUAGE):
            sheet.say(language, "skos:inScheme", _EU_LANGUAGE.rstrip("/"))
    return len(tags)


def _things(sheet: Sheet, own: Own, selection: Selection) -> None:
    """Say of the things the dataset names what they are and what they are called: catalogues do not look them up."""
    for curie in _AGENTS:
        for iri in own.iris(curie):
            sheet.kind(iri, "foaf:Agent")
            sheet.say(iri, "foaf:name", *_names(selection, iri))
    for iri in own.iris("dcterms:license"):
        sheet.kind(iri, "dcterms:LicenseDocument")
    for iri in own.iris("dcat:landingPage") + own.iris("foaf:homepage") + own.iris("foaf:page"):
        sheet.kind(iri, "foaf:Document")
    for iri in own.iris("dcterms:spatial"):
        sheet.kind(iri, "dcterms:Location")
        sheet.say(iri, "skos:prefLabel", *_names(selection, iri))
        sheet.say(iri, "skos:exactMatch", *_values(selection, iri, "skos:exactMatch"))
    for iri in own.iris("dcterms:source"):
        sheet.say(iri, "dcterms:title", *_names(selection, iri))
        sheet.say(iri, "dcterms:license", *_values(selection, iri, "dcterms:license"))
    for iri in own.iris("dcat:contactPoint"):
        for row in selection.rows("?contact ?property ?value", "property", "value", contact=[iri]):
            if row["value"] is not None:
                sheet.say(iri, iri_of(row["property"]), row["value"])


def _names(selection: Selection, iri: str) -> list[Term]:
    """Return the preferred names of a thing in all scripts; what it is called in the file where it has none."""
    return _values(selection, iri, "skos:prefLabel") or [Literal(selection.label(iri))]


def _values(selection: Selection, iri: str, curie: str) -> list[Term]:
    rows = selection.rows(f"?thing {curie} ?value", "value", thing=[iri])
    return [row["value"] for row in rows if row["value"] is not None]


def _coverage(sheet: Sheet, own: Own, selection: Selection) -> tuple[Period, dict[str, int], dict[str, int]]:
    period = read_period(selection)
    if period.begin:
        node = own.part("period")
        sheet.say(own.iri, "dcterms:temporal", node)
        sheet.kind(node, "dcterms:PeriodOfTime")
        sheet.say(node, "dcat:startDate", sheet.typed(period.begin, "xsd:date"))
        sheet.say(node, "dcat:endDate", sheet.typed(period.end, "xsd:date"))
    box, without = read_box(selection)
    if box is not None:
        node = own.part("box")
        sheet.say(own.iri, "dcterms:spatial", node)
        sheet.kind(node, "dcterms:Location")
        sheet.say(node, "dcat:bbox", sheet.typed(box.wkt(), "geo:wktLiteral"))
        sheet.say(node, "skos:prefLabel", english("box around the coordinates of the places"))
    placed = 0 if box is None else box.places
    return (
        period,
        {"dated events": period.dated, "places in the box": placed},
        {"places without coordinates": without},
    )


def _subjects(sheet: Sheet, own: Own, selection: Selection) -> int:
    kinds, places = read_kinds(selection), read_places(selection)
    for iri, names in kinds.items():
        sheet.say(own.iri, "dcat:theme", iri)
        sheet.kind(iri, "skos:Concept")
        sheet.say(iri, "skos:prefLabel", *names)
        sheet.say(iri, "skos:inScheme", *_values(selection, iri, "skos:inScheme"))
    for iri in sorted(
        {iri_of(scheme) for kind in kinds for scheme in _values(selection, kind, "skos:inScheme")}
    ):
        sheet.kind(iri, "skos:ConceptScheme")
        sheet.say(iri, "dcterms:title", *_values(selection, iri, "dcterms:title") or _names(selection, iri))
    keywords = {name for names in (*kinds.values(), *places.values()) for name in names}
    sheet.say(own.iri, "dcat:keyword", *keywords)
    return len(keywords)


def _distribution(sheet: Sheet, own: Own, file: FileKind) -> None:
    node = own.part("file-" + named(file.name))
    sheet.say(own.iri, "dcat:distribution", node)
    sheet.kind(node, "dcat:Distribution")
    sheet.say(node, "dcterms:title", english(file.name))
    sheet.say(node, "dcterms:description", english(file.about))
    sheet.say(node, "dcat:accessURL", file.address or own.address())
    sheet.say(node, "dcterms:license", *own.iris("dcterms:license"))
    sheet.say(node, "dcat:mediaType", _MEDIA_TYPE + file.media_type.partition(";")[0])
    sheet.kind(_MEDIA_TYPE + file.media_type.partition(";")[0], "dcterms:MediaType")
    if file.address:
        sheet.say(node, "dcat:downloadURL", file.address)
    if file.size is not None:
        checksum = own.part("checksum-" + named(file.name))
        sheet.say(node, "dcat:byteSize", sheet.typed(str(file.size), "xsd:nonNegativeInteger"))
        sheet.say(node, "spdx:checksum", checksum)
        sheet.kind(checksum, "spdx:Checksum")
        sheet.say(checksum, "spdx:algorithm", sheet.expand("spdx:checksumAlgorithm_sha256"))
        sheet.kind(sheet.expand("spdx:checksumAlgorithm_sha256"), "spdx:ChecksumAlgorithm")
        sheet.say(checksum, "spdx:checksumValue", sheet.typed(file.sha256, "xsd:hexBinary"))
