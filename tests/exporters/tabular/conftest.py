"""Selections to export, what the tables hold, and the readers."""

from __future__ import annotations

import csv
import io

import pytest

from histkg.exporters.tabular import TARGETS


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
