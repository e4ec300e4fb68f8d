"""Targets that write claim by claim: RDF 1.2 reifiers, nanopublications, QuickStatements for Wikidata."""

from __future__ import annotations

from histkg.exporters.claims.nanopub import write_nanopub
from histkg.exporters.claims.quickstatements import write_quickstatements
from histkg.exporters.claims.rdf12 import write_rdf12, write_rdf12_ntriples
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "nanopub": Target(
        write_nanopub,
        "application/trig",
        ".nanopub.trig",
        "one nanopublication a claim, unsigned (TriG)",
    ),
    "quickstatements": Target(
        write_quickstatements,
        "text/tab-separated-values",
        ".quickstatements.tsv",
        "proposals for Wikidata, to be reviewed (QuickStatements V1)",
    ),
    "rdf12": Target(
        write_rdf12,
        "text/turtle; version=1.2",
        ".ttl",
        "claims as annotations of plain statements (Turtle 1.2)",
    ),
    "rdf12-ntriples": Target(
        write_rdf12_ntriples,
        "application/n-triples; version=1.2",
        ".nt",
        "the same, one statement a line (N-Triples 1.2)",
    ),
}
