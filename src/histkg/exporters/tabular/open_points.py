"""Tables of the points on which sources differ, and of which sources speak of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.tabular.facts import SPEAKING
from histkg.exporters.tabular.fields import Field, address, build, code_of, key, link, links_of, value
from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.tabular.sayings import in_words, status, where_said

if TYPE_CHECKING:
    from histkg.exporters.tabular.facts import Facts


def issues(facts: Facts) -> Table:
    """Return the points on which claims that count differ."""
    fields = (
        key(""),
        *link("entity", "hev:aboutEntity", "The thing the claims differ about.", "things", required=True),
        Field(
            Column("property", "id", "The property they differ about.", required=True),
            lambda facts, _iri, thing: facts.short(thing.value("hev:aboutProperty")),
            ("hev:aboutProperty",),
        ),
        Field(
            Column("property_name", "text", "Name of property, in the language asked for."),
            lambda facts, _iri, thing: facts.name(thing.value("hev:aboutProperty")),
        ),
        value(
            "kind",
            "hev:issueKind",
            "conflict: they exclude each other; told differently: words, views or counts differ.",
        ),
        value("status", "hev:issueStatus", "open, or settled."),
        Field(
            Column("positions", "integer", "How many claims: table issue_positions.", required=True),
            lambda _facts, _iri, thing: len(thing.values.get("hev:position", ())),
        ),
        value("witnesses", "hev:independentWitnesses", "Independent witnesses behind them.", "integer"),
        address(),
    )
    about = "Points on which sources differ, found by comparing claims."
    return build("issues", about, fields, facts, facts.of("hev:Issue"))


def issue_positions(facts: Facts) -> Table:
    """Return the claims that differ, side by side."""
    columns = (
        Column("issue", "id", "The point.", "issues", required=True),
        Column("claim", "id", "One of the claims that differ.", "claims", required=True),
        Column("value_in_words", "text", "What it says.", required=True),
        Column("said_in", "text", "Source and place in it."),
        Column("certainty", "code", "How sure the source itself is."),
        Column(
            "status",
            "code",
            "Whether the claim counts; words merely reported may be a position too.",
            required=True,
        ),
    )
    short = facts.short
    rows = tuple(
        (
            short(issue),
            short(claim),
            in_words(facts, claim),
            where_said(facts, [claim]),
            code_of(facts.things[claim].value("hev:certainty")) or None,
            status(facts.things[claim]),
        )
        for issue in facts.of("hev:Issue")
        for claim in links_of(facts.things[issue], "hev:position")
        if claim in facts.things
    )
    return Table(
        "issue_positions", "The claims that differ, one row each.", columns, ("issue", "claim"), rows
    )


def event_sources(facts: Facts) -> Table:
    """Return which source speaks of which event, on what basis."""
    columns = (
        Column("event", "id", "The event.", "events", required=True),
        Column("source", "id", "The source.", "things", required=True),
        Column("basis", "code", "The strongest basis: stated, title or listed.", required=True),
        Column(
            "stated",
            "boolean",
            "true: a claim that counts, about it or a part of it, is stated there.",
            required=True,
        ),
        Column("by_title", "boolean", "true: it is about the event, by title or description.", required=True),
        Column(
            "listed",
            "boolean",
            "true: it stands in a bibliography beside such a work. No evidence.",
            required=True,
        ),
        Column("event_name", "text", "Name of the event."),
        Column("source_name", "text", "Name of the source."),
    )
    short = facts.short
    rows: list[tuple[Cell, ...]] = []
    for event in facts.of("hev:Event"):
        if event not in facts.core:
            continue
        thing = facts.things[event]
        by = [set(thing.all(predicate)) for predicate in SPEAKING]
        for source in sorted(set().union(*by)):
            stated, title, listed = (source in sources for sources in by)
            basis = "stated" if stated else "title" if title else "listed"
            head_ = (short(event), short(source), basis, stated, title, listed)
            rows.append((*head_, facts.name(event), facts.name(source)))
    about = "Which sources speak of an event, and on what basis that is said. To be listed is no evidence."
    return Table("event_sources", about, columns, ("event", "source"), tuple(rows))
