"""From a selection to the works of its bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histkg.exporters.bibliography.attribution import Attribution, read_attribution
from histkg.exporters.bibliography.contributors import Credits, read_credits
from histkg.exporters.bibliography.facts import Facts, find_works, read_facts
from histkg.exporters.bibliography.works import (
    CATEGORIES,
    Bibliography,
    Forms,
    Shelf,
    Work,
    choose_forms,
    count,
)

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

_CLASSES = ("hev:Publication", "hev:ArchivalUnit", "hev:DataRecordSource")
"""In the order of :data:`CATEGORIES`."""


def read_bibliography(selection: Selection) -> Bibliography:
    """Return the works of *selection*, sorted by key, with what is counted and what is left out.

    Every source is a work, but fonds and inventories that only lead to a file. The fields hold claims in force only.
    """
    iris, left_out = find_works(selection)
    if selection.answer is not None:
        left_out["rows of the answer that were cut off"] = selection.answer.total - len(
            selection.answer.solutions.rows
        )
    if not iris:
        return Bibliography(selection.title, (), {"publications": 0}, left_out)
    facts = read_facts(selection, iris)
    credit = read_credits(selection, iris)
    attribution = read_attribution(selection, iris)
    whole_titles = _whole_titles_as_printed(selection, iris)
    languages = _languages_of_archives(selection)
    keys = _keys(iris)
    works = []
    for iri in iris:
        builder = _Builder(selection, facts, keys, attribution, credit.get(iri, Credits()))
        works.append(builder.work(iri, whole_titles.get(iri, []), languages))
    works.sort(key=lambda work: work.key)
    return Bibliography(
        selection.title,
        tuple(works),
        count(works) | attribution.counts,
        left_out | attribution.left_out,
    )


def _category(selection: Selection, facts: Facts, iri: str) -> str:
    types = {selection.prefixes.compress(value) for value in facts.iris(iri, "rdf:type")}
    pairs = zip(_CLASSES, CATEGORIES, strict=False)
    return next((name for curie, name in pairs if curie in types), CATEGORIES[-1])


def _keys(iris: list[str]) -> dict[str, str]:
    """Return IRI → citation key: the slug; with its kind in front where two kinds of things share one."""
    slugs = {iri: iri.rpartition("/")[2] for iri in iris}
    shared = {slug for slug in slugs.values() if list(slugs.values()).count(slug) > 1}
    return {iri: f"{iri.split('/')[-2]}-{slug}" if slug in shared else slug for iri, slug in slugs.items()}


def _whole_titles_as_printed(selection: Selection, iris: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Return volume → titles of its set as the volume's own reference lines print it: lines differ."""
    rows = selection.rows(
        "?reference hev:refersTo ?work ; hev:printedSet ?whole . ?claim rdf:subject ?whole ;"
        " rdf:predicate dcterms:title ; hev:live true ; hev:statedIn ?reference ; rdf:object ?title",
        "work", "title", work=iris,
    )  # fmt: skip
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        title = row["title"]
        found.setdefault(row["work"].value, []).append(  # type: ignore[union-attr]
            (title.value, (title.language or "").lower())  # type: ignore[union-attr]
        )
    return found


def _languages_of_archives(selection: Selection) -> dict[str, str]:
    """Return archive → the language in which a reference names it, where one does in the archive's own script."""
    rows = selection.rows(
        "?archive a hev:Archive . ?reference hev:refersTo ?archive ; c4o:hasContent ?line"
        " BIND(LCASE(LANG(?line)) AS ?tag) FILTER(!CONTAINS(?tag, '-latn'))",
        "archive", "tag",
    )  # fmt: skip
    return {row["archive"].value: row["tag"].value for row in reversed(rows)}  # type: ignore[union-attr]


