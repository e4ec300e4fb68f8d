"""Forms, names, and what is read from the mini dataset; every value reasoned from its files (tests/exporters/mini)."""

import pytest

from histkg.answers import ask
from histkg.entities import find_entity
from histkg.exporters.bibliography import TARGETS
from histkg.exporters.bibliography.names import Name, split_name
from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.bibliography.works import Forms, choose_forms
from histkg.exporters.selection import select_answer, select_entity, select_everything
from histkg.questions import find_question
from histkg.stores.base import Solutions


@pytest.fixture(scope="module")
def whole(mini, mini_store, mini_home):
    return select_everything(mini_store, mini.prefixes, mini_home, ("en",))


@pytest.fixture(scope="module")
def works(whole):
    return {work.key: work for work in read_bibliography(whole).works}


@pytest.fixture(scope="module")
def entity(mini, mini_store, mini_home):
    def select(name):
        found = find_entity(mini_store, mini.prefixes, name, None, ("en",))
        return select_entity(mini_store, mini.prefixes, mini_home, ("en",), found.iri)

    return select


def number(selection, pattern):
    return len(selection.rows(pattern, "thing"))


@pytest.mark.parametrize(
    ("printed", "from_list", "expected"),
    [
        ("Мамедова Ш.", True, Name("Мамедова", "Ш.")),
        ("Guseynov Sh.", True, Name("Guseynov", "Sh.")),
        ("Rəsulzadə M. Ə.", True, Name("Rəsulzadə", "M. Ə.")),
        ("И. Агакишиев", True, Name("Агакишиев", "И.")),
        ("Nazarli, A. E. gizi", False, Name("Nazarli", "A. E. gizi")),
        ("Əli Şamil", False, Name("Şamil", "Əli")),
        ("Шамиль", True, Name("Шамиль")),
        ("А. Б.", True, Name("А.", "Б.")),
    ],
)
def test_family_and_given_name(printed, from_list, expected):
    assert split_name(printed, from_list=from_list) == expected


def test_forms_put_the_work_s_own_script_first():
    texts = [("Arkhiv", "ru-latn"), ("Архив", "ru"), ("Archive", "en"), ("Arxiv", "az")]
    assert choose_forms(texts, "ru", ("en",)) == Forms("Архив", "Arkhiv", "Archive", ("Arxiv",))
    assert choose_forms(texts, "ru", ("ru-latn", "en")).main == "Arkhiv"
    assert choose_forms(texts, "", ("az",)) == Forms("Архив", "Arkhiv", "Arxiv", ("Archive",))
    assert choose_forms([("Same", "az"), ("Same", "en")], "az") == Forms("Same")
    assert not choose_forms([], "ru")


def test_every_source_is_an_entry_or_counted_as_left_out(whole):
    bibliography = read_bibliography(whole)
    counts, left_out = bibliography.counts, bibliography.left_out
    # Six units: of the seven-numbered fonds the gazette says that it holds records, so it counts by itself; its
    # inventory, the other fonds and the other inventory only lead to a file.
    assert (counts["publications"], counts["archival units"], counts["datasets"]) == (11, 3, 2)
    leading = left_out["fonds and inventories, named in the entries of their files"]
    assert leading == 3
    assert len(bibliography.works) + leading == number(whole, "?thing a hev:Source")


def test_every_claim_about_a_source_is_in_an_entry_or_counted(whole):
    bibliography = read_bibliography(whole)
    claimed = number(whole, "?thing a hev:Claim ; rdf:subject ?source . ?source a hev:Source")
    missing = sum(n for words, n in bibliography.left_out.items() if words.startswith("claims"))
    assert bibliography.counts["claims about them"] + missing == claimed


def test_the_real_dataset_balances_too(select):
    whole = select()
    bibliography = read_bibliography(whole)
    entries = sum(bibliography.counts[name] for name in ("publications", "archival units", "datasets"))
    leading = bibliography.left_out["fonds and inventories, named in the entries of their files"]
    assert entries + leading == number(whole, "?thing a hev:Source") == 139
    claimed = number(whole, "?thing a hev:Claim ; rdf:subject ?source . ?source a hev:Source")
    missing = sum(n for words, n in bibliography.left_out.items() if words.startswith("claims"))
    assert bibliography.counts["claims about them"] + missing == claimed


def test_two_lines_of_one_work_become_one_entry_with_both_scripts(works):
    work = works["alpha-chronicle-1731"]
    assert (work.title.main, work.title.other) == (
        "Хроника восстания в долине Альфа",
        "Khronika vosstaniya v doline Alfa",
    )
    (author,) = work.contributors
    assert (author.name, author.other) == (Name("Альфа", "А. А."), Name("Alfa", "A. A."))
    # Only the romanised line names the publisher, which is printed as it stands there.
    assert (work.publisher.main, work.place.main, work.year) == ("Omega Press", "Город Бета", "1731")


