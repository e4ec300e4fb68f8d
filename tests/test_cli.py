"""The command line as its users meet it: output, exit codes, and manners."""

import json
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse

from histkg.cli import COMMANDS

EXIT = {
    "fine": (["ask", "sources-for-event", "alpha-valley-rising"], 0),
    "no such question": (["ask", "nope"], 2),
    "no such name": (["ask", "sources-for-event", "Atlantis"], 2),
    "too many values": (["ask", "sources-for-event", "a", "b", "c"], 2),
    "missing value": (["ask", "sources-for-event"], 2),
    "cut answer": (["ask", "sources-for-event", "alpha-valley-rising", "--limit", "1"], 1),
    "limit of nothing": (["ask", "sources-for-event", "alpha-valley-rising", "--limit", "0"], 2),
    "unknown option": (["ask", "--nope"], 2),
    "unknown command": (["nope"], 2),
    "unknown format": (["export", "docx"], 2),
    "missing query file": (["sparql", "/nowhere/x.rq"], 3),
    "no such kind": (["list", "unicorns"], 2),
    "base that is none": (["build", "--base", "x"], 2),
}


@pytest.mark.parametrize("case", EXIT)
def test_exit_codes(run_cli, mini_folder, tmp_path, case):
    words, code = EXIT[case]
    home = [] if words[0] == "nope" else ["--home", mini_folder]
    done = run_cli(words[0], *home, *words[1:], cwd=tmp_path)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    if code in (2, 3):
        assert done.stdout == b""
        assert "→" in done.stderr.decode()


def test_home_that_is_none_is_unreadable_input(run_cli, tmp_path):
    done = run_cli("ask", "--home", tmp_path)
    assert done.returncode == 3
    assert "no folder “data” here" in done.stderr.decode()


@pytest.mark.parametrize("words", [[], ["--help"], *[[name, "--help"] for name in COMMANDS]], ids=" ".join)
def test_help_fits_a_screen_and_names_no_secret(run_cli, words):
    done = run_cli(*words)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert 5 < len(lines) <= 50


def test_version_is_that_of_the_package(run_cli):
    from histkg import __version__

    assert run_cli("--version").stdout.decode() == f"histkg {__version__}\n"


def test_results_and_remarks_go_different_ways(run_cli, mini_folder):
    done = run_cli("ask", "--home", mini_folder, "sources-for-event", "alpha", "--format", "json")
    document = json.loads(done.stdout)
    assert document["histkg"]["truncated"] is False
    assert document["histkg"]["total"] == len(document["results"]["bindings"]) > 0
    assert "→ Alpha Valley rising" in done.stderr.decode()


def test_cut_answer_says_so_in_every_format(run_cli, mini_folder):
    words = (
        "ask",
        "--home",
        mini_folder,
        "sources-for-event",
        "alpha-valley-rising",
        "--limit",
        "1",
        "--format",
    )
    table = run_cli(*words, "table")
    assert "Cut: 1 of " in table.stdout.decode()
    csv = run_cli(*words, "csv")
    assert "Cut: 1 of " in csv.stderr.decode()
    assert json.loads(run_cli(*words, "json").stdout)["histkg"]["truncated"] is True


def test_empty_answer_says_so_and_has_exit_code_1(run_cli, mini_folder):
    done = run_cli(
        "sparql", "--home", mini_folder, "-", stdin=b"SELECT ?x WHERE { ?x a <https://example.org/No> }"
    )
    assert (done.returncode, done.stderr.decode()) == (1, "No rows.\n")


def test_questions_are_listed_in_words(run_cli, mini_folder):
    text = run_cli("ask", "--home", mini_folder).stdout.decode()
    assert "histkg ask sources-for-event EVENT" in text
    assert text.count("?") > 10
    assert "?" in run_cli("ask", "--home", mini_folder, "--lang", "az").stdout.decode()


def test_shown_sparql_runs_by_paste(run_cli, mini_folder):
    words = ("sources-for-event", "alpha")
    shown = run_cli("ask", "--home", mini_folder, *words, "--show-sparql")
    asked = run_cli("ask", "--home", mini_folder, *words, "--format", "tsv")
    pasted = run_cli("sparql", "--home", mini_folder, "-", "--format", "tsv", stdin=shown.stdout)
    assert pasted.returncode == 0
    assert len(pasted.stdout.splitlines()) == len(asked.stdout.splitlines()) > 2


