"""What all pages share: values with their footnotes, by property and aspect, and how far each is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from histkg.exporters.reports.markdown import Notes, escape
from histkg.exporters.reports.phrases import SCRIPTS, TONGUES
from histkg.exporters.reports.values import Values
from histkg.exporters.reports.words import LANGUAGES, Words
from histkg.portrait.attribution import is_apart, stated_in
from histkg.portrait.statements import begin_of
from histkg.portrait.surroundings import Surroundings, Thing

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

    Claims = list[tuple[str, Thing]]
    Say = Callable[[Thing], str]


class Teller:
    """One entity, and how to tell of it: reads through a portrait's surroundings, writes Markdown, keeps the notes.

    ``reader.shown`` keeps the claims that have been told, so that none can be forgotten.
    """

    def __init__(self, selection: Selection, iri: str) -> None:
        """Read the entity *iri*."""
        self.selection = selection
        self.reader = Surroundings(selection.store, selection.prefixes, iri, selection.languages)
        self.words = Words(selection.languages)
        self.values = Values(self.name, selection.prefixes, self.words, selection.languages)
        self.notes = Notes()
        self.cited: set[str] = set()

    def name(self, term: str | Term | None) -> str:
        """Return the name of a thing in the reader's language."""
        return self.reader.name(term)

    def text(self, thing: Thing, predicate: str) -> str:
        """Return a text in the reader's language; "" where there is none."""
        return thing.text(predicate, self.selection.languages) or ""

    def claim(self, iri: str) -> Thing:
        """Return a claim that is about the entity, names it, or is stated in it."""
        reader = self.reader
        return reader.claims.get(iri) or reader.naming.get(iri) or reader.stated.get(iri) or Thing()

    def aspect(self, claim: Thing) -> str:
        """Return which question about its property *claim* answers; "" where that is only the role its value names anyhow."""
        aspect = self.text(claim, "hev:aspect")
        role = self.node(claim).value("hev:role").rpartition("/")[2]
        return "" if aspect == role else aspect

    def node(self, claim: Thing) -> Thing:
        """Return the value of *claim* where it has parts, else an empty thing."""
        return self.reader.nodes.get(claim.value("rdf:object"), Thing())

    def value(self, claim: Thing) -> str:
        """Return what *claim* says, for the page of the entity."""
        return self.values.claim(claim, self.node(claim), self.reader.iri)

    def sentence(self, claim: Thing) -> str:
        """Return a claim as “thing — property: value”, for where it is about something else."""
        value = self.values.claim(claim, self.node(claim))
        return f"{self.name(claim.one('rdf:subject'))} — {self.name(claim.value('rdf:predicate'))}: {value}"

    def marked(self, text: str, claim: Thing) -> str:
        """Return Markdown with a mark where the source only passes on what it says: no fact follows from it."""
        if claim.one("hev:live") or is_apart(claim):
            return text
        return f"{text} — *{escape(self.words('passed_on'))}*"

    # ---- which claims ----

    def about(self, *curies: str) -> Claims:
        """Return the claims about the entity with one of these properties: neither set apart nor told yet, by time."""
        wanted = {self.reader.prefixes.expand(curie) for curie in curies}
        found = [
            (iri, claim)
            for iri, claim in self.reader.claims.items()
            if claim.value("rdf:predicate") in wanted and not is_apart(claim) and iri not in self.reader.shown
        ]
        return sorted(found, key=lambda item: (begin_of(item[1]), item[0]))

    def naming(self, *curies: str) -> Claims:
        """Return the claims about other things that name the entity as their value or a part of it."""
        wanted = {self.reader.prefixes.expand(curie) for curie in curies}
        return [
            (iri, claim)
            for iri, claim in sorted(self.reader.naming.items())
            if claim.value("rdf:predicate") in wanted
            and not is_apart(claim)
            and iri not in self.reader.shown
            and self.reader.iri not in claim.all("hev:voice")
        ]

    def grouped(self, claims: Claims, say: Say) -> dict[str, list[str]]:
        """Return text → claims that say so, and take them as told."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri, claim in claims:
            found[say(claim)].append(iri)
            self.reader.shown.add(iri)
        return found

    # ---- who says so ----

    def cite(self, claims: Iterable[str]) -> str:
        """Return the calls of the notes that say who says so."""
        calls = []
        for iri in claims:
            claim = self.claim(iri)
            for source, locator in stated_in(self.reader, claim):
                self.cited.add(source)
                calls.append(self.notes.call(self._note(claim, source, locator)))
        return " ".join(dict.fromkeys(calls))

    def _note(self, claim: Thing, source: str, locator: str) -> str:
        head = ", ".join(filter(None, (self.name(source), locator)))
        doubts = self.doubts(claim)
        text = f"{escape(head)}{''.join(f'; {escape(doubt)}' for doubt in doubts)}."
        words = self.text(claim, "hev:verbatim")
        if words:
            text += f" {escape(self.words('in_its_words', words=self.words.quoted(words)))}."
        comment = self.text(claim, "rdfs:comment")
        if comment and not (claim.value("hev:night") == "true" and comment.rstrip(".").lower() == "night"):
            text += f" {escape(self.words('note', text=comment))}"
        return text

    def doubts(self, claim: Thing) -> list[str]:
        """Return what makes a claim less than a plain statement of its source."""
        words, name = self.words, self.name
        found = []
        if claim.one("hev:certainty") and not claim.ends("hev:certainty", "certain"):
            found.append(name(claim.one("hev:certainty")))
        if claim.ends("hev:polarity", "denies"):
            found.append(words("denied"))
        if claim.one("hev:rank"):
            reason = self.text(claim, "hev:rankReason")
            found.append(name(claim.one("hev:rank")) + (f": {reason}" if reason else ""))
        if claim.one("hev:voice"):
            found.append(words("words_of", name=name(claim.one("hev:voice"))))
        if claim.one("hev:stance"):
            found.append(words("stance", name=name(claim.one("hev:stance"))))
        if claim.one("hev:basis"):
            found.append(name(claim.one("hev:basis")))
        if claim.value("hev:readingConfidence") in ("low", "medium"):
            found.append(words(f"reading_{claim.value('hev:readingConfidence')}"))
        if claim.value("hev:verification").endswith(("/secondhand", "/bibliographic", "/illustrative")):
            found.append(name(claim.one("hev:verification")))
        for rest in claim.all("hev:restsOn"):
            passage = self.reader.passages.get(rest, Thing())
            found.append(words("rests_on", source=name(passage.one("oa:hasSource") or rest)))
        if claim.one("hev:beginNarrowedBy") or claim.one("hev:endNarrowedBy"):
            found.append(words("narrowed"))
        printed = [self.value(self.claim(iri)) for iri in claim.all("hev:corrects") if self.claim(iri).values]
        if claim.one("hev:corrects"):
            found.append(words("corrects", what="; ".join(printed) or "?"))
        if claim.one("hev:translatedFrom"):
            found.append(words("translated", language=self.tongue(claim.value("hev:translatedFrom"))))
        return list(dict.fromkeys(found))

    def tongue(self, tag: str) -> str:
        """Return a language tag in words."""
        language, *more = tag.lower().split("-")
        at = LANGUAGES.index(self.words.language)
        parts = [TONGUES[language][at] if language in TONGUES else language or TONGUES["und"][at]]
        return ", ".join([*parts, *(SCRIPTS[part][at] if part in SCRIPTS else part for part in more)])

    def witnesses(self, claims: Iterable[str]) -> tuple[int, int]:
        """Return how many sources stand behind *claims*, and how many independent witnesses they are."""
        sources = {source for iri in claims for source, _ in stated_in(self.reader, self.claim(iri))}
        return len(sources), len({self.reader.witnesses.get(source, source) for source in sources})

    def support(self, claims: Iterable[str]) -> str:
        """Return sources and independent witnesses in words."""
        sources, independent = self.witnesses(claims)
        told = [self.words.count("sources", sources)] if sources != independent else []
        return ", ".join([*told, self.words.count("witnesses", independent)])

    # ---- how far it is disputed ----

    def issue(self, curie: str) -> Thing | None:
        """Return the open point on a property of the entity."""
        wanted = self.reader.prefixes.expand(curie)
        for issue in self.reader.issues.values():
            if issue.value("hev:aboutProperty") == wanted:
                return issue
        return None

    def flag(self, curie: str) -> str:
        """Return how far a property is disputed, in words; "" where it is not."""
        issue = self.issue(curie)
        if issue is None:
            is_contested = self.reader.prefixes.expand(curie) in self.reader.entity.all("hev:contested")
            return self.words("contested") if is_contested else ""
        kind = "told_differently" if issue.value("hev:issueKind") == "told differently" else "contested"
        counts = [self.words.count("positions", len(issue.all("hev:position")))]
        if independent := issue.value("hev:independentWitnesses"):
            counts.append(self.words.count("witnesses", int(independent)))
        return f"{self.words(kind)}: {', '.join(counts)}"

    # ---- blocks ----

    def block(self, *curies: str) -> list[str]:
        """Return everything said with these properties as a list: one item a property, its values below."""
        lines: list[str] = []
        for curie in curies:
            claims = self.about(curie)
            if claims:
                lines += self.items(self.name(curie), claims, self.value, self.flag(curie))
        return lines

    def items(self, heading: str, claims: Claims, say: Say, flag: str = "") -> list[str]:
        """Return claims as one item with its values; aspects stand before the values they belong to."""

        def told(claim: Thing) -> str:
            aspect = self.aspect(claim)
            value = self.marked(escape(say(claim)), claim)
            return f"*{escape(aspect)}:* {value}" if aspect and aspect != heading else value

        rows = self.grouped(claims, told)
        head = escape(heading) + (f" — {escape(flag)}" if flag else "")
        if len(rows) == 1 and not flag:
            ((text, iris),) = rows.items()
            return [f"- **{head}:** {text}{self.cite(iris)}"]
        return [f"- **{head}:**", *(f"  - {text}{self.cite(iris)}" for text, iris in rows.items())]

    def others(self, heading: str, *curies: str) -> list[str]:
        """Return the other things whose claims name the entity, under *heading*, on one line."""
        claims = self.naming(*curies)
        rows = self.grouped(
            claims, lambda claim: self.marked(escape(self.name(claim.one("rdf:subject"))), claim)
        )
        if not rows:
            return []
        told = "; ".join(f"{text}{self.cite(iris)}" for text, iris in rows.items())
        return [f"- **{escape(heading)}:** {told}"]
