"""``histkg sparql``: answer SPARQL of one's own."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.cli.ask import add_language
from histkg.cli.endpoint import add_endpoint, open_dataset

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Graph

HELP = "answer SPARQL 1.1 from a file or, with “-”, from standard input"
EPILOG = """\
The dataset is the union of its graphs: no GRAPH is needed. Prefixes: histkg list prefixes
example:
  histkg ask sources-for-event Ganja --show-sparql | histkg sparql -
"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    from histkg.stores import ENGINES
    from histkg.tables import FORMATS

    command.add_argument("file", help="a file, or - for standard input")
    command.add_argument("-f", "--format", choices=FORMATS, help="of a table of rows (default: table)")
    command.add_argument("--limit", type=int, metavar="N", help="at most N rows; says so when it cuts")
    command.add_argument(
        "--timeout", type=float, default=60, metavar="SECONDS", help="give up after so long (default: 60)"
    )
    command.add_argument("--engine", default=ENGINES[0], choices=ENGINES)
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")
    add_language(command)
    add_endpoint(command)


def run(options: argparse.Namespace) -> int:
    from histkg.errors import FileSyntaxError, UsageError
    from histkg.labels import parse_languages, read_labels
    from histkg.reading import decode, read_text
    from histkg.stores import Boolean, Graph, Solutions
    from histkg.tables import write_solutions

    file, limit = options.file, options.limit
    if limit is not None and limit < 1:
        raise UsageError("--limit takes a number from 1 on", hint="leave it out for all rows")
    if options.timeout <= 0:
        raise UsageError("--timeout takes a number of seconds above 0")
    if file == "-" and sys.stdin is None:
        raise UsageError("standard input is closed", hint="name a file")
    text = decode(sys.stdin.buffer.read(), "standard input") if file == "-" else read_text(Path(file))
    store, prefixes = open_dataset(options)
    try:
        found = store.query(text, most=None if limit is None else limit + 1, seconds=options.timeout)
    except FileSyntaxError as error:
        raise FileSyntaxError(
            error.what,
            file="standard input" if file == "-" else file,
            line=error.line,
            column=error.column,
            hint=error.hint,
        ) from None
    if isinstance(found, Boolean):
        if options.format == "json":
            print(
                json.dumps({"head": {}, "boolean": found.value})
            )  # SPARQL 1.1 Query Results JSON Format §4.2
        else:
            print("yes" if found.value else "no")
        return 0
    if isinstance(found, Graph):
        return _print_graph(found, prefixes, options)
    rows = found.rows[:limit]
    iris = sorted({t.value for row in rows for t in row if type(t).__name__ == "NamedNode"})  # type: ignore[union-attr]
    labels = (
        read_labels(store, prefixes, iris, parse_languages(options.lang)) if options.format is None else {}
    )
    sys.stdout.write(
        write_solutions(
            Solutions(found.variables, rows), options.format or "table", labels=labels, prefixes=prefixes
        )
    )
    if len(rows) < len(found.rows):
        print(f"Cut: the first {limit} rows are shown; there are more.", file=sys.stderr)
        return 1
    return 0 if rows else _empty()


def _print_graph(found: Graph, prefixes: PrefixMap, options: argparse.Namespace) -> int:
    from pyoxigraph import Quad

    from histkg.errors import UsageError
    from histkg.exporters import export

    if options.format is not None:
        raise UsageError(
            f"a graph is no table of rows: it has no form “{options.format}”", hint="leave -f out"
        )
    triples = found.triples[: options.limit]
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
    export(quads, prefixes, sys.stdout.buffer, format_name="turtle")
    if len(triples) < len(found.triples):
        print(f"Cut: the first {len(triples)} statements are shown; there are more.", file=sys.stderr)
        return 1
    return 0 if quads else _empty()


def _empty() -> int:
    print("No rows.", file=sys.stderr)
    return 1
