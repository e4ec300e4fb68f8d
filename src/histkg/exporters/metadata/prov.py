"""``prov``: how the dataset was made (PROV-O, W3C): from which files, by which rules, with which program.

No clock is read: the only time is the one the data gives, the day the dataset was issued.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from histkg.dataset import dataset_files
from histkg.errors import InputError
from histkg.exporters.metadata.own import Own, iri_of, read_own
from histkg.exporters.metadata.sheet import Sheet, english, named
from histkg.exporters.targets import Written
from histkg.layers import generated_graph, stages

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_DESCRIBED_ELSEWHERE = "statements of the dataset about itself that void and dcat tell"


@dataclass(frozen=True)
class _Graphs:
    """The named graphs of the store: what is in them, and what of them a file of this machine stands behind."""

    written: dict[str, tuple[str, Path]]
    generated: frozenset[str]
    without_file: tuple[str, ...]


def write_prov(selection: Selection) -> Written:
    """Return the PROV description as Turtle.

    :raises UsageError: the data describes no dataset.
    :raises InputError: a file the dataset is made from cannot be read.
    """
    own = read_own(selection)
    sheet = Sheet(selection.prefixes, own.iri)
    graphs = _read_graphs(selection)
    _agents(sheet, own, selection)
    told = _dataset(sheet, own, graphs)
    for graph, (name, path) in graphs.written.items():
        _file(sheet, graph, name, path)
        sheet.say(own.part("build"), "prov:used", graph)
        sheet.say(own.part("written"), "prov:hadMember", graph)
    _origins(sheet, selection, graphs)
    rules = _stages(sheet, own, selection, graphs)
    prefixes = own.part("prefixes")
    _file(sheet, prefixes, "prefixes.ttl", selection.home.prefixes)
    sheet.say(own.part("build"), "prov:used", prefixes)
    counts = {
        "source files": len(graphs.written),
        "rules": rules,
        "generated graphs": len(graphs.generated),
        "statements of the dataset about itself": told,
    }
    left_out = {
        _DESCRIBED_ELSEWHERE: len(own) - told,
        "graphs without a file": len(graphs.without_file),
        "other datasets described in the data": own.others,
    }
    return Written({"": sheet.turtle()}, counts, left_out)


def _read_graphs(selection: Selection) -> _Graphs:
    files = {selection.prefixes["graph"] + name: (name, path) for name, path in dataset_files(selection.home)}
    there = {iri_of(row["g"]) for row in selection.rows("GRAPH ?g { ?s ?p ?o }", "g")}
    generated = {iri for iri in there if iri.startswith(selection.prefixes["graph"] + "generated/")}
    return _Graphs(
        {iri: file for iri, file in sorted(files.items()) if iri in there},
        frozenset(generated),
        tuple(sorted(there - generated - files.keys())),
    )


def _agents(sheet: Sheet, own: Own, selection: Selection) -> None:
    software = own.part("software")
    sheet.kind(software, "prov:Agent", "prov:SoftwareAgent")
    sheet.say(software, "rdfs:label", english("histkg"))
    with contextlib.suppress(PackageNotFoundError):  # run from a folder that was never installed
        sheet.say(software, "schema:softwareVersion", Literal(version("histkg")))
    for iri in own.iris("dcterms:publisher") + own.iris("dcterms:creator"):
        sheet.kind(iri, "prov:Agent")
        sheet.say(own.iri, "prov:wasAttributedTo", iri)
        sheet.say(iri, "rdfs:label", Literal(selection.label(iri)))


def _dataset(sheet: Sheet, own: Own, graphs: _Graphs) -> int:
    """Say what came out; return how many statements of the data about itself were used."""
    build, written = own.part("build"), own.part("written")
    titles, versions = own.values.get("dcterms:title", ()), own.values.get("dcat:version", ())
    issued = own.values.get("dcterms:issued", ())
    sheet.kind(own.iri, "prov:Entity", "prov:Collection")
    sheet.say(own.iri, "rdfs:label", *titles)
    sheet.say(own.iri, "dcat:version", *versions)
    sheet.say(own.iri, "dcterms:issued", *issued)
    sheet.say(own.iri, "prov:wasGeneratedBy", build)
    sheet.say(own.iri, "prov:hadMember", written, *sorted(graphs.generated))
    for iri in own.iris("dcterms:source"):
        sheet.kind(iri, "prov:Entity")
        sheet.say(own.iri, "prov:wasDerivedFrom", iri)
    sheet.kind(written, "prov:Entity", "prov:Collection")
    sheet.say(written, "rdfs:label", english("everything written by hand, one named graph a file"))
    sheet.kind(build, "prov:Activity")
    sheet.say(build, "rdfs:label", english("histkg build"))
    sheet.say(build, "prov:wasAssociatedWith", own.part("software"))
    agents = len(own.iris("dcterms:publisher")) + len(own.iris("dcterms:creator"))
    return len(titles) + len(versions) + len(issued) + len(own.iris("dcterms:source")) + agents


def _file(sheet: Sheet, iri: str, name: str, path: Path) -> None:
    """Say of which file a graph, or the prefix map, is the content."""
    sheet.kind(iri, "prov:Entity")
    sheet.say(iri, "rdfs:label", Literal(name))
    sheet.say(iri, "schema:sha256", Literal(_sha256(path)))


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from None


def _origins(sheet: Sheet, selection: Selection, graphs: _Graphs) -> None:
    """Say which sources the passages in a file are of, and who entered its claims."""
    for predicate, pattern, kind in (
        ("prov:wasDerivedFrom", "?passage oa:hasSource ?origin", "prov:Entity"),
        ("prov:wasAttributedTo", "?claim prov:wasAttributedTo ?origin", "prov:Agent"),
    ):
        for row in selection.rows(f"GRAPH ?g {{ {pattern} }}", "g", "origin"):
            graph, origin = iri_of(row["g"]), iri_of(row["origin"])
            if graph in graphs.written:
                sheet.say(graph, predicate, origin)
                sheet.kind(origin, kind)


def _stages(sheet: Sheet, own: Own, selection: Selection, graphs: _Graphs) -> int:
    """Say what each stage of the build used and made; return how many rules there are."""
    number, before = 0, [own.part("written")]
    previous = ""
    for stage, rules in stages(selection.home.queries).items():
        activity, graph = own.part("stage-" + named(stage)), generated_graph(selection.prefixes, stage)
        sheet.kind(activity, "prov:Activity")
        sheet.say(activity, "rdfs:label", english(f"stage {stage} of histkg build"))
        sheet.say(activity, "prov:wasAssociatedWith", own.part("software"))
        sheet.say(activity, "dcterms:isPartOf", own.part("build"))
        sheet.say(activity, "prov:used", *before)
        if previous:
            sheet.say(activity, "prov:wasInformedBy", previous)
        for rule in rules:
            name = rule.relative_to(selection.home.queries).with_suffix("").as_posix()
            iri = selection.prefixes["query"] + named(name)
            _file(sheet, iri, rule.relative_to(selection.home.queries).as_posix(), rule)
            sheet.kind(iri, "prov:Plan")
            sheet.say(activity, "prov:used", iri)
            sheet.say(own.part("build"), "prov:used", iri)
            number += 1
        if graph in graphs.generated:
            sheet.kind(graph, "prov:Entity")
            sheet.say(graph, "rdfs:label", Literal(graph.removeprefix(selection.prefixes["graph"])))
            sheet.say(graph, "prov:wasGeneratedBy", activity)
            before.append(graph)
        previous = activity
    return number
