"""``histkg export``: the dataset as a file for other programs."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

HELP = "write the dataset in an RDF format"


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("format", metavar="FORMAT", help="turtle, trig, ntriples, nquads, rdfxml or jsonld")
    command.add_argument("-o", "--output", default="-", metavar="FILE", help="default: standard output")
    command.add_argument(
        "--only", choices=("written", "generated"), help="what is written, or what is generated from it"
    )
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")


def run(options: argparse.Namespace) -> int:
    from histkg.exporters import export
    from histkg.prepared import build, write_atomically
    from histkg.resources import find_home

    home = find_home(options.home)
    built = build(home, options.base)
    quads = {None: built.quads, "written": built.dataset.quads, "generated": built.generated}[options.only]
    out = io.BytesIO()
    result = export(
        quads, built.prefixes, out, format_name=options.format, context=home.ontology / "context.jsonld"
    )
    if options.output == "-":
        sys.stdout.buffer.write(out.getvalue())
        sys.stdout.buffer.flush()
    else:
        write_atomically(Path(options.output), out.getvalue())
    print(result.sentence(), file=sys.stderr)
    return 0
