"""What the tables hold, read off the mini dataset by hand, and that nothing of the graph is lost unsaid."""

import re
from collections import Counter

import pytest

from histkg.exporters.tabular.model import KINDS
from histkg.exporters.tabular.sayings import status
from histkg.exporters.tabular.tables import read_book
from histkg.portrait.surroundings import Thing


def by_id(rows, key="id"):
    return {row[key]: row for row in rows}


# ---- events, by hand from tests/fixtures/mini ----


def test_bounds_are_a_hull_and_stay_beside_what_is_said(mini_tables):
    row = by_id(mini_tables["events"])["event:alpha-valley-rising"]
    # chronicle 25 May; history the night of 21 to 22 May, and May; the misprint and the rejected date do not count
    assert (row["begin_earliest"], row["begin_latest"]) == ("1725-05-21", "1725-05-25")
    assert set(row["begin_as_said"].split(" | ")) == {"1725-05", "1725-05-25", "[1725-05-21,1725-05-22]"}
    assert (row["end_earliest"], row["end_latest"]) == ("1725-06-04", "1725-06-04")
    assert "hev:begin" in row["contested"].split(" ")
    # chronicle: Alpha Valley, history: Beta Town; what holds both
    assert row["place"] == "place:omega-land"


def test_an_open_end_is_no_day(mini_tables):
    row = by_id(mini_tables["events"])["event:beta-town-rising"]
    assert (row["open_end"], row["end_earliest"], row["end_latest"]) == ("true", "", "")
    assert row["whole_as_said"] == "1725-21/.."


def test_names_keep_language_and_script(mini_tables):
    row = by_id(mini_tables["events"])["event:alpha-valley-rising"]
    assert (row["name_en"], row["name_az"], row["name_ru"]) == (
        "Alpha Valley rising", "Alfa vadisi üsyanı", "Восстание в долине Альфа",
    )  # fmt: skip
    assert by_id(mini_tables["people"])["agent:alfa-anna"]["name_ru_latn"] == "Alfa A. A."
    found = {
        (row["name"], row["language"], row["script"])
        for row in mini_tables["names"]
        if row["thing"] == "place:beta-town"
    }
    assert found == {
        ("Beta Town", "en", "Latn"),
        ("Beta şəhəri", "az", "Latn"),
        ("Город Бета", "ru", "Cyrl"),
        ("Бета шәһәри", "az-Cyrl", "Cyrl"),
        ("ბეტა", "ka", "Geor"),
        ("بتا شهری", "az-Arab", "Arab"),
        ("İşıqlı Beta", "az", "Latn"),
        ("Vetagrad", "und-Latn", "Latn"),
    }


def test_a_listing_is_no_evidence(mini_tables):
    found = {
        row["source"]: (row["basis"], row["stated"], row["by_title"])
        for row in mini_tables["event_sources"]
        if row["event"] == "event:alpha-valley-rising"
    }
    assert found == {
        "source:alpha-chronicle-1731": ("stated", "true", "true"),
        "source:beta-history-1742": ("stated", "true", "false"),
        "source:gamma-survey-1750": ("title", "false", "true"),
        "source:delta-papers-1": ("listed", "false", "false"),
        "source:delta-papers-2": ("listed", "false", "false"),
        "archive:omega-archive": ("listed", "false", "false"),
    }


# ---- claims ----


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("claim:alpha-chronicle-1731-alpha-begin", "counts"),
        ("claim:alpha-chronicle-1731-alpha-begin-misprint", "withdrawn"),
        ("claim:beta-history-1742-alpha-begin-rejected", "rejected"),
        ("claim:beta-history-1742-alpha-participation-council", "denied"),
        ("claim:beta-history-1742-alpha-coordination", "denied"),
        ("claim:alpha-chronicle-1731-alpha-outcome", "reported"),
        ("claim:alpha-chronicle-1731-alpha-mutiny", "reported"),
        # words of somebody, which the source neither doubts nor rejects
        ("claim:alpha-chronicle-1731-alpha-demand", "counts"),
    ],
)
def test_status_says_which_claims_count(mini_tables, claim, expected):
    assert by_id(mini_tables["claims"])[claim]["status"] == expected


