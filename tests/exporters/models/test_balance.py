"""What is written and what is left out add up to what the graph holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from histkg.answers import ask
from histkg.exporters.models import TARGETS
from histkg.exporters.models.stored import read_construct, read_constructs
from histkg.exporters.selection import select_answer
from histkg.questions import find_question
from histkg.stores.reference import ReferenceStore

ROOT = Path(__file__).resolve().parents[3]
EXPORTS = ROOT / "queries" / "exports"
CLASSES = {
    "events": "hev:Event",
    "people": "hev:Person",
    "places": "hev:Place",
    "sources": "hev:Source",
    "claims": "hev:Claim",
}


def held(selection, curie):
    return {row["thing"].value for row in selection.rows(f"?thing a {curie}", "thing")}


@pytest.mark.parametrize("name", sorted(TARGETS))
@pytest.mark.parametrize("which", ["mini", "real"])
def test_written_and_left_out_are_what_the_graph_holds(name, which, request, exported):
    selection = request.getfixturevalue(f"{which}_all")
    found = exported(name, which)
    wanted = {kind: len(held(selection, curie)) for kind, curie in CLASSES.items()}
    wanted["organisations and groups"] = len(
        held(selection, "hev:Organization") | held(selection, "hev:Group")
    )
    for kind, number in wanted.items():
        left = sum(n for what, n in found.left_out.items() if what == kind or what.startswith(f"{kind} "))
        assert found.counts[kind] + left == number > 0, kind
    everything = sum(n for what, n in found.counts.items() if what != "statements") + sum(
        found.left_out.values()
    )
    assert everything == sum(wanted.values())


@pytest.mark.parametrize("name", ["cidoc-crm", "linked-art", "schema-org"])
def test_models_that_can_hold_a_denial_leave_nothing_out(name, written):
    assert written[name].left_out == {}


def test_sem_writes_the_claims_it_has_terms_for(written, mini_all):
    """Of dates, places, parts and participations: all that stand; the rest is counted by why it is missing."""
    rows = mini_all.rows(
        "?claim hev:live true ; rdf:predicate ?p FILTER(?p IN (hev:begin, hev:end, hev:date, hev:place, hev:scene,"
        " hev:partOf, hev:participation))",
        "claim",
    )
    dead = held(mini_all, "hev:Claim") - {
        row["claim"].value for row in mini_all.rows("?claim hev:live true", "claim")
    }
    assert written["sem"].counts["claims"] == len(rows)
    assert written["sem"].left_out["claims denied, set aside or only reported"] == len(dead)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_an_entity_brings_what_surrounds_it_and_the_claims_about_it(name, mini_one):
    found = TARGETS[name].write(mini_one("event:alpha-valley-rising"))
    assert found.counts["events"] >= 1
    assert found.counts["sources"] >= 2  # the chronicle and the history
    assert found.counts["claims"] + sum(n for what, n in found.left_out.items() if "claims" in what) >= 25


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_an_answer_is_made_of_what_stands_in_its_rows(name, mini, mini_store, mini_home):
    answer = ask(
        mini_store,
        mini.prefixes,
        find_question(mini_home.queries, "sources-for-event"),
        {"event": "event:alpha-valley-rising"},
        languages=("en",),
    )
    found = TARGETS[name].write(select_answer(mini_store, mini.prefixes, mini_home, ("en",), answer))
    assert found.counts["sources"] == 5  # chronicle, history, survey, papers, file
    assert found.counts["events"] == 0
    assert len(found.files) >= 1


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_an_answer_without_things_counts_nothing(name, mini, mini_store, mini_home):
    question = find_question(mini_home.queries, "dataset-in-figures")
    answer = ask(mini_store, mini.prefixes, question, {}, languages=("en",))
    assert not any(
        TARGETS[name]
        .write(select_answer(mini_store, mini.prefixes, mini_home, ("en",), answer))
        .counts.values()
    )


@pytest.mark.parametrize(
    "path", sorted(EXPORTS.glob("*/*.rq")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_each_query_says_what_it_maps_and_what_is_lost(path):
    query = read_construct(path)
    head = path.read_text(encoding="utf-8").partition("PREFIX")[0]
    assert query.summary
    assert "\n# Maps: " in head
    assert "\n# Lost: " in head
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert not re.search(r"\b(GRAPH|SERVICE)\b|SELECT \*|\[\s|_:", text)
    for prefix, _ in re.findall(r"PREFIX (\w[\w-]*): <([^>]*)>", text):
        assert re.search(rf"(?<![\w-]){prefix}:\w", text.partition("CONSTRUCT")[2]), f"{prefix}: is not used"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_another_engine_makes_the_same_of_an_entity(name, mini, mini_store, mini_home, mini_one):
    """rdflib answers the same queries with the same statements: nothing leans on one engine."""
    from dataclasses import replace

    selection = mini_one("agent:zeta-miller")
    other = replace(selection, store=ReferenceStore(mini.quads))
    assert TARGETS[name].write(other).files == TARGETS[name].write(selection).files


def test_a_query_without_its_parts_is_named(tmp_path):
    from histkg.errors import InputError

    path = tmp_path / "10-x.rq"
    path.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(InputError, match="a number, a “#\\+ summary:” line and a data block"):
        read_constructs(tmp_path)
    with pytest.raises(InputError, match="no export queries here"):
        read_constructs(tmp_path / "none")
