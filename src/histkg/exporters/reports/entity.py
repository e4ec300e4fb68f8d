"""The report of one entity: everything that is said of it, each with its note, and how to read and cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.exporters.reports.bibliography import Sources
from histkg.exporters.reports.careful import careful
from histkg.exporters.reports.holdings import answered_for
from histkg.exporters.reports.markdown import escape
from histkg.exporters.reports.sections import disputes, figures, in_brief, names, used_words
from histkg.exporters.reports.sources import source_topics
from histkg.exporters.reports.telling import Teller
from histkg.exporters.reports.topics import body_topics, event_topics, person_topics, place_topics
from histkg.exporters.tabular.about import read_about
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.reports.topics import Topic
    from histkg.exporters.reports.words import Words
    from histkg.exporters.selection import Selection

_PAGES: tuple[tuple[tuple[str, ...], Callable[[Teller], list[Topic]]], ...] = (
    (("Event",), event_topics),
    (("Person",), person_topics),
    (("Organization", "Unit", "Polity", "Group", "Agent"), body_topics),
    (("Place",), place_topics),
    (("Source",), source_topics),
)
"""Class → who tells its topics; the first that fits."""


def write_entity(selection: Selection, iri: str) -> Written:
    """Return the report of *iri* as Markdown.

    :raises UsageError: it is no event, agent, place or source.
    """
    teller = Teller(selection, iri)
    topics = next((tell for classes, tell in _PAGES if teller.reader.is_a(*classes)), None)
    if topics is None:
        raise UsageError(
            f"“{selection.title}” is no event, person, body, place or source, so there is no report of it",
            hint=f"histkg show {selection.prefixes.compress(iri)}",
        )
    words, is_source = teller.words, teller.reader.is_a("Source")
    parts: list[tuple[str, list[str]]] = [("in_brief", in_brief(teller))]
    if not is_source:
        parts.append(("names", names(teller)))
    parts.append(("says", _under_heads(topics(teller), words)))
    for key, tell in (("conflicts", "conflict"), ("framings", "told differently")):
        parts.append((key, disputes(teller, tell)))
    parts += [("figures", figures(teller)), ("words", used_words(teller)), ("doubts", careful(teller))]
    sources = Sources(selection, teller.cited, words)
    if not is_source:
        parts.append(("read", sources.read()))
    parts += [("bibliography", sources.entries()), ("cite", _how_to_cite(teller))]
    parts.append(("notes", [escape(words("legend")), "", *teller.notes.lines()] if len(teller.notes) else []))
    page = [*front(words.language, selection.title), *_head(teller), *chapters(parts, words)]
    return Written({"": text_of(page)}, *_balance(teller, sources))


def front(language: str, title: str) -> list[str]:
    """Return the few lines in front by which programs know language and title."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return ["---", f"lang: {language}", f'pagetitle: "{quoted}"', "---", ""]


def _head(teller: Teller) -> list[str]:
    reader = teller.reader
    curie = reader.prefixes.compress(reader.iri)
    note = teller.text(reader.entity, "hev:disambiguation")
    told = [escape(reader.kind()), escape(note), f"`{curie}`", f"<{reader.iri}>"]
    return [f"# {escape(teller.selection.title)}", "", " · ".join(filter(None, told)), ""]


def _under_heads(topics: list[Topic], words: Words) -> list[str]:
    return [line for key, lines in topics if lines for line in (f"### {words(key)}", "", *lines, "")][:-1]


def chapters(parts: list[tuple[str, list[str]]], words: Words) -> list[str]:
    """Return what is not empty under headings of the second level.

    :param parts: (a key of the phrases, lines).
    """
    return [line for key, lines in parts if lines for line in (f"## {words(key)}", "", *lines, "")][:-1]


def _how_to_cite(teller: Teller) -> list[str]:
    about = read_about(teller.selection)
    title = teller.selection.title
    told = [f"{escape(about.citation(title))} <{teller.reader.iri}>"]
    return [*told, "", escape(teller.words("cite_too"))] if len(teller.notes) else told


def text_of(lines: list[str]) -> bytes:
    """Return lines as a file."""
    return ("\n".join(line.rstrip() for line in lines).rstrip() + "\n").encode()


def _balance(teller: Teller, sources: Sources) -> tuple[dict[str, int], dict[str, int]]:
    """Return (what is told, what is not) of the claims that are about the entity, name it, or are stated in it."""
    reader = teller.reader
    known = {*reader.claims, *reader.naming, *reader.stated}
    told = known & reader.shown
    behind = sum(answered_for(teller).values())
    counts = {
        "statements": len(told),
        "statements it answers for, by source": behind,
        "units it holds": len(reader.incoming.get("rico:hasOrHadHolder", ())),
        "notes": len(teller.notes),
        "sources": len(sources.iris),
    }
    return {what: number for what, number in counts.items() if number}, {"statements": len(known) - len(told)}
