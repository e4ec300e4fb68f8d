"""The stored questions: each file is well formed, means the same on two engines, and gives the answers it should.

Three kinds of answer files lie in ``tests/answers/``, named after the question:

* ``NAME.CASE.tsv`` — what it must answer on the mini dataset, written by hand from reading that dataset; the case
  ``mini`` is obligatory;
* ``NAME.tsv`` — what it answers on the real dataset; ``HISTKG_UPDATE_ANSWERS=1`` rewrites it, and the difference is
  what a historian reviews when data change;
* ``NAME.yaml`` — what each case asks, rows that must *not* appear, each with the reason, and, where the real dataset has
  no answer yet, why.
"""

import math
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
OPTIONAL_KEYS = {"parameters", "incomplete", "empty", "unfit"}
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


SCOPED = [(name, case) for name, case in CASES if "hev:scopeNote ?" in QUESTIONS[name].read_text("utf-8")]


@pytest.mark.parametrize(("name", "case"), SCOPED)
def test_what_a_figure_covers_told_in_two_languages_is_one_row(engines, mini, name, case):
    """Every scope of the mini dataset is told in Azerbaijani too: no row more, none less, and English stays English."""
    scope = PREFIXES["hev"] + "scopeNote"
    more = [
        pyoxigraph.Quad(
            quad.subject,
            quad.predicate,
            pyoxigraph.Literal("A, " + quad.object.value, language="az"),
            quad.graph_name,
        )
        for quad in mini.quads
        if quad.predicate.value == scope
    ]
    assert more
    twice = {"mini": {"oxigraph": open_store([*mini.quads, *more], "oxigraph")}}
    assert rows(ask(twice, name, case)) == rows(ask(engines, name, case))


def test_several_terms_ask_for_several(engines):
    stored = read_question(QUESTIONS["demands-in-event"])
    both = [term("event:theta-ford-fight"), term("event:alpha-valley-rising")]
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


# ---- what the sources are known to hold ----


def asked(engines, name, **arguments):
    """The rows of a stored question on the real dataset, as dictionaries of CURIEs and texts."""
    stored = read_question(QUESTIONS[name])
    found = engines["dataset"]["oxigraph"].query(stored.bind(arguments))

    def told(cell):
        if isinstance(cell, pyoxigraph.NamedNode):
            return PREFIXES.compress(cell.value)
        return cell and cell.value

    return [dict(zip(found.variables, map(told, row), strict=True)) for row in found.rows]


SPEAK_OF_GANJA = {
    "nazarli-2024": "the abstract, sentence 5",
    "wikipedia-en-ganja-revolt": "the article as it is now",
    "wikipedia-en-ganja-revolt-older": "its older text",
    "wikipedia-en-ganja-revolt-kiwix": "its copy of 2024",
    "wikipedia-az-gence-usyani": "the Azerbaijani article",
    "wikipedia-ru-gyandzhinskiy-myatezh": "the Russian article as it is now",
    "wikipedia-ru-gyandzhinskiy-myatezh-older": "its older text",
    "great-soviet-encyclopedia-gandzha": "an article on the uprising",
    "milli-arxiv-antisovet-usyanlari": "a page of the state archive",
    "qafqaz-evi-p45": "a page of a monograph",
    "veselov-p43": "a page of a monograph: orders after the uprising",
    "veselov-page28": "the same: the fighting day by day",
    "veselov-page30": "the same: a raid in Baku that followed",
    "yaztv-gence": "the meeting at Samukh",
    "teleqraf-gence-2020": "22 May, and the hope for Georgia",
    "sputnik-az-gence-2017": "units and the night of 24 to 25 May",
    "muradov-gence-2018": "up to 12,000 martyrs",
    "gdu-bagirzade": "more than 10,000 lost",
    "irfandergisi-vurusdular": "about 23 May",
}
"""Every source of which a claim about this one event was entered, and what it tells; no other is taken for more."""


