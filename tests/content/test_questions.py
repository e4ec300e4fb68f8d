"""The stored questions: each file is well formed, means the same on two engines, and gives the answers it should.

Three kinds of answer files lie in ``tests/answers/``, named after the question:

* ``NAME.CASE.tsv`` — what it must answer on the mini dataset, written by hand from reading that dataset; the case
  ``mini`` is obligatory;
* ``NAME.tsv`` — what it answers on the real dataset; ``HISTKG_UPDATE_ANSWERS=1`` rewrites it, and the difference is
  what a historian reviews when data change;
* ``NAME.yaml`` — what each case asks, rows that must *not* appear, each with the reason, and, where the real dataset has
  no answer yet, why.
"""

import os
import random
import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
import rdflib.plugins.sparql
import yaml

from histkg.prefixes import read_prefixes
from histkg.questions import read_question, stored_parameters
from histkg.stores import open_store

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "tests" / "answers"
PREFIXES = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
QUESTIONS = {path.stem: path for path in sorted((ROOT / "queries" / "questions").glob("*.rq"))}
SPECS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(ANSWERS.glob("*.yaml"))}
CASES = [(name, case) for name, spec in SPECS.items() for case in spec["cases"]]
ABSENT = [
    pytest.param(name, case, miss["row"], id=f"{name}-{case}-{number}")
    for name, spec in SPECS.items()
    for case, misses in spec["absent"].items()
    for number, miss in enumerate(misses, 1)
]

REQUIRED_KEYS = {"summary", "question", "question_az", "question_ru", "tags", "columns"}
OPTIONAL_KEYS = {"parameters", "incomplete", "empty"}
PLAIN_TYPES = {"language", "text", "xsd:date", "xsd:integer", "xsd:gYear"}

every_question = pytest.mark.parametrize("name", QUESTIONS)
every_case = pytest.mark.parametrize(("name", "case"), CASES)


def header(name):
    lines = [line[2:] for line in QUESTIONS[name].read_text("utf-8").splitlines() if line.startswith("#+")]
    return yaml.safe_load("\n".join(line.removeprefix(" ") for line in lines))


def body(name):
    """The SPARQL without comments, strings and IRIs: what keywords and prefixed names are looked for in."""
    text = QUESTIONS[name].read_text("utf-8")
    text = re.sub(r'"[^"\n]*"', '""', re.sub(r"<[^<>\s]*>", "<>", text))
    return "\n".join(line.partition("#")[0].rstrip() for line in text.splitlines())


def projection(name):
    """The variables of the outermost SELECT, in order."""
    line = next(line for line in body(name).splitlines() if line.startswith("SELECT"))
    return re.findall(r"\?(\w+)", re.sub(r"\([^()]*(?:\([^()]*\))[^()]*AS (\?\w+)\)", r"\1", line))


def term(text):
    """Return the RDF term that *text* writes in Turtle, with the canonical prefixes."""
    declared = "".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())
    (triple,) = pyoxigraph.parse(f"{declared} <urn:s> <urn:p> {text} .", format=pyoxigraph.RdfFormat.TURTLE)
    return triple.object


def key(found):
    """A term as engines agree on it: they write language tags in different case."""
    if found is None:
        return ""
    if isinstance(found, pyoxigraph.Literal):
        return found.value, (found.language or "").lower(), found.datatype.value
    return found.value


def rows(solutions):
    return [tuple(key(cell) for cell in row) for row in solutions.rows]


def ask(engines, name, case, engine="oxigraph"):
    """Answer a question on the mini dataset (a case) or, as stored, on the real one (``dataset``)."""
    stored = read_question(QUESTIONS[name])
    if case == "dataset":
        return engines["dataset"][engine].query(stored.text)
    arguments = {parameter: [term(str(value))] for parameter, value in SPECS[name]["cases"][case].items()}
    return engines["mini"][engine].query(stored.bind(arguments))


def answer_file(name, case):
    """The variables and the rows of an answer file (SPARQL 1.1 Query Results TSV)."""
    path = ANSWERS / (f"{name}.tsv" if case == "dataset" else f"{name}.{case}.tsv")
    found = pyoxigraph.parse_query_results(path=str(path), format=pyoxigraph.QueryResultsFormat.TSV)
    variables = [variable.value for variable in found.variables]
    return variables, [tuple(key(solution[variable]) for variable in variables) for solution in found]


def declared(path, subject_of):
    """The subjects in a Turtle file that have the predicate *subject_of*."""
    quads = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    return {quad.subject.value for quad in quads if quad.predicate.value == subject_of}


