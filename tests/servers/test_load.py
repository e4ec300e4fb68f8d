"""The contract of every store: all of the dataset arrives, every stored question answers alike, nothing else is touched."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest

from histkg.questions import read_questions

ROOT = Path(__file__).resolve().parents[2]

STORES = ["oxigraph", "fuseki", "rdf4j", "virtuoso"]
NAMES = {"oxigraph": "Oxigraph", "fuseki": "Apache Jena Fuseki", "rdf4j": "RDF4J", "virtuoso": "Virtuoso"}
METHODS = {"oxigraph": "transaction", "fuseki": "transaction", "rdf4j": "transaction", "virtuoso": "update"}
OTHERS = "https://example.org/of-others"
RISING = "https://w3id.org/histkg/id/event/alpha-valley-rising"

every_store = pytest.mark.parametrize("name", STORES)


def told(out):
    return json.loads(out)


def statements(path):
    return {line for line in path.read_bytes().splitlines() if line}


def graphs(path):
    return {line.rsplit(b"<", 1)[1] for line in statements(path)}


def without_graph(path, ending, target):
    """Write *path* without one graph; return how many statements that had."""
    kept = [line for line in sorted(statements(path)) if not line.endswith(ending)]
    target.write_bytes(b"\n".join(kept) + b"\n")
    return len(statements(path)) - len(kept)


def put_others(server, count=3):
    """Put statements of somebody else into the store."""
    lines = " ".join(f'<urn:other:{n}> <urn:other:says> "{n}" .' for n in range(count))
    update = f"INSERT DATA {{ GRAPH <{OTHERS}> {{ {lines} }} }}"
    status, _, body = server.ask(
        "POST", server.update_url, update, {"Content-Type": "application/sparql-update; charset=utf-8"}
    )
    assert status in (200, 204), body


def drop_others(server):
    server.ask(
        "POST", server.update_url, f"DROP SILENT GRAPH <{OTHERS}>",
        {"Content-Type": "application/sparql-update; charset=utf-8"},
    )  # fmt: skip


@every_store
def test_whole_dataset_arrives_and_every_question_answers_alike(store_of, histkg, real, name):
    server = store_of(name)
    code, out, err = histkg("load", server.url, "--check", "--format", "json", server=server)
    found = told(out)
    unfit = {one.name for one in read_questions(ROOT / "queries").values() if NAMES[name] in one.unfit}
    assert (code, err) == (1 if unfit else 0, "")
    assert len(unfit) == (12 if name == "virtuoso" else 0)
    assert found["server"].startswith(NAMES[name])
    assert found["method"] == METHODS[name]
    assert found["sent"] == found["found"] == found["statements"] == len(set(real.quads))
    assert {one["name"] for one in found["questions"] if not one["equal"]} == unfit
    assert all(one["failure"].startswith("not asked: ") for one in found["questions"] if not one["equal"])
    assert sum(one["rows"] for one in found["questions"]) > 1000
    assert found["other_graphs"] == []

    again = told(histkg("load", server.url, "--format", "json", server=server)[1])
    assert (again["method"], again["sent"]) == (None, 0)
    assert again["found"] == found["found"]


@every_store
def test_commands_say_the_same_there_as_here(store_of, histkg, name):
    server = store_of(name)
    assert histkg("load", server.url, server=server)[0] == 0
    for words in (
        ["ask", "sources-for-event", "Гянджа", "--format", "csv"],
        ["ask", "people-in-event", "event:ganja-uprising-1920", "--lang", "az"],
        ["find", "Шихлинский"],
        ["show", "Gəncə", "--lang", "ru"],
    ):
        assert histkg(*words, "--endpoint", server.url, server=server) == histkg(*words), words


@every_store
def test_only_what_changed_is_sent(store_of, histkg, mini_nquads, tmp_path, name):
    server = store_of(name)
    less, ending = tmp_path / "less.nq", b"<https://w3id.org/histkg/graph/sources/alpha-chronicle-1731> ."
    count = without_graph(mini_nquads, ending, less)
    assert count > 10
    assert told(histkg("load", server.url, "--from", less, "-f", "json", server=server)[1])["found"] > 500
    more = told(histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)[1])
    assert more["sent"] == count
    assert more["found"] == more["statements"] == len(statements(mini_nquads))
    # a graph that is no longer in the dataset goes
    fewer = told(histkg("load", server.url, "--from", less, "-f", "json", server=server)[1])
    assert fewer["sent"] == 0
    assert fewer["removed"] == {"graphs": 1, "statements": count}
    assert fewer["method"] is not None
    rows = histkg(
        "sparql", "--endpoint", server.url, "-f", "csv", count_query(tmp_path, ending), server=server
    )
    assert rows[1].split() == ["n", "0"]


def count_query(folder, ending):
    path = folder / "count.rq"
    graph = ending.decode().removesuffix(" .")
    path.write_text(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}", encoding="utf-8")
    return path


@every_store
def test_what_somebody_changed_in_between_is_mended(store_of, histkg, mini_nquads, name):
    server = store_of(name)
    assert histkg("load", server.url, "--from", mini_nquads, server=server)[0] == 0
    graph = "https://w3id.org/histkg/graph/sources/alpha-chronicle-1731"
    change = (
        f'DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} INSERT {{ GRAPH <{graph}> {{ ?s ?p "forged" }} }} '
        f"WHERE {{ {{ SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o LIMIT 1 }} }}"
    )
    status, _, body = server.ask(
        "POST", server.update_url, change, {"Content-Type": "application/sparql-update; charset=utf-8"}
    )
    assert status in (200, 204), body
    mended = told(histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)[1])
    assert mended["notes"] == ["1 graphs were no longer as they were loaded, and were sent again"]
    assert mended["found"] == len(statements(mini_nquads))
    assert (
        told(histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)[1])["sent"] == 0
    )


@every_store
def test_graphs_of_others_stay_and_are_told(store_of, histkg, mini_nquads, name):
    server = store_of(name)
    put_others(server)
    try:
        code, out, _ = histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)
        assert (code, told(out)["other_graphs"]) == (0, [OTHERS])
        assert told(out)["found"] == len(statements(mini_nquads))
        # they are not replaced unasked
        code, _, err = histkg("load", server.url, "--from", mini_nquads, "--graph", OTHERS, server=server)
        assert code == 2
        assert "holds 3 statements that no load of this dataset has put there" in err
        assert (
            told(histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)[1])["sent"]
            == 0
        )
    finally:
        drop_others(server)


@every_store
def test_all_into_one_graph_and_back(store_of, histkg, mini_nquads, name):
    server = store_of(name)
    count = len({line.rsplit(b" <", 1)[0] for line in statements(mini_nquads)})
    put_others(server)  # questions see only the one graph
    try:
        code, out, _ = histkg(
            "load",
            server.url,
            "--from",
            mini_nquads,
            "--graph",
            "https://example.org/one",
            "-f",
            "json",
            server=server,
        )
        assert (code, told(out)["graphs"], told(out)["found"]) == (0, 1, count)
        query = mini_nquads.parent / "all.rq"
        query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", encoding="utf-8")
        out = histkg("sparql", query, "--endpoint", server.url, "-f", "csv", server=server)[1]
        assert out.split() == ["n", str(count)]
    finally:
        drop_others(server)
    code, out, _ = histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)
    assert (code, told(out)["graphs"]) == (0, len(graphs(mini_nquads)))


@every_store
def test_default_graph(store_of, histkg, mini_nquads, name):
    server = store_of(name)
    code, out, err = histkg(
        "load", server.url, "--from", mini_nquads, "--default-graph", "-f", "json", server=server
    )
    if name == "virtuoso":
        assert (code, out) == (2, "")
        assert "has no default graph" in err
        return
    assert (code, told(out)["graphs"]) == (0, 1)
    query = mini_nquads.parent / "named.rq"
    query.write_text(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ <{RISING}> ?p ?o }} }}", encoding="utf-8")
    assert histkg("sparql", query, "--endpoint", server.url, "-f", "csv", server=server)[1].split() == [
        "n",
        "0",
    ]
    assert histkg("load", server.url, "--from", mini_nquads, server=server)[0] == 0


@every_store
@pytest.mark.parametrize("method", ["bulk", "graphs", "update"])
def test_every_way_brings_the_same(store_of, histkg, mini_nquads, name, method):
    server = store_of(name)
    code, out, err = histkg(
        "load", server.url, "--from", mini_nquads, "--method", method, "--again", "-f", "json", server=server
    )
    if (name, method) == ("virtuoso", "bulk"):
        assert code == 2
        assert "takes no --method bulk" in err
        return
    assert (code, told(out)["method"], told(out)["sent"]) == (0, method, len(statements(mini_nquads)))
    assert told(out)["found"] == told(out)["sent"]


@pytest.mark.parametrize(
    "where", [["--default-graph"], ["--graph", "https://example.org/share"], []], ids=str
)
def test_shares_of_three_stores_are_the_whole(recipes, histkg, mini, mini_nquads, tmp_path, where):
    sizes, triples = [], set()
    for number in (1, 2, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        with recipes.need(recipes.oxigraph, folder) as server:
            share = f"{number}/3"
            code, out, _ = histkg(
                "load", server.url, "--from", mini_nquads, "--part", share, *where, "-f", "json"
            )
            assert (code, told(out)["graphs"] == 1) == (0, bool(where))
            sizes.append(told(out)["found"])
            code, out, err = histkg("ask", "dataset-in-figures", "--endpoint", server.url)
            assert (code, out) == (4, "")
            assert f"has only the part {share} of the dataset" in err
            dump = server.ask("GET", server.graph_store_url, headers={"Accept": "application/n-quads"})[2]
            quads = pyoxigraph.parse(dump, format=pyoxigraph.RdfFormat.N_QUADS)
            triples |= {quad.triple for quad in quads if "/graph/loaded" not in str(quad.graph_name)}
    assert triples == {quad.triple for quad in mini.quads}
    assert max(sizes) - min(sizes) < sum(sizes) / 10


LITERALS = r"""
<urn:t:az> <urn:p> "Gəncə üsyanı; Şıxlinski, Ə\u0307, \"dırnaq\", \\ və\nsətir"@az <urn:g> .
<urn:t:ru> <urn:p> "Гянджинское восстание — «мятеж»"@ru <urn:g> .
<urn:t:fa> <urn:p> "گنجه"@fa <urn:g> .
<urn:t:emoji> <urn:p> "𐎠🜁" <urn:g> .
<urn:t:Gəncə/Гянджа> <urn:p:ü> <https://example.org/Şəki?a=%D0%B6&b='c'> <urn:g> .
<urn:t:tag> <urn:p> "Gyandzha"@ru-Latn <urn:g> .
<urn:t:date> <urn:p> "1920-05-25"^^<http://www.w3.org/2001/XMLSchema#date> <urn:g> .
<urn:t:month> <urn:p> "1920-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> <urn:g> .
<urn:t:edtf> <urn:p> "1920-05-2X?"^^<http://id.loc.gov/datatypes/edtf/EDTF> <urn:g> .
<urn:t:zeros> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .
<urn:t:count> <urn:p> "12"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> <urn:g> .
<urn:t:price> <urn:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .
<urn:t:true> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> <urn:g> .
<urn:t:space> <urn:p> " a\tb " <urn:g> .
"""
NUMBERS = {"boolean in another form": 1, "decimal in another form": 1, "integer in another form": 1}
# Language tags are compared whatever their case: they are sent in lower case, and Fuseki stores ru-Latn.
IN_ANOTHER_FORM = {
    "oxigraph": {**NUMBERS, "nonNegativeInteger in another form": 1},
    "fuseki": NUMBERS,
    "rdf4j": {},
    "virtuoso": NUMBERS,
}


@every_store
def test_what_a_store_changes_in_literals_is_told(store_of, histkg, tmp_path, name):
    server, file = store_of(name), tmp_path / "literals.nq"
    long = "ə" * 100_000
    file.write_text(f'{LITERALS.strip()}\n<urn:t:long> <urn:p> "{long}" <urn:g> .\n', encoding="utf-8")
    code, out, err = histkg("load", server.url, "--from", file, "-f", "json", server=server)
    assert (code, err) == (0, "")
    assert told(out)["found"] == 15
    assert told(out)["in_another_form"] == IN_ANOTHER_FORM[name]
    assert told(out)["equal_graphs"] == (1 if name == "rdf4j" else 0)


def test_a_value_that_a_store_spoils_is_an_error(store_of, histkg, tmp_path):
    """Virtuoso 7.2.5 gives -0044 back as -044, which is no year."""
    server, file = store_of("virtuoso"), tmp_path / "ides.nq"
    year = '"-0044"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    file.write_text(f"<urn:t:ides> <urn:p> {year} <urn:g> .\n", encoding="utf-8")
    code, out, err = histkg("load", server.url, "--from", file, server=server)
    assert (code, out) == (4, "")
    assert "1 statements of 1 graphs are not there" in err
    assert "-0044" in err


@pytest.mark.parametrize("graph", ["https://w3id.org/histkg/graph/loaded"])
def test_graph_of_the_record_is_refused(store_of, histkg, mini_nquads, graph):
    server = store_of("oxigraph")
    code, out, err = histkg("load", server.url, "--from", mini_nquads, "--graph", graph)
    assert (code, out) == (2, "")
    assert "is for the record of the load" in err


def test_statements_outside_any_graph_are_refused_where_there_is_no_such_place(
    store_of, histkg, mini_nquads, tmp_path
):
    server, file = store_of("virtuoso"), tmp_path / "plain.nt"
    file.write_text("<urn:s> <urn:p> <urn:o> .\n", encoding="utf-8")
    assert histkg("load", server.url, "--from", mini_nquads, server=server)[0] == 0
    code, out, err = histkg("load", server.url, "--from", file, server=server)
    assert (code, out) == (2, "")
    assert "some statements are in no graph" in err
    again = told(histkg("load", server.url, "--from", mini_nquads, "-f", "json", server=server)[1])
    assert (again["sent"], again["found"]) == (0, len(statements(mini_nquads)))


def test_proxy_is_named(histkg, mini_nquads, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:9")
    code, _, err = histkg("load", "http://127.0.0.1:7", "--from", mini_nquads)
    assert code == 4
    assert "through the proxy http://127.0.0.1:9" in err.replace("user:secret@", "")
    assert "secret" not in err


# ---- who may ----


@pytest.mark.parametrize(
    ("name", "options"),
    [("fuseki", {"auth": True}), ("rdf4j", {"auth": True}), ("virtuoso", {"auth": True})],
    ids=["fuseki-basic", "rdf4j-basic", "virtuoso-digest"],
)
def test_passwords(recipes, histkg, mini_nquads, tmp_path, name, options):
    with recipes.need(recipes.STORES[name], tmp_path, **options) as server:
        user, password = server.user, server.password
        server.user = None
        code, out, err = histkg("load", server.url, "--from", mini_nquads, server=server)
        assert (code, out) == (4, "")
        assert "HISTKG_PASSWORD" in err or "read-only" in err
        server.user, server.password = user, "wrong-and-secret"
        code, out, err = histkg("load", server.url, "--from", mini_nquads, server=server)
        assert (code, out) == (4, "")
        assert "wrong-and-secret" not in err
        assert "is wrong" in err
        server.password = password
        code, out, err = histkg("load", server.url, "--from", mini_nquads, server=server)
        assert (code, err) == (0, "")
        log = server.log.read_text(encoding="utf-8", errors="replace")
        assert "wrong-and-secret" not in log
        code, _, err = histkg("load", server.url.replace("://", f"://{user}:x@"), server=None)
        assert code == 2
        assert "takes no password" in err


@pytest.mark.parametrize("name", ["oxigraph", "fuseki", "virtuoso"])
def test_read_only_store(recipes, histkg, mini_nquads, tmp_path, name):
    with recipes.need(recipes.STORES[name], tmp_path, read_only=True) as server:
        code, out, err = histkg("load", server.url, "--from", mini_nquads, server=server)
        assert (code, out) == (4, "")
        assert re.search(r"read-only|No permission|40[135]", err), err


# ---- killed ----


def load_in_process(server, path, *words):
    account = {"HISTKG_USER": server.user, "HISTKG_PASSWORD": server.password} if server.user else {}
    return subprocess.Popen(
        [sys.executable, "-m", "histkg", "load", server.url, "--from", str(path), *words],
        env={**os.environ, **account}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def count_of(server):
    query = urlencode({"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"})
    _, _, body = server.ask(
        "GET", f"{server.query_url}?{query}", headers={"Accept": "application/sparql-results+json"}
    )
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


@every_store
def test_killed_half_way_and_run_again(store_of, histkg, nquads, tmp_path, name):
    server, path = store_of(name), nquads[1]
    (tmp_path / "one.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    assert histkg("load", server.url, "--from", tmp_path / "one.nq", server=server)[0] == 0
    before = count_of(server)
    loader = load_in_process(server, path, "--method", "update")
    end = time.monotonic() + 60
    while count_of(server) < before + 6_000 and loader.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert loader.poll() is None, "the load ended before it was killed"
    loader.kill()
    loader.communicate()
    assert count_of(server) < len(statements(path))
    code, out, err = histkg("ask", "sources-for-event", "Ganja", "--endpoint", server.url, server=server)
    assert (code, out) == (4, "")
    assert "has not ended, or was broken off" in err
    code, out, err = histkg("load", server.url, "-f", "json", server=server)
    assert (code, err) == (0, "")
    assert told(out)["found"] == len(statements(path))
    assert histkg("ask", "sources-for-event", "Ganja", "--endpoint", server.url, server=server)[0] == 0


@pytest.mark.parametrize("name", ["oxigraph", "fuseki", "rdf4j"])
def test_server_killed_half_way_has_the_old_or_the_new(recipes, histkg, mini_nquads, tmp_path, name):
    path = tmp_path / "many.nq"
    lines = (
        f'<urn:s:{n}> <urn:p> "{n} ə" <https://w3id.org/histkg/graph/x/{n % 50}> .\n' for n in range(30_000)
    )
    path.write_text("".join(lines), encoding="utf-8")
    folder = tmp_path / "store"
    folder.mkdir()
    sizes = {len(statements(mini_nquads)), len(statements(path))}
    with recipes.need(recipes.STORES[name], folder) as server:
        assert histkg("load", server.url, "--from", mini_nquads, server=server)[0] == 0
        loader = load_in_process(server, path)
        time.sleep(1.2)
        server.kill()
        _, err = loader.communicate(timeout=120)
        assert loader.returncode in (0, 4), err
        assert b"Traceback" not in err
        server.start()
        code, out, err = histkg(
            "sparql", all_query(tmp_path), "--endpoint", server.url, "-f", "json", server=server
        )
        if code:  # RDF4J 5.0.3 on disk forgets what it committed shortly before; nobody gets an answer then
            assert (name, code) == ("rdf4j", 4), err
            assert "nothing of this dataset in the store" in err
        else:
            assert {int(row["n"]["value"]) for row in json.loads(out)["results"]["bindings"]} <= sizes
        code, out, _ = histkg("load", server.url, "--from", path, "-f", "json", server=server)
        assert (code, told(out)["found"]) == (0, len(statements(path)))


def all_query(folder):
    path = folder / "own.rq"
    path.write_text(
        'SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), "/loaded")) }',
        encoding="utf-8",
    )
    return path


# ---- what the documentation says ----


def documented():
    """Return what the pages tell readers to type, each line once, for a store on Oxigraph's usual port."""
    pages = ("README.md", "docs/loading.md", "docs/stores/oxigraph.md")
    lines = [line for page in pages for line in (ROOT / page).read_text(encoding="utf-8").splitlines()]
    return sorted(
        {line[2:] for line in lines if line.startswith("$ histkg ") and "http://127.0.0.1:7878" in line}
    )


@pytest.mark.parametrize("line", documented())
def test_documented_command_runs(store_of, histkg, line):
    server = store_of("oxigraph")
    assert histkg("load", server.url)[0] == 0
    words = shlex.split(line.replace("http://127.0.0.1:7878", server.url))[1:]
    code, out, err = histkg(*[word for word in words if word != "--check"])  # that is another test's
    assert (code, bool(out)) == (0, True), err


def test_a_store_without_the_dataset_is_no_empty_answer(recipes, histkg, tmp_path):
    with recipes.need(recipes.oxigraph, tmp_path) as server:
        for words in (["ask", "dataset-in-figures"], ["show", "Ganja"], ["find", "Ganja"]):
            code, out, err = histkg(*words, "--endpoint", server.url)
            assert (code, out) == (4, "")
            assert "nothing of this dataset in the store" in err


def test_question_that_a_store_answers_wrongly_is_refused_there(store_of, histkg, mini_nquads):
    server = store_of("virtuoso")
    assert histkg("load", server.url, server=server)[0] == 0
    code, out, err = histkg("ask", "dates-of-event", "Ganja", "--endpoint", server.url, server=server)
    assert (code, out) == (4, "")
    assert "Virtuoso cannot answer “dates-of-event” rightly" in err
