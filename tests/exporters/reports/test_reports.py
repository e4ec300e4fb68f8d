"""What reports say, read off the mini dataset by hand; that nothing is left untold; and that no denied thing is told as a fact."""

import re

import pytest

from histkg.errors import UsageError
from histkg.exporters.reports.headings import HEADINGS
from histkg.exporters.reports.markdown import Notes, escape
from histkg.exporters.reports.phrases import COUNTED, SCRIPTS, SENTENCES, TONGUES
from histkg.exporters.reports.words import LANGUAGES, Words

ALPHA = "Alpha Valley rising"


def notes_of(page):
    return dict(re.findall(r"^\[\^(\d+)\]: (.*)$", page, re.MULTILINE))


def line_with(page, words):
    (line,) = [line for line in page.splitlines() if words in line]
    return line


def cited(page, line):
    notes = notes_of(page)
    return [notes[number] for number in re.findall(r"\[\^(\d+)\]", line)]


# ---- in brief ----


def test_in_brief_has_bounds_and_says_how_far_they_are_disputed(text, chapter):
    brief = chapter(text("mini", ALPHA), "In brief")
    # chronicle 25 May; history the night of 21 to 22 May, and May: three statements of two books
    assert (
        "| Began | between 21 and 25 May 1725 (1725-05-21 – 1725-05-25) | contested: 3 statements, 2 independent witnesses |"
        in brief
    )
    assert "| Ended | 4 June 1725 (1725-06-04) | 2 independent witnesses |" in brief
    assert "| Place | Omega Land | contested: 2 statements, 2 independent witnesses |" in brief
    assert "| Contested | begin; casualties; place |" in brief


def test_an_open_end_is_said_to_be_open(text, chapter):
    brief = chapter(text("mini", "Beta Town rising"), "In brief")
    assert "| Ended | open, no end is given |" in brief


# ---- who says what ----


def test_each_value_has_a_note_with_source_and_place(text):
    page = text("mini", ALPHA)
    (note,) = cited(page, line_with(page, "  - 25 May 1725"))
    assert note == "Alfa 1731, p. 12; illustrative. In its words: “14 мая 1725 года”."
    (note,) = cited(page, line_with(page, "**cause:**"))
    assert note == "Beta 1742, p. 7; second-hand; resting on Alfa 1731."
    (note,) = cited(page, line_with(page, "**demand:**"))
    assert note == "Alfa 1731, p. 12; words of: Alpha rebels; illustrative."


def test_disagreements_stand_side_by_side_with_their_witnesses(text, chapter):
    conflicts = chapter(text("mini", ALPHA), "Where sources exclude each other")
    rows = re.findall(r"^\| (.+?) \| (.+?)(?:\[\^\d+\])+ \| (\d) \|$", conflicts, re.MULTILINE)
    assert rows == [
        ("May 1725", "Beta 1742", "1"),
        ("the night of 21 to 22 May 1725", "Beta 1742", "1"),
        ("25 May 1725 (calendar of the source: Julian)", "Alfa 1731", "1"),
        ("Alpha Valley", "Alfa 1731", "1"),
        ("Beta Town", "Beta 1742", "1"),
    ]


def test_figures_always_have_side_and_category(text, chapter):
    page = text("mini", ALPHA)
    figures = chapter(page, "Figures")
    assert "| casualties | insurgent | killed | 40 | names on the memorial stone | " in figures
    assert cited(page, line_with(figures, "100–120")) == ["Beta 1742, p. 8; probable; illustrative."]


def test_words_are_somebodys_words(text, chapter):
    words = chapter(text("mini", ALPHA), "Words used, and by whom")
    assert "| “mutiny” | Omega governorate | rejects | Alfa 1731" in words
    assert "| “disturbance” | Omega governorate | reports | Beta 1742" in words
    assert "| “just” | the source’s own | | Alfa 1731" in words


