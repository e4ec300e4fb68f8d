"""Answers say what the source says: a denial is no assertion, a correction is the curators’, bounds are nobody’s alone."""

import pytest

from histkg.answers import ask
from histkg.questions import find_question
from histkg.resources import find_home


@pytest.fixture(scope="module")
def answer(real, real_store):
    """Ask a stored question: rows as dictionaries of CURIEs and texts."""

    def rows(question, **arguments):
        found = ask(
            real_store, real.prefixes, find_question(find_home().queries, question), arguments
        ).solutions
        return [
            {
                name: None if term is None else real.prefixes.compress(term.value)
                for name, term in zip(found.variables, row, strict=True)
            }
            for row in found.rows
        ]

    return rows


def test_the_chain_of_a_denied_claim_says_that_it_denies(answer):
    """Nazarli, sentence 9: there was no single centre (dossier C007)."""
    steps = answer("citation-chain-of-claim", claim="claim:nazarli-2024-uprisings-coordination-1")
    told = {one["part"]: one["thing"] for one in steps}
    assert (told["value"], told["polarity"]) == ("a single coordination centre", "polarity:denies")
    (row,) = answer("claims-of-row", number="C007")
    assert (row["denied"], row["reading"]) == ("true", "medium")


def test_the_chain_of_a_claim_set_aside_says_so_and_why(answer):
    """The open dataset S63 puts Ganja in Oklahoma (dossier C454)."""
    steps = answer("citation-chain-of-claim", claim="claim:dr5hn-states-ganja-coordinates-1")
    told = {one["part"]: one["thing"] for one in steps}
    assert told["claim rank"] == "rank:deprecated"
    assert told["because"].startswith("Outside Azerbaijan")
    assert {row["rank"] for row in answer("claims-of-row", number="C454")} == {"rank:deprecated"}


def test_who_stood_under_a_unit_is_not_above_it(answer):
    """The 20th, 28th and 32nd Divisions stood under the XI Army."""
    rows = answer("unit-history", unit="agent:xi-red-army")
    under = {row["value"] for row in rows if row["property"] == "subordinate"}
    assert {"agent:division-20", "agent:division-28", "agent:division-32"} <= under
    assert not [row for row in rows if row["property"] == "hev:superior"]


def test_bounds_of_an_event_are_not_those_of_the_source_beside_them(answer):
    """Nazarli ends the uprisings in 1921; 1937 is of another source, and the row says that sources differ."""
    (row,) = [
        one
        for one in answer("unit-history", unit="agent:xi-red-army")
        if one["value"] == "event:azerbaijan-uprisings-1920-1921"
    ]
    assert (row["from"], row["to"], row["eventEnd"], row["eventDisputed"]) == (
        None,
        None,
        "1937-12-31",
        "true",
    )


def test_a_correction_is_the_curators(answer):
    """Veselov’s page prints 9 May; 9 June is the curators’ reading of it (dossier C205)."""
    rows = answer("event-at-a-glance", event="event:zaqatala-uprising-1920")
    speakers = {
        (row["claimed"], row["source"], row["speaker"]) for row in rows if row["aspect"] == "hev:beginLatest"
    }
    assert ("1920-06-09", "source:veselov-page30", "agent:histkg-curators") in speakers
    assert not [one for one in speakers if one[1:] == ("source:veselov-page30", "agent:veselov-vsevolod")]


def test_a_former_post_is_told_as_former(answer):
    (row,) = answer("posts-and-ranks-of-person", person="agent:tlekhas")
    assert (row["title"], row["note"]) == ("governor-general of Baku", "Called former.")


def test_denials_that_rest_on_others_are_told_as_denials(answer):
    """Javad and Aliagha Shikhlinski are two, and so are the two Novruzovs: the dossier’s identity questions."""
    rows = answer("reported-words", source="source:uprisings-dossier")
    assert {row["claim"] for row in rows if row["denied"] == "true"} == {
        "claim:uprisings-dossier-shikhlinski-javad-identity-1",
        "claim:uprisings-dossier-novruzov-teymur-identity-1",
    }
    assert any(row["denied"] == "false" for row in rows)


def test_who_belonged_to_a_body_is_called_its_member(answer):
    rows = answer("unit-history", unit="agent:caucasus-regiment-4")
    assert {row["property"] for row in rows} >= {"member"}
    assert "hev:memberOf" not in {row["property"] for row in rows}
