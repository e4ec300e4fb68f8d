"""Who says what, topic by topic: which properties belong together on the page of an event, an agent or a place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.reports.holdings import holdings, sources_answered_for
from histkg.exporters.reports.markdown import escape, table

if TYPE_CHECKING:
    from histkg.exporters.reports.telling import Claims, Teller
    from histkg.portrait.surroundings import Thing

Topic = tuple[str, list[str]]
"""A key of the headings, and its lines."""

_HERE = (
    "hev:place", "hev:scene", "hev:stationedAt", "hev:birthPlace", "hev:deathPlace", "hev:burialPlace",
    "hev:placeOfPublication",
)  # fmt: skip
"""What things say of the place where they happened, stood, or came out."""


def event_topics(teller: Teller) -> list[Topic]:
    """Return what is said of an event."""
    time = teller.block("hev:begin", "hev:end", "hev:date", "hev:duration")
    return [
        ("time", time or [teller.words("no_date")]),
        ("place", teller.block("hev:place", "hev:scene")),
        ("neighbours", _neighbours(teller)),
        ("part_takers", _part_takers(teller)),
        ("why", teller.block("hev:cause", "hev:demand", "hev:coordination")),
        ("outcome", teller.block("hev:outcome", "hev:consequence")),
        ("episodes", teller.block("hev:remark")),
        ("identity", _identity(teller)),
        ("records", teller.block("hev:recordsAt")),
        ("further", rest(teller)),
    ]


def person_topics(teller: Teller) -> list[Topic]:
    """Return what is said of a person."""
    life = ("hev:birth", "hev:birthPlace", "hev:death", "hev:deathPlace", "hev:burialPlace", "hev:fate")
    return [
        ("life", teller.block(*life)),
        ("posts", _posts(teller)),
        ("ties", teller.block("hev:standing", "hev:memberOf")),
        ("took_part", _took_part(teller)),
        ("reported", _reported(teller)),
        ("episodes", teller.block("hev:remark")),
        ("identity", _identity(teller)),
        ("grouped", teller.block("hev:groupedUnder")),
        ("works", _works(teller)),
        ("answers_for", sources_answered_for(teller)),
        ("further", rest(teller)),
    ]


def body_topics(teller: Teller) -> list[Topic]:
    """Return what is said of a unit, an organisation, a state or a group."""
    stations = teller.block("hev:stationedAt", "hev:workedWith", "hev:associatedWith")
    return [
        ("founded", teller.block("hev:established", "hev:createdBy", "hev:existed", "hev:duration")),
        ("command", _posts(teller) + _order(teller)),
        ("stations", stations),
        ("took_part", _took_part(teller)),
        ("reported", _reported(teller)),
        ("episodes", teller.block("hev:remark")),
        ("identity", _identity(teller)),
        ("works", _works(teller)),
        ("holdings", holdings(teller)),
        ("answers_for", sources_answered_for(teller)),
        ("further", rest(teller)),
    ]


def place_topics(teller: Teller) -> list[Topic]:
    """Return what is said of a place."""
    name, words = teller.name, teller.words
    where = teller.block("hev:coordinates", "hev:within", "hev:centre", "hev:administeredBy", "hev:existed")
    where += teller.others(words("in_it"), "hev:within") + teller.others(words("centre_of"), "hev:centre")
    here = [line for curie in _HERE for line in teller.others(name(curie), curie)]
    return [
        ("where", where),
        ("here", here),
        ("ties", teller.block("hev:associatedWith")),
        ("episodes", teller.block("hev:remark")),
        ("identity", _identity(teller)),
        ("registers", teller.block("skos:exactMatch", "skos:closeMatch")),
        ("further", rest(teller)),
    ]


def _neighbours(teller: Teller) -> list[str]:
    words = teller.words
    return [
        *teller.block("hev:partOf"),
        *teller.others(teller.name("hev:hasPart"), "hev:partOf"),
        *teller.block("hev:precededBy"),
        *teller.others(words("followed_by"), "hev:precededBy"),
        *teller.others(words("consequence_of"), "hev:consequence"),
    ]


def _identity(teller: Teller) -> list[str]:
    asked = teller.others(teller.words("asked_of"), "hev:identifiedWith")
    return teller.block("hev:identifiedWith") + asked


def _part_takers(teller: Teller) -> list[str]:
    """Return who took part as a table: by side and role, those with the same witnesses together."""
    claims = teller.about("hev:participation")
    if not claims:
        return []
    flag = teller.flag("hev:participation")
    by_place: dict[tuple[str, str], Claims] = defaultdict(list)
    for iri, claim in claims:
        node = teller.node(claim)
        role = teller.aspect(claim) or teller.name(node.one("hev:role"))
        by_place[teller.name(node.one("hev:side")), role].append((iri, claim))
    rows: list[list[str]] = []
    for (side, role), some in sorted(by_place.items()):

        def who(claim: Thing, role: str = role) -> str:
            node = teller.node(claim)
            told = teller.values.part(node, with_role=teller.name(node.one("hev:role")) != role)
            return teller.marked(escape(told), claim)

        alike: dict[str, list[str]] = defaultdict(list)
        for text, iris in teller.grouped(some, who).items():
            alike[teller.cite(iris)].append(text)
        rows += [[escape(side), escape(role), "; ".join(texts), notes] for notes, texts in alike.items()]
    words = teller.words
    heads = [words("side"), words("role"), words("who"), words("said_in")]
    return [*([escape(flag) + ".", ""] if flag else []), *table(heads, rows, [2, 2, 5, 2])]


def _posts(teller: Teller) -> list[str]:
    """Return posts, ranks and commands; one told of the person and of the unit alike is told once."""
    lines = teller.block("hev:post", "hev:command", "hev:militaryRank")
    told = {teller.claim(iri).value("rdf:object") for iri in teller.reader.shown}
    fresh = []
    for iri, claim in teller.naming("hev:post", "hev:command", "hev:militaryRank"):
        if claim.value("rdf:object") in told:
            teller.reader.shown.add(iri)
        else:
            fresh.append((iri, claim))
    return lines + (teller.items(teller.name("hev:command"), fresh, teller.value) if fresh else [])


def _order(teller: Teller) -> list[str]:
    lines = teller.block("hev:subordination")
    under = teller.naming("hev:subordination")

    def below(claim: Thing) -> str:
        times = teller.values.tenure_times(teller.node(claim))
        unit = teller.name(claim.one("rdf:subject"))
        return f"{unit} ({times})" if times else unit

    return lines + (teller.items(teller.words("under_it"), under, below) if under else [])


def _took_part(teller: Teller) -> list[str]:
    def part(claim: Thing) -> str:
        node = teller.node(claim)
        how = ", ".join(filter(None, (teller.name(node.one("hev:role")), teller.name(node.one("hev:side")))))
        extent = teller.text(node, "hev:extent")
        return f"{how} ({extent})" if extent else how

    by_event: dict[str, Claims] = defaultdict(list)
    for iri, claim in teller.naming("hev:participation"):
        by_event[teller.name(claim.one("rdf:subject"))].append((iri, claim))
    return [line for event, claims in sorted(by_event.items()) for line in teller.items(event, claims, part)]


def _reported(teller: Teller) -> list[str]:
    reader = teller.reader
    claims = [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if reader.iri in claim.all("hev:voice") and iri not in reader.shown
    ]
    rows = teller.grouped(claims, lambda claim: escape(teller.sentence(claim)))
    return [f"- {text}{teller.cite(iris)}" for text, iris in rows.items()]


def _works(teller: Teller) -> list[str]:
    def work(claim: Thing) -> str:
        return f"{escape(teller.name(claim.one('rdf:subject')))} ({escape(teller.name(teller.node(claim).one('hev:role')))})"

    rows = teller.grouped(teller.naming("hev:contribution"), work)
    return [f"- {text}{teller.cite(iris)}" for text, iris in rows.items()]


def rest(teller: Teller) -> list[str]:
    """Return what no other topic tells; figures, words and names have sections of their own."""
    apart = ("hev:strength", "hev:equipment", "hev:casualties", "hev:unitStrength", "hev:characterization",
             "skos:altLabel", "hev:attestedName")  # fmt: skip
    reader = teller.reader
    own = {
        reader.prefixes.compress(claim.value("rdf:predicate"))
        for iri, claim in reader.claims.items()
        if iri not in reader.shown
    }
    lines = teller.block(*sorted(own - set(apart), key=teller.name))
    return lines + _in_others(teller)


def _in_others(teller: Teller) -> list[str]:
    reader = teller.reader
    curies = sorted(
        {reader.prefixes.compress(claim.value("rdf:predicate")) for claim in reader.naming.values()}
        - {"hev:about"}
    )

    def told(claim: Thing) -> str:
        node = teller.node(claim)
        is_tenure = reader.prefixes.expand("hev:Tenure") in node.all("rdf:type")
        text = teller.values.tenure(node) if is_tenure else teller.sentence(claim)
        return teller.marked(escape(text), claim)

    rows = teller.grouped(teller.naming(*curies), told)
    return [f"- {text}{teller.cite(iris)}" for text, iris in rows.items()]
