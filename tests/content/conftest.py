"""Both engines over both datasets, built once: what the tests of stored questions ask."""

import pytest

from histkg.stores import ENGINES, open_store


@pytest.fixture(scope="session")
def engines(mini, real):
    """Dataset name → engine name → store: ``mini`` is the invented dataset, ``dataset`` the real one."""
    built = {"mini": mini, "dataset": real}
    return {
        name: {engine: open_store(one.quads, engine) for engine in ENGINES} for name, one in built.items()
    }
