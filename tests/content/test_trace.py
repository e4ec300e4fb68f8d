"""A printed fact can be followed: claim → passage with its place → source → row of the dossier → curator.

Ten facts are drawn, with a fixed seed, from the answers to the stored questions on the real dataset; the same facts each
time, as long as the data stay as they are.
"""

import os
import random
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from histkg.answers import ask
from histkg.questions import read_questions
from histkg.resources import find_home

ROOT = Path(__file__).resolve().parents[2]
FACTS = 10
SEED = 1920


@pytest.fixture(scope="module")
def answered(real, real_store):
    """Claim → the questions in whose answer, asked with its own example, it stands."""
    found = {}
    for name, question in sorted(read_questions(find_home().queries).items()):
        arguments = {p.name: p.example for p in question.parameters if p.required}
        solutions = ask(real_store, real.prefixes, question, arguments).solutions
        if "claim" in solutions.variables:
            column = solutions.variables.index("claim")
            for row in solutions.rows:
                if row[column] is not None:
                    found.setdefault(row[column].value, []).append(name)
    return found


@pytest.fixture(scope="module")
def links(real, real_store):
    """Return what one property leads to from a node, sorted."""

    def follow(iri, curie):
        rows = real_store.query(
            f"SELECT ?o {{ <{iri}> <{real.prefixes.expand(curie)}> ?o }} ORDER BY ?o"
        ).rows
        return [row[0].value for row in rows]

    return follow


@pytest.fixture(scope="module")
def drawn(answered, links):
    """Ten answered claims that were made from a row of the dossier."""
    made = sorted(claim for claim in answered if links(claim, "prov:wasDerivedFrom"))
    assert len(made) > 100
    return random.Random(SEED).sample(made, FACTS)


@pytest.mark.parametrize("number", range(FACTS))
def test_a_printed_fact_leads_to_the_row_it_was_made_from(real, links, drawn, number, capsys):
    claim = drawn[number]
    (passage, *_) = links(claim, "hev:statedIn")
    locators = links(passage, "hev:locator")
    (source,) = links(passage, "oa:hasSource")
    (row, *_) = links(claim, "prov:wasDerivedFrom")
    (identifier,) = links(row, "dcterms:identifier")
    (curator,) = links(claim, "prov:wasAttributedTo")
    assert all(locators), claim
    assert links(source, "rdf:type")
    (number_of_source,) = links(row, "hev:rowSource")
    listed = links(real.prefixes["row"] + number_of_source.lower(), "hev:enteredAs")
    assert listed == [source], claim
    assert links(curator, "skos:prefLabel")
    with capsys.disabled():
        told = " → ".join(map(real.prefixes.compress, (claim, passage, source, row, curator)))
        print(f"\n  {told} ({identifier})", end=" ")


def test_the_page_of_a_claim_prints_the_chain(real, links, drawn, run_cli):
    claim = drawn[0]
    (row, *_) = links(claim, "prov:wasDerivedFrom")
    (identifier,) = links(row, "dcterms:identifier")
    (passage, *_) = links(claim, "hev:statedIn")
    (source,) = links(passage, "oa:hasSource")
    shown = run_cli("show", real.prefixes.compress(claim))
    assert shown.returncode == 0, shown.stderr.decode()
    text = " ".join(shown.stdout.decode().split())
    chain = [text.index(f" {real.prefixes.compress(iri)}") for iri in (claim, passage, source, row)]
    assert chain == sorted(chain)
    assert f"row {identifier}, kind claim, source S" in text
    assert "curator histkg curators · agent:histkg-curators" in text


def test_the_number_of_a_row_finds_the_row_and_the_row_its_claims(real, links, drawn, run_cli):
    claim = drawn[1]
    (row, *_) = links(claim, "prov:wasDerivedFrom")
    (identifier,) = links(row, "dcterms:identifier")
    for number in (identifier, identifier.lower()):
        shown = run_cli("show", number)
        assert shown.returncode == 0, shown.stderr.decode()
        assert shown.stdout.decode().startswith(f"{identifier}\n")
        assert real.prefixes.compress(claim) in shown.stdout.decode()


def test_the_row_of_the_plan_is_found_by_its_number(run_cli):
    text = run_cli("show", "C060").stdout.decode()
    assert "predicate start_date" in text
    assert "Ganja uprising — begin: 26 May 1920" in text


def test_every_answered_claim_has_place_source_and_curator(links, answered):
    """A row of the dossier is not behind every claim (the first article, gazetteers, names); the rest of the chain is."""
    broken = [
        claim
        for claim in answered
        if not all(
            links(passage, "oa:hasSource")
            and (links(passage, "hev:locator") or links(passage, "c4o:hasContent"))
            for passage in links(claim, "hev:statedIn")
        )
        or not links(claim, "hev:statedIn")
        or not links(claim, "hev:assertedBy")
    ]
    assert broken == []
    assert [claim for claim in answered if not links(claim, "prov:wasAttributedTo")] == []


def test_a_claim_without_a_row_says_so(real_store, real, run_cli):
    shown = " ".join(run_cli("show", "claim:nazarli-2024-ganja-part-of-1").stdout.decode().split())
    assert "row none: it was not made from a row of the dossier" in shown or "row C" in shown


def numbers_of_the_notes():
    """Yield the paragraphs of docs/data-notes.md with their commands: (bold numbers, [(command, numbers it must give)])."""
    text = (ROOT / "docs" / "data-notes.md").read_text(encoding="utf-8")
    for number, block in enumerate(re.split(r"^```\n", text, flags=re.MULTILINE)):
        prose, _, code = block.partition("```sh\n")
        bold = re.findall(r"\*\*(\d+)\*\*", prose)
        told = [line.split("  # → ") for line in code.splitlines() if "  # → " in line]
        yield pytest.param(bold, told, id=f"paragraph-{number}")


@pytest.mark.parametrize(("bold", "told"), list(numbers_of_the_notes()))
def test_every_number_in_the_data_notes_comes_out_of_the_command_below_it(bold, told, tmp_path):
    """Numbers gone stale are mended in docs/data-notes.md, in the text and behind the arrow."""
    script = tmp_path / "histkg"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m histkg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    named = [number for _, numbers in told for number in numbers.split()]
    assert set(bold) <= set(named)
    path = f"{tmp_path}:{os.environ['PATH']}"
    for command, numbers in told:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        given = re.findall(r"\d+", done.stdout.decode())
        assert [number for number in numbers.split() if number not in given] == [], command
