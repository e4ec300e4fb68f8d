"""The prepared copy: never out of date, never half, and never needed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from histkg.canonical import canonical_bytes
from histkg.dataset import dataset_files
from histkg.errors import InputError, OutputError, UsageError
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


@pytest.mark.parametrize("keep", [0, 5000])
def test_a_copy_cut_short_is_not_taken_for_the_dataset(own, keep):
    whole, _ = open_built(own)
    (copy,) = cache_folder().glob("*.nq")
    lines = copy.read_bytes().splitlines(keepends=True)
    copy.write_bytes(b"".join(lines[: min(keep, len(lines) // 2)]))
    again, _ = open_built(own)
    assert len(again) == len(whole)


def test_a_copy_of_the_right_length_that_does_not_parse_is_made_anew(own):
    whole, _ = open_built(own)
    (copy,) = cache_folder().glob("*.nq")
    copy.write_bytes(b"<" * copy.stat().st_size)
    again, _ = open_built(own)
    assert len(again) == len(whole)


def test_a_copy_of_the_right_length_with_other_words_is_made_anew(own):
    whole, prefixes = open_built(own)
    (copy,) = cache_folder().glob("*.nq")
    copy.write_bytes(copy.read_bytes().replace(b"Alpha Valley", b"Omega Valley"))
    again, _ = open_built(own)
    text = f"ASK {{ ?e <{prefixes['skos']}prefLabel> ?l FILTER(CONTAINS(?l, 'Omega Valley')) }}"
    assert not again.query(text).value
    assert len(again) == len(whole)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_atomically(pipe, b"all of it")
    assert reader.communicate(timeout=20)[0] == b"all of it"
    assert pipe.is_fifo()


def test_a_link_is_followed_and_its_file_keeps_its_mode(tmp_path):
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real.nq"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.nq"
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_no_name_and_a_folder_are_no_place_to_write_to(tmp_path):
    with pytest.raises(UsageError):
        write_atomically(Path(), b"")
    with pytest.raises(OutputError, match="directory"):
        write_atomically(tmp_path, b"")


def test_a_file_name_that_no_iri_holds_is_encoded(own):
    old = own.data / "events" / "beta-town-rising.ttl"
    old.rename(own.data / "events" / "Gəncə üsyanı.ttl")
    names = {name for name, _ in dataset_files(own)}
    assert "events/G%C9%99nc%C9%99%20%C3%BCsyan%C4%B1" in names
    store, prefixes = open_built(own)
    assert store.query(f"ASK {{ <{prefixes['event']}beta-town-rising> ?p ?o }}").value


@pytest.mark.parametrize("name", ["rising.turtle", "rising.ttl.txt", "rising.n3"])
def test_a_file_that_would_not_be_read_is_told(own, name):
    (own.data / "events" / name).write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="would not be read"):
        build(own)


def test_hidden_files_and_notes_are_not_data(own):
    before = dataset_files(own)
    (own.data / "events" / ".draft.ttl").write_text("broken", encoding="utf-8")
    (own.data / "events" / "notes.md").write_text("notes", encoding="utf-8")
    assert dataset_files(own) == before


def test_a_folder_that_cannot_be_listed_is_told(own, monkeypatch):
    real = os.scandir

    def refusing(path):
        if str(path).endswith("sources"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(InputError, match="cannot be listed"):
        build(own)


def test_an_empty_file_is_told(own):
    (own.data / "events" / "beta-town-rising.ttl").write_text("# nothing yet\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no statement"):
        build(own)
