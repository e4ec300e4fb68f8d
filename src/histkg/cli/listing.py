"""``histkg list``: what there is to ask about."""

from __future__ import annotations

import argparse
import sys

from histkg.cli.ask import add_language
from histkg.errors import UsageError

HELP = "list what there is: events, people, places, sources, archives, issues, prefixes, formats …"

KINDS = {
    "events": "hev:Event",
    "people": "hev:Person",
    "agents": "hev:Agent",
    "places": "hev:Place",
    "sources": "hev:Source",
    "publications": "hev:Publication",
    "archives": "hev:Archive",
    "claims": "hev:Claim",
    "issues": "hev:Issue",
}
_OTHERS = ("formats", "graphs", "prefixes", "questions")


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", nargs="?", metavar="KIND", help="one of: " + ", ".join([*KINDS, *_OTHERS]))
    add_language(command)


def run(options: argparse.Namespace) -> int:
    from histkg.entities import list_entities
    from histkg.labels import parse_languages
    from histkg.prefixes import read_prefixes
    from histkg.prepared import open_built
    from histkg.resources import find_home

    home = find_home(options.home)
    if options.kind is None:
        store, prefixes = open_built(home)
        for kind, curie in KINDS.items():
            print(f"{len(list_entities(store, prefixes, curie, ('en',))):>6}  {kind}")
        print(f"also: {', '.join(_OTHERS)}", file=sys.stderr)
        return 0
    if options.kind == "prefixes":
        for prefix, namespace in read_prefixes(home.prefixes).items():
            print(f"PREFIX {prefix}: <{namespace}>")
        return 0
    if options.kind == "questions":
        from histkg.questions import read_questions

        for question in read_questions(home.queries).values():
            print(f"{question.name}\t{question.summary}")
        return 0
    if options.kind == "formats":
        from histkg.exporters import EXPORTERS
        from histkg.exporters.targets import read_targets

        known = {name: (exporter.media_type, exporter.description) for name, exporter in EXPORTERS.items()}
        known |= {
            name: (
                target.media_type,
                target.description
                + (f" · needs pip install 'histkg[{target.extra}]'" if target.extra else ""),
            )
            for name, target in read_targets().items()
        }
        for name, (media_type, description) in sorted(known.items()):
            print(f"{name}\t{media_type}\t{description}")
        return 0
    if options.kind == "graphs":
        from histkg.prepared import build

        built = build(home)
        for name in sorted({quad.graph_name.value for quad in built.quads}):  # type: ignore[union-attr]
            print(name)
        return 0
    if options.kind not in KINDS:
        raise UsageError(f"unknown kind “{options.kind}”", hint="one of " + ", ".join([*KINDS, *_OTHERS]))
    store, prefixes = open_built(home)
    rows = list_entities(store, prefixes, KINDS[options.kind], parse_languages(options.lang))
    for iri, label in rows:
        print(f"{prefixes.compress(iri)}\t{label}")
    if not rows:
        print(f"There are no {options.kind}.", file=sys.stderr)
    return 0 if rows else 1
