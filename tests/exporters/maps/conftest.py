"""Selections to export, and the readers."""

from __future__ import annotations

import pytest

from histkg.exporters.selection import select_entity, select_everything


@pytest.fixture(scope="session")
def mini_all(mini, mini_store, mini_home):
    return select_everything(mini_store, mini.prefixes, mini_home, ("en",))


@pytest.fixture(scope="session")
def mini_one(mini, mini_store, mini_home):
    def select(curie):
        return select_entity(mini_store, mini.prefixes, mini_home, ("en",), mini.prefixes.expand(curie))

    return select


@pytest.fixture(scope="session")
def real_all(real, real_store, mini_home):
    return select_everything(real_store, real.prefixes, mini_home, ("en",))


@pytest.fixture(scope="session")
def ask():
    """Count the solutions of a SPARQL pattern, straight from the store."""

    def count(selection, pattern, variable):
        return len({row[variable] for row in selection.rows(pattern, variable)})

    return count
