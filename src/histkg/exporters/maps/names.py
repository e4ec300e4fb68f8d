"""Names of places and events in every language and script, with who uses each and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from histkg.exporters.times.attribution import records
from histkg.exporters.times.claims import Claim, read_claims, standing
from histkg.exporters.times.scope import language_of, read_values, text

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

NAMES = ("skos:altLabel", "hev:attestedName")
"""The properties by which sources name a thing."""


@dataclass(frozen=True)
class Name:
    """One form of a name.

    :param language: BCP 47 tag; "" where none is given.
    :param preferred: it is the name by which the curators call the thing in this language.
    :param when: when it was in use, as an EDTF expression; "" where no source says so.
    :param aspect: what kind of name it is, where a source says so, such as “former name”.
    :param claims: the claims that use it; none where only the curators do.
    """

    text: str
    language: str
    preferred: bool
    when: str = ""
    aspect: str = ""
    claims: tuple[Claim, ...] = ()


def read_all_names(selection: Selection, things: Iterable[str]) -> tuple[dict[str, list[Name]], list[Claim]]:
    """Return thing → its names, preferred ones first, and all claims on names of *things*, live or not."""
    things = sorted(things)
    claims = read_claims(selection, *NAMES, subjects=things)
    users: dict[str, dict[tuple[str, ...], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in standing(claims):
        aspect = claim.said("aspect", selection.languages)
        key = (text(claim.value), language_of(claim.value), valid_time(claim), aspect)
        users[claim.subject][key].append(claim)
    values = read_values(selection, things, "skos:prefLabel")
    preferred = {
        thing: {(text(name), language_of(name)) for name in values[thing]["skos:prefLabel"]}
        for thing in things
    }
    return {thing: _merge(users[thing], preferred[thing]) for thing in things}, claims


def _merge(users: Mapping[tuple[str, ...], list[Claim]], preferred: set[tuple[str, str]]) -> list[Name]:
    forms: dict[tuple[str, ...], list[Claim]] = {(*form, "", ""): [] for form in preferred} | dict(users)
    names = [
        Name(key[0], key[1], key[:2] in preferred, key[2], key[3], tuple(found))
        for key, found in forms.items()
    ]
    return sorted(
        names, key=lambda name: (not name.preferred, name.language, name.text, name.when, name.aspect)
    )


def valid_time(claim: Claim) -> str:
    """Return when what *claim* says held, as an EDTF expression; "" where it is not said.

    “From 1725” without an end becomes ``1725/`` (unknown end), never ``1725/..`` (it still goes on).
    """
    if claim.one("during"):
        return text(claim.one("during"))
    first, last = text(claim.one("validFrom")), text(claim.one("validTo"))
    return f"{first}/{last}" if first or last else ""


def name_records(selection: Selection, names: Iterable[Name]) -> list[dict[str, Any]]:
    """Return *names* as records with fixed keys; ``sources`` says who uses each."""
    found = []
    for name in names:
        record: dict[str, Any] = {"name": name.text, "lang": name.language}
        record |= {"preferred": True} if name.preferred else {}
        record |= {"when": name.when} if name.when else {}
        record |= {"aspect": name.aspect} if name.aspect else {}
        record["sources"] = [one for claim in name.claims for one in records(selection, claim)]
        found.append(record)
    return found


def by_language(names: Iterable[Name]) -> dict[str, str]:
    """Return ``name_en``, ``name_az``… → the preferred name in that language, for programs that take flat fields."""
    return {f"name_{name.language}": name.text for name in names if name.preferred and name.language}
