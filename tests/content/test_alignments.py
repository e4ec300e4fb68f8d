"""Every foreign term we use is on record as declared by its vocabulary, and every alignment is about our own terms.

The record is foreign-terms.tsv: term, vocabulary, version, the file in which the declaration was seen, and how far to trust
that file. A term that is used but not on record is either a slip of the pen or a term nobody has looked up.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
RECORD = Path(__file__).with_name("foreign-terms.tsv")
COLUMNS = ["term", "vocabulary", "version", "declared_in", "confidence"]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"


def read(path: Path) -> list[ox.Triple]:
    """Parse one Turtle file strictly into its triples."""
    return [quad.triple for quad in ox.parse(path=path)]


def prefix_map() -> dict[str, str]:
    """Read the canonical prefix map."""
    found: dict[str, dict[str, str]] = {}
    for triple in read(ONTOLOGY / "prefixes.ttl"):
        if triple.predicate.value in (SH + "prefix", SH + "namespace"):
            found.setdefault(triple.subject.value, {})[triple.predicate.value] = triple.object.value
    return {node[SH + "prefix"]: node[SH + "namespace"] for node in found.values()}


PREFIXES = prefix_map()
HEV = PREFIXES["hev"]
BASE = HEV.removesuffix("ontology#")
# wd: names things, not terms of a vocabulary: nothing is declared there.
FOREIGN = tuple(
    namespace for prefix, namespace in PREFIXES.items() if not namespace.startswith(BASE) and prefix != "wd"
)
with RECORD.open(encoding="utf-8", newline="") as file:
    HEADER, *LINES = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
ROWS = {line[0]: dict(zip(COLUMNS, line, strict=False)) for line in LINES}
ALIGNMENTS = sorted((ONTOLOGY / "alignments").glob("*.ttl"))


def content_files() -> list[Path]:
    """List the Turtle files whose foreign terms are on record: ontology without its shapes, and data."""
    ontology = [path for path in ONTOLOGY.rglob("*.ttl") if path.parent.name != "shapes"]
    return sorted([*ontology, *(ROOT / "data").rglob("*.ttl")])


def is_foreign_term(iri: str) -> bool:
    """Tell a term of a foreign vocabulary from its namespace alone and from other IRIs."""
    return iri.startswith(FOREIGN) and iri not in FOREIGN


def foreign_terms(path: Path) -> set[str]:
    """Give the foreign terms of a Turtle file, datatypes included."""
    found = set()
    for triple in read(path):
        found |= {
            node.value
            for node in (triple.subject, triple.predicate, triple.object)
            if isinstance(node, ox.NamedNode)
        }
        if isinstance(triple.object, ox.Literal):
            found.add(triple.object.datatype.value)
    return {iri for iri in found if is_foreign_term(iri)}


def context_terms() -> set[str]:
    """Give the foreign terms that the JSON-LD context names."""
    entries = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    found = set()
    for key, entry in entries.items():
        if key in PREFIXES or key.startswith("@"):
            continue
        for value in [entry] if isinstance(entry, str) else entry.values():
            prefix, separator, name = value.partition(":")
            if separator:
                found.add(PREFIXES[prefix] + name)
    return {iri for iri in found if is_foreign_term(iri)}


def our_terms() -> dict[str, str]:
    """Give our declared terms and concepts with the kind of each."""
    found = {}
    for path in [ONTOLOGY / "histkg.ttl", *(ONTOLOGY / "schemes").glob("*.ttl")]:
        for triple in read(path):
            if triple.predicate.value == RDF + "type" and triple.subject.value.startswith(BASE):
                found[triple.subject.value] = triple.object.value
    return found


@pytest.mark.parametrize("path", content_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_foreign_term_in_use_is_on_record(path: Path) -> None:
    assert not foreign_terms(path) - set(ROWS)


def test_every_foreign_term_of_the_context_is_on_record() -> None:
    assert context_terms()
    assert not context_terms() - set(ROWS)


def test_no_row_of_the_record_is_unused() -> None:
    used = context_terms().union(*map(foreign_terms, content_files()))
    assert not set(ROWS) - used


def test_the_record_is_complete_and_in_order() -> None:
    assert HEADER == COLUMNS
    assert [line[0] for line in LINES] == sorted(ROWS)
    for line in LINES:
        assert len(line) == len(COLUMNS)
        assert all(field.strip() == field != "" for field in line), line
        assert is_foreign_term(line[0]), line
        assert ROWS[line[0]]["confidence"] in {"official", "copy", "second-hand"}, line


def test_a_vocabulary_has_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for row in ROWS.values():
        versions.setdefault(row["vocabulary"], set()).add(row["version"])
    assert not {vocabulary: found for vocabulary, found in versions.items() if len(found) > 1}


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_alignments_are_about_our_terms(path: Path) -> None:
    ours = our_terms()
    triples = read(path)
    assert triples
    for triple in triples:
        subject, predicate, target = triple.subject.value, triple.predicate.value, triple.object.value
        assert subject in ours, subject
        assert is_foreign_term(target), target
        kind = ours[subject]
        if kind == OWL + "Class":
            assert predicate in {RDFS + "subClassOf", SKOS + "exactMatch", SKOS + "closeMatch"}, triple
        elif kind == SKOS + "Concept":
            assert predicate in {SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "broadMatch"}, triple
        else:
            assert predicate in {RDFS + "subPropertyOf", SKOS + "exactMatch", SKOS + "closeMatch"}, triple


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_a_term_nobody_has_seen_declared_is_only_a_close_match(path: Path) -> None:
    for triple in read(path):
        if ROWS[triple.object.value]["confidence"] == "second-hand":
            assert triple.predicate.value == SKOS + "closeMatch", triple


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_says_which_version_is_meant_and_what_is_lost(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("@prefix")[0].splitlines()
    head = " ".join(line.removeprefix("#").strip() for line in lines)
    assert head.startswith("Aligned to ")
    assert "What is lost: " in head
    for triple in read(path):
        row = ROWS[triple.object.value]
        for word in (row["vocabulary"], row["version"]):
            assert re.search(rf"(?<![\w.]){re.escape(word)}(?![\w])", head), (
                f"{row['vocabulary']} {row['version']}"
            )


def test_the_outside_vocabularies_are_all_aligned() -> None:
    expected = [
        "cidoc-crm",
        "geosparql",
        "lode",
        "org",
        "owl-time",
        "prov-o",
        "ric-o",
        "schema-org",
        "sem",
        "spar",
        "web-annotation",
    ]
    assert [path.stem for path in ALIGNMENTS] == expected
