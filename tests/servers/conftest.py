"""The tests of this folder start servers on this machine, and talk to nothing else."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
import sys
from pathlib import Path

import pytest

from histkg.canonical import canonical_bytes


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Let connections through to this machine alone."""
    connect = socket.socket.connect

    def checked(self, address):
        assert address[0] == "127.0.0.1", f"a test reached for {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)


@pytest.fixture(scope="session")
def recipes():
    """Give the module that starts the stores."""
    return _module("recipes")


def _module(stem):
    """Return a module of this folder, which is no package."""
    name = f"histkg_test_{stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{stem}.py")
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def store_of(recipes, tmp_path_factory):
    """Give a running store by its name; started when it is first asked for, ended with the tests."""
    with contextlib.ExitStack() as stack:
        running = {}

        def start(name):
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                running[name] = stack.enter_context(recipes.need(recipes.STORES[name], folder))
            return running[name]

        yield start


@pytest.fixture
def histkg(monkeypatch, capsys):
    """Run a command in this process as a server's user; return exit code, standard output, standard error."""
    from histkg.cli import main

    def run(*words, server=None):
        for variable in ("HISTKG_USER", "HISTKG_PASSWORD", "HISTKG_TOKEN"):
            monkeypatch.delenv(variable, raising=False)
        if server is not None and server.user:
            monkeypatch.setenv("HISTKG_USER", server.user)
            monkeypatch.setenv("HISTKG_PASSWORD", server.password)
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(scope="session")
def mini_nquads(mini, tmp_path_factory):
    """A file with the whole mini dataset."""
    path = tmp_path_factory.mktemp("mini") / "mini.nq"
    path.write_bytes(canonical_bytes(mini.quads))
    return path


@pytest.fixture(scope="session")
def nquads(mini_nquads, real, tmp_path_factory):
    """Two files: the whole mini dataset, the whole real one."""
    path = tmp_path_factory.mktemp("real") / "real.nq"
    path.write_bytes(canonical_bytes(real.quads))
    return mini_nquads, path


@pytest.fixture(scope="session")
def proxy():
    """Give the module of the proxy that fails on purpose."""
    return _module("proxy")
