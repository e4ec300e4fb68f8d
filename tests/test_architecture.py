"""The drawing is true: layers point one way, modules stay small, nothing unfinished is left."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "histkg").rglob("*.py"))


def contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"][0]["layers"]


def test_the_drawing_shows_the_layers_of_the_contract():
    """docs/architecture.md draws what import-linter enforces in the same command."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = [
        re.sub(r"\s+", " ", line.split("│")[1]).strip() for line in text.splitlines() if line.startswith("│")
    ]
    assert drawn == contract()


def test_every_module_stands_in_the_contract():
    placed = {name.strip() for layer in contract() for name in layer.split("|")}
    found = {path.relative_to(ROOT / "src" / "histkg").with_suffix("").parts[0] for path in SOURCES}
    assert found - {"__init__", "__main__", "histkg"} == placed


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_module_is_small_documented_and_finished(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", text)


def test_no_drawer_for_odds_and_ends():
    names = {path.stem for path in SOURCES} | {path.parent.name for path in SOURCES}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "services", "manager"}


def test_code_never_writes_the_base_iri():
    """The base is configuration: it stands in ontology/prefixes.ttl and nowhere in logic."""
    for path in SOURCES:
        code = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(code)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(code):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert "w3id.org/histkg" not in node.value, path


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    for name, pattern in {
        "CITATION.cff": r"^version: (\S+)$",
        "CHANGELOG.md": r"^## \[(\d\S*)\]",
        "data/dataset.ttl": r'dcat:version "([^"]+)"',
        "ontology/histkg.ttl": r'owl:versionInfo "([^"]+)"',
    }.items():
        found = re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert found, name
        assert found[1] == project, name
