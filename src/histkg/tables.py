"""Rows as people and programs want them: a table, CSV, TSV, JSON, XML, Markdown.

The machine formats are those of SPARQL 1.1 (Query Results CSV and TSV; JSON; XML; W3C 2013). Names of IRIs are added
as columns of their own (``sourceLabel``), so that IRIs stay what they are.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from histkg.errors import UsageError
from histkg.stores.base import Solutions

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Term

FORMATS = ("table", "csv", "tsv", "json", "markdown", "xml")
"""Names of the formats, the default first."""

_SHORT, _NARROW = 26, 18
"""A column up to the first width is not wrapped while a longer one can be; none is wrapped below the second."""

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def _is_iri(term: Term | None) -> bool:
    return type(term).__name__ == "NamedNode"


def with_names(
    solutions: Solutions,
    labels: Mapping[str, str],
    extra: Mapping[str, tuple[str, Mapping[str, str]]] | None = None,
) -> Solutions:
    """Return *solutions* with a ``…Label`` column after each column that holds a named IRI.

    :param extra: column → (name of a further column, IRI → text), put at the end.
    """
    from pyoxigraph import Literal

    named = [
        index
        for index in range(len(solutions.variables))
        if any(_is_iri(row[index]) and row[index].value in labels for row in solutions.rows)  # type: ignore[union-attr]
    ]
    variables: list[str] = []
    for index, variable in enumerate(solutions.variables):
        variables.append(variable)
        if index in named:
            variables.append(f"{variable}Label")
    further = [
        (solutions.variables.index(column), name, texts) for column, (name, texts) in (extra or {}).items()
    ]
    variables += [name for _, name, _ in further]
    rows: list[tuple[Term | None, ...]] = []
    for row in solutions.rows:
        cells: list[Term | None] = []
        for index, term in enumerate(row):
            cells.append(term)
            if index in named:
                label = labels.get(term.value) if _is_iri(term) else None  # type: ignore[union-attr]
                cells.append(Literal(label) if label is not None else None)
        for index, _, texts in further:
            text = texts.get(row[index].value) if _is_iri(row[index]) else None  # type: ignore[union-attr]
            cells.append(Literal(text) if text is not None else None)
        rows.append(tuple(cells))
    return Solutions(tuple(variables), tuple(rows))


def without_column(solutions: Solutions, variable: str) -> Solutions:
    """Return *solutions* without the column *variable*, if it is there."""
    kept = [index for index, name in enumerate(solutions.variables) if name != variable]
    rows = tuple(tuple(row[index] for index in kept) for row in solutions.rows)
    return Solutions(tuple(solutions.variables[index] for index in kept), rows)


_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if code != ord("\n")}
"""Control characters would steer the terminal; they are shown, not sent."""


def _plain(term: Term | None, labels: Mapping[str, str], prefixes: PrefixMap | None) -> str:
    if term is None:
        return ""
    text = term.value
    if _is_iri(term):
        text = labels.get(term.value) or (prefixes.compress(term.value) if prefixes else term.value)
    return text.translate(_CONTROLS)


def write_table(
    solutions: Solutions,
    labels: Mapping[str, str],
    prefixes: PrefixMap | None = None,
    *,
    markdown: bool = False,
    width: int | None = None,
) -> str:
    """Return *solutions* as a table of names for reading: plain text fitted to *width* columns, or Markdown.

    :param width: columns; None = the terminal's, or no limit where there is none.
    """
    from tabulate import tabulate

    rows = [[_plain(term, labels, prefixes) for term in row] for row in solutions.rows]
    kept = [i for i in range(len(solutions.variables)) if any(row[i] for row in rows)] or [0]
    headers = [_heading(solutions.variables[i]) for i in kept] if solutions.variables else []
    cells = [[row[i] for i in kept] for row in rows]
    if markdown:
        cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in cells]
        return str(tabulate(cells, headers, tablefmt="github", disable_numparse=True)) + "\n"
    limit = width or shutil.get_terminal_size((0, 0)).columns
    widths = _fit(headers, cells, limit) if limit else None
    table = tabulate(cells, headers, tablefmt="simple", disable_numparse=True, maxcolwidths=widths)
    return "\n".join(line.rstrip() for line in str(table).splitlines()) + "\n"


def _heading(variable: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in variable)
    return words.replace("_", " ")


def _fit(headers: Sequence[str], cells: Sequence[Sequence[str]], limit: int) -> list[int] | None:
    """Return column widths that share *limit* columns: long texts give way first, short columns stay whole."""
    widths = [max([len(header), *(len(row[index]) for row in cells)]) for index, header in enumerate(headers)]
    floors = [width if width <= _SHORT else _NARROW for width in widths]
    room = max(limit - 2 * (len(widths) - 1), 6 * len(widths))
    while sum(widths) > room:
        flexible = [index for index, width in enumerate(widths) if width > floors[index]]
        widest = max(flexible or range(len(widths)), key=lambda index: widths[index])
        widths[widest] -= 1
    return widths


def write_csv(solutions: Solutions) -> str:
    """Return *solutions* as SPARQL 1.1 CSV (plain values, CRLF)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(solutions.variables)
    writer.writerows([["" if term is None else term.value for term in row] for row in solutions.rows])
    return out.getvalue()


