"""Lines: every statement of every written file is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from histkg.reading import parse_file
from histkg.validation.locating import BLANK, SourceText, scan

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data").rglob("*.ttl")) + sorted((ROOT / "tests" / "fixtures" / "mini").rglob("*.ttl"))

TURTLE = '''@prefix a: <urn:a:> . # a comment; with "signs" [and] more .
PREFIX b: <urn:b:>
a:x a:p b:y , "two" ;
  a:q """long
"quoted"
text"""@en , 'esc\\u00e9\\'' ; a:r 12.5 .
a:z a b:K ;
  a:s [ a:t "inner" ;
    a:u [ a:v a:w ] ] ;
  a:after "1"^^<urn:type> , true.
GRAPH a:g { a:in a:p ( a:one a:two ) . }
'''


def mentioned():
    return {(m.subject, m.predicate, m.object): m.line for m in scan(TURTLE)}


def test_terms_are_found_on_their_lines():
    found = mentioned()
    assert found["urn:a:x", "urn:a:p", "urn:b:y"] == 3
    assert found["urn:a:x", "urn:a:p", "two"] == 3
    assert found["urn:a:x", "urn:a:q", 'long\n"quoted"\ntext'] == 4
    assert found["urn:a:x", "urn:a:q", "escé'"] == 6
    assert found["urn:a:x", "urn:a:r", "12.5"] == 6
    assert found["urn:a:z", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:b:K"] == 7
    assert found["urn:a:z", "urn:a:after", "1"] == 10
    assert found["urn:a:z", "urn:a:after", "true"] == 10
    assert found["urn:a:in", None, None] == 11


def test_things_without_an_iri_are_found_by_their_brackets():
    found = mentioned()
    assert found["urn:a:z", "urn:a:s", BLANK] == 8
    assert found[BLANK, "urn:a:t", "inner"] == 8
    assert found[BLANK, "urn:a:v", "urn:a:w"] == 9


def test_nearest_line_is_given_where_the_value_is_not_found(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("\n<urn:a>\n <urn:b> 'c' ;\n <urn:d> 'e' .\n", encoding="utf-8")
    text = SourceText(path, "TURTLE")
    assert text.line("urn:a", "urn:d", "e") == 4
    assert text.line("urn:a", "urn:d", "other") == 4
    assert text.line("urn:a", "urn:other", "c") == 3
    assert text.line("urn:a") == 2
    assert text.line("urn:nowhere") is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_statement_of_a_written_file_is_found(path):
    found = {(m.subject, m.predicate, m.object): m.line for m in scan(path.read_text(encoding="utf-8"))}
    lines = path.read_text(encoding="utf-8").splitlines()
    for quad in parse_file(path):
        line = found.get((quad.subject.value, quad.predicate.value, quad.object.value))
        assert line, quad
        term = quad.object
        written = (
            term.value.rpartition("/")[2].rpartition("#")[2] if isinstance(term, NamedNode) else term.value
        )
        # “a” stands for rdf:type; a quotation mark within a text is written with a backslash.
        assert written.replace('"', '\\"') in lines[line - 1] or "\n" in written
