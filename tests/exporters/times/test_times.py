"""Timelines and calendars: what is drawn, worked out by hand from the mini dataset; and programs that open them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from histkg.errors import UsageError
from histkg.exporters.times import TARGETS
from histkg.exporters.times.calendar import escaped, folded
from histkg.exporters.times.extents import Extent, is_plain
from histkg.exporters.times.markup import checked
from histkg.stores import open_store

ID = "https://w3id.org/histkg/id/event/"
FIGHT, MARCH, OMEGA, ALPHA, BETA = (
    f"{ID}{name}"
    for name in ("theta-ford-fight", "iota-march", "omega-risings", "alpha-valley-rising", "beta-town-rising")
)


def written(name, selection):
    return TARGETS[name].write(selection)


def loaded(name, selection):
    return json.loads(written(name, selection).files[""])


def drawn(selection, event):
    """Return (part, first day, day after the last, class) of what is drawn of one event."""
    items = loaded("vis-timeline", selection)["items"]
    return [
        (item["part"], item["start"], item["end"], item["className"].removeprefix("histkg-"))
        for item in items
        if item["group"] == event
    ]


# What is in the file


def test_hard_cores_and_soft_ends(mini_all):
    # 25 May (chronicle) against the night of 21 to 22 May (history): contested; the end is agreed.
    assert drawn(mini_all, ALPHA) == [
        ("may have begun", "1725-05-21", "1725-05-25", "contested"),
        ("going on", "1725-05-25", "1725-06-05", "certain"),
    ]
    # Begun in April 1725; the preferred claim ends it on 15 January 1726.
    assert drawn(mini_all, OMEGA) == [
        ("may have begun", "1725-04-01", "1725-04-30", "soft"),
        ("going on", "1725-04-30", "1726-01-16", "certain"),
    ]
    assert drawn(mini_all, FIGHT) == [("going on", "1727-05-10", "1727-05-13", "certain")]
    # A single month for the whole: it may have begun and ended on any day.
    assert drawn(mini_all, MARCH) == [("some time in this span", "1729-08-01", "1729-09-01", "soft")]
    # Spring 1725, and no end: the open end is drawn on for ninety days.
    assert drawn(mini_all, BETA) == [
        ("began, no end", "1725-03-01", "1725-06-01", "soft"),
        ("no end", "1725-06-01", "1725-08-30", "open"),
    ]


def test_what_is_drawn_says_who_says_so(mini_all):
    (item, _) = [one for one in loaded("vis-timeline", mini_all)["items"] if one["group"] == ALPHA]
    title = item["title"]
    assert "began between 21 and 25 May 1725 (sources disagree); ended 4 June 1725" in title
    assert "begin: 25 May 1725 (1725-05-25) [printed in the julian calendar] — Alfa 1731, p. 12" in title
    assert "begin: May 1725 (1725-05) [a closer date lies within it] — Beta 1742, p. 8" in title
    assert "1724" not in title  # a misprint, withdrawn
    assert "1 April" not in title  # repeated only to be rejected
    assert "Восстание в долине Альфа (ru)" in title
    assert item["edtf"] == {"begin": ["[1725-05-21,1725-05-22]", "1725-05-25"], "end": ["1725-06-04"]}


def test_rows_stand_in_the_order_of_their_first_days(mini_all):
    groups = loaded("vis-timeline", mini_all)["groups"]
    assert [group["id"] for group in groups] == [BETA, OMEGA, ALPHA, FIGHT, MARCH]
    assert [group["order"] for group in groups] == [0, 1, 2, 3, 4]
    assert groups[2]["partOf"] == [OMEGA]


def test_slides_reach_over_the_outermost_days(mini_all):
    slides = {one["text"]["headline"]: one for one in loaded("timelinejs", mini_all)["events"]}
    alpha = slides["Alpha Valley rising"]
    assert alpha["start_date"] == {"year": 1725, "month": 5, "day": 21}
    assert alpha["end_date"] == {"year": 1725, "month": 6, "day": 4}
    assert alpha["display_date"] == "began between 21 and 25 May 1725 (sources disagree); ended 4 June 1725"
    assert "end_date" not in slides["Beta Town rising"]  # it went on


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_counts(mini_all, name):
    result = written(name, mini_all)
    assert dict(result.counts) == {"events": 5, "statements of when an event happened": 12}
    left_out = {what: number for what, number in result.left_out.items() if number}
    # The misprint of the chronicle, the date the history rejects, the mistake entered from the survey.
    assert left_out == {"statements of when an event happened set aside": 3}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_counts_balance_against_the_graph(real_all, ask, name):
    result = written(name, real_all)
    everything = {**result.counts, **result.left_out}
    events = [what for what in everything if what.startswith("events")]
    statements = [what for what in everything if what.startswith("statements")]
    assert sum(everything[what] for what in events) == ask(real_all, "?x a hev:Event", "x")
    dated = "?c rdf:predicate ?p ; rdf:subject/a hev:Event . FILTER(?p IN (hev:begin, hev:end, hev:date))"
    assert sum(everything[what] for what in statements) == ask(real_all, dated, "c")


def test_the_real_uprising_against_its_files(real_all):
    # Begin: 22 May (teleqraf) at the earliest, the night of 28 to 29 May (National Archive) at the latest; end: 31 May.
    assert drawn(real_all, f"{ID}ganja-uprising-1920") == [
        ("may have begun", "1920-05-22", "1920-05-29", "contested"),
        ("going on", "1920-05-29", "1920-06-01", "certain"),
    ]
    # It began on 21 May; no source says when it ended.
    assert drawn(real_all, f"{ID}tartar-rising-1920") == [
        ("began, end not known", "1920-05-21", "1920-05-22", "certain")
    ]


def test_the_same_bytes_from_another_engine(mini, mini_home, mini_all):
    from histkg.exporters.selection import select_everything

    other = select_everything(open_store(mini.quads, "rdflib"), mini.prefixes, mini_home, ("en",))
    for name in TARGETS:
        assert written(name, other).files == written(name, mini_all).files


def test_one_entity_and_one_answer(run_cli, mini_folder, mini_one):
    assert written("vis-timeline", mini_one("agent:theta-taras")).counts["events"] == 2
    at = {"HISTKG_HOME": str(mini_folder)}
    done = run_cli("export", "icalendar", "--question", "dates-of-event", "event=Alpha Valley rising", env=at)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"BEGIN:VEVENT") == 1
    done = run_cli("export", "timelinejs", "--question", "names-of-place", "place=Theta Ford", env=at)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("timelinejs: 0 events")


# Lines of a calendar


def test_lines_are_folded_between_characters():
    parts = folded("SUMMARY:" + "Гянджа " * 30).encode().split(b"\r\n")
    assert max(map(len, parts)) <= 75
    assert (
        "".join(part.decode()[index > 0 :] for index, part in enumerate(parts[:-1]))
        == "SUMMARY:" + "Гянджа " * 30
    )


def test_text_is_escaped():
    assert escaped("a;b,c\\d\r\ne") == "a\\;b\\,c\\\\d\\ne"


def test_a_character_that_xml_cannot_hold_is_refused_by_name():
    with pytest.raises(UsageError, match=r"U\+0001"):
        checked("a\x01b")


def test_an_event_before_the_first_year_is_not_drawn():
    caesar = Extent("-0043-03-15", "-0043-03-15", "-0043-03-15", "-0043-03-15")
    assert caesar.is_dated
    assert not all(map(is_plain, caesar.shown))


# Programs that open it


def entries(readers, selection):
    library = readers.module("icalendar")
    calendar = library.Calendar.from_ical(written("icalendar", selection).files[""])
    return {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}


def test_icalendar_reads_days_and_doubt(readers, mini_all):
    found = entries(readers, mini_all)
    assert len(found) == 5
    fight = found[FIGHT]
    assert (fight.decoded("DTSTART"), fight.decoded("DTEND")) == (
        dt.date(1727, 5, 10),
        dt.date(1727, 5, 13),  # exclusive
    )
    assert (str(fight["STATUS"]), str(fight["SUMMARY"])) == ("CONFIRMED", "Fight at Theta Ford")
    assert str(fight["LOCATION"]) == "Theta Ford"
    assert "whole time: 10 May 1727 to 12 May 1727 (1727-05-10/1727-05-12) — Theta Gazette 1733, p. 1" in str(
        fight["DESCRIPTION"]
    )
    assert "Бой у Тетинского брода (ru)" in str(fight["DESCRIPTION"])
    assert {uid for uid, entry in found.items() if str(entry["STATUS"]) == "TENTATIVE"} == {
        ALPHA,
        BETA,
        OMEGA,
        MARCH,
    }
    assert found[BETA].decoded("DTEND") == dt.date(1725, 6, 1)  # the spring in which it began


def test_ical_js_reads_it(tmp_path, readers, real_all):
    path = tmp_path / "real.ics"
    path.write_bytes(written("icalendar", real_all).files[""])
    script = """
      const ICAL = require("ical.js"), I = ICAL.default || ICAL;
      const jcal = I.parse(require("fs").readFileSync(path, "utf8"));
      const events = new I.Component(jcal).getAllSubcomponents("vevent").map((one) => new I.Event(one));
      console.log(JSON.stringify(events.map((one) => [
        one.uid, one.startDate.toString(), one.endDate.toString(), one.startDate.isDate, one.summary])));
    """
    found = json.loads(readers.node(script, "ical.js", path=path))
    assert len(found) == 23
    assert [f"{ID}ganja-uprising-1920", "1920-05-22", "1920-06-01", True, "Ganja uprising"] in found


def script_of(path):
    return f'<script src="{path.as_uri()}"></script>'


def test_vis_timeline_draws_every_item(tmp_path, readers, mini_all):
    folder = readers.node_package("vis-timeline")
    content = written("vis-timeline", mini_all).files[""].decode().replace("</", "<\\/")
    document = readers.page(
        tmp_path,
        f"""<!doctype html><meta charset="utf-8">
        <link rel="stylesheet" href="{(folder / "styles/vis-timeline-graph2d.min.css").as_uri()}">
        {script_of(folder / "standalone/umd/vis-timeline-graph2d.min.js")}<div id="t"></div>
        <script>const d = {content};
        const t = new vis.Timeline(document.getElementById("t"), new vis.DataSet(d.items), new vis.DataSet(d.groups),
          {{...d.options, start: "1724-01-01", end: "1731-01-01"}});
        setTimeout(() => {{ document.title = "drawn " + t.itemSet.getVisibleItems().length; }}, 3000);
        </script>""",
    )
    assert "<title>drawn 8</title>" in document
    assert document.count("vis-range histkg-certain") == 3  # the valley, the land, the ford
    for name in ("Alpha Valley rising", "Fight at Theta Ford", "Iota march"):
        assert name in document


def test_timelinejs_shows_every_slide(tmp_path, readers, mini_all):
    folder = readers.node_package("@knight-lab/timelinejs")
    content = written("timelinejs", mini_all).files[""].decode().replace("</", "<\\/")
    document = readers.page(
        tmp_path,
        f"""<!doctype html><meta charset="utf-8">{script_of(folder / "dist/js/timeline.js")}
        <div id="t" style="width: 1200px; height: 800px"></div><script>
        const t = new TL.Timeline("t", {content}, {{hash_bookmark: false}});
        setTimeout(() => {{ document.title = "slides " + t._storyslider._slides.length; }}, 4000);
        </script>""",
    )
    assert "<title>slides 6</title>" in document  # five events and the title
    assert "began between 21 and 25 May 1725 (sources disagree); ended 4 June 1725" in document
    assert "tl-message-content" not in document.partition("tl-storyslider")[2]
