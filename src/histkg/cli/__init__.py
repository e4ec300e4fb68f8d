"""The command line: each command is a module here, and does one library call, prints, and gives an exit code.

Results go to stdout, everything else to stderr. Exit codes: 0 fine; 1 does not conform, or the answer is empty or cut;
2 wrong usage; 3 input unreadable; 4 remote failed.
"""

# PYTHON_ARGCOMPLETE_OK

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from histkg.errors import HistkgError, UsageError

COMMANDS = ("build", "validate", "ask", "find", "show", "sparql", "export", "load", "diff", "list")

_EPILOG = """\
examples:
  histkg ask                                     the questions there are, in words
  histkg ask sources-for-event Ganja             ask one; any name in any script will do
  histkg show Gəncə                              everything about a person, place, event or source
  histkg validate my-event.ttl                   check a file of one's own against the rules
  histkg export turtle -o histkg.ttl             take the whole dataset along

exit codes: 0 fine · 1 does not conform, or empty or cut answer · 2 wrong usage · 3 unreadable · 4 remote failed
"""


class _Parser(argparse.ArgumentParser):
    """Takes options before, between and after names: ``export report -l az "Ganja uprising"``."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._mixing or self._subparsers is not None or "_ARGCOMPLETE" in os.environ:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n  → {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = _Parser(
        prog="histkg",
        description="Historical events as a knowledge graph in which every fact says who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    root.add_argument("--version", action="store_true", help="print the version and leave")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name in COMMANDS:
        module = import_module(f"histkg.cli.{name if name != 'list' else 'listing'}")
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=getattr(module, "EPILOG", None),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_argument(
            "--home", metavar="DIR", help="another dataset: a folder that holds data/ (HISTKG_HOME)"
        )
        command.add_argument("--debug", action="store_true", help="show the trace of an error")
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    :param arguments: the words after ``histkg``; None = those of this process.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if sys.stdout is None:
        if sys.stderr is not None:
            print("histkg: standard output is closed", file=sys.stderr)
        return 3
    _prepare_streams()
    try:
        code = _dispatch(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough: `histkg … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except OSError as error:
        if "--debug" in words:
            raise
        print(f"histkg: {error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3
    return code


def _dispatch(words: Sequence[str]) -> int:
    if list(words) == ["--version"]:  # said before any parser is built
        from histkg import __version__

        print(f"histkg {__version__}")
        return 0
    root = parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(root)
    try:
        options = root.parse_args(words)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if options.command is None:
        root.print_help()
        return 0
    try:
        _check_text(options)
        return int(options.run(options))
    except HistkgError as error:
        if options.debug:
            raise
        print(f"histkg: {error}", file=sys.stderr)
        return error.exit_code


def _check_text(options: argparse.Namespace) -> None:
    """Refuse names that hold bytes which are no UTF-8; a path may hold any.

    :raises UsageError: there are some.
    """
    for option in ("name", "entity", "question", "arguments", "url", "endpoint"):
        given = getattr(options, option, None)
        for word in [given] if isinstance(given, str) else given or ():
            if any("\ud800" <= letter <= "\udfff" for letter in word):
                shown = word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")[:80]
                raise UsageError(f"“{shown}” holds bytes that are no UTF-8", hint="type the name again")


def _prepare_streams() -> None:
    """Make both streams UTF-8 whatever the locale says; what cannot be written is escaped, never lost."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
