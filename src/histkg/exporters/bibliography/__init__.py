"""Targets for reference managers and reference lists: BibLaTeX, CSL-JSON, RIS, Zotero RDF, formatted bibliographies."""

from __future__ import annotations

from histkg.exporters.bibliography.biblatex import write_biblatex
from histkg.exporters.bibliography.csl import write_csl
from histkg.exporters.bibliography.formatted import STYLES, writer
from histkg.exporters.bibliography.ris import write_ris
from histkg.exporters.bibliography.zotero import write_zotero
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "biblatex": Target(
        write_biblatex, "application/x-bibtex", ".bib", "sources for LaTeX, JabRef, Typst (BibLaTeX, UTF-8)"
    ),
    "csl": Target(
        write_csl,
        "application/vnd.citationstyles.csl+json",
        ".csl.json",
        "sources for pandoc, citeproc, word processors (CSL-JSON 1.0.2)",
    ),
    "ris": Target(
        write_ris,
        "application/x-research-info-systems",
        ".ris",
        "sources for EndNote, Mendeley and the like (RIS)",
    ),
    "zotero-rdf": Target(
        write_zotero,
        "application/rdf+xml",
        ".rdf",
        "sources for Zotero: items, tags, notes in one collection (RDF)",
    ),
} | {
    f"bibliography-{name}{suffix}": Target(
        writer(style, form),
        media_type,
        extension,
        f"formatted bibliography, {style.title}: {said}",
        extra="bibliography",
    )
    for name, style in STYLES.items()
    for suffix, form, media_type, extension, said in (
        ("", "markdown", "text/markdown", ".md", "text to read or paste"),
        ("-html", "html", "text/html", ".html", "a page for the browser"),
    )
}
