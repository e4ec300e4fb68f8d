"""``void``: what the dataset is and what is in it, in numbers (Describing Linked Datasets with the VoID Vocabulary, W3C)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from histkg.exporters.metadata.own import NOT_TOLD, Own, accounted, read_own
from histkg.exporters.metadata.sheet import Sheet, english, named
from histkg.exporters.metadata.statistics import (
    Counts,
    count_all,
    count_classes,
    count_entities,
    count_folders,
    count_properties,
    find_linksets,
    find_vocabularies,
)
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_SPACE_IS_UNKNOWN = "number of entities, as no void:uriSpace says which IRIs are the dataset’s own"


def write_void(selection: Selection) -> Written:
    """Return the VoID description as Turtle.

    :raises UsageError: the data describes no dataset.
    """
    own = read_own(selection)
    sheet = Sheet(selection.prefixes, own.iri)
    taken = _copy(sheet, own)
    counts, left_out = accounted(own, taken, "that are worked out anew or serve the search")
    all_counts = count_all(selection)
    classes, properties = count_classes(selection), count_properties(selection)
    sheet.kind(own.iri, "void:Dataset")
    _put(sheet, own.iri, all_counts)
    sheet.say(own.iri, "void:classes", len(classes))
    sheet.say(own.iri, "void:properties", len(properties))
    spaces = [literal.value for literal in own.literals("void:uriSpace")]
    if spaces:
        sheet.say(own.iri, "void:entities", count_entities(selection, spaces))
    vocabularies, homeless = find_vocabularies([*classes, *properties], selection.prefixes)
    sheet.say(own.iri, "void:vocabulary", *vocabularies)
    _partitions(sheet, own, selection, classes, properties)
    folders = count_folders(selection)
    for folder, folder_counts in folders.items():
        _subset(sheet, own, folder, folder_counts)
    linksets = _linksets(sheet, own, selection)
    counts |= {
        "triples": all_counts.triples,
        "class partitions": len(classes),
        "property partitions": len(properties),
        "vocabularies": len(vocabularies),
        "folders of graphs": len(folders),
        "linksets": linksets,
    }
    left_out |= {
        "classes and properties whose vocabulary has no prefix": homeless,
        _SPACE_IS_UNKNOWN: 0 if spaces else 1,
    }
    return Written({"": sheet.turtle()}, counts, left_out)


def _copy(sheet: Sheet, own: Own) -> int:
    """Say what the data says of itself, but for numbers; return how many statements that were."""
    taken = 0
    for curie, values in own.values.items():
        if curie not in NOT_TOLD:
            sheet.say(own.iri, curie, *values)
            taken += len(values)
    return taken


def _put(sheet: Sheet, subject: str, counts: Counts) -> None:
    sheet.say(subject, "void:triples", counts.triples)
    sheet.say(subject, "void:distinctSubjects", counts.subjects)
    sheet.say(subject, "void:distinctObjects", counts.objects)


def _partitions(
    sheet: Sheet, own: Own, selection: Selection, classes: dict[str, int], properties: dict[str, Counts]
) -> None:
    for iri, number in classes.items():
        part = own.part("class-" + named(selection.prefixes.compress(iri)))
        sheet.say(own.iri, "void:classPartition", part)
        sheet.kind(part, "void:Dataset")
        sheet.say(part, "void:class", iri)
        sheet.say(part, "void:entities", number)
    for iri, counts in properties.items():
        part = own.part("property-" + named(selection.prefixes.compress(iri)))
        sheet.say(own.iri, "void:propertyPartition", part)
        sheet.kind(part, "void:Dataset")
        sheet.say(part, "void:property", iri)
        _put(sheet, part, counts)


def _subset(sheet: Sheet, own: Own, folder: str, counts: Counts) -> None:
    part = own.part("graphs-" + named(folder.replace("/", ".")))
    sheet.say(own.iri, "void:subset", part)
    sheet.kind(part, "void:Dataset")
    sheet.say(part, "dcterms:title", english(f"named graphs “{folder}”"))
    _put(sheet, part, counts)


def _linksets(sheet: Sheet, own: Own, selection: Selection) -> int:
    linksets = find_linksets(selection)
    for linkset in linksets:
        short = selection.prefixes.compress(linkset.predicate)
        part = own.part(f"linkset-{named(linkset.host)}-{named(short)}")
        target = own.part("target-" + named(linkset.host))
        sheet.say(own.iri, "void:subset", part)
        sheet.kind(part, "void:Linkset")
        sheet.say(part, "void:linkPredicate", linkset.predicate)
        sheet.say(part, "void:subjectsTarget", own.iri)
        sheet.say(part, "void:objectsTarget", target)
        _put(sheet, part, linkset.counts)
        sheet.kind(target, "void:Dataset")
        sheet.say(target, "dcterms:title", english(linkset.host))
        sheet.say(target, "void:uriSpace", Literal(linkset.space))
    return len(linksets)
