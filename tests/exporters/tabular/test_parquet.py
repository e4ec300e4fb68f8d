"""Parquet, read by pyarrow, DuckDB, Polars and pandas."""

from datetime import date

import pytest

from histkg.exporters.tabular.parquet import days_since_1970

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def path(written, folder, readers):
    readers.module("pyarrow")
    return folder(written("parquet", "real"))


def test_days_are_counted_as_python_counts_them():
    for ordinal in range(1, date(9999, 12, 31).toordinal(), 997):
        day = date.fromordinal(ordinal)
        assert days_since_1970(day.isoformat()) == (day - date(1970, 1, 1)).days


def test_pyarrow_reads_types_and_descriptions(path, readers, real_tables):
    arrow, parquet = readers.module("pyarrow"), readers.module("pyarrow.parquet")
    for name, rows in real_tables.items():
        table = parquet.read_table(path / f"{name}.parquet")
        assert table.num_rows == len(rows), name
        assert table.column_names == (list(rows[0]) if rows else table.column_names)
    events = parquet.read_table(path / "events.parquet")
    assert events.schema.field("begin_earliest").type == arrow.date32()
    assert events.schema.field("contested").type == arrow.list_(arrow.string())
    assert not events.schema.field("id").nullable
    assert b"First day" in events.schema.field("begin_earliest").metadata[b"description"]
    assert events.schema.metadata[b"license"] == b"https://creativecommons.org/licenses/by/4.0/"
    ganja = next(row for row in events.to_pylist() if row["id"] == "event:ganja-uprising-1920")
    # data/sources: 22 May (teleqraf) to the night of 28 to 29 May (the archive department), the end undisputed
    assert (ganja["begin_earliest"], ganja["begin_latest"]) == (date(1920, 5, 22), date(1920, 5, 29))
    assert ganja["end_latest"] == date(1920, 5, 31)
    assert ganja["name_az"] == "Gəncə üsyanı"


def test_duckdb_joins_the_tables(path, readers):
    duckdb = readers.module("duckdb")
    with duckdb.connect() as database:
        for name in ("claims", "events"):
            database.read_parquet(str(path / f"{name}.parquet")).create_view(name)
        (number,) = database.sql(
            """SELECT COUNT(*) FROM claims c JOIN events e ON c.subject = e.id
            WHERE e.id = 'event:ganja-uprising-1920' AND c.property = 'hev:begin' AND c.status = 'counts'"""
        ).fetchall()[0]
        (found,) = database.sql(
            "SELECT contested FROM events WHERE id = 'event:ganja-uprising-1920'"
        ).fetchall()[0]
    assert number == 8  # the positions of the open point on when it began
    assert list(found) == ["hev:begin"]


def test_polars_reads_lists_and_days(path, readers):
    polars = readers.module("polars")
    frame = polars.read_parquet(path / "events.parquet")
    assert frame.schema["begin_earliest"] == polars.Date
    assert frame.schema["contested"] == polars.List(polars.String)
    found = frame.filter(polars.col("contested").list.contains("hev:begin"))["id"].to_list()
    assert "event:ganja-uprising-1920" in found


def test_pandas_reads_numbers(path, readers, real_tables):
    frame = readers.module("pandas").read_parquet(path / "figures.parquet")
    numbers = frame.set_index("id")["maximum"].dropna()
    assert {key: int(value) for key, value in numbers.items()} == {
        row["id"]: int(row["maximum"]) for row in real_tables["figures"] if row["maximum"]
    }


def test_an_answer_is_one_file(written, readers, folder):
    parquet = readers.module("pyarrow.parquet")
    export = written("parquet", "mini", question="sources-for-event", event="Alpha Valley rising")
    path = folder(export)
    assert parquet.read_table(path / "answer.parquet").num_rows == export.counts["rows"]
