"""The value of a claim in words: dates, figures with side and category, posts, participations, points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from histkg.labels import choose
from histkg.portrait.surroundings import Thing, is_literal
from histkg.portrait.values import point_text

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from histkg.exporters.reports.words import Words
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Term

    Name = Callable[[str | Term | None], str]


class Values:
    """Says values in the reader's language.

    :param name: returns the name of an IRI, and the text of a literal.
    """

    def __init__(self, name: Name, prefixes: PrefixMap, words: Words, languages: Sequence[str]) -> None:
        """Keep what is needed to say a value."""
        self.name, self.words, self.languages = name, words, languages
        self._edtf, self._hev = prefixes["edtf"], prefixes["hev"]
        self._with_parts = {
            self._hev + name for name in ("Figure", "Participation", "Tenure", "Contribution")
        }

    def claim(self, claim: Thing, node: Thing | None = None, here: str = "") -> str:
        """Return what *claim* says.

        :param node: its value, where that is a thing.
        :param here: the entity whose page it is, which needs no naming.
        """
        value = claim.one("rdf:object")
        if value is None:
            return "—"
        text = (
            self.node(node, here) if node is not None and self.has_parts(node) else self._plain(claim, value)
        )
        notes = []
        if claim.ends("hev:calendar", "julian"):
            notes.append(self.words("calendar", name=self.name(claim.one("hev:calendar"))))
        if during := claim.value("hev:during"):
            notes.append(self.words.date(during))
        if times := self.words.times(claim.value("hev:validFrom"), claim.value("hev:validTo")):
            notes.append(times)
        return f"{text} ({', '.join(notes)})" if notes else text

    def has_parts(self, node: Thing) -> bool:
        """Whether *node* is a value with parts, and no thing with a name of its own."""
        return bool(self._with_parts.intersection(node.all("rdf:type")))

    def _plain(self, claim: Thing, value: Term) -> str:
        if not is_literal(value):
            return self.name(value)
        datatype = value.datatype.value  # type: ignore[union-attr]
        if datatype.startswith(self._edtf):
            return self.words.date(value.value, night=claim.value("hev:night") == "true")
        if datatype.endswith("wktLiteral"):
            return point_text(value.value)
        renderings: list[Literal] = claim.values.get("hev:rendering", [])  # type: ignore[assignment]
        chosen = choose([value, *renderings], self.languages)  # type: ignore[list-item]
        return chosen.value if chosen else value.value

    def node(self, node: Thing, here: str = "") -> str:
        """Return a value that has parts."""
        types = node.all("rdf:type")
        if self._hev + "Figure" in types:
            return self.figure(node)
        return self.tenure(node, here) if self._hev + "Tenure" in types else self.part(node)

    def part(self, node: Thing, *, with_role: bool = True) -> str:
        """Return who took part or contributed, in which role, as what printed."""
        who = self.name(node.one("hev:agent"))
        text = f"{who}: {self.name(node.one('hev:role'))}" if with_role and node.one("hev:role") else who
        extent = node.text("hev:extent", self.languages)
        text += f" ({extent})" if extent else ""
        if (printed := node.value("hev:printedName")) and printed != who:
            text += f", {self.words('printed', name=self.words.quoted(printed))}"
        if doubt := node.text("hev:roleDoubt", self.languages):
            text += f" — {self.words('role_doubt', why=doubt)}"
        return text

    def figure(self, node: Thing) -> str:
        """Return a figure with that without which it would be worthless: side, category, what it covers."""
        what = ", ".join(self.name(node.one(part)) for part in ("hev:side", "hev:category") if node.one(part))
        scope = node.text("hev:scopeNote", self.languages)
        text = f"{what}: {self.amount(node)}" if what else self.amount(node)
        return f"{text} ({scope})" if scope else text

    def amount(self, node: Thing) -> str:
        """Return the number of a figure, open ends and all."""
        words, low, high = self.words, node.value("hev:minimum"), node.value("hev:maximum")
        if node.value("hev:statedUnknown") == "true":
            return words("stated_unknown")
        if low and high:
            text = words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"
        elif low:
            text = words.number(low)
            if node.value("hev:moreThan") == "true":
                text = words("more_than", n=text)
            elif node.value("hev:orMore") == "true":
                text = words("or_more", n=text)
        elif high:
            text = words("up_to", n=words.number(high))
        else:
            return words("no_number")
        return words("about", n=text) if node.value("hev:approximateFigure") == "true" else text

    def tenure(self, node: Thing, here: str = "") -> str:
        """Return a post, rank, command or subordination."""
        body = node.one("hev:unit") or node.one("hev:organization")
        title = node.text("hev:officeTitle", self.languages) or node.text("hev:rankTitle", self.languages)
        is_command = self._hev + "Command" in node.all("rdf:type")
        parts = []
        if node.one("hev:agent") and node.value("hev:agent") != here:
            parts.append(self.name(node.one("hev:agent")))
        shown = body is not None and body.value != here
        if title:
            parts.append(title)
            if shown:
                parts.append(self.name(body))
        elif is_command:
            words = self.words
            parts.append(words("in_command_of", body=self.name(body)) if shown else words("in_command"))
        elif shown:
            parts.append(self.name(body))
        if node.one("hev:superior"):
            parts.append(self.words("under", superior=self.name(node.one("hev:superior"))))
        parts.append(self.tenure_times(node))
        extent = node.text("hev:extent", self.languages)
        return ", ".join(filter(None, parts)) + (f" ({extent})" if extent else "")

    def tenure_times(self, node: Thing) -> str:
        """Return when a post was held, as far as it is said."""
        times = [self.words.times(node.value("hev:from"), node.value("hev:to"))]
        times.append(self.words.date(node.value("hev:during")) if node.one("hev:during") else "")
        if node.one("hev:duringEvent"):
            times.append(self.words("during_event", event=self.name(node.one("hev:duringEvent"))))
        return ", ".join(filter(None, times))
