"""CSL-JSON, checked by its official schema, read by pandoc and citation-js, against the data files."""

import json
import re

import jsonschema
import pytest

CURLY = r"\\u201[89cd]"


@pytest.fixture(scope="module")
def items(exported):
    return {item["id"]: item for item in json.loads(exported("csl"))}


def pairs(people):
    return [(one["family"], one["given"]) for one in people]


def test_the_official_schema_accepts_it(items, schema):
    jsonschema.Draft7Validator(schema).validate(list(items.values()))
    assert len(items) == 129


def test_every_listed_work_keeps_every_printed_field(items, listed):
    for key, work in listed.items():
        item, custom = items[key], items[key]["custom"]
        in_set = work.set_title not in ("", work.title)
        assert item["title"] == (work.set_title if in_set else work.title), key
        assert item.get("volume-title", "") == (work.title if in_set else ""), key
        assert item.get("container-title", "") == work.journal, key
        assert (item.get("volume", ""), item.get("number-of-volumes", "")) == (work.volume, work.volumes), key
        assert item.get("issue", "") == work.issue
        assert item.get("page", "") == "-".join(work.pages)
        assert item["issued"] == {"date-parts": [[int(work.year)]]}
        assert (item.get("publisher", ""), item.get("publisher-place", "")) == (work.publisher, work.place), (
            key
        )
        assert item["language"] == work.language
        if work.romanised != work.title:
            assert custom["title"].get("other-script", "") == work.romanised, key


def test_every_person_keeps_the_role(items, listed):
    for key, work in listed.items():
        item = items[key]
        for role in ("author", "compiler", "translator"):
            assert pairs(item.get(role, [])) == work.people.get(role, []), (key, role)
        expected = work.people.get("editor", []) + work.people.get("scientific-editor", [])
        assert pairs(item.get("editor", [])) == expected, key
        found = {}
        for one in item["custom"].get("contributors", []):
            found.setdefault(one["role"], []).append((one["name"]["family"], one["name"]["given"]))
        assert found == work.people, key


def test_the_other_script_of_a_name_is_data(items):
    (author,) = items["guseynov-nravstvennoe-2007"]["custom"]["contributors"]
    assert author["name"] == {"family": "Гусейнов", "given": "Ш."}
    assert author["other-script"] == {"family": "Guseynov", "given": "Sh."}


def test_every_page_keeps_address_title_year_and_author(items, pages):
    for key, work in pages.items():
        assert (items[key]["URL"], items[key]["title"]) == (work.url, work.title), key
        year = items[key].get("issued", {}).get("date-parts", [[""]])[0][0]
        assert str(year) == work.year, key
        assert pairs(items[key].get("author", [])) == work.people.get("author", []), key


def test_archival_files_keep_archive_and_shelf(items):
    item = items["arda-f2095-s1-is19"]
    assert item["type"] == "manuscript"
    assert item["archive"] == "Azərbaycan Respublikasının Dövlət Arxivi"
    assert item["archive_collection"] == "2095"
    assert item["archive_location"] == item["call-number"] == "ARDA, f. 2095, s. 1, iş 19"
    assert item["custom"]["shelf"] == {"fonds": "2095", "inventory": "1", "file": "19"}
    assert "Fonds and inventory of the second file are left out in print" in item["note"]
    russian = items["rgaspi-f64-op1-d21"]["custom"]["archive"]
    assert russian["other-script"] == "Rossiyskiy gosudarstvennyy arkhiv sotsial’no-politicheskoy istorii"
    assert russian["translated"] == "The Russian State Archive of Socio-Political History"


def test_pandoc_gives_back_what_it_knows(exported, items, pandoc):
    read = json.loads(pandoc(exported("csl"), "-f", "csljson", "-t", "csljson"))
    kept = (
        "type",
        "volume-title",
        "container-title",
        "volume",
        "issue",
        "DOI",
        "URL",
        "archive",
        "archive_location",
        "editor",
        "translator",
    )
    assert {item["id"] for item in read} == set(items)
    for item in read:
        for name in kept:
            found, expected = (json.dumps(one.get(name)) for one in (item, items[item["id"]]))
            # Pandoc curls quotation marks.
            assert re.sub(CURLY, "'", found) == re.sub(CURLY, "'", expected), (item["id"], name)


def test_citation_js_gives_back_all_of_it(exported, items, citation_js):
    read = citation_js(exported("csl"), "json")
    assert len(read) == 129
    for item in read:
        kept = {name: value for name, value in item.items() if not name.startswith("_")}
        assert kept == items[item["id"]], item["id"]


def test_citeproc_js_formats_it(exported, citation_js):
    text = citation_js(exported("csl"), "json", "apa")
    assert "Кадишев, А. Б. (1960). Интервенция и гражданская война в Закавказье." in text
    assert "Парижский архив 1919–1940 гг.: Vol. 1. 1919–1921" in text
    assert "(А. Г. Мискин, Compiler)" in text