def test_what_no_fact_follows_from_is_told_apart(text, chapter):
    page = text("mini", ALPHA)
    careful = chapter(page, "What to be careful with")
    apart = careful.partition("**Set apart")[2]
    for words in (
        "begin: 25 May 1724 (calendar of the source: Julian) — set aside by the curators",
        "begin: 1 April 1725 — rejected by the source",
        "coordination: a single council — denied by the source",
        "participation: Beta council: leader — denied by the source",
        "end: 10 June 1725 — set aside by the curators",
        "outcome: all the rebels laid down their arms — only passed on by the source",
    ):
        assert f"  - {words}[^" in apart
    before = page.partition("## What to be careful with")[0]
    for words in ("1724", "1 April 1725", "single council", "Beta council", "10 June"):
        assert words not in before
    assert "all the rebels laid down their arms — *only passed on by the source*[^" in before


def test_listings_are_no_evidence(text, chapter):
    careful = chapter(text("mini", ALPHA), "What to be careful with")
    assert (
        "they speak of it (3):** Delta papers 1 (1740); Delta papers 2 (1741); Omega State Archive" in careful
    )
    assert re.search(r"\*\*Said to be about it:\*\* Alfa 1731\[\^\d+\]; Gamma 1750\[\^\d+\]", careful)


def test_the_bibliography_prints_both_scripts(text, chapter):
    found = chapter(text("mini", ALPHA), "Bibliography")
    assert (
        "- **Alfa 1731.** Альфа А. А. Хроника восстания в долине Альфа. Бета, 1731."
        " — Alfa A. A. (1731), Khronika vosstaniya v doline Alfa, Omega Press, Beta. (In Russian).\n"
    ) in found
    assert "“Восстания в долине Альфа и городе Бета: обзор литературы” = “Vosstaniya v doline" in found


def test_people_units_places_and_sources_have_reports(text, chapter):
    taras = text("mini", "Theta Taras")
    assert "  - 1690[^" in taras
    assert "- **Fight at Theta Ford:** commander, insurgent[^" in taras
    assert "- **Iota march:** commander, regional[^" in taras
    regiment = text("mini", "First Omega regiment")
    assert "Delta, in command, 1 May 1725 – 31 May 1725[^" in regiment
    assert "under Omega army, 1 January 1725 – 31 December 1725[^" in regiment
    town = text("mini", "place:beta-town")
    assert "| Georgian | ბეტა | [^" in town
    assert "<https://example.org/gazetteer/102>[^" in town
    survey = text("mini", "Gamma 1750")
    assert "List A:" in survey
    assert "1. Альфа А. А. Хроника восстания в долине Альфа. Бета, 1731." in survey


def test_sources_that_hang_together_have_one_number(text, chapter):
    read = chapter(text("real", "Ganja uprising"), "How far the sources were read")
    numbers = dict(re.findall(r"^\| (.+?) \|.*\| (\d+) \|$", read, re.MULTILINE))
    assert numbers["Veselov, online page 28"] == numbers["Veselov, online p. 43"]
    assert numbers["Nazarli 2024"] != numbers["Veselov, online page 28"]
    assert "opening lines only" in line_with(read, "Veselov, online page 28")


def test_how_to_cite(text, chapter):
    page = text("real", "Ganja uprising")
    assert (
        "histkg curators. Ganja uprising. In: Uprisings in Azerbaijan, 1920–1921: events, sources, claims. Version 0.2.0."
        in chapter(page, "How to cite")
    )


def test_how_to_cite_points_at_notes_only_where_there_are_some(text, chapter):
    """Nothing is said of the office: it only speaks."""
    page = text("mini", "agent:theta-office")
    assert "[^1]" not in page
    assert "Cite also" not in chapter(page, "How to cite")
    assert "Cite also the sources named in the notes." in chapter(text("mini", ALPHA), "How to cite")


def test_an_archive_says_what_it_holds(text):
    held = text("mini", "archive:omega-archive").partition("### What it holds\n")[2].partition("\n#")[0]
    assert held.strip().splitlines() == [
        "- Omega State Archive, f. 1",
        "- Omega State Archive, f. 1, inv. 2",
        "- Omega State Archive, f. 1, inv. 2, file 3",
    ]