def test_the_sources_of_the_ganja_uprising(engines):
    """No source is taken for more than it is: stated, described, cited, named by the title, or merely listed.

    The seed lists 29 entries. No. 19, Bayramov, is about the uprising by its title. No. 29, Turan and Bayramlı, is so by
    a book notice, no. 5, Kadishev, since the Great Soviet Encyclopedia lists it in its article on the uprising, and of no.
    14, the party archive, a page says that fonds 1 holds records; the archive itself stays listed. 29 less these three
    works are 26.
    """
    by_basis = {}
    for row in asked(engines, "sources-for-event"):
        by_basis.setdefault(row["basis"], []).append((row["source"], row["locator"], row["foundIn"]))
    stated = by_basis.pop("basis:statement")
    assert {source for source, _, _ in stated} == {f"source:{slug}" for slug in SPEAK_OF_GANJA}
    assert all(source == found_in for source, _, found_in in stated)
    assert [locator for source, locator, _ in stated if source == "source:nazarli-2024"] == [
        "abstract, sentence 5"
    ]
    seed, notice = "source:nazarli-2024", "source:dialoq-17-illik-mucadile"
    assert by_basis.pop("basis:title") == [
        ("source:bayramov-gence-usyani-2010", "reference list A, no. 19", seed)
    ]
    assert by_basis.pop("basis:description") == [
        ("source:turan-bayramli-17-illik-2016", "book notice", notice),
        ("archive:arpiiissa-f1", "second paragraph", "source:milli-arxiv-antisovet-usyanlari"),
    ]
    ((cited, _, citing),) = by_basis.pop("basis:citation")
    assert (cited, citing) == (
        "source:kadishev-interventsiya-1960",
        "source:great-soviet-encyclopedia-gandzha",
    )
    listed = by_basis.pop("basis:listing")
    assert by_basis == {}
    assert [(locator, found_in) for _, locator, found_in in listed] == [
        (f"reference list A, no. {n}", seed) for n in range(1, 30) if n not in (5, 19, 29)
    ]
    assert len({source for source, _, _ in listed}) == 26


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("reference-list-of-source", 29),
        ("publications-cited-by-source", 26),
        ("archival-files-cited-by-source", 7),
        ("archives-cited-by-source", 3),
        ("works-by-person", 2),
    ],
)
def test_the_seed_page_holds_so_many(engines, name, count):
    """The page has not changed because more pages were entered."""
    assert len(ask(engines, name, "dataset").rows) == count


def test_the_abstract_names_four_groups_of_leaders_and_no_person(engines):
    rows = asked(engines, "leaders-of-event", event=[term("event:azerbaijan-uprisings-1920-1921")])
    named = {row["agent"] for row in rows if row["source"] == "source:nazarli-2024"}
    assert named == {
        "agent:adr-army-officers",
        "agent:turkish-officers",
        "agent:clergy",
        "agent:former-statesmen",
    }


BEGIN_OF_GANJA = {
    "1920-05-22": {"teleqraf-gence-2020"},
    "1920-05-23~": {"irfandergisi-vurusdular"},
    "[1920-05-24,1920-05-25]": {"sputnik-az-gence-2017"},
    "[1920-05-25,1920-05-26]": {"wikipedia-en-ganja-revolt-older"},
    "1920-05-26": {"wikipedia-en-ganja-revolt", "great-soviet-encyclopedia-gandzha"},
    "[1920-05-28,1920-05-29]": {"milli-arxiv-antisovet-usyanlari"},
    "1920-05": {"wikipedia-ru-gyandzhinskiy-myatezh"},
}
"""Seven values, three of them nights. “May” is narrowed by the days in it."""


