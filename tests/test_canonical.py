"""Equal datasets are equal bytes."""

import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from histkg.canonical import canonical_bytes, digest
from histkg.errors import InputError

E = "https://example.org/"
QUADS = [
    Quad(
        NamedNode(E + "a"),
        NamedNode(E + "p"),
        Literal('say _:x <b> . "quoted"\n', language="az"),
        NamedNode(E + "g"),
    ),
    Quad(NamedNode(E + "a"), NamedNode(E + "p"), Literal("a _:y"), NamedNode(E + "g")),
    Quad(NamedNode(E + "a"), NamedNode(E + "p"), NamedNode(E + "ə"), NamedNode(E + "g")),
    Quad(NamedNode(E + "a"), NamedNode(E + "p"), Literal("1")),
]


def test_order_and_repetition_do_not_matter():
    shuffled = QUADS * 2
    random.Random(1).shuffle(shuffled)
    assert canonical_bytes(shuffled) == canonical_bytes(QUADS)
    assert canonical_bytes(QUADS).count(b"\n") == 4


def test_text_that_looks_like_a_blank_node_is_text():
    assert b"_:y" in canonical_bytes(QUADS)


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode("b"), NamedNode(E + "p"), Literal("x")),
        Quad(NamedNode(E + "a"), NamedNode(E + "p"), BlankNode("b")),
        Quad(NamedNode(E + "a"), NamedNode(E + "p"), BlankNode("b"), NamedNode(E + "g")),
        Quad(NamedNode(E + "a"), NamedNode(E + "p"), Literal("x"), BlankNode("g")),
    ],
    ids=["subject", "object", "object-in-graph", "graph"],
)
def test_blank_nodes_are_refused_wherever_they_stand(quad):
    with pytest.raises(InputError, match="blank node"):
        canonical_bytes([quad])


def test_nothing_has_the_digest_of_nothing():
    assert digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