# ---- the files ----


@every_question
def test_header_is_complete(name):
    about = header(name)
    assert set(about) - OPTIONAL_KEYS == REQUIRED_KEYS
    assert len(about["summary"]) <= 60
    for language in ("question", "question_az", "question_ru"):
        assert about[language].endswith("?")
        assert about[language].count("?") == 1
    scheme = declared(ROOT / "ontology" / "schemes" / "tag.ttl", PREFIXES["skos"] + "notation")
    assert about["tags"]
    assert {PREFIXES["tag"] + tag for tag in about["tags"]} <= scheme
    assert len(set(about["tags"])) == len(about["tags"])


@every_question
def test_columns_describe_what_is_selected(name):
    about = header(name)["columns"]
    assert list(about) == projection(name)
    assert all(isinstance(text, str) and text for text in about.values())


@pytest.mark.parametrize("wording", ["summary", "question", "question_az", "question_ru"])
def test_no_two_questions_are_worded_alike(wording):
    told = Counter(header(name)[wording] for name in QUESTIONS)
    assert [text for text, times in told.items() if times > 1] == []


@every_question
def test_parameters_are_the_values_lines(name):
    text = QUESTIONS[name].read_text("utf-8")
    stored = read_question(QUESTIONS[name])
    blocks = stored_parameters(text)
    assert sorted(blocks) == sorted(parameter.name for parameter in stored.parameters)
    # A variable may be bound again inside a sub-select; then both blocks say the same, and binding replaces both.
    written = re.findall(r"^ *VALUES \?(\w+) \{ (.*?) \}$", text, re.MULTILINE)
    assert len(written) == len(re.findall(r"\bVALUES \?", body(name)))
    assert set(written) == set(blocks.items())
    classes = declared(ROOT / "ontology" / "histkg.ttl", PREFIXES["rdfs"] + "label")
    for parameter in stored.parameters:
        assert parameter.label != parameter.name
        if parameter.is_entity:
            assert PREFIXES.expand(parameter.type) in classes
            default = parameter.example
        else:
            assert parameter.type in PLAIN_TYPES
            default = f'"{parameter.example}"' + ("^^" + parameter.type if ":" in parameter.type else "")
        assert parameter.example
        assert blocks[parameter.name] == default or (
            not parameter.required and blocks[parameter.name] == "UNDEF"
        )


@every_question
def test_prefixes_agree_with_the_map_and_are_all_used(name):
    text = QUESTIONS[name].read_text("utf-8")
    lines = re.findall(r"^PREFIX ([\w-]+): <([^>]*)>$", text, re.MULTILINE)
    assert lines == sorted(lines)
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in lines)
    query = re.sub(r"^PREFIX .*$", "", body(name), flags=re.MULTILINE)
    assert {prefix for prefix, _ in lines} == set(re.findall(r"(?<![\w?:-])([a-z][\w-]*):(?=\w)", query))


@every_question
def test_style(name):
    query = body(name)
    assert QUESTIONS[name].read_text("utf-8").startswith("#+ summary: ")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", query, re.IGNORECASE)
    assert not re.search(r"(?<![\w?:])(GRAPH|SERVICE|FROM|LIMIT|OFFSET)\b", query, re.IGNORECASE)
    assert not re.search(r"_:|\[", query), "blank nodes hide what is matched; name the variable"
    assert query.rstrip().splitlines()[-1].startswith("ORDER BY ")


@every_question
def test_only_declared_terms_are_used(name):
    query = body(name)
    terms = declared(ROOT / "ontology" / "histkg.ttl", PREFIXES["rdfs"] + "label")
    used = {PREFIXES["hev"] + local for local in re.findall(r"(?<![\w-])hev:(\w+)", query)}
    assert used
    assert sorted(used - terms) == []
    schemes = {path.stem: path for path in (ROOT / "ontology" / "schemes").glob("*.ttl")}
    for prefix, local in re.findall(r"(?<![\w?-])([a-z]+):([\w-]+)", query):
        if prefix in schemes:
            assert PREFIXES[prefix] + local in declared(schemes[prefix], PREFIXES["skos"] + "notation")


@every_question
def test_two_engines_parse_it(name):
    text = QUESTIONS[name].read_text("utf-8")
    rdflib.plugins.sparql.prepareQuery(text)
    pyoxigraph.Store().query(text)


