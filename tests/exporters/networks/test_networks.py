"""Networks: every tie of the mini dataset, worked out by hand; and programs that open the files."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from histkg.exporters.networks import TARGETS
from histkg.exporters.networks.gexf import NAMESPACE
from histkg.exporters.networks.graph import read_network
from histkg.exporters.times.extents import order
from histkg.stores import open_store

ID = "https://w3id.org/histkg/id/"
GEXF = {"g": NAMESPACE}

TIES = {
    # kind, from, to, role, side: number of independent witnesses
    ("participation", "zeta-miller", "alpha-valley-rising", "leader", "insurgent"): 1,
    ("participation", "alpha-rebels", "alpha-valley-rising", "participant", "insurgent"): 1,
    (
        "participation",
        "omega-first-regiment",
        "alpha-valley-rising",
        "suppressor",
        "unknown",
    ): 2,  # chronicle, history
    ("participation", "beta-council", "beta-town-rising", "leader", "insurgent"): 1,
    ("participation", "theta-taras", "theta-ford-fight", "commander", "insurgent"): 1,
    ("participation", "theta-regiment", "theta-ford-fight", "suppressor", "regional"): 1,  # the gazette
    ("participation", "theta-regiment", "theta-ford-fight", "participant", "insurgent"): 1,  # the memoir
    ("participation", "theta-tomas", "theta-ford-fight", "participant", "unknown"): 1,
    ("participation", "iota-council", "theta-ford-fight", "organiser", "insurgent"): 1,
    ("participation", "theta-taras", "iota-march", "commander", "regional"): 1,
    ("participation", "iota-brigade", "iota-march", "participant", "regional"): 1,
    ("command", "delta-kapitan", "omega-first-regiment", "", ""): 1,
    ("command", "epsilon-kapitan", "omega-first-regiment", "", ""): 1,
    ("command", "theta-tomas", "iota-brigade", "", ""): 1,
    ("command", "theta-taras", "theta-division", "", ""): 2,  # gazette, memoir: four claims on two tenures
    ("command", "iota-ilya", "theta-regiment", "", ""): 1,
    ("post", "theta-tomas", "iota-council", "", ""): 1,
    ("subordination", "omega-first-regiment", "omega-army", "", ""): 1,
    ("subordination", "theta-regiment", "iota-brigade", "", ""): 1,
    ("subordination", "theta-regiment", "theta-division", "", ""): 1,
    ("subordination", "theta-division", "omega-army", "", ""): 1,
    ("subordination", "iota-brigade", "theta-corps", "", ""): 1,
    ("subordination", "theta-corps", "omega-governorate", "", ""): 1,
    ("memberOf", "theta-taras", "iota-council", "", ""): 1,
    ("administeredBy", "theta-ford", "iota-duchy", "", ""): 1,
    ("birthPlace", "theta-taras", "iota-hill", "", ""): 1,
    ("stationedAt", "theta-regiment", "theta-ford", "", ""): 1,
    ("place", "omega-risings", "omega-land", "", ""): 1,
    ("place", "alpha-valley-rising", "alpha-valley", "", ""): 1,
    ("place", "alpha-valley-rising", "beta-town", "", ""): 1,
    ("place", "beta-town-rising", "beta-town", "", ""): 1,  # preferred; not the valley
    ("place", "theta-ford-fight", "theta-ford", "", ""): 1,
    ("place", "iota-march", "iota-hill", "", ""): 1,
    ("partOf", "alpha-valley-rising", "omega-risings", "", ""): 2,
    ("partOf", "beta-town-rising", "omega-risings", "", ""): 2,
}


def written(name, selection):
    return TARGETS[name].write(selection)


def slug(iri):
    return iri.rpartition("/")[2]


def edge(selection, kind, source, target):
    (found,) = [
        one
        for one in read_network(selection).edges
        if (one.kind, slug(one.source), slug(one.target)) == (kind, source, target)
    ]
    return found


# What is in the network


def test_every_tie_by_hand(mini_all):
    found = {
        (one.kind, slug(one.source), slug(one.target), one.values["role"], one.values["side"]): one.weight
        for one in read_network(mini_all).edges
    }
    assert found == TIES


def test_what_is_denied_is_no_tie(mini_all):
    network = read_network(mini_all)
    pairs = {(slug(one.source), slug(one.target)) for one in network.edges}
    assert ("beta-council", "alpha-valley-rising") not in pairs  # denied by the history
    assert ("iota-ilya", "theta-ford-fight") not in pairs  # denied by the gazette
    assert ("theta-ford", "theta-republic") not in pairs  # the council’s word, only reported
    assert ("beta-town-rising", "alpha-valley") not in pairs  # another place is preferred


def test_a_tie_says_who_says_so_and_how_surely(mini_all):
    values = edge(mini_all, "participation", "omega-first-regiment", "alpha-valley-rising").values
    assert values["sources"] == "Alfa 1731, p. 14 (illustrative); Beta 1742, p. 8 (illustrative)"
    assert (values["certainty"], values["verification"]) == ("certain", "illustrative")
    assert (values["said_by"], values["source_count"]) == ("Alfa A. A.; Beta B.", 2)
    assert values["words"] == "the second company only"
    place = edge(mini_all, "place", "alpha-valley-rising", "beta-town")
    assert place.values["contested"] is True
    assert edge(mini_all, "place", "iota-march", "iota-hill").values["contested"] is False


def test_when_ties_held(mini_all):
    def when(*ends):
        found = edge(mini_all, *ends)
        return found.values["when"], found.spells

    assert when("command", "delta-kapitan", "omega-first-regiment") == (
        "1725-05-01/1725-05-31",
        (("1725-05-01", "1725-05-31"),),
    )
    assert when("command", "epsilon-kapitan", "omega-first-regiment") == (
        "1725-06-01/",
        (("1725-06-01", ""),),
    )
    # During 1727 (memoir), until April 1727 (gazette): one time without a beginning.
    assert when("command", "theta-taras", "theta-division")[1] == (("", "1727-12-31"),)
    assert when("subordination", "theta-division", "omega-army") == ("", ())
    # A participation lasts as long as its event, from the first day it may have begun.
    assert when("participation", "zeta-miller", "alpha-valley-rising")[1] == (("1725-05-21", "1725-06-04"),)
    assert when("participation", "beta-council", "beta-town-rising")[1] == (("1725-03-01", ""),)


def test_counts(mini_all):
    result = written("graphml", mini_all)
    assert dict(result.counts) == {
        "people": 6,
        "units, organisations and groups": 11,
        "events": 5,
        "places": 5,
        "ties": 35,
        "statements behind them": 43,
    }
    assert {what: number for what, number in result.left_out.items() if number} == {
        # Five who only wrote, drew, printed or entered, the office, the republic, the curators, two archives, the mapmakers.
        "things without a tie": 11,
        "statements of ties set aside": 4,
        # A captaincy of no body, a death in a manor, two causes in words.
        "statements that name no other end": 4,
        "statements that a place lies in another": 2,
        "statements of a military rank": 2,
    }


@pytest.mark.parametrize("data", ["mini_all", "real_all"])
def test_counts_balance_against_the_graph(request, ask, data):
    selection = request.getfixturevalue(data)
    result = written("gexf", selection)
    properties = (
        "hev:participation, hev:command, hev:post, hev:subordination, hev:memberOf, hev:workedWith, hev:createdBy,"
        " hev:associatedWith, hev:stationedAt, hev:birthPlace, hev:deathPlace, hev:burialPlace, hev:administeredBy,"
        " hev:place, hev:scene, hev:partOf, hev:precededBy, hev:cause, hev:consequence, hev:within, hev:militaryRank"
    )
    statements = [
        number
        for what, number in (*result.counts.items(), *result.left_out.items())
        if what.startswith("statements")
    ]
    assert sum(statements) == ask(selection, f"?c rdf:predicate ?p . FILTER(?p IN ({properties}))", "c")
    nodes = sum(list(result.counts.values())[:4]) + result.left_out["things without a tie"]
    assert nodes == ask(selection, "?x a ?k . FILTER(?k IN (hev:Agent, hev:Event, hev:Place))", "x")


def test_the_real_network_against_its_files(real_all):
    network = read_network(real_all)
    named = {(one.kind, slug(one.source), slug(one.target), one.values["role"]) for one in network.edges}
    # data/sources/teleqraf-gence-2020.ttl: Kazimbeyli at the head of the 3rd Ganja regiment, during 1920.
    assert ("command", "kazimbeyli-jahangir", "ganja-regiment-3", "") in named
    # data/sources/veselov-p25.ttl only reports that the Sheki regiment took part at Tartar; it says that it was there.
    regiment = [one for one in named if one[1:3] == ("sheki-cavalry-regiment-3", "tartar-rising-1920")]
    assert regiment == [("participation", "sheki-cavalry-regiment-3", "tartar-rising-1920", "present")]


def test_the_same_bytes_from_another_engine(mini, mini_home, mini_all):
    from histkg.exporters.selection import select_everything

    other = select_everything(open_store(mini.quads, "rdflib"), mini.prefixes, mini_home, ("en",))
    assert written("gexf", other).files == written("gexf", mini_all).files


def test_one_entity_and_one_answer(run_cli, mini_folder, mini_one):
    network = read_network(mini_one("agent:theta-division"))
    # Its commander, the regiment under it, the army above it.
    tied = {(one.kind, slug(one.source), slug(one.target)) for one in network.edges}
    assert {
        ("command", "theta-taras", "theta-division"),
        ("subordination", "theta-regiment", "theta-division"),
        ("subordination", "theta-division", "omega-army"),
    } <= tied
    at = {"HISTKG_HOME": str(mini_folder)}
    done = run_cli("export", "graphml", "--question", "people-in-event", "event=Iota march", env=at)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"<edge ") == 2
    done = run_cli("export", "gexf", "--question", "names-of-place", "place=Theta Ford", env=at)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("gexf: 0 people")


# Rules of GEXF


@pytest.mark.parametrize("data", ["mini_all", "real_all"])
def test_dated_edges_lie_within_their_nodes_and_parallel_ones_differ(request, data):
    root = ET.fromstring(written("gexf", request.getfixturevalue(data)).files[""])
    nodes = {one.get("id"): one for one in root.iterfind(".//g:node", GEXF)}
    seen = set()
    for one in root.iterfind(".//g:edge", GEXF):
        key = (one.get("source"), one.get("target"), one.get("kind"))
        assert key not in seen
        seen.add(key)
        for spell in one.findall("g:spells/g:spell", GEXF) or [one]:
            first, last = spell.get("start"), spell.get("end")
            assert not (first and last) or order(first) <= order(last)
            for node in (nodes[key[0]], nodes[key[1]]):
                if first or last:
                    begin, end = node.get("start"), node.get("end")
                    assert begin is None or (first and order(begin) <= order(first)), key
                    assert end is None or (last and order(last) <= order(end)), key


# Programs that open it


def test_networkx_reads_graphml(readers, mini_all):
    networkx = readers.module("networkx")
    graph = networkx.read_graphml(io.BytesIO(written("graphml", mini_all).files[""]))
    assert (graph.is_directed(), graph.number_of_nodes(), graph.number_of_edges()) == (True, 27, 35)
    taras = graph.nodes[f"{ID}agent/theta-taras"]
    assert (taras["kind"], taras["name_ru"]) == ("person", "Тета Тарас")
    (found,) = graph.get_edge_data(f"{ID}agent/theta-taras", f"{ID}agent/theta-division").values()
    assert (found["tie"], found["weight"], found["witnesses"]) == ("command", 2, 2)
    assert graph.graph["version"] == "0.1.0"


def test_networkx_reads_gexf(readers, mini_all):
    networkx = readers.module("networkx")
    graph = networkx.read_gexf(io.BytesIO(written("gexf", mini_all).files[""]), version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (27, 35)
    fight = graph.nodes[f"{ID}event/theta-ford-fight"]
    assert (fight["label"], fight["start"], fight["end"]) == (
        "Fight at Theta Ford",
        "1727-05-10",
        "1727-05-12",
    )


def test_igraph_reads_graphml(tmp_path, readers, real_all):
    igraph = readers.module("igraph")
    path = tmp_path / "real.graphml"
    path.write_bytes(written("graphml", real_all).files[""])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = igraph.Graph.Read_GraphML(str(path))
    network = read_network(real_all)
    assert (graph.is_directed(), graph.vcount(), graph.ecount()) == (
        True,
        len(network.nodes),
        len(network.edges),
    )
    ganja = graph.vs.find(id=f"{ID}event/ganja-uprising-1920")
    assert ganja["name_az"] == "Gəncə üsyanı"
    assert sum(graph.es["weight"]) == sum(one.weight for one in network.edges)


def test_graphology_reads_gexf(tmp_path, readers, mini_all):
    path = tmp_path / "mini.gexf"
    path.write_bytes(written("gexf", mini_all).files[""])
    script = """
      const { MultiDirectedGraph } = require("graphology");
      const { DOMParser } = require("@xmldom/xmldom");
      global.DOMParser = DOMParser; global.Document = function () {};
      const gexf = require("graphology-gexf");
      const graph = gexf.parse(MultiDirectedGraph, require("fs").readFileSync(path, "utf8"));
      console.log(graph.order, graph.size);
    """
    assert readers.node(script, "graphology", "graphology-gexf", "@xmldom/xmldom", path=path).split() == [
        "27",
        "35",
    ]


def test_gephi_opens_gexf(tmp_path, readers, mini_all):
    toolkit = "org/gephi/gephi-toolkit/0.10.1/gephi-toolkit-0.10.1-all.jar"
    jar = Path.home() / ".m2" / "repository" / toolkit
    readers.need(jar.is_file(), "the Gephi toolkit (Maven: org.gephi:gephi-toolkit:0.10.1:jar:all)")
    path = tmp_path / "mini.gexf"
    path.write_bytes(written("gexf", mini_all).files[""])
    opener = Path(__file__).parent / "OpenGexf.java"
    lines = readers.run(
        readers.program("java"),
        "-Djava.awt.headless=true",
        f"-Duser.home={tmp_path}",
        "-cp",
        jar,
        opener,
        path,
    ).splitlines()
    assert "counts 27 35 true DATE 0" in lines
    (found,) = [
        one for one in lines if one.startswith("edge command|agent:theta-taras|agent:theta-division ")
    ]
    assert found.split()[2] == "2.0"