def test_whoever_only_speaks_has_the_sources_in_which_it_does(text, report, ask, mini_all):
    """The office of Theta answers for the gazette; no statement is about it."""
    number = ask(mini_all, "?claim hev:assertedBy agent:theta-office", "claim")
    assert f"- Theta Gazette 1733: {number} statements" in text("mini", "agent:theta-office")
    assert report("mini", "agent:theta-office").counts["statements it answers for, by source"] == number > 0


def test_a_role_is_said_once_and_in_the_readers_language(text):
    """Nazarli’s entry answers “leader”, in English, and so does the role, which has a name in every language."""
    page = text("real", "agent:nuri-pasha", languages=("ru",))
    assert "- **Карабахское восстание:** руководитель, повстанцы[^" in page
    assert "leader" not in page.partition("## Примечания")[0]
    table = text("real", "event:guba-uprising-1920", languages=("ru",))
    assert "| повстанцы | руководитель | Möhübəli əfəndi Kuzunvi; Hatəm ağa Cağarvi |" in table


def test_a_night_is_not_noted_twice(text):
    page = text("real", "event:ganja-uprising-1920")
    assert "the night of 25 to 26 May 1920" in page
    assert "Note: Night." not in page


# ---- languages ----


@pytest.mark.parametrize(
    ("languages", "heading", "began"),
    [
        (("az", "en"), "Kim nə deyir", "| Başlanıb | 21 – 25 may 1725 arasında (1725-05-21 – 1725-05-25) |"),
        (("ru", "en"), "Кто что говорит", "| Началось | между 21 и 25 мая 1725 (1725-05-21 – 1725-05-25) |"),
        (("ka", "en"), "Who says what", "| Began | between 21 and 25 May 1725 (1725-05-21 – 1725-05-25) |"),
    ],
)
def test_headings_and_dates_are_in_the_readers_language(text, languages, heading, began):
    page = text("mini", ALPHA, languages=languages)
    assert f"## {heading}\n" in page
    assert began in page
    assert page.startswith(f"---\nlang: {languages[0] if languages[0] != 'ka' else 'en'}\n")


def test_no_english_heading_is_left_in_other_languages(text):
    for languages in (("az", "en"), ("ru", "en")):
        for name in ("Ganja uprising", "Nuri Pasha", "place:ganja", "Nazarli 2024", None):
            page = text("real", name, languages=languages)
            english = {of[0] for of in HEADINGS.values()}
            found = {line.lstrip("# ") for line in page.splitlines() if line.startswith(("## ", "### "))}
            assert found
            assert not found & english


def test_every_phrase_is_there_in_every_language_with_the_same_slots():
    assert not SENTENCES.keys() & HEADINGS.keys()
    for key, forms in {**SENTENCES, **HEADINGS, **TONGUES, **SCRIPTS}.items():
        assert len(forms) == len(LANGUAGES), key
        assert all(forms), key
        assert len({frozenset(re.findall(r"\{(\w+)\}", form)) for form in forms}) == 1, key
    for key, forms in COUNTED.items():
        assert all("{n}" in form for pair in forms for form in pair), key


def test_every_phrase_is_used():
    from pathlib import Path

    import histkg.exporters.reports as package

    code = "".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.glob("*.py"))
    for key in {**SENTENCES, **HEADINGS, **COUNTED}:
        assert code.count(f'"{key}"') + code.count(f"'{key}'") > 1 or key.startswith("reading_"), key


def test_numbers_are_grouped_as_the_language_has_it():
    assert [Words((tag,)).number("12000") for tag in LANGUAGES] == ["12,000", "12\xa0000", "12\xa0000"]


# ---- balance ----