def test_a_withdrawn_denial_is_withdrawn():
    claim = Thing()
    for name, slug in (("rank", "deprecated"), ("polarity", "denies")):
        claim.values[f"hev:{name}"].append(type("Term", (), {"value": f"https://x.org/{name}/{slug}"})())
    assert status(claim) == "withdrawn"


def test_a_claim_says_who_where_and_how_surely(mini_tables):
    row = by_id(mini_tables["claims"])["claim:alpha-chronicle-1731-alpha-begin"]
    assert row["value"] == "1725-05-25"
    assert row["value_in_words"] == "25 May 1725 (calendar of the source: Julian)"
    assert (row["sources"], row["source_names"], row["locator"]) == (
        "source:alpha-chronicle-1731",
        "Alfa 1731",
        "p. 12",
    )
    assert (row["asserted_by"], row["certainty"], row["verification"]) == (
        "agent:alfa-anna",
        "certain",
        "illustrative",
    )
    assert (row["verbatim"], row["calendar"]) == ("14 мая 1725 года", "julian")
    assert (row["polarity"], row["rank"]) == ("affirms", "normal")
    killed = by_id(mini_tables["claims"])["claim:beta-history-1742-alpha-killed"]
    assert (killed["value_kind"], killed["value_in_words"]) == ("figure", "insurgent, killed: 100–120")
    assert killed["certainty"] == "probable"


def test_claims_keep_their_relations(mini_tables):
    found = {(row["claim"], row["relation"], row["other"]) for row in mini_tables["claim_relations"]}
    assert {
        ("claim:beta-history-1742-alpha-killed", "hev:disputes", "claim:alpha-chronicle-1731-alpha-killed"),
        ("claim:beta-history-1742-alpha-cause", "hev:restsOn", "passage:alpha-chronicle-1731-p-3"),
        (
            "claim:beta-history-1742-alpha-begin-month",
            "hev:beginNarrowedBy",
            "claim:alpha-chronicle-1731-alpha-begin",
        ),
    } <= found


def test_what_does_not_count_is_in_no_table_of_facts(mini_tables):
    agents = {(row["event"], row["agent"]) for row in mini_tables["participations"]}
    assert ("event:alpha-valley-rising", "agent:beta-council") not in agents  # denied
    assert ("event:theta-ford-fight", "agent:iota-ilya") not in agents  # denied
    assert ("event:beta-town-rising", "agent:beta-council") in agents  # stated of the other rising
    counting = {row["id"] for row in mini_tables["claims"] if row["status"] == "counts"}
    for table in ("figures", "participations", "tenures"):
        for row in mini_tables[table]:
            assert row["claims"], row
            assert set(row["claims"].split(" ")) <= counting
    for table in ("coordinates", "links"):
        assert {row["claim"] for row in mini_tables[table]} <= counting


def test_figures_have_side_category_and_scope(mini_tables):
    rows = [row for row in mini_tables["figures"] if row["of"] == "event:alpha-valley-rising"]
    assert [(r["side"], r["category"], r["minimum"], r["maximum"], r["scope"]) for r in rows] == [
        ("insurgent", "killed", "40", "40", "names on the memorial stone"),
        ("insurgent", "killed", "100", "120", ""),
    ]


def test_one_tenure_told_of_man_and_unit_is_one_row(mini_tables):
    row = by_id(mini_tables["tenures"])["tenure:theta-gazette-1733-ilya"]
    assert set(row["claims"].split(" ")) == {
        "claim:theta-gazette-1733-command-ilya", "claim:theta-gazette-1733-post-ilya",
    }  # fmt: skip
    assert (row["from"], row["to"], row["unit"]) == ("1727-05-01", "1727-05-31", "agent:theta-regiment")


def test_positions_stand_side_by_side(mini_tables):
    issue = next(
        row
        for row in mini_tables["issues"]
        if (row["entity"], row["property"]) == ("event:alpha-valley-rising", "hev:begin")
    )
    assert (issue["kind"], issue["positions"], issue["witnesses"]) == ("conflict", "3", "2")
    assert {row["said_in"] for row in mini_tables["issue_positions"] if row["issue"] == issue["id"]} == {
        "Alfa 1731, p. 12", "Beta 1742, p. 7", "Beta 1742, p. 8",
    }  # fmt: skip