def test_the_index_lists_every_question():
    text = (ROOT / "queries" / "README.md").read_text("utf-8")
    rows = []
    for name, path in QUESTIONS.items():
        stored = read_question(path)
        told = [f"`{p.name}`" + ("" if p.required else " (may be left out)") for p in stored.parameters]
        rows.append(f"| [{name}](questions/{name}.rq) | {stored.question()} | {', '.join(told) or 'none'} |")
    assert [line for line in text.splitlines() if line.startswith("| [")] == rows


# ---- the answers ----


def test_every_question_has_its_answers_and_every_answer_its_question():
    assert list(SPECS) == list(QUESTIONS)
    expected = {f"{name}.tsv" for name in QUESTIONS} | {f"{name}.yaml" for name in QUESTIONS}
    expected |= {f"{name}.{case}.tsv" for name, case in CASES}
    assert {path.name for path in ANSWERS.iterdir()} == expected
    for name, spec in SPECS.items():
        assert "mini" in spec["cases"], name
        assert all(case.startswith("mini") for case in spec["cases"]), name
        assert spec["absent"].get("mini"), name
        assert set(spec["absent"]) <= {*spec["cases"], "dataset"}, name


@every_case
def test_mini_answer_is_the_hand_written_one(engines, name, case):
    found = ask(engines, name, case)
    variables, expected = answer_file(name, case)
    assert expected, "an empty expectation proves nothing"
    assert list(found.variables) == variables
    assert rows(found) == expected


@every_question
def test_dataset_answer_is_the_reviewed_one(engines, name):
    found = ask(engines, name, "dataset")
    if os.environ.get("HISTKG_UPDATE_ANSWERS") and not os.environ.get("CI"):
        lines = ["\t".join(f"?{variable}" for variable in found.variables)]
        lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in found.rows]
        (ANSWERS / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    variables, expected = answer_file(name, "dataset")
    assert list(found.variables) == variables
    assert rows(found) == expected
    assert bool(expected) != bool(SPECS[name].get("empty_on_dataset")), (
        "an empty answer is declared, with the reason"
    )
    if not expected:
        assert header(name)["empty"]


@pytest.mark.parametrize(("name", "case"), [*CASES, *((name, "dataset") for name in QUESTIONS)])
def test_two_engines_give_the_same_rows_in_the_same_order(engines, name, case):
    assert rows(ask(engines, name, case)) == rows(ask(engines, name, case, "rdflib"))


def test_order_does_not_hang_on_how_the_data_were_loaded(engines, mini, real):
    """ORDER BY is total: other insertion orders of the same quads leave every answer as it is."""
    for seed in (1, 2):
        shuffled = {}
        for dataset, built in (("mini", mini), ("dataset", real)):
            quads = list(built.quads)
            random.Random(seed).shuffle(quads)
            shuffled[dataset] = {"oxigraph": open_store(quads, "oxigraph")}
        for name, case in [*CASES, *((name, "dataset") for name in QUESTIONS)]:
            assert rows(ask(shuffled, name, case)) == rows(ask(engines, name, case)), (name, case)


@pytest.mark.parametrize(("name", "case", "miss"), ABSENT)
def test_near_miss_is_absent(engines, name, case, miss):
    found = ask(engines, name, case)
    wanted = {list(found.variables).index(column): key(term(str(value))) for column, value in miss.items()}
    assert [row for row in rows(found) if all(row[index] == cell for index, cell in wanted.items())] == []


@pytest.mark.parametrize(("name", "case", "miss"), ABSENT)
def test_near_miss_is_near(engines, name, case, miss):
    """Nothing is absent merely because it is misspelt: every IRI of a near miss stands in the dataset."""
    store = engines["dataset" if case == "dataset" else "mini"]["oxigraph"]
    for value in miss.values():
        asked = term(str(value))
        if isinstance(asked, pyoxigraph.NamedNode):
            known = f"ASK {{ {{ {asked} ?p ?o }} UNION {{ ?s ?p {asked} }} UNION {{ ?s {asked} ?o }} }}"
            assert store.query(known).value, value


def test_every_near_miss_says_why():
    reasons = [
        miss["why"] for spec in SPECS.values() for misses in spec["absent"].values() for miss in misses
    ]
    assert all(isinstance(reason, str) and len(reason) > 3 for reason in reasons)


# ---- the parameters ----


@every_case
def test_a_language_changes_the_locators_and_no_row(engines, name, case):
    stored = read_question(QUESTIONS[name])
    if "lang" not in stored_parameters(stored.text):
        return
    bound = stored.bind({p: [term(str(value))] for p, value in SPECS[name]["cases"][case].items()})
    store = engines["mini"]["oxigraph"]
    place = projection(name).index("locator")

    def locators(language):
        found = store.query(bound.replace('VALUES ?lang { "en" }', f'VALUES ?lang {{ "{language}" }}'))
        return [row[place] and (row[place].value, row[place].language) for row in found.rows]

    english = locators("en")
    assert locators("ka") == english, "a language without locators falls back to English"
    for language in ("az", "ru"):
        told = locators(language)
        assert len(told) == len(english)
        assert {tag for _, tag in filter(None, told)} == {language}


def test_several_terms_ask_for_several(engines):
    stored = read_question(QUESTIONS["demands-in-event"])
    both = [term("event:omega-risings"), term("event:alpha-valley-rising")]
    assert len(engines["mini"]["oxigraph"].query(stored.bind({"event": both})).rows) == 1
    assert len(engines["mini"]["oxigraph"].query(stored.bind({"event": both[:1]})).rows) == 0
    assert len(engines["mini"]["rdflib"].query(stored.bind({"event": both})).rows) == 1


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize(
    "name", ["entries-by-language", "archives-cited-by-source", "sources-by-language-and-decade"]
)
def test_aggregates_count_only_what_is_asked_for(engines, name, engine):
    """The chronicle cites nothing; a parameter bound outside the pattern would count the whole dataset."""
    stored = read_question(QUESTIONS[name])
    bound = stored.bind({"source": [term("source:alpha-chronicle-1731")]})
    assert engines["mini"][engine].query(bound).rows == ()


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_left_open_the_list_counts_both_lists(engines, engine):
    stored = read_question(QUESTIONS["entries-by-language"])
    bound = stored.bind({"source": [term("source:gamma-survey-1750")], "list": []})
    assert [(row[0].value, row[1].value) for row in engines["mini"][engine].query(bound).rows] == [
        ("az", "2"),
        ("ru", "4"),
        ("ru-latn", "4"),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1739-12-31", "before after after after"),
        ("1740-01-01", "before undecidable after after"),
        ("1740-12-31", "before undecidable after after"),
        ("1741-01-01", "before before undecidable after"),
        ("1743-01-01", "before before before before"),
    ],
)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_year_is_the_days_from_its_first_to_its_last(engines, engine, day, expected):
    stored = read_question(QUESTIONS["published-before"])
    bound = stored.bind({"source": [term("source:gamma-survey-1750")], "day": [term(f'"{day}"^^xsd:date')]})
    found = engines["mini"][engine].query(bound)
    assert [row[2].value for row in found.rows] == expected.split()


