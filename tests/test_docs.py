"""The documentation is executed: its commands run, its Python runs, its links lead somewhere, and nothing is left out."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from histkg.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")),
         ROOT / "data/README.md", ROOT / "queries/README.md", ROOT / "ontology/README.md"]  # fmt: skip


def blocks(path, language):
    return re.findall(
        rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def commands():
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                if (
                    "histkg" in line
                    and not line.startswith(("#", "make", "python", ".venv", "pip"))
                    and "<" not in line.replace("<https", "")
                ):
                    yield pytest.param(line, id=f"{page.name}: {line[:60]}")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder that looks like the checkout, where commands may write."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("ontology", "data", "queries"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    binaries = folder / "bin"
    binaries.mkdir()
    script = binaries / "histkg"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m histkg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


@pytest.mark.parametrize("line", list(commands()))
def test_command_in_the_docs_runs(place, line):
    line = line.partition("  #")[0]
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=place,
        env={**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or " -o " in line


def test_python_of_the_readme_runs(capsys):
    (code,) = blocks(ROOT / "README.md", "python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out
    assert "Bayramov 2010" in printed
    assert printed.rstrip().endswith("True")


def test_answer_shown_in_the_readme_is_the_answer(run_cli):
    """Every line shown begins a line of the real output, words compared without their spacing."""
    (shown,) = blocks(ROOT / "README.md", "text")
    done = run_cli("ask", "sources-for-event", "Ganja", env={"COLUMNS": "200"})
    real = [" ".join(line.split()) for line in done.stdout.decode().splitlines()]
    for line in shown.splitlines():
        words = " ".join(line.split())
        assert words == "…" or any(found.startswith(words) for found in real), line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_and_exit_code_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"histkg {name}" in text or f"| {name}" in text, name
    for code in "01234":
        assert f"| {code} |" in text


def test_every_question_is_in_the_index():
    text = (ROOT / "queries" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "queries" / "questions").glob("*.rq"):
        assert path.stem in text


def test_no_page_names_a_machine():
    for page in [*PAGES, ROOT / "Makefile", ROOT / ".ci" / "run"]:
        assert not re.search(r"/(work|root|home/\w+)/", page.read_text(encoding="utf-8")), page
