"""The report of one answer: the question, how names were understood, the rows, the sources in them, how to cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from histkg.errors import UsageError
from histkg.exporters.reports.bibliography import Sources
from histkg.exporters.reports.entity import chapters, front, text_of
from histkg.exporters.reports.markdown import escape, table
from histkg.exporters.reports.words import Words
from histkg.exporters.tabular.about import read_about
from histkg.exporters.tabular.answers import arguments, asked
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.answers import Answer
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_WIDEST = 6
_IDENTIFIER = re.compile(r" \([a-z-]+:\S+\)$")


def write_answer(selection: Selection) -> Written:
    """Return the answer of *selection* as Markdown.

    :raises UsageError: it is of no answer.
    """
    answer = selection.answer
    if answer is None:
        raise UsageError("there is no answer to report")
    words = Words(selection.languages)
    cited = set(selection.of_class("hev:Source"))
    sources = Sources(selection, cited, words)
    about = read_about(selection)
    remarks = [escape(note) for note in answer.notes]
    if answer.truncated:
        remarks.append(escape(words("cut", shown=len(answer.solutions.rows), total=answer.total)))
    if answer.question.incomplete:
        remarks.append(escape(words("not_complete", why=answer.question.incomplete)))
    of = "; ".join(f"{name}: {_IDENTIFIER.sub('', told)}" for name, told in asked(selection, answer))
    cite = [escape(about.citation(f"{selection.title} ({of})" if of else selection.title))]
    if sources.iris:
        cite += ["", escape(words("cite_sources"))]
    page = [
        *front(words.language, selection.title),
        f"# {escape(selection.title)}",
        "",
        *[
            line
            for name, told in asked(selection, answer)
            for line in (f"**{escape(name)}:** {escape(told)}", "")
        ],
        f"`{' '.join(['histkg ask', answer.question.name, *arguments(selection, answer)])}`",
        "",
        *[line for remark in remarks for line in (remark, "")],
        *(_rows(selection, answer, words) or [escape(answer.question.empty or words("no_rows")), ""]),
        *chapters(
            [
                ("bibliography", sources.entries()),
                ("cite", cite),
            ],
            words,
        ),
    ]
    rows = len(answer.solutions.rows)
    counts = {"rows": rows, "sources": len(sources.iris)} if rows else {}
    return Written({"": text_of(page)}, counts, {"rows cut off by a limit": answer.total - rows})


def _rows(selection: Selection, answer: Answer, words: Words) -> list[str]:
    """Return the rows as a table of names; columns in which nothing stands are left away."""
    if not answer.solutions.rows:
        return []
    variables = answer.solutions.variables
    cells = [[_cell(selection, answer, term) for term in row] for row in answer.solutions.rows]
    kept = [at for at in range(len(variables)) if any(row[at] for row in cells)]
    longest = [max(len(row[at]) for row in cells) for at in kept]
    widths = [min(max(1, length // 8), _WIDEST) for length in longest]
    heads = [escape(_heading(variables[at])) for at in kept]
    rows = [[row[at] for at in kept] for row in cells]
    return [*table(heads, rows, widths), "", words.count("rows", len(rows)) + ".", ""]


def _cell(selection: Selection, answer: Answer, term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        label = answer.labels.get(term.value)
        return escape(label) if label else f"`{selection.prefixes.compress(term.value)}`"
    return escape(term.value)


def _heading(variable: str) -> str:
    """Return a variable as a heading.

    >>> _heading("foundIn")
    'found in'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in variable)