def test_the_ganja_uprising_began_on_seven_dates_and_ended_on_one(engines):
    rows = asked(engines, "dates-of-event")
    begins, ends = {}, set()
    for row in rows:
        if row["end"] == "hev:begin":
            begins.setdefault(row["claimed"], set()).add(row["source"].removeprefix("source:"))
        else:
            ends.add((row["claimed"], row["disputed"]))
    assert begins == BEGIN_OF_GANJA
    assert ends == {("1920-05-31", "false")}
    assert {row["claimed"] for row in rows if row["counts"] == "false"} == {"1920-05"}
    assert {row["claimed"] for row in rows if row["narrowed"] == "true"} == {"1920-05"}
    # 22 May is the earliest day, 29 May, the second of a night, the latest.
    glance = {row["aspect"]: row["value"] for row in asked(engines, "event-at-a-glance")}
    assert (glance["hev:beginEarliest"], glance["hev:beginLatest"]) == ("1920-05-22", "1920-05-29")
    assert glance["hev:endEarliest"] == glance["hev:endLatest"] == "1920-05-31"


def test_eight_claims_on_the_begin_are_five_witnesses(engines):
    """The English article, its older text, Sputnik and the archive page hang together; the other four stand alone."""
    rows = [row for row in asked(engines, "disagreements-about") if row["property"] == "hev:begin"]
    assert len(rows) == 8
    assert {row["kind"] for row in rows} == {"conflict"}
    assert {row["witnesses"] for row in rows} == {"5"}
    together = Counter(row["countedWith"] for row in rows)
    assert sorted(together.values()) == [1, 1, 1, 1, 4]


def test_a_night_is_marked_and_its_note_told(engines):
    rows = {row["source"]: row for row in asked(engines, "dates-of-event") if row["end"] == "hev:begin"}
    nights = {source.removeprefix("source:") for source, row in rows.items() if row["night"] == "true"}
    assert nights == {
        "sputnik-az-gence-2017",
        "wikipedia-en-ganja-revolt-older",
        "milli-arxiv-antisovet-usyanlari",
    }
    assert rows["source:sputnik-az-gence-2017"]["note"] == "Night; same page also gives 25 May."
    # Two days of which nobody says that they are a night.
    assert {
        row["night"]
        for row in asked(engines, "dates-of-event", event=[term("event:kuzun-zindanmuruq-rising-1921")])
    } == {None}


def test_a_denial_and_a_value_set_aside_do_not_pass_for_assertions(engines):
    def steps(claim):
        found = asked(engines, "citation-chain-of-claim", claim=[term(claim)])
        return {row["part"]: row["text"] or row["thing"] for row in found}

    denied = steps("claim:nazarli-2024-uprisings-coordination-1")
    assert (denied["polarity"], denied["reading"]) == ("denies", "medium")
    assert "claim rank" not in denied
    oklahoma = steps("claim:dr5hn-states-ganja-coordinates-1")
    assert oklahoma["claim rank"] == "set aside"
    assert oklahoma["because"] == "Outside Azerbaijan: an error of that dataset."
    assert "polarity" not in oklahoma
    plain = steps("claim:great-soviet-encyclopedia-gandzha-ganja-uprising-1920-begin-1")
    assert not {"polarity", "claim rank", "because"} & set(plain)
    (row,) = asked(engines, "claims-of-row", number=[term('"C007"')])
    assert (row["denied"], row["rank"]) == ("true", None)
    (row,) = asked(engines, "claims-of-row", number=[term('"C454"')])
    assert (row["denied"], row["rank"], row["reading"]) == ("false", "rank:deprecated", "low")
    assert row["rankReason"] == "Outside Azerbaijan: an error of that dataset."


