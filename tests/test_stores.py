"""One contract for every store: the union of the graphs, the four query forms, the same rows, and clear refusals."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from histkg.errors import FileSyntaxError, InputError, UsageError
from histkg.stores import ENGINES, Boolean, Graph, Solutions, open_store
from histkg.stores.embedded import EmbeddedStore, refuse_monsters

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


def test_update_is_not_a_query(store):
    with pytest.raises(FileSyntaxError):
        store.query(f"DELETE WHERE {{ <{E}a> ?p ?o }}")
    assert len(store) == 3


MONSTERS = {
    "parentheses": "SELECT ((" + "(" * 20_000 + "1" + ")" * 20_000 + ") AS ?x) WHERE {}",
    "braces": "SELECT * WHERE " + "{" * 5_000 + "}" * 5_000,
    "negations": "SELECT * WHERE { FILTER(" + "!" * 20_000 + "true) }",
    "spaced negations": "SELECT * WHERE { FILTER(" + "! " * 20_000 + "true) }",
    "long": "SELECT * WHERE {} #" + "x" * 1_000_001,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_refused_before_the_engine_sees_them(name):
    with pytest.raises(UsageError):
        refuse_monsters(MONSTERS[name])


def test_brackets_in_texts_iris_and_comments_do_not_count():
    refuse_monsters("ASK { ?s ?p '" + "(" * 1000 + "' } # " + "{" * 1000)
    refuse_monsters("ASK { <x:" + "a" * 100 + '> ?p "\\"' + "(" * 1000 + '" }')


def test_many_patterns_side_by_side_are_no_monster():
    refuse_monsters("ASK {" + "{ ?a ?b ?c } UNION" * 5000 + "{} }")


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
