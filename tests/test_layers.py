"""What the rules make of the mini dataset; every expectation was read off the fixture's files by hand."""

import pytest

from histkg.dataset import read_dataset
from histkg.layers import generate, rule_files
from histkg.stores.base import Solutions


@pytest.fixture(scope="module")
def values(mini, mini_store):
    """Return a function: CURIE of a subject, CURIE of a predicate → the sorted values."""

    def look_up(subject, predicate):
        p = mini.prefixes
        found = mini_store.query(
            f"SELECT DISTINCT ?v WHERE {{ <{p.expand(subject)}> <{p.expand(predicate)}> ?v }}"
        )
        assert isinstance(found, Solutions)
        return sorted(p.compress(row[0].value) for row in found.rows)

    return look_up


ALPHA, BETA, OMEGA = "event:alpha-valley-rising", "event:beta-town-rising", "event:omega-risings"

BOUNDS = {
    # Chronicle: 25 May; history: the night of 21 to 22 May. Its own “May 1725” is coarser and does not widen.
    (ALPHA, "hev:beginEarliest"): ["1725-05-21"],
    (ALPHA, "hev:beginLatest"): ["1725-05-25"],
    (ALPHA, "hev:endEarliest"): ["1725-06-04"],
    (ALPHA, "hev:endLatest"): ["1725-06-04"],
    # Spring 1725 (EDTF 21 = 1 March to 31 May), and no end.
    (BETA, "hev:beginEarliest"): ["1725-03-01"],
    (BETA, "hev:beginLatest"): ["1725-05-31"],
    (BETA, "hev:openEnd"): ["true"],
    (BETA, "hev:endLatest"): [],
    # The preferred claim gives the end; the other stays a position of the issue.
    (OMEGA, "hev:endEarliest"): ["1726-01-15"],
    (OMEGA, "hev:endLatest"): ["1726-01-15"],
}


@pytest.mark.parametrize(("subject", "predicate"), BOUNDS, ids=["-".join(key) for key in BOUNDS])
def test_bounds_are_the_hull_of_the_claims_that_count(values, subject, predicate):
    assert values(subject, predicate) == BOUNDS[subject, predicate]


CONTESTED = {
    ALPHA: ["hev:begin", "hev:casualties", "hev:place"],
    BETA: ["hev:place"],
    OMEGA: ["hev:end"],
}


@pytest.mark.parametrize("event", CONTESTED)
def test_contested_is_exactly_what_claims_exclude(values, event):
    """The agreed end of alpha, and what is only denied or reported, are not contested."""
    assert values(event, "hev:contested") == CONTESTED[event]


def test_contested_place_without_a_winner_is_the_smallest_place_that_holds_all(values):
    assert values(ALPHA, "hev:place") == ["place:omega-land"]


def test_preferred_place_is_the_place_and_stays_contested(values):
    assert values(BETA, "hev:place") == ["place:beta-town"]


def test_every_contested_property_is_an_issue_with_at_least_two_positions(mini, mini_store):
    p = mini.prefixes
    rows = mini_store.query(
        f"SELECT ?e ?p (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?i <{p['hev']}aboutEntity> ?e ;"
        f" <{p['hev']}aboutProperty> ?p ; <{p['hev']}position> ?c }} GROUP BY ?e ?p"
    ).rows
    found = {(p.compress(e.value), p.compress(prop.value)): int(n.value) for e, prop, n in rows}
    of_these = {(event, prop) for event, prop in found if event in CONTESTED}
    assert of_these == {(event, prop) for event, props in CONTESTED.items() for prop in props}
    assert min(found.values()) >= 2


def test_denied_and_rejected_words_never_become_plain_triples(values):
    assert values(ALPHA, "hev:coordination") == []
    assert values(ALPHA, "hev:characterization") == []
    assert values(OMEGA, "hev:characterization") == []


def test_sources_are_graded(values):
    assert values(ALPHA, "hev:documentedIn") == ["source:alpha-chronicle-1731", "source:beta-history-1742"]
    assert "source:alpha-chronicle-1731" in values(ALPHA, "hev:topicOf")
    assert "source:delta-papers-1" in values(ALPHA, "hev:inBibliographyWith")
    assert "source:delta-papers-1" not in values(ALPHA, "hev:documentedIn")


def test_generating_again_from_what_was_generated_changes_nothing(mini, mini_home):
    again = generate(mini.quads, mini.prefixes, mini_home.queries)
    assert set(again) == set(mini.generated)
    assert len(again) == len(set(again))


def test_without_the_second_source_nothing_is_contested(mini, mini_home):
    """The counterfactual: withdraw one source's graph, and its claims and the disagreement are gone."""
    gone = mini.prefixes["graph"] + "sources/beta-history-1742"
    kept = [quad for quad in mini.dataset.quads if quad.graph_name.value != gone]
    assert len(kept) < len(mini.dataset.quads)
    left = {
        (mini.prefixes.compress(quad.subject.value), mini.prefixes.compress(quad.object.value))
        for quad in generate(kept, mini.prefixes, mini_home.queries)
        if quad.predicate.value == mini.prefixes["hev"] + "contested"
    }
    assert not {pair for pair in left if pair[0] == ALPHA}


