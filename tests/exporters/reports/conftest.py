"""Reports to read, and the readers."""

from __future__ import annotations

import re

import pytest

from histkg.exporters.reports import TARGETS


@pytest.fixture(scope="session")
def report(select):
    """Return the report of a selection, as ``select`` takes it. Each is made once."""
    made = {}

    def write(*words, **more):
        key = (words, tuple(sorted(more.items())))
        if key not in made:
            made[key] = TARGETS["report"].write(select(*words, **more))
        return made[key]

    return write


@pytest.fixture(scope="session")
def text(report):
    def read(*words, **more):
        return report(*words, **more).files[""].decode()

    return read


@pytest.fixture(scope="session")
def chapter():
    """Return what stands under one heading of the second level."""

    def find(page, heading):
        match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        return match[1] if match else ""

    return find