def test_words_come_in_the_language_asked_for(written, read):
    files = written("csv", "mini", languages=("ru", "en")).files
    row = by_id(read(files["claims.csv"]))["claim:beta-history-1742-alpha-begin"]
    assert row["value_in_words"] == "ночь с 21 на 22 мая 1725"
    assert row["locator"] == "с. 7"
    assert by_id(read(files["events.csv"]))["event:alpha-valley-rising"]["name"] == "Восстание в долине Альфа"


def test_texts_are_kept_in_every_language(mini_tables):
    found = {
        (row["language"], row["text"])
        for row in mini_tables["texts"]
        if (row["of"], row["property"]) == ("passage:alpha-chronicle-1731-p-12", "hev:locator")
    }
    assert found == {("en", "p. 12"), ("az", "s. 12"), ("ru", "с. 12")}


@pytest.mark.parametrize("languages", [("en",), ("az", "en"), ("ru", "en")])
def test_names_are_those_of_all_other_answers(select, languages):
    from histkg.exporters.tabular.facts import Facts

    facts, labels = Facts(select("real", languages=languages)), select("real", languages=languages)
    labels.read_labels(facts.things)
    assert {iri: facts.name(iri) for iri in facts.things} == {iri: labels.label(iri) for iri in facts.things}


# ---- balance ----

_CLASSES = {
    "events": "hev:Event",
    "people": "hev:Person",
    "units": "hev:Unit",
    "places": "hev:Place",
    "archives": "hev:Archive",
    "archival_units": "hev:ArchivalUnit",
    "claims": "hev:Claim",
    "passages": "hev:Passage",
    "references": "hev:Reference",
    "issues": "hev:Issue",
    "rows": "hev:ImportRow",
    "concepts": "skos:Concept",
}


def _instances(built, curie):
    kind = built.prefixes.expand(curie)
    rdf_type = built.prefixes.expand("rdf:type")
    return {q.subject.value for q in built.quads if q.predicate.value == rdf_type and q.object.value == kind}


@pytest.mark.parametrize("dataset", ["mini", "real"])
def test_every_thing_is_written_or_said_to_be_left_out(dataset, written, request):
    built, export = request.getfixturevalue(dataset), written("csv", dataset)
    counts, left = Counter(export.counts), export.left_out
    for table, curie in _CLASSES.items():
        assert counts[table] == len(_instances(built, curie)), table
    bodies = _instances(built, "hev:Agent") - _instances(built, "hev:Person")
    assert counts["organisations"] == len(bodies) - counts["units"] - counts["archives"]
    assert counts["sources"] + counts["archival_units"] == len(_instances(built, "hev:Source"))
    for table, curie in (
        ("figures", "hev:Figure"), ("participations", "hev:Participation"), ("tenures", "hev:Tenure"),
        ("contributions", "hev:Contribution"),
    ):  # fmt: skip
        aside = left[f"{table} that are denied, set aside or only reported: in claims, in words"]
        assert counts[table] + aside == len(_instances(built, curie)), table
    subjects = {q.subject.value for q in built.quads}
    in_tables = sum(counts[name] for name in (*_CLASSES, "organisations", "sources")) - counts["references"]
    in_tables += sum(counts[name] for name in ("figures", "participations", "tenures", "contributions"))
    elsewhere = sum(
        n for what, n in left.items() if what.endswith("in words") or "vocabulary" in what or "class" in what
    )
    assert in_tables + elsewhere + 1 == len(subjects)  # the dataset itself is in the descriptors
    keys = {(q.subject, q.object) for q in built.quads if q.predicate.value.endswith("#searchKey")}
    assert left["search keys"] == len(keys)


@pytest.mark.parametrize("dataset", ["mini", "real"])
def test_every_statement_about_a_thing_has_a_column_or_is_counted(dataset, written):
    left = written("csv", dataset).left_out
    # of the vocabulary's own words: which property a role stands for, and one match of a scheme
    assert {what for what, n in left.items() if what.startswith("statements") and n} == {
        "statements with hev:directProperty", "statements with skos:broadMatch",
    }  # fmt: skip
    assert left["values of columns that hold one, where there are several"] == 0