def test_a_reading_of_the_curators_is_not_put_into_the_mouth_of_the_author(engines):
    rows = {row["value"]: row for row in asked(engines, "claims-of-row", number=[term('"C205"')])}
    assert rows["1920-05-09"]["rank"] == "rank:deprecated"
    assert rows["1920-05-09"]["speaker"] == "agent:veselov-vsevolod"
    assert rows["1920-06-09"]["speaker"] == "agent:histkg-curators"
    zaqatala = [term("event:zaqatala-uprising-1920")]
    for name, value in (("event-at-a-glance", "claimed"), ("disagreements-about", "value")):
        read = [row for row in asked(engines, name, event=zaqatala) if row["printed"]]
        assert read
        for row in read:
            assert (row[value], row["printed"]) == ("1920-06-09", "1920-05-09")
            assert row["speaker"] == "agent:histkg-curators"


def test_a_title_somebody_claimed_is_a_word_for_him_and_not_for_the_event(engines):
    words = {
        row["word"] for row in asked(engines, "words-for-event", event=[term("event:shusha-seizure-1920")])
    }
    assert words == {"dictatorship"}
    (row,) = asked(engines, "words-for-agent", agent=[term("agent:nuri-pasha")])
    assert (row["word"], row["speaker"]) == ("ruler of Karabakh", "agent:nuri-pasha")


def test_how_far_and_how_strong_are_no_loaded_words(engines):
    whole = [term("event:azerbaijan-uprisings-1920-1921")]
    words = {row["word"] for row in asked(engines, "words-for-event", event=whole)}
    assert not {"in many regions", "in several regions", "forces unequal"} & words
    assert {"anti-Soviet", "Resistance Movement", "brutally suppressed"} <= words


def test_what_stood_under_a_unit_is_not_above_it(engines):
    rows = asked(engines, "unit-history", unit=[term("agent:xi-red-army")])
    under = {row["value"] for row in rows if row["property"] == "subordinate"}
    assert {"agent:division-20", "agent:division-28", "agent:xi-army-special-department"} <= under
    assert "hev:superior" not in {row["property"] for row in rows}


def test_the_days_of_an_event_are_not_put_into_the_mouth_of_one_source(engines):
    rows = asked(engines, "unit-history", unit=[term("agent:xi-red-army")])
    (whole,) = [row for row in rows if row["value"] == "event:azerbaijan-uprisings-1920-1921"]
    assert (whole["from"], whole["to"]) == (None, None)
    assert (whole["eventEnd"], whole["eventDisputed"]) == ("1937-12-31", "true")
    period = asked(engines, "places-of-events-in-period")
    assert {r["disputed"] for r in period if r["event"] == "event:azerbaijan-uprisings-1920-1921"} == {"true"}
    assert "false" in {r["disputed"] for r in period}


def test_the_whole_counts_the_risings_that_no_source_counts_in(engines):
    """The curators count them in, and are named for it; what is no rising of these years stays out."""
    rows = asked(engines, "events-in-movement")
    by_curators = {row["part"]: row["certainty"] for row in rows if row["speaker"] == "agent:histkg-curators"}
    for event in (
        "zaqatala-uprising-1920",
        "guba-uprising-1920",
        "kuzun-zindanmuruq-rising-1921",
        "lankaran-uprisings-1920-1922",
    ):
        assert by_curators[f"event:{event}"] == "certainty:probable"
    for event in ("sheki-uprising", "shamakhi-uprising", "khizi-uprising"):
        assert by_curators[f"event:{event}"] == "certainty:possible"
    parts = {row["part"] for row in rows}
    assert not {"event:sheki-uprising-1930", "event:sirik-rising", "event:red-army-invasion-1920"} & parts
    assert "event:red-army-invasion-1920" not in {row["whole"] for row in rows}
    dated = [bool(row["beginEarliest"]) for row in rows]
    assert dated == sorted(dated, reverse=True), "events without a begin come last"
    leaders = asked(engines, "leaders-of-event", event=[term("event:azerbaijan-uprisings-1920-1921")])
    assert {
        "event:zaqatala-uprising-1920",
        "event:guba-uprising-1920",
        "event:lankaran-uprisings-1920-1922",
    } <= {row["saidOf"] for row in leaders}


