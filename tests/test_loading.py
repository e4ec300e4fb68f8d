"""The dataset cut into graphs, spread over stores, and compared: what needs no server."""

from __future__ import annotations

import hashlib

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from histkg.cli.progress import Progress
from histkg.errors import InputError, UsageError
from histkg.loading.comparing import compare
from histkg.loading.parts import DEFAULT_GRAPH, Part, choose, sort_file, split
from histkg.loading.plan import make_plan, small_inserts
from histkg.stores.record import COMPLETE, LOADING, Record

RECORD = "https://example.org/graph/loaded"
XSD = "http://www.w3.org/2001/XMLSchema#"


def quad(number, graph="a"):
    name = NamedNode(f"https://example.org/graph/{graph}") if graph else DefaultGraph()
    return Quad(NamedNode(f"urn:s:{number}"), NamedNode("urn:p"), Literal(f"ə {number}"), name)


def part(folder, graph, *lines):
    path = folder / f"{abs(hash(graph))}.nt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Part(graph, path, *sort_file(path))


def test_parts_are_sorted_distinct_and_summed(tmp_path):
    quads = [quad(2), quad(1), quad(2), quad(1, "b"), quad(9, None)]
    default, a, b = split(quads, tmp_path)
    assert [default.graph, a.graph, b.graph] == [
        DEFAULT_GRAPH, "https://example.org/graph/a", "https://example.org/graph/b",
    ]  # fmt: skip
    text = '<urn:s:1> <urn:p> "ə 1" .\n<urn:s:2> <urn:p> "ə 2" .\n'
    assert a.path.read_text(encoding="utf-8") == text
    assert (a.statements, a.checksum) == (2, hashlib.sha256(text.encode()).hexdigest())
    (one,) = split(quads, tmp_path / "one" if (tmp_path / "one").mkdir() is None else tmp_path, "urn:all")
    assert (one.graph, one.statements) == ("urn:all", 3)


def test_a_file_larger_than_memory_is_sorted_by_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("histkg.loading.parts._IN_MEMORY", 50)
    path = tmp_path / "big.nt"
    lines = [f"<urn:{number * 7 % 100:02}> <urn:p> <urn:o> .\n" for number in range(200)]
    path.write_text("".join(lines), encoding="utf-8")
    count, checksum = sort_file(path)
    wanted = "".join(sorted(set(lines)))
    assert path.read_text(encoding="utf-8") == wanted
    assert (count, checksum) == (100, hashlib.sha256(wanted.encode()).hexdigest())
    assert [found.name for found in tmp_path.iterdir()] == ["big.nt"]


def test_blank_nodes_are_refused(tmp_path):
    with pytest.raises(InputError, match="blank node"):
        split([Quad(BlankNode("b"), NamedNode("urn:p"), NamedNode("urn:o"))], tmp_path)


def test_shares_are_whole_graphs_about_equal_and_together_everything(tmp_path):
    parts = [Part(f"urn:{size}", tmp_path, size, "") for size in (100, 60, 50, 30, 20, 10)]
    shares = [choose(parts, f"{number}/3") for number in (1, 2, 3)]
    # 100 | 60 | 50, then 30 to the 50, 20 to the 60, 10 to the 80 of either: the first that has least
    assert [sorted(one.statements for one in share) for share in shares] == [[100], [10, 20, 60], [30, 50]]
    assert {one for share in shares for one in share} == set(parts)


@pytest.mark.parametrize("share", ["0/3", "4/3", "2", "a/b", "1/", "-1/2", "1/7"])
def test_no_such_share(tmp_path, share):
    with pytest.raises(UsageError):
        choose([Part(f"urn:{n}", tmp_path, 1, "") for n in range(6)], share)


def test_what_has_not_changed_is_not_sent(tmp_path):
    a, b = (
        part(tmp_path, "https://example.org/graph/a", "<urn:1> <urn:p> <urn:o> ."),
        part(tmp_path, "https://example.org/graph/b", "<urn:2> <urn:p> <urn:o> ."),
    )
    known = {a.graph: (1, a.checksum), b.graph: (1, "another"), "https://example.org/graph/gone": (4, "x")}
    record = Record(COMPLETE, "run", None, known)
    there = {a.graph: 1, b.graph: 1, "https://example.org/graph/gone": 4}
    plan = make_plan([a, b], RECORD, record, there, None)
    assert [one.graph for one in plan.changed] == [b.graph]
    assert plan.dropped == (b.graph, "https://example.org/graph/gone")
    # a count that differs, a load that did not end, a wish: sent
    assert make_plan([a, b], RECORD, record, {**there, a.graph: 2}, None).changed == (a, b)
    assert make_plan([a, b], RECORD, Record(LOADING, "run", None, known), there, None).changed == (a, b)
    assert make_plan([a, b], RECORD, record, there, None, again=None).changed == (a, b)