def test_a_volume_knows_its_set_and_its_compiler(works):
    work = works["delta-papers-2"]
    assert (work.whole.main, work.whole.other, work.volume, work.volumes) == (
        "Бумаги Дельты",
        "Bumagi Delty",
        "2",
        "2",
    )
    (compiler,) = work.contributors
    assert (compiler.role, compiler.name, compiler.other) == (
        "compiler",
        Name("Гамма", "Г."),
        Name("Gamma", "G."),
    )
    assert compiler.printed == ("Сост. Г. Гамма", "Compl. by G. Gamma")
    assert works["delta-papers"].volumes == "2"


def test_an_archival_file_has_its_shelf(works):
    shelf = works["omega-archive-f1-op2-d3"].shelf
    assert shelf.numbers == {"fonds": "1", "inventory": "2", "file": "3"}
    # The list names the archive in Russian, so Russian is its own form.
    assert (shelf.holder.main, shelf.code.main) == (
        "Государственный архив Омеги",
        "Государственный архив Омеги, ф. 1, оп. 2, д. 3",
    )


def test_notes_say_who_describes_it_and_how_sure_that_is(works):
    assert (
        "Described after",
        "Gamma 1750, reference list A, no. 4; reference list B, no. 4 (transcribed)",
    ) in works["delta-papers-2"].notes
    assert ("Described after", "Iota 1735, p. 1 (secondhand)") in works["iota-library"].notes
    assert ("Depends on", "Iota 1735 (probable)") in works["iota-memoir-web"].notes
    assert ("Records of", "Fight at Theta Ford, says Theta Gazette 1733, p. 2") in works[
        "iota-archive-f7"
    ].notes
    assert ("No title is recorded", "the short name stands for it") in works["theta-dossier"].notes


def test_an_event_has_the_sources_that_speak_of_it_and_no_listed_ones(entity):
    bibliography = read_bibliography(entity("Alpha Valley rising"))
    reasons = {
        work.key: dict(work.notes).get("Here for “Alpha Valley rising”", "") for work in bibliography.works
    }
    # All the history says of it stands on these two pages.
    assert reasons["beta-history-1742"] == "p. 7; p. 8"
    # The only date the survey gives is withdrawn; it is about the rising by its title.
    assert reasons["gamma-survey-1750"] == "about it (its title names it)"
    # The papers are only listed beside works on it.
    listed = {"delta-papers-1", "delta-papers-2", "omega-archive-f1-op2-d3"}
    assert not listed & reasons.keys()
    # Both volumes of the papers, and the archive of the file.
    assert bibliography.left_out["works and archives only listed beside works on it"] == 3


def test_an_answer_has_its_archives_as_files_and_the_row_as_reason(mini, mini_store, mini_home):
    question = find_question(mini_home.queries, "sources-for-event")
    answer = ask(
        mini_store, mini.prefixes, question, {"event": "event:alpha-valley-rising"}, languages=("en",)
    )
    selection = select_answer(mini_store, mini.prefixes, mini_home, ("en",), answer)
    works = {work.key: work for work in read_bibliography(selection).works}
    note = dict(works["omega-archive-f1-op2-d3"].notes)[f"Here for “{selection.title}”"]
    assert note == "basis: only listed beside it; locator: reference list A, no. 5; found in: Gamma 1750"


def test_rows_that_an_answer_left_out_are_counted(mini, mini_store, mini_home):
    question = find_question(mini_home.queries, "sources-for-event")
    arguments = {"event": "event:alpha-valley-rising"}
    answer = ask(mini_store, mini.prefixes, question, arguments, languages=("en",), limit=2)
    selection = select_answer(mini_store, mini.prefixes, mini_home, ("en",), answer)
    left_out = read_bibliography(selection).left_out
    assert left_out["rows of the answer that were cut off"] == answer.total - 2 > 0


def test_what_has_no_sources_gives_an_empty_file_that_says_so(mini, mini_store, mini_home, whole):
    from dataclasses import replace

    nothing = replace(whole, title="nothing", iris=frozenset({"https://example.org/none"}))
    for name, target in TARGETS.items():
        written = target.write(nothing)
        assert not any(written.counts.values()), name
        assert isinstance(written.files[""], bytes)


def test_the_same_bytes_every_time(whole, mini, mini_home):
    from histkg.stores import open_store

    again = select_everything(open_store(reversed(list(mini.quads))), mini.prefixes, mini_home, ("en",))
    for name in ("biblatex", "csl", "ris", "zotero-rdf"):
        assert TARGETS[name].write(whole).files == TARGETS[name].write(again).files, name


def test_only_plain_sparql_reaches_the_store(whole, monkeypatch):
    """The targets work on any store that answers queries: nothing but query() is called."""

    class Only:
        def query(self, text):
            found = whole.store.query(text)
            assert isinstance(found, Solutions)
            return found

    from dataclasses import replace

    remote = replace(whole, store=Only())
    assert TARGETS["ris"].write(remote).files == TARGETS["ris"].write(whole).files