def test_a_property_without_a_column_is_counted(select):
    from pyoxigraph import Literal, NamedNode, Quad

    from histkg.exporters.selection import Selection
    from histkg.stores import open_store

    whole = select("mini")
    event = NamedNode(whole.prefixes.expand("event:iota-march"))
    store = open_store(
        [
            *_quads(whole),
            Quad(event, NamedNode("https://example.org/weather"), Literal("rain")),
            Quad(
                event,
                NamedNode(whole.prefixes.expand("hev:place")),
                NamedNode(whole.prefixes.expand("place:beta-town")),
            ),
        ]
    )
    book = read_book(Selection(store, whole.prefixes, whole.home, ("en",), ""))
    assert book.left_out["statements with https://example.org/weather"] == 1
    assert book.left_out["values of columns that hold one, where there are several"] == 1
    events = next(table for table in book.tables if table.name == "events")
    places = dict(zip(events.column("id"), events.column("place"), strict=True))
    assert places["event:iota-march"] is None  # two places: none is chosen


def _quads(selection):
    from pyoxigraph import Quad

    found = selection.store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    return [Quad(*row) for row in found.rows]


def test_tables_describe_themselves(select):
    for table in read_book(select("mini")).tables:
        assert re.fullmatch(r"[a-z_]+", table.name)
        assert table.about.endswith((".", "…"))
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        for column in table.columns:
            assert re.fullmatch(r"[a-z_]+", column.name), column
            assert column.kind in KINDS
            assert column.about
        assert all(len(row) == len(names) for row in table.rows)


# ---- one entity ----

_ENTITIES = ["Ganja uprising", "Nuri Pasha", "20th Division of the XI Army", "place:ganja", "Nazarli 2024"]


@pytest.mark.parametrize("name", _ENTITIES)
def test_an_entity_brings_its_claims_and_all_that_keys_lead_to(name, select, written, read):
    selection = select("real", name)
    files = written("csv", "real", name).files
    claims = by_id(read(files["claims.csv"]))
    short = selection.prefixes.compress
    assert {short(iri) for iri in selection.of_class("hev:Claim")} <= set(claims)
    listed = {row["id"] for row in read(files["things.csv"])}
    assert short(selection.entity) in listed
    assert {row["subject"] for row in claims.values()} <= listed
    assert {row["source"] for row in read(files["claim_passages.csv"])} <= listed


def test_an_entity_is_told_as_in_the_whole(written, read, real_tables):
    files = written("csv", "real", "Ganja uprising").files
    for table in ("events", "people", "units", "places", "figures", "participations"):
        whole = by_id(real_tables[table])
        for row in read(files[f"{table}.csv"]):
            assert row == whole[row["id"]]


# ---- answers ----


def test_an_answer_keeps_its_rows_as_they_are(select, written, read):
    selection = select("mini", question="sources-for-event", event="Alpha Valley rising")
    export = written("csv", "mini", question="sources-for-event", event="Alpha Valley rising")
    rows = read(export.files["answer.csv"])
    assert export.counts == {"rows": len(selection.answer.solutions.rows)}
    assert [row["source"] for row in rows] == [row[0].value for row in selection.answer.solutions.rows]
    first = next(row for row in rows if row["source"].endswith("alpha-chronicle-1731"))
    assert (first["source_name"], first["basis_name"]) == ("Alfa 1731", "says something about it")
    assert first["citation"].startswith(("Альфа А. А.", "Alfa A. A."))


def test_an_empty_answer_counts_nothing(written):
    export = written("csv", "mini", question="demands-in-event", event="Iota march")
    assert export.counts == {}
    assert set(export.files) == {"answer.csv", "csv-metadata.json", "datapackage.json"}


@pytest.mark.parametrize("target", ["csv", "xlsx", "parquet"])
def test_equal_data_gives_equal_bytes(target, select, readers):
    from histkg.exporters.tabular import TARGETS

    readers.writer(target)
    one, two = (TARGETS[target].write(select("mini")) for _ in range(2))
    assert one.files == two.files
