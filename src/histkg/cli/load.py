"""``histkg load``: put the dataset into a triplestore."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.cli.endpoint import add_user
from histkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from histkg.loading import Loaded
    from histkg.loading.checking import Checked
    from histkg.loading.files import Tell
    from histkg.prefixes import PrefixMap
    from histkg.resources import Home
    from histkg.stores.connection import Connection
    from histkg.stores.servers import Server

HELP = "put the dataset into a triplestore, compare what arrived, and ask there with --endpoint"
EPILOG = """\
examples:
  histkg load http://localhost:7878                        Oxigraph
  histkg load http://localhost:3030/histkg --check         Fuseki; then ask every stored question there
  histkg load http://localhost:8890/sparql --user dba      Virtuoso; asks for the password
  histkg ask sources-for-event Ganja --endpoint http://localhost:7878

It replaces what an earlier load has put there, and nothing else. Running it again is always right.

exit codes: 0 all is there · 1 a stored question differs there · 2 wrong usage · 3 unreadable · 4 the server fails
"""
_SHOWN = 5
_LONGEST_SECONDS = 1_000_000


def add_arguments(command: argparse.ArgumentParser) -> None:
    from histkg.loading.routes import METHODS

    command.add_argument("url", help="any address of the store that people use")
    add_user(command)
    command.add_argument(
        "--from",
        dest="file",
        metavar="FILE",
        help="an RDF file instead of the dataset; of any size as .nq or .nt",
    )
    command.add_argument("--method", choices=METHODS, help="how it is sent; else the best the store takes")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--graph", metavar="IRI", help="all into this one graph; else each file in its own")
    where.add_argument("--default-graph", action="store_true", help="all into the default graph")
    command.add_argument("--part", metavar="K/N", help="only the K-th of N parts, to spread it over N stores")
    command.add_argument("--again", action="store_true", help="send also what is there already")
    command.add_argument("--check", action="store_true", help="ask every stored question here and there")
    command.add_argument(
        "--update-url", metavar="URL", help="where the store takes updates, if it is unknown"
    )
    command.add_argument(
        "--graph-store-url", metavar="URL", help="where it speaks the Graph Store Protocol, if it is unknown"
    )
    command.add_argument(
        "--timeout", type=float, default=600, metavar="SECONDS", help="for one request (default: 600)"
    )
    command.add_argument("-f", "--format", default="text", choices=("text", "json"))
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")


def run(options: argparse.Namespace) -> int:
    from histkg.dataset import rebase_prefixes
    from histkg.loading import load
    from histkg.prefixes import read_prefixes
    from histkg.resources import find_home
    from histkg.stores.servers import connect

    _refuse(options)
    home = find_home(options.home)
    prefixes = rebase_prefixes(read_prefixes(home.prefixes), options.base)
    connection, server = connect(options.url, options.user, options.timeout)
    server = _with_addresses(server, options)
    with _progress() as tell:
        loaded = load(
            connection,
            server,
            _quads(options, home),
            prefixes,
            method=options.method,
            into="" if options.default_graph else options.graph,
            share=options.part,
            again=options.again,
            tell=tell,
        )
        checked = list(_check(connection, loaded.server, prefixes, options, tell)) if options.check else []
    if options.format == "json":
        json.dump(_as_json(loaded, checked), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        _print(loaded, checked, checks=options.check)
    return 0 if all(one.is_equal for one in checked) else 1


def _refuse(options: argparse.Namespace) -> None:
    """Refuse options that exclude each other or mean nothing.

    :raises UsageError: there are some.
    """
    from histkg.stores.credentials import check_address

    if not 0 < options.timeout < _LONGEST_SECONDS:
        raise UsageError("--timeout takes a number of seconds above 0 and below a million")
    if options.check and (options.part or options.file):
        raise UsageError(
            "--check asks the whole dataset here and there; it does not go with --part or --from",
            hint="for parts: histkg ask … --endpoint with the address that joins them",
        )
    for url in (options.update_url, options.graph_store_url):
        if url:
            check_address(url)
    if options.graph is not None:
        _check_graph(options.graph)


def _check_graph(iri: str) -> None:
    from pyoxigraph import NamedNode

    try:
        NamedNode(iri)
    except ValueError:
        raise UsageError(
            f"“{iri}” is no absolute IRI of a graph", hint="--graph https://example.org/graph"
        ) from None


def _with_addresses(server: Server, options: argparse.Namespace) -> Server:
    return replace(
        server,
        update_url=options.update_url or server.update_url,
        graphs_url=options.graph_store_url or server.graphs_url,
    )


def _quads(options: argparse.Namespace, home: Home) -> Iterable[Quad]:
    if options.file is not None:
        from histkg.reading import stream_file

        return stream_file(Path(options.file))
    from histkg.prepared import build

    return build(home, options.base).quads


@contextmanager
def _progress() -> Iterator[Tell]:
    from histkg.cli.progress import Progress

    progress = Progress()
    try:
        yield progress.tell
    finally:
        progress.end()


def _check(
    connection: Connection, server: Server, prefixes: PrefixMap, options: argparse.Namespace, tell: Tell
) -> Iterator[Checked]:
    from histkg.loading.checking import check_questions
    from histkg.prepared import open_built
    from histkg.questions import read_questions
    from histkg.resources import find_home
    from histkg.stores.record import open_remote

    home = find_home(options.home)
    here, _ = open_built(home, base=options.base)
    there = open_remote(connection, server, prefixes)
    questions = list(read_questions(home.queries).values())
    for number, one in enumerate(check_questions(questions, here, there, seconds=options.timeout), 1):
        tell("asking", number, len(questions))
        yield one


def _print(loaded: Loaded, checked: list[Checked], *, checks: bool) -> None:
    print(f"{loaded.server.words} at {loaded.server.query_url}")
    for line in describe(loaded):
        print(line)
    if checks:
        equal = sum(one.is_equal for one in checked)
        print(f"Asked {len(checked)} stored questions here and there: {equal} give the same rows.")
    for one in checked:
        if not one.is_equal:
            print(f"  {one.question}: {_difference(one)}")


def describe(loaded: Loaded) -> list[str]:
    """Return what a load did, in sentences."""
    ways = {
        "transaction": "in one step: readers saw the old dataset or the new one",
        "bulk": "by one upload; while it ran, the store said “loading” of itself",
        "graphs": "graph by graph; while it ran, the store said “loading” of itself",
        "update": "by small updates; while it ran, the store said “loading” of itself",
        "": "",
    }
    size = f"{loaded.statements:,} statements in {loaded.graphs:,} graph{'s' * (loaded.graphs != 1)}"
    sending, comparing = loaded.seconds
    sent = (
        f"{loaded.sent:,} sent {ways[loaded.method]} ({sending:.1f} s)"
        if loaded.method
        else "all there already; nothing was sent"
    )
    equal = f"{loaded.equal_graphs:,} of {loaded.graphs:,} graphs are equal to the byte"
    lines = [f"{size}: {sent}.", f"Read back {loaded.found:,} statements ({comparing:.1f} s): {equal}."]
    if loaded.removed[0]:
        many, count = loaded.removed
        graphs = f"{many:,} graph{'s' * (many != 1)} of an earlier load"
        lines.insert(1, f"Removed, as not in what is loaded now: {graphs}, {count:,} statements.")
    lines += [
        f"  {count:,} come back the same in value: {kind}." for kind, count in sorted(loaded.changed.items())
    ]
    if loaded.counted_only:
        lines.append(
            f"  {len(loaded.counted_only)} graphs are only counted: the server does not give them back whole ({_some(loaded.counted_only)})."
        )
    if loaded.foreign:
        seen = ", which questions see too" if loaded.is_shared else ""
        lines.append(
            f"The store has {len(loaded.foreign)} more graph{'s' * (len(loaded.foreign) != 1)}{seen}: {_some(loaded.foreign)}."
        )
    return [*lines, *(f"Note: {note}." for note in loaded.notes)]


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(f"<{name}>" if name else "the default graph" for name in names[:_SHOWN]) + (
        f" and {more} more" if more > 0 else ""
    )


def _difference(one: Checked) -> str:
    if one.failure:
        return one.failure
    return f"of {one.rows} rows {len(one.missing)} are missing there, and {len(one.extra)} more are there"


def _as_json(loaded: Loaded, checked: list[Checked]) -> dict[str, object]:
    return {
        "server": loaded.server.words,
        "query_url": loaded.server.query_url,
        "method": loaded.method or None,
        "graphs": loaded.graphs,
        "statements": loaded.statements,
        "sent": loaded.sent,
        "found": loaded.found,
        "equal_graphs": loaded.equal_graphs,
        "in_another_form": dict(sorted(loaded.changed.items())),
        "counted_only": list(loaded.counted_only),
        "other_graphs": list(loaded.foreign),
        "removed": {"graphs": loaded.removed[0], "statements": loaded.removed[1]},
        "notes": list(loaded.notes),
        "seconds": {"sending": round(loaded.seconds[0], 3), "comparing": round(loaded.seconds[1], 3)},
        "questions": [
            {
                "name": one.question,
                "rows": one.rows,
                "equal": one.is_equal,
                "missing": len(one.missing),
                "extra": len(one.extra),
                "failure": one.failure,
                "seconds": round(one.seconds, 3),
            }
            for one in checked
        ],
    }
