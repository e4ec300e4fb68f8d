"""Is a dataset, or a file of one's own, in order? Problems in plain sentences, with line and remedy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.dataset import Dataset, read_dataset
from histkg.errors import InputError
from histkg.labels import parse_languages
from histkg.layers import generate
from histkg.reading import FORMATS
from histkg.resources import Home, find_home
from histkg.validation.files import CheckedFile, foreign_namespace, read_files
from histkg.validation.report import SEVERITIES, ValidationReport, ValidationResult, check_severity

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["SEVERITIES", "ValidationReport", "ValidationResult", "validate"]


def validate(
    paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str] | None = None,
    *,
    home: Home | str | os.PathLike[str] | None = None,
    lang: str = "en",
    fail_on: str = "violation",
    alone: bool = False,
) -> ValidationReport:
    """Check files, or the whole dataset, against the rules in ``ontology/shapes/``.

    The data is checked as it is written: literals keep their form, and the generated layers are made anew from it.

    :param paths: files and folders (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; by suffix, else by content);
        None = the dataset of *home*. Files are checked in the context of that dataset: they may link to what it
        describes, and a thing they describe replaces the dataset's. Only problems of things in the files are told.
    :param home: a folder that holds ``data/``; None = the bundled one.
    :param lang: languages of names and messages, best first; messages are in English, Azerbaijani or Russian.
    :param fail_on: the mildest severity that makes the report not conform: violation, warning or info.
    :param alone: leave the dataset out of the context; only the vocabulary remains.
    :raises InputError: something could not be read; the message says all of it.
    :raises UsageError: *fail_on* is no severity.

    >>> report = validate()
    >>> report.conforms
    True
    """
    from histkg.validation.judging import judge
    from histkg.validation.written import shown_path

    check_severity(fail_on)
    place = home if isinstance(home, Home) else find_home(home)
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    matter = _Matter(place, None if named is None else list(named), alone=alone)
    report = judge(
        matter.context,
        matter.checked,
        matter.generated,
        matter.dataset.prefixes,
        shapes=shape_files(place),
        files=matter.files,
        foreign=matter.foreign,
        languages=parse_languages(lang),
        fail_on=fail_on,
    )
    return replace(report, dataset="" if alone else shown_path(place.data), is_whole=named is None)


def shape_files(home: Home) -> list[Path]:
    """Return the files that make the shapes graph: the rules, and the prefixes their SPARQL uses.

    :raises InputError: there are none.
    """
    found = sorted((home.ontology / "shapes").glob("*.ttl"))
    if not found:
        raise InputError("no rules here", where=str(home.ontology / "shapes"), hint="install histkg again")
    return [*found, home.ontology / "prefixes.ttl"]


def graph_of(number: int) -> str:
    """Return the graph of the checked file with this number."""
    return f"urn:histkg:checked:{number}"


class _Matter:
    """What is checked and what surrounds it.

    :param named: files and folders, or None for the dataset itself.
    """

    def __init__(self, home: Home, named: list[str | os.PathLike[str]] | None, *, alone: bool) -> None:
        self._home = home
        self._alone = alone
        self._read: list[CheckedFile] | None = None if named is None else read_files(named)
        self.dataset: Dataset = read_dataset(home)

    @cached_property
    def checked(self) -> tuple[Quad, ...]:
        """Return the statements of the files that are checked."""
        from pyoxigraph import NamedNode, Quad

        if self._read is None:
            return (*self.dataset.quads, *self._undescribed)
        # A file's own graphs play no part; one graph for each file says where a statement stands.
        return tuple(
            Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph_of(number)))
            for number, file in enumerate(self._read)
            for quad in file.quads
            if not self._is_generated(quad)
        )

    @cached_property
    def _undescribed(self) -> tuple[Quad, ...]:
        """Return the statement that there is a dataset, where no file makes it: the rules then say what it lacks."""
        from pyoxigraph import NamedNode, Quad

        prefixes = self.dataset.prefixes
        kind = NamedNode(prefixes["dcat"] + "Dataset")
        if any(
            quad.object == kind and quad.predicate.value == prefixes["rdf"] + "type"
            for quad in self.dataset.quads
        ):
            return ()
        graph = NamedNode(prefixes["graph"] + "dataset")
        node = NamedNode(prefixes["dataset"] + "undescribed")
        return (Quad(node, NamedNode(prefixes["rdf"] + "type"), kind, graph),)

    @cached_property
    def context(self) -> tuple[Quad, ...]:
        """Return the statements around them: those of things the files do not describe themselves.

        A claim that has lost its type is still described by what it is about.
        """
        if self._read is None:
            return ()
        describing = {self.dataset.prefixes["rdf"] + name for name in ("type", "subject")}
        theirs = {quad.subject for quad in self.checked if quad.predicate.value in describing}
        own_paths = {file.path.resolve() for file in self._read}
        left_out = {graph for graph, path in self.dataset.files.items() if path.resolve() in own_paths}
        if self._alone:
            data = self._home.data.resolve()
            left_out |= {
                graph for graph, path in self.dataset.files.items() if path.resolve().is_relative_to(data)
            }
        return tuple(
            quad
            for quad in self.dataset.quads
            if quad.subject not in theirs and getattr(quad.graph_name, "value", "") not in left_out
        )

    @cached_property
    def generated(self) -> tuple[Quad, ...]:
        """Return the generated layers of both together."""
        return tuple(generate([*self.context, *self.checked], self.dataset.prefixes, self._home.queries))

    @property
    def foreign(self) -> dict[str, str]:
        """Return graph → the vocabulary most used in it, of the checked files that use nothing of the ontology."""
        found = {
            graph_of(number): foreign_namespace(file.quads, self.dataset.prefixes)
            for number, file in enumerate(self._read or ())
        }
        return {graph: namespace for graph, namespace in found.items() if namespace is not None}

    @property
    def files(self) -> dict[str, tuple[Path, str]]:
        """Return graph IRI → (file, name of its format), of every file that was read."""
        known = {
            graph: (path, FORMATS.get(path.suffix.lower(), "TURTLE"))
            for graph, path in self.dataset.files.items()
        }
        for quad in self._undescribed:
            known[getattr(quad.graph_name, "value", "")] = (self._home.data / "dataset.ttl", "TURTLE")
        for number, file in enumerate(self._read or ()):
            known[graph_of(number)] = (file.path, file.format_name)
        return known

    def _is_generated(self, quad: Quad) -> bool:
        """Tell whether *quad* is from the generated graphs of an earlier build, which are made anew."""
        return getattr(quad.graph_name, "value", "").startswith(self.dataset.prefixes["graph"] + "generated/")
