"""The built dataset, and a copy of it kept ready so that asking starts at once.

The copy is one file of canonical N-Quads in the user's cache folder, named by a digest of everything it was made from:
it is never out of date, only absent. It is written aside and renamed, so a killed writer leaves nothing half.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from errno import EACCES, EISDIR
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.canonical import canonical_bytes
from histkg.dataset import Dataset, dataset_files, read_dataset, rebase_prefixes
from histkg.errors import InputError, OutputError, UsageError
from histkg.layers import generate
from histkg.prefixes import PrefixMap, read_prefixes

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from histkg.resources import Home
    from histkg.stores.base import Store

_KEPT = 4
"""How many prepared copies stay in the cache folder."""


@dataclass(frozen=True)
class Built:
    """The whole dataset: what is written and what is generated from it.

    :param dataset: the written quads, prefixes and files.
    :param generated: the quads of the graphs ``graph:generated/…``.
    """

    dataset: Dataset
    generated: tuple[Quad, ...]

    @property
    def prefixes(self) -> PrefixMap:
        """The canonical prefix map."""
        return self.dataset.prefixes

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """Return written and generated quads."""
        return self.dataset.quads + self.generated


def build(home: Home, base: str | None = None) -> Built:
    """Read the dataset of *home* and generate its layers.

    :param base: another base IRI, see :func:`histkg.dataset.read_dataset`.
    :raises InputError: a file or a rule could not be read.
    """
    dataset = read_dataset(home, base)
    return Built(dataset, tuple(generate(dataset.quads, dataset.prefixes, home.queries)))


def inputs_digest(home: Home, base: str | None = None) -> str:
    """Return a digest of all bytes the built dataset depends on: data, ontology, rules, and the code that computes."""
    code = Path(__file__).parent
    files = [(name, path) for name, path in dataset_files(home)]
    files += [
        (path.relative_to(home.queries).as_posix(), path) for path in (home.queries / "rules").rglob("*.rq")
    ]
    files += [
        (f"code/{name}", code / f"{name}.py") for name in ("dates", "names", "layers", "dataset", "canonical")
    ]
    files.append(("prefixes", home.prefixes))
    total = hashlib.sha256((base or "").encode())
    for name, path in sorted(files):
        try:
            content = path.read_bytes()
        except OSError:
            content = b"(unreadable)"
        total.update(f"\n{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def cache_folder() -> Path:
    """Return the folder for prepared copies: ``HISTKG_CACHE``, or ``histkg`` in the user's cache folder (XDG)."""
    if named := os.environ.get("HISTKG_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "histkg"


def open_built(home: Home, *, base: str | None = None, engine: str = "oxigraph") -> tuple[Store, PrefixMap]:
    """Return a store that holds the built dataset of *home*, from the prepared copy where there is one.

    :raises InputError: a file could not be read.
    """
    from histkg.stores import open_store

    if engine != "oxigraph":
        built = build(home, base)
        return open_store(built.quads, engine), built.prefixes
    from histkg.stores.embedded import EmbeddedStore

    prefixes = rebase_prefixes(read_prefixes(home.prefixes), base)
    digest = inputs_digest(home, base)
    for copy in cache_folder().glob(f"{digest}.*.nq"):
        # The name says what is in it: a copy that was cut or changed is not taken for the dataset.
        with contextlib.suppress(InputError, OSError):  # damaged or just removed: build again
            if copy.name == _name_of_copy(digest, copy.read_bytes()):
                return EmbeddedStore.from_nquads(copy), prefixes
    built = build(home, base)
    with contextlib.suppress(OutputError):  # no cache folder to write to: slower, not wrong
        _keep(digest, canonical_bytes(built.quads))
    return EmbeddedStore(built.quads), prefixes


def _name_of_copy(digest: str, content: bytes) -> str:
    """Return the file name of a copy: a digest of what it was made from, and one of what it holds."""
    return f"{digest}.{hashlib.blake2b(content, digest_size=16).hexdigest()}.nq"


def _keep(digest: str, content: bytes) -> None:
    folder = cache_folder()
    write_atomically(folder / _name_of_copy(digest, content), content)
    others = sorted(folder.glob("*.nq"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        old.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write *content* to a temporary file beside *path* and rename it: readers see the old file or the new one.

    A link is followed. What is no regular file (a device, a pipe) cannot be replaced and is written to as it is.

    :raises OutputError: the folder cannot be made or written, the file is write-protected, or the disk is full.
    """
    if not path.name:
        raise UsageError("no name of a file to write to", hint="-o FILE")
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            path.write_bytes(content)
            return
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(EACCES, "it is write-protected")
        mode = path.stat().st_mode & 0o777 if path.exists() else None
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask if mode is None else mode)
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"cannot be written: {reason}", where=str(path), hint="name another place with -o")
