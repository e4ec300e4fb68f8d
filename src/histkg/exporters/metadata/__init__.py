"""Targets that describe the dataset: for catalogues, search engines, machine learning, and whoever asks how it was made."""

from __future__ import annotations

from histkg.exporters.metadata.croissant import write_croissant
from histkg.exporters.metadata.dcat import write_dcat
from histkg.exporters.metadata.prov import write_prov
from histkg.exporters.metadata.schema import write_schema
from histkg.exporters.metadata.void import write_void
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "croissant": Target(
        write_croissant,
        "application/ld+json",
        "",
        "a folder of CSV tables described for machine learning (Croissant 1.0)",
        ("dataset",),
    ),
    "dcat": Target(
        write_dcat,
        "text/turtle",
        ".dcat.ttl",
        "an entry for data catalogues: coverage, files, licence (DCAT 3, DCAT-AP 3)",
        ("dataset",),
    ),
    "prov": Target(
        write_prov,
        "text/turtle",
        ".prov.ttl",
        "how the dataset was made: files with their checksums, rules, program (PROV-O)",
        ("dataset",),
    ),
    "schema-dataset": Target(
        write_schema,
        "application/ld+json",
        ".dataset.jsonld",
        "the dataset for search engines (schema.org Dataset)",
        ("dataset",),
    ),
    "void": Target(
        write_void,
        "text/turtle",
        ".void.ttl",
        "the dataset in numbers: classes, properties, vocabularies, links to other datasets (VoID)",
        ("dataset",),
    ),
}