def _about(built, iri):
    """Return the claims about a thing, naming it, or stated in it, found without SPARQL."""
    expand = built.prefixes.expand
    by = {}
    for quad in built.quads:
        by.setdefault(quad.predicate.value, []).append((quad.subject.value, quad.object.value))
    parts = {
        subject
        for name in ("agent", "unit", "superior", "organization", "duringEvent")
        for subject, value in by.get(expand(f"hev:{name}"), ())
        if value == iri
    }
    passages = {subject for subject, value in by[expand("oa:hasSource")] if value == iri}
    claims = {subject for subject, _ in by[expand("rdf:predicate")]}
    found = {subject for subject, value in by[expand("rdf:subject")] if value == iri}
    found |= {subject for subject, value in by[expand("rdf:object")] if value == iri or value in parts}
    found |= {subject for subject, value in by[expand("hev:statedIn")] if value in passages or value == iri}
    for name in ("hev:voice", "hev:corrects", "prov:wasDerivedFrom"):
        found |= {subject for subject, value in by.get(expand(name), ()) if value == iri}
    return found & claims


_CLASSES = ("Event", "Person", "Unit", "Group", "Polity", "Organization", "Place", "Source")


def _entities(built):
    kinds = {built.prefixes.expand(f"hev:{name}") for name in _CLASSES}
    rdf_type = built.prefixes.expand("rdf:type")
    return sorted(
        {q.subject.value for q in built.quads if q.predicate.value == rdf_type and q.object.value in kinds}
    )


def test_every_statement_of_every_thing_is_told(mini, report):
    for iri in _entities(mini):
        export = report("mini", iri)
        assert export.left_out == {"statements": 0}, iri
        assert export.counts.get("statements", 0) == len(_about(mini, iri)), iri


@pytest.mark.parametrize(
    "name",
    ["Ganja uprising", "Zaqatala uprising", "Nuri Pasha", "20th Division of the XI Army", "place:ganja", "Baku",
     "Nazarli 2024", "Bayramov 2010", "GeoNames, cities500, 2023", "XI Red Army", "event:azerbaijan-uprisings-1920-1921"],
)  # fmt: skip
def test_every_statement_of_the_real_things_is_told(name, real, real_store, report):
    from histkg.entities import find_entity

    export = report("real", name)
    iri = find_entity(real_store, real.prefixes, name, None, ("en",)).iri
    assert export.left_out == {"statements": 0}
    assert export.counts["statements"] == len(_about(real, iri))


def test_the_numbers_printed_are_the_numbers_in_the_file(report):
    export = report("real", "Ganja uprising")
    page = export.files[""].decode()
    assert export.counts["notes"] == len(notes_of(page))
    assert export.counts["sources"] == len(
        re.findall(r"^- \*\*", page.partition("## Bibliography")[2].partition("##")[0], re.MULTILINE)
    )


@pytest.mark.parametrize("name", ["Ganja uprising", "Nuri Pasha", "Nazarli 2024", None])
def test_every_note_is_called_and_every_call_has_its_note(text, name):
    page = text("real", name)
    body = re.sub(r"^\[\^\d+\]: .*$", "", page, flags=re.MULTILINE)
    called = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", body)))
    assert called == list(notes_of(page))
    assert called == [str(number) for number in range(1, len(called) + 1)]


def test_a_claim_has_no_report(report):
    with pytest.raises(UsageError, match="no event, person, body, place or source"):
        report("mini", "claim:alpha-chronicle-1731-alpha-begin")


# ---- the index ----


def test_the_index_counts_what_there_is(report, text, chapter, real):
    export, page = report("real"), text("real")
    rdf_type = real.prefixes.expand("rdf:type")

    def number(curie):
        kind = real.prefixes.expand(curie)
        return len(
            {q.subject for q in real.quads if q.predicate.value == rdf_type and q.object.value == kind}
        )

    assert (
        export.counts["events"]
        == number("hev:Event")
        == len(re.findall(r"^\| (?!-|Event)", chapter(page, "Events"), re.MULTILINE))
    )
    assert export.counts["people"] == number("hev:Person") == chapter(page, "People").count("\n- ")
    assert export.counts["sources"] == number("hev:Source")
    assert export.counts["open_points"] == number("hev:Issue")
    units_and_people = number("hev:Unit") + number("hev:Person")
    assert export.counts["bodies"] == number("hev:Agent") - units_and_people
    assert list(export.left_out.values()) == [number("hev:Claim")]


