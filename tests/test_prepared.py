"""The prepared copy: never out of date, never half, and never needed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from histkg.canonical import canonical_bytes
from histkg.errors import OutputError
from histkg.prepared import build, cache_folder, inputs_digest, open_built, write_atomically
from histkg.resources import Home

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def own(tmp_path, mini_home, monkeypatch):
    """A copy of the mini dataset that may be changed, with a cache of its own."""
    import shutil

    monkeypatch.setenv("HISTKG_CACHE", str(tmp_path / "cache"))
    shutil.copytree(mini_home.data, tmp_path / "data")
    return Home(mini_home.ontology, tmp_path / "data", mini_home.queries)


def test_the_copy_holds_the_same_quads(own):
    built = build(own)
    first, _ = open_built(own)
    (copy,) = cache_folder().glob("*.nq")
    assert copy.read_bytes() == canonical_bytes(built.quads)
    second, _ = open_built(own)
    assert len(first) == len(second) == len(set(built.quads))


def test_one_changed_byte_makes_the_copy_another(own):
    before = inputs_digest(own)
    open_built(own)
    event = own.data / "events" / "alpha-valley-rising.ttl"
    event.write_text(
        event.read_text(encoding="utf-8").replace("Alpha Valley rising", "Alpha Valley revolt"),
        encoding="utf-8",
    )
    assert inputs_digest(own) != before
    store, prefixes = open_built(own)
    text = f"ASK {{ ?e <{prefixes['skos']}prefLabel> ?l FILTER(CONTAINS(?l, 'revolt')) }}"
    assert store.query(text).value


def test_old_copies_go(own):
    for number in range(7):
        write_atomically(cache_folder() / f"{number}.nq", b"")
        os.utime(cache_folder() / f"{number}.nq", (number, number))
    open_built(own)
    assert len(list(cache_folder().glob("*.nq"))) == 4
    assert not (cache_folder() / "0.nq").exists()


def test_a_folder_that_cannot_be_written_costs_time_only(own, monkeypatch):
    blocker = own.data / "file"
    blocker.write_text("", encoding="utf-8")
    monkeypatch.setenv("HISTKG_CACHE", str(blocker / "below"))
    store, _ = open_built(own)
    assert len(store) > 1000


def test_a_killed_writer_leaves_the_old_file(tmp_path):
    target = tmp_path / "x.nq"
    target.write_bytes(b"old")

    with pytest.raises(TypeError):
        write_atomically(target, "not bytes")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_building_gives_the_same_bytes_whatever_the_hash_seed(mini_folder):
    code = (
        "import sys, hashlib; from histkg.prepared import build; from histkg.resources import find_home;"
        "from histkg.canonical import canonical_bytes;"
        f"print(hashlib.sha256(canonical_bytes(build(find_home({str(mini_folder)!r})).quads)).hexdigest())"
    )
    seen = set()
    for seed in ("0", "1", "4242"):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT / "src"),
            "TZ": f"UTC-{seed[0]}",
            "LC_ALL": "C",
        }
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(seen.pop().strip()) == len(hashlib.sha256().hexdigest())


def test_full_disk_is_told_and_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "x.nq"
    target.write_bytes(b"old")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_atomically(target, b"new")
    assert str(target) in str(caught.value)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
