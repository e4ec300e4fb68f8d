"""What a reader is shown of an entity: every value with who says it and where."""

import pytest

from histkg.portrait import describe, write_portrait


def portrait(built, store, curie, *languages):
    return write_portrait(store, built.prefixes, built.prefixes.expand(curie), languages or ("en",))


@pytest.fixture(scope="module")
def alpha(mini, mini_store):
    return portrait(mini, mini_store, "event:alpha-valley-rising")


def test_bounds_and_contest_are_said(alpha):
    assert "began between 1725-05-21 and 1725-05-25  — contested" in alpha
    assert "ended 1725-06-04\n" in alpha


def test_disputed_values_stand_side_by_side_each_with_its_source(alpha):
    section = alpha[alpha.index("begin  — contested") :]
    for value, source in (("25 May 1725", "Alfa 1731"), ("21 May 1725 or 22 May 1725", "Beta 1742")):
        lines = section.splitlines()
        at = next(i for i, line in enumerate(lines) if value in line)
        assert source in lines[at + 1]
        assert "p. " in lines[at + 1]


def test_figures_never_stand_without_side_and_category(alpha):
    lines = alpha.splitlines()
    figures = [line for line in lines if line.strip().endswith(("40", "100–120"))]
    assert len(figures) == 2
    assert all("killed" in line and "," in line for line in figures)


def test_every_value_has_a_source_line(alpha):
    lines = alpha[alpha.index("What the sources say") :].split("\n\n")[0].splitlines()[1:]
    values = [i for i, line in enumerate(lines) if line.startswith("    ") and not line.startswith("      ")]
    assert len(values) > 10
    assert all(lines[i + 1].startswith("      ") for i in values)


def test_denial_deprecation_and_foreign_words_are_said(mini, mini_store, alpha):
    assert "Beta 1742, p. 8 · denied" in alpha
    assert "Alfa 1731, p. 14 · words of: Omega governorate · the source rejects them" in alpha
    assert "Alfa 1731, p. 3 · set aside: " in alpha
    assert "Julian calendar" in alpha


def test_event_without_a_date_says_so(real, real_store):
    assert "no source here gives a date of its own" in portrait(real, real_store, "event:ganja-uprising-1920")


def test_language_chooses_names(real, real_store):
    assert portrait(real, real_store, "event:ganja-uprising-1920", "az", "en").startswith("Gəncə üsyanı")


@pytest.mark.parametrize(
    "curie",
    ["source:nazarli-2024", "source:bayramov-gence-usyani-2010", "place:ganja", "agent:narimanov-n-n", "archive:rgaspi",
     "archive:rgaspi-f64-op1-d21", "agent:xi-red-army", "event:azerbaijan-uprisings-1920-1921"],
)  # fmt: skip
def test_no_identifier_is_left_unnamed_in_the_text(real, real_store, curie):
    """Past the head line a reader meets names; CURIEs there mean that a label is missing."""
    text = portrait(real, real_store, curie)
    body = text.split("\n", 3)[3]
    left = {
        word
        for word in body.split()
        if word.split(":")[0] in real.prefixes and ":" in word[:-1] and "//" not in word
    }
    assert not left


def test_description_has_no_search_keys_and_holds_the_claims(real, real_store):
    quads = describe(real_store, real.prefixes.expand("event:ganja-uprising-1920"))
    predicates = {quad.predicate.value for quad in quads}
    assert real.prefixes["hev"] + "searchKey" not in predicates
    assert real.prefixes["hev"] + "statedIn" in predicates
