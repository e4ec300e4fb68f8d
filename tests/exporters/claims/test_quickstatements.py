"""QuickStatements: every line and every omission of an invented dataset, worked out by hand; and what reads the lines."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from histkg.exporters.claims import TARGETS
from histkg.exporters.claims.wikidata import PROPERTIES, Unsaid, date

ROOT = Path(__file__).parents[3]


MADE = {}


def written(selection):
    """Write once of each selection; the selection is kept with it, so that no other gets its id."""
    if id(selection) not in MADE:
        MADE[id(selection)] = (selection, TARGETS["quickstatements"].write(selection))
    return MADE[id(selection)][1]


def lines(selection):
    return [tuple(line.split("\t")) for line in written(selection).files[""].decode().splitlines()]


TOWN, SIEGE, MAN, TRUCE, ATLAS = (f"Q90000000{number}" for number in range(1, 6))
PAGES, PAGE = ("S248", ATLAS, "S304", '"12–13"'), ("S854", '"https://example.org/kappa?a=1&b=%22"')


# What is written


def test_every_line(kappa_all):
    assert lines(kappa_all) == [
        (TOWN, "P625", "@40.25/48.50", *PAGES),
        (TOWN, "P1566", '"123456"'),
        (TOWN, "Aaz", '"Köhnə “Kappa” "qala""'),
        (TOWN, "Aen", '"Kappa Town"'),
        (TOWN, "Aru", '"Каппа"'),
        (SIEGE, "P276", TOWN, *PAGES),
        (SIEGE, "P276", TOWN, *PAGE),
        (SIEGE, "P580", "+1920-05-26T00:00:00Z/11", *PAGES),
        (SIEGE, "P580", "+1920-05-26T00:00:00Z/11", *PAGE),
        (SIEGE, "P582", "+1920-06-00T00:00:00Z/10", "S248", ATLAS, "S304", '"20"'),
        (SIEGE, "Aen", '"Siege of Kappa <1920> & after"'),
        (MAN, "P569", "+1880-00-00T00:00:00Z/9", *PAGES),
        (MAN, "Aen", '"Kamil Kappa"'),
        (TRUCE, "P585", "+1921-00-00T00:00:00Z/9", *PAGE),
        (TRUCE, "Aen", '"Truce of Kappa"'),
    ]


def test_every_omission_has_its_reason(kappa_all):
    told = written(kappa_all)
    left_out = {what.removeprefix("claims "): number for what, number in told.left_out.items() if number}
    # All claims of the mini dataset, and the two about where the page and the wiki can be read.
    assert left_out.pop("about things without a known Wikidata item") == 218 + 2
    assert (
        left_out
        == {
            "of the link to Wikidata itself": 5,  # town, siege, man, truce, atlas
            "about things whose Wikidata item is not certain": 3,  # the hill is only like one (2 claims), the mill only possibly
            "that deny": 1,  # the other item of the town
            "of links to other catalogues": 1,
            "of likeness only": 1,
            "of names in no language of the three": 1,  # fa
            "of names with an addition in brackets": 1,
            "whose value Wikidata cannot hold exactly": 3,  # the bar, the long name, 1921~
            "of databases whose licence CC0 does not cover": 1,  # Capa
            "that Wikidata has no property for": 2,  # within, demand
            "that a closer date makes needless": 1,  # May 1920
            "whose value has no known Wikidata item": 1,  # part of the risings
            "only reported": 1,
            "withdrawn or rejected": 1,
            "of Wikipedia, which Wikidata takes for no source": 1,
            "whose sources Wikidata cannot cite: no item, no address": 1,  # the letter
            "read with low confidence": 1,
            "where sources differ": 2,  # the deaths
            "in words where Wikidata wants an item": 1,
            "their source is not certain of": 1,
            "the curators have not seen": 1,
            "names of the dataset that are none there": 2,  # Kappa (şəhər); the short form of the atlas
        }
    )
    # Written: point, GeoNames, two names, begin (2), end, place, birth, date of the truce.
    assert told.counts == {"claims": 10, "names of the dataset": 4, "items": 4, "lines": 15}


@pytest.mark.parametrize("which", ["mini_all", "kappa_all", "real_all"])
def test_the_numbers_balance(request, which):
    selection = request.getfixturevalue(which)
    told = written(selection)
    claims = len({row["c"] for row in selection.rows("?c a hev:Claim", "c")})
    left_out = sum(number for what, number in told.left_out.items() if what.startswith("claims "))
    assert told.counts["claims"] + left_out == claims
    assert told.counts["lines"] == len(lines(selection))
    assert told.counts["items"] == len({line[0] for line in lines(selection)})


def test_a_part_proposes_nothing_that_the_whole_does_not(kappa_all, kappa_one):
    """What is disputed depends on the whole graph, not on what happens to be exported."""
    for thing in ("place:kappa-town", "event:kappa-siege", "agent:kappa-kamil", "source:kappa-page"):
        assert set(lines(kappa_one(thing))) <= set(lines(kappa_all))
    assert (MAN, "P569", "+1880-00-00T00:00:00Z/9", *PAGES) in lines(kappa_one("agent:kappa-kamil"))
    assert lines(kappa_one("event:alpha-valley-rising")) == []


@pytest.mark.parametrize(
    "doubtful", ["1920~", "1920?", "1920-21", "192X", "[1920,1921]", "1920/1921", "..", "", "1500", "1920-13"]
)
def test_a_doubtful_date_stays_at_home(doubtful):
    with pytest.raises(Unsaid):
        date(doubtful)


# The real dataset, row by row against its files


def test_items_and_numbers_are_those_of_the_files(real_all):
    def matches(name, pattern):
        text = (ROOT / "data" / "sources" / f"{name}.ttl").read_text(encoding="utf-8")
        blocks = [
            block
            for block in text.split("\n\n")
            if "skos:exactMatch" in block and "polarity:denies" not in block
        ]
        found = [(re.search(r"rdf:subject (\S+)", one), re.search(pattern, one)) for one in blocks]
        return {thing[1]: number[1] for thing, number in found if thing and number}

    items = matches("wof", r"rdf:object wd:(Q\d+)")
    numbers = matches("geonames-2023", r"rdf:object <http://sws\.geonames\.org/(\d+)/>")
    assert len(items) == 16
    assert {line[0] for line in lines(real_all)} == set(items.values())
    proposed = {line[0]: line[2] for line in lines(real_all) if line[1] == "P1566"}
    assert proposed == {items[thing]: f'"{numbers[thing]}"' for thing in items if thing in numbers}
    # Ganja has no certain item (data/sources/wof.ttl: closeMatch), and so no line.
    assert "Q131290" not in {line[0] for line in lines(real_all)}


def test_names_are_those_of_the_files(real_all):
    assert ("Q228811", "Aaz", '"Lənkəran"') in lines(real_all)  # data/places/lankaran.ttl
    assert ("Q228811", "Aru", '"Ленкорань"') in lines(real_all)
    assert not [line for line in lines(real_all) if "(" in line[2]]


# The grammar, as Help:QuickStatements has it


ITEM, TIME, POINT = r"Q[1-9]\d*", r"\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)", r"@-?\d+(\.\d+)?/-?\d+(\.\d+)?"
STRING = r'"[^\t\n\r|]+"'


@pytest.mark.parametrize("which", ["kappa_all", "real_all"])
def test_every_cell_keeps_to_the_grammar(request, which):
    text = written(request.getfixturevalue(which)).files[""].decode()
    assert text.endswith("\n")
    for line in text.splitlines():
        item, command, value, *reference = line.split("\t")
        assert re.fullmatch(ITEM, item)
        assert re.fullmatch(rf"{ITEM}|{TIME}|{POINT}|{STRING}", value)
        if command[0] == "A":
            assert command in ("Aaz", "Aru", "Aen")
            assert not reference
        else:
            assert command in PROPERTIES
        assert len(reference) % 2 == 0
        assert {f"P{name[1:]}" for name in reference[::2]} <= PROPERTIES.keys()
        assert all(re.fullmatch(rf"{ITEM}|{STRING}", one) for one in reference[1::2])


# Readers


def test_the_properties_are_called_so(readers):
    """kif-lib carries a vocabulary generated from Wikidata; it is read as text, for its import takes long."""
    found = importlib.util.find_spec("kif_lib")
    readers.need(found, "the Python package kif-lib")
    text = (Path(found.origin).parent / "vocabulary" / "wd" / "property.py").read_text(encoding="utf-8")
    for number, label in PROPERTIES.items():
        (name,) = re.findall(rf"entity/{number}'\).*?labels=\[Text\('([^']*)', 'en'\)", text)
        assert name == label


def test_wikibase_edit_is_told_the_same(tmp_path, readers, kappa_all):
    path = tmp_path / "file.tsv"
    path.write_bytes(written(kappa_all).files[""])
    script = """
      const convert = require("quickstatements-to-wikibase-edit");
      console.log(JSON.stringify(convert(require("fs").readFileSync(path, "utf8"))));
    """
    told = json.loads(readers.node(script, "quickstatements-to-wikibase-edit", path=path))
    assert (told["creations"], told["merges"]) == ([], [])
    edits = {edit["id"]: edit for edit in told["edits"]}
    assert edits.keys() == {TOWN, SIEGE, MAN, TRUCE}
    assert edits[TOWN]["aliases"] == {"az": ['Köhnə “Kappa” "qala"'], "en": ["Kappa Town"], "ru": ["Каппа"]}
    assert edits[SIEGE]["claims"]["P580"] == [
        {
            "value": {"time": "+1920-05-26T00:00:00Z", "precision": 11},
            "references": {"P248": [ATLAS], "P304": ["12–13"]},
        },
        {
            "value": {"time": "+1920-05-26T00:00:00Z", "precision": 11},
            "references": {"P854": ["https://example.org/kappa?a=1&b=%22"]},
        },
    ]
    assert edits[MAN]["claims"]["P569"][0]["value"] == {"time": "+1880-00-00T00:00:00Z", "precision": 9}


def test_the_python_client_writes_the_same_lines(readers, kappa_all):
    client = readers.module("quickstatements_client")

    def qualifiers(cells):
        for name, value in zip(cells[::2], cells[1::2], strict=True):
            kind = client.TextQualifier if value[0] == '"' else client.EntityQualifier
            yield kind(predicate=name, target=value.strip('"') if value[0] == '"' else value)

    checked = 0
    for item, command, value, *reference in lines(kappa_all):
        more = {"subject": item, "predicate": command, "qualifiers": list(qualifiers(reference))}
        if value[0] == '"':
            line = client.TextLine(target=value[1:-1], **more)
        elif value[0] == "Q":
            line = client.EntityLine(target=value, **more)
        else:
            continue  # it has no points, and its dates are those of Python, which have no months without a day
        assert line.get_line(sep="\t").split("\t") == [item, command, value, *reference]
        checked += 1
    assert checked == 9
