"""The report of the whole dataset: what is in it, what is disputed in it, what it lacks, and how to cite it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from histkg.exporters.reports.bibliography import Sources
from histkg.exporters.reports.entity import chapters, front, text_of
from histkg.exporters.reports.markdown import escape, table
from histkg.exporters.reports.words import Words
from histkg.exporters.tabular.about import About, read_about
from histkg.exporters.targets import Written
from histkg.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.selection import Selection

_KINDS = (
    ("events", "hev:Event", ()),
    ("people", "hev:Person", ()),
    ("units", "hev:Unit", ()),
    ("bodies", "hev:Agent", ("hev:Person", "hev:Unit")),
    ("places", "hev:Place", ()),
    ("sources", "hev:Source", ()),
    ("claims", "hev:Claim", ()),
    ("open_points", "hev:Issue", ()),
)
"""Key of the phrases, class, classes that are counted apart."""

_BOUNDS = ("beginEarliest", "beginLatest", "endEarliest", "endLatest", "openEnd")


class _Index:
    def __init__(self, selection: Selection) -> None:
        self.selection, self.words = selection, Words(selection.languages)
        self.of = {
            key: tuple(sorted(set(selection.of_class(curie)).difference(*map(selection.of_class, apart))))
            for key, curie, apart in _KINDS
        }
        selection.read_labels(iri for key, iris in self.of.items() if key != "claims" for iri in iris)

    def values(self, pattern: str) -> dict[str, list[str]]:
        """Return thing → values of ``?thing`` and ``?value`` in *pattern*."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.selection.rows(pattern, "thing", "value"):
            if row["thing"] is not None and row["value"] is not None:
                found[row["thing"].value].append(row["value"].value)
        return found

    def names(self, iris: Iterable[str]) -> str:
        labels = sorted(map(self.selection.label, iris))
        return escape("; ".join(labels))


def write_index(selection: Selection) -> Written:
    """Return the report of the dataset as Markdown."""
    index = _Index(selection)
    words, about = index.words, read_about(selection)
    sources = Sources(selection, index.of["sources"], words)
    parts = [
        ("holds", _holds(index)),
        ("events", _events(index)),
        ("open_points", _open_points(index)),
        ("people", _list(index, "people")),
        ("units", _list(index, "units")),
        ("bodies", _list(index, "bodies")),
        ("places", _list(index, "places")),
        ("read", sources.read()),
        ("gaps", [f"- {escape(note)}" for note in about.notes]),
        ("cite", [escape(about.citation()), "", f"{escape(words('one_report'))} `histkg export report …`"]),
    ]
    page = [*front(words.language, about.title), *_head(about, words), *chapters(parts, words)]
    counts = {key: len(iris) for key, iris in index.of.items() if iris and key != "claims"}
    left_out = {"claims: counted here, told in the report of each thing": len(index.of["claims"])}
    return Written({"": text_of(page)}, counts, left_out)


def _head(about: About, words: Words) -> list[str]:
    facts = [
        f"{words('version')} {about.version}" if about.version else "",
        f"{words('licence')} {about.licence_name}" if about.licence else "",
    ]
    lines = [f"# {escape(about.title)}", ""]
    for text in (about.description, " · ".join(filter(None, facts))):
        lines += [escape(text), ""] if text else []
    return [*lines, *([f"<{about.iri}>", ""] if about.iri else [])]


def _holds(index: _Index) -> list[str]:
    words = index.words
    live = len(index.selection.rows("?claim hev:live true", "claim"))
    rows = [[words(key), words.number(str(len(index.of[key])))] for key, _, _ in _KINDS]
    rows.insert(7, [words("not_facts"), words.number(str(len(index.of["claims"]) - live))])
    return table([words("kind"), words("how_many")], rows, [5, 1])


def _events(index: _Index) -> list[str]:
    words = index.words
    bounds = {
        name: index.values(f"?thing a hev:Event ; hev:{name} ?value")
        for name in (*_BOUNDS, "place", "documentedIn")
    }
    contested = index.values("?thing a hev:Event ; hev:contested ?value")
    witness = {thing: values[0] for thing, values in index.values("?thing hev:witness ?value").items()}
    index.selection.read_labels(
        {iri for many in (*bounds["place"].values(), *contested.values()) for iri in many}
    )
    rows = []

    def first(iri: str) -> tuple[str, str]:
        return (min(bounds["beginEarliest"].get(iri) or bounds["endEarliest"].get(iri) or ["9"]), iri)

    for iri in sorted(index.of["events"], key=first):
        ends = {name: bounds[name].get(iri, [""])[0] for name in _BOUNDS}
        sources = bounds["documentedIn"].get(iri, [])
        independent = len({witness.get(source, source) for source in sources})
        counts = f"{words.count('sources', len(sources))}, {words.count('witnesses', independent)}"
        disputed = index.names(contested.get(iri, ()))
        cells = [
            escape(index.selection.label(iri)),
            escape(_when(words, ends)),
            index.names(bounds["place"].get(iri, ())),
        ]
        rows.append([*cells, disputed, counts])
    heads = [
        words("event"),
        words("day"),
        words("place"),
        words.capital(words("contested")),
        words("sources"),
    ]
    return table(heads, rows, [5, 5, 2, 2, 3]) if rows else []


def _when(words: Words, ends: dict[str, str]) -> str:
    """Return both ends in words; one span of days only where both ends are said to lie in it."""
    begin = words.bounds(ends["beginEarliest"], ends["beginLatest"])
    end = words.bounds(ends["endEarliest"], ends["endLatest"])
    if begin == end and not ends["openEnd"]:
        return begin
    told = [f"{words('began')}: {begin}"] if begin else []
    last = words("open") if ends["openEnd"] else end or words("end_unknown")
    return ". ".join([*told, f"{words('ended')}: {last}"])


def _open_points(index: _Index) -> list[str]:
    words, selection = index.words, index.selection
    rows = selection.rows(
        "?issue hev:aboutEntity ?entity ; hev:aboutProperty ?property ; hev:issueKind ?kind ;"
        " hev:independentWitnesses ?witnesses",
        *("issue", "entity", "property", "kind", "witnesses"),
    )
    positions = Counter(
        row["issue"] for row in selection.rows("?issue hev:position ?claim", "issue", "claim")
    )
    selection.read_labels({row["property"].value for row in rows})  # type: ignore[union-attr]
    cells = []
    for row in rows:
        kind = row["kind"].value if row["kind"] is not None else ""
        told = [
            selection.label(row["entity"]),
            selection.label(row["property"]),
            words("told_differently" if kind == "told differently" else "contested"),
            words.count("positions", positions[row["issue"]]),
            words.count("witnesses", int(row["witnesses"].value)),  # type: ignore[union-attr]
        ]
        cells.append([escape(cell) for cell in [*told[:3], f"{told[3]}, {told[4]}"]])
    heads = [words("name"), words("property"), words("agreement"), words("witnesses")]
    return table(heads, sorted(cells), [4, 2, 2, 3]) if cells else []


def _list(index: _Index, key: str) -> list[str]:
    """Return the names of all things of a kind, in other scripts beside."""
    label = index.selection.label
    return [
        f"- {escape(label(iri))}" for iri in sorted(index.of[key], key=lambda iri: (fold(label(iri)), iri))
    ]
