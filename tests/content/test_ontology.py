"""The ontology, its schemes, prefixes, context and examples are complete and agree with each other and with their use.

Everything is read with pyoxigraph's strict parser from the files of the checkout; nothing is imported from the toolkit, so a
fault in the toolkit cannot hide a fault in the content.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
LANGUAGES = {"en", "az", "ru"}

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
KINDS = {
    OWL + "Class",
    OWL + "ObjectProperty",
    OWL + "DatatypeProperty",
    OWL + "AnnotationProperty",
    RDF + "Property",
}

# Abbreviations and proper names that stay Latin in Russian text.
LATIN_IN_RUSSIAN = {"DOI", "EDTF", "IRI", "ISO", "ISSN", "histkg"}

# Foreign terms whose short key is not their local name, because the local name is taken by rdf:subject.
KEYS = {"http://purl.org/dc/terms/subject": "keyword"}

# Foreign properties with a datatype in the context although their owners give none.
DATATYPES = {"http://purl.org/dc/terms/issued": XSD + "gYear"}


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


def turtle_files(*folders: Path) -> list[Path]:
    """List the Turtle files below the folders, in a fixed order."""
    return sorted(path for folder in folders for path in folder.rglob("*.ttl"))


def iris(triple: ox.Triple) -> set[str]:
    """Give the IRIs of a triple, the datatype of a literal included."""
    found = {
        node.value
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, ox.NamedNode)
    }
    if isinstance(triple.object, ox.Literal):
        found.add(triple.object.datatype.value)
    return found


def described(triples: list[ox.Triple]) -> dict[str, dict[str, list[ox.Term]]]:
    """Group triples by subject and predicate."""
    found: dict[str, dict[str, list[ox.Term]]] = {}
    for triple in triples:
        found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(
            triple.object
        )
    return found


def values(node: dict[str, list[ox.Term]], predicate: str) -> set[str]:
    """Give the values of a predicate as plain strings."""
    return {term.value for term in node.get(predicate, [])}


def local_name(iri: str) -> str:
    """Give what follows the last '#' or '/' of an IRI."""
    return re.split(r"[#/]", iri)[-1]


PREFIXES = prefix_map()
HEV = PREFIXES["hev"]
BASE = HEV.removesuffix("ontology#")
VOCAB = BASE + "vocab/"
THINGS = BASE + "id/"
HISTKG = described(read(ONTOLOGY / "histkg.ttl"))
TERMS = {iri: node for iri, node in HISTKG.items() if values(node, RDF + "type") & KINDS}
OUR_TERMS = {iri: node for iri, node in TERMS.items() if iri.startswith(HEV)}
SCHEME_FILES = turtle_files(ONTOLOGY / "schemes")
CONCEPTS = {
    iri: node
    for path in SCHEME_FILES
    for iri, node in described(read(path)).items()
    if SKOS + "Concept" in values(node, RDF + "type")
}
SCHEMES = {
    iri: node
    for path in SCHEME_FILES
    for iri, node in described(read(path)).items()
    if SKOS + "ConceptScheme" in values(node, RDF + "type")
}
CONTENT_FILES = turtle_files(ONTOLOGY, ROOT / "data", ROOT / "tests" / "fixtures")
QUERY_FILES = sorted((ROOT / "queries").rglob("*.rq"))
EXAMPLE_TRIPLES = [triple for path in turtle_files(ONTOLOGY / "examples") for triple in read(path)]


def relative(path: Path) -> str:
    """Name a file in a test id as it is called in the project."""
    return path.relative_to(ROOT).as_posix()


def kind(iri: str) -> str:
    """Give what sort of term a declared term is; each has exactly one."""
    (found,) = values(TERMS[iri], RDF + "type") & KINDS
    return found


def in_each_language(node: dict[str, list[ox.Term]], predicate: str) -> bool:
    """Tell whether the predicate has exactly one non-empty text in each language and no other."""
    texts = node.get(predicate, [])
    return sorted(term.language or "" for term in texts) == sorted(LANGUAGES) and all(
        term.value.strip() for term in texts
    )


# ---- terms ----


@pytest.mark.parametrize("iri", OUR_TERMS, ids=local_name)
def test_every_term_is_labelled_and_defined_in_three_languages(iri: str) -> None:
    assert in_each_language(OUR_TERMS[iri], RDFS + "label")
    assert in_each_language(OUR_TERMS[iri], SKOS + "definition")
    assert values(OUR_TERMS[iri], RDFS + "isDefinedBy") == {HEV.removesuffix("#")}


@pytest.mark.parametrize("iri", OUR_TERMS, ids=local_name)
def test_the_example_of_every_term_is_turtle_that_uses_it(iri: str) -> None:
    (example,) = OUR_TERMS[iri][SKOS + "example"]
    assert example.datatype.value == XSD + "string"
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    used = {
        found
        for quad in ox.parse(head + example.value, format=ox.RdfFormat.TURTLE)
        for found in iris(quad.triple)
    }
    assert iri in used
    assert not {found for found in used if found.startswith(HEV)} - set(OUR_TERMS)
    assert not {found for found in used if found.startswith(VOCAB)} - set(CONCEPTS)


def test_the_examples_of_terms_that_speak_of_invented_things_use_those_of_the_patterns() -> None:
    """Generated things cannot stand in a pattern, so only the subjects that are written by hand are looked for."""
    written = {triple.subject.value for triple in EXAMPLE_TRIPLES} | {
        triple.subject.value for path in turtle_files(ROOT / "data") for triple in read(path)
    }
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    generated = (PREFIXES["issue"], PREFIXES["claim"] + "example-")
    unknown = {
        found
        for node in OUR_TERMS.values()
        for quad in ox.parse(head + node[SKOS + "example"][0].value, format=ox.RdfFormat.TURTLE)
        for found in iris(quad.triple)
        if found.startswith(THINGS) and not found.startswith(generated)
    } - written
    assert not unknown


@pytest.mark.parametrize("iri", TERMS, ids=local_name)
def test_every_term_is_of_one_kind_and_points_at_declared_terms(iri: str) -> None:
    node = TERMS[iri]
    assert len(values(node, RDF + "type") & KINDS) == 1
    for predicate in (RDFS + "domain", RDFS + "range", RDFS + "subClassOf", OWL + "inverseOf"):
        for found in values(node, predicate):
            if found.startswith(HEV):
                assert found in OUR_TERMS
    ranges = {
        found
        for found in values(node, RDFS + "range")
        if found.startswith((XSD, PREFIXES["edtf"], PREFIXES["geo"], RDF + "langString"))
    }
    if kind(iri) == OWL + "ObjectProperty":
        assert not ranges
    if kind(iri) == OWL + "DatatypeProperty" and iri in OUR_TERMS:
        assert len(ranges) == 1


def test_a_property_without_an_owl_kind_has_no_range() -> None:
    """Only these take both things and texts (a village may have no file of its own); everything else must say which."""
    either = ("cause", "consequence", "identifiedWith", "birthPlace", "deathPlace", "burialPlace")
    unspecific = {iri for iri in TERMS if kind(iri) == RDF + "Property"}
    assert unspecific == {HEV + name for name in either} | {RDF + "object"}
    assert not any(values(TERMS[iri], RDFS + "range") for iri in unspecific)


def test_foreign_terms_are_named_in_three_languages_and_not_defined_again() -> None:
    for iri in set(TERMS) - set(OUR_TERMS):
        assert in_each_language(TERMS[iri], RDFS + "label"), iri
        assert not values(TERMS[iri], SKOS + "definition"), iri
        assert len(values(TERMS[iri], RDFS + "isDefinedBy")) == 1, iri


def test_what_a_field_transcribes_may_be_claimed() -> None:
    fields = {
        iri: values(node, HEV + "transcribes")
        for iri, node in TERMS.items()
        if values(node, HEV + "transcribes")
    }
    assert fields
    for iri, claimed in fields.items():
        assert local_name(iri).startswith("printed")
        assert len(claimed) == 1
        assert all(len(values(TERMS[found], HEV + "projection")) == 1 for found in claimed), iri


def test_no_two_terms_share_a_label_within_one_kind() -> None:
    for language in LANGUAGES:
        seen: dict[tuple[str, str], str] = {}
        for iri, node in OUR_TERMS.items():
            (label,) = [term.value for term in node[RDFS + "label"] if term.language == language]
            key = ("class" if kind(iri) == OWL + "Class" else "property", label)
            assert seen.setdefault(key, iri) == iri, f"{iri} and {seen[key]} are both called {label!r}"


# ---- use ----


@pytest.mark.parametrize("path", CONTENT_FILES, ids=relative)
def test_content_has_no_blank_nodes(path: Path) -> None:
    assert not [
        triple
        for triple in read(path)
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
    ]


@pytest.mark.parametrize("path", CONTENT_FILES, ids=relative)
def test_content_uses_only_declared_terms_and_concepts(path: Path) -> None:
    used = {found for triple in read(path) for found in iris(triple)}
    assert not {found for found in used if found.startswith(HEV)} - set(OUR_TERMS)
    assert not {found for found in used if found.startswith(VOCAB)} - set(CONCEPTS) - set(SCHEMES)


@pytest.mark.parametrize("path", QUERY_FILES, ids=relative)
def test_queries_use_only_declared_terms_and_concepts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for prefix, name in re.findall(r"(?<![\w/-])([a-z][a-z-]*):([A-Za-z][\w-]*)", text):
        namespace = PREFIXES.get(prefix, "")
        if namespace == HEV:
            assert namespace + name in OUR_TERMS, f"hev:{name}"
        if namespace.startswith(VOCAB):
            assert namespace + name in CONCEPTS, f"{prefix}:{name}"


@pytest.mark.parametrize(
    "path", turtle_files(ROOT / "data", ONTOLOGY / "examples", ROOT / "tests" / "fixtures"), ids=relative
)
def test_values_are_of_the_kind_the_ontology_declares(path: Path) -> None:
    """A text under an object property, or a string where a number is meant, is an answer that silently goes missing."""
    for triple in read(path):
        iri, value = triple.predicate.value, triple.object
        if iri not in OUR_TERMS:
            continue
        if kind(iri) == OWL + "ObjectProperty":
            assert isinstance(value, ox.NamedNode), f"{iri} {value}"
        if kind(iri) == OWL + "DatatypeProperty":
            assert isinstance(value, ox.Literal), f"{iri} {value}"
            assert value.datatype.value in values(TERMS[iri], RDFS + "range"), f"{iri} {value}"


@pytest.mark.parametrize("path", turtle_files(ROOT / "data", ONTOLOGY / "examples"), ids=relative)
def test_claims_use_only_properties_that_declare_their_projection(path: Path) -> None:
    for triple in read(path):
        if triple.predicate.value == RDF + "predicate":
            assert triple.object.value in TERMS, triple.object.value
            assert len(values(TERMS[triple.object.value], HEV + "projection")) == 1, triple.object.value


@pytest.mark.parametrize("path", CONTENT_FILES, ids=relative)
def test_prefix_lines_agree_with_the_prefix_map(path: Path) -> None:
    lines = re.findall(
        r"^@prefix ([\w-]*): <([^>]*)> \.$", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert {prefix: PREFIXES.get(prefix) for prefix, _ in lines} == dict(lines)


# ---- prefixes ----


def test_each_prefix_is_declared_once_by_a_node_of_its_name() -> None:
    nodes = described(read(ONTOLOGY / "prefixes.ttl"))
    (header,) = [iri for iri, node in nodes.items() if OWL + "Ontology" in values(node, RDF + "type")]
    declared = {iri for iri, node in nodes.items() if SH + "PrefixDeclaration" in values(node, RDF + "type")}
    assert values(nodes[header], SH + "declare") == declared
    for iri in declared:
        assert values(nodes[iri], SH + "prefix") == {local_name(iri)}
        assert [term.datatype.value for term in nodes[iri][SH + "namespace"]] == [XSD + "anyURI"]
    assert len(set(PREFIXES.values())) == len(PREFIXES) == len(declared)


# ---- schemes ----


@pytest.mark.parametrize("path", SCHEME_FILES, ids=relative)
def test_every_concept_is_complete(path: Path) -> None:
    scheme = PREFIXES[path.stem]
    nodes = described(read(path))
    concepts = {iri: node for iri, node in nodes.items() if SKOS + "Concept" in values(node, RDF + "type")}
    assert concepts
    assert set(nodes) == {scheme} | set(concepts)
    assert values(nodes[scheme], SKOS + "hasTopConcept") == set(concepts)
    for iri, node in nodes.items():
        assert in_each_language(node, SKOS + "prefLabel"), iri
        assert in_each_language(node, SKOS + "definition"), iri
    for iri, node in concepts.items():
        assert iri.startswith(scheme)
        assert values(node, SKOS + "inScheme") == values(node, SKOS + "topConceptOf") == {scheme}
        assert values(node, SKOS + "notation") == {iri.removeprefix(scheme)}
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", iri.removeprefix(scheme))
    for language in LANGUAGES:
        labels = [
            term.value
            for node in concepts.values()
            for term in node[SKOS + "prefLabel"]
            if term.language == language
        ]
        assert len(set(labels)) == len(labels), language


def test_every_scheme_prefix_has_its_file() -> None:
    assert {path.stem for path in SCHEME_FILES} == {
        prefix for prefix, namespace in PREFIXES.items() if namespace.startswith(VOCAB)
    }


def test_verification_is_graded() -> None:
    """The order of the words is part of the model: bibliographic < secondhand < seen < transcribed, and illustrative below all."""
    orders = {
        iri.removeprefix(PREFIXES["verification"]): int(next(iter(values(node, HEV + "order"))))
        for iri, node in CONCEPTS.items()
        if iri.startswith(PREFIXES["verification"])
    }
    assert sorted(orders, key=orders.__getitem__) == [
        "illustrative",
        "bibliographic",
        "secondhand",
        "seen",
        "transcribed",
    ]
    assert len(set(orders.values())) == len(orders)


def test_roles_of_publications_and_only_those_have_a_direct_property() -> None:
    direct = {
        iri.removeprefix(PREFIXES["role"]): next(iter(values(node, HEV + "directProperty"))).removeprefix(
            PREFIXES["dcterms"]
        )
        for iri, node in CONCEPTS.items()
        if values(node, HEV + "directProperty")
    }
    contributor = [
        "editor",
        "compiler",
        "translator",
        "scientific-editor",
        "preface-writer",
        "introduction-writer",
        "annotator",
    ]
    assert direct == {"author": "creator", "publisher": "publisher"} | dict.fromkeys(
        contributor, "contributor"
    )


# ---- language ----


def our_texts() -> list[tuple[str, ox.Literal]]:
    """Collect the texts with a language of the ontology, its schemes and the prefix map."""
    paths = [ONTOLOGY / "histkg.ttl", ONTOLOGY / "prefixes.ttl", *SCHEME_FILES]
    return [
        (triple.subject.value, triple.object)
        for path in paths
        for triple in read(path)
        if isinstance(triple.object, ox.Literal) and triple.object.language
    ]


def test_texts_are_in_the_script_of_their_language() -> None:
    for iri, text in our_texts():
        if text.language == "ru":
            bare = re.sub(rf"\b({'|'.join(sorted(LATIN_IN_RUSSIAN))})\b", "", text.value)
            assert not re.search(r"[A-Za-zƏəĞğİıŞşÇçÖöÜü]", bare), f"{iri}: {text.value}"
            assert re.search(r"[А-Яа-яЁё]", text.value) or text.value in LATIN_IN_RUSSIAN, (
                f"{iri}: {text.value}"
            )
        else:
            assert not re.search(r"[\u0400-\u04FF]", text.value), f"{iri}: {text.value}"


def test_languages_are_not_copies_of_each_other() -> None:
    """A definition left in English under another tag is a text nobody translated."""
    for iri, node in (OUR_TERMS | CONCEPTS | SCHEMES).items():
        texts = [term.value for term in node[SKOS + "definition"]]
        assert len(set(texts)) == len(LANGUAGES), iri


# ---- version ----


def test_there_is_one_version() -> None:
    header = HISTKG[HEV.removesuffix("#")]
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert values(header, OWL + "versionInfo") == {version}
    assert values(header, OWL + "versionIRI") == {f"{HEV.removesuffix('#')}/{version}"}
    assert in_each_language(header, PREFIXES["dcterms"] + "title")
    assert values(header, PREFIXES["vann"] + "preferredNamespaceUri") == {HEV}
    assert PREFIXES[next(iter(values(header, PREFIXES["vann"] + "preferredNamespacePrefix")))] == HEV


# ---- JSON-LD context ----


def context() -> dict[str, object]:
    """Read the JSON-LD context; a key given twice is an error that json would pass over."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        assert len(set(keys)) == len(keys), sorted(key for key in keys if keys.count(key) > 1)
        return dict(pairs)

    text = (ONTOLOGY / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text, object_pairs_hook=once)["@context"]


