"""``histkg export`` as its users meet it: what it took a name for, and what it does with files that are there."""

from __future__ import annotations

import pytest

from histkg.cli.output import count_others


@pytest.fixture
def export(run_cli, mini_folder, tmp_path):
    """Export from the small dataset, in an empty folder."""
    return lambda *words: run_cli("export", *words, "--home", mini_folder, cwd=tmp_path)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("geojson", "omega-press"), "old.geojson"),  # a printing house has no point on a map
        (("quickstatements", "iota-march"), "old.tsv"),  # invented things have no items
        (("linked-art", "--question", "figures-of-event", "event=iota-march"), "old.json"),  # nobody counts
        (("turtle", "--question", "figures-of-event", "event=iota-march"), "old.ttl"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_nothing_replaces_no_file(export, tmp_path, words, name):
    (tmp_path / name).write_text("kept", encoding="utf-8")
    for place, said in ((name, "is left as it was"), ("new", "was not made")):
        done = export(*words, "-o", place)
        assert done.returncode == 1, done.stderr.decode()
        assert f"there is nothing to write: {place} {said}" in done.stderr.decode()
    assert (tmp_path / name).read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_something_replaces_the_file(export, tmp_path):
    (tmp_path / "old.ris").write_text("old", encoding="utf-8")
    done = export("ris", "alpha-valley-rising", "-o", "old.ris")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "old.ris").read_text(encoding="utf-8").startswith("TY  - ")


def test_it_says_whom_it_took_and_who_else_is_called_so(export):
    said = export("ntriples", "Theta").stderr.decode()
    assert said.startswith("histkg: “Theta” may mean")
    said = export("ntriples", "Alpha Valley").stderr.decode()
    # A place is called so, and the rising in it has the name as a part of its own.
    assert "other things of that name: Alpha Valley rising" in said
    said = export("ris", "долина альфа").stderr.decode()
    assert said.startswith("“долина альфа” → Alpha Valley")
    said = export("ris", "--question", "sources-for-event", "event=ALPHA VALLEY RISING").stderr.decode()
    assert said.startswith("event: “ALPHA VALLEY RISING” → Alpha Valley rising")


@pytest.mark.parametrize("target", ["ris", "turtle"])
def test_an_empty_name_is_no_name(export, target):
    done = export(target, "")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "the name is empty" in done.stderr.decode()


def test_one_file_is_not_called_a_folder(export, tmp_path):
    done = export("ris", "-o", "new/")
    assert done.returncode == 2
    assert "“new/” is a folder, and this target makes one file" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_files_of_another_export_are_left_and_counted(export, tmp_path):
    folder = tmp_path / "out"
    (folder / "event").mkdir(parents=True)
    for name in ("event/old-1.json", "event/old-2.json", "event/notes.txt", "index.json"):
        (folder / name).write_text("kept", encoding="utf-8")
    done = export("linked-art", "iota-march", "-o", "out")
    assert done.returncode == 0, done.stderr.decode()
    # Records lie a folder deep and end in .json: the notes and what lies above them could be none.
    assert (
        "2 other files of the same kind in out were left among them: not of this export"
        in done.stderr.decode()
    )
    assert (folder / "event" / "old-1.json").read_text(encoding="utf-8") == "kept"
    again = export("linked-art", "iota-march", "-o", "fresh")
    assert "other file" not in again.stderr.decode()


def test_files_of_a_flat_folder_are_counted_by_their_kind(tmp_path):
    for name in ("a.csv", "b.csv", "c.csv", "x.json", "note.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert count_others(tmp_path, ["a.csv", "csv-metadata.json"]) == 3  # b, c, x
    assert count_others(tmp_path, ["a.csv", "b.csv", "c.csv"]) == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("GeoJSON", "geojson"), ("json-ld", "jsonld"), ("LINKEDART", "linked-art"), ("docx", "")],
)
def test_a_format_nobody_knows_suggests_the_nearest(export, typed, meant):
    said = export(typed).stderr.decode()
    assert f"unknown target “{typed}”" in said
    assert (f"did you mean “{meant}”?" in said) == bool(meant)