# ---- what the seed page is known to hold ----


def test_the_sources_of_the_ganja_uprising(engines):
    """One states something, one is about it by its title, 28 are only listed: no source is taken for more."""
    found = ask(engines, "sources-for-event", "dataset")
    by_basis = {}
    for source, basis, locator, found_in in found.rows:
        assert found_in == term("source:nazarli-2024")
        by_basis.setdefault(basis, []).append((source, locator.value))
    assert by_basis.pop(term("basis:statement")) == [(term("source:nazarli-2024"), "abstract, sentence 5")]
    title = [(term("source:bayramov-gence-usyani-2010"), "reference list A, no. 19")]
    assert by_basis.pop(term("basis:title")) == title
    listed = by_basis.pop(term("basis:listing"))
    assert by_basis == {}
    assert [locator for _, locator in listed] == [
        f"reference list A, no. {n}" for n in range(1, 30) if n != 19
    ]
    assert len({source for source, _ in listed}) == 28


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("reference-list-of-source", 29),
        ("publications-cited-by-source", 26),
        ("archival-files-cited-by-source", 7),
        ("archives-cited-by-source", 3),
        ("works-by-person", 2),
        ("demands-in-event", 3),
        ("leaders-of-event", 4),
    ],
)
def test_the_seed_page_holds_so_many(engines, name, count):
    assert len(ask(engines, name, "dataset").rows) == count


def test_entries_by_language(engines):
    found = ask(engines, "entries-by-language", "dataset")
    assert [(row[0].value, row[1].value) for row in found.rows] == [("az", "17"), ("ru", "12")]


def test_works_before_and_after_the_end_of_the_soviet_union(engines):
    found = ask(engines, "published-before", "dataset")
    told = Counter(row[2].value for row in found.rows)
    assert told == {"before": 7, "after": 17, "undecidable": 2}
    assert {row[1].value for row in found.rows if row[2].value == "undecidable"} == {"1991"}
