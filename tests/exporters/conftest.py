"""The exports are counted by hand on a small dataset of their own, which does not grow with the questions."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from histkg.prepared import build
from histkg.resources import Home, bundled_home
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
