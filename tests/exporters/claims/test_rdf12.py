"""RDF 1.2: which triples are asserted and which only spoken of, by hand from the mini dataset; and three readers."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from histkg.exporters.claims import TARGETS
from histkg.stores import open_store

HEV = "https://w3id.org/histkg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ID = "https://w3id.org/histkg/id/"
ALPHA = NamedNode(f"{ID}event/alpha-valley-rising")
REIFIES = NamedNode(f"{RDF}reifies")


def iri(local):
    return NamedNode(f"{ID}{local}")


def hev(local):
    return NamedNode(f"{HEV}{local}")


def once(make):
    """Keep what is made of a selection, and the selection with it."""
    made = {}

    def get(name, selection):
        key = (name, id(selection))
        if key not in made:
            made[key] = (selection, make(name, selection))
        return made[key][1]

    return get


@once
def written(name, selection):
    return TARGETS[name].write(selection)


@once
def parsed(name, selection):
    form = RdfFormat.TURTLE if name == "rdf12" else RdfFormat.N_TRIPLES
    return {quad.triple for quad in parse(written(name, selection).files[""], format=form)}


def triples(selection, name="rdf12"):
    return parsed(name, selection)


def reified(found, claim):
    (said,) = {
        one.object for one in found if one.subject == iri(f"claim/{claim}") and one.predicate == REIFIES
    }
    return said


# What is asserted


def test_a_claim_that_holds_is_asserted_and_reified(mini_all):
    found = triples(mini_all)
    said = Triple(ALPHA, hev("partOf"), iri("event/omega-risings"))
    assert said in found
    assert reified(found, "beta-history-1742-alpha-part") == said
    claim = iri("claim/beta-history-1742-alpha-part")
    assert Triple(claim, hev("statedIn"), iri("passage/beta-history-1742-p-7")) in found
    assert Triple(claim, hev("assertedBy"), iri("agent/beta-bahar")) in found
    assert (
        Triple(claim, hev("certainty"), NamedNode("https://w3id.org/histkg/vocab/certainty/certain")) in found
    )


EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")


@pytest.mark.parametrize(
    ("claim", "predicate", "value"),
    [
        # The council is denied as a leader.
        (
            "beta-history-1742-alpha-participation-council",
            "participation",
            iri("participation/beta-history-1742-council"),
        ),
        # The history's place differs from the chronicle's: contested.
        ("beta-history-1742-alpha-place", "place", iri("place/beta-town")),
        # Another place is preferred.
        ("beta-history-1742-beta-place", "place", None),
        # Rejected by its own source.
        ("beta-history-1742-alpha-begin-rejected", "begin", Literal("1725-04-01", datatype=EDTF)),
        # A word of the governorate, only reported.
        ("beta-history-1742-alpha-disturbance", "characterization", Literal("disturbance", language="en")),
    ],
)
def test_what_does_not_hold_is_only_spoken_of(mini_all, claim, predicate, value):
    found = triples(mini_all)
    said = reified(found, claim)
    assert said.predicate == hev(predicate)
    assert value is None or said.object == value
    assert said not in found


def test_an_old_name_for_reification_is_gone(mini_all):
    claims = {one.subject for one in triples(mini_all) if one.predicate == REIFIES}
    gone = {f"{RDF}{part}" for part in ("subject", "predicate", "object")}
    assert claims
    assert not {one for one in triples(mini_all) if one.subject in claims and one.predicate.value in gone}


def test_the_doubt_stands_beside_the_statement(mini_all):
    text = written("rdf12", mini_all).files[""].decode()
    assert text.startswith('VERSION "1.2"\n')
    _, _, block = text.partition("\n    hev:partOf event:omega-risings\n")[2].partition(
        "\n      ~ claim:beta-history-1742-alpha-part {|\n"
    )
    assert "hev:certainty certainty:certain ;" in block[: block.index("|}")]
    assert (
        "claim:beta-history-1742-alpha-participation-council\n    rdf:reifies <<( event:alpha-valley-rising "
        "hev:participation participation:beta-history-1742-council )>> ;" in text
    )


# Nothing is lost, nothing comes in


@pytest.mark.parametrize("which", ["mini", "kappa", "real"])
def test_the_whole_dataset_comes_back(request, which):
    """Turned back into the reification of RDF 1.1, the file is the dataset, statement by statement."""
    back = set()
    for one in triples(request.getfixturevalue(f"{which}_all")):
        if one.predicate == REIFIES:
            parts = zip(("subject", "predicate", "object"), one.object, strict=True)
            back |= {Triple(one.subject, NamedNode(f"{RDF}{part}"), term) for part, term in parts}
        else:
            back.add(one)
    assert back == {quad.triple for quad in request.getfixturevalue(which).quads}


REAL_THINGS = (
    "event:ganja-uprising-1920", "agent:nuri-pasha", "agent:division-20", "place:ganja", "source:nazarli-2024",
)  # fmt: skip


@pytest.mark.parametrize("curie", REAL_THINGS)
def test_no_plain_statement_without_its_claims(real, real_store, mini_home, curie):
    from histkg.exporters.selection import select_entity

    selection = select_entity(real_store, real.prefixes, mini_home, ("en",), real.prefixes.expand(curie))
    found = triples(selection)
    said_in_file = {one.object for one in found if one.predicate == REIFIES}
    names = {f"{RDF}type"}
    claimed = {
        Triple(row["s"], row["p"], row["o"])
        for row in selection.rows(
            "?c a hev:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o", "s", "p", "o"
        )
    }
    assert said_in_file
    assert {one for one in found & claimed if one.predicate.value not in names} <= said_in_file


@pytest.mark.parametrize("which", ["mini_all", "kappa_all", "real_all"])
def test_the_numbers_balance(request, which):
    selection = request.getfixturevalue(which)
    told = written("rdf12", selection)
    claims = {row["c"] for row in selection.rows("?c a hev:Claim", "c")}
    plain = {
        row["c"]
        for row in selection.rows(
            "?c a hev:Claim ; hev:live true ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o",
            "c",
        )
    }
    assert told.counts["claims"] == len(claims)
    assert told.counts["of them asserted"] == len(plain)
    assert told.counts["of them asserted"] + sum(told.left_out.values()) == len(claims)
    assert told.counts["statements"] == len(triples(selection))


def test_reasons_are_counted_apart(mini_all):
    # In the mini dataset: grep -c of polarity:denies, rank:deprecated and certainty:rejected, stance:reports and rejects.
    left_out = written("rdf12", mini_all).left_out
    assert left_out["claims that deny, not asserted"] == 6
    assert left_out["claims withdrawn or rejected, not asserted"] == 5
    assert left_out["claims only reported, not asserted"] == 5


# Parts of the dataset


def test_an_entity_is_written_with_its_claims_and_comes_first(mini_one):
    selection = mini_one("event:alpha-valley-rising")
    text = written("rdf12", selection).files[""].decode()
    first = next(line for line in text.splitlines() if line and line[0] not in "#@V")
    assert first == "event:alpha-valley-rising"
    found = triples(selection)
    assert (
        Triple(iri("passage/beta-history-1742-p-7"), hev("locator"), Literal("p. 7", language="en")) in found
    )
    assert Triple(iri("figure/beta-history-1742-killed"), hev("maximum"), Literal(120)) in found
    assert not {one for one in found if one.predicate == hev("searchKey")}


def test_an_answer_is_the_claims_in_its_rows(mini_answer):
    selection = mini_answer("dates-of-event", event="event:alpha-valley-rising")
    found = triples(selection)
    about = {one.object.subject for one in found if one.predicate == REIFIES}
    assert about == {ALPHA}
    assert {one.object.predicate.value for one in found if one.predicate == REIFIES} <= {
        f"{HEV}begin",
        f"{HEV}end",
        f"{HEV}date",
    }


def test_an_answer_without_claims_is_the_claims_about_what_is_in_it(mini_answer):
    selection = mini_answer("sources-for-event", event="event:alpha-valley-rising")
    about = {one.object.subject for one in triples(selection) if one.predicate == REIFIES}
    assert iri("source/alpha-chronicle-1731") in about
    assert about <= {NamedNode(one) for one in selection.iris}


def test_nothing_to_say_is_said(mini_one):
    told = written("rdf12", mini_one("event:beta-town-rising"))
    assert told.counts["claims"] > 0
    from histkg.exporters.selection import Selection

    whole = mini_one("event:beta-town-rising")
    nothing = Selection(whole.store, whole.prefixes, whole.home, ("en",), "nothing", frozenset())
    for name in TARGETS:
        assert not any(written(name, nothing).counts.values()), name


# Text


def test_awkward_text_survives(kappa_all):
    found = triples(kappa_all)
    values = {one.object.value for one in found if isinstance(one.object, Literal)}
    assert "bread,\nsalt & “peace” \u2067\u2069" in values
    assert 'Köhnə\t“Kappa” "qala"' in values
    assert "\u200fكابا" in values


def test_equal_data_gives_equal_bytes(mini, mini_all, mini_home):
    from histkg.exporters.selection import select_everything

    again = select_everything(open_store(list(reversed(mini.quads))), mini.prefixes, mini_home, ("en",))
    for name in TARGETS:
        assert written(name, again).files == written(name, mini_all).files, name


def test_any_engine_will_do(mini, mini_home):
    from histkg.exporters.selection import select_entity

    ways = [
        select_entity(
            open_store(mini.quads, engine), mini.prefixes, mini_home, ("en",), f"{ID}event/iota-march"
        )
        for engine in ("oxigraph", "rdflib")
    ]
    for name in TARGETS:
        one, other = (written(name, selection) for selection in ways)
        assert (one.counts, one.left_out) == (other.counts, other.left_out), name


# Readers


def test_oxigraph_answers_who_says_so(mini_all):
    store = Store()
    store.extend(Quad(*one) for one in triples(mini_all))
    question = f"""PREFIX rdf: <{RDF}> PREFIX hev: <{HEV}> PREFIX event: <{ID}event/>
      SELECT ?who ?place WHERE {{ event:alpha-valley-rising hev:partOf ?whole ~ ?claim {{| hev:assertedBy ?who ; hev:statedIn ?place |}} }}"""
    answers = {(row["who"].value, row["place"].value) for row in store.query(question)}
    assert (f"{ID}agent/beta-bahar", f"{ID}passage/beta-history-1742-p-7") in answers


@pytest.mark.parametrize("which", ["mini_all", "kappa_all", "real_all"])
def test_both_forms_say_the_same(request, which):
    selection = request.getfixturevalue(which)
    assert triples(selection, "rdf12-ntriples") == triples(selection)
    lines = written("rdf12-ntriples", selection).files[""].splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", ["rdf12", "rdf12-ntriples"])
def test_n3_reads_it(tmp_path, readers, kappa_all, name):
    path = tmp_path / "file"
    told = written(name, kappa_all)
    path.write_bytes(told.files[""])
    script = """
      const N3 = require("n3");
      const text = require("fs").readFileSync(path, "utf8");
      const quads = new N3.Parser({ format: form }).parse(text);
      const reifiers = quads.filter(quad => quad.predicate.value.endsWith("#reifies"));
      console.log([new Set(quads.map(String)).size && quads.length, reifiers.length,
        reifiers.every(quad => quad.object.termType === "Quad")].join(" "));
    """
    form = "Turtle" if name == "rdf12" else "N-Triples"
    said = readers.node(script, "n3", path=path, form=form)
    assert said.split() == [str(told.counts["statements"]), str(told.counts["claims"]), "true"]


@pytest.mark.parametrize(("name", "extension"), [("rdf12", "ttl"), ("rdf12-ntriples", "nt")])
def test_jena_reads_it(tmp_path, readers, kappa_all, name, extension):
    path = tmp_path / f"file.{extension}"
    path.write_bytes(written(name, kappa_all).files[""])
    read = readers.run(readers.program("riot"), "--output=ntriples", path).encode()
    # Jena writes language tags in the case of RFC 5646; they mean the same.
    assert {quad.triple for quad in parse(read, format=RdfFormat.N_TRIPLES)} == triples(kappa_all)
