"""Load the dataset into each triplestore, and by the store's own loader in the same run; print a table.

    python benchmarks/load.py                     the dataset as it is
    python benchmarks/load.py --copies 17         a million statements: copies with IRIs of their own
    python benchmarks/load.py --write             put the table into docs/loading.md

A store that cannot be started ends the run: nothing is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "loading.md"
BEGIN, END = "<!-- table: python benchmarks/load.py --write -->", "<!-- end -->"
HEAD = [
    "store", "way", "statements sent", "found", "graphs equal to the byte", "in another form", "questions equal",
    "sending, s", "comparing, s", "its own loader, s", "sending ÷ its own",
]  # fmt: skip


def recipes():
    spec = importlib.util.spec_from_file_location("recipes", ROOT / "tests" / "servers" / "recipes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["recipes"] = module
    spec.loader.exec_module(module)
    return module


def histkg(server, *words):
    """Run a command; return what it says in JSON, or end."""
    account = {"HISTKG_USER": server.user, "HISTKG_PASSWORD": server.password} if server.user else {}
    done = subprocess.run(
        [sys.executable, "-m", "histkg", *map(str, words)],
        env={**os.environ, **account},
        capture_output=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{server.name}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def own_loader(known, name, server, file, folder):
    """Load *file* with what the store itself has for that; return seconds."""
    folder.mkdir()
    if name == "oxigraph":
        words = [server.command[0], "load", "--location", folder / "data", "--file", file]
    elif name == "fuseki":
        words = [
            "java",
            "-Xmx2g",
            "-cp",
            known.artifact("jena-fuseki-server"),
            "tdb2.tdbloader",
            "--loc",
            folder / "data",
            file,
        ]
    elif name == "rdf4j":  # its own is the upload of the whole
        words = [
            "curl",
            "-sS",
            "--fail",
            "-T",
            file,
            "-H",
            "Content-Type: application/n-quads; charset=utf-8",
            f"{server.url}/statements",
        ]
    else:
        shutil.copy(file, server.folder / "own.nq")
        port = next(
            line.split(":")[-1]
            for line in (server.folder / "virtuoso.ini").read_text().splitlines()
            if "ServerPort" in line
        )
        todo = "ld_dir('.', 'own.nq', 'urn:unused'); rdf_loader_run(); checkpoint;"
        words = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={todo}"]
    begin = time.monotonic()
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: its own loader failed: {done.stderr.decode()[-500:]}")
    return time.monotonic() - begin


def dataset(folder, copies):
    """Write the dataset, or copies of it, as N-Quads."""
    one, many = folder / "one.nq", folder / "many.nq"
    subprocess.run(
        [sys.executable, "-m", "histkg", "export", "nquads", "-o", one], check=True, capture_output=True
    )
    if copies == 1:
        return one
    base = "https://w3id.org/histkg/"
    with many.open("wb") as out:
        for number in range(copies):
            for line in one.open("rb"):
                for part in ("id/", "graph/"):
                    line = line.replace(f"<{base}{part}".encode(), f"<{base}{part}c{number}/".encode())  # noqa: PLW2901
                out.write(line)
    return many


def measure(known, name, file, folder, copies):
    with known.STORES[name](folder) as server:
        words = ["--from", file] if copies > 1 else ["--check"]
        first = histkg(server, "load", server.url, "-f", "json", *words)
    fresh = folder / "fresh"
    fresh.mkdir()
    with known.STORES[name](fresh) as server:
        own = own_loader(known, name, server, file, folder / "own")
    questions = first["questions"]
    equal = f"{sum(one['equal'] for one in questions)} of {len(questions)}" if questions else "not asked"
    forms = "; ".join(
        f"{count} {kind.rpartition('#')[2]}" for kind, count in first["in_another_form"].items()
    )
    sending, comparing = first["seconds"]["sending"], first["seconds"]["comparing"]
    return [
        first["server"], first["method"], f"{first['sent']:,}", f"{first['found']:,}",
        f"{first['equal_graphs']:,} of {first['graphs']:,}", forms or "nothing", equal,
        f"{sending:.1f}", f"{comparing:.1f}", f"{own:.1f}", f"{sending / own:.1f}",
    ]  # fmt: skip


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--copies", type=int, default=1)
    options.add_argument("--stores", default="oxigraph,fuseki,rdf4j,virtuoso")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    known = recipes()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        file = dataset(Path(place), chosen.copies)
        for name in chosen.stores.split(","):
            folder = Path(place) / name
            folder.mkdir()
            rows.append(measure(known, name, file, folder, chosen.copies))
    lines = [HEAD, ["---"] * len(HEAD), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    print(table)
    if chosen.write:
        text = PAGE.read_text(encoding="utf-8")
        head, _, rest = text.partition(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
