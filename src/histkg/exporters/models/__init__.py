"""Targets that say the dataset in the models of others: CIDOC CRM, Linked Art, SEM, schema.org, RiC-O.

Each is made by stored CONSTRUCT queries in ``queries/exports/<target>/``, which say what they map and what is lost.
"""

from __future__ import annotations

from histkg.exporters.models.jsonld import write_schema_org
from histkg.exporters.models.linked_art import write_linked_art
from histkg.exporters.models.turtle import turtle_writer
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "cidoc-crm": Target(
        turtle_writer("cidoc-crm"),
        "text/turtle",
        ".ttl",
        "CIDOC CRM 7.1.3 with CRMinf for who believes what, for portals of museums and monuments",
    ),
    "linked-art": Target(
        write_linked_art,
        "application/ld+json",
        "",
        "Linked Art 1.0 records, one file for each event, person, group, place, text and archival set",
    ),
    "ric-o": Target(
        turtle_writer("ric-o"),
        "text/turtle",
        ".ttl",
        "RiC-O 1.1: archives, fonds, files and books, what they describe, and the relations they evidence",
    ),
    "schema-org": Target(
        write_schema_org,
        "application/ld+json",
        ".jsonld",
        "schema.org: events, people, places, sources and claims, for web pages and search engines",
    ),
    "sem": Target(
        turtle_writer("sem"),
        "text/turtle",
        ".ttl",
        "Simple Event Model: events, actors, places, roles, and views according to whom",
    ),
}
