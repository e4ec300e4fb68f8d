"""Every recipe starts a store that keeps what it is given, refuses what it should, and goes without a trace."""

from __future__ import annotations

import json
import urllib.parse
from pathlib import Path

import pytest

GRAPH = "https://example.org/qraf/Gəncə"
TRIPLE = '<https://example.org/s> <https://example.org/p> "Gəncə üsyanı — Гянджинское восстание"@az'
SELECT = f"SELECT ?o {{ GRAPH <{GRAPH}> {{ <https://example.org/s> ?p ?o }} }}"
# without the charset, RDF4J reads Latin-1
UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
JSON = "application/sparql-results+json"

VARIANTS = [
    pytest.param("oxigraph", {}, id="oxigraph"),
    pytest.param("fuseki", {}, id="fuseki"),
    pytest.param("fuseki", {"auth": True}, id="fuseki-auth"),
    pytest.param("rdf4j", {"store": "memory", "auth": True}, id="rdf4j-memory-auth"),
    pytest.param("virtuoso", {"auth": True}, id="virtuoso-auth"),
]
READ_ONLY = ["oxigraph", "fuseki", "virtuoso"]


def processes(folder):
    """Return the processes that work in *folder*, as /proc tells."""
    found = []
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if cwd.resolve().is_relative_to(folder.resolve()):
                found.append(cwd.parent.name)
        except OSError:
            continue
    return found


def values(server):
    query = urllib.parse.urlencode({"query": SELECT})
    status, _, body = server.ask("GET", f"{server.query_url}?{query}", headers={"Accept": JSON})
    assert status == 200, body
    return [row["o"]["value"] for row in json.loads(body)["results"]["bindings"]]


@pytest.mark.parametrize("name, options", VARIANTS)
def test_store_keeps_a_triple_over_a_stop_and_leaves_no_process(recipes, tmp_path, name, options):
    with recipes.need(recipes.STORES[name], tmp_path, **options) as server:
        assert server.version[0].isdigit()
        assert processes(tmp_path)
        status, _, body = server.ask(
            "POST", server.update_url, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {TRIPLE} }} }}", UPDATE
        )
        assert status in {200, 204}, body
        assert values(server) == ["Gəncə üsyanı — Гянджинское восстание"]
        server.stop()
        assert not processes(tmp_path)
        if "memory" not in options and options.get("store") != "memory":
            server.start()
            assert values(server) == ["Gəncə üsyanı — Гянджинское восстание"]
            server.kill()
    assert not processes(tmp_path)


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_store_takes_a_graph_by_the_graph_store_protocol(recipes, tmp_path, name):
    with recipes.need(recipes.STORES[name], tmp_path) as server:
        word = "graph-uri" if name == "virtuoso" else "graph"
        url = f"{server.graph_store_url}?{word}={urllib.parse.quote(GRAPH, safe='')}"
        status, _, body = server.ask("PUT", url, f"{TRIPLE} .", {"Content-Type": "text/turtle"})
        assert status in {200, 201, 204}, body
        assert values(server) == ["Gəncə üsyanı — Гянджинское восстание"]


@pytest.mark.parametrize("name", READ_ONLY)
def test_read_only_store_refuses_an_update(recipes, tmp_path, name):
    with recipes.need(recipes.STORES[name], tmp_path, read_only=True) as server:
        status, _, _ = server.ask(
            "POST", server.update_url, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {TRIPLE} }} }}", UPDATE
        )
        assert status >= 400
        assert values(server) == []


@pytest.mark.parametrize("name", ["fuseki", "rdf4j", "virtuoso"])
def test_store_refuses_a_wrong_password(recipes, tmp_path, name):
    with recipes.need(recipes.STORES[name], tmp_path, auth=True) as server:
        server.password = "wrong"  # noqa: S105
        status, _, _ = server.ask(
            "POST", server.update_url, f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {TRIPLE} }} }}", UPDATE
        )
        assert status == 401


def test_the_documentation_has_the_commands_that_are_tried(recipes):
    """What docs/stores tells users to type and to write is what the recipes run."""
    stores = Path(__file__).resolve().parents[2] / "docs" / "stores"
    text = {path.stem: path.read_text(encoding="utf-8") for path in stores.glob("*.md")}
    java = "java -Xmx2g"
    wanted = {
        "oxigraph": [
            " ".join(["oxigraph", *recipes.oxigraph_words(7878)]),
            " ".join(["oxigraph", *recipes.oxigraph_words(7878, read_only=True)]),
        ],
        "fuseki": [
            " ".join([java, "-jar jena-fuseki-server-5.6.0.jar", *recipes.fuseki_words(3030)]),
            recipes.SHIRO,
        ],
        "rdf4j": [
            " ".join([java, *recipes.rdf4j_words(8080, "webapp-runner-9.0.52.1.jar", "rdf4j-http-server-5.0.3.war")]),
            recipes.RDF4J_REPOSITORY.replace("STORE", recipes.rdf4j_store("native")),
            recipes.rdf4j_store("memory"),
        ],
        "virtuoso": [
            " ".join(["virtuoso-t", *recipes.virtuoso_words()]),
            recipes.virtuoso_ini(1111, 8890, 1_000_000),
            *recipes.VIRTUOSO_FOR_ALL,
        ],
    }  # fmt: skip
    for name, parts in wanted.items():
        for part in parts:
            assert part in text[name], part
    for line in (Path(__file__).parent / "maven.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or f"-Dartifact={line} " in "".join(text.values()), line


def test_what_is_not_installed_is_named(recipes, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(recipes.MissingError, match="virtuoso-opensource-7"), recipes.virtuoso(tmp_path):
        pass
    monkeypatch.delenv("HISTKG_ALL_STORES", raising=False)
    with (
        pytest.raises(pytest.skip.Exception, match="left out: virtuoso-t"),
        recipes.need(recipes.virtuoso, tmp_path),
    ):
        pass
    monkeypatch.setenv("HISTKG_ALL_STORES", "1")
    with pytest.raises(pytest.fail.Exception, match="virtuoso-t"), recipes.need(recipes.virtuoso, tmp_path):
        pass


def test_a_store_that_cannot_start_says_why(recipes, tmp_path):
    with recipes.need(recipes.oxigraph, tmp_path) as server:
        server.stop()
        server.command = [server.command[0], "serve", "--location", "/proc/nowhere"]
        with pytest.raises(recipes.NotStartedError, match="oxigraph ended with"):
            server.start()
