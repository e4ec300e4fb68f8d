"""A workbook in which no program changes anything: read by openpyxl, pandas and LibreOffice, written by XlsxWriter."""

import csv
import io

import pytest

from histkg.exporters.tabular import xlsx
from histkg.exporters.tabular.about import About
from histkg.exporters.tabular.model import Column, Table
from histkg.exporters.tabular.tables import Book
from histkg.exporters.tabular.xlsx import LONGEST, write_workbook

pytestmark = pytest.mark.filterwarnings("ignore")

HOSTILE = (
    "=1+1", '=HYPERLINK("http://example.org","x")', "+7", "-5", "@SUM(A1)", "\t=1", "1846", "1920-05", "1920-05-26",
    "26/5", "1/2", "3-4", "007", "1e5", "1.50", "TRUE", "NULL", "Ə ə İ ı Ğ ş", "Гянджа", "گنجه", "საქართველო",
    "“quoted” 'single'", "two\nlines", " leading and trailing ", "_x0041_", "bell\x07", "<b>&amp;</b>", "'apostrophe",
    "https://example.org/not-a-link", "𐎠 beyond the first plane",
)  # fmt: skip
ABOUT = About("https://example.org/d", "T", "D", "1", "https://example.org/l", "P", "", ("en",), (), ())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, readers):
    readers.writer("xlsx")
    columns = (Column("text", "text", "Anything."), Column("number", "integer", "A number."))
    rows = tuple((text, number) for number, text in enumerate(HOSTILE))
    book = Book("=T", ABOUT, (Table("t", "All.", columns, (), rows),), {"t": len(rows)}, {}, ("=1+1",))
    path = tmp_path_factory.mktemp("hostile") / "hostile.xlsx"
    path.write_bytes(write_workbook(book).files[""])
    return path


@pytest.fixture(scope="module")
def workbook(written, tmp_path_factory):
    path = tmp_path_factory.mktemp("real") / "real.xlsx"
    path.write_bytes(written("xlsx", "real").files[""])
    return path


def test_every_text_is_a_text(hostile, readers):
    sheet = readers.module("openpyxl").load_workbook(hostile)["t"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert {cell.number_format for cell in cells} == {"@"}
    assert not any(cell.hyperlink for cell in cells)
    # openpyxl leaves a control character as the file format writes it (ISO/IEC 29500-1 §22.9.2.19)
    assert [cell.value.replace("_x0007_", "\x07") for cell in cells] == list(HOSTILE)
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(range(len(HOSTILE)))


def test_there_is_no_formula_in_the_file(hostile):
    import zipfile

    with zipfile.ZipFile(hostile) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)


def test_libreoffice_shows_every_text_as_it_is(hostile, readers, tmp_path):
    readers.office(
        tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", hostile
    )
    with (tmp_path / "hostile-t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[0] for row in rows] == list(HOSTILE)


def test_a_text_longer_than_a_cell_is_cut_and_said(readers):
    readers.writer("xlsx")
    openpyxl = readers.module("openpyxl")
    table = Table(
        "t", "All.", (Column("text", "text", "A."),), (), (("ə" * (LONGEST + 5),), ("ə" * LONGEST,))
    )
    export = write_workbook(Book("T", ABOUT, (table,), {"t": 2}, {}))
    assert export.left_out[f"texts cut at {LONGEST} characters"] == 1
    sheet = openpyxl.load_workbook(io.BytesIO(export.files[""]))["t"]
    assert sheet["A2"].value == "ə" * (LONGEST - 1) + "…"
    assert sheet["A3"].value == "ə" * LONGEST


def test_more_links_than_a_sheet_holds_become_texts(monkeypatch, readers):
    readers.writer("xlsx")
    monkeypatch.setattr(xlsx, "_MOST_LINKS", 3)
    iris = tuple((f"https://example.org/{number}",) for number in range(5))
    export = write_workbook(
        Book("T", ABOUT, (Table("t", "All.", (Column("iri", "iri", "A."),), (), iris),), {"t": 1}, {})
    )
    assert export.left_out["addresses that are no links"] == 2


def test_the_sheets_hold_what_the_csv_files_hold(workbook, readers, real_tables):
    book = readers.module("openpyxl").load_workbook(workbook, read_only=True)
    filled = {name: rows for name, rows in real_tables.items() if rows}
    assert book.sheetnames == ["README", *filled, "columns"]
    for name, rows in filled.items():
        head, *found = book[name].iter_rows(values_only=True)
        assert [dict(zip(head, map(as_csv, row), strict=True)) for row in found] == rows, name


def as_csv(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_dates_and_years_are_texts(workbook, readers):
    book = readers.module("openpyxl").load_workbook(workbook)
    head, *rows = book["events"].iter_rows()
    at = [cell.value for cell in head].index("begin_earliest")
    days = [row[at] for row in rows if row[at].value is not None]
    assert days
    assert all(cell.data_type == "s" and not cell.is_date for cell in days)
    head, *rows = book["references"].iter_rows()
    at = [cell.value for cell in head].index("printed_year")
    years = {row[at].value for row in rows}
    assert "1960" in years
    assert all(isinstance(year, str) for year in years if year)


def test_the_head_is_frozen_and_filtered_and_addresses_are_links(workbook, readers):
    book = readers.module("openpyxl").load_workbook(workbook)
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.partition(':')[2]}", sheet.title
        assert all(dimension.width >= 9 for dimension in sheet.column_dimensions.values()), sheet.title
    sheet = book["events"]
    head = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, head.index("iri") + 1)
    assert cell.hyperlink.target == cell.value