def test_nobody_is_counted_with_a_source_that_does_not_say_it(engines):
    for name, parameter in (
        ("disagreements-about", "event:ganja-uprising-1920"),
        ("disagreements-about", "event:zaqatala-uprising-1920"),
        ("disagreements-about-agent", "agent:kazimbeyli-jahangir"),
    ):
        rows = asked(engines, name, **{parameter.partition(":")[0]: [term(parameter)]})
        says = {(row["property"], row["source"]) for row in rows}
        assert {(row["property"], row["countedWith"]) for row in rows} <= says
    rows = asked(engines, "claims-with-one-witness")
    assert {row["countedWith"] for row in rows} <= {row["source"] for row in rows}


def test_more_than_is_not_at_least(engines):
    ganja = {row["claim"]: row["figure"] for row in asked(engines, "figures-of-event")}
    assert ganja["claim:wikipedia-az-gence-usyani-ganja-uprising-1920-present-1"] == "> 10000"
    lankaran = [term("event:lankaran-uprisings-1920-1922")]
    killed = [
        r for r in asked(engines, "figures-of-event", event=lankaran) if r["category"] == "category:killed"
    ]
    assert "≥ 196" in {row["figure"] for row in killed}
    assert "≥ 196" in {row["value"] for row in asked(engines, "claims-of-row", number=[term('"C241"')])}
    assert not [
        row for row in asked(engines, "statements-through-another-work") if row["value"].startswith("figure:")
    ]


def test_no_word_of_a_source_stands_for_a_scope(engines):
    rows = asked(engines, "figures-of-event", event=[term("event:lankaran-uprisings-1920-1922")])
    assert "the men of Huseyn Ramazanov" in {row["scope"] for row in rows}
    assert not [row for row in rows if row["scope"] and "band" in row["scope"].split()]


def test_a_former_post_is_told_as_such(engines):
    rows = asked(engines, "posts-and-ranks-of-person", person=[term("agent:tlekhas")])
    assert [row["note"] for row in rows if row["title"] == "governor-general of Baku"] == ["Called former."]


def test_the_demands_of_the_whole_stand_beside_those_of_a_part(engines):
    rows = asked(engines, "demands-in-event", event=[term("event:ganja-uprising-1920")])
    assert {row["saidOf"] for row in rows} == {
        "event:ganja-uprising-1920",
        "event:azerbaijan-uprisings-1920-1921",
    }
    assert sum(row["source"] == "source:nazarli-2024" for row in rows) == 3
    # Another part of the whole is none of it.
    rows = asked(engines, "demands-in-event", event=[term("event:guba-uprising-1920")])
    assert "event:ganja-uprising-1920" not in {row["saidOf"] for row in rows}


def test_kinds_of_difference_have_names_that_are_true(engines):
    kinds = {(row["entity"], row["property"]): row["kind"] for row in asked(engines, "open-issues")}
    assert set(kinds.values()) == {"conflict", "told differently"}
    assert kinds["agent:kazimbeyli-jahangir", "hev:fate"] == "told differently"
    assert kinds["event:ganja-uprising-1920", "hev:begin"] == "conflict"


def test_no_figure_stands_without_side_and_category(engines):
    for name in ("figures-of-event", "figures-range-of-event"):
        rows = asked(engines, name, event=[])
        assert len(rows) > 40
        for row in rows:
            assert row["side"]
            assert row["category"]
            assert row["figure"]
            assert row["source"]


def test_one_number_moved_from_losses_to_strength(engines):
    (row,) = asked(engines, "same-number-elsewhere")
    assert row["figure"] == "800–8500"
    assert {row["property"], row["otherProperty"]} == {"hev:strength", "hev:casualties"}
    assert row["together"] == "true"


