"""The .bib file, read by pybtex, bibtexparser, biber, pandoc and citation-js, against the data files."""

import json
import subprocess

import bibtexparser
import pybtex.database
import pytest

LANGUAGES = {"az": "Azerbaijani", "ru": "russian", "en": "english"}
SLOTS = {
    "translator": "translator",
    "annotator": "annotator",
    "introduction-writer": "introduction",
    "preface-writer": "foreword",
}


@pytest.fixture(scope="module")
def entries(exported):
    return pybtex.database.parse_string(exported("biblatex"), "bibtex").entries


def names(entry, field, plain):
    """Return (family, given) of each name of a field, as BibTeX takes them apart."""
    people = entry.persons.get(field) or [
        pybtex.database.Person(name) for name in entry.fields.get(field, "").split(" and ") if name
    ]
    return [
        (plain(" ".join(one.last_names)), plain(" ".join(one.first_names + one.middle_names)))
        for one in people
    ]


def test_every_listed_work_keeps_every_printed_field(entries, listed, plain):
    for key, work in listed.items():
        entry = entries[key]
        found = {name: plain(text) for name, text in entry.fields.items()}
        assert found["title"] == work.title, key
        if work.romanised and work.romanised != work.title:
            assert found["titleaddon"] == work.romanised, key
        if work.set_title != work.title:
            assert found.get("maintitle", "") == work.set_title, key
            assert found.get("maintitleaddon", "") == (work.set_romanised or ""), key
        assert found.get("journaltitle", "") == work.journal, key
        assert (found.get("volume", ""), found.get("volumes", "")) == (work.volume, work.volumes), key
        assert found.get("number", "") == work.issue, key
        assert found.get("pages", "") == "--".join(work.pages), key
        assert found["year"] == work.year, key
        assert found.get("publisher", "") == work.publisher, key
        assert found.get("location", "") == work.place, key
        assert found["language"] == LANGUAGES[work.language], key


def test_every_person_keeps_the_role_and_the_other_script(entries, listed, plain):
    for key, work in listed.items():
        entry = entries[key]
        assert names(entry, "author", plain) == work.people.get("author", []), key
        for role, field in SLOTS.items():
            assert names(entry, field, plain) == work.people.get(role, []), (key, role)
        edited = {
            entry.fields.get(f"{slot}type", "editor"): names(entry, slot, plain)
            for slot in ("editor", "editora", "editorb")
            if names(entry, slot, plain)
        }
        for role, kind in (
            ("editor", "editor"),
            ("compiler", "compiler"),
            ("scientific-editor", "scientific editor"),
        ):
            assert edited.get(kind, []) == work.people.get(role, []), (key, role)
    assert entries["kadishev-interventsiya-1960"].fields["author+an:script"] == '1="Kadishev, A. B."'
    assert (
        entries["topchibashi-paris-archive-3-2017"].fields["translator+an:script"]
        == '1="Mamulia, G."; 2="Abutalybov, R."'
    )


def test_every_page_keeps_address_title_year_and_author(entries, pages, plain):
    for key, work in pages.items():
        entry = entries[key]
        assert entry.fields["url"] == work.url, key
        assert plain(entry.fields["title"]) == work.title, key
        assert entry.fields.get("year", "") == work.year, key
        assert names(entry, "author", plain) == work.people.get("author", []), key


def test_archival_files_keep_archive_fonds_inventory_and_file(entries):
    files = {key: entry for key, entry in entries.items() if entry.fields.get("userd")}
    assert sorted(files) == [
        "arda-f2095-s1-is16", "arda-f2095-s1-is19", "arpiiissa-f1-s1-is22", "arpiiissa-f1-s2-is16",
        "rgaspi-f64-op1-d21", "rgaspi-f80-op4-d57", "rgaspi-f84-op3-d281",
    ]  # fmt: skip
    file = files["rgaspi-f84-op3-d281"].fields
    assert [file[name] for name in ("usera", "userb", "userc", "userd")] == [
        "Российский государственный архив социально-политической истории", "84", "3", "281",
    ]  # fmt: skip
    assert "Rossiyskiy gosudarstvennyy arkhiv" in file["library"]
    assert "The Russian State Archive of Socio-Political History" in file["library"]
    assert "Fund 84, Inventory 3, File 281" in file["annotation"]