@pytest.mark.parametrize(
    "query", [b"SELECT ?x WHERE {\n ?x nope }", b"\xff\xfe", b""], ids=["syntax", "utf-16", "empty"]
)
def test_broken_sparql_is_unreadable_input_with_its_place(run_cli, mini_folder, query):
    done = run_cli("sparql", "--home", mini_folder, "-", stdin=query)
    assert done.returncode == 3
    assert "standard input" in done.stderr.decode()


def test_construct_and_ask_print_their_own_kind(run_cli, mini_folder):
    made = run_cli("sparql", "--home", mini_folder, "-", stdin=b"CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }")
    assert made.returncode == 0
    assert b"event:alpha-valley-rising" in made.stdout
    assert run_cli("sparql", "--home", mini_folder, "-", stdin=b"ASK { ?s ?p ?o }").stdout == b"yes\n"


def test_output_is_utf8_in_a_c_locale(run_cli, mini_folder):
    done = run_cli(
        "show", "--home", mini_folder, "alpha-valley-rising", env={"LC_ALL": "C", "PYTHONUTF8": "0"}
    )
    assert "Восстание в долине Альфа" in done.stdout.decode("utf-8")


def test_closed_pipe_is_quiet(mini_folder):
    command = f"{sys.executable} -m histkg export --home {mini_folder} ntriples | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_build_twice_gives_the_same_bytes_and_check_knows(run_cli, mini_folder, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        assert run_cli("build", "--home", mini_folder, "-o", folder).returncode == 0
    assert (one / "dataset.nq").read_bytes() == (two / "dataset.nq").read_bytes() != b""
    assert run_cli("build", "--home", mini_folder, "-o", one, "--check").returncode == 0
    (one / "generated.nq").unlink()
    assert run_cli("build", "--home", mini_folder, "-o", one, "--check").returncode == 1
    assert run_cli("build", "--home", mini_folder, "-o", one).returncode == 0
    assert (one / "generated.nq").read_bytes() == (two / "generated.nq").read_bytes()


