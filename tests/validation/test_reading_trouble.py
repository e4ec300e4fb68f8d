"""What cannot be read: a sentence for each file, all of them at once, and never a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from histkg.errors import InputError
from histkg.validation import validate
from histkg.validation.files import sniff

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "twelve-faults.ttl"
TEXT = FIXTURE.read_text(encoding="utf-8")
FAULTS = 30
"""Twelve, and eighteen links to the dataset, which is left out here to be quick."""
RDF_XML = '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>\n'

TROUBLES = {
    "utf-16.ttl": (TEXT.encode("utf-16"), "UTF-16", "save it as UTF-8"),
    "cp1251.ttl": ("# Гянджа\n".encode("cp1251"), "cp1251.ttl:1: byte 0xc3 is not UTF-8", "save it as UTF-8"),
    "empty.ttl": (b"", "the file is empty", "saved"),
    "spaces.ttl": (b" \n\n", "the file is empty", "saved"),
    "comments.ttl": (b"# nothing yet\n", "holds no statement", "comments"),
    "binary.ttl": (b"\x7fELF\x02\x00\x00\x00", "binary", None),
    "broken.ttl": (b"<urn:a> <urn:b> 'c' .\n<urn:a> <urn:b> 'c\n", "broken.ttl:2:", "quotation mark"),
    "relative.ttl": (b"<a> <urn:b> <urn:c> .\n", "relative.ttl:1:", "IRI"),
    "liar.ttl": (RDF_XML.encode(), "liar.ttl:1:", "looks like RDF/XML"),
    "prose.txt": (b"It happened in May.\n", "prose.txt:1:", "compare"),
    "star.ttl": (b"<< <urn:a> <urn:b> <urn:c> >> <urn:d> 'e' .\n", "RDF 1.2", "rdf:subject"),
    "remote.jsonld": (
        b'{"@context": "https://example.org/c", "@id": "urn:a"}',
        "nothing is fetched",
        "into the file",
    ),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, (content, _, _) in TROUBLES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("name", TROUBLES)
def test_unreadable_file_is_told_in_a_sentence(folder, name):
    with pytest.raises(InputError) as told:
        validate(name)
    _, what, hint = TROUBLES[name]
    assert told.value.exit_code == 3
    assert name in str(told.value)
    assert what in str(told.value)
    if hint:
        assert hint in told.value.hint


def test_missing_file_and_empty_folder_are_told(folder):
    (folder / "nothing").mkdir()
    with pytest.raises(InputError, match="no such file"):
        validate("missing.ttl")
    with pytest.raises(InputError, match="no RDF file in this folder"):
        validate("nothing")


def test_all_troubles_are_told_at_once(folder):
    with pytest.raises(InputError) as told:
        validate([*TROUBLES, "missing.ttl"])
    text = str(told.value)
    assert text.startswith(f"{len(TROUBLES) + 1} inputs could not be read:")
    assert [name for name in [*TROUBLES, "missing.ttl"] if f"\n{name}" not in text] == []


def test_byte_order_mark_does_no_harm(folder):
    (folder / "bom.ttl").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert len(validate("bom.ttl", alone=True).results) == FAULTS


def test_file_without_a_telling_name_is_read_by_its_content(folder):
    (folder / "notes").write_text(TEXT, encoding="utf-8")
    assert len(validate("notes", alone=True).results) == FAULTS


def test_folder_is_checked_with_all_its_files(folder):
    own = folder / "own"
    (own / ".hidden").mkdir(parents=True)
    (own / ".hidden" / "broken.ttl").write_text("<", encoding="utf-8")
    (own / "README.md").write_text("not RDF", encoding="utf-8")
    (own / "faults.ttl").write_text(TEXT, encoding="utf-8")
    report = validate(own, alone=True)
    assert report.files == (str(own / "faults.ttl"),) or report.files == ("own/faults.ttl",)
    assert len(report.results) == FAULTS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<urn:a> <urn:b> <urn:c> <urn:g> .", "N_QUADS"),
        ('<urn:a> <urn:b> "c"@en <urn:g> .', "N_QUADS"),
        ("@prefix a: <urn:a> .", "TRIG"),
        ("[] a <urn:b> .", "TRIG"),
        ('[ {"@id": "urn:a"} ]', "JSON_LD"),
        (RDF_XML, "RDF_XML"),
    ],
)
def test_formats_are_told_apart_by_their_beginning(text, name):
    assert sniff(text) == name


EVENT = "https://w3id.org/histkg/id/event/own-event"
HEV = "https://w3id.org/histkg/ontology#"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAME = {
    "own.ttl": f"\n<{EVENT}> a <{HEV}Event> ;\n <{LABEL}> 'Событие'@en .\n",
    "own.trig": f"<urn:g> {{\n<{EVENT}> a <{HEV}Event> ;\n <{LABEL}> 'Событие'@en .\n}}\n",
    "own.nt": f'\n<{EVENT}> <{RDF_TYPE}> <{HEV}Event> .\n<{EVENT}> <{LABEL}> "Событие"@en .\n',
    "own.nq": f'\n<{EVENT}> <{RDF_TYPE}> <{HEV}Event> <urn:g> .\n<{EVENT}> <{LABEL}> "Событие"@en <urn:g> .\n',
    "own.jsonld": json.dumps(
        {"@id": EVENT, "@type": HEV + "Event", LABEL: {"@value": "Событие", "@language": "en"}},
        ensure_ascii=False,
        indent=0,
    ),
    "own.rdf": f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:hev="{HEV}"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><hev:Event rdf:about="{EVENT}">
<skos:prefLabel xml:lang="en">Событие</skos:prefLabel></hev:Event></rdf:RDF>""",
}


@pytest.mark.parametrize("name", SAME)
def test_every_format_is_checked_alike_and_the_line_is_found(folder, name):
    (folder / name).write_text(SAME[name], encoding="utf-8")
    told = validate(name, alone=True).results
    codes = sorted(result.rule_code for result in told if result.severity == "violation")
    assert codes == ["HEV-EV-01", "HEV-LB-03", "HEV-LB-04"]
    lines = SAME[name].splitlines()
    for result in told:
        assert (
            "Событие" in lines[result.line - 1]
            if result.rule_code == "HEV-LB-04"
            else "own-event" in lines[result.line - 1]
        )


def test_broken_file_of_the_dataset_is_told(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "a.ttl").write_text("<urn:a> <urn:b>\n", encoding="utf-8")
    (data / "b.ttl").write_text("<urn:a> 'b' .\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        validate(home=tmp_path)
    assert "a.ttl" in str(told.value)
    assert "b.ttl" in str(told.value)
