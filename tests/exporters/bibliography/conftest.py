"""What a bibliography must hold, read from the data files themselves; and the programs that read it back."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
import rdflib

from histkg.exporters.bibliography import TARGETS

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
HEV = rdflib.Namespace("https://w3id.org/histkg/ontology#")
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
RDF = rdflib.Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
CITATION_JS = ("core", "plugin-csl", "plugin-bibtex", "plugin-ris")
"""What read.js requires of citation-js."""

BYLINES = {"Məmmədzadə Mirzə Bala": ("Məmmədzadə", "Mirzə Bala")}
"""The one name of the lists that is printed in full."""


def slug(iri):
    return str(iri).rpartition("/")[2]


def own(literals):
    """Return the text in its own script, and the romanised one."""
    texts = {str(text): (text.language or "").lower() for text in literals}
    in_latin = [text for text, tag in texts.items() if "latn" in tag]
    return next((text for text in texts if text not in in_latin), ""), next(iter(in_latin), "")


def person(printed):
    """Return (family, given) of a printed name: what ends in a full stop is an initial; a byline ends in the family."""
    if printed in BYLINES:
        return BYLINES[printed]
    words = printed.split()
    initials = [word for word in words if word.endswith(".")]
    if initials:
        return " ".join(word for word in words if word not in initials), " ".join(initials)
    return words[-1], " ".join(words[:-1])


@dataclass
class Expected:
    """One work as the data files have it."""

    title: str = ""
    romanised: str = ""
    set_title: str = ""
    set_romanised: str = ""
    journal: str = ""
    volumes: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[str, ...] = ()
    doi: str = ""
    url: str = ""
    language: str = ""
    publisher: str = ""
    place: str = ""
    people: dict[str, list] = field(default_factory=lambda: defaultdict(list))

    @property
    def full_title(self):
        if self.set_title in ("", self.title):
            return self.title
        dot = "" if self.set_title.endswith(".") else "."
        return f"{self.set_title}{dot} {self.title}"


@pytest.fixture(scope="session")
def files():
    graph = rdflib.Graph()
    for path in sorted((ROOT / "data").rglob("*.ttl")):
        if path.parent.name != "rows":
            graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def listed(files):
    """Return slug → what lists A and B of Nazarli 2024 print of each of the 26 works."""
    works = defaultdict(Expected)
    for reference in sorted(files.subjects(HEV.list, None)):
        if (reference, HEV.printedTitle, None) not in files:
            continue
        work = works[slug(files.value(reference, HEV.refersTo))]
        in_list_a = str(files.value(reference, HEV.list)) == "A"
        for attribute, predicate in (
            ("year", HEV.printedYear), ("volume", HEV.printedVolume), ("issue", HEV.printedIssue),
            ("language", HEV.printedLanguage),
        ):  # fmt: skip
            value = files.value(reference, predicate)
            setattr(work, attribute, str(value) if value is not None else getattr(work, attribute))
        for value in files.objects(reference, HEV.printedPageStart):
            work.pages = (str(value), str(files.value(reference, HEV.printedPageEnd)))
        title = files.value(reference, HEV.printedTitle)
        setattr(work, "romanised" if "latn" in (title.language or "").lower() else "title", str(title))
        whole = files.value(reference, HEV.printedSet)
        if whole is not None:
            _add_whole(files, work, reference, whole)
        for contribution in sorted(files.objects(reference, HEV.printedContribution)):
            role = slug(files.value(contribution, HEV.role))
            name = str(files.value(contribution, HEV.printedName))
            order = int(files.value(contribution, HEV.order))
            if role == "publisher":
                work.publisher = name
            elif in_list_a:
                work.people[role].append((order, person(name)))
        place = files.value(reference, HEV.printedPlace)
        if place is not None:
            labels = {label.language: str(label) for label in files.objects(place, SKOS.prefLabel)}
            work.place = labels["ru" if "ru" in (title.language or "") else "az"]
    for work in works.values():
        work.people = {role: [name for _, name in sorted(names)] for role, names in work.people.items()}
    return dict(works)


def _add_whole(files, work, reference, whole):
    claims = [
        claim for claim in files.subjects(RDF.subject, whole) if (claim, HEV.statedIn, reference) in files
    ]
    for claim in claims:
        predicate, value = files.value(claim, RDF.predicate), files.value(claim, RDF.object)
        if predicate == BIBO.numVolumes:
            work.volumes = str(value)
        if predicate == DCTERMS.title:
            kind = slug(files.value(whole, HEV.documentType))
            romanised = "latn" in (value.language or "").lower()
            if kind == "journal":
                work.journal = work.journal if romanised else str(value)
            else:
                setattr(work, "set_romanised" if romanised else "set_title", str(value))


@pytest.fixture(scope="session")
def pages(files):
    """Return slug → what is claimed of each source with an address: title, year, author, language."""
    works = {}
    for claim in files.subjects(RDF.predicate, HEV.url):
        source = files.value(claim, RDF.subject)
        work = works[slug(source)] = Expected(url=str(files.value(claim, RDF.object)))
        for about in files.subjects(RDF.subject, source):
            predicate, value = files.value(about, RDF.predicate), files.value(about, RDF.object)
            if predicate == DCTERMS.title:
                work.title = str(value)
            elif predicate == DCTERMS.issued:
                work.year = str(value)
            elif predicate == DCTERMS.language:
                work.language = str(value)
            elif predicate == HEV.contribution:
                role = slug(files.value(value, HEV.role))
                work.people[role].append(person(str(files.value(value, HEV.printedName))))
    return works


@pytest.fixture(scope="session")
def select(select):
    """Select of the real dataset: all of it, or one entity."""
    return partial(select, "real")


@pytest.fixture(scope="session")
def exported(select):
    """Return the text of a target for the whole dataset, each made once."""
    made = {}

    def export(target):
        if target not in made:
            made[target] = TARGETS[target].write(select()).files[""].decode()
        return made[target]

    return export


@pytest.fixture(scope="session")
def pandoc(readers):
    """Read with pandoc, the one installed or the one that pypandoc carries."""

    def run(text, *options):
        path = shutil.which("pandoc") or readers.module("pypandoc").get_pandoc_path()
        return readers.run(path, *options, stdin=text.encode())

    return run


@pytest.fixture(scope="session")
def citation_js(readers):
    """Read with citation-js under Node."""
    roots = {readers.node_package(f"@citation-js/{name}").parents[1] for name in CITATION_JS}
    there = {**os.environ, "NODE_PATH": os.pathsep.join(sorted(map(str, roots)))}

    def run(text, kind, *template):
        told = readers.run(
            readers.program("node"), HERE / "read.js", kind, *template, stdin=text.encode(), env=there
        )
        return told if template else json.loads(told)

    return run


@pytest.fixture(scope="session")
def plain():
    """Take TeX's signs out of a text."""

    def clean(text):
        text = re.sub(r"\\([&%#_$])", r"\1", text)
        return text.replace("{", "").replace("}", "").replace("\\", "")

    return clean


@pytest.fixture(scope="session")
def schema():
    return json.loads((HERE / "csl-data.json").read_text(encoding="utf-8"))
