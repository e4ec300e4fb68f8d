"""Selections to export, the readers, and a dataset in which Wikidata knows something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from histkg.exporters.selection import select_entity, select_everything
from histkg.prepared import build
from histkg.resources import Home, bundled_home
from histkg.stores import open_store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def mini_answer(select):
    return lambda question, **arguments: select("mini", question=question, **arguments)


@pytest.fixture(scope="session")
def kappa_home(tmp_path_factory):
    """The mini dataset with ``kappa.ttl`` added."""
    folder = tmp_path_factory.mktemp("kappa") / "data"
    shutil.copytree(HERE.parent / "mini", folder)
    shutil.copy(HERE / "kappa.ttl", folder / "sources" / "kappa.ttl")
    bundled = bundled_home()
    return Home(bundled / "ontology", folder, bundled / "queries")


@pytest.fixture(scope="session")
def kappa(kappa_home):
    return build(kappa_home)


@pytest.fixture(scope="session")
def kappa_store(kappa):
    return open_store(kappa.quads)


@pytest.fixture(scope="session")
def kappa_all(kappa, kappa_store, kappa_home):
    return select_everything(kappa_store, kappa.prefixes, kappa_home, ("en",))


@pytest.fixture(scope="session")
def kappa_one(kappa, kappa_store, kappa_home):
    def select(curie):
        return select_entity(kappa_store, kappa.prefixes, kappa_home, ("en",), kappa.prefixes.expand(curie))

    return select
