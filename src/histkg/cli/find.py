"""``histkg find``: what a name may mean, nearest first, with the reason."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from histkg.cli.ask import add_language
from histkg.cli.endpoint import add_endpoint, open_dataset
from histkg.cli.listing import KINDS
from histkg.errors import UsageError

if TYPE_CHECKING:
    from histkg.entities import Candidate
    from histkg.prefixes import PrefixMap

HELP = "find what a name in any script may mean: all of it, nearest first, with the reason"
EPILOG = """\
examples:
  histkg find Шихлинский
  histkg find Zaqatala --kind events
  histkg find "11-я армия" --format json

exit codes: 0 found · 1 nothing found (what is like it is listed), or cut by --limit
"""

WHY = {
    "EXACT": "exact",
    "CASE": "folded: capitals apart",
    "KEY": "folded: another script or spelling",
    "LENT": "the name of its place",
    "WORDS": "part of a name",
    "SPREAD": "words of several names",
    "INITIALS": "initials agree",
    "SKELETON": "near: the consonants agree",
    "NEAR": "near: perhaps a slip",
}
"""Rank → the reason in words. The rank is the score; there is none between 0 and 1, which would look exact."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", help="a name in any script, or part of one")
    command.add_argument("-k", "--kind", metavar="KIND", help="one of: " + ", ".join(KINDS))
    command.add_argument("-f", "--format", default="text", choices=("text", "json"))
    command.add_argument("--limit", type=int, metavar="N", help="at most N things; says so when it cuts")
    add_language(command)
    add_endpoint(command)


def run(options: argparse.Namespace) -> int:
    from histkg.entities import find_candidates
    from histkg.labels import parse_languages

    if options.kind is not None and options.kind not in KINDS:
        raise UsageError(f"unknown kind “{options.kind}”", hint="one of " + ", ".join(KINDS))
    if options.limit is not None and options.limit < 1:
        raise UsageError("--limit takes a number from 1 on", hint="leave it out for all")
    if not options.name.strip():
        raise UsageError("the name is empty", hint="type a name in any script")
    languages = parse_languages(options.lang)
    store, prefixes = open_dataset(options)
    found = find_candidates(store, prefixes, options.name, KINDS.get(options.kind or ""), languages)
    shown = found[: options.limit]
    if options.format == "json":
        _print_json(options.name, found, shown, prefixes)
    else:
        _print_text(options.name, found, shown, prefixes)
    is_answer = bool(found) and not found[0].is_hint
    return 0 if is_answer and len(shown) == len(found) else 1


def _print_text(name: str, found: list[Candidate], shown: list[Candidate], prefixes: PrefixMap) -> None:
    if not found:
        print(f"Nothing here is called “{name}”, and nothing is like it: histkg list shows what there is.")
        return
    many = f"{len(found)} thing{'s' * (len(found) > 1)}"
    print(f"Nothing here is called “{name}”. Like it:" if found[0].is_hint else f"“{name}”: {many}")
    for number, one in enumerate(shown, 1):
        note = f" ({one.note})" if one.note else ""
        print(f"\n{number:>2}. {one.label}{note}")
        print(f"    {one.kind} · {prefixes.compress(one.match.entity)}")
        print(f"    {WHY[one.match.rank.name]}: “{one.match.name}” ({_script(one.match.name)})")
        if one.sources:
            print(f"    so named in: {'; '.join(sorted(one.sources.values()))}")
    if len(shown) < len(found):
        print(f"\nCut: {len(shown)} of {len(found)} are shown; leave out --limit for all of them.")


def _print_json(name: str, found: list[Candidate], shown: list[Candidate], prefixes: PrefixMap) -> None:
    matches = [
        {
            "iri": one.match.entity,
            "id": prefixes.compress(one.match.entity),
            "label": one.label,
            "kind": one.kind,
            "note": one.note,
            "rank": int(one.match.rank),
            "distance": one.match.distance,
            "why": WHY[one.match.rank.name],
            "hint": one.is_hint,
            "name": one.match.name,
            "script": _script(one.match.name),
            "sources": [{"iri": iri, "label": label} for iri, label in sorted(one.sources.items())],
        }
        for one in shown
    ]
    about = {"query": name, "total": len(found), "shown": len(shown), "truncated": len(shown) < len(found)}
    json.dump({**about, "matches": matches}, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _script(text: str) -> str:
    """Return the script of most letters of *text*, by their Unicode names."""
    scripts = Counter(unicodedata.name(letter, "unnamed").split()[0] for letter in text if letter.isalpha())
    return scripts.most_common(1)[0][0].title() if scripts else "no letters"
