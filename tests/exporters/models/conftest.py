"""Selections to export, what each target makes of the small dataset, and the readers."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path

import pytest

from histkg.exporters.models import TARGETS

HERE = Path(__file__).parent


def _load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found  # dataclasses look their module up
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="session")
def vocabularies():
    return _load(HERE / "vocabularies.py", "histkg_test_vocabularies")


@pytest.fixture(scope="session")
def exported(request):
    """Write a target of the small or the real dataset, or of one entity of it, once: ``exported(name, "mini event:x")``."""

    @cache
    def export(name, of):
        which, _, curie = of.partition(" ")
        if curie:
            return TARGETS[name].write(request.getfixturevalue(f"{which}_one")(curie))
        return TARGETS[name].write(request.getfixturevalue(f"{which}_all"))

    return export


@pytest.fixture(scope="session")
def written(exported):
    """Each target of the small dataset, written once."""
    return {name: exported(name, "mini") for name in TARGETS}
