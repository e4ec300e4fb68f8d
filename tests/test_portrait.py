"""What a reader is shown of an entity: in a fixed order, every value with who says it and where, nothing cut."""

import re

import pytest

import histkg.portrait.writing
from histkg.portrait import describe, write_portrait
from histkg.portrait.page import WIDTH
from histkg.portrait.surroundings import Surroundings


def portrait(built, store, curie, *languages):
    return write_portrait(store, built.prefixes, built.prefixes.expand(curie), languages or ("en",))


def section(text, heading):
    """Return the lines of one section, its heading left out."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return next(lines[1:] for lines in blocks if lines[0].startswith(heading))


def under(lines, heading):
    """Return the lines that stand deeper than *heading* and follow it."""
    at = next(i for i, line in enumerate(lines) if line.strip().startswith(heading))
    depth = len(lines[at]) - len(lines[at].lstrip())
    found = []
    for line in lines[at + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line.strip())
    return found


@pytest.fixture(scope="module")
def alpha(mini, mini_store):
    return portrait(mini, mini_store, "event:alpha-valley-rising")


@pytest.fixture(scope="module")
def ganja(real, real_store):
    return portrait(real, real_store, "event:ganja-uprising-1920")


@pytest.fixture(scope="module")
def kazimbeyli(real, real_store):
    return portrait(real, real_store, "agent:kazimbeyli-jahangir")


def test_what_matters_most_comes_first(alpha):
    short = section(alpha, "In short")
    assert " ".join(" ".join(short[:2]).split()) == (
        "began the night of 21 to 22 May 1725 or 25 May 1725 — contested: 3 statements, 2 independent witnesses"
    )
    assert short[2] == "  ended 4 June 1725"
    assert "  contested: begin · casualties · place" in short


def test_disputed_values_stand_side_by_side_each_with_its_source_and_witnesses(alpha):
    begins = under(section(alpha, "Time"), "begin")
    for value, source in (
        ("25 May 1725", "Alfa 1731, p. 12"),
        ("the night of 21 to 22 May 1725", "Beta 1742, p. 7"),
    ):
        at = begins.index(f"{value}  [1 witness]")
        assert begins[at + 1].startswith(source)


def test_the_words_of_a_source_stand_where_they_add_something(alpha, ganja):
    assert "Alfa 1731, p. 14 · “24 мая 1725 года” · Julian calendar" in alpha
    assert not re.search(r"“[\d/~-]+”", ganja)  # “1920-05-26” says no more than the date


def test_equal_dates_of_two_sources_are_one_value(alpha):
    assert under(section(alpha, "Time"), "end")[:1] == ["4 June 1725"]
    assert len(under(section(alpha, "Time"), "4 June 1725")) == 2


def test_sections_come_in_a_fixed_order(ganja):
    heads = [block.splitlines()[0].partition(" — ")[0] for block in ganja.split("\n\n")]
    assert heads[1:] == [
        "In short", "Names", "Time", "Place", "Among other events", "Who took part", "Units", "Figures", "Why",
        "Outcome", "Words used of it", "Episodes and remarks", "Records kept at", "In other statements", "Sources",
        "How to read this",
    ]  # fmt: skip


def test_those_who_took_part_stand_by_side_and_role(ganja):
    leaders = under(under_raw(section(ganja, "Who took part"), "insurgent"), "commander")
    assert "Javad bey Shikhlinski · Teymur bey Novruzov · Jahangir bey Kazimbeyli" in leaders
    assert "178th Regiment · 180th Regiment" in under(
        under_raw(section(ganja, "Units"), "Soviet"), "opponent"
    )


def under_raw(lines, heading):
    at = lines.index(f"  {heading}")
    end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith("    ")), len(lines))
    return lines[at + 1 : end]


def test_figures_never_stand_without_side_category_and_open_end(ganja):
    figures = "\n".join(section(ganja, "Figures"))
    assert "all losses: stated as unknown" in figures
    assert "killed: up to 12,000" in figures
    assert "present: more than 10,000 (with village levies)" in figures
    assert "present: 1,800 (garrison only)  [2 sources, 1 witness]" in figures


def test_contested_and_told_differently_are_kept_apart(ganja):
    assert re.search(r"^  begin — contested: \d+ statements, \d+ independent witnesses$", ganja, re.MULTILINE)
    assert re.search(r"^  strength — told differently: \d+ statements", ganja, re.MULTILINE)


def test_a_night_is_one_night_and_not_one_of_two_days(real, real_store, ganja):
    begins = under(section(ganja, "Time"), "begin")
    nights = [line.partition("  [")[0] for line in begins if line.startswith("the night of")]
    assert nights == [
        "the night of 24 to 25 May 1920",
        "the night of 25 to 26 May 1920",
        "the night of 28 to 29 May 1920",
    ]
    # Two days that the source does not call a night stay two days.
    kuzun = portrait(real, real_store, "event:kuzun-zindanmuruq-rising-1921")
    assert "25 or 26 August 1921" in kuzun
    assert "the night of" not in kuzun


def test_at_least_is_not_more_than(real, real_store):
    lankaran = portrait(real, real_store, "event:lankaran-uprisings-1920-1922")
    assert "killed: 196 or more" in lankaran
    assert "more than 196" not in lankaran


def test_a_day_that_a_remark_names_is_not_told_twice(real, real_store, ganja):
    kvinitadze = " ".join(portrait(real, real_store, "agent:kvinitadze-giorgi").split())
    assert "ordered on 18 May to stop operations (1920)" in kvinitadze
    # A day that it does not name is told.
    assert "repeated Soviet assaults (on 29 May 1920)" in ganja


def test_denied_rejected_and_withdrawn_are_kept_but_set_apart(alpha):
    apart = section(alpha, "Set apart")
    assert "set aside: misprint for 1725, as p. 12 shows" in " ".join(under(apart, "25 May 1724"))
    assert "denied" in under(apart, "a single council")[0]
    assert "rejected" in under(apart, "1 April 1725")[0]
    assert "a single council" not in alpha.partition("Set apart")[0]


def test_words_of_others_are_owned_by_them(alpha, real, real_store):
    mutiny = under(section(alpha, "Words used of it"), "mutiny")[0]
    assert "words of: Omega governorate (the source: rejects)" in mutiny
    rebels = portrait(real, real_store, "agent:rebels")
    assert "words of" in under(section(rebels, "Words used of it"), "bandits")[0]
    assert "words of" not in under(section(rebels, "Words used of it"), "patriots")[0]


def test_low_and_medium_reading_is_seen_and_explained(ganja):
    assert "teleqraf.com 2020, Ganja, second paragraph · reading low" in ganja
    assert "how far the curators trust their reading" in ganja


def test_a_life_is_born_and_died_and_posts_say_where_and_when(kazimbeyli):
    short = section(kazimbeyli, "In short")
    assert short[0].startswith("  born 15 March 1885 or 1888 — contested")
    assert short[1].startswith("  died 1920 or 17 January 1955 — contested")
    posts = "\n".join(section(kazimbeyli, "Posts"))
    assert "in command of 3rd Ganja Regiment, in 1920" in posts
    assert "garrison chief, Ganja garrison, during: Ganja uprising" in posts
    assert "colonel, from 24 March 1920" in "\n".join(section(kazimbeyli, "Ranks"))


def test_names_stand_once_by_language_with_who_uses_them(kazimbeyli):
    names = section(kazimbeyli, "Names")
    assert under(names, "C. Kazımbəy") == ["“Qafqaz evi”, p. 45"]
    printed = [line for line in names if re.match(r"    \S", line)]
    assert len(printed) == 7
    assert kazimbeyli.count("attested name") == 0


def test_what_only_the_curators_grouped_is_marked_as_theirs(kazimbeyli):
    assert section(kazimbeyli, "Grouped by the curators only; no source says this")[0] == "  insurgent"


def test_a_unit_has_its_commanders_its_chain_and_what_stood_under_it(real, real_store):
    regiment = portrait(real, real_store, "agent:sheki-cavalry-regiment-3")
    assert "command — contested" in regiment
    # The source that places a Sheki regiment in the division gives it no number: it is another page, with a link.
    assert "Cavalry Division" not in regiment
    assert "Sheki Cavalry Regiment" in "\n".join(section(regiment, "Is it the same?"))
    unnumbered = portrait(real, real_store, "agent:sheki-cavalry-regiment")
    assert "chain above it: Cavalry Division of the ADR army › " in unnumbered
    division = portrait(real, real_store, "agent:division-20")
    assert "178th Regiment · 180th Regiment" in "\n".join(section(division, "Place in the order of command"))


def test_a_place_has_its_points_their_spread_and_its_registers(real, real_store):
    text = portrait(real, real_store, "place:ganja")
    where = section(text, "Where it lies")
    assert "    40.68278° N, 46.36056° E" in where
    assert any(re.fullmatch(r"    the points lie up to [\d.]+ km apart", line) for line in where)
    registers = section(text, "In registers elsewhere")
    assert "GeoNames 586523  http://sws.geonames.org/586523/" in under(registers, "the same (exact match)")
    assert any(line.startswith("GeoNames 828298") for line in under(registers, "looked at and refused"))
    assert "36.36873° N, 95.99858° W" in under(section(text, "Set apart"), "coordinates")


def test_who_held_a_place_when_stands_side_by_side(real, real_store):
    held = section(portrait(real, real_store, "place:zakatal-okrug"), "Administration")
    assert any("Georgia, 1918–1921 (1918 to 1921)" in line for line in held)
    assert any("Azerbaijan Democratic Republic" in line for line in held)


def test_a_source_says_how_far_it_was_read_and_on_whom_it_depends(real, real_store):
    text = portrait(real, real_store, "source:wikipedia-en-ganja-revolt-kiwix")
    assert any(line.startswith("  access: ") for line in section(text, "How far it was read"))
    assert any("counts as one witness with: " in line for line in section(text, "What it depends on"))


def test_a_long_source_is_told_by_subject_and_names_the_question_that_lists_it(real, real_store):
    text = portrait(real, real_store, "source:geonames-2023")
    said = section(text, "What it says (")
    assert "histkg ask claims-in-source source:geonames-2023 lists each" in said[0]
    assert any(re.match(r"  Ganja \(place:ganja\): .*coordinates", line) for line in said)


def test_event_without_a_date_says_so(real, real_store):
    assert "no source here gives a date of its own" in portrait(real, real_store, "event:sheki-uprising")


@pytest.mark.parametrize(("language", "title"), [("az", "Gəncə üsyanı"), ("ru", "Гянджинское восстание")])
def test_language_chooses_names(real, real_store, language, title):
    text = portrait(real, real_store, "event:ganja-uprising-1920", language, "en")
    assert text.startswith(title)
    assert "In short" in text


PAGES = ["source:nazarli-2024", "source:bayramov-gence-usyani-2010", "place:ganja", "place:nukha", "agent:narimanov-n-n",
         "agent:nuri-pasha", "agent:qajar-mahammad-mirza", "agent:azerbaijan-ssr", "agent:elm", "archive:rgaspi",
         "archive:rgaspi-f64-op1-d21", "agent:xi-red-army", "event:azerbaijan-uprisings-1920-1921",
         "event:zaqatala-uprising-1920", "source:veselov-p25", "source:uprisings-dossier"]  # fmt: skip


@pytest.mark.parametrize("curie", PAGES)
def test_nothing_is_forgotten_nameless_or_too_wide(real, real_store, monkeypatch, curie):
    readers = []

    class Watched(Surroundings):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            readers.append(self)

    monkeypatch.setattr(histkg.portrait.writing, "Surroundings", Watched)
    text = portrait(real, real_store, curie)
    (reader,) = readers
    assert set(reader.claims) <= reader.shown
    named = {"claim", "passage", "tenure", "figure", "participation", "contribution", "hev", "role", "side"}
    assert not [word for word in text.split() if word.partition(":")[0] in named and word.partition(":")[2]]
    assert not [line for line in text.splitlines() if len(line) > WIDTH and " " in line.strip()]


def test_description_has_no_search_keys_and_holds_the_claims(real, real_store):
    quads = describe(real_store, real.prefixes.expand("event:ganja-uprising-1920"))
    predicates = {quad.predicate.value for quad in quads}
    assert real.prefixes["hev"] + "searchKey" not in predicates
    assert real.prefixes["hev"] + "statedIn" in predicates
