"""The library in a dozen calls. Each opens the bundled dataset, or the one in *home*, and asks it one thing."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from histkg import answers
from histkg.entities import Found, find_entity
from histkg.labels import parse_languages
from histkg.prepared import build, open_built, write_atomically
from histkg.questions import StoredQuestion, find_question, read_questions
from histkg.resources import find_home

if TYPE_CHECKING:
    from histkg.answers import Answer
    from histkg.exporters import ExportResult
    from histkg.loading import Loaded
    from histkg.prefixes import PrefixMap
    from histkg.stores.base import Store

    Folder = str | os.PathLike[str] | None


def open_store(home: Folder = None, *, engine: str = "oxigraph", endpoint: str | None = None) -> Store:
    """Return a store with the whole dataset, written and generated, that answers SPARQL 1.1 over the union of its graphs.

    :param home: a folder that holds ``data/``; None = the bundled dataset.
    :param engine: ``oxigraph``, or ``rdflib`` to compare with.
    :param endpoint: the address of a triplestore that :func:`load` has filled: it is asked there.
    :raises InputError: a file cannot be read.
    :raises RemoteError: the triplestore does not answer, or holds the dataset in part only.

    >>> len(open_store()) > 1000
    True
    """
    return _open(home, engine, endpoint)[0]


def _open(home: Folder, engine: str, endpoint: str | None) -> tuple[Store, PrefixMap]:
    place = find_home(home)
    if endpoint is None:
        return open_built(place, engine=engine)
    from histkg.prefixes import read_prefixes
    from histkg.stores.record import open_remote
    from histkg.stores.servers import connect

    prefixes = read_prefixes(place.prefixes)
    return open_remote(*connect(endpoint), prefixes), prefixes


def load(url: str, *, home: Folder = None, method: str | None = None) -> Loaded:
    """Make the triplestore at *url* hold the whole dataset, in place of what an earlier load has put there.

    The user and the password are those of ``HISTKG_USER`` and ``HISTKG_PASSWORD``. What arrived is read back and compared.

    :param url: any address of the store that people use.
    :param method: ``transaction``, ``bulk``, ``graphs`` or ``update``; None = the best that the store takes.
    :raises UsageError: *url* is no address, or the store does not take *method*.
    :raises RemoteError: the store fails, or what arrived is not what was sent. Running again is right.

    >>> load("localhost")
    Traceback (most recent call last):
    histkg.errors.UsageError: “localhost” is no address of a server
      → such as http://localhost:3030/histkg
    """
    from histkg.loading import load as bring
    from histkg.stores.servers import connect

    connection, server = connect(url)
    built = build(find_home(home))
    return bring(connection, server, built.quads, built.prefixes, method=method)


def stored_questions(home: Folder = None) -> dict[str, StoredQuestion]:
    """Return name → stored question.

    >>> stored_questions()["sources-for-event"].summary
    'Sources for an event'
    """
    return read_questions(find_home(home).queries)


def ask(
    question: str,
    *,
    home: Folder = None,
    lang: str = "en",
    limit: int | None = None,
    engine: str = "oxigraph",
    endpoint: str | None = None,
    **arguments: str,
) -> Answer:
    """Answer a stored question.

    :param question: its name; :func:`stored_questions` lists them.
    :param lang: languages of names, best first, such as ``az,ru,en``.
    :param limit: at most so many rows; ``answer.truncated`` says whether any were cut.
    :param endpoint: as in :func:`open_store`.
    :param arguments: the question's parameters; entities by any name in any script.
    :raises UsageError: no such question, or a name that is not found (with suggestions) or means several things.

    >>> answer = ask("sources-for-event", event="Гянджа")
    >>> answer.truncated
    False
    """
    place = find_home(home)
    store, prefixes = _open(home, engine, endpoint)
    found = find_question(place.queries, question)
    return answers.ask(store, prefixes, found, arguments, languages=parse_languages(lang), limit=limit)


def find(name: str, class_curie: str | None = None, *, home: Folder = None, lang: str = "en") -> Found:
    """Return the entity that *name* names.

    :param class_curie: the class it must have, such as ``hev:Event``.
    :raises UsageError: nothing is called so, or several things are.

    >>> find("Gandzha", "hev:Place").iri.rpartition("/")[2]
    'ganja'
    """
    store, prefixes = open_built(find_home(home))
    return find_entity(store, prefixes, name, class_curie, parse_languages(lang))


def show(name: str, *, home: Folder = None, lang: str = "en") -> str:
    """Return the entity that *name* names as text to read.

    :raises UsageError: nothing is called so, or several things are.

    >>> show("Gəncə").splitlines()[0].startswith("Ganja")
    True
    """
    from histkg.portrait import write_portrait

    store, prefixes = open_built(find_home(home))
    languages = parse_languages(lang)
    found = find_entity(store, prefixes, name, None, languages)
    return write_portrait(store, prefixes, found.iri, languages)


def export(
    format_name: str, path: str | os.PathLike[str], *, home: Folder = None, base: str | None = None
) -> ExportResult:
    """Write the whole dataset to the file *path*, all of it or nothing.

    :param format_name: ``turtle``, ``trig``, ``ntriples``, ``nquads``, ``rdfxml`` or ``jsonld``.
    :param base: another base IRI for the things of the dataset.
    :raises UsageError: no such format.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     result = export("ntriples", f"{folder}/all.nt")
    >>> result.statements > 1000
    True
    """
    from histkg.exporters import export as write

    place = find_home(home)
    built = build(place, base)
    out = io.BytesIO()
    result = write(
        built.quads, built.prefixes, out, format_name=format_name, context=place.ontology / "context.jsonld"
    )
    write_atomically(Path(path), out.getvalue())
    return result
