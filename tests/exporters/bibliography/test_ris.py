"""RIS, read by rispy and citation-js, against the data files."""

import io

import pytest
import rispy


@pytest.fixture(scope="module")
def records(exported):
    return {record["id"]: record for record in rispy.load(io.StringIO(exported("ris"), newline=""))}


def inverted(people):
    return [", ".join(one) for one in people]


def test_lines_are_tags_and_end_as_the_format_demands(exported):
    lines = exported("ris").split("\r\n")
    assert "\n" not in "".join(lines)
    assert sum(line == "ER  - " for line in lines) == sum(line.startswith("TY  - ") for line in lines) == 129
    assert all(line == "" or line[2:6] == "  - " for line in lines)


def test_every_listed_work_keeps_every_printed_field(records, listed):
    for key, work in listed.items():
        record = records[key]
        assert record["title"] == work.full_title, key
        if work.romanised not in ("", work.title):
            assert record["translated_title"] == work.romanised, key
        if work.set_romanised:
            assert record["translated_title"].startswith(work.set_romanised), key
        assert record.get("secondary_title", "") == work.journal, key
        assert (record.get("volume", ""), record.get("number_of_volumes", "")) == (
            work.volume,
            work.volumes,
        ), key
        assert record.get("number", "") == work.issue, key
        assert tuple(filter(None, (record.get("start_page"), record.get("end_page")))) == work.pages, key
        assert record["year"] == work.year
        assert (record.get("publisher", ""), record.get("place_published", "")) == (
            work.publisher,
            work.place,
        ), key
        assert record["language"] == work.language


def test_every_person_stands_under_the_tag_of_the_role(records, listed):
    for key, work in listed.items():
        record, people = records[key], work.people
        assert record.get("authors", []) == inverted(people.get("author", [])), key
        edited = [one for role in ("editor", "scientific-editor", "compiler") for one in people.get(role, [])]
        assert record.get("tertiary_authors", []) == inverted(edited), key
        assert record.get("subsidiary_authors", []) == inverted(people.get("translator", [])), key
    (note,) = records["alyy-styag-1980"]["notes"]
    assert "Compiler: Мискин, А. Г." in note
    (note,) = records["topchibashi-paris-archive-1-2016"]["notes"]
    assert "Set: Парижский архив 1919–1940 гг. • Volume: 1919–1921" in note
    assert "Introduction writer: Мамулиа, Г. • Scientific editor: Агакишиев, И." in note


def test_every_page_keeps_address_title_year_and_author(records, pages):
    for key, work in pages.items():
        record = records[key]
        assert record["urls"] == [work.url], key
        assert (record["title"], record.get("year", "")) == (work.title, work.year), key
        assert record.get("authors", []) == inverted(work.people.get("author", [])), key


def test_archival_files_keep_archive_and_code(records):
    record = records["arpiiissa-f1-s2-is16"]
    assert record["type_of_reference"] == "MANSCPT"
    assert record["accession_number"] == "ARPİİİSSA, f. 1, s. 2, iş 16"
    assert record["name_of_database"] == (
        "Azərbaycan Respublikası Prezidentinin İşlər İdarəsinin İctimai-Siyasi Sənədlər Arxivi"
    )


def test_citation_js_takes_both_scripts(exported, listed, citation_js):
    read = {item["id"]: item for item in citation_js(exported("ris"), "@ris/file")}
    assert len(read) == 129
    for key, work in listed.items():
        if work.romanised not in ("", work.title):
            assert read[key]["original-title"] == work.title, key
            assert read[key]["title"] == work.romanised, key
    assert read["kadishev-interventsiya-1960"]["original-author"] == [{"family": "Кадишев", "given": "А. Б."}]
    assert read["kadishev-interventsiya-1960"]["author"] == [{"family": "Kadishev", "given": "A. B."}]