@pytest.mark.parametrize("graph", [DEFAULT_GRAPH, "https://other.example/graph"])
def test_what_is_not_ours_is_not_replaced(tmp_path, graph):
    one = part(tmp_path, graph, "<urn:1> <urn:p> <urn:o> .")
    with pytest.raises(UsageError, match="holds 7 statements that no load"):
        make_plan([one], RECORD, None, {graph: 7}, graph)
    grown = Record(COMPLETE, "run", graph, {graph: (6, "x")})
    with pytest.raises(UsageError, match="holds 7 statements"):
        make_plan([one], RECORD, grown, {graph: 7}, graph)
    ours = Record(COMPLETE, "run", graph, {graph: (7, "x")})
    assert make_plan([one], RECORD, ours, {graph: 7}, graph).changed == (one,)


def test_small_updates_keep_both_limits(tmp_path):
    lines = [f"<urn:{number}> <urn:p> <urn:o> ." for number in range(10)]
    one = part(tmp_path, "https://example.org/graph/a", *lines)
    counts = [count for _, count in small_inserts([one], 4, 10_000)]
    assert counts == [4, 4, 2]
    texts = [text for text, _ in small_inserts([one], 100, 120)]
    assert len(texts) > 1
    assert sum(text.count(b"<urn:p>") for text in texts) == 10
    assert all(text.startswith(b"INSERT DATA {\nGRAPH <https://example.org/graph/a> {\n") for text in texts)


@pytest.mark.parametrize(
    ("sent", "back", "changed"),
    [
        (f'"007"^^<{XSD}integer>', f'"7"^^<{XSD}integer>', True),
        (f'"12"^^<{XSD}nonNegativeInteger>', f'"12"^^<{XSD}integer>', True),
        (f'"1.50"^^<{XSD}decimal>', f'"1.5"^^<{XSD}decimal>', True),
        (f'"1"^^<{XSD}boolean>', f'"true"^^<{XSD}boolean>', True),
        ('"x"@ru-latn', '"x"@ru-Latn', True),
        (f'"007"^^<{XSD}integer>', f'"70"^^<{XSD}integer>', False),
        (f'"-0044"^^<{XSD}gYear>', f'"-044"^^<{XSD}gYear>', False),
        ('"Gəncə"', '"G?nc?"', False),
        ('"x"', '"x"@en', False),
        (f'"1{"0" * 40}1"^^<{XSD}integer>', f'"1{"0" * 40}2"^^<{XSD}integer>', False),
        (f'"+5"^^<{XSD}integer>', f'"5"^^<{XSD}integer>', True),
        (f'"-0"^^<{XSD}integer>', f'"0"^^<{XSD}integer>', True),
        (f'"1.0"^^<{XSD}decimal>', f'"1"^^<{XSD}decimal>', True),
        (f'"1.05"^^<{XSD}decimal>', f'"1.5"^^<{XSD}decimal>', False),
    ],
)
def test_another_form_is_told_from_another_value(tmp_path, sent, back, changed):
    ours = part(tmp_path, "urn:g", f"<urn:s> <urn:p> {sent} .", "<urn:s> <urn:p> <urn:o> .")
    theirs = part(tmp_path, "urn:back", f"<urn:s> <urn:p> {back} .", "<urn:s> <urn:p> <urn:o> .")
    found = compare(ours, theirs.path, theirs.statements, theirs.checksum)
    assert found.is_whole is changed
    assert found.changed.total() == (1 if changed else 0)
    assert (found.missing_count, found.foreign_count) == ((0, 0) if changed else (1, 1))


def test_progress_is_for_terminals_only(capsys):
    progress = Progress()
    progress._begin -= 10
    progress.tell("sending", 1, 2)
    progress.end()
    assert capsys.readouterr().err == ""
