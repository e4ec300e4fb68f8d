"""Where in a file a statement stands: for errors that a person must find with an editor.

Turtle, TriG, N-Triples and N-Quads are scanned token by token (RDF 1.1 Turtle §6.5, without checking: the file has been
parsed before). In JSON-LD and RDF/XML the line is found by the text of the IRI and of the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from histkg.errors import InputError
from histkg.reading import read_text

BLANK = "_:"
"""Stands for any thing without an IRI."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n]*)
  | (?P<long>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3})
  | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<iri><[^>\s]*>)
  | (?P<at>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<type>\^\^)
  | (?P<punctuation>[.;,\[\](){}])
  | (?P<word>[^\s;,\[\](){}"'<>\#^@]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True)
class Mention:
    """A term of a statement as it stands in the text.

    :param subject: IRI, or :data:`BLANK`.
    :param predicate: IRI; None = this is where the subject itself stands.
    :param object: IRI, lexical form, or :data:`BLANK`.
    :param line: 1-based.
    """

    subject: str
    predicate: str | None
    object: str | None
    line: int


def scan(text: str) -> list[Mention]:
    r"""Return the mentions in a Turtle, TriG, N-Triples or N-Quads document, in the order of the text.

    >>> [(m.object, m.line) for m in scan("<urn:a>\n <urn:b> 'x',\n 'y' .")]
    [(None, 1), ('x', 2), ('y', 3)]
    """
    return list(_Scanner().read(text))


@dataclass
class _Scanner:
    prefixes: dict[str, str] = field(default_factory=dict)
    subject: str | None = None
    predicate: str | None = None
    outer: list[tuple[str | None, str | None]] = field(default_factory=list)
    declaring: list[str] | None = None
    after_type: bool = False

    def read(self, text: str) -> Iterator[Mention]:
        line = 1
        for token in _TOKEN.finditer(text):
            kind, value = token.lastgroup, token.group()
            if kind != "space":
                yield from self._token(str(kind), value, line)
            line += value.count("\n")

    def _token(self, kind: str, value: str, line: int) -> Iterator[Mention]:
        if self.declaring is not None:
            self._declare(kind, value)
        elif (
            self.subject is None
            and value.upper().lstrip("@") in ("PREFIX", "BASE")
            and kind in ("at", "word")
        ):
            self.declaring = []
        elif kind in ("at", "other") or (
            kind == "word" and value.upper() == "GRAPH" and self.subject is None
        ):
            return
        elif kind == "type":
            self.after_type = True
        elif kind == "punctuation":
            yield from self._punctuation(value, line)
        elif kind == "word" and value.endswith("."):
            yield from self._term(self._expand(value.rstrip(".")), line)
            self._punctuation_end()
        else:
            yield from self._term(self._value(kind, value), line)

    def _declare(self, kind: str, value: str) -> None:
        assert self.declaring is not None
        if kind == "iri":
            if self.declaring:
                self.prefixes[self.declaring[0].rstrip(":")] = value[1:-1]
            self.declaring = None
        elif kind == "word":
            self.declaring.append(value)

    def _value(self, kind: str, value: str) -> str:
        if kind == "iri":
            return _unescape(value[1:-1])
        if kind in ("long", "string"):
            return _unescape(value[3:-3] if kind == "long" else value[1:-1])
        return self._expand(value)

    def _expand(self, word: str) -> str:
        if word == "a" and self.subject is not None and self.predicate is None:
            return _RDF_TYPE
        if word.startswith("_:"):
            return BLANK
        prefix, colon, local_name = word.partition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + local_name.replace("\\", "")
        return word

    def _term(self, term: str, line: int) -> Iterator[Mention]:
        if self.after_type:
            self.after_type = False
        elif self.subject is None:
            self.subject = term
            yield Mention(term, None, None, line)
        elif self.predicate is None:
            self.predicate = term
        else:
            yield Mention(self.subject, self.predicate, term, line)

    def _punctuation(self, sign: str, line: int) -> Iterator[Mention]:
        if sign == "[":
            if self.subject is not None:
                yield Mention(self.subject, self.predicate, BLANK, line)
            self.outer.append((self.subject, self.predicate))
            self.subject, self.predicate = BLANK, None
            yield Mention(BLANK, None, None, line)
        elif sign == "]" and self.outer:
            self.subject, self.predicate = self.outer.pop()
            if self.subject is None:  # [ … ] begins the statement
                self.subject = BLANK
        elif sign == ";":
            self.predicate = None
        elif sign in ".{}":
            self._punctuation_end()

    def _punctuation_end(self) -> None:
        self.subject = self.predicate = None
        self.outer.clear()
        self.after_type = False


def _unescape(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        body = match.group(1)
        return chr(int(body[1:], 16)) if len(body) > 1 else _ESCAPED.get(body, body)

    return _ESCAPE.sub(plain, text) if "\\" in text else text


@dataclass
class SourceText:
    """The text of one file, asked for lines.

    :param path: the file.
    :param format_name: a value of :data:`histkg.reading.FORMATS`.
    """

    path: Path
    format_name: str

    @cached_property
    def _text(self) -> str:
        try:
            return read_text(self.path)
        except InputError:  # it was there a moment ago
            return ""

    @cached_property
    def _mentions(self) -> list[Mention]:
        return [] if self.format_name in ("JSON_LD", "RDF_XML") else scan(self._text)

    def line(self, subject: str, predicate: str | None = None, value: str | None = None) -> int | None:
        """Return the line of the statement, or the nearest there is: of the property, of the thing; None = not here.

        :param subject: an IRI, or :data:`BLANK`.
        """
        if self.format_name in ("JSON_LD", "RDF_XML"):
            return self._line_by_text(subject, value)
        of_subject = [mention for mention in self._mentions if mention.subject == subject]
        for wanted in (
            lambda m: value is not None and m.predicate == predicate and m.object == value,
            lambda m: predicate is not None and m.predicate == predicate,
            lambda m: value is not None and m.object == value,
            lambda m: m.predicate is None,
        ):
            for mention in of_subject:
                if wanted(mention):
                    return mention.line
        return None

    def blank_lines(self) -> list[int]:
        """Return the lines on which things without an IRI begin."""
        return [
            mention.line
            for mention in self._mentions
            if mention.subject == BLANK and mention.predicate is None
        ]

    def _line_by_text(self, subject: str, value: str | None) -> int | None:
        lines = self._text.splitlines()
        local_name = re.split(r"[/#]", subject)[-1]
        for written in (subject, f":{local_name}", local_name):
            for number, line in enumerate(lines, 1):
                if re.search(re.escape(written) + r"(?![\w-])", line):
                    return self._line_of_value(lines, number, value) or number
        return None

    @staticmethod
    def _line_of_value(lines: list[str], first: int, value: str | None) -> int | None:
        if not value:
            return None
        last_part = re.split(r"[/#]", value)[-1] or value
        for number, line in enumerate(lines[first - 1 :], first):
            if value in line or (last_part != value and re.search(re.escape(last_part) + r"(?![\w-])", line)):
                return number
        return None
