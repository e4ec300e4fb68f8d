"""The files a reader wants checked: found, decoded, parsed, and every trouble told at once."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.errors import FileSyntaxError, InputError
from histkg.reading import FORMATS, parse_text, read_text

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.prefixes import PrefixMap

_NAMES = {
    "TURTLE": "Turtle",
    "TRIG": "TriG",
    "N_TRIPLES": "N-Triples",
    "N_QUADS": "N-Quads",
    "JSON_LD": "JSON-LD",
    "RDF_XML": "RDF/XML",
}
# A Turtle document is a TriG document, and N-Triples is Turtle: a file that parses as the wider one is not mislabelled.
_WIDER = {("TURTLE", "TRIG"), ("N_TRIPLES", "TRIG"), ("N_QUADS", "TRIG")}


@dataclass(frozen=True)
class CheckedFile:
    """A file that was read.

    :param path: as the reader named it.
    :param format_name: a value of :data:`histkg.reading.FORMATS`.
    :param quads: its statements, in the graphs the file gives them.
    """

    path: Path
    format_name: str
    quads: tuple[Quad, ...]


def read_files(paths: Sequence[str | os.PathLike[str]]) -> list[CheckedFile]:
    """Read the files and all RDF files of the folders among *paths*, sorted within a folder.

    :raises InputError: at least one could not be read; the message holds a sentence for each of them.
    """
    problems: list[InputError] = []
    found: list[Path] = []
    for named in paths:
        try:
            found += files_of(Path(named))
        except InputError as problem:
            problems.append(problem)
    checked: list[CheckedFile] = []
    for path in dict.fromkeys(found):
        try:
            checked.append(_read(path))
        except InputError as problem:
            problems.append(problem)
    if problems:
        raise together(problems)
    return checked


def files_of(path: Path) -> list[Path]:
    """Return *path*, or the RDF files in and below the folder *path*.

    :raises InputError: a folder without any.
    """
    if not path.is_dir():
        return [path]
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in FORMATS
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not found:
        known = " ".join(sorted(FORMATS))
        raise InputError("no RDF file in this folder", where=str(path), hint=f"files to check end in {known}")
    return found


def together(problems: Sequence[InputError]) -> InputError:
    """Return one error that says all of *problems*."""
    if len(problems) == 1:
        return problems[0]
    text = "\n".join(str(problem) for problem in problems)
    return InputError(f"{len(problems)} inputs could not be read:\n{text}")


def sniff(text: str) -> str:
    """Return the name of the RDF format that *text* looks like.

    >>> sniff("<urn:a> <urn:b> <urn:c> .")
    'TRIG'
    >>> sniff('{"@id": "urn:a"}')
    'JSON_LD'
    """
    start = text.lstrip()
    if start.startswith(("<?xml", "<rdf:RDF", "<!DOCTYPE", "<!--")):
        return "RDF_XML"
    if re.match(r'\{\s*("|\})|\[\s*\{', start):
        return "JSON_LD"
    if re.match(
        r'(<[^>]*>|_:\S+)\s+<[^>]*>\s+(<[^>]*>|_:\S+|"(\\.|[^"\\])*"(@[\w-]+|\^\^<[^>]*>)?)\s+<', start
    ):
        return "N_QUADS"
    return "TRIG"


def foreign_namespace(quads: Iterable[Quad], prefixes: PrefixMap) -> str | None:
    """Return the vocabulary most used in *quads* where nothing in them is of the ontology; None where something is.

    A description of a dataset (DCAT) and a list of concepts (SKOS) have rules of their own.
    """
    from pyoxigraph import NamedNode

    rdf_type, ontology = prefixes["rdf"] + "type", prefixes["hev"]
    looked_at = {
        prefixes["dcat"] + "Dataset",
        prefixes["skos"] + "Concept",
        prefixes["skos"] + "ConceptScheme",
    }
    used: Counter[str] = Counter()
    for quad in quads:
        terms = (quad.subject, quad.predicate, quad.object)
        iris = [term.value for term in terms if isinstance(term, NamedNode)]
        is_typed = quad.predicate.value == rdf_type
        if any(iri.startswith(ontology) for iri in iris) or (is_typed and iris[-1] in looked_at):
            return None
        word = iris[-1] if is_typed else quad.predicate.value
        used[word[: len(word) - len(re.split(r"[/#]", word)[-1])]] += 1
    known = set(prefixes.values())  # what every file uses says less of it than what only this one does
    return min(used, key=lambda name: (name in known, -used[name], name), default=None)


def _read(path: Path) -> CheckedFile:
    from pyoxigraph import Triple

    text = read_text(path)
    if not text.strip():
        raise InputError("the file is empty", where=str(path), hint="was it saved, and is it the right file?")
    looks_like = sniff(text)
    name = FORMATS.get(path.suffix.lower(), looks_like)
    try:
        quads = tuple(parse_text(text, file=str(path), rdf_format_name=name))
    except FileSyntaxError as trouble:
        if "LoadDocumentCallback" in trouble.what:
            raise InputError(
                "the JSON-LD context is an address, and nothing is fetched while checking",
                where=str(path),
                hint="write the context itself into the file, as histkg export jsonld does",
            ) from None
        if name == looks_like or (name, looks_like) in _WIDER:
            raise
        trouble.hint = (
            f"it ends in “{path.suffix}”, which is {_NAMES[name]}, but looks like {_NAMES[looks_like]}"
        )
        raise
    if any(isinstance(term, Triple) for quad in quads for term in (quad.subject, quad.object)):
        raise InputError(
            "the file holds statements about statements (triple terms of RDF 1.2), which no rule can read",
            where=str(path),
            hint="write a claim with rdf:subject, rdf:predicate and rdf:object instead",
        )
    if not quads:
        raise InputError(
            "the file holds no statement", where=str(path), hint="only comments or prefixes are in it"
        )
    return CheckedFile(path, name, quads)