class _Builder:
    """Makes one work out of the facts."""

    def __init__(
        self,
        selection: Selection,
        facts: Facts,
        keys: dict[str, str],
        attribution: Attribution,
        credit: Credits,
    ) -> None:
        self.selection, self.facts, self.keys = selection, facts, keys
        self.attribution, self.credit = attribution, credit

    def work(self, iri: str, whole_titles: list[tuple[str, str]], archives: dict[str, str]) -> Work:
        facts = self.facts
        kind = facts.code(iri, "hev:documentType") or facts.code(iri, "hev:level") or "dataset"
        shelf = self._shelf(iri, archives)
        language = facts.said(iri, "dcterms:language")
        whole = next(iter(facts.iris(iri, "dcterms:isPartOf")), "")
        title = shelf.code if shelf else self._title(iri, language)
        whole_title = self._forms(whole_titles, language) if whole_titles else self._title(whole, language)
        whole_kind = facts.code(whole, "hev:documentType") if whole else ""
        pages = [facts.said(iri, curie) for curie in ("bibo:pageStart", "bibo:pageEnd")]
        terms = facts.iris(iri, "hev:documentType") or facts.iris(iri, "hev:level")
        kind_label = self.selection.label(terms[0]) if terms else kind
        return Work(
            iri=iri,
            key=self.keys[iri],
            kind=kind,
            title=title,
            category=_category(self.selection, facts, iri),
            contributors=self.credit.contributors,
            whole=whole_title if whole else Forms(),
            whole_kind=whole_kind,
            whole_key=self.keys.get(whole, ""),
            whole_iri=whole,
            publisher=self._forms(self.credit.publishers, language),
            place=self._place(iri, language),
            year=facts.said(iri, "dcterms:issued"),
            volume=facts.said(iri, "bibo:volume"),
            volumes=facts.said(iri, "bibo:numVolumes")
            or (facts.said(whole, "bibo:numVolumes") if whole else ""),
            issue=facts.said(iri, "bibo:issue"),
            pages="-".join(page for page in pages if page),
            doi=facts.said(iri, "bibo:doi"),
            issn=facts.said(iri, "bibo:issn") or (facts.said(whole, "bibo:issn") if whole else ""),
            url=next((text for text, _ in facts.texts(iri, "hev:url")), ""),
            language=language or (archives.get(self._holder(iri), "") if shelf else self._tag(iri, title)),
            script=facts.said(iri, "hev:script"),
            licence=next(iter(facts.iris(iri, "dcterms:license")), ""),
            shelf=shelf,
            kind_label=kind_label,
            keywords=tuple(dict.fromkeys([kind_label, *self.attribution.keywords[iri]])),
            notes=tuple(self._notes(iri, title, whole_title, in_set=whole_kind == "multivolume-set")),
        )

    def _forms(self, texts: list[tuple[str, str]] | tuple[tuple[str, str], ...], language: str) -> Forms:
        return choose_forms(texts, language, self.selection.languages)

    def _tag(self, iri: str, title: Forms) -> str:
        """Return the language in which a title is given, where no claim names that of the work; "" for a name of ours."""
        tags = dict(self.facts.texts(iri, "dcterms:title"))
        return tags.get(title.main, "").partition("-")[0]

    def _title(self, iri: str, language: str) -> Forms:
        """Return the title; the short name where no title is claimed."""
        if not iri:
            return Forms()
        titles = self.facts.texts(iri, "dcterms:title")
        return self._forms(titles, language) if titles else Forms(self.selection.label(iri))

    def _place(self, iri: str, language: str) -> Forms:
        places = self.facts.iris(iri, "hev:placeOfPublication")
        forms = [self._forms(self.facts.texts(place, "skos:prefLabel"), language) for place in places]
        return Forms(
            " or ".join(form.main for form in forms),
            "",
            " or ".join(form.translated or form.main for form in forms),
        )

    def _holder(self, iri: str) -> str:
        return next(iter(self.facts.iris(iri, "rico:hasOrHadHolder")), "")

    def _shelf(self, iri: str, archives: dict[str, str]) -> Shelf | None:
        holder = self._holder(iri)
        if not holder:
            return None
        language = archives.get(holder, "")
        numbers: dict[str, str] = {}
        unit = iri
        while unit and self.facts.code(unit, "hev:level") not in numbers:
            numbers[self.facts.code(unit, "hev:level")] = self.facts.said(unit, "rico:identifier")
            unit = next(iter(self.facts.iris(unit, "rico:isOrWasIncludedIn")), "")
        return Shelf(
            self._forms(self.facts.texts(holder, "skos:prefLabel"), language),
            dict(reversed(numbers.items())),
            self._forms(self.facts.texts(iri, "skos:prefLabel"), language),
        )

    def _notes(self, iri: str, title: Forms, whole: Forms, *, in_set: bool) -> list[tuple[str, str]]:
        """Return all notes in their order: other forms, roles, doubts, who says so, remarks, the record."""
        others = [person.other for person in self.credit.contributors if person.other]
        titled = self._holder(iri) or self.facts.texts(iri, "dcterms:title")
        roles = [printed for person in self.credit.contributors for printed in person.printed]
        full = whole.joined(title) if in_set else title
        labels = [
            ("No title is recorded", "" if titled else "the short name stands for it"),
            ("In another script", full.other),
            ("Published in, in another script", "" if in_set else whole.other),
            ("Names in another script", "; ".join(dict.fromkeys(name.inverted() for name in others))),
            ("Translated", "; ".join(form for form in (whole.translated, title.translated) if form)),
            ("Also", "; ".join((*title.further, *whole.further))),
            ("Roles as printed", "; ".join(roles)),
            *(("Doubt", doubt) for doubt in self.credit.doubts),
            *self.attribution.notes[iri],
            *(("Remark", text) for text, _ in self.facts.texts(iri, "rdfs:comment")),
            *(("Licence", value) for value in self.facts.iris(iri, "dcterms:license")),
            ("Record", iri),
        ]
        return [(label, text) for label, text in labels if text]
