"""What a reader might take for more than it is: listings, hearsay, doubts, weak readings, and what is set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.reports.markdown import escape
from histkg.portrait.attribution import is_apart

if TYPE_CHECKING:
    from histkg.exporters.reports.telling import Teller
    from histkg.portrait.surroundings import Thing


def careful(teller: Teller) -> list[str]:
    """Return what a reader might take for more than it is: listings, hearsay, doubts, weak readings, what is set apart."""
    reader, words, entity = teller.reader, teller.words, teller.reader.entity
    blocks = []
    stated, titled = entity.all("hev:documentedIn"), entity.all("hev:topicOf")
    listed = sorted(set(entity.all("hev:inBibliographyWith")) - set(stated) - set(titled))
    if about := teller.naming("hev:about"):
        rows = teller.grouped(about, lambda claim: escape(teller.name(claim.one("rdf:subject"))))
        told = "; ".join(f"{text}{teller.cite(iris)}" for text, iris in rows.items())
        blocks.append([f"- **{escape(words('about_it'))}:** {told}"])
    if listed:
        reader.read_more_labels(listed)
        told = "; ".join(escape(teller.name(iri)) for iri in sorted(listed, key=teller.name))
        blocks.append([f"- **{escape(words('only_listed'))} ({len(listed)}):** {told}"])
    own = sorted(reader.claims.items())
    live = [(iri, claim) for iri, claim in own if claim.one("hev:live")]
    weak = ("/secondhand", "/bibliographic")
    heard = [(iri, claim) for iri, claim in live if claim.value("hev:verification").endswith(weak)]
    unsure = [(iri, claim) for iri, claim in live if not claim.ends("hev:certainty", "certain")]
    low = [(iri, claim) for iri, claim in live if claim.value("hev:readingConfidence") == "low"]
    apart = [(iri, claim) for iri, claim in own if not claim.one("hev:live")]
    apart += [
        (iri, claim)
        for iri, claim in sorted(reader.naming.items())
        if is_apart(claim) and iri not in reader.shown
    ]
    for key, some in (("second_hand", heard), ("unsure", unsure), ("low_reading", low), ("set_apart", apart)):
        rows = teller.grouped(some, lambda claim: _told(teller, claim))
        items = [f"  - {text}{teller.cite(iris)}" for text, iris in rows.items()]
        blocks.append([f"- **{escape(words(key))}:**", *items] if items else [])
    return [line for block in blocks for line in block]


def _told(teller: Teller, claim: Thing) -> str:
    """Return a claim in words, with the reason where no fact follows from it."""
    if claim.value("rdf:subject") == teller.reader.iri:
        aspect = teller.text(claim, "hev:aspect")
        name = teller.name(claim.value("rdf:predicate"))
        text = escape(f"{name}{f', {aspect}' if aspect and aspect != name else ''}: {teller.value(claim)}")
    else:
        text = escape(teller.sentence(claim))
    return text if claim.one("hev:live") else f"{text} — {escape(why(teller, claim))}"


def why(teller: Teller, claim: Thing) -> str:
    """Return why no fact follows from *claim*."""
    words = teller.words
    if claim.ends("hev:rank", "deprecated"):
        return words("withdrawn")
    if claim.ends("hev:certainty", "rejected"):
        return words("rejected")
    return words("denied") if is_apart(claim) else words("passed_on")
