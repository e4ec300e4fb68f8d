"""schema.org and Croissant: read by PyLD, TypeScript with the types of schema.org, and mlcroissant."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import warnings

import pytest

from histkg.exporters.metadata import TARGETS
from histkg.exporters.selection import select_everything

BASE = "https://w3id.org/histkg/"


def loaded(written):
    return json.loads(written.files[""])


@pytest.fixture(scope="session")
def document(done):
    return loaded(done("mini", "schema-dataset"))


def test_what_search_engines_ask_for(document):
    assert document["@id"] == BASE + "dataset/mini"
    assert document["name"] == "Mini: an invented dataset for tests"
    assert document["description"] == (
        "Three invented risings in an invented country, so small that every answer can be checked by eye."
    )
    assert {"@value": "Mini: вымышленный набор данных для тестов", "@language": "ru"} in document[
        "alternateName"
    ]
    assert document["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert document["version"] == "0.1.0"
    assert document["temporalCoverage"] == "1725-03-01/1729-08-31"
    assert document["spatialCoverage"] == [
        {"@type": "Place", "geo": {"@type": "GeoShape", "box": "40 10 40.5 10.5"}}
    ]
    assert [agent["name"] for agent in document["publisher"]] == ["histkg curators"]
    assert "creator" not in document  # the data names none
    assert "datePublished" not in document
    assert not any("contentUrl" in file for file in document["distribution"])


def test_what_is_measured_of_events(document, counted_mini):
    rows = counted_mini.union.query(
        "PREFIX hev: <https://w3id.org/histkg/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
        " SELECT DISTINCT ?p { ?c hev:live true ; rdf:subject ?e ;"
        " rdf:predicate ?p . ?e a hev:Event }"
    )
    variables = document["variableMeasured"]
    assert {one["propertyID"] for one in variables} == {str(row[0]) for row in rows}
    (begin,) = [one for one in variables if one["propertyID"].endswith("#begin")]
    assert begin["name"] == "begin"
    assert begin["description"] == "When the event began."


def test_in_the_language_of_the_reader(document, mini, mini_store, mini_home):
    reader = select_everything(mini_store, mini.prefixes, mini_home, ("ru",))
    russian = loaded(TARGETS["schema-dataset"].write(reader))
    assert russian["name"] == "Mini: вымышленный набор данных для тестов"
    assert russian["description"].startswith("Три вымышленных")
    assert "восстание" in russian["keywords"]
    assert len(russian["keywords"]) == len(document["keywords"]) == 7


def test_a_dataset_that_says_more(done):
    document = loaded(done("more", "schema-dataset"))
    assert document["creator"] == [
        {"@type": "Person", "@id": BASE + "id/agent/alfa-anna", "name": "Alfa A. A."}
    ]
    assert document["datePublished"] == "2031-02-03"
    assert document["url"] == "https://example.org/mini/"
    assert document["inLanguage"] == ["az", "ja"]
    assert document["spatialCoverage"][0]["name"] == "Omega Land"
    assert len(document["isBasedOn"]) == 2
    assert [work["@id"] for work in document["citation"]] == [BASE + "id/source/gamma-survey-1750"]
    (nquads,) = [file for file in document["distribution"] if file["name"] == "nquads"]
    assert nquads["contentUrl"] == "https://example.org/mini/all.nq"
    names = [document["name"], *(name["@value"] for name in document["alternateName"])]
    assert sum("\u202eABC" in name and "\n" in name and "<b>" in name for name in names) == 1


def test_checksum_and_size_are_those_of_dcat(document, mini):
    from histkg.canonical import canonical_bytes

    (nquads,) = [file for file in document["distribution"] if file["name"] == "nquads"]
    content = canonical_bytes(mini.quads)
    assert nquads["contentSize"] == f"{len(content)} B"
    assert nquads["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", ["mini", "more", "real"])
def test_pyld_reads_it(done, name):
    from pyld import jsonld

    def load(url, _options):  # the context of schema.org names every term in its own namespace
        assert url == "https://schema.org/"
        context = {"@context": {"@vocab": "http://schema.org/"}}
        return {
            "document": context,
            "documentUrl": url,
            "contextUrl": None,
            "contentType": "application/ld+json",
        }

    document = loaded(done(name, "schema-dataset"))
    (node,) = jsonld.expand(document, {"documentLoader": load})
    assert node["@type"] == ["http://schema.org/Dataset"]
    assert len(node["http://schema.org/distribution"]) == len(document["distribution"])
    titles = {one.get("@language") for one in node["http://schema.org/alternateName"]}
    assert {"az", "ru"} <= titles


@pytest.mark.parametrize("name", ["more", "real"])
def test_the_types_of_schema_org(done, name, readers, tmp_path):
    compiler, types = readers.node_package("typescript"), readers.node_package("schema-dts")

    def plain(value):  # the types know no texts with a language
        if isinstance(value, dict):
            return value.get("@value") or {key: plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list) else value

    def check(document):
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        link = tmp_path / "node_modules" / "schema-dts"
        if not link.exists():
            link.symlink_to(types)
        text = json.dumps({**plain(document), "@context": "https://schema.org"}, ensure_ascii=False)
        (tmp_path / "it.ts").write_text(
            'import type { Dataset, WithContext } from "schema-dts";\n'
            f"export const it: WithContext<Dataset> = {text};\n",
            encoding="utf-8",
        )
        return readers.run(
            readers.program("node"),
            *(compiler / "bin" / "tsc", "--noEmit", "--strict", "--skipLibCheck", tmp_path / "it.ts"),
        )

    document = loaded(done(name, "schema-dataset"))
    check(document)
    if name == "more":
        with pytest.raises(AssertionError):
            check(document | {"temporalCoverag": "1725"})


# Croissant


@pytest.fixture(scope="session")
def folder(done, tmp_path_factory):
    place = tmp_path_factory.mktemp("croissant")
    for name, content in done("mini", "croissant").files.items():
        (place / name).write_bytes(content)
    return place


def test_croissant_speaks_of_files_that_lie_beside_it(folder):
    document = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    assert {file["contentUrl"] for file in document["distribution"]} == {
        path.name for path in folder.glob("*.csv")
    }
    for file in document["distribution"]:
        content = (folder / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
    for records in document["recordSet"]:
        rows = list(csv.reader(io.StringIO((folder / f"{records['name']}.csv").read_text(encoding="utf-8"))))
        assert [field["source"]["extract"]["column"] for field in records["field"]] == rows[0]


def test_mlcroissant_reads_every_row(readers, folder):
    croissant = readers.module("mlcroissant")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = croissant.Dataset(folder / "croissant.json")
        issues = dataset.metadata.ctx.issues
        assert not issues.errors
        assert [one for one in issues.warnings if "datePublished" not in one] == []
        for records in dataset.metadata.record_sets:
            with (folder / f"{records.uuid}.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
            read = list(dataset.records(records.uuid))
            assert len(read) == len(rows) > 0, records.uuid
        names = {row["places/name_ru"].decode() for row in dataset.records("places")}
    assert "Страна Омега" in names


def test_croissant_counts_what_the_tables_count(mini_all, done):
    from histkg.exporters.tabular import TARGETS as TABLES

    written, tables = done("mini", "croissant"), TABLES["csv"].write(mini_all)
    assert {what: n for what, n in written.counts.items() if what != "tables"} == dict(tables.counts)
    assert written.counts["tables"] == len(written.files) - 1
    assert written.left_out.items() >= tables.left_out.items()