@pytest.mark.parametrize(
    "event",
    [
        "event:ganja-uprising-1920",
        "event:guba-uprising-1920",
        "event:lankaran-uprisings-1920-1922",
        "event:red-army-invasion-1920",
    ],
)
def test_the_lowest_is_not_above_the_highest(engines, event):
    groups = {}
    for row in asked(engines, "figures-range-of-event", event=[term(event)]):
        assert int(row["witnesses"]) <= int(row["claims"])
        if row["number"]:
            group = row["property"], row["side"], row["category"], row["scope"]
            groups.setdefault(group, {}).setdefault(row["end"], set()).add(int(row["number"]))
    assert groups
    for ends in groups.values():
        # Several sources may give the utmost number; nobody is shown with another one.
        assert all(len(numbers) == 1 for numbers in ends.values())
        assert len(ends) < 2 or max(ends["lowest"]) <= min(ends["highest"])


def test_open_issues_have_two_values_and_no_more_witnesses_than_positions(engines):
    rows = asked(engines, "open-issues")
    assert len(rows) > 30
    for row in rows:
        assert 2 <= int(row["values"]) <= int(row["positions"])
        assert 1 <= int(row["witnesses"]) <= int(row["positions"])


def test_every_issue_is_told_by_one_of_the_three_questions(engines):
    """Events, agents and places have a question each; an issue about anything else would be shown by none."""
    told = Counter()
    for name, parameter in (
        ("disagreements-about", "event"),
        ("disagreements-about-agent", "agent"),
        ("disagreements-about-place", "place"),
    ):
        entities = {
            row["entity"]
            for row in asked(engines, "open-issues")
            if row["entity"].startswith(parameter + ":")
        }
        for entity in entities:
            for row in asked(engines, name, **{parameter: [term(entity)]}):
                told[entity, row["property"]] += 1
    assert told == {
        (row["entity"], row["property"]): int(row["positions"]) for row in asked(engines, "open-issues")
    }


def test_pairs_of_claims_are_all_counted(engines):
    """Eight claims on the begin from sources of known tradition make 8 × 7 / 2 pairs."""
    rows = asked(engines, "agreement-within-traditions")
    pairs = sum(int(row[column]) for row in rows for column in ("agreeing", "disagreeing", "dependent"))
    assert pairs == 28


def test_distances_are_those_on_the_globe(engines):
    """The plane and the polynomial of the question against the haversine formula."""
    rows = asked(engines, "events-near-in-time-and-place", km=[term("20000")])
    store = engines["dataset"]["oxigraph"]
    found = store.query(f"SELECT ?place ?point WHERE {{ ?place <{PREFIXES['hev']}coordinates> ?point }}")
    points = {}
    for place, point in found.rows:
        points.setdefault(PREFIXES.compress(place.value), []).append(
            [math.radians(float(number)) for number in re.findall(r"-?[\d.]+", point.value)]
        )

    def kilometres(one, two):
        half = (
            math.sin((two[1] - one[1]) / 2) ** 2
            + math.cos(one[1]) * math.cos(two[1]) * math.sin((two[0] - one[0]) / 2) ** 2
        )
        return 2 * 6371.0088 * math.asin(math.sqrt(half))

    measured = [row for row in rows if row["nearest"]]
    assert len(measured) >= 10
    for row in measured:
        all_pairs = [
            kilometres(here, there) for here in points["place:ganja"] for there in points[row["place"]]
        ]
        assert abs(int(row["nearest"]) - min(all_pairs)) <= 0.6
        assert abs(int(row["farthest"]) - max(all_pairs)) <= 0.6


def test_entries_by_language(engines):
    found = ask(engines, "entries-by-language", "dataset")
    assert [(row[0].value, row[1].value) for row in found.rows] == [("az", "17"), ("ru", "12")]


def test_works_before_and_after_the_end_of_the_soviet_union(engines):
    found = ask(engines, "published-before", "dataset")
    told = Counter(row[2].value for row in found.rows)
    assert told == {"before": 7, "after": 17, "undecidable": 2}
    assert {row[1].value for row in found.rows if row[2].value == "undecidable"} == {"1991"}
