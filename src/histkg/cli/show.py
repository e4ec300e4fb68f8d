"""``histkg show``: an entity as a reader wants it."""

from __future__ import annotations

import argparse
import sys

from histkg.cli.ask import add_language
from histkg.cli.endpoint import add_endpoint, open_dataset
from histkg.cli.understood import tell_understood

HELP = "show an entity: names, dates with their doubt, who says what, disagreements side by side"
EPILOG = """\
examples:
  histkg show Ganja
  histkg show event:ganja-uprising-1920 --lang az
  histkg show "Kadishev 1960"
  histkg show C067                                a row of the dossier, and the claims made from it
  histkg show claim:nazarli-2024-rebels-word-2    a claim: the chain from its words to who entered it
"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "entity", help="a name in any script, a slug, a CURIE, an IRI, a row or source number"
    )
    command.add_argument("-f", "--format", default="text", choices=("text", "turtle"))
    add_language(command)
    add_endpoint(command)
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")


def run(options: argparse.Namespace) -> int:
    from histkg.entities import find_entity
    from histkg.labels import parse_languages
    from histkg.portrait import describe, write_portrait

    languages = parse_languages(options.lang)
    store, prefixes = open_dataset(options)
    found = find_entity(store, prefixes, options.entity, None, languages)
    tell_understood(store, prefixes, options.entity, found, languages)
    if options.format == "turtle":
        from histkg.exporters import export

        export(describe(store, found.iri), prefixes, sys.stdout.buffer, format_name="turtle")
        return 0
    sys.stdout.write(write_portrait(store, prefixes, found.iri, languages))
    return 0
