"""Asking: names in any script, refusals that help, and nothing silent."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from histkg.answers import ask, bind_question
from histkg.errors import InputError, UsageError
from histkg.questions import find_question, read_question, stored_parameters
from histkg.stores import open_store
from histkg.stores.base import Solutions
from histkg.tables import FORMATS, with_names, write_solutions, write_table

ALPHA = "event:alpha-valley-rising"


@pytest.fixture
def question(mini_home):
    return find_question(mini_home.queries, "sources-for-event")


@pytest.fixture
def answer(mini, mini_store, question):
    return ask(mini_store, mini.prefixes, question, {"event": ALPHA})


HOSTILE = [
    'x" } DELETE WHERE { ?s ?p ?o } #',
    "> <https://e.org/> . } #",
    "event:alpha-valley-rising> } UNION { ?s ?p ?o } #",
    "\\u0022 } #",
    "} VALUES ?event { <x:y>",
    "' OR 1=1 --",
    "\x00\x1b[31m",
    "\u202eabc",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_injection_is_just_a_name_that_is_not_found(mini, mini_store, question, text):
    with pytest.raises(UsageError, match="nothing here is called"):
        ask(mini_store, mini.prefixes, question, {"event": text})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_bound_as_a_literal_stays_one_literal(mini, mini_store, text):
    """Even where a parameter takes any text, the query keeps its shape on both engines."""
    from pyoxigraph import Literal

    from histkg.questions import Parameter, StoredQuestion

    probe = StoredQuestion(
        name="probe",
        summary="",
        text='SELECT ?x WHERE {\n  VALUES ?x { "default" }\n}\n',
        path=None,
        parameters=(Parameter("x", "text", True, "", "x"),),
    )
    query = probe.bind({"x": [Literal(text)]})
    for engine in ("oxigraph", "rdflib"):
        found = open_store([], engine).query(query)
        assert [row[0].value for row in found.rows] == [text]


def test_empty_name_is_refused(mini, mini_store, question):
    with pytest.raises(UsageError, match="empty"):
        ask(mini_store, mini.prefixes, question, {"event": "  "})


def test_required_argument_that_is_missing_is_named_with_an_example(mini, mini_store, question):
    with pytest.raises(UsageError, match="needs an event") as caught:
        ask(mini_store, mini.prefixes, question)
    assert "histkg ask sources-for-event" in caught.value.hint


def test_argument_the_question_does_not_have_is_named(mini, mini_store, question):
    with pytest.raises(UsageError, match="no parameter “planet”"):
        ask(mini_store, mini.prefixes, question, {"event": ALPHA, "planet": "x"})


def test_misspelt_question_gets_a_suggestion(mini_home):
    with pytest.raises(UsageError) as caught:
        find_question(mini_home.queries, "source-for-events")
    assert "sources-for-event" in caught.value.hint


def test_near_name_gets_a_suggestion(mini, mini_store, question):
    with pytest.raises(UsageError) as caught:
        ask(mini_store, mini.prefixes, question, {"event": "Alpa Valey rising"})
    assert "did you mean “Alpha Valley rising" in caught.value.hint


def test_cut_answer_knows_its_total(mini, mini_store, question, answer):
    cut = ask(mini_store, mini.prefixes, question, {"event": ALPHA}, limit=1)
    assert (len(cut.solutions.rows), cut.total, cut.truncated) == (1, answer.total, True)
    assert not answer.truncated


def test_the_sparql_shown_is_the_sparql_run(mini, mini_store, question, answer):
    query, _ = bind_question(mini_store, mini.prefixes, question, {"event": "alpha-valley-rising"})
    assert query == answer.query
    assert mini_store.query(query).rows == answer.solutions.rows


def test_every_row_has_a_name_for_its_source_and_rows_are_not_multiplied(answer):
    source = answer.solutions.variables.index("source")
    assert all(row[source].value in answer.labels for row in answer.solutions.rows)
    named = with_names(answer.solutions, answer.labels)
    assert len(named.rows) == answer.total


def test_languages_change_names_not_rows(mini, mini_store, question, answer):
    russian = ask(mini_store, mini.prefixes, question, {"event": ALPHA}, languages=("ru", "en"))
    assert len(russian.solutions.rows) == answer.total
    assert russian.labels != answer.labels


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("table", "markdown")])
def test_machine_formats_hold_the_same_rows(answer, name):
    text = write_solutions(answer.solutions, name, labels=answer.labels)
    index = answer.solutions.variables.index("source")
    expected = [row[index].value for row in answer.solutions.rows]
    if name == "csv":
        found = [row["source"] for row in csv.DictReader(io.StringIO(text))]
    elif name == "tsv":
        column = text.splitlines()[0].split("\t").index("?source")
        found = [line.split("\t")[column].strip("<>") for line in text.splitlines()[1:]]
    elif name == "json":
        found = [row["source"]["value"] for row in json.loads(text)["results"]["bindings"]]
    else:
        ns = {"s": "http://www.w3.org/2005/sparql-results#"}
        found = [node.text for node in ET.fromstring(text).findall(".//s:binding[@name='source']/s:uri", ns)]
    assert found == expected


def test_table_fits_the_width_it_is_given(answer):
    table = write_table(answer.solutions, answer.labels, width=80)
    assert max(map(len, table.splitlines())) <= 80


def test_markdown_cannot_be_broken_by_a_value():
    from pyoxigraph import Literal

    rows = Solutions(("a",), ((Literal("x | y\nz"),),))
    assert "x \\| y z" in write_solutions(rows, "markdown", labels={})


def test_xml_survives_control_characters():
    from pyoxigraph import Literal

    ET.fromstring(write_solutions(Solutions(("a",), ((Literal("\x01 & <b>"),),)), "xml", labels={}))


def test_unknown_format_is_told_with_the_known_ones(answer):
    with pytest.raises(UsageError, match="table, csv"):
        write_solutions(answer.solutions, "xlsx", labels={})


HEADERS = {
    "no header": ("SELECT ?a WHERE {}", "no “#\\+” header"),
    "no question": ("#+ summary: x\nSELECT ?a WHERE {}", "no “question”"),
    "not yaml": ("#+ summary: a: b: c\nSELECT ?a WHERE {}", "not YAML"),
    "parameter without type": (
        "#+ summary: x\n#+ question: y\n#+ parameters:\n#+   - event: {}\n",
        "no type",
    ),
    "parameter as text": (
        "#+ summary: x\n#+ question: y\n#+ parameters:\n#+   - event\n",
        "a parameter is not",
    ),
}


@pytest.mark.parametrize("case", HEADERS)
def test_broken_header_names_the_file(tmp_path, case):
    text, what = HEADERS[case]
    path = tmp_path / "q.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what) as caught:
        read_question(path)
    assert str(path) in str(caught.value)


def test_stored_parameters_are_the_values_lines():
    text = 'SELECT ?a WHERE {\n  VALUES ?a { <x:y> }\n  VALUES ?lang { "en" }\n}'
    assert stored_parameters(text) == {"a": "<x:y>", "lang": '"en"'}
