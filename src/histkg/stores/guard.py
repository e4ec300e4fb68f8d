"""What is refused before any engine sees it: reaching out, changing, and texts that would fell the process.

The text is cut into the terminals of SPARQL 1.1 (W3C Recommendation 2013, §19.8), so that a word in a string, an IRI or a
comment is never taken for a keyword, nor a keyword overlooked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from histkg.errors import FileSyntaxError, UsageError

LONGEST = 200_000
"""Characters of a query. Parsers descend once for each member of a chain; this many surely fit the stack they get."""

MOST_PARTS = 4_000
"""Operators, keywords, brackets and full stops of a query. Engines take time that grows with the square of a chain, deaf to any stop."""

DEEPEST = 200
"""Nesting that every engine's recursive parser surely survives."""

_TERMINAL = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<number>\d+)
    | (?P<name>(?:[^\W\d_][\w.-]{0,99})?:[\w.%:\\-]*|[?$]\w+|@[A-Za-z][A-Za-z0-9-]*|_:[\w.-]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[({\[]) | (?P<close>[)}\]])
    | (?P<run>[!+-])
    | (?P<mark>[.;,])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])


@dataclass(frozen=True)
class Looks:
    """What a text looks like, as far as can be told without parsing it.

    :param form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.
    :param has_dataset_clause: it says ``FROM`` or ``FROM NAMED`` (§13.2).
    :param nesting: brackets open at once, at most.
    :param names_graphs: it has a pattern ``GRAPH`` (§13.3).
    """

    form: str
    has_dataset_clause: bool
    nesting: int
    names_graphs: bool = False


def inspect(text: str) -> Looks:
    """Look over *text* and refuse what must not reach an engine.

    :raises UsageError: it has ``SERVICE``, or is an update, or is too long or too deeply nested.
    :raises FileSyntaxError: there is no query in it.

    >>> inspect("SELECT * FROM <urn:g> { ?s ?p 'SERVICE' }").has_dataset_clause
    True
    """
    if len(text) > LONGEST:
        raise UsageError(f"the query has {len(text):,} characters; the limit is {LONGEST:,}")
    has_dataset_clause = names_graphs = False
    form: str | None = None
    depth = deepest = run = parts = 0
    for match in _TERMINAL.finditer(text):
        kind = match.lastgroup
        if kind == "comment" or match[0].isspace():
            continue
        run = run + 1 if kind == "run" else 0
        if kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "iri":  # a parser without terminals reads “1<((((1))))>2” as brackets
            deepest = max(deepest, depth + match[0].count("("))
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            word = match[0].upper()
            if form is None and word in _UPDATES:
                raise UsageError(
                    f"{word} would change the data and is refused{_place(text, match.start())}",
                    hint="only questions are answered here: SELECT, ASK, CONSTRUCT, DESCRIBE",
                )
            if form is None and word in _FORMS:
                form = word
            elif word == "SERVICE":
                raise UsageError(
                    f"SERVICE reaches out of this dataset and is refused{_place(text, match.start())}",
                    hint="ask the other endpoint itself",
                )
            elif word == "FROM" and form is not None:
                has_dataset_clause = True
            elif word == "GRAPH":
                names_graphs = True
        parts += kind in ("word", "open", "run", "mark", "other")
        if parts > MOST_PARTS:
            raise UsageError(f"the query has more than {MOST_PARTS:,} operators, keywords and brackets")
        if deepest > DEEPEST:
            raise UsageError(f"the query nests more than {DEEPEST} levels deep")
        if run > DEEPEST:
            raise UsageError(f"the query repeats an operator more than {DEEPEST} times in a row")
    if form is None:
        raise FileSyntaxError(
            "there is no query here" if not text.strip() else "neither SELECT nor ASK, CONSTRUCT or DESCRIBE",
            file="query",
            hint="see https://www.w3.org/TR/sparql11-query/#grammar",
        )
    return Looks(form, has_dataset_clause, deepest, names_graphs)


def _place(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f" (line {line}, column {position - text.rfind(chr(10), 0, position)})"