def test_the_index_tells_dates_and_what_is_contested(text, chapter):
    events = chapter(text("mini"), "Events")
    assert (
        "| Alpha Valley rising | Began: between 21 and 25 May 1725. Ended: 4 June 1725 | Omega Land | begin; casualties; place | 2 sources, 2 independent witnesses |"
        in events
    )
    march = "| Iota march | August 1729 | Iota Hill | | 1 source, 1 independent witness |"
    assert march in events  # dated as a whole
    gaps = chapter(text("real"), "Known gaps, and licences of what came in")
    assert "ODbL" in gaps


def test_an_event_of_which_only_the_begin_is_known_is_not_one_day(text, chapter):
    """Kadishev says when it began in Tartar, and nobody when it ended; the Beta Town rising has no end by its source."""
    assert "| Tartar rising, May 1920 | Began: 21 May 1920. Ended: not known | Tartar |" in chapter(
        text("real"), "Events"
    )
    assert (
        "| Beta Town rising | Began: between 1 March and 31 May 1725. Ended: open, no end is given |"
        in chapter(text("mini"), "Events")
    )
    brief = chapter(text("real", "event:tartar-rising-1920"), "In brief")
    assert "| Ended | not known | |" in brief


# ---- answers ----


def test_an_answer_says_what_was_asked_and_lists_the_sources(text, report):
    page = text("mini", question="sources-for-event", event=ALPHA)
    assert "**event:** Alpha Valley rising (event:alpha-valley-rising)" in page
    assert "`histkg ask sources-for-event event=event:alpha-valley-rising`" in page
    assert "where is that to be read? (event: Alpha Valley rising). In: " in page
    assert "| Alfa 1731 | says something about it | p. 12 |" in page
    assert "- **Alfa 1731.** Альфа А. А." in page
    assert report("mini", question="sources-for-event", event=ALPHA).counts["rows"] == page.count("\n| ") - 2


def test_an_empty_answer_says_that_it_proves_nothing(text, report):
    page = text("mini", question="demands-in-event", event="Iota march")
    assert report("mini", question="demands-in-event", event="Iota march").counts == {}
    assert "\n| " not in page
    assert "Cite also" not in page  # there are no sources
    assert len(page.splitlines()) > 8


def test_a_cut_answer_says_so(text, report):
    page = text("mini", question="sources-for-event", event=ALPHA, limit=1)
    export = report("mini", question="sources-for-event", event=ALPHA, limit=1)
    assert re.search(r"Cut: 1 of \d+ rows are here\.", page)
    assert export.left_out["rows cut off by a limit"] > 0


# ---- Markdown ----


@pytest.mark.parametrize(
    "text_of",
    ["*a*", "_a_", "`a`", "[a](b)", "<b>", "a | b", "# a", "- a", "+ a", "1. a", "1) a", "> a", "~~a~~", "a^b^", "$x$",
     "@smith", "&amp;", "![a](b)", "[^1]", ": a", "=", "\\*", "a\n\nb", "***"],
)  # fmt: skip
def test_nothing_in_a_text_is_taken_for_markup(text_of, readers):
    import json

    document = json.loads(
        readers.run(
            readers.program("pandoc"), "-f", "markdown-smart", "-t", "json", stdin=escape(text_of).encode()
        )
    )
    (block,) = document["blocks"]
    assert block["t"] == "Para"
    assert {inline["t"] for inline in block["c"]} <= {"Str", "Space", "SoftBreak"}
    told = "".join(inline.get("c", " ") for inline in block["c"])
    assert told == " ".join(text_of.split())


def test_equal_notes_are_one():
    notes = Notes()
    assert [notes.call(text) for text in ("a", "b", "a")] == ["[^1]", "[^2]", "[^1]"]
    assert notes.lines() == ["[^1]: a", "", "[^2]: b"]


def test_equal_data_gives_equal_bytes(mini, mini_store, mini_home):
    from histkg.exporters.reports import TARGETS
    from histkg.exporters.selection import select_entity

    iri = mini.prefixes.expand("event:alpha-valley-rising")
    one, two = (
        TARGETS["report"].write(select_entity(mini_store, mini.prefixes, mini_home, ("en",), iri))
        for _ in range(2)
    )
    assert one.files == two.files
