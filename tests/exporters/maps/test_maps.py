"""Maps: what is on them and what is not, worked out by hand from the mini dataset; and programs that open them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from histkg.exporters.maps import TARGETS
from histkg.exporters.maps.kml import NAMESPACE
from histkg.exporters.times.scope import text
from histkg.stores import open_store

ID = "https://w3id.org/histkg/id/"
KML = {"k": NAMESPACE}


def written(name, selection):
    return TARGETS[name].write(selection)


def features(selection, name="geojson"):
    found = json.loads(written(name, selection).files[""])["features"]
    return {(one.get("id") or one["@id"]).removeprefix(ID): one for one in found}


# What is in the file


def test_a_place_has_every_point_that_stands_and_none_that_is_withdrawn(mini_all):
    ford = features(mini_all)["place/theta-ford"]
    # The gazette gives (10, 40), the memoir (10.02, 40.01); the point of the web copy is withdrawn.
    assert ford["geometry"] == {"type": "MultiPoint", "coordinates": [[10.0, 40.0], [10.02, 40.01]]}
    given = [(point["longitude"], point["sources"][0]["source"]) for point in ford["properties"]["points"]]
    assert given == [(10.0, "Theta Gazette 1733"), (10.02, "Iota 1735")]
    source = ford["properties"]["points"][1]["sources"][0]
    assert (source["locator"], source["said_by"]) == ("p. 2", "Iota Yan")
    assert (source["certainty"], source["verification"]) == ("certain", "secondhand")
    # 0.02° of longitude at 40° north are 1.70 km, 0.01° of latitude 1.11 km; together 2.03 km, less than 0.03° either way.
    assert ford["properties"]["spread_km"] == 2.03
    assert ford["properties"]["location"] == "several points, up to 2.0 km apart"
    assert ford["properties"]["contested"] == ""


def test_names_come_in_every_script_with_their_time_and_who_uses_them(mini_all):
    ford = features(mini_all)["place/theta-ford"]["properties"]
    assert (ford["name"], ford["name_az"], ford["name_ru"]) == ("Theta Ford", "Teta keçidi", "Тетинский брод")
    names = {(one["name"], one["lang"]): one for one in ford["names"]}
    assert names["Ford of the Duke", "en"]["when"] == "1700/1725"
    assert names["Republic Ford", "en"]["when"] == "1725/"  # since 1725; the memoir does not say until when
    assert "when" not in names["Старый брод", "ru"]
    assert [one["source"] for one in names["Старый брод", "ru"]["sources"]] == ["Theta Gazette 1733"]
    town = {
        (one["name"], one["lang"]) for one in features(mini_all)["place/beta-town"]["properties"]["names"]
    }
    assert {
        ("Бета шәһәри", "az-Cyrl"),
        ("بتا شهری", "az-Arab"),
        ("ბეტა", "ka"),
        ("Vetagrad", "und-Latn"),
    } <= town


def test_an_event_lies_at_the_places_sources_name(mini_all):
    found = features(mini_all)
    fight = found["event/theta-ford-fight"]
    assert fight["geometry"] == found["place/theta-ford"]["geometry"]
    assert fight["properties"]["when"] == "began 10 May 1727; ended 12 May 1727"
    assert (fight["properties"]["begin_edtf"], fight["properties"]["end_latest"]) == (
        "1727-05-10/1727-05-12",
        "1727-05-12",
    )
    assert found["event/iota-march"]["geometry"] == {"type": "Point", "coordinates": [10.5, 40.5]}


def test_a_contested_place_names_all_candidates_and_lends_no_point_of_the_whole(mini_all):
    rising = features(mini_all)["event/alpha-valley-rising"]
    assert rising["geometry"] is None
    properties = rising["properties"]
    assert properties["place"] == "Alpha Valley; Beta Town"
    assert properties["place_all_allow"] == "Omega Land"  # the smallest place that holds both
    assert set(properties["contested"].split("; ")) == {"begin", "place", "casualties"}
    assert properties["begin_earliest"] == "1725-05-21"
    assert properties["begin_latest"] == "1725-05-25"
    # May 1725 is coarser than the days inside it; the misprint and the rejected date are not there at all.
    counting = [(one["edtf"], one["counts"]) for one in properties["dates"] if one["end"] == "begin"]
    assert counting == [("1725-05", False), ("[1725-05-21,1725-05-22]", True), ("1725-05-25", True)]
    assert [one["calendar"] for one in properties["dates"] if one["edtf"] == "1725-05-25"] == ["julian"]


def test_a_preferred_place_sets_its_rival_aside_in_sight(mini_all):
    properties = features(mini_all)["event/beta-town-rising"]["properties"]
    assert properties["place"] == "Beta Town"
    assert [(one["place"], one["counts"]) for one in properties["settings"]] == [
        ("Alpha Valley", False),
        ("Beta Town", True),
    ]
    assert properties["open_end"] is True


MINI = {
    # Points: the ford and the hill; none for the valley, the town, the land.
    "places on the map": 2,
    "places without coordinates": 3,
    # The fight at the ford and the march to the hill.
    "events on the map": 2,
    "events without coordinates": 3,
    "statements of coordinates": 3,
    # Six of the gazetteer, two of the gazette, one of the memoir.
    "statements of a name": 9,
    # Two for each of the valley and the town rising, one for each other event.
    "statements of where an event happened": 7,
    # Three for the risings, five for the valley (and three that are none), two for the town, one for each of two.
    "statements of when an event happened": 12,
}


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_what_is_written_and_what_is_left_out(mini_all, name):
    result = written(name, mini_all)
    assert dict(result.counts) == MINI
    assert (
        {what: number for what, number in result.left_out.items() if number}
        == {
            "statements of coordinates set aside": 1,  # the web copy's, withdrawn
            "statements of when an event happened set aside": 3,  # the misprint, the rejected date, the survey's mistake
        }
    )


def test_linked_places_count_what_they_hold(mini_all):
    result = written("linked-places", mini_all)
    assert dict(result.counts) == {
        "places on the map": 2,
        "places without coordinates": 3,
        "statements of names": 9,
        "statements of coordinates": 3,
        "statements of links": 2,
        # The valley and the town within the land; the duchy; how long the hill was there.
        "statements of relations and times": 4,
        "events told as relations of their places": 5,
    }
    assert {what: number for what, number in result.left_out.items() if number} == {
        "statements of coordinates set aside": 1,
        "statements of relations and times set aside": 1,  # the republic over the ford, only reported
    }


@pytest.mark.parametrize("data", ["mini_all", "real_all"])
@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_counts_balance_against_the_graph(request, ask, data, name):
    selection = request.getfixturevalue(data)
    result = written(name, selection)
    everything = {**result.counts, **result.left_out}

    def both(*parts):
        return sum(everything[part] for part in parts)

    def statements(what):
        return both(f"statements of {what}", f"statements of {what} set aside")

    def claimed(kind, *predicates):
        listed = ", ".join(predicates)
        return ask(
            selection, f"?c rdf:predicate ?p ; rdf:subject ?x . ?x a {kind} . FILTER(?p IN ({listed}))", "c"
        )

    assert both("places on the map", "places without coordinates") == ask(selection, "?x a hev:Place", "x")
    assert both("events on the map", "events without coordinates") == ask(selection, "?x a hev:Event", "x")
    assert statements("coordinates") == claimed("hev:Place", "hev:coordinates")
    names = ("skos:altLabel", "hev:attestedName")
    assert statements("a name") == claimed("hev:Place", *names) + claimed("hev:Event", *names)
    assert statements("where an event happened") == claimed("hev:Event", "hev:place", "hev:scene")
    assert statements("when an event happened") == claimed("hev:Event", "hev:begin", "hev:end", "hev:date")
    assert len(json.loads(written("geojson", selection).files[""])["features"]) == sum(
        everything[what] for what in list(everything)[:4]
    )


def test_the_real_map_against_its_files(real_all):
    found = features(real_all)
    # data/sources: geonames-2023 gives 46.36056 40.68278, geonames-search-az 46.36111 40.68139, geonames-2026
    # 46.36134 40.68157; dr5hn-states puts Ganja into Oklahoma, which is withdrawn.
    assert found["place/ganja"]["geometry"]["coordinates"] == [
        [46.36056, 40.68278],
        [46.36111, 40.68139],
        [46.36134, 40.68157],
    ]
    assert {"Gəncə", "Гянджа", "Kirovabad", "Elizavetpol"} <= {
        one["name"] for one in found["place/ganja"]["properties"]["names"]
    }
    assert found["place/karabakh"]["geometry"] is None
    garabakh = found["event/garabakh-uprising-1920"]["properties"]
    assert garabakh["location"] == "at its scenes only"
    assert garabakh["scenes"] == "Aghdam; Barda; Shusha; Tartar"
    assert found["place/aghdam"]["properties"]["location"].startswith("sources disagree: ")


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_denied_or_withdrawn_is_in_a_file(real_all, name):
    content = written(name, real_all).files[""].decode()
    assert "95.99858" not in content
    assert "82.12784" not in content
    rows = real_all.rows(
        "?c rdf:predicate skos:exactMatch ; hev:polarity polarity:denies ; rdf:object ?it", "it"
    )
    affirmed = {
        text(row["it"])
        for row in real_all.rows("?c rdf:object ?it ; hev:live true . FILTER(ISIRI(?it))", "it")
    }
    denied = {text(row["it"]) for row in rows} - affirmed
    assert len(denied) > 10
    assert not [iri for iri in denied if f'{iri}"' in content or f"{iri};" in content]


def test_the_same_bytes_from_another_engine(mini, mini_home, mini_all):
    from histkg.exporters.selection import select_everything

    other = select_everything(open_store(mini.quads, "rdflib"), mini.prefixes, mini_home, ("en",))
    assert written("geojson", other).files == written("geojson", mini_all).files


def test_one_entity_and_one_answer(run_cli, mini_folder):
    at = {"HISTKG_HOME": str(mini_folder)}
    done = run_cli("export", "geojson", "Theta Taras", env=at)
    assert done.returncode == 0, done.stderr
    found = {one["id"].removeprefix(ID) for one in json.loads(done.stdout)["features"]}
    # He fought at the ford and marched to the hill, where he was also born.
    assert {one for one in found if one.startswith("event/")} == {
        "event/theta-ford-fight",
        "event/iota-march",
    }
    done = run_cli("export", "geojson", "--question", "names-of-place", "place=Theta Ford", env=at)
    assert [one["id"] for one in json.loads(done.stdout)["features"]] == [f"{ID}place/theta-ford"]
    done = run_cli("export", "linked-places", "Theta Taras", env=at)
    places = {one["@id"].removeprefix(ID) for one in json.loads(done.stdout)["features"]}
    assert places == {"place/theta-ford", "place/iota-hill"}


def test_an_answer_without_places_says_so(run_cli, mini_folder):
    words = ("export", "kml", "--question", "works-by-person", "person=agent:gamma-grigori")
    done = run_cli(*words, env={"HISTKG_HOME": str(mini_folder)})
    assert done.returncode == 1, done.stderr
    assert done.stderr.decode().startswith("kml: 0 places on the map")


# Programs that open it


def as_csv(readers, path, *words):
    printed = readers.run(readers.program("ogr2ogr"), "-f", "CSV", "/vsistdout/", path, *words)
    return list(csv.DictReader(io.StringIO(printed)))


def put(tmp_path, name, selection, suffix):
    path = tmp_path / f"map{suffix}"
    path.write_bytes(written(name, selection).files[""])
    return path


def test_gdal_opens_geojson(tmp_path, readers, mini_all):
    rows = as_csv(readers, put(tmp_path, "geojson", mini_all, ".geojson"), "-lco", "GEOMETRY=AS_WKT")
    assert len(rows) == 10
    by_name = {row["name"]: row for row in rows}
    assert by_name["Iota Hill"]["WKT"] == "POINT (10.5 40.5)"
    assert by_name["Omega Land"]["WKT"] == ""
    assert by_name["Fight at Theta Ford"]["begin_earliest"].replace("/", "-") == "1727-05-10"
    assert by_name["Theta Ford"]["name_ru"] == "Тетинский брод"


def test_gdal_opens_kml(tmp_path, readers, mini_all):
    path = put(tmp_path, "kml", mini_all, ".kml")
    rows = as_csv(readers, path, "Events", "-lco", "GEOMETRY=AS_WKT")
    assert {row["Name"]: row["begin"][:10].replace("/", "-") for row in rows} == {
        "Fight at Theta Ford": "1727-05-10",
        "Iota march": "1729-08-01",
    }
    (hill,) = [
        row
        for row in as_csv(readers, path, "Places", "-lco", "GEOMETRY=AS_WKT")
        if row["Name"] == "Iota Hill"
    ]
    assert (hill["WKT"], hill["name_az"]) == ("POINT (10.5 40.5)", "Yota təpəsi")
    assert len(as_csv(readers, path, "Events without coordinates")) == 3


def test_gdal_opens_linked_places(tmp_path, readers, real_all):
    rows = as_csv(readers, put(tmp_path, "linked-places", real_all, ".geojson"), "-lco", "GEOMETRY=AS_WKT")
    assert sum(bool(row["WKT"]) for row in rows) == 36
    assert "Ganja" in {row["title"] for row in rows}


@pytest.mark.parametrize("name", ["geojson", "linked-places"])
def test_a_linter_finds_no_fault(tmp_path, readers, real_all, name):
    path = put(tmp_path, name, real_all, ".geojson")
    script = """
      const { check, getIssues } = require("@placemarkio/check-geojson");
      const text = require("fs").readFileSync(path, "utf8");
      const issues = getIssues(text);
      console.log(JSON.stringify({ issues, features: check(text).features.length }));
    """
    said = json.loads(readers.node(script, "@placemarkio/check-geojson", path=path))
    assert said["issues"] == []
    assert said["features"] == {"geojson": 75, "linked-places": 44}[name]


def test_kml_keeps_to_the_schema_of_the_ogc(readers, mini_all, real_all):
    etree, fastkml = readers.module("lxml.etree"), readers.module("fastkml")
    from pathlib import Path

    schema = etree.XMLSchema(etree.parse(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))
    for selection in (mini_all, real_all):
        schema.assertValid(etree.fromstring(written("kml", selection).files[""]))


def test_fastkml_reads_times_and_points(readers, mini_all):
    kml = readers.module("fastkml.kml")
    find = readers.module("fastkml.utils").find_all
    root = kml.KML.from_string(written("kml", mini_all).files[""].decode().partition("\n")[2])
    marks = {mark.name: mark for mark in find(root, of_type=kml.Placemark)}
    assert len(marks) == 10
    fight = marks["Fight at Theta Ford"]
    assert [str(fight.times.begin), str(fight.times.end)] == ["1727-05-10", "1727-05-12"]
    assert [point.coords[0] for point in fight.geometry.geoms] == [(10.0, 40.0), (10.02, 40.01)]
    assert marks["Omega Land"].geometry is None


def test_time_in_kml_never_goes_on_for_ever_where_the_end_is_not_known(mini_all, real_all):
    def span(selection, mark):
        root = ET.fromstring(written("kml", selection).files[""])
        (found,) = root.findall(f".//k:Placemark[@id='{mark}']", KML)
        return [
            (element.tag.rpartition("}")[2], element.text) for element in found.findall("k:TimeSpan/*", KML)
        ] or [element.text for element in found.findall("k:TimeStamp/*", KML)]

    # The history says of the town rising that it went on.
    assert span(mini_all, "event-beta-town-rising") == [("begin", "1725-03-01")]
    # data/sources/wikipedia-az-usyanlar-1920-22.ttl: it began on 21 May; nobody says when it ended.
    assert span(real_all, "event-tartar-rising-1920") == ["1920-05-21"]


def test_linked_places_is_json_ld(mini_all):
    from pyld import jsonld

    (collection,) = jsonld.expand(json.loads(written("linked-places", mini_all).files[""]))
    lpo = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
    places = {one["@id"].removeprefix(ID): one for one in collection[f"{lpo}hasFeature"]}
    ford = places["place/theta-ford"]
    toponyms = {
        (one[f"{lpo}toponym"][0]["@value"], one["http://purl.org/dc/terms/language"][0]["@value"])
        for one in ford[f"{lpo}name_attestation"]
    }
    assert ("Старый брод", "ru") in toponyms
    (link,) = places["place/beta-town"][f"{lpo}link_attestation"]
    assert link["@type"] == ["http://www.w3.org/2004/02/skos/core#exactMatch"]
    assert link["http://purl.org/dc/terms/identifier"] == [{"@id": "https://example.org/gazetteer/102"}]


def test_linked_places_say_when_and_who(mini_all, real_all):
    ford = features(mini_all, "linked-places")["place/theta-ford"]
    (duke,) = [one for one in ford["names"] if one["toponym"] == "Ford of the Duke"]
    assert duke["when"]["timespans"] == [{"start": {"in": "1700"}, "end": {"in": "1725"}}]
    assert duke["citations"] == [
        {"label": "Theta Gazette 1733, p. 2", "year": "1733", "@id": f"{ID}source/theta-gazette-1733"}
    ]
    (duchy, fight) = ford["relations"]  # not the republic: the memoir only reports the council’s word
    assert duchy["label"] == "administered by Iota Duchy"
    assert fight["when"]["timespans"] == [{"start": {"in": "1727-05-10"}, "end": {"in": "1727-05-12"}}]
    # Version 1.3 asks for a “when” or a year in every record.
    for feature in features(real_all, "linked-places").values():
        assert '"when"' in json.dumps(feature)
    ganja = features(real_all, "linked-places")["place/ganja"]
    assert {(one["type"], one["identifier"]) for one in ganja["links"]} == {
        ("exactMatch", "gn:586523"),
        ("closeMatch", "wd:Q131290"),
    }
