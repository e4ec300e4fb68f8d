"""Pictures: room for names, marks and lines; and what a picture says about itself."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from histkg.answers import ask as ask_question
from histkg.exporters.pictures import TARGETS
from histkg.exporters.pictures.graph_layout import crossings, lay_out
from histkg.exporters.pictures.graph_room import MARK, make_room
from histkg.exporters.pictures.placing import Box, Label, inside, leader, place
from histkg.exporters.selection import select_answer
from histkg.questions import find_question

FRAME = Box(0, 0, 400, 300)
SIZE = (40.0, 20.0)


def test_names_stand_on_the_side_of_the_mark_from_which_no_line_comes():
    # What is tied to the middle comes from below to what lies above it, and the other way round.
    at = {"middle": (200.0, 150.0), "above": (200.0, 40.0), "below": (200.0, 260.0), "left": (60.0, 150.0)}
    room = make_room(
        dict.fromkeys(at, SIZE), at, [("middle", one) for one in at if one != "middle"], FRAME, "middle"
    )
    assert "above" in room.above
    assert "below" not in room.above
    # Half of the height of mark and name together, less half of the mark: the mark is at the foot of its box.
    assert room.mark("above") == pytest.approx((200, room.at["above"][1] + 10 - MARK))
    assert room.mark("below") == pytest.approx((200, room.at["below"][1] - 10 + MARK))


def test_a_mark_is_moved_off_a_line_that_does_not_end_there():
    at = {"a": (60.0, 150.0), "b": (340.0, 150.0), "between": (200.0, 150.0)}
    room = make_room(dict.fromkeys(at, SIZE), at, [("a", "b")], FRAME, None)
    (x, y), (to_x, to_y), (mark_x, mark_y) = (room.mark(one) for one in at)
    off = abs((to_x - x) * (mark_y - y) - (to_y - y) * (mark_x - x)) / math.hypot(to_x - x, to_y - y)
    assert off > MARK


def test_four_things_in_a_ring_are_drawn_without_a_crossing():
    ties = [("a", "c"), ("c", "b"), ("b", "d"), ("d", "a")]
    room = lay_out(dict.fromkeys("abcd", SIZE), ties, FRAME)
    assert crossings([(room.mark(one), room.mark(two)) for one, two in ties]) == 0


def test_a_small_group_stands_below_and_takes_no_column_of_its_own():
    large = [("hub", f"of hub {number:02}") for number in range(12)]
    room = lay_out(
        dict.fromkeys(["x", "y", *(end for tie in large for end in tie)], SIZE), [*large, ("x", "y")], FRAME
    )
    lowest = max(room.at[end][1] for tie in large for end in tie)
    assert min(room.at["x"][1], room.at["y"][1]) > lowest
    wide = [room.at[end][0] for tie in large for end in tie]
    assert max(wide) - min(wide) > 300  # of 360: from the middle of a name at one edge to that at the other


@pytest.mark.parametrize("what", ["mini", "event:ganja-uprising-1920", "agent:division-20"])
def test_no_line_passes_through_the_mark_of_another_thing(draw, mini_all, real_one, what):
    picture = draw("network", mini_all if what == "mini" else real_one(what))
    marks = {name: picture.middle(name) for name in picture.names if name.startswith("thing.")}
    checked = 0
    for one in picture.root.iter():
        name = one.get("id") or ""
        if not name.startswith("tie."):
            continue
        numbers = [float(part) for part in re.findall(r"-?[\d.]+", one[0].get("d"))]
        line = [(numbers[0], numbers[1]), (numbers[-2], numbers[-1])]
        ends = {f"thing.{end}" for end in name.split(".")[2:4]}
        for thing, (x, y) in marks.items():
            if thing not in ends:
                assert inside(*line, Box(x - 3, y - 3, x + 3, y + 3)) == 0, (name, thing)
                checked += 1
    assert checked > 10


def test_a_line_leads_to_its_own_name_past_other_names_and_marks():
    # Three marks in a row, nearer to each other than names are wide: one name must stand farther off.
    at = [(154, 90), (150, 90), (140, 90)]
    marks = [Box(x - 2, y - 2, x + 2, y + 2) for x, y in at]
    labels = [Label(x, y, 44, 10, 4) for x, y in at]
    boxes = place(labels, marks, Box(95, 60, 205, 140))
    for own, (label, box) in enumerate(zip(labels, boxes, strict=True)):
        led = leader(label, box)
        for other in {0, 1, 2} - {own}:
            assert box.overlap(boxes[other]) == 0
            assert led is None or inside(*led, boxes[other]) == inside(*led, marks[other]) == 0


# What a picture says about itself


def test_only_signs_that_are_used_are_explained(draw, real_one):
    words = draw("network", real_one("agent:nuri-pasha")).words
    assert {"person", "event"} <= set(words)  # Nuri Pasha, and the five events he took part in
    assert not {"place", "unit, organisation, group"} & set(words)


@pytest.mark.parametrize(
    ("languages", "language"), [(("az",), "az"), (("ru", "en"), "ru"), (("de", "en"), "en")]
)
def test_the_language_of_the_words_is_said(draw, real_one, languages, language):
    root = draw("map", real_one("event:ganja-uprising-1920", *languages)).root
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.get("lang") == language


def test_kilometres_are_said_in_the_language_of_the_picture(draw, real_one):
    assert "50 км" in draw("map", real_one("event:ganja-uprising-1920", "ru")).words
    assert "50 km" in draw("map", real_one("event:ganja-uprising-1920", "az")).words


def test_a_picture_of_an_answer_says_of_what_was_asked_and_that_it_was_cut(draw, real, real_store, mini_home):
    question = find_question(mini_home.queries, "dates-of-event")
    given = {"event": "event:ganja-uprising-1920"}
    answer = ask_question(real_store, real.prefixes, question, given, languages=("en",))
    selection = select_answer(real_store, real.prefixes, mini_home, ("en",), answer)
    assert "event: Ganja uprising" in draw("timeline", selection).words
    rows = len(answer.solutions.rows)
    cut = replace(selection, answer=replace(answer, total=rows + 3))
    said = f"event: Ganja uprising. Drawn: what stands in {rows} of {rows + 3} rows"
    assert said in draw.parse(TARGETS["timeline-svg"].write(cut).files[""]).words
