"""``histkg ask``: answer a stored question."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from histkg.cli.endpoint import add_endpoint, open_dataset
from histkg.errors import UsageError

if TYPE_CHECKING:
    from histkg.answers import Answer
    from histkg.prefixes import PrefixMap
    from histkg.questions import StoredQuestion
    from histkg.stores.base import Store

HELP = "answer a stored question; without a name, list them in words"
EPILOG = """\
examples:
  histkg ask sources-for-event Ganja
  histkg ask sources-for-event event=Гянджа --lang az --format csv
  histkg ask published-before --show-sparql
"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    from histkg.stores import ENGINES
    from histkg.tables import FORMATS

    command.add_argument("question", nargs="?", help="name of a stored question").completer = _questions  # type: ignore[attr-defined]
    command.add_argument(
        "arguments", nargs="*", metavar="VALUE", help="its parameters in order, or NAME=VALUE"
    )
    command.add_argument("-f", "--format", default="table", choices=FORMATS)
    add_language(command)
    command.add_argument("--limit", type=int, metavar="N", help="at most N rows; says so when it cuts")
    command.add_argument("--wide", action="store_true", help="in a table, also the claim each row rests on")
    command.add_argument("--show-sparql", action="store_true", help="print the SPARQL instead of asking it")
    command.add_argument(
        "--engine", default=ENGINES[0], choices=ENGINES, help="rdflib is slow, for comparison"
    )
    command.add_argument("--base", metavar="IRI", help="another base IRI for the things of the dataset")
    add_endpoint(command)


def add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-l",
        "--lang",
        default=os.environ.get("HISTKG_LANG", "en"),
        metavar="TAGS",
        help="languages of names, best first, e.g. az,ru,en (HISTKG_LANG)",
    )


def _questions(**_: object) -> list[str]:
    from histkg.questions import read_questions
    from histkg.resources import find_home

    return list(read_questions(find_home().queries))


def tell_missing_language(store: Store, prefixes: PrefixMap, languages: tuple[str, ...]) -> None:
    """Say on standard error if nothing is named in the language that was asked for."""
    from histkg.labels import missing_language

    if missing := missing_language(store, prefixes, languages):
        print(
            f"Nothing here is named in “{missing}”; names are in the next language there is.", file=sys.stderr
        )


def run(options: argparse.Namespace) -> int:
    from histkg.answers import ask, bind_question
    from histkg.labels import parse_languages
    from histkg.questions import find_question, read_questions
    from histkg.resources import find_home

    home = find_home(options.home)
    languages = parse_languages(options.lang)
    if options.question is None:
        _list(list(read_questions(home.queries).values()), languages)
        return 0
    if options.limit is not None and options.limit < 1:
        raise UsageError("--limit takes a number from 1 on", hint="leave it out for all rows")
    question = find_question(home.queries, options.question)
    arguments = _arguments(question, options.arguments)
    store, prefixes = open_dataset(options)
    tell_missing_language(store, prefixes, languages)
    if options.show_sparql:
        query, notes = bind_question(store, prefixes, question, arguments, languages=languages)
        for note in notes:
            print(note, file=sys.stderr)
        sys.stdout.write(query if query.endswith("\n") else query + "\n")
        return 0
    answer = ask(store, prefixes, question, arguments, languages=languages, limit=options.limit)
    return _print(answer, options.format, languages, wide=options.wide)


def _arguments(question: StoredQuestion, words: list[str]) -> dict[str, str]:
    names = [parameter.name for parameter in question.parameters]
    arguments: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name in names:
            if name in arguments:
                raise UsageError(f"“{name}” is given twice: “{arguments[name]}” and “{value}”")
            arguments[name] = value
            continue
        free = [known for known in names if known not in arguments]
        if not free:
            raise UsageError(
                f"“{question.name}” takes {len(names)} value{'s' * (len(names) != 1)}: {', '.join(names) or 'none'}",
                hint="put a name of several words in quotation marks",
            )
        arguments[free[0]] = word
    return arguments


def _list(questions: list[StoredQuestion], languages: tuple[str, ...]) -> None:
    width = max(len(question.name) for question in questions)
    for question in questions:
        slots = " ".join(
            parameter.name.upper() if parameter.required else f"[{parameter.name.upper()}]"
            for parameter in question.parameters
            if parameter.type != "language"
        )
        print(f"{question.name:<{width}}  {question.question(languages)}")
        if slots:
            print(f"{'':<{width}}  histkg ask {question.name} {slots}")


def _print(answer: Answer, format_name: str, languages: tuple[str, ...], *, wide: bool) -> int:
    from histkg.tables import without_column, write_solutions

    for note in answer.notes:
        print(note, file=sys.stderr)
    question = answer.question
    is_text = format_name in ("table", "markdown")
    repeated = answer.cites_repeatedly and is_text
    extra = {"source": ("citation", answer.citations)} if answer.citations and not repeated else {}
    about = {
        "question": question.name,
        "total": answer.total,
        "shown": len(answer.solutions.rows),
        "truncated": answer.truncated,
        "notes": list(answer.notes),
        "incomplete": question.incomplete,
    }
    if is_text:
        head = "**{}**\n\n" if format_name == "markdown" else "{}\n\n"
        sys.stdout.write(head.format(question.question(languages)))
    if not (answer.is_empty and is_text):
        solutions = answer.solutions if wide or not is_text else without_column(answer.solutions, "claim")
        sys.stdout.write(
            write_solutions(
                solutions,
                format_name,
                labels=answer.labels,
                prefixes=answer.prefixes,
                extra=extra,
                about=about,
            )
        )
    if repeated:
        print("\nSources")
        for iri, citation in sorted(
            answer.citations.items(), key=lambda item: answer.labels.get(item[0], "")
        ):
            print(f"  {answer.labels.get(iri, iri)}: {citation}")
    _remark(answer, format_name)
    return 1 if answer.is_empty or answer.truncated else 0


def _remark(answer: Answer, format_name: str) -> None:
    """Say how many rows there are, and what the reader must know: on stdout in texts, on stderr beside data."""
    out = sys.stdout if format_name in ("table", "markdown") else sys.stderr
    question, shown = answer.question, len(answer.solutions.rows)
    if answer.is_empty:
        reason = (
            question.empty
            or "No statement in this dataset answers it; that is no evidence that there is none."
        )
        print(f"No rows. {reason}", file=out)
    elif answer.truncated:
        print(
            f"\nCut: {shown} of {answer.total} rows are shown; leave out --limit for all of them.", file=out
        )
    elif format_name in ("table", "markdown"):
        print(f"\n{shown} row{'s' * (shown != 1)}.", file=out)
    if question.incomplete:
        print(f"Not complete: {question.incomplete}", file=out)