def test_output_that_cannot_be_written_is_told(run_cli, mini_folder, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run_cli("build", "--home", mini_folder, "-o", tmp_path / "file" / "below")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_starting_loads_no_rdf_library():
    code = "import sys; from histkg.cli import main; main(['--version']); print(sorted(m for m in sys.modules if m.split('.')[0] in {'rdflib', 'pyshacl', 'pyoxigraph', 'yaml', 'edtf'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_asking_loads_neither_rdflib_nor_pyshacl(mini_folder):
    code = (
        "import sys; from histkg.cli import main;"
        f"main(['ask', '--home', {str(mini_folder)!r}, 'sources-for-event', 'alpha']);"
        "print(sorted(m for m in sys.modules if m in {'rdflib', 'pyshacl', 'edtf', 'pyld'}))"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # the first run builds
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_limit_stops_a_query_without_end(run_cli, mini_folder):
    """Three patterns side by side give billions of rows; five of them come at once."""
    query = b"SELECT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = run_cli("sparql", "--home", mini_folder, "-", "--limit", "5", "--format", "csv", stdin=query)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 6
    assert done.stderr.decode() == "Cut: the first 5 rows are shown; there are more.\n"


def test_validate_names_the_dataset_and_hints_at_the_one_it_left_out(run_cli, mini_folder, tmp_path):
    (tmp_path / "data").mkdir()
    done = run_cli("validate", "--home", mini_folder, cwd=tmp_path)
    assert f"Dataset: {(mini_folder / 'data')}." in done.stdout.decode().splitlines()[-1]
    assert "data/ here was not checked" in done.stderr.decode()
    assert "→ histkg validate --home ." in done.stderr.decode()
    done = run_cli("validate", "--home", ".", cwd=mini_folder)
    assert "Dataset: data." in done.stdout.decode().splitlines()[-1]
    assert done.stderr == b""


@pytest.mark.parametrize("target", ["turtle", "jsonld", "ntriples", "nquads", "rdfxml", "trig"])
def test_rdf_of_one_entity(run_cli, mini_folder, target):
    done = run_cli("export", target, "alpha-valley-rising", "--home", mini_folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"alpha-valley-rising" in done.stdout
    if target == "ntriples":  # what `show` describes is in it, and the sources too
        shown = run_cli("show", "--home", mini_folder, "alpha-valley-rising", "-f", "turtle").stdout
        told = {(q.subject, q.predicate, q.object) for q in parse(shown, format=RdfFormat.TURTLE)}
        assert told < {
            (q.subject, q.predicate, q.object) for q in parse(done.stdout, format=RdfFormat.N_TRIPLES)
        }


def test_rdf_of_one_answer_describes_all_that_stands_in_it(run_cli, mini_folder):
    question = ["--question", "sources-for-event", "event=alpha-valley-rising"]
    done = run_cli("export", "ntriples", "--home", mini_folder, *question)
    assert done.returncode == 0, done.stderr.decode()
    answer = run_cli("ask", "--home", mini_folder, "sources-for-event", "alpha-valley-rising", "-f", "json")
    named = {
        term["value"]
        for row in json.loads(answer.stdout)["results"]["bindings"]
        for term in row.values()
        if term["type"] == "uri"
    }
    subjects = {line.split()[0].strip("<>") for line in done.stdout.decode().splitlines()}
    assert named
    assert named <= subjects
    parted = run_cli("export", "ntriples", "alpha-valley-rising", "--home", mini_folder, "--only", "written")
    assert b"--only and --base are for RDF of the whole dataset" in parted.stderr
    assert (parted.returncode, b"\xe2\x86\x92" in parted.stderr) == (2, True)


def test_build_of_another_home_is_written_there(run_cli, mini_folder, tmp_path):
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    (home / "data").symlink_to((mini_folder / "data").resolve(), target_is_directory=True)
    done = run_cli("build", "--home", home, cwd=here)
    assert done.returncode == 0, done.stderr.decode()
    assert (home / "build" / "dataset.nq").is_file()
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "list"])
def test_home_with_nothing_in_it_is_unreadable_input(run_cli, tmp_path, command):
    (tmp_path / "data").mkdir()
    done = run_cli(command, "--home", tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "the folder is empty" in done.stderr.decode()
    assert "→" in done.stderr.decode()
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["places-of-events-in-period", "1921-01-01", "1920-01-01"],
            "from (1921-01-01) is after to (1920-01-01)",
        ),
        (["events-near-in-time-and-place", "alpha-valley-rising", "-5"], "“-5” is below zero"),
        (["sources-for-event", b"alpha-valley-rising\xff"], "no UTF-8"),
    ],
)
def test_values_that_make_no_sense_are_refused(mini_folder, words, told):
    command = [sys.executable, "-m", "histkg", "ask", "--home", str(mini_folder), *words]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert "→" in done.stderr.decode()


def test_formats_that_need_more_say_so_beforehand(run_cli):
    listed = dict(line.split("\t", 1) for line in run_cli("list", "formats").stdout.decode().splitlines())
    for name, extra in (("xlsx", "xlsx"), ("parquet", "parquet"), ("biblatex", "")):
        assert (f"pip install 'histkg[{extra}]'" in listed[name]) == bool(extra)
    assert all(
        "histkg[bibliography]" in said for name, said in listed.items() if name.startswith("bibliography-")
    )


def test_folder_of_tables_where_a_file_is_says_what_to_do(run_cli, mini_folder, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run_cli("export", "csv", "--home", mini_folder, "-o", tmp_path / "file")
    assert done.returncode == 3
    assert "→ name another place with -o" in done.stderr.decode()


def test_full_disk_leaves_no_half_folder(tmp_path, monkeypatch):
    from histkg import prepared
    from histkg.cli.output import put
    from histkg.errors import OutputError
    from histkg.exporters.targets import Written

    write = prepared.write_atomically

    def full(path, content):
        if path.name == "c.csv":
            raise OutputError("cannot be written: No space left on device")
        write(path, content)

    monkeypatch.setattr(prepared, "write_atomically", full)
    with pytest.raises(OutputError):
        put(Written({"a.csv": b"1", "b/b.csv": b"2", "b/c.csv": b"3"}), str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_options_stand_anywhere(run_cli, mini_folder):
    words = ("sources-for-event", "alpha-valley-rising")
    asked = [run_cli("ask", "--home", mini_folder, *order).stdout for order in (
        ("-f", "csv", *words), (words[0], "-f", "csv", words[1]), (*words, "-f", "csv"),
    )]  # fmt: skip
    assert asked[0] == asked[1] == asked[2] != b""
    done = run_cli("export", "report", "-l", "az", "alpha-valley-rising", "--home", mini_folder)
    assert done.returncode == 0, done.stderr.decode()
