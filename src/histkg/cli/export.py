"""``histkg export``: the dataset, one entity or one answer as a file for other programs."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from histkg.cli.output import put
from histkg.cli.understood import tell_understood
from histkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Quad

    from histkg.exporters.selection import Selection
    from histkg.prefixes import PrefixMap
    from histkg.resources import Home

HELP = "write the dataset, an entity or an answer for another program"
EPILOG = """\
examples:
  histkg export turtle -o histkg.ttl                          the whole dataset as RDF
  histkg export turtle "Ganja uprising" -o ganja.ttl          one event with what surrounds it
  histkg export biblatex "Ganja uprising" -o ganja.bib        the sources of one event
  histkg export geojson -o places.geojson
  histkg export csl --question sources-for-event event=Ganja  what stands in one answer
  histkg list formats                                         everything there is
"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("target", metavar="TARGET", help="one of “histkg list formats”")
    command.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="one entity, by any name in any script; default: the whole dataset",
    )
    command.add_argument(
        "--question",
        nargs="+",
        metavar=("QUESTION", "PARAMETER=VALUE"),
        help="the answer to a stored question",
    )
    command.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="file, or folder where there are several; default: standard output",
    )
    command.add_argument(
        "--lang", "-l", default="en", metavar="TAGS", help="languages of names, best first, e.g. az,ru,en"
    )
    command.add_argument(
        "--only", choices=("written", "generated"), help="RDF: what is written, or what is generated from it"
    )
    command.add_argument("--base", metavar="IRI", help="RDF: another base IRI for the things of the dataset")


def run(options: argparse.Namespace) -> int:
    from histkg.exporters import EXPORTERS
    from histkg.resources import find_home

    home = find_home(options.home)
    if options.name is not None and options.question:
        raise UsageError("an export is of one entity or of one answer, not of both")
    if options.target in EXPORTERS and options.name is None and not options.question:
        return _export_rdf(options, home)
    if options.only or options.base:
        raise UsageError(
            "--only and --base are for RDF of the whole dataset", hint="leave them out, or the name"
        )
    if options.target in EXPORTERS:
        return _export_part(options, home)
    from histkg.exporters.targets import find_target

    scope = "entity" if options.name is not None else "answer" if options.question else "dataset"
    target = find_target(options.target, scope)
    written = target.write(_select(options, home))
    is_empty = not any(written.counts.values())
    put(written, options.output, is_empty=is_empty)
    print(f"{options.target}: {written.sentence()}", file=sys.stderr)
    return 1 if is_empty else 0


def _export_part(options: argparse.Namespace, home: Home) -> int:
    """Write RDF of one entity with what surrounds it, or of the things in an answer."""
    selection = _select(options, home)
    quads = selection.quads()
    _write_rdf(quads, selection.prefixes, options, home, remark="; left out: search keys")
    return 0 if quads else 1


def _select(options: argparse.Namespace, home: Home) -> Selection:
    from histkg.entities import find_entity
    from histkg.exporters.selection import select_answer, select_entity, select_everything
    from histkg.labels import parse_languages
    from histkg.prepared import open_built

    store, prefixes = open_built(home)
    languages = parse_languages(options.lang)
    if options.name is not None:
        found = find_entity(store, prefixes, options.name, None, languages)
        tell_understood(store, prefixes, options.name, found, languages)
        return select_entity(store, prefixes, home, languages, found.iri)
    if options.question:
        from histkg.answers import ask
        from histkg.questions import find_question

        name, *pairs = options.question
        arguments = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
        if len(arguments) < len(pairs):
            raise UsageError(
                "a parameter is written name=value", hint="--question sources-for-event event=Ganja"
            )
        answer = ask(store, prefixes, find_question(home.queries, name), arguments, languages=languages)
        for note in answer.notes:
            print(note, file=sys.stderr)
        return select_answer(store, prefixes, home, languages, answer)
    return select_everything(store, prefixes, home, languages)


def _export_rdf(options: argparse.Namespace, home: Home) -> int:
    """Write RDF of the whole dataset."""
    from histkg.prepared import build

    built = build(home, options.base)
    quads = {None: built.quads, "written": built.dataset.quads, "generated": built.generated}[options.only]
    _write_rdf(quads, built.prefixes, options, home)
    return 0


def _write_rdf(
    quads: Sequence[Quad], prefixes: PrefixMap, options: argparse.Namespace, home: Home, remark: str = ""
) -> None:
    from histkg.exporters import export
    from histkg.exporters.targets import Written

    out = io.BytesIO()
    context = home.ontology / "context.jsonld"
    result = export(quads, prefixes, out, format_name=options.target, context=context)
    put(Written({"": out.getvalue()}), options.output, is_empty=not quads)
    print(result.sentence() + remark, file=sys.stderr)
