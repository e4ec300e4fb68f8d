"""How a column is filled: small makers of fields, each naming the properties it holds, so that nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.exporters.tabular.model import Cell, Column, Table
from histkg.exporters.times.scope import language_of
from histkg.portrait.surroundings import Thing, is_literal

if TYPE_CHECKING:
    from histkg.exporters.tabular.facts import Facts

    Get = Callable[[Facts, str, Thing], Cell]

NAME_LANGUAGES = ("en", "az", "ru", "ru-Latn")
"""Languages whose preferred names have a column of their own; all others are in the table of names."""


@dataclass(frozen=True)
class Field:
    """A column and how to fill it.

    :param holds: CURIEs of the properties whose values are in it.
    """

    column: Column
    get: Get
    holds: tuple[str, ...] = ()


def build(
    name: str, about: str, fields: Iterable[Field], facts: Facts, iris: Iterable[str], *keys: str
) -> Table:
    """Return a table with one row for each of *iris*.

    :param keys: names of the key columns; ``id`` where none are given.
    """
    fields = tuple(fields)
    facts.held.update(predicate for field in fields for predicate in field.holds)
    rows = tuple(tuple(field.get(facts, iri, facts.things[iri]) for field in fields) for iri in iris)
    return Table(name, about, tuple(field.column for field in fields), keys or ("id",), rows)


def key(refers: str = "things") -> Field:
    """Return the key column."""
    return Field(Column("id", "id", "Short name; the key of this table.", refers, required=True), _id)


def address() -> Field:
    """Return the IRI; it stands last, for people read from the left."""
    about = "The same as id in full: the address of the thing."
    return Field(Column("iri", "iri", about, required=True), lambda _facts, iri, _thing: iri)


def _id(facts: Facts, iri: str, _thing: Thing) -> Cell:
    return facts.short(iri)


def name_fields() -> tuple[Field, ...]:
    """Return the name in the reader's language, and the preferred names by language."""
    tongues = {"en": "English", "az": "Azerbaijani", "ru": "Russian", "ru-Latn": "Russian in Latin letters"}
    return (
        Field(
            Column("name", "text", "Name in the language asked for; the nearest there is.", required=True),
            lambda facts, iri, _thing: facts.name(iri),
            ("skos:prefLabel",),
        ),
        *(
            Field(
                Column(
                    f"name_{tag.lower().replace('-', '_')}",
                    "text",
                    f"Preferred name in {tongues[tag]}.",
                    language=tag,
                ),
                _named_in(tag),
            )
            for tag in NAME_LANGUAGES
        ),
    )


def _named_in(tag: str) -> Get:
    def get(_facts: Facts, _iri: str, thing: Thing) -> Cell:
        return next(
            (term.value for term in thing.values.get("skos:prefLabel", ()) if language_of(term) == tag), None
        )

    return get


def value(name: str, predicate: str, about: str, kind: str = "text", *, required: bool = False) -> Field:
    """Return a column for a property with at most one literal value."""

    def get(facts: Facts, iri: str, thing: Thing) -> Cell:
        return typed(only(facts, iri, thing, predicate), kind)

    return Field(Column(name, kind, about, required=required), get, (predicate,))


def said(name: str, predicate: str, about: str) -> Field:
    """Return a column for text in several languages: the one that serves the reader best."""
    return Field(
        Column(name, "text", f"{about} In other languages: table texts."),
        lambda facts, _iri, thing: thing.text(predicate, facts.languages),
        (predicate,),
    )


def link(
    name: str, predicate: str, about: str, refers: str, *, required: bool = False, named: str = ""
) -> tuple[Field, ...]:
    """Return a key column for a property with at most one thing as value, and its name beside it.

    :param named: name of the second column; *name* with ``_name`` where it is "".
    """
    return (
        Field(
            Column(name, "id", about, refers, required=required),
            lambda facts, iri, thing: short_or_none(facts, only(facts, iri, thing, predicate)),
            (predicate,),
        ),
        Field(
            Column(named or f"{name}_name", "text", f"Name of {name}, in the language asked for."),
            lambda facts, iri, thing: (
                facts.name(found) if (found := only(facts, iri, thing, predicate)) else None
            ),
        ),
    )


def coded(name: str, predicate: str, about: str) -> Field:
    """Return a column for a concept: its code, the same in every language."""
    return Field(
        Column(name, "code", about),
        lambda facts, iri, thing: code_of(only(facts, iri, thing, predicate)) or None,
        (predicate,),
    )


def concept(name: str, predicate: str, about: str) -> tuple[Field, Field]:
    """Return a concept as its code and as its name."""
    return (
        coded(name, predicate, about),
        Field(
            Column(f"{name}_name", "text", f"Name of {name}, in the language asked for."),
            lambda facts, iri, thing: (
                facts.name(found) if (found := only(facts, iri, thing, predicate)) else None
            ),
        ),
    )


def plain_id(name: str, predicate: str, about: str) -> Field:
    """Return a column for one thing that need not be in these tables."""
    return Field(
        Column(name, "id", about),
        lambda facts, iri, thing: short_or_none(facts, only(facts, iri, thing, predicate)),
        (predicate,),
    )


def several(name: str, predicate: str, about: str) -> tuple[Field, Field]:
    """Return a column of several things as short names, and one of their names."""
    return (
        ids(name, predicate, about),
        Field(
            Column(f"{name}_names", "text", f"Names of {name}."),
            lambda facts, _iri, thing: facts.names(thing.values.get(predicate, ())),
        ),
    )


def ids(name: str, predicate: str, about: str) -> Field:
    """Return a column of several things as short names."""
    return Field(
        Column(name, "ids", f"{about} Several, with a space between."),
        lambda facts, _iri, thing: tuple(map(facts.short, links_of(thing, predicate))) or None,
        (predicate,),
    )


def texts(name: str, predicate: str, about: str) -> Field:
    """Return a column of several texts."""
    return Field(
        Column(name, "texts", f"{about} Several, with “ | ” between."),
        lambda _facts, _iri, thing: tuple(dict.fromkeys(thing.all(predicate))) or None,
        (predicate,),
    )


def only(facts: Facts, iri: str, thing: Thing, predicate: str) -> str:
    """Return the one value of a property; "" where there is none, or where there are several: that is counted."""
    terms = thing.values.get(predicate, ())
    if len(terms) > 1:
        facts.several.add((iri, predicate))
        return ""
    return terms[0].value if terms else ""


def short_or_none(facts: Facts, iri: str) -> str | None:
    """Return the short name of *iri*; None for ""."""
    return facts.short(iri) if iri else None


def typed(text: str, kind: str) -> Cell:
    """Return the lexical form of a value as a cell of *kind*."""
    if not text:
        return None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    return text == "true" if kind == "boolean" else text


def code_of(iri: str) -> str:
    """Return the part of *iri* behind its last “/” or “#”.

    >>> code_of("https://w3id.org/histkg/vocab/side/soviet")
    'soviet'
    """
    return iri.replace("#", "/").rpartition("/")[2]


def links_of(thing: Thing, predicate: str) -> list[str]:
    """Return the values of a property that are things."""
    return [term.value for term in thing.values.get(predicate, ()) if not is_literal(term)]
