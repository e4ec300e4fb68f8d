"""Selections to export, what the tables hold, and the readers."""

from __future__ import annotations

import csv
import io

import pytest

from histkg.answers import ask
from histkg.entities import find_entity
from histkg.exporters.selection import select_answer, select_entity, select_everything
from histkg.exporters.tabular import TARGETS
from histkg.questions import find_question
from histkg.resources import find_home


@pytest.fixture(scope="session")
def select(mini, mini_store, mini_home, real, real_store):
    """Return a selection: of “mini” or “real”, all of it, one entity, or one answer."""

    def make(dataset, name=None, question=None, languages=("en",), **arguments):
        built, store, home = (
            (mini, mini_store, mini_home) if dataset == "mini" else (real, real_store, find_home())
        )
        common = (store, built.prefixes, home, languages)
        if question is not None:
            asked = find_question(home.queries, question)
            return select_answer(*common, ask(store, built.prefixes, asked, arguments, languages=languages))
        if name is not None:
            found = find_entity(store, built.prefixes, name, None, languages)
            return select_entity(*common, found.iri)
        return select_everything(*common)

    return make


@pytest.fixture(scope="session")
def written(select, readers):
    """Return what a target writes of a selection; each made once."""
    made = {}

    def write(target, *words, **more):
        key = (target, words, tuple(sorted(more.items())))
        readers.writer(target)
        if key not in made:
            made[key] = TARGETS[target].write(select(*words, **more))
        return made[key]

    return write


@pytest.fixture(scope="session")
def read():
    """Return the rows of a CSV file as dictionaries."""

    def parse(content):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))

    return parse


@pytest.fixture(scope="session")
def mini_tables(written, read):
    files = written("csv", "mini").files
    return {
        name.removesuffix(".csv"): read(content) for name, content in files.items() if name.endswith(".csv")
    }


@pytest.fixture(scope="session")
def real_tables(written, read):
    files = written("csv", "real").files
    return {
        name.removesuffix(".csv"): read(content) for name, content in files.items() if name.endswith(".csv")
    }


@pytest.fixture
def folder(tmp_path):
    """Put the files of an export into a folder."""

    def put(export, name="export"):
        path = tmp_path / name
        path.mkdir()
        for file, content in export.files.items():
            (path / (file or "export.xlsx")).write_bytes(content)
        return path

    return put
