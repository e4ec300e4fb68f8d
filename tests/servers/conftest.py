"""The tests of this folder start servers on this machine, and talk to nothing else."""

from __future__ import annotations

import importlib.util
import socket
import sys
from pathlib import Path

import pytest


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
    name = "histkg_test_recipes"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "recipes.py")
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
