"""Selections to describe, a dataset that says more of itself than the mini one, an independent count, and the readers."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest

from histkg.canonical import canonical_bytes
from histkg.exporters.metadata import TARGETS
from histkg.exporters.selection import select_everything
from histkg.prepared import build
from histkg.resources import Home, bundled_home
from histkg.stores import open_store

HERE = Path(__file__).parent
MINI = HERE.parent / "mini"

SAYS_MORE = """
dataset:mini
    dcterms:title "<b>\\"Quoted\\" & “curled”</b>\\nsecond line \\u200f\\u202eABC"@en ;
    dcterms:description "Descrição longa: {long}"@pt ;
    dcterms:issued "2031-02-03"^^<http://www.w3.org/2001/XMLSchema#date> ;
    dcterms:creator agent:alfa-anna ;
    dcterms:language "az" , "ja" ;
    dcterms:source source:gamma-survey-1750 , source:omega-gazetteer-1760 ;
    dcterms:spatial <https://w3id.org/histkg/id/place/omega-land> ;
    dcterms:temporal "1725/1729"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    dcat:previousVersion <https://w3id.org/histkg/dataset/mini/0.0.9> ;
    dcat:contactPoint <https://w3id.org/histkg/dataset/mini/contact> ;
    dcat:landingPage <https://example.org/mini/> ;
    void:triples 7 ;
    void:dataDump <https://example.org/mini/all.nq> .

<https://w3id.org/histkg/dataset/mini/contact>
    a <http://www.w3.org/2006/vcard/ns#Kind> ;
    <http://www.w3.org/2006/vcard/ns#fn> "Anna" .

<https://w3id.org/histkg/dataset/mini/0.0.9> a dcat:Dataset ;
    dcterms:title "Mini, before"@en ;
    dcterms:description "What it was."@en .
"""


@pytest.fixture(scope="session")
def more(tmp_path_factory):
    """The mini dataset, whose description says everything a description may say, in hard letters."""
    folder = tmp_path_factory.mktemp("more") / "data"
    shutil.copytree(MINI, folder)
    prefixes = "@prefix source: <https://w3id.org/histkg/id/source/> .\n"
    text = (folder / "dataset.ttl").read_text(encoding="utf-8")
    told = SAYS_MORE.replace("{long}", "ə" * 6000)
    (folder / "dataset.ttl").write_text(prefixes + text + told, encoding="utf-8")
    bundled = bundled_home()
    home = Home(bundled / "ontology", folder, bundled / "queries")
    built = build(home)
    return select_everything(open_store(built.quads), built.prefixes, home, ("en",))


class Counted:
    """What rdflib holds: the union of the graphs, and each graph by itself."""

    def __init__(self, built):
        import rdflib

        self.union, self.graphs = rdflib.Graph(), {}
        with warnings.catch_warnings():  # rdflib warns of itself
            warnings.simplefilter("ignore")
            dataset = rdflib.Dataset()
            dataset.parse(data=canonical_bytes(built.quads), format="nquads")
            for s, p, o, name in dataset.quads((None, None, None, None)):
                self.union.add((s, p, o))
                self.graphs.setdefault(str(name), set()).add((s, p, o))


@pytest.fixture(scope="session")
def done(request):
    """Return what a target writes of “mini”, “more” or “real”: once for all tests."""
    kept = {}

    def write(name, target):
        if (name, target) not in kept:
            selection = request.getfixturevalue("more" if name == "more" else f"{name}_all")
            kept[name, target] = TARGETS[target].write(selection)
        return kept[name, target]

    return write


@pytest.fixture(scope="session")
def counted_mini(mini):
    return Counted(mini)


@pytest.fixture(scope="session")
def counted_real(real):
    return Counted(real)
