"""Files in, quads out; and what a person is told when a file cannot be read."""

import pytest
from pyoxigraph import NamedNode

from histkg.errors import FileSyntaxError, InputError
from histkg.reading import FORMATS, parse_file, read_text

TRIPLE = '<https://example.org/a> <https://example.org/b> "Gəncə"@az'
SAMPLES = {
    ".ttl": TRIPLE + " .",
    ".trig": "<https://example.org/g> { " + TRIPLE + " }",
    ".nt": TRIPLE + " .\n",
    ".nq": TRIPLE + " <https://example.org/g> .\n",
    ".jsonld": '{"@id": "https://example.org/a", "https://example.org/b": {"@value": "Gəncə", "@language": "az"}}',
    ".rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/a"><e:b xml:lang="az">Gəncə</e:b></rdf:Description></rdf:RDF>',
}


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("suffix", SAMPLES)
def test_every_format_gives_the_same_triple(tmp_path, suffix):
    (quad,) = parse_file(write(tmp_path, "x" + suffix, SAMPLES[suffix]))
    assert quad.object.value == "Gəncə"
    assert quad.object.language == "az"


def test_samples_cover_every_format():
    assert {FORMATS[suffix] for suffix in SAMPLES} == set(FORMATS.values())


def test_triples_get_the_graph_of_their_file_and_quads_keep_theirs(tmp_path):
    graph = NamedNode("https://example.org/mine")
    (triple,) = parse_file(write(tmp_path, "x.ttl", SAMPLES[".ttl"]), graph)
    (quad,) = parse_file(write(tmp_path, "x.nq", SAMPLES[".nq"]), graph)
    assert triple.graph_name == graph
    assert quad.graph_name == NamedNode("https://example.org/g")


def test_byte_order_mark_is_dropped(tmp_path):
    assert read_text(write(tmp_path, "x.ttl", b"\xef\xbb\xbfabc")) == "abc"


TROUBLE = {
    "undeclared-prefix": (
        "@prefix a: <https://e.org/> .\na:b a:c\n  d:e .",
        3,
        "prefix d:",
        "declare the prefix",
    ),
    "space-in-iri": ("<https://e.org/a b> <https://e.org/c> 1 .", 1, "Invalid IRI", "slug"),
    "missing-dot": (f"{TRIPLE}\n{TRIPLE} .", 2, "dot", "missing"),
    "open-string": ('<https://e.org/a> <https://e.org/b> "open .\n', 1, "end of file", "quotation mark"),
    "windows-1251": ("# Гянджа\n".encode("cp1251"), 1, "not UTF-8", "save it as UTF-8"),
    "windows-1254-line-3": (b"# a\n# b\n# G\xfcnc\xfe\n", 3, "not UTF-8", "UTF-8"),
}


@pytest.mark.parametrize("case", TROUBLE)
def test_broken_files_are_told_with_line_and_remedy(tmp_path, case):
    content, line, what, hint = TROUBLE[case]
    path = write(tmp_path, f"{case}.ttl", content)
    with pytest.raises(FileSyntaxError) as caught:
        parse_file(path)
    assert caught.value.line == line
    assert what in caught.value.what
    assert hint in caught.value.hint
    assert str(path) in str(caught.value)


UNREADABLE = {
    "utf-16": ("x".encode("utf-16"), "UTF-16"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_text_is_called_so(tmp_path, case):
    content, what = UNREADABLE[case]
    with pytest.raises(InputError, match=what):
        parse_file(write(tmp_path, "x.ttl", content))


def test_missing_file_folder_and_unknown_kind_are_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        parse_file(tmp_path / "none.ttl")
    with pytest.raises(InputError, match="folder"):
        read_text(tmp_path)
    with pytest.raises(InputError, match="unknown kind of file"):
        parse_file(write(tmp_path, "x.docx", "x"))


def test_empty_file_is_an_empty_graph(tmp_path):
    assert parse_file(write(tmp_path, "x.ttl", "")) == []