def test_the_readme_says_what_it_is_and_how_to_cite_it(workbook, written, readers):
    book = readers.module("openpyxl").load_workbook(workbook)
    rows = [[cell for cell in row if cell is not None] for row in book["README"].iter_rows(values_only=True)]
    told = dict(row[:2] for row in rows if len(row) == 2)
    assert rows[0] == ["Uprisings in Azerbaijan, 1920–1921: events, sources, claims"]
    assert told["Licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["How to cite"].startswith("histkg curators. Uprisings in Azerbaijan")
    sheets = {row[0]: row[1] for row in rows if len(row) == 3 and row[0] != "Sheet"}
    assert sheets == written("xlsx", "real").counts
    left = written("xlsx", "real").left_out["search keys"]
    assert [f"{left} search keys"] in [row[-1:] for row in rows]


def test_pandas_reads_the_workbook(workbook, readers, real_tables):
    readers.module("openpyxl")
    frame = readers.module("pandas").read_excel(
        workbook, sheet_name="claims", dtype=str, keep_default_na=False
    )
    assert list(frame["id"]) == [row["id"] for row in real_tables["claims"]]
    assert list(frame["value_in_words"]) == [row["value_in_words"] for row in real_tables["claims"]]


def test_libreoffice_reads_the_workbook(workbook, readers, tmp_path, real_tables):
    readers.office(
        tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", workbook
    )
    for name in ("events", "people", "claims", "names", "figures", "coordinates"):
        with (tmp_path / f"real-{name}.csv").open(encoding="utf-8", newline="") as file:
            found = [{key: spoken(value) for key, value in row.items()} for row in csv.DictReader(file)]
        assert found == real_tables[name], name


def spoken(value):
    return value.lower() if value in ("TRUE", "FALSE") else value


def test_libreoffice_prints_it(written, readers, folder, tmp_path):
    path = folder(written("xlsx", "real", "Ganja uprising"))
    readers.office(tmp_path, "pdf", path / "export.xlsx")
    assert (tmp_path / "export.pdf").read_bytes().startswith(b"%PDF")


def test_an_answer_has_a_sheet(written, readers):
    export = written("xlsx", "mini", question="sources-for-event", event="Alpha Valley rising")
    book = readers.module("openpyxl").load_workbook(io.BytesIO(export.files[""]))
    assert book.sheetnames == ["README", "answer", "columns"]
    assert book["answer"].max_row == export.counts["rows"] + 1


def test_without_the_library_the_hint_says_what_to_install(monkeypatch, select):
    import importlib

    from histkg.errors import UsageError
    from histkg.exporters.tabular import TARGETS, optional

    def refuse(name):
        raise ImportError(name)

    monkeypatch.setattr(optional, "import_module", refuse)
    assert importlib.import_module("json")
    for target, extra in (("xlsx", "xlsx"), ("parquet", "parquet")):
        with pytest.raises(UsageError) as caught:
            TARGETS[target].write(select("mini"))
        assert f"histkg[{extra}]" in str(caught.value)
