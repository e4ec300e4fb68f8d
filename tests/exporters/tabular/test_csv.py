"""CSV as RFC 4180 has it, and its descriptors as Frictionless and CSVW validators judge them."""

import json

import pytest

from histkg.exporters.tabular.csv_files import METADATA, csv_of
from histkg.exporters.tabular.model import Column, Table

pytestmark = pytest.mark.filterwarnings("ignore")

_EXPORTS = [
    ("mini", {}),
    ("real", {}),
    ("real", {"name": "Ganja uprising"}),
    ("real", {"name": "Nuri Pasha"}),
    ("real", {"name": "20th Division of the XI Army"}),
    ("real", {"name": "place:ganja"}),
    ("real", {"name": "Nazarli 2024"}),
    ("real", {"question": "sources-for-event", "event": "event:ganja-uprising-1920"}),
    ("real", {"question": "figures-of-event", "event": "event:ganja-uprising-1920"}),
]
_IDS = [" ".join([dataset, *more.values()]) for dataset, more in _EXPORTS]


def test_csv_is_plain_utf8_with_crlf_and_quotation_marks_where_needed():
    table = Table(
        "t", "", (Column("a", "text", ""), Column("b", "ids", ""), Column("c", "boolean", "")), (),
        (("Ə, “x”", ("p:1", "p:2"), True), ('say "so"\nand', None, False), (None, None, None)),
    )  # fmt: skip
    assert csv_of(table).decode() == 'a,b,c\r\n"Ə, “x”",p:1 p:2,true\r\n"say ""so""\nand",,false\r\n,,\r\n'


def test_there_is_no_byte_order_mark(written):
    for name, content in written("csv", "mini").files.items():
        assert not content.startswith(b"\xef\xbb\xbf"), name


@pytest.mark.parametrize(("dataset", "more"), _EXPORTS, ids=_IDS)
def test_frictionless_finds_nothing_wrong(dataset, more, written, folder, readers):
    frictionless = readers.module("frictionless")
    path = folder(written("csv", dataset, **more))
    report = frictionless.validate(str(path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])[:5]
    described = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    assert len(report.tasks) == len(described["resources"]) == len(list(path.glob("*.csv")))


def test_frictionless_sees_a_broken_key(written, folder, readers):
    frictionless = readers.module("frictionless")
    path = folder(written("csv", "mini"))
    things = (path / "things.csv").read_text(encoding="utf-8")
    (path / "things.csv").write_text(things.replace("place:omega-land", "place:nowhere"), encoding="utf-8")
    report = frictionless.validate(str(path / "datapackage.json"))
    assert "foreign-key" in {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize(("dataset", "more"), _EXPORTS, ids=_IDS)
def test_csvw_finds_nothing_wrong(dataset, more, written, folder, readers):
    csvw = readers.module("csvw")
    path = folder(written("csv", dataset, **more))
    document = csvw.CSVW(str(path / METADATA), validate=True)
    assert document.is_valid, [str(warning.message) for warning in document.warnings][:5]


def is_valid(csvw, path):
    try:
        return csvw.CSVW(str(path / METADATA), validate=True).is_valid
    except ValueError:  # so it says that a key leads nowhere
        return False


def test_csvw_sees_a_broken_key_and_a_broken_date(written, folder, readers):
    csvw = readers.module("csvw")
    for file, old, new in (
        ("things.csv", "place:omega-land", "place:nowhere"),
        ("events.csv", "1725-06-04", "1725-06-44"),
    ):
        path = folder(written("csv", "mini"), f"broken-{file}")
        assert is_valid(csvw, path)
        text = (path / file).read_text(encoding="utf-8")
        (path / file).write_text(text.replace(old, new), encoding="utf-8")
        assert not is_valid(csvw, path), file


def test_csvw_reads_values_with_their_types(written, folder, readers):
    csvw = readers.module("csvw")
    path = folder(written("csv", "mini"))
    group = csvw.TableGroup.from_file(path / METADATA)
    tables = {table.local_name: {row.get("id"): row for row in table} for table in group.tables}
    event = tables["events.csv"]["event:alpha-valley-rising"]
    assert event["begin_earliest"].isoformat()[:10] == "1725-05-21"
    assert event["contested"] == ["hev:begin", "hev:casualties", "hev:place"]
    assert tables["figures.csv"]["figure:beta-history-1742-killed"]["maximum"] == 120


def test_a_database_can_be_made_of_it(written, folder, readers):
    """Foreign keys are enforced by SQLite itself."""
    import sqlite3

    readers.module("csvw")
    path = folder(written("csv", "real"))
    readers.run(readers.program("csvw2sqlite"), path / METADATA, path / "all.sqlite")
    with sqlite3.connect(path / "all.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        (number,) = database.execute('SELECT COUNT(*) FROM "claims.csv"').fetchone()
    assert number == written("csv", "real").counts["claims"]


def test_pandas_reads_it_unchanged(written, folder, readers, real_tables):
    pandas = readers.module("pandas")
    path = folder(written("csv", "real"))
    for name, rows in real_tables.items():
        frame = pandas.read_csv(path / f"{name}.csv", dtype=str, keep_default_na=False)
        assert frame.to_dict("records") == rows, name


def test_descriptors_name_licence_sources_and_citation(written):
    files = written("csv", "real").files
    package = json.loads(files["datapackage.json"])
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC-BY-4.0"}
    ]
    assert package["version"] == "0.2.0"
    assert {"source:nazarli-2024", "source:geonames-2023"} <= {
        source["path"].replace("https://w3id.org/histkg/id/source/", "source:")
        for source in package["sources"]
    }
    metadata = json.loads(files[METADATA])
    for citation in (package["citation"], metadata["dc:bibliographicCitation"]):
        assert citation.startswith("histkg curators. Uprisings in Azerbaijan, 1920–1921")
        assert "Version 0.2.0" in citation
    assert "ODbL" in package["description"]  # what the licences of the inputs ask for travels too


def test_an_answer_says_what_was_asked(written):
    files = written("csv", "real", question="sources-for-event", event="event:ganja-uprising-1920").files
    notes = json.loads(files[METADATA])["rdfs:comment"]
    assert notes[0] == "Question: sources-for-event; event: Ganja uprising (event:ganja-uprising-1920)"
    assert any(note.startswith("Not complete: ") for note in notes)


def test_days_no_program_knows_become_texts(select):
    from dataclasses import replace

    from histkg.exporters.tabular.csvw import describe_csvw
    from histkg.exporters.tabular.tables import read_book

    book = read_book(select("mini"))
    columns = (Column("id", "id", "", required=True), Column("day", "day", ""))
    kinds = []
    for days in (["1725-05-25", None], ["-0043-03-15"], ["12025-01-01"], ["0000-01-01"]):
        table = Table("t", "", columns, ("id",), tuple((str(at), day) for at, day in enumerate(days)))
        (described,) = describe_csvw(replace(book, tables=(table,)))["tables"]
        kinds.append(described["tableSchema"]["columns"][1]["datatype"])
    assert kinds == ["date", "string", "string", "string"]
