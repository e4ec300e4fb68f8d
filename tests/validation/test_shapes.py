"""Every case in ``tests/shapes/``: data and the report expected of it in one file, in the style of the W3C's SHACL tests.

A case names the shape it is about by ``rdfs:seeAlso``. All cases stand in the sound little dataset of ``world.ttl``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from histkg.layers import generate
from histkg.prefixes import read_prefixes
from histkg.reading import parse_file
from histkg.validation.rules import read_rules
from histkg.validation.shacl import find_problems, read_shapes

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
SHAPES = [*sorted((ROOT / "ontology" / "shapes").glob("*.ttl")), ROOT / "ontology" / "prefixes.ttl"]
SH, SHT = "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/shacl-test#"
SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
SEVERITIES = {SH + name.title(): name for name in ("violation", "warning", "info")}


# No rule looks at these words; without them each of the many runs is shorter.
UNUSED = {"http://www.w3.org/2004/02/skos/core#definition", "http://www.w3.org/2000/01/rdf-schema#label"}


@cache
def world() -> tuple[Quad, ...]:
    prefixes = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
    files = [ROOT / "ontology" / "histkg.ttl", *(ROOT / "ontology" / "schemes").glob("*.ttl")]
    graph = NamedNode("urn:world")
    files.append(ROOT / "tests" / "shapes" / "world.ttl")
    written = [
        quad for path in files for quad in parse_file(path, graph) if quad.predicate.value not in UNUSED
    ]
    return (*written, *generate(written, prefixes, ROOT / "queries"))


@cache
def read_case(path: Path) -> tuple[list[Quad], set[tuple], str]:
    """Return the data, the expected results, and the shape the case is about."""
    about: dict = {}
    quads = parse_file(path)
    for quad in quads:
        about.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    (entry,) = [
        node
        for node, said in about.items()
        if any(kind.value == SHT + "Validate" for kind in said.get(TYPE, []))
    ]
    (report,) = [node for node in about if NamedNode(SH + "ValidationReport") in about[node].get(TYPE, [])]
    results = about[report].get(SH + "result", [])
    expected = set()
    for result in results:
        said = {name.removeprefix(SH): terms[0] for name, terms in about[result].items()}
        path_iri = said["resultPath"].value if "resultPath" in said else None
        severity = SEVERITIES[said["resultSeverity"].value]
        component, shape = said["sourceConstraintComponent"].value, said["sourceShape"].value
        expected.add(
            (plain(said["focusNode"]), path_iri, plain(said.get("value")), severity, shape, component)
        )
    assert about[report][SH + "conforms"][0].value == str(not results).lower()
    skipped = {entry, report, *results}
    return [q for q in quads if q.subject not in skipped], expected, about[entry][SEE_ALSO][0].value


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def plain(term: object) -> object:
    return "a blank node" if isinstance(term, BlankNode) else term


@cache
def shapes_graph():
    return read_shapes(SHAPES)


def results(data: list[Quad]) -> set[tuple]:
    return {
        (
            plain(f.focus_node),
            f.result_path,
            plain(f.value),
            f.severity,
            f.source_shape,
            f.source_constraint_component,
        )
        for f in find_problems([*world(), *data], shapes_graph())
    }


@pytest.mark.parametrize(
    "path", [path for path in CASES if read_case(path)[1]], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_case_is_reported_as_expected(path):
    data, expected, _ = read_case(path)
    assert results(data) == expected


@pytest.mark.parametrize("folder", sorted({path.parent for path in CASES}), ids=lambda path: path.name)
def test_sound_cases_of_a_folder_pass_together(folder):
    sound = [read_case(path) for path in CASES if path.parent == folder]
    assert results([quad for data, expected, _ in sound if not expected for quad in data]) == set()


def test_world_around_the_cases_conforms():
    assert results([]) == set()


def test_every_shape_has_a_case_it_passes_and_one_it_reports():
    rules = read_rules(SHAPES, read_prefixes(ROOT / "ontology" / "prefixes.ttl"))
    reported, passed = set(), set()
    for path in CASES:
        _, expected, about = read_case(path)
        reported |= {shape for _, _, _, _, shape, _ in expected if shape == about}
        passed |= set() if expected else {about}
    assert sorted(set(rules) - reported) == []
    assert sorted(set(rules) - passed) == []
