"""Who did what for a work: the lines of two reference lists brought together, person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histkg.exporters.bibliography.facts import text_of
from histkg.exporters.bibliography.names import Name, is_romanised, split_name
from histkg.exporters.bibliography.works import Contributor

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

_KIN = (("scientific-editor", "editor"), ("introduction-writer", "preface-writer"))
"""Two words for one office: where one list prints the first of a person and the other list the second."""


@dataclass
class _Share:
    """One agent in one role: all forms of the name, in print order."""

    agent: str
    role: str
    order: tuple[int, int] = (9, 999)
    forms: dict[str, Name] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Credits:
    """All contributors of a work, its publisher's printed names, and doubts about their roles."""

    contributors: tuple[Contributor, ...] = ()
    publishers: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


_CONTRIBUTIONS = """
  ?work hev:contribution ?contribution .
  ?contribution hev:agent ?agent ; hev:role ?role ; hev:printedName ?name .
  OPTIONAL { ?contribution hev:order ?order }
  OPTIONAL { ?contribution hev:printedRole ?printed }
  OPTIONAL { ?contribution hev:roleDoubt ?doubt }
  OPTIONAL { ?reference hev:printedContribution ?contribution }
  OPTIONAL { ?agent a ?person . FILTER(?person = hev:Person) }
"""
_VARIABLES = (
    "work", "contribution", "agent", "role", "name", "order", "printed", "doubt", "reference", "person",
)  # fmt: skip


def read_credits(selection: Selection, works: Iterable[str]) -> dict[str, Credits]:
    """Return work → who did what for it."""
    shares: dict[str, dict[tuple[str, str], _Share]] = defaultdict(dict)
    publishers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in selection.rows(_CONTRIBUTIONS, *_VARIABLES, work=works):
        work, role = text_of(row["work"]), text_of(row["role"]).rpartition("/")[2]
        printed, tag = text_of(row["name"]), _tag(row["name"])
        if role == "publisher":
            publishers[work].append((printed, tag))
            continue
        share = shares[work].setdefault((text_of(row["agent"]), role), _Share(text_of(row["agent"]), role))
        person = row["person"] is not None
        name = (
            split_name(printed, from_list=row["reference"] is not None)
            if person
            else Name(printed, body=True)
        )
        if share.forms.setdefault(tag, name) != name:
            share.printed.append(f"also {printed}")
        share.order = min(share.order, (int(is_romanised(tag)), int(text_of(row["order"]) or 999)))
        if row["printed"] is not None:
            share.printed.append(f"{text_of(row['printed'])} {printed}")
        if row["doubt"] is not None:
            share.doubts.append(text_of(row["doubt"]))
    return {
        work: _credits(list(shares[work].values()), publishers[work], selection.languages)
        for work in {*shares, *publishers}
    }


def _credits(shares: list[_Share], publishers: list[tuple[str, str]], languages: tuple[str, ...]) -> Credits:
    merged = sorted(_merge_kin(shares), key=lambda share: (share.order, share.agent, share.role))
    doubts = [doubt for share in merged for doubt in share.doubts]
    return Credits(
        tuple(_contributor(share, languages) for share in merged),
        tuple(dict.fromkeys(publishers)),
        tuple(dict.fromkeys(doubts)),
    )


def _merge_kin(shares: list[_Share]) -> list[_Share]:
    """Bring together what the two lists print of one person in other words; the original script's word is kept."""
    for pair in _KIN:
        for agent in sorted({share.agent for share in shares}):
            found = [share for share in shares if share.agent == agent and share.role in pair]
            if len(found) != 2 or found[0].forms.keys() & found[1].forms.keys():
                continue
            kept, other = sorted(found, key=lambda share: (all(map(is_romanised, share.forms)), share.role))
            kept.forms |= other.forms
            kept.printed += other.printed
            kept.doubts += other.doubts
            shares = [share for share in shares if share is not other]
    return shares


def _contributor(share: _Share, languages: tuple[str, ...]) -> Contributor:
    own = [share.forms[tag] for tag in sorted(share.forms) if not is_romanised(tag)]
    romanised = [share.forms[tag] for tag in sorted(share.forms) if is_romanised(tag)]
    asked = any(is_romanised(tag) and tag in languages for tag in share.forms)
    first, second = (romanised, own) if asked or not own else (own, romanised)
    return Contributor(
        share.role, first[0], second[0] if second else None, tuple(dict.fromkeys(share.printed))
    )


def _tag(term: Term | None) -> str:
    return (getattr(term, "language", None) or "").lower()
