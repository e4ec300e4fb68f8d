"""``histkg build``: generate the direct layer and write the whole dataset."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

HELP = "generate the plain triples from the claims and write the whole dataset"


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help="folder to write to (default: build; of another home, its build)",
    )
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")
    command.add_argument(
        "--check", action="store_true", help="write nothing; 1 if what is there is out of date"
    )


def run(options: argparse.Namespace) -> int:
    from histkg.canonical import canonical_bytes
    from histkg.prepared import build, write_atomically
    from histkg.resources import find_home

    built = build(find_home(options.home), options.base)
    named = options.home or os.environ.get("HISTKG_HOME")
    folder = Path(options.output or Path(named or "") / "build")
    files = {
        "dataset.nq": canonical_bytes(built.quads),
        "generated.nq": canonical_bytes(built.generated),
    }
    if options.check:
        return _check(folder, files)
    for name, content in files.items():
        write_atomically(folder / name, content)
    counts = Counter(quad.graph_name.value.removeprefix(built.prefixes["graph"]) for quad in set(built.quads))  # type: ignore[union-attr]
    written = sum(count for graph, count in counts.items() if not graph.startswith("generated/"))
    print(f"{'graph':<46} {'quads':>7}")
    for graph, count in sorted(counts.items()):
        if graph.startswith("generated/"):
            print(f"{graph:<46} {count:>7}")
    print(f"{'written in ' + str(len(built.dataset.files)) + ' files':<46} {written:>7}")
    print(f"{'all':<46} {sum(counts.values()):>7}")
    for name in files:
        print(f"→ {folder / name}", file=sys.stderr)
    return 0


def _check(folder: Path, files: dict[str, bytes]) -> int:
    stale = [name for name, content in files.items() if not _is_same(folder / name, content)]
    for name in stale:
        print(f"{folder / name} is out of date or missing; run “histkg build”")
    return 1 if stale else 0


def _is_same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