def write_tsv(solutions: Solutions) -> str:
    """Return *solutions* as SPARQL 1.1 TSV (terms in N-Triples form)."""
    lines = ["\t".join(f"?{variable}" for variable in solutions.variables)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)
        for row in solutions.rows
    ]
    return "\n".join(lines) + "\n"


def write_json(solutions: Solutions, about: Mapping[str, Any] | None = None) -> str:
    """Return *solutions* as SPARQL 1.1 JSON; *about* is added as the member ``histkg`` (total, truncated, notes)."""
    bindings = [
        {
            variable: _json(term)
            for variable, term in zip(solutions.variables, row, strict=True)
            if term is not None
        }
        for row in solutions.rows
    ]
    document: dict[str, Any] = {
        "head": {"vars": list(solutions.variables)},
        "results": {"bindings": bindings},
    }
    if about is not None:
        document["histkg"] = dict(about)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json(term: Any) -> dict[str, str]:
    if _is_iri(term):
        return {"type": "uri", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def write_xml(solutions: Solutions) -> str:
    """Return *solutions* as SPARQL 1.1 XML."""
    from xml.etree import ElementTree as ET

    root = ET.Element("sparql", xmlns=_RESULTS)
    head = ET.SubElement(root, "head")
    for variable in solutions.variables:
        ET.SubElement(head, "variable", name=variable)
    results = ET.SubElement(root, "results")
    for row in solutions.rows:
        result = ET.SubElement(results, "result")
        for variable, term in zip(solutions.variables, row, strict=True):
            if term is not None:
                binding = ET.SubElement(result, "binding", name=variable)
                about = _json(term)
                node = ET.SubElement(binding, about.pop("type"))
                node.text = _xml_text(about.pop("value"))
                for key, value in about.items():
                    node.set(key, value)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _xml_text(text: str) -> str:
    """Replace what XML 1.0 §2.2 cannot hold."""
    return "".join(c if c in "\t\n\r" or ord(c) >= 32 else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_solutions(
    solutions: Solutions,
    format_name: str,
    *,
    labels: Mapping[str, str],
    prefixes: PrefixMap | None = None,
    extra: Mapping[str, tuple[str, Mapping[str, str]]] | None = None,
    about: Mapping[str, Any] | None = None,
    width: int | None = None,
) -> str:
    """Return *solutions* in the format *format_name*.

    :raises UsageError: it is none of :data:`FORMATS`.
    """
    if format_name in ("table", "markdown"):
        shown = with_names(solutions, {}, extra)
        return write_table(shown, labels, prefixes, markdown=format_name == "markdown", width=width)
    named = with_names(solutions, labels, extra)
    if format_name == "csv":
        return write_csv(named)
    if format_name == "tsv":
        return write_tsv(named)
    if format_name == "json":
        return write_json(named, about)
    if format_name == "xml":
        return write_xml(named)
    raise UsageError(f"unknown format “{format_name}”", hint=f"use one of {', '.join(FORMATS)}")
