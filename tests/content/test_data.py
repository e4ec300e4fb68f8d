"""What must be true of every file in ``data/``: form, names, links, sources, and the printed reference lists.

The printed line of a reference (``c4o:hasContent``) is the evidence: whatever is said of the line must stand in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
FILES = sorted(DATA.rglob("*.ttl"))
# The rows of the dossier are a machine copy, and a waiver is named by its rule: many to a file.
ENTITY_FILES = [path for path in FILES if path.parent.name not in ("rows", "waivers")]
NAMES = [path.relative_to(DATA).as_posix() for path in FILES]
LANGUAGES = {"az", "en", "ru", "ru-latn", "uk", "und-cyrl", "und-latn"}
# Names are in the language of the page that has them.
LANGUAGES |= {"az-arab", "de", "es", "it", "th-latn", "tr"}

# Folder → (prefix of its main subject, classes the main subject may have).
FOLDERS = {
    ".": ("dataset", {"dcat:Dataset"}),
    "events": ("event", {"hev:Event"}),
    "agents": ("agent", {"hev:Person", "hev:Group", "hev:Organization", "hev:Unit", "hev:Polity"}),
    "places": ("place", {"hev:Place"}),
    "sources": ("source", {"hev:Publication", "hev:DataRecordSource"}),
    "archives": ("archive", {"hev:Archive"}),
    "rows": ("row", {"hev:ImportRow"}),
    "waivers": ("waiver", {"hev:Waiver"}),
}


@cache
def prefixes() -> dict[str, str]:
    """Return the canonical prefix map."""
    text = (ROOT / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")
    return dict(re.findall(r'sh:prefix "([^"]+)" ;\s+sh:namespace "([^"]+)"', text))


def iri(curie: str) -> NamedNode:
    prefix, _, local_name = curie.partition(":")
    return NamedNode(prefixes()[prefix] + local_name)


def curie(node: object) -> str:
    """Return *node* as prefix and local name where a prefix fits, else as it is written in N-Triples."""
    value = getattr(node, "value", "")
    fitting = [
        (len(ns), prefix, value[len(ns) :]) for prefix, ns in prefixes().items() if value.startswith(ns)
    ]
    if isinstance(node, NamedNode) and fitting:
        _, prefix, local_name = max(fitting)
        return f"{prefix}:{local_name}"
    return str(node)


@cache
def triples(path: Path) -> tuple:
    return tuple(parse(path.read_bytes(), format=RdfFormat.TURTLE))


@cache
def index() -> dict:
    """Return subject → predicate → objects, over all of ``data/`` that can be read.

    A file with an error in it is left out, so that the one test about its syntax names it and the others still run.
    """
    result: dict = defaultdict(lambda: defaultdict(list))
    for path in FILES:
        with suppress(SyntaxError):
            for quad in triples(path):
                result[quad.subject][quad.predicate].append(quad.object)
    return result


def values(subject: object, predicate: str) -> list:
    return index().get(subject, {}).get(iri(predicate), [])


def one(subject: object, predicate: str) -> object:
    found = values(subject, predicate)
    assert len(found) == 1, f"{curie(subject)} has {len(found)} {predicate}"
    return found[0]


def instances(class_name: str) -> list:
    wanted = iri(class_name)
    found = [node for node in index() if wanted in values(node, "rdf:type")]
    return sorted(found, key=lambda node: node.value)


def references(letter: str) -> list:
    return [ref for ref in instances("hev:Reference") if one(ref, "hev:list").value == letter]


def line(reference: object) -> str:
    return one(reference, "c4o:hasContent").value


# --- form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_is_strict_turtle_with_content(path):
    assert len(triples(path)) > 0


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_is_plain_nfc_text(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "byte order mark"
    assert b"\r" not in raw, "carriage return"
    assert b"\t" not in raw, "tab"
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith(".\n")
    assert not re.search(r"[ \t]+\n|\n\n\n", text), "trailing space or two blank lines"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_statement_uses_a_blank_node(path):
    used = [q for q in triples(path) if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    assert used == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_prefixes_are_canonical_sorted_and_used(path):
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix ([\w-]+): <([^>]*)> \.$", text, re.MULTILINE)
    assert len(declared) == text.count("@prefix"), "a declaration is not written as in the other files"
    assert set(declared) <= set(prefixes().items())
    assert declared == sorted(declared)
    body = re.sub(r'^@prefix.*$|^#.*$|"(?:[^"\\\n]|\\.)*"|<[^>\s]*>', "", text, flags=re.MULTILINE)
    assert set(re.findall(r"(?<![\w@-])([a-z][\w-]*):", body)) == {prefix for prefix, _ in declared}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_one_statement_a_line(path):
    """Each triple has a line of its own: a change of one fact is a change of one line."""
    text = path.read_text(encoding="utf-8")
    statements = [
        row for row in text.splitlines() if re.search(r" [;.]$", row) and not row.startswith(("@prefix", "#"))
    ]
    assert len(statements) == len(triples(path))
    assert all(row.startswith("    ") and not row.startswith("     ") for row in statements)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_language_tags_are_those_the_project_uses(path):
    tags = {
        q.object.language.lower()
        for q in triples(path)
        if isinstance(q.object, Literal) and q.object.language
    }
    assert tags <= LANGUAGES


# --- names and links ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ENTITY_FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_file_has_one_main_subject_named_as_the_file(path):
    folder = path.parent.relative_to(DATA).as_posix()
    prefix, classes = FOLDERS[folder]
    slug = "histkg" if folder == "." else path.stem
    main = iri(f"{prefix}:{slug}")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    types = {curie(q.object) for q in triples(path) if q.subject == main and q.predicate == iri("rdf:type")}
    assert types & classes, f"{curie(main)} is not described, or of another kind"
    others = {curie(q.subject) for q in triples(path)} - {curie(main)}
    strays = {name for name in others if not name.partition(":")[2].startswith(f"{slug}-")}
    assert strays == set()
    again = {name for name in others if name.startswith(f"{prefix}:")}
    assert again == set() or folder == "archives", "a second thing of the same kind"


def test_every_subject_is_described_in_one_file_only():
    homes = defaultdict(set)
    for path, name in zip(FILES, NAMES, strict=True):
        for quad in triples(path):
            homes[quad.subject].add(name)
    assert {curie(node): sorted(files) for node, files in homes.items() if len(files) > 1} == {}


def test_every_internal_iri_is_described():
    """Things are described in ``data/``, concepts and terms in ``ontology/``."""
    described = set(index())
    for path in [ROOT / "ontology" / "histkg.ttl", *(ROOT / "ontology" / "schemes").glob("*.ttl")]:
        described |= {quad.subject for quad in triples(path)}
    base = prefixes()["hev"].removesuffix("ontology#")
    packages = (prefixes()["graph"], prefixes()["query"])
    used = {term for path in FILES for q in triples(path) for term in (q.predicate, q.object)}
    internal = {
        t
        for t in used
        if isinstance(t, NamedNode)
        and t.value.startswith(base)
        and not t.value.startswith(packages)
        # An open point is found by the build; the rows of the dossier say which of its sets of values it is.
        and not t.value.startswith(prefixes()["issue"])
    }
    assert sorted(curie(term) for term in internal - described) == []


def test_things_people_look_up_are_labelled_in_three_languages():
    kinds = ["hev:Event", "hev:Place", "hev:Group", "hev:Unit", "hev:Polity"]
    lacking = {
        curie(thing): sorted(missing)
        for kind in kinds
        for thing in instances(kind)
        if (missing := {"en", "az", "ru"} - {label.language for label in values(thing, "skos:prefLabel")})
    }
    assert lacking == {}


def test_labels_are_unique_per_language_and_apart_from_other_names():
    claimed = {
        (one(c, "rdf:subject"), one(c, "rdf:object"))
        for c in instances("hev:Claim")
        if one(c, "rdf:predicate") == iri("skos:altLabel")
    }
    for thing in index():
        labels = values(thing, "skos:prefLabel")
        assert max(Counter(label.language for label in labels).values(), default=1) == 1, curie(thing)
        assert [str(label) for label in labels if (thing, label) in claimed] == [], curie(thing)


# --- evidence ----------------------------------------------------------------------------------------------------


def assert_place_in_a_source(passage: object) -> None:
    source = one(passage, "oa:hasSource")
    kinds = {curie(kind) for kind in values(source, "rdf:type")}
    assert kinds & {"hev:Publication", "hev:ArchivalUnit", "hev:DataRecordSource"}, curie(source)
    assert {locator.language for locator in values(passage, "hev:locator")} == {"en", "az", "ru"}, curie(
        passage
    )


@pytest.mark.parametrize("claim", instances("hev:Claim"), ids=curie)
def test_claim_says_what_who_where_and_how_far_checked(claim):
    for predicate in ("rdf:subject", "rdf:predicate", "rdf:object"):
        one(claim, predicate)
    assert one(claim, "rdf:subject") in index()
    passages = values(claim, "hev:statedIn")
    assert passages
    for passage in passages:
        assert_place_in_a_source(passage)
    one(claim, "hev:assertedBy")
    assert curie(one(claim, "hev:certainty")).startswith("certainty:")
    assert curie(one(claim, "hev:verification")).startswith("verification:")
    assert curie(one(claim, "prov:wasAttributedTo")) == "agent:histkg-curators"


def test_no_two_claims_say_the_same_at_the_same_place():
    said = Counter(
        (
            curie(one(c, "rdf:subject")),
            curie(one(c, "rdf:predicate")),
            curie(one(c, "rdf:object")),
            curie(passage),
        )
        for c in instances("hev:Claim")
        for passage in values(c, "hev:statedIn")
    )
    assert [what for what, times in said.items() if times > 1] == []


def test_what_the_build_generates_is_not_written():
    """Citations, plain facts and issues come from claims; a written copy would go stale."""
    generated = {
        "hev:participant",
        "hev:contested",
        "hev:documentedIn",
        "hev:topicOf",
        "hev:inBibliographyWith",
    }
    generated |= {"hev:hasPart", "hev:live", "hev:searchKey", "hev:place", "hev:partOf", "hev:participation"}
    generated |= {
        "dcterms:creator",
        "dcterms:contributor",
        "cito:cites",
        "skos:altLabel",
        "hev:begin",
        "hev:end",
        "hev:date",
    }
    # What the dataset says of itself is written: who made it is no claim of a source.
    of_things = {
        iri: properties for iri, properties in index().items() if iri not in instances("dcat:Dataset")
    }
    written = {curie(predicate) for properties in of_things.values() for predicate in properties}
    claimed = {curie(one(claim, "rdf:predicate")) for claim in instances("hev:Claim")}
    assert written & generated == set()
    assert instances("hev:Issue") == []
    # A source whose reference list is entered cites by that list; only of others a citation is claimed by hand.
    with_a_list = {one(ref, "oa:hasSource") for ref in instances("hev:Reference")}
    assert "cito:cites" in claimed
    for claim in instances("hev:Claim"):
        if one(claim, "rdf:predicate") == iri("cito:cites"):
            assert one(claim, "rdf:subject") not in with_a_list, curie(claim)


def test_a_topic_is_claimed_by_the_curators_with_its_basis():
    """What a title says is read in the title; what others say of a work is claimed where they say it."""
    topics = [c for c in instances("hev:Claim") if one(c, "rdf:predicate") == iri("hev:about")]
    for claim in topics:
        own_judgement = curie(one(claim, "hev:basis")) in ("basis:title", "basis:citation")
        by_the_curators = one(claim, "hev:assertedBy") == iri("agent:histkg-curators")
        assert own_judgement == by_the_curators, curie(claim)
    by_title = {
        (curie(one(c, "rdf:subject")), curie(one(c, "rdf:object")))
        for c in topics
        if curie(one(c, "hev:basis")) == "basis:title"
        and curie(one(c, "hev:certainty")) == "certainty:certain"
    }
    assert by_title == {
        ("source:bayramov-gence-usyani-2010", "event:ganja-uprising-1920"),
        ("source:mamedova-antisovetskie-2012", "event:azerbaijan-uprisings-1920-1921"),
        ("source:nazarli-2024", "event:azerbaijan-uprisings-1920-1921"),
        ("source:turan-bayramli-17-illik-2016", "event:azerbaijan-uprisings-1920-1921"),
        ("source:katibli-cingiz-ildirim-1964", "agent:ildyrym-chingiz"),
    }
    for claim in topics:
        places = {one(passage, "oa:hasSource") for passage in values(claim, "hev:statedIn")}
        if curie(one(claim, "hev:basis")) == "basis:citation":
            assert one(claim, "rdf:subject") not in places, curie(claim)


def test_the_ganja_uprising_has_no_date_from_this_article():
    """The abstract dates the uprisings as a whole, not the one in Ganja."""
    dated = [
        curie(c)
        for c in instances("hev:Claim")
        if one(c, "rdf:subject") == iri("event:ganja-uprising-1920")
        and curie(one(c, "rdf:predicate")) in {"hev:begin", "hev:end", "hev:date"}
        and curie(c).startswith("claim:nazarli-2024-")
    ]
    assert dated == []


def test_the_abstract_is_not_copied():
    """Evidence is a few words; a passage is a place and carries no text."""
    of_the_article = iri("source:nazarli-2024")
    places = [p for p in instances("hev:Passage") if one(p, "oa:hasSource") == of_the_article]
    numbered = [p for p in places if values(p, "hev:sentence")]
    assert sorted(int(one(p, "hev:sentence").value) for p in numbered) == list(range(1, 15))
    allowed = {"rdf:type", "oa:hasSource", "hev:section", "hev:sentence", "hev:locator"}
    assert {curie(predicate) for p in numbered for predicate in index()[p]} <= allowed
    # Only the suggested citation, a line made to be repeated, is kept as printed.
    printed = [p for p in places if values(p, "c4o:hasContent")]
    assert [one(p, "hev:section").value for p in printed] == ["citation"]
    quoted = [
        words.value
        for claim in instances("hev:Claim")
        if curie(claim).startswith("claim:nazarli-2024-")
        for words in values(claim, "hev:verbatim")
    ]
    assert quoted
    assert [words for words in quoted if len(words.split()) > 6] == []


# --- the two printed lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["A", "B"])
def test_list_is_complete_and_each_entry_says_so(letter):
    entries = references(letter)
    assert sorted(int(one(ref, "hev:entryNumber").value) for ref in entries) == list(range(1, 30))
    for ref in entries:
        number = one(ref, "hev:entryNumber").value
        assert ref.value.endswith(f"-{letter.lower()}")
        for locator in values(ref, "hev:locator"):
            assert re.search(rf"\b{letter}, \S+ {number}$", locator.value), locator.value


def test_both_lists_describe_the_same_29_things():
    pairs = {
        letter: {one(r, "hev:entryNumber").value: one(r, "hev:refersTo") for r in references(letter)}
        for letter in "AB"
    }
    assert pairs["A"] == pairs["B"]
    assert len(set(pairs["A"].values())) == 29


@pytest.mark.parametrize("reference", instances("hev:Reference"), ids=curie)
def test_reference_has_source_locator_asserter_verification_and_curator(reference):
    assert_place_in_a_source(reference)
    assert one(reference, "hev:refersTo") in index()
    assert curie(one(reference, "hev:assertedBy")) == "agent:nazarli-aziza"
    assert curie(one(reference, "hev:verification")) == "verification:transcribed"
    assert curie(one(reference, "prov:wasAttributedTo")) == "agent:histkg-curators"


@pytest.mark.parametrize("reference", instances("hev:Reference"), ids=curie)
def test_every_printed_string_stands_in_the_line(reference):
    printed = line(reference)
    strings = [
        v.value
        for field in ("Title", "PageStart", "PageEnd", "Issue")
        for v in values(reference, f"hev:printed{field}")
    ]
    strings += [year.value for year in values(reference, "hev:printedYear")]
    contributions = values(reference, "hev:printedContribution")
    for contribution in contributions:
        strings += [one(contribution, "hev:printedName").value]
        strings += [role.value for role in values(contribution, "hev:printedRole")]
    assert [text for text in strings if text not in printed] == []
    for set_or_journal in values(reference, "hev:printedSet"):
        titles = [
            one(claim, "rdf:object").value
            for claim in instances("hev:Claim")
            if one(claim, "rdf:subject") == set_or_journal
            and one(claim, "rdf:predicate") == iri("dcterms:title")
            and reference in values(claim, "hev:statedIn")
        ]
        assert len(titles) == 1, "what the line calls the set or journal is one claim stated in it"
        assert titles[0] in printed
    if curie(one(reference, "hev:refersTo")).startswith("source:"):
        assert len(values(reference, "hev:printedTitle")) == 1
        assert len(values(reference, "hev:printedYear")) == 1
    else:
        assert values(reference, "hev:printedUnit")


@pytest.mark.parametrize("reference", instances("hev:Reference"), ids=curie)
def test_contributions_are_numbered_in_the_order_of_the_line(reference):
    contributions = values(reference, "hev:printedContribution")
    slug = curie(reference).partition(":")[2]
    numbers = sorted(int(one(c, "hev:order").value) for c in contributions)
    assert numbers == list(range(1, len(contributions) + 1))
    assert {curie(c) for c in contributions} == {
        f"contribution:{slug}-{one(c, 'hev:order').value}" for c in contributions
    }


def test_every_contribution_belongs_to_one_reference_or_claim():
    holders = Counter(c for ref in instances("hev:Reference") for c in values(ref, "hev:printedContribution"))
    holders.update(
        one(claim, "rdf:object")
        for claim in instances("hev:Claim")
        if one(claim, "rdf:predicate") == iri("hev:contribution")
    )
    assert holders == Counter(instances("hev:Contribution"))


def test_publishers_and_languages_stand_in_list_b_only():
    roles = {
        letter: Counter(
            curie(one(c, "hev:role"))
            for r in references(letter)
            for c in values(r, "hev:printedContribution")
        )
        for letter in "AB"
    }
    assert roles["A"]["role:publisher"] == 0
    assert roles["B"]["role:publisher"] == 25
    assert [r for r in references("A") if values(r, "hev:printedLanguage")] == []
    assert [r for r in references("B") if values(r, "hev:printedScript")] == []
    words = {"ru": "(In Russian).", "az": "(In Azerbaijani)."}
    for ref in references("B"):
        for language in values(ref, "hev:printedLanguage"):
            assert line(ref).endswith(words[language.value])


def test_roles_are_those_each_list_prints():
    """List A tells scientific editors and introductions apart from what list B calls editors and prefaces."""
    roles = {letter: Counter() for letter in "AB"}
    for letter in "AB":
        for ref in references(letter):
            roles[letter].update(curie(one(c, "hev:role")) for c in values(ref, "hev:printedContribution"))
    shared = {"role:author": 20, "role:compiler": 5, "role:translator": 3, "role:annotator": 3}
    assert roles["A"] == shared | {
        "role:editor": 2,
        "role:scientific-editor": 2,
        "role:introduction-writer": 1,
        "role:preface-writer": 2,
    }
    assert roles["B"] == shared | {"role:editor": 4, "role:preface-writer": 3, "role:publisher": 25}


def test_archive_entries_name_every_file_they_print():
    """List B leaves out repeated levels; the files are the same, and the note says what was left out."""
    files = {}
    for ref in instances("hev:Reference"):
        if not values(ref, "hev:printedUnit"):
            continue
        units = values(ref, "hev:printedUnit")
        key = (one(ref, "hev:refersTo"), one(ref, "hev:list").value)
        files[key] = set(units)
        for unit in units:
            path = [unit]
            while values(path[-1], "rico:isOrWasIncludedIn"):
                path.append(one(path[-1], "rico:isOrWasIncludedIn"))
            assert [curie(one(u, "hev:level")) for u in path] == [
                "level:file",
                "level:inventory",
                "level:fonds",
            ]
            assert {one(u, "rico:hasOrHadHolder") for u in path} == {one(ref, "hev:refersTo")}
            numbers = [one(u, "rico:identifier").value for u in reversed(path)]
            spelled = r"\D+".join(rf"\b{n}\b" for n in numbers)
            assert re.search(spelled, line(ref)) or values(ref, "hev:elision"), curie(unit)
    assert len(files) == 6
    for archive in instances("hev:Archive"):
        assert files[archive, "A"] == files[archive, "B"]


def test_counts_are_those_of_the_article():
    refers = [one(ref, "hev:refersTo") for ref in references("A")]
    works = [node for node in refers if iri("hev:Publication") in values(node, "rdf:type")]
    languages = Counter(one(ref, "c4o:hasContent").language for ref in references("A"))
    levels = Counter(curie(one(unit, "hev:level")) for unit in instances("hev:ArchivalUnit"))
    agents = defaultdict(set)
    for ref in instances("hev:Reference"):
        for contribution in values(ref, "hev:printedContribution"):
            kind = "publisher" if curie(one(contribution, "hev:role")) == "role:publisher" else "person"
            agents[kind].add(one(contribution, "hev:agent"))
    assert len(works) == 26
    assert languages == {"ru": 12, "az": 17}
    assert levels == {"level:file": 7, "level:inventory": 6, "level:fonds": 5}
    assert len(instances("hev:Archive")) == 3
    assert len(agents["person"]) == 25
    assert len(agents["publisher"]) == 16
    assert agents["person"] <= set(instances("hev:Person"))
    assert agents["publisher"] <= set(instances("hev:Organization"))


def test_two_authors_of_one_surname_in_two_scripts_stay_two():
    """Гусейнов Ш. (2007) and Hüseynov R. (2010) share a surname; Azerneshr and Azərnəşr share a house."""
    agent_of = defaultdict(set)
    for contribution in instances("hev:Contribution"):
        agent_of[one(contribution, "hev:printedName").value].add(curie(one(contribution, "hev:agent")))
    assert agent_of["Гусейнов Ш."] == {"agent:guseynov-sh"}
    assert agent_of["Hüseynov R."] == {"agent:huseynov-r"}
    assert agent_of["Azerneshr"] == agent_of["Azərnəşr"] == {"agent:azerneshr"}
    assert {len(agents) for agents in agent_of.values()} == {1}


def test_ganja_is_found_by_its_many_names():
    names = {label.value for label in values(iri("place:ganja"), "skos:prefLabel")}
    names |= {
        one(claim, "rdf:object").value
        for claim in instances("hev:Claim")
        if one(claim, "rdf:subject") == iri("place:ganja")
        and one(claim, "rdf:predicate") == iri("skos:altLabel")
    }
    wanted = {
        "Ganja",
        "Gəncə",
        "Гянджа",
        "Gence",
        "Gandzha",
        "Gyandzha",
        "Yelizavetpol'",
        "Елизаветполь",
        "Kirovabad",
    }
    assert wanted <= names
    assert {name.rstrip("'’") for name in names} >= {"Elizavetpol", "Yelizavetpol"}


def test_dataset_says_what_it_is_in_three_languages():
    dataset = iri("dataset:histkg")
    for predicate in ("dcterms:title", "dcterms:description"):
        assert sorted(text.language for text in values(dataset, predicate)) == ["az", "en", "ru"]
    assert one(dataset, "dcterms:license") == NamedNode("https://creativecommons.org/licenses/by/4.0/")
    version = re.search(
        r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert one(dataset, "dcat:version").value == version.group(1)
    space = one(dataset, "void:uriSpace").value
    assert all(
        prefixes()[kind].startswith(space)
        for kind in ("event", "agent", "place", "source", "archive", "claim")
    )


def test_readme_names_every_folder():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    folders = {path.name for path in DATA.iterdir() if path.is_dir()}
    assert folders == set(FOLDERS) - {"."}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in text] == []
