"""What can go wrong between a loader and its store: each fault is made by a real proxy, or by killing, filling, locking.

For each: the exit code and the message; readers who ask meanwhile get the old dataset, the new one, or a refusal, and
never a part; running again without the fault is right.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time

import pytest

OLD = "".join(
    f'<urn:old:{n}> <urn:p> "köhnə {n}" <https://w3id.org/histkg/graph/x/{n % 5}> .\n' for n in range(400)
)
NEW = "".join(
    f'<urn:new:{n}> <urn:p> "yeni {n}" <https://w3id.org/histkg/graph/x/{n % 7}> .\n' for n in range(2600)
)
DATA = "INSERT DATA"


def all_rows(histkg, url, folder, server=None):
    """Return what a reader gets: OLD, NEW, or the refusal; anything else is a part."""
    path = folder / "all.rq"
    path.write_text("SELECT ?s WHERE { ?s <urn:p> ?o }", encoding="utf-8")
    code, out, err = histkg("sparql", path, "--endpoint", url, "-f", "json", server=server)
    if code == 4:
        assert "has not ended, or was broken off" in err, err
        return "refused"
    found = {row["s"]["value"].split(":")[1] for row in json.loads(out)["results"]["bindings"]}
    count = len(json.loads(out)["results"]["bindings"])
    assert (found, count) in [({"old"}, 400), ({"new"}, 2600)], (found, count)
    return found.pop()


@pytest.fixture
def datasets(tmp_path):
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def fault(kind, value=None, **where):
    return {"kind": kind, "value": value, **where}


UPDATE, QUERY, STORE = {"path": "/update"}, {"path": "/query"}, {"path": "/store"}
FAULTS = {
    # name: (fault, options of the load, exit code, words of the message, what readers may see)
    "413-falls-back-to-small-updates": (fault("status", 413, **UPDATE, times=1), [], 0, "", {"new"}),
    "413-for-small-ones-too": (fault("status", 413, **UPDATE), [], 4, "takes no request of that size", {"old"}),
    "413-on-the-wanted-way": (fault("status", 413, **UPDATE), ["--method", "transaction"], 4, "413", {"old"}),
    "504-nothing-done": (fault("status", 504, **UPDATE), [], 4, "did not wait for the store", {"old"}),
    "504-but-done": (fault("done_then_status", 504, **UPDATE), [], 4, "did not wait for the store", {"new"}),
    "502": (fault("status", 502, **UPDATE), [], 4, "the proxy does not reach the store", {"old"}),
    "503": (fault("status", 503, **UPDATE), [], 4, "is not ready", {"old"}),
    "500": (fault("status", 500, **UPDATE), [], 4, "the server answers 500", {"old"}),
    "429": (fault("status", 429, **UPDATE), [], 4, "enough requests", {"old"}),
    "401": (fault("status", 401, **UPDATE), [], 4, "HISTKG_USER", {"old"}),
    "403": (fault("status", 403, **UPDATE), [], 4, "may not do that", {"old"}),
    "405-read-only": (fault("status", 405, **UPDATE), [], 4, "read-only", {"old"}),
    "507-disk-full": (fault("status", 507, **UPDATE), [], 4, "disk of the store is full", {"old"}),
    "dropped-before-the-answer": (fault("drop", **UPDATE), [], 4, "broke off", {"old"}),
    "dropped-in-the-body": (fault("drop_in_body", **UPDATE), [], 4, "broke off", {"old"}),
    "done-but-the-answer-lost": (fault("done_then_drop", **UPDATE), [], 4, "broke off", {"new"}),
    "half-of-the-body-handed-on": (fault("half_sent", 0.5, **UPDATE), [], 4, "the server answers 400", {"old"}),
    "swallowed-with-success": (fault("swallow", **UPDATE), [], 4, "are not there", {"old"}),
    "redirected-to-a-login": (fault("elsewhere", **UPDATE), [], 4, "sends us elsewhere", {"old"}),
    "noise-instead-of-http": (fault("noise", **UPDATE), [], 4, "broke off", {"old"}),
    "slower-than-allowed": (fault("slow", 4, **UPDATE), ["--timeout", "1.5"], 4, "after 1.5 seconds", {"old", "new"}),
    "third-small-update-dropped": (
        fault("drop", **UPDATE, body=b"INSERT DATA", after=2), ["--method", "update"], 4, "broke off", {"refused"},
    ),
    "third-small-update-swallowed": (
        fault("swallow", **UPDATE, body=b"urn:new:13", after=0, times=1), ["--method", "update"], 4, "are not there", {"refused"},
    ),
    "drop-lost-between-graphs": (fault("drop", **STORE, method="PUT", after=3), ["--method", "graphs"], 4, "broke off", {"refused"}),
    "upload-cut-in-bulk": (fault("drop_in_body", **STORE, method="POST"), ["--method", "bulk"], 4, "broke off", {"refused"}),
    "last-mark-lost": (
        fault("drop", **UPDATE, body=b'creativeWorkStatus> "complete"'), ["--method", "bulk"], 4, "broke off", {"refused"},
    ),
    "answer-cut-when-reading-back": (fault("cut_answer", 0.5, **STORE, method="GET"), [], 4, "broke off", {"new"}),
    "answer-shortened-when-reading-back": (fault("short_answer", 0.5, **STORE, method="GET"), [], 4, "", {"new"}),
    "page-instead-of-counts": (fault("page", **QUERY), [], 4, "is this the address of a SPARQL endpoint?", {"old"}),
    "noise-instead-of-counts": (fault("noise", **QUERY), [], 4, "broke off", {"old"}),
    "counts-cut": (fault("cut_answer", 0.5, **QUERY), [], 4, "broke off", {"old"}),
    "counts-shortened": (fault("short_answer", 0.5, **QUERY), [], 4, "the answer is broken", {"old"}),
    "query-refused": (fault("status", 500, **QUERY), [], 4, "the server answers 500", {"old"}),
    "query-never-answered": (fault("slow", 30, **QUERY), ["--timeout", "1"], 4, "after 1 seconds", {"old"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault(store_of, proxy, histkg, datasets, tmp_path, name):
    what, options, code, words, visible = FAULTS[name]
    server, (old, new) = store_of("oxigraph"), datasets
    assert histkg("load", server.url, "--from", old)[0] == 0
    bad = proxy.Fault(**what)
    with proxy.before(server.url, bad) as url:
        found, _, err = histkg("load", url, "--from", new, *options)
    assert bad.hit, "the fault never came"
    assert found == code, err
    assert words in err
    assert "Traceback" not in err
    assert all_rows(histkg, server.url, tmp_path) in visible
    again = json.loads(histkg("load", server.url, "--from", new, "-f", "json")[1])
    assert (again["found"], again["statements"]) == (2600, 2600)
    assert all_rows(histkg, server.url, tmp_path) == "new"


def test_readers_meanwhile_get_the_old_or_the_new(store_of, histkg, datasets, tmp_path):
    server, (old, new) = store_of("oxigraph"), datasets
    assert histkg("load", server.url, "--from", old)[0] == 0
    seen = set()
    for method in ("transaction", "update"):
        loader = subprocess.Popen(
            [sys.executable, "-m", "histkg", "load", server.url, "--from", new, "--method", method, "--again"]
        )
        while loader.poll() is None:
            seen.add(all_rows(histkg, server.url, tmp_path))
        assert loader.returncode == 0
        seen.add(all_rows(histkg, server.url, tmp_path))
    assert seen >= {"old", "new"}


def test_nothing_listens_there(histkg, datasets):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    code, out, err = histkg("load", url, "--from", datasets[0])
    assert (code, out) == (4, "")
    assert "nothing listens there" in err


def test_a_port_that_never_answers(histkg, datasets):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        begin = time.monotonic()
        code, _, err = histkg(
            "load", f"http://127.0.0.1:{deaf.getsockname()[1]}", "--from", datasets[0], "--timeout", "2"
        )
    assert (code, time.monotonic() - begin < 60) == (4, True), err


def test_disk_of_this_machine_full(store_of, histkg, datasets, tmp_path, monkeypatch):
    server, (old, new) = store_of("oxigraph"), datasets
    assert histkg("load", server.url, "--from", old)[0] == 0
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", place], check=False).returncode:
        pytest.skip("left out: no file system can be mounted here")
    try:
        monkeypatch.setattr("tempfile.tempdir", str(place))
        code, out, err = histkg("load", server.url, "--from", new)
        assert (code, out) == (3, "")
        assert "no room to prepare" in err
        assert "TMPDIR" in err
    finally:
        monkeypatch.undo()
        subprocess.run(["umount", "-l", place], check=False)
    assert all_rows(histkg, server.url, tmp_path) == "old"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<urn:a> <urn:p> <urn:o> <urn:g> .\n<urn:a> <urn:p> oops <urn:g> .\n", "bad.nq:2"),
        ("", "nothing to load"),
        ("<urn:a> <urn:p> _:b <urn:g> .\n", "blank node"),
    ],
    ids=["broken-in-line-2", "empty", "blank-node"],
)
def test_bad_input_leaves_the_store_alone(store_of, histkg, datasets, tmp_path, content, words):
    server = store_of("oxigraph")
    assert histkg("load", server.url, "--from", datasets[0])[0] == 0
    (tmp_path / "bad.nq").write_text(content, encoding="utf-8")
    code, _, err = histkg("load", server.url, "--from", tmp_path / "bad.nq")
    assert code in (2, 3)
    assert words in err
    assert all_rows(histkg, server.url, tmp_path) == "old"


def test_two_loads_at_once(store_of, datasets, histkg, tmp_path):
    server, (old, new) = store_of("oxigraph"), datasets
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "histkg", "load", server.url, "--from", path, "--method", "update", "--again"],
            stderr=subprocess.PIPE, env=dict(os.environ),
        )
        for path in (old, new)
    ]  # fmt: skip
    errors = [one.communicate()[1] for one in both]
    assert all(one.returncode in (0, 4) for one in both), errors
    assert not any(b"Traceback" in error for error in errors)
    assert json.loads(histkg("load", server.url, "--from", new, "-f", "json")[1])["found"] == 2600
    assert all_rows(histkg, server.url, tmp_path) == "new"
