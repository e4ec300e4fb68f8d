"""``histkg validate``: check the dataset, or files of one's own, against the rules."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from histkg.cli.ask import add_language

HELP = "check the dataset, or files of your own, against the rules; one plain sentence per problem"
EPILOG = """\
examples:
  histkg validate                                the bundled dataset
  histkg validate my-event.ttl notes/            files and folders: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML
  histkg validate my-event.ttl --format sarif    for editors and CI

A file is read together with the dataset, so that it may speak of what the dataset knows; --alone leaves that out.
Exit codes: 0 conforms · 1 does not · 2 wrong usage · 3 a file cannot be read
"""

FORMATS = ("text", "json", "turtle", "sarif", "junit")


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: the dataset)")
    command.add_argument("-f", "--format", default="text", choices=FORMATS)
    command.add_argument(
        "--fail-on",
        default="violation",
        choices=("violation", "warning", "info"),
        help="the mildest problem that makes the exit code 1 (default: violation)",
    )
    command.add_argument("--alone", action="store_true", help="read the files without the dataset")
    add_language(command)


def run(options: argparse.Namespace) -> int:
    from histkg.resources import find_home
    from histkg.validation import validate

    paths = [Path(path) for path in options.paths]
    home = find_home(options.home)
    report = validate(
        paths or None,
        home=home,
        lang=options.lang,
        alone=options.alone,
    )
    sys.stdout.write(report.write(options.format))
    here = Path("data")
    if not paths and here.is_dir() and not here.samefile(home.data):
        print(
            "The folder data/ here was not checked.\n  → histkg validate --home . checks it", file=sys.stderr
        )
    return int(report.exit_code(options.fail_on))
