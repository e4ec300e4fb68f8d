"""Reports to read, and the readers."""

from __future__ import annotations

import re

import pytest

from histkg.answers import ask
from histkg.entities import find_entity
from histkg.exporters.reports import TARGETS
from histkg.exporters.selection import select_answer, select_entity, select_everything
from histkg.questions import find_question
from histkg.resources import find_home


@pytest.fixture(scope="session")
def report(mini, mini_store, mini_home, real, real_store):
    """Return the report of “mini” or “real”: of all of it, one entity, or one answer. Each is made once."""
    made = {}

    def write(dataset, name=None, question=None, languages=("en",), limit=None, **arguments):
        key = (dataset, name, question, languages, limit, tuple(sorted(arguments.items())))
        if key not in made:
            built, store, home = (
                (mini, mini_store, mini_home) if dataset == "mini" else (real, real_store, find_home())
            )
            common = (store, built.prefixes, home, languages)
            if question is not None:
                asked = find_question(home.queries, question)
                answer = ask(store, built.prefixes, asked, arguments, languages=languages, limit=limit)
                selection = select_answer(*common, answer)
            elif name is not None:
                found = find_entity(store, built.prefixes, name, None, languages)
                selection = select_entity(*common, found.iri)
            else:
                selection = select_everything(*common)
            made[key] = TARGETS["report"].write(selection)
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
