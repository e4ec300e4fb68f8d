"""A name in any script leads to one thing, or says why not."""

import pytest

from histkg.entities import find_entity, list_entities
from histkg.errors import UsageError
from histkg.names import search_keys

GANJA = ["Ganja", "Gəncə", "Гянджа", "gence", "GƏNCƏ", "Gandzha", "Gyandzha", "Gence", "Yelizavetpol", "Yelizavetpol’",
         "Elizavetpol", "Елизаветполь", "Kirovabad", "place:ganja", "ganja",
         "https://w3id.org/histkg/id/place/ganja"]  # fmt: skip


@pytest.mark.parametrize("name", GANJA)
def test_ganja_is_one_city_in_any_script(real, real_store, name):
    found = find_entity(real_store, real.prefixes, name, "hev:Place")
    assert found.iri == real.prefixes.expand("place:ganja")


@pytest.mark.parametrize("name", [n for n in GANJA if "place" not in n])
def test_its_uprising_is_found_by_any_name_of_the_city(real, real_store, name):
    found = find_entity(real_store, real.prefixes, name, "hev:Event")
    assert found.iri == real.prefixes.expand("event:ganja-uprising-1920")


def test_two_people_of_one_surname_are_never_merged(real, real_store):
    with pytest.raises(UsageError) as caught:
        find_entity(real_store, real.prefixes, "Гусейнов", "hev:Person")
    assert "guseynov-sh" in str(caught.value)
    assert "huseynov-r" in str(caught.value)
    one = find_entity(real_store, real.prefixes, "Гусейнов Ш.", "hev:Person")
    assert one.iri.endswith("/guseynov-sh")
    other = find_entity(real_store, real.prefixes, "Hüseynov R.", "hev:Person")
    assert other.iri.endswith("/huseynov-r")


def test_the_class_is_kept(real, real_store):
    with pytest.raises(UsageError, match="nothing here is called “Bayramov 2010” among the events"):
        find_entity(real_store, real.prefixes, "Bayramov 2010", "hev:Event")
    assert find_entity(real_store, real.prefixes, "Bayramov 2010", "hev:Source").iri.endswith("-2010")


def test_how_a_name_was_understood_is_said(real, real_store):
    note = find_entity(real_store, real.prefixes, "Kirovabad", "hev:Event").note
    assert note == "“Kirovabad” → Ganja uprising (by the name of its place)"
    assert find_entity(real_store, real.prefixes, "Ganja uprising", "hev:Event").note is None


def test_unknown_prefix_and_class_are_told(real, real_store):
    with pytest.raises(UsageError, match="unknown prefix"):
        find_entity(real_store, real.prefixes, "x", "nope:Thing")


def test_lists_are_sorted_and_named(real, real_store):
    events = list_entities(real_store, real.prefixes, "hev:Event", ("az",))
    assert [iri for iri, _ in events] == sorted(iri for iri, _ in events)
    assert dict(events)[real.prefixes.expand("event:ganja-uprising-1920")] == "Gəncə üsyanı"


@pytest.mark.parametrize(
    ("number", "curie"),
    [("C060", "row:c060"), ("c060", "row:c060"), ("S08", "source:great-soviet-encyclopedia-gandzha")],
)
def test_rows_and_sources_of_the_dossier_are_found_by_number(real, real_store, number, curie):
    assert find_entity(real_store, real.prefixes, number, None).iri == real.prefixes.expand(curie)


def test_a_preferred_name_goes_before_a_name_in_use(real, real_store):
    """One source calls the militia by the name of the Armenians of Ganja: these are meant, and the other is told."""
    found = find_entity(real_store, real.prefixes, "Gəncə erməniləri", None)
    assert found.iri == real.prefixes.expand("agent:armenians-of-ganja")
    assert "histkg find lists 1 more" in found.note


def test_a_name_set_aside_leads_nowhere(real, real_store):
    """A gazetteer has Gəncə among the names of Yevlakh; the claim stands, set aside: only the city is found."""
    found = find_entity(real_store, real.prefixes, "Gəncə", "hev:Place")
    assert found.iri == real.prefixes.expand("place:ganja")
    assert found.note is None or "histkg find lists" not in found.note


def test_a_thing_goes_before_the_source_of_the_same_title(real, real_store):
    found = find_entity(real_store, real.prefixes, "Gəncə üsyanı", None)
    assert found.iri == real.prefixes.expand("event:ganja-uprising-1920")
    assert "histkg find lists" in found.note


def test_a_choice_says_kind_and_identifier(real, real_store):
    with pytest.raises(UsageError) as caught:
        find_entity(real_store, real.prefixes, "Шихлинский", None)
    assert "agent:shikhlinski-javad    Javad bey Shikhlinski (person)" in str(caught.value)
    assert "agent:shikhlinski-aliagha  Ali Aga Sixlinski (person)" in str(caught.value)


@pytest.mark.parametrize("name", ["Дж. Шихлинский", "Gnaja", "Kazmbeyli"])
def test_a_guess_is_never_taken_silently(real, real_store, name):
    with pytest.raises(UsageError, match="did you mean"):
        find_entity(real_store, real.prefixes, name, None)


def test_an_event_is_found_by_an_old_name_of_its_place(real, real_store):
    found = find_entity(real_store, real.prefixes, "Kirovabad uprising", None)
    assert found.iri == real.prefixes.expand("event:ganja-uprising-1920")
    assert "its place" in found.note


def test_a_name_in_use_that_is_no_label_here_is_found(real, real_store):
    """A name a source uses, claimed and not taken over as a label, has search keys in the store as labels have."""
    found = find_entity(real_store, real.prefixes, "Мамед Кули Мирза Каджар", "hev:Person")
    assert found.iri == real.prefixes.expand("agent:qajar-mahammad-mirza")
    p = real.prefixes
    asked = f"SELECT ?k {{ <{p.expand('agent:qajar-mahammad-mirza')}> <{p['hev']}searchKey> ?k }}"
    keys = {key.value for (key,) in real_store.query(asked).rows}
    assert search_keys("Мамед Кули Мирза Каджар", "ru") <= keys
