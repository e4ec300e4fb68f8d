"""The sections every entity has: in brief, names, disagreements side by side, figures, words used."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.reports.markdown import escape, table
from histkg.portrait.attribution import stated_in

if TYPE_CHECKING:
    from histkg.exporters.reports.telling import Claims, Teller
    from histkg.portrait.surroundings import Thing

_FIGURES = ("hev:strength", "hev:unitStrength", "hev:equipment", "hev:casualties")
_ASKED = (
    "hev:place", "hev:partOf", "hev:within", "hev:administeredBy", "dcterms:creator", "dcterms:issued",
    "dcterms:language", "hev:access",
)  # fmt: skip
_ENDS = {
    "Person": ("born", "died", "hev:birth", "hev:death"),
    "Event": ("began", "ended", "hev:begin", "hev:end"),
    "": ("since", "till", "hev:established", "hev:existed"),
}


def in_brief(teller: Teller) -> list[str]:
    """Return a table of what a reader asks first, with bounds and with how far it is disputed."""
    reader, words = teller.reader, teller.words
    first, last, begin, end = next(told for kind, told in _ENDS.items() if not kind or reader.is_a(kind))
    rows = _end(teller, "begin", words(first), begin) + _end(teller, "end", words(last), end)
    for curie in _ASKED:
        values = list(
            dict.fromkeys(escape(teller.name(term)) for term in reader.entity.values.get(curie, ()))
        )
        if values:
            rows.append(
                [escape(words.capital(teller.name(curie))), "; ".join(values), _agreement(teller, curie)]
            )
    if reader.is_a("Source"):
        told = [claim for claim in reader.stated.values() if claim.value("rdf:subject") != reader.iri]
        things = len({claim.value("rdf:subject") for claim in told})
        counts = f"{words.count('statements', len(told))}, {words.count('things', things)}"
        rows.append([words("statements"), escape(counts), ""])
    for predicate, key in (("hev:contested", "contested"), ("hev:variesIn", "told_differently")):
        names = sorted(teller.name(iri) for iri in reader.entity.all(predicate))
        if names:
            where = "conflicts" if key == "contested" else "framings"
            rows.append(
                [words.capital(words(key)), escape("; ".join(names)), words("see", where=words(where))]
            )
    if stated := reader.entity.all("hev:documentedIn"):
        reader.add_witnesses(stated)
        independent = len({reader.witnesses.get(source, source) for source in stated})
        rows.append(
            [words("sources"), words.count("sources", len(stated)), words.count("witnesses", independent)]
        )
    return table([words("question"), words("answer"), words("agreement")], rows, [3, 5, 5]) if rows else []


def _end(teller: Teller, end: str, head: str, curie: str) -> list[list[str]]:
    entity, words = teller.reader.entity, teller.words
    low, high = entity.value(f"hev:{end}Earliest"), entity.value(f"hev:{end}Latest")
    if entity.one(f"hev:open{end.title()}"):
        return [[head, words("open"), _agreement(teller, curie)]]
    if not low and not high:
        # Of an event that began, a reader would take the first day for the only one.
        begun = end == "end" and teller.reader.is_a("Event") and entity.one("hev:beginLatest")
        return [[head, words("end_unknown"), ""]] if begun else []
    told = words.bounds(low, high)
    if low and high:
        told += f" ({low} – {high})" if low != high else f" ({low})"
    return [[head, escape(told), _agreement(teller, curie)]]


def _agreement(teller: Teller, curie: str) -> str:
    """Return how far a property is disputed, or how many say the same."""
    if flag := teller.flag(curie):
        return escape(flag)
    claims = [iri for iri, claim in _with(teller, curie) if claim.one("hev:live")]
    return escape(teller.support(claims)) if claims else ""


def _with(teller: Teller, *curies: str) -> Claims:
    wanted = {teller.reader.prefixes.expand(curie) for curie in curies}
    return [
        (iri, claim)
        for iri, claim in sorted(teller.reader.claims.items())
        if claim.value("rdf:predicate") in wanted
    ]


def names(teller: Teller) -> list[str]:
    """Return every name by language and script, with who uses it."""
    reader, words = teller.reader, teller.words
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    preferred = {(_tag(term), term.value) for term in reader.entity.values.get("skos:prefLabel", ())}
    for tag, text in sorted(preferred):
        found[tag][text] = []
    for iri, claim in teller.about("hev:attestedName", "skos:altLabel"):
        reader.shown.add(iri)
        term = claim.one("rdf:object")
        found[_tag(term)].setdefault(claim.value("rdf:object"), []).append(iri)
    rows: list[list[str]] = []
    for tag in sorted(found, key=lambda tag: (tag.startswith("und"), teller.tongue(tag))):
        alike: dict[str, list[str]] = defaultdict(list)
        for text, claims in sorted(
            found[tag].items(), key=lambda item: ((tag, item[0]) not in preferred, item[0])
        ):
            mark = r" \*" if (tag, text) in preferred else ""
            alike[teller.cite(claims)].append(f"{escape(text)}{mark}")
        rows += [[escape(teller.tongue(tag)), "; ".join(texts), notes] for notes, texts in alike.items()]
    if not rows:
        return []
    heads = [words("language"), words("name"), words("used_by")]
    return [*table(heads, rows, [3, 5, 3]), "", escape(words("own_name"))]


def _tag(term: object) -> str:
    return (getattr(term, "language", None) or "und").lower()


def disputes(teller: Teller, kind: str) -> list[str]:
    """Return the open points of a kind, the positions of each side by side with who holds them.

    :param kind: ``conflict`` or ``told differently``.
    """
    words, reader = teller.words, teller.reader
    blocks: list[list[str]] = []
    issues = sorted(
        reader.issues.items(), key=lambda item: (teller.name(item[1].value("hev:aboutProperty")), item[0])
    )
    for _, issue in issues:
        if issue.value("hev:issueKind") != kind:
            continue
        curie = reader.prefixes.compress(issue.value("hev:aboutProperty"))
        head = f"**{escape(teller.name(curie))}** — {escape(teller.flag(curie))}"
        elsewhere = "figures" if curie in _FIGURES else "words" if curie == "hev:characterization" else ""
        if elsewhere:
            blocks.append([f"{head}; {words('see', where=words(elsewhere))}."])
            continue
        claims = [(iri, teller.claim(iri)) for iri in sorted(issue.all("hev:position"))]
        rows = _positions(teller, claims)
        heads = [words("position"), words("who"), words("witnesses")]
        blocks.append([f"{head}:", "", *table(heads, rows, [4, 6, 2])])
    if not blocks:
        return []
    return [*([escape(words("side_by_side")), ""]), *[line for block in blocks for line in (*block, "")][:-1]]


def _positions(teller: Teller, claims: Claims) -> list[list[str]]:
    by_value: dict[str, list[str]] = defaultdict(list)
    for iri, claim in sorted(
        claims,
        key=lambda item: (item[1].value("hev:beginEarliest"), item[1].value("hev:endEarliest"), item[0]),
    ):
        aspect = teller.text(claim, "hev:aspect")
        value = teller.value(claim)
        by_value[teller.marked(escape(f"{aspect}: {value}" if aspect else value), claim)].append(iri)
        teller.reader.shown.add(iri)
    rows = []
    for text, iris in by_value.items():
        who: dict[str, list[str]] = defaultdict(list)
        for iri in iris:
            for source, _ in stated_in(teller.reader, teller.claim(iri)):
                who[teller.name(source)].append(iri)
        told = "; ".join(f"{escape(name)}{teller.cite(dict.fromkeys(some))}" for name, some in who.items())
        rows.append([text, told, str(teller.witnesses(iris)[1])])
    return rows


def figures(teller: Teller) -> list[str]:
    """Return figures as a table, always with side and what is counted."""
    words, rows = teller.words, []
    for curie in _FIGURES:
        alike: dict[tuple[tuple[str, str, int, int], tuple[str, ...]], list[str]] = defaultdict(list)
        for iri, claim in teller.about(curie):
            alike[_figure(teller, claim)].append(iri)
            teller.reader.shown.add(iri)
        head = escape(teller.name(curie))
        rows += [[head, *cells, teller.cite(iris)] for (_, cells), iris in sorted(alike.items())]
    if not rows:
        return []
    heads = [
        words("property"),
        words("side"),
        words("what"),
        words("number"),
        words("covers"),
        words("said_in"),
    ]
    return [escape(words("figures_hint")), "", *table(heads, rows, [2, 2, 2, 2, 3, 2])]


def _figure(teller: Teller, claim: Thing) -> tuple[tuple[str, str, int, int], tuple[str, ...]]:
    """Return a key to sort a figure by, and its cells."""
    node = teller.node(claim)
    side, what = teller.name(node.one("hev:side")), teller.name(node.one("hev:category"))
    low, high = (int(node.value(f"hev:{end}") or 0) for end in ("minimum", "maximum"))
    number = teller.marked(escape(teller.values.amount(node)), claim)
    cells = (escape(side), escape(what), number, escape(teller.text(node, "hev:scopeNote")))
    return (side, what, low, high), cells


def used_words(teller: Teller) -> list[str]:
    """Return loaded words as a table: whose they are, and how the source takes them."""
    words = teller.words
    found = []
    for iri, claim in teller.about("hev:characterization"):
        teller.reader.shown.add(iri)
        aspect = teller.text(claim, "hev:aspect")
        text = words.quoted(teller.value(claim))
        voice = teller.name(claim.one("hev:voice")) if claim.one("hev:voice") else words("own_words")
        stance = teller.name(claim.one("hev:stance")) if claim.one("hev:stance") else ""
        source = "; ".join(
            dict.fromkeys(teller.name(source) for source, _ in stated_in(teller.reader, claim))
        )
        shown = f"*{escape(aspect)}:* {escape(text)}" if aspect else escape(text)
        found.append((shown, escape(voice), escape(stance), escape(source), iri))
    rows = [[*cells, f"{source}{teller.cite([iri])}"] for *cells, source, iri in sorted(found)]
    if not rows:
        return []
    heads = [words("word"), words("voice"), words("treated"), words("said_in")]
    return [escape(words("words_hint")), "", *table(heads, rows, [5, 3, 2, 4])]
