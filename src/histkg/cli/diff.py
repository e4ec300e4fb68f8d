"""``histkg diff``: what changed between two releases."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.changes import Change
HELP = "say what changed between two releases of a dataset"
EPILOG = """\
A release is a folder that holds data/, or a file that “histkg export” or “histkg build” wrote.

examples:
  histkg diff release-0.1.nq release-0.2.nq
  histkg diff release-0.1.nq .                    what this folder changes
  histkg diff old.nq new.nq --kind claims         claims only: entered, withdrawn, edited

exit codes: 0, also when something changed · 1 with --exit-code, when something changed · 3 unreadable
"""
_SIGNS = {"added": "+", "removed": "−", "changed": "~"}


def add_arguments(command: argparse.ArgumentParser) -> None:
    from histkg.changes import KINDS

    command.add_argument("old", metavar="OLD")
    command.add_argument("new", metavar="NEW")
    command.add_argument("--kind", choices=KINDS, help="only changes of one kind")
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.add_argument("--exit-code", action="store_true", help="exit with 1 if anything changed")
    command.add_argument(
        "-l", "--lang", default="en", metavar="TAGS", help="languages of names, best first, e.g. az,ru,en"
    )


def run(options: argparse.Namespace) -> int:
    from histkg.changes import compare
    from histkg.labels import parse_languages
    from histkg.prefixes import read_prefixes
    from histkg.resources import find_home

    home = find_home(options.home)
    found = compare(
        _release(options.old),
        _release(options.new),
        read_prefixes(home.prefixes),
        parse_languages(options.lang),
    )
    shown = [change for change in found if options.kind in (None, change.kind)]
    for line in _json_lines(shown) if options.json else _lines(shown):
        print(line)
    return int(options.exit_code and bool(shown))


def _release(name: str) -> Iterable[Quad]:
    """Return the statements of one release; those of a folder are built first."""
    from histkg.prepared import build
    from histkg.reading import parse_file
    from histkg.resources import find_home

    path = Path(name)
    if path.is_dir():
        return build(find_home(path)).quads
    statements = parse_file(path)
    live = "hev:live of the generated layer"
    if not any(quad.predicate.value.endswith("#live") for quad in statements):
        from histkg.errors import InputError

        raise InputError(
            f"holds no generated statements ({live})",
            where=name,
            hint="export it whole: histkg export nquads",
        )
    return statements


def _lines(changes: list[Change]) -> Iterable[str]:
    if not changes:
        yield "Nothing changed."
        return
    counts = Counter((change.kind, change.how) for change in changes)
    for kind in dict.fromkeys(change.kind for change in changes):
        told = ", ".join(f"{counts[kind, how]} {how}" for how in _SIGNS if counts[kind, how])
        yield f"{kind}: {told}"
        for change in changes:
            if change.kind == kind:
                yield f"  {_SIGNS[change.how]} {change.name}"
                for name, (before, after) in change.values.items():
                    yield f"      {name}: {' · '.join(before) or 'nothing'} → {' · '.join(after) or 'nothing'}"


def _json_lines(changes: list[Change]) -> Iterable[str]:
    for change in changes:
        values = {name: {"before": before, "after": after} for name, (before, after) in change.values.items()}
        yield json.dumps(
            {
                "kind": change.kind,
                "how": change.how,
                "iri": change.iri,
                "name": change.name,
                "values": values,
            },
            ensure_ascii=False,
        )