def test_the_article_itself_keeps_journal_number_and_doi(entries, plain):
    fields = entries["nazarli-2024"].fields
    assert plain(fields["journaltitle"]) == "The World of the Orient"
    assert (fields["number"], fields["pages"]) == ("1 (122)", "19--32")
    assert fields["doi"] == "10.15407/orientw2024.01.019"
    # “gizi” is part of the given name, and no particle.
    assert names(entries["nazarli-2024"], "author", plain) == [("Nazarli", "Aziza Enver gizi")]


def test_who_says_so_and_doubts_travel(entries):
    annotation = entries["bayramov-gence-usyani-2010"].fields["annotation"]
    assert (
        "Described after: Nazarli 2024, reference list A, no. 19; reference list B, no. 19 (transcribed)"
        in annotation
    )
    assert "the person is probably the compiler" in annotation
    assert "opening lines only" in entries["teleqraf-gence-2020"].fields["annotation"]
    assert "probable: is part of" in entries["bakixanov-tarix-p38"].fields["annotation"]


def test_bibtexparser_reads_every_entry(exported, entries):
    library = bibtexparser.parse_string(exported("biblatex"))
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == set(entries)
    by_key = library.entries_dict
    for key, entry in entries.items():
        assert by_key[key].fields_dict["title"].value == entry.fields["title"]


@pytest.fixture(scope="module")
def biber(exported, readers, tmp_path_factory):
    """What biber reads, written by biber; and what it has to say about it."""
    program = readers.program("biber")
    folder = tmp_path_factory.mktemp("biber")
    (folder / "in.bib").write_text(exported("biblatex"), encoding="utf-8")
    done = subprocess.run(
        [program, "--tool", "--validate-datamodel", "--output-file", "out.bib", "in.bib"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return (folder / "out.bib").read_text(encoding="utf-8"), done.stdout


def test_biber_has_nothing_to_say_but_what_nobody_knows(biber):
    """Years, authors and editors that no source names are missing; no field and no type is wrong."""
    warnings = [line for line in biber[1].splitlines() if line.startswith(("WARN", "ERROR"))]
    assert warnings
    assert [line for line in warnings if "Missing mandatory field" not in line] == []


def test_biber_gives_back_people_in_both_scripts(biber, entries, listed, plain):
    read = pybtex.database.parse_string(biber[0], "bibtex").entries
    assert set(read) == set(entries)
    for key, work in listed.items():
        assert names(read[key], "author", plain) == work.people.get("author", []), key
        assert plain(read[key].fields["title"]) == work.title
        assert read[key].fields["date"] == work.year
    assert "Mamulia, G." in read["topchibashi-paris-archive-1-2016"].fields["editor+an:script"]


def test_pandoc_reads_sets_volumes_and_people(exported, listed, pandoc, plain):
    items = {
        item["id"]: item
        for item in json.loads(pandoc(exported("biblatex"), "-f", "biblatex", "-t", "csljson"))
    }
    assert len(items) == 129
    for key, work in listed.items():
        item = items[key]
        in_set = work.set_title not in ("", work.title)
        assert (work.set_title if in_set else work.title) in item["title"], key
        assert item.get("volume-title", "") == (work.title if in_set else ""), key
        assert item.get("volume", "") == work.volume, key
        assert str(item["issued"]["date-parts"][0][0]) == work.year, key
        assert [(one["family"], one["given"]) for one in item.get("author", [])] == work.people.get(
            "author", []
        ), key


def test_citation_js_reads_every_entry(exported, listed, citation_js):
    items = {item["id"]: item for item in citation_js(exported("biblatex"), "@biblatex/text")}
    assert len(items) == 129
    for key, work in listed.items():
        assert items[key]["title"] == work.title
        assert [(one["family"], one["given"]) for one in items[key].get("author", [])] == work.people.get(
            "author", []
        ), key
