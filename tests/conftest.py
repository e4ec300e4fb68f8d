"""What most tests need: the invented mini dataset and the real one, built once; and no network."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from histkg.prepared import build
from histkg.resources import Home, bundled_home
from histkg.stores import open_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only commands whose purpose it is may use the network, and none is here yet."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Keep the user's cache out of the tests."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["HISTKG_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def mini_home():
    bundled = bundled_home()
    return Home(bundled / "ontology", ROOT / "tests" / "fixtures" / "mini", bundled / "queries")


@pytest.fixture(scope="session")
def mini_folder(tmp_path_factory):
    """A home as --home wants it: a folder that holds data/."""
    folder = tmp_path_factory.mktemp("mini-home")
    (folder / "data").symlink_to(ROOT / "tests" / "fixtures" / "mini", target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def mini(mini_home):
    return build(mini_home)


@pytest.fixture(scope="session")
def mini_store(mini):
    return open_store(mini.quads)


@pytest.fixture(scope="session")
def real():
    from histkg.resources import find_home

    return build(find_home())


@pytest.fixture(scope="session")
def real_store(real):
    return open_store(real.quads)


@pytest.fixture(scope="session")
def run_cli():
    """Run `histkg …` as its users do, in a process of its own."""

    def run(*words, stdin=None, env=None, **more):
        return subprocess.run(
            [sys.executable, "-m", "histkg", *map(str, words)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
            timeout=120,
            check=False,
            **more,
        )

    return run
