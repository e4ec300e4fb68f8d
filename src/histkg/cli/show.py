"""``histkg show``: an entity as a reader wants it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from histkg.cli.ask import add_language
from histkg.cli.endpoint import add_endpoint, open_dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

HELP = "show an entity: names, dates with their doubt, who says what, disagreements side by side"
EPILOG = """\
examples:
  histkg show Ganja
  histkg show event:ganja-uprising-1920 --lang az
  histkg show "Kadishev 1960"
  histkg show C067                                a row of the dossier, and the claims made from it
  histkg show claim:nazarli-2024-rebels-word-2    a claim: the chain from its words to who entered it
"""

_MOST = 3
"""How many other things of like name are named before the rest is counted."""


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
    if found.note:
        print(found.note, file=sys.stderr)
    _tell_of_others(store, prefixes, options.entity, found.iri, languages)
    if options.format == "turtle":
        from histkg.exporters import export

        export(describe(store, found.iri), prefixes, sys.stdout.buffer, format_name="turtle")
        return 0
    sys.stdout.write(write_portrait(store, prefixes, found.iri, languages))
    return 0


def _tell_of_others(
    store: Store, prefixes: PrefixMap, text: str, chosen: str, languages: Sequence[str]
) -> None:
    """Say what else of that name there is: Zaqatala is a town, an okrug and an uprising."""
    from histkg.entities import rank_names
    from histkg.labels import read_labels
    from histkg.names import Rank

    if ":" in text:
        return
    hits = rank_names(store, prefixes, text)
    others = [hit.entity for hit in hits if hit.rank <= Rank.WORDS and hit.entity != chosen]
    if not others:
        return
    labels = read_labels(store, prefixes, others[:_MOST], languages)
    named = ", ".join(labels.get(iri, prefixes.compress(iri)) for iri in others[:_MOST])
    more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
    print(f"other things of that name: {named}{more} (histkg find lists them)", file=sys.stderr)