def test_no_rule_names_a_graph_and_each_stage_has_rules(mini_home):
    files = rule_files(mini_home.queries)
    assert sum(map(len, files.values())) > 10
    for rules in files.values():
        assert rules
        for rule in rules:
            assert "GRAPH" not in rule.read_text(encoding="utf-8")


def test_another_base_moves_things_and_leaves_the_vocabulary(mini_home):
    moved = read_dataset(mini_home, "https://example.org/kg/")
    iris = {quad.subject.value for quad in moved.quads}
    assert "https://example.org/kg/id/event/alpha-valley-rising" in iris
    assert not {iri for iri in iris if iri.startswith("https://w3id.org/histkg/id/")}
    assert "https://w3id.org/histkg/ontology#Event" in iris
    made = generate(moved.quads, moved.prefixes, mini_home.queries)
    text = "".join(map(str, made))
    assert "https://example.org/kg/id/issue/alpha-valley-rising-begin" in text
    assert "w3id.org/histkg/id/" not in text
    assert "w3id.org/histkg/graph/" not in text


HELD = """
@prefix claim: <https://w3id.org/histkg/id/claim/> .
@prefix agent: <https://w3id.org/histkg/id/agent/> .
@prefix place: <https://w3id.org/histkg/id/place/> .
@prefix hev: <https://w3id.org/histkg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
claim:one a hev:Claim ; rdf:subject place:town ; rdf:predicate hev:administeredBy ; rdf:object agent:a ; {} .
claim:two a hev:Claim ; rdf:subject place:town ; rdf:predicate hev:administeredBy ; rdf:object agent:b ; {} .
"""


def holds(since=None, until=None):
    """Return the Turtle of when a claimed state holds."""
    said = [f'hev:validFrom "{since}"^^edtf:EDTF'] if since else []
    said += [f'hev:validTo "{until}"^^edtf:EDTF'] if until else []
    return " ; ".join(said) or "a hev:Claim"


@pytest.mark.parametrize(
    ("one", "two", "contested"),
    [
        ((None, None), (None, None), True),
        (("1918", "1921"), (None, None), True),  # when the other held it is not said
        (("1918", "1921"), ("1920", None), True),  # 1920 to 1921 they overlap
        (("1918", None), ("1920", None), True),  # neither is said to have ended
        (("1918", "1920"), ("1921", None), False),
        (("1921", None), (None, "1920"), False),  # the other way round
        (("1918", "1921"), ("1921", None), False),  # handed over within the year
        (("1918", "1921-03"), ("1921", None), False),  # as far as the coarser date tells
        (("1918", "1921-05-02"), ("1921-05-01", None), True),  # two days of both
        (("1918", "1921-05-01"), ("1921-05-01", None), False),
        (("1918", "1920~"), ("1921", None), True),  # “about” does not tell them apart
    ],
)
def test_values_of_different_times_do_not_contradict(mini, mini_home, one, two, contested):
    """A value said to end before another begins excludes nothing; where that is not said, they may have held at once."""
    from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

    text = HELD.format(holds(*one), holds(*two))
    quads = [
        Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(text, format=RdfFormat.TURTLE)
    ]
    hev = mini.prefixes["hev"]
    quads += [quad for quad in mini.dataset.quads if quad.predicate.value == hev + "projection"]
    made = generate(quads, mini.prefixes, mini_home.queries)
    held = NamedNode(hev + "administeredBy")
    assert (held in {q.object for q in made if q.predicate.value == hev + "contested"}) == contested
    assert not [q for q in made if q.predicate == held]  # no winner, and no plain fact without its time


def test_a_name_only_sources_use_has_search_keys(mini, mini_home):
    """An attested name that is no label here is found by its keys, in any store; one set aside is not."""
    from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

    prefixes = "".join(
        f"@prefix {p}: <{mini.prefixes[p]}> .\n" for p in ("claim", "place", "hev", "rdf", "rank")
    )
    text = (
        prefixes
        + """
        claim:one a hev:Claim ; rdf:subject place:town ; rdf:predicate hev:attestedName ; rdf:object "Нуха"@ru .
        claim:two a hev:Claim ; rdf:subject place:town ; rdf:predicate hev:attestedName ; rdf:object "Wrongtown"@en ;
            hev:rank rank:deprecated ."""
    )
    quads = [
        Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(text, format=RdfFormat.TURTLE)
    ]
    made = generate(quads, mini.prefixes, mini_home.queries)
    keys = {q.object.value for q in made if q.predicate.value == mini.prefixes["hev"] + "searchKey"}
    assert "nukha" in keys
    assert not {key for key in keys if "wrong" in key}
