"""One contract for every store: the union of the graphs, the four query forms, the same rows, and clear refusals."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from histkg.errors import FileSyntaxError, InputError, LimitError, UsageError
from histkg.stores import ENGINES, Boolean, Graph, Solutions, open_store
from histkg.stores.embedded import EmbeddedStore
from histkg.stores.guard import inspect

E = "https://example.org/"
QUADS = [
    Quad(NamedNode(E + "a"), NamedNode(E + "name"), Literal("Gəncə", language="az"), NamedNode(E + "g1")),
    Quad(NamedNode(E + "a"), NamedNode(E + "name"), Literal("Гянджа", language="ru"), NamedNode(E + "g2")),
    Quad(
        NamedNode(E + "a"),
        NamedNode(E + "count"),
        Literal("007", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ),
]


@pytest.fixture(params=ENGINES)
def store(request):
    return open_store(QUADS, request.param)


def test_a_query_without_graph_sees_the_union(store):
    found = store.query(f"SELECT ?n WHERE {{ <{E}a> <{E}name> ?n }} ORDER BY ?n")
    assert [row[0] for row in found.rows] == [
        Literal("Gəncə", language="az"),
        Literal("Гянджа", language="ru"),
    ]


def test_ask_construct_and_describe_have_their_own_answers(store):
    assert store.query(f"ASK {{ <{E}a> <{E}name> 'Gəncə'@az }}") == Boolean(True)
    assert store.query(f"ASK {{ <{E}b> ?p ?o }}") == Boolean(False)
    made = store.query(f"CONSTRUCT {{ ?s <{E}called> ?n }} WHERE {{ ?s <{E}name> ?n }}")
    assert isinstance(made, Graph)
    assert len(made.triples) == 2
    assert isinstance(store.query(f"DESCRIBE <{E}a>"), Graph)


def test_unbound_is_none(store):
    found = store.query(f"SELECT ?n ?x WHERE {{ <{E}a> <{E}name> ?n OPTIONAL {{ ?n <{E}no> ?x }} }}")
    assert isinstance(found, Solutions)
    assert found.variables == ("n", "x")
    assert {row[1] for row in found.rows} == {None}


@pytest.mark.parametrize("text", ["SELECT ?x WHERE { ?x", "SELECT ?x WHERE { ?x nope:p ?o }", "", "hello"])
def test_what_is_not_sparql_is_told(store, text):
    with pytest.raises(FileSyntaxError):
        store.query(text)


def test_service_is_refused(store):
    with pytest.raises(UsageError):
        store.query("SELECT ?x WHERE { SERVICE <http://127.0.0.1:9/> { ?x ?p ?o } }")


def test_a_service_that_may_fail_silently_is_refused_too(store):
    with pytest.raises(UsageError, match="SERVICE"):
        store.query("SELECT * { ?s ?p ?o . SERVICE SILENT <http://127.0.0.1:9/> { ?x ?p ?o } }")


def test_the_word_service_in_a_text_a_name_or_a_comment_reaches_out_to_nobody(store):
    text = f"PREFIX service: <{E}> SELECT ?from {{ ?from service:name 'SERVICE' }} # SERVICE <x> {{}}"
    assert store.query(text).rows == ()


def test_from_names_the_graphs_the_query_sees():
    store = open_store(QUADS, "oxigraph")
    one = store.query(f"SELECT ?n FROM <{E}g1> WHERE {{ ?s <{E}name> ?n }}")
    assert [row[0].language for row in one.rows] == ["az"]
    assert store.query(f"SELECT ?n FROM <{E}nowhere> WHERE {{ ?s <{E}name> ?n }}").rows == ()


def test_from_is_refused_where_graphs_are_merged():
    with pytest.raises(UsageError, match="FROM"):
        open_store(QUADS, "rdflib").query(f"SELECT ?n FROM <{E}g1> WHERE {{ ?s ?p ?n }}")


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <a:a> <a:b> 1 }", "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", "DROP ALL"]
)
def test_an_update_is_refused_by_name(store, text):
    with pytest.raises(UsageError, match="would change the data"):
        store.query(text)
    assert len(store) == 3


MONSTERS = {
    "parentheses": "SELECT ((" + "(" * 20_000 + "1" + ")" * 20_000 + ") AS ?x) WHERE {}",
    "parentheses that look like an IRI": "SELECT (1<" + "(" * 5_000 + "1" + ")" * 5_000 + ">2 AS ?x) {}",
    "parentheses after quotes": 'SELECT * { BIND("""a"b""" AS ?q) BIND('
    + "(" * 500
    + "1"
    + ")" * 500
    + " AS ?x) }",
    "braces": "SELECT * WHERE " + "{" * 5_000 + "}" * 5_000,
    "negations": "SELECT * WHERE { FILTER(" + "!" * 20_000 + "true) }",
    "spaced negations": "SELECT * WHERE { FILTER(" + "! " * 20_000 + "true) }",
    "long": "SELECT * WHERE {} #" + "x" * 200_001,
    "a chain of additions": "SELECT (1" + "+1" * 10_000 + " AS ?x) {}",
    "a chain of options": "SELECT * {" + "OPTIONAL{?a ?b ?c}" * 5_000 + "}",
    "a chain of unions": "SELECT * {{}" + "UNION{}" * 10_000 + "}",
    "a chain of conditions": "SELECT * { FILTER(1" + "&&1" * 20_000 + ") }",
    "a chain of paths": "SELECT * { ?a <p:p>" + "/<p:p>" * 20_000 + " ?b }",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_refused_before_the_engine_sees_them(name):
    with pytest.raises(UsageError):
        inspect(MONSTERS[name])


CHAINS = {
    "additions": "SELECT (1" + "+1" * 3_900 + " AS ?x) {}",
    "options": "SELECT * {" + "OPTIONAL{?a ?b ?c}" * 1_900 + "}",
    "conditions": "SELECT * { FILTER(1" + "&&1" * 1_900 + ") }",
    "unions": "SELECT * {{}" + "UNION{}" * 1_900 + "}",
}


@pytest.mark.parametrize("name", CHAINS)
def test_the_longest_chains_that_are_let_in_do_not_fell_the_process(name):
    assert isinstance(open_store([], "oxigraph").query(CHAINS[name]), Solutions)


def test_brackets_in_texts_iris_and_comments_do_not_count():
    assert inspect("ASK { ?s ?p '" + "(" * 1000 + "' } # " + "{" * 1000).nesting == 1
    assert inspect("ASK { <x:" + "a" * 100 + '> ?p "\\"' + "(" * 1000 + '" }').nesting == 1


def test_a_long_list_of_things_is_no_monster(store):
    names = " ".join(f"<{E}{number}>" for number in range(4_000))
    assert store.query(f"SELECT ?s {{ VALUES ?s {{ {names} }} ?s ?p ?o }}").rows == ()


def test_time_is_up_when_it_is_said_to_be():
    many = [Quad(NamedNode(f"{E}{n}"), NamedNode(E + "p"), Literal(str(n))) for n in range(400)]
    with pytest.raises(LimitError, match=r"0\.2 seconds"):
        open_store(many, "oxigraph").query(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", seconds=0.2
        )


def test_unknown_engine_is_told_with_the_known_ones():
    with pytest.raises(UsageError, match="oxigraph, rdflib"):
        open_store([], "virtuoso")


def test_prepared_file_that_is_broken_or_missing_is_told(tmp_path):
    with pytest.raises(InputError):
        EmbeddedStore.from_nquads(tmp_path / "none.nq")
    (tmp_path / "x.nq").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError):
        EmbeddedStore.from_nquads(tmp_path / "x.nq")


def test_most_reads_no_further(store):
    assert len(store.query("SELECT ?s WHERE { ?s ?p ?o }", most=2).rows) == 2
    assert len(store.query("SELECT ?s WHERE { ?s ?p ?o }", most=9).rows) == 3
