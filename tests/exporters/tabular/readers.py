"""Programs that no one here wrote, which open what is exported; and how a test that lacks one says so."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest


def missing(what):
    """Leave the test out; fail it where all readers are asked for."""
    if os.environ.get("HISTKG_ALL_READERS") == "1":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"left out: {what} is not installed")


def program(name):
    """Return the path of a program, on the path or beside the Python that runs."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name) or shutil.which(name, path=beside) or missing(name)


def writer(target):
    """Ask for the library by which *target* is written."""
    for name in {"xlsx": ["xlsxwriter"], "parquet": ["pyarrow"]}.get(target, []):
        module(name)


def module(name):
    """Return a Python library, whose own warnings at import are not ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return missing(f"the Python package {name}")


def run(*words, stdin=None, **more):
    """Run a program and return what it prints; fail with what it complains of."""
    done = subprocess.run(
        [*map(str, words)], input=stdin, capture_output=True, timeout=300, check=False, **more
    )
    assert done.returncode == 0, (done.stderr + done.stdout).decode(errors="replace")[-3000:]
    return done.stdout.decode()


def office(folder, kind, *paths):
    """Convert files with LibreOffice into *folder*.

    :param kind: what “--convert-to” takes.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", folder, *paths)
