"""Reports opened by programs no one here wrote: pandoc, LibreOffice, markdownlint."""

import json
import re
import zipfile

import pytest

REPORTS = [
    ("real", {"name": "Ganja uprising"}),
    ("real", {"name": "Ganja uprising", "languages": ("az", "en")}),
    ("real", {"name": "Ganja uprising", "languages": ("ru", "en")}),
    ("real", {"name": "Nuri Pasha"}),
    ("real", {"name": "20th Division of the XI Army"}),
    ("real", {"name": "agent:bayramov-x"}),
    ("real", {"name": "place:ganja"}),
    ("real", {"name": "Nazarli 2024"}),
    ("real", {}),
    ("real", {"question": "sources-for-event", "event": "event:ganja-uprising-1920"}),
    ("mini", {"name": "Alpha Valley rising"}),
]
IDS = [" ".join(map(str, [dataset, *more.values()])) for dataset, more in REPORTS]


def count(node, kind):
    """Return how many elements of a kind a pandoc document has."""
    if isinstance(node, list):
        return sum(count(item, kind) for item in node)
    if isinstance(node, dict):
        return (node.get("t") == kind) + sum(count(value, kind) for value in node.values())
    return 0


@pytest.fixture(params=REPORTS, ids=IDS)
def page(request, text):
    dataset, more = request.param
    return text(dataset, **more)


@pytest.mark.parametrize("dialect", ["markdown", "gfm+footnotes"])
def test_pandoc_reads_headings_tables_and_notes(page, dialect, readers):
    document = json.loads(
        readers.run(readers.program("pandoc"), "-f", dialect, "-t", "json", stdin=page.encode())
    )
    body = re.sub(r"^\[\^\d+\]: .*$", "", page, flags=re.MULTILINE)
    assert count(document, "Header") == len(re.findall(r"^#+ ", body, re.MULTILINE))
    assert count(document, "Table") == len(re.findall(r"^\| -", body, re.MULTILINE))
    assert count(document, "Note") == len(re.findall(r"\[\^\d+\]", body))
    assert count(document, "Link") >= body.count("<http")
    assert not any(
        count(document, kind) for kind in ("RawInline", "RawBlock", "Math", "Cite", "Strikeout", "Image")
    )


def test_pandoc_makes_a_page_of_it(page, readers):
    html = readers.run(readers.program("pandoc"), "-s", "-t", "html5", stdin=page.encode())
    language = re.search(r"^lang: (\w+)$", page, re.MULTILINE)[1]
    assert f'lang="{language}"' in html
    assert html.count('class="footnote-ref"') == len(re.findall(r"\[\^\d+\](?!:)", page))
    assert "[^" not in html


def test_word_processors_open_it(text, readers, tmp_path):
    page = text("real", "Ganja uprising")
    (tmp_path / "report.md").write_text(page, encoding="utf-8")
    readers.run(readers.program("pandoc"), tmp_path / "report.md", "-o", tmp_path / "report.docx")
    with zipfile.ZipFile(tmp_path / "report.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert notes.count("<w:footnote ") >= len(re.findall(r"\[\^\d+\](?!:)", page))
    readers.office(tmp_path, "pdf", tmp_path / "report.docx")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_markdownlint_finds_nothing(text, readers, tmp_path):
    program = readers.program("markdownlint-cli2")
    for number, (dataset, more) in enumerate(REPORTS):
        (tmp_path / f"{number}.md").write_text(text(dataset, **more), encoding="utf-8")
    # set aside: a paragraph is one line, so that a changed fact is a changed line; a name may end in an initial
    (tmp_path / ".markdownlint-cli2.jsonc").write_text('{"config": {"MD013": false, "MD026": false}}')
    readers.run(program, "*.md", cwd=tmp_path)
