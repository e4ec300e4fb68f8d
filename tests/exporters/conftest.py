"""The exports are counted by hand on a small dataset of their own, which does not grow with the questions.

Here are that dataset, the selections that all groups of exports are made of, and the programs that read them.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from histkg.answers import ask as ask_question
from histkg.entities import find_entity
from histkg.exporters.selection import select_answer, select_entity, select_everything
from histkg.prepared import build
from histkg.questions import find_question
from histkg.resources import Home, bundled_home, find_home
from histkg.stores import open_store

MINI = Path(__file__).parent / "mini"


@pytest.fixture(scope="session")
def readers():
    """Give the programs of others that open what is exported."""
    path = Path(__file__).parent / "readers.py"
    spec = importlib.util.spec_from_file_location("histkg_test_readers", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="session")
def mini_home():
    bundled = bundled_home()
    return Home(bundled / "ontology", MINI, bundled / "queries")


@pytest.fixture(scope="session")
def mini_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mini-home")
    (folder / "data").symlink_to(MINI, target_is_directory=True)
    return folder


# Overridden with what they depend on: a session keeps one value for each fixture, whoever asks.


@pytest.fixture(scope="session")
def mini(mini_home):
    return build(mini_home)


@pytest.fixture(scope="session")
def mini_store(mini):
    return open_store(mini.quads)


# ---- Selections ----


@pytest.fixture(scope="session")
def select(mini, mini_store, mini_home, real, real_store):
    """Return a selection: of “mini” or “real”, all of it, one entity by its name, or the answer to a question."""

    def make(dataset, name=None, question=None, languages=("en",), limit=None, **arguments):
        built, store, home = (
            (mini, mini_store, mini_home) if dataset == "mini" else (real, real_store, find_home())
        )
        common = (store, built.prefixes, home, languages)
        if question is not None:
            asked = find_question(home.queries, question)
            answer = ask_question(store, built.prefixes, asked, arguments, languages=languages, limit=limit)
            return select_answer(*common, answer)
        if name is not None:
            return select_entity(*common, find_entity(store, built.prefixes, name, None, languages).iri)
        return select_everything(*common)

    return make


@pytest.fixture(scope="session")
def mini_all(select):
    return select("mini")


@pytest.fixture(scope="session")
def real_all(select):
    return select("real")


@pytest.fixture(scope="session")
def mini_one(select):
    """Select one entity of the small dataset, by its CURIE."""
    return lambda curie, *languages: select("mini", curie, languages=languages or ("en",))


@pytest.fixture(scope="session")
def real_one(select):
    """Select one entity of the real dataset, by its CURIE."""
    return lambda curie, *languages: select("real", curie, languages=languages or ("en",))


@pytest.fixture(scope="session")
def ask():
    """Count the solutions of a SPARQL pattern, straight from the store."""

    def count(selection, pattern, variable):
        return len({row[variable] for row in selection.rows(pattern, variable)})

    return count
