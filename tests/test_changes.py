"""Two releases compared: what was entered, withdrawn and edited, and which plain facts moved with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from histkg.changes import Change, compare
from histkg.cli import main
from histkg.prepared import build
from histkg.resources import find_home

MINI = Path(__file__).parent / "fixtures" / "mini"
CHRONICLE = Path("data") / "sources" / "alpha-chronicle-1731.ttl"


@pytest.fixture
def edited(tmp_path):
    """Return a function that gives the mini dataset with one text replaced in one file."""

    def edit(file: Path, old: str, new: str) -> Path:
        folder = tmp_path / f"edited-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(MINI, folder / "data")
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return edit


def changes(old: Path, new: Path) -> list[Change]:
    before, after = build(find_home(old)), build(find_home(new))
    return compare(before.quads, after.quads, after.prefixes, ("en",))


@pytest.fixture(scope="module")
def mini(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mini")
    shutil.copytree(MINI, folder / "data")
    return folder


def test_a_release_has_no_changes_against_itself(mini, capsys):
    assert changes(mini, mini) == []
    assert main(["diff", str(mini), str(mini), "--exit-code"]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"


def claim_block(name: str) -> str:
    text = (MINI / CHRONICLE.relative_to("data")).read_text(encoding="utf-8")
    start = text.index(f"{name}\n    a hev:Claim")
    return text[start : text.index(" .\n", start) + 3]


def test_a_withdrawn_claim_is_told_with_the_facts_it_carried(mini, edited):
    block = claim_block("claim:alpha-chronicle-1731-alpha-begin")
    found = changes(mini, edited(CHRONICLE, block, ""))
    (claim,) = [change for change in found if change.kind == "claims"]
    assert (claim.how, claim.iri.rsplit("/", 1)[1]) == ("removed", "alpha-chronicle-1731-alpha-begin")
    assert "1725-05-25" in claim.name
    (event,) = [change for change in found if change.kind == "facts" and "alpha-valley-rising" in change.iri]
    # Without the chronicle the rising began in the night of 21 to 22 May, and nobody says otherwise.
    assert event.values["hev:beginLatest"] == (("1725-05-25",), ("1725-05-22",))
    assert [change.how for change in found if change.kind == "issues" and "begin" in change.iri] == [
        "removed"
    ]


def test_an_edited_claim_says_what_was_and_what_is(mini, edited):
    block = claim_block("claim:alpha-chronicle-1731-alpha-begin")
    new = block.replace("certainty:certain", "certainty:possible")
    assert new != block
    found = changes(mini, edited(CHRONICLE, block, new))
    (claim,) = found
    assert (claim.kind, claim.how) == ("claims", "changed")
    assert claim.values == {"hev:certainty": (("certain",), ("possible",))}


def test_a_new_name_of_a_thing_is_a_changed_fact(mini, edited):
    place = Path("data") / "places" / "beta-town.ttl"
    text = (MINI / "places" / "beta-town.ttl").read_text(encoding="utf-8")
    label = next(
        line for line in text.splitlines() if "skos:prefLabel" in line and line.rstrip(" ;.").endswith("@en")
    )
    found = changes(mini, edited(place, label, label.replace('"@en', ' on Sea"@en')))
    (change,) = [change for change in found if change.iri.endswith("/place/beta-town")]
    assert (change.kind, change.how) == ("facts", "changed")
    before, after = change.values["skos:prefLabel"]
    assert (before, after) == (("Beta Town@en",), ("Beta Town on Sea@en",))


def test_the_command_line_counts_by_kind_and_sets_the_exit_code(mini, edited, capsys):
    block = claim_block("claim:alpha-chronicle-1731-alpha-begin")
    other = edited(CHRONICLE, block, "")
    assert main(["diff", str(mini), str(other), "--exit-code"]) == 1
    assert "claims: 1 removed" in capsys.readouterr().out
    assert main(["diff", str(mini), str(other), "--kind", "claims", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["how"] == "removed"


def test_a_file_without_the_generated_layer_is_refused(mini, tmp_path, capsys):
    written = tmp_path / "written.nq"
    assert main(["export", "--home", str(mini), "nquads", "--only", "written", "-o", str(written)]) == 0
    assert main(["diff", str(written), str(mini)]) == 3
    assert "no generated statements" in capsys.readouterr().err
    assert main(["diff", str(tmp_path / "nothing.nq"), str(mini)]) == 3