def expand(curie: str) -> str:
    """Expand a compact IRI by the prefix map."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def expected_key(iri: str) -> str:
    """Give the short key of a term: its local name, with 'has' before it where that is a prefix."""
    name = local_name(iri)
    return KEYS.get(iri) or (f"has{name[0].upper()}{name[1:]}" if name in PREFIXES else name)


def expected_definition(iri: str) -> dict[str, str]:
    """Give the definition the context must have for a term, with all IRIs in full."""
    definition = {"@id": iri}
    annotates_with_iri = {HEV + name for name in ("projection", "transcribes", "directProperty")}
    if kind(iri) == OWL + "ObjectProperty" or iri in annotates_with_iri:
        definition["@type"] = "@id"
    elif kind(iri) == OWL + "DatatypeProperty":
        datatype = DATATYPES.get(iri) or next(iter(values(TERMS[iri], RDFS + "range")), XSD + "string")
        if datatype not in (XSD + "string", RDF + "langString"):
            definition["@type"] = datatype
    return definition


def test_the_context_has_the_prefix_map_and_every_term_and_nothing_else() -> None:
    entries = context()
    assert (entries.pop("@version"), entries.pop("id"), entries.pop("type")) == (1.1, "@id", "@type")
    assert {key: entries.pop(key, None) for key in PREFIXES} == PREFIXES
    found = {}
    for key, entry in entries.items():
        definition = {"@id": entry} if isinstance(entry, str) else dict(entry)
        found[key] = {part: value if value == "@id" else expand(value) for part, value in definition.items()}
    assert found == {expected_key(iri): expected_definition(iri) for iri in TERMS}


def test_a_document_read_with_the_context_gives_the_same_triples_as_turtle() -> None:
    document = {
        "@context": context(),
        "id": "claim:example-begin-a",
        "type": "Claim",
        "subject": "event:example-uprising",
        "predicate": "hev:begin",
        "object": {"@value": "1920-05-26", "@type": "edtf:EDTF"},
        "hasCertainty": "certainty:certain",
        "beginEarliest": "1920-05-26",
        "verbatim": {"@value": "on 13 May, old style", "@language": "en"},
    }
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    turtle = """claim:example-begin-a a hev:Claim ; rdf:subject event:example-uprising ; rdf:predicate hev:begin ;
        rdf:object "1920-05-26"^^edtf:EDTF ; hev:certainty certainty:certain ;
        hev:beginEarliest "1920-05-26"^^xsd:date ; hev:verbatim "on 13 May, old style"@en ."""
    read_as_json = {quad.triple for quad in ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)}
    assert read_as_json == {quad.triple for quad in ox.parse(head + turtle, format=ox.RdfFormat.TURTLE)}


# ---- examples ----

EXAMPLE_CLASSES = {
    "event": "Event",
    "person": "Person",
    "unit": "Unit",
    "place": "Place",
    "source": "Reference",
    "claim": "Claim",
    "participation": "Participation",
    "figure": "CasualtyFigure",
    "command": "Command",
    "career": "Office",
    "archive": "Archive",
}


@pytest.mark.parametrize(("name", "instance_of"), EXAMPLE_CLASSES.items())
def test_each_main_class_has_a_pattern_to_copy(name: str, instance_of: str) -> None:
    path = ONTOLOGY / "examples" / f"{name}.ttl"
    assert HEV + instance_of in {
        triple.object.value for triple in read(path) if triple.predicate.value == RDF + "type"
    }
    assert "INVENTED" in path.read_text(encoding="utf-8").split("@prefix")[0]


def test_patterns_are_invented_throughout_and_hang_together() -> None:
    curators = PREFIXES["agent"] + "histkg-curators"
    subjects = {triple.subject.value for triple in EXAMPLE_TRIPLES}
    objects = {triple.object.value for triple in EXAMPLE_TRIPLES if isinstance(triple.object, ox.NamedNode)}
    assert all(local_name(iri).startswith("example-") for iri in subjects)
    assert {iri for iri in objects if iri.startswith(THINGS)} - {curators} <= subjects
    verified = {
        triple.object.value for triple in EXAMPLE_TRIPLES if triple.predicate.value == HEV + "verification"
    }
    assert verified == {PREFIXES["verification"] + "illustrative"}
    assert not {path.stem for path in turtle_files(ONTOLOGY / "examples")} ^ set(EXAMPLE_CLASSES)
