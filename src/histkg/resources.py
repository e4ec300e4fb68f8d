"""Where ``ontology/``, ``data/`` and ``queries/`` are: in a checkout or in an installed wheel.

A *home* is a folder that holds the three. ``HISTKG_HOME`` or ``--home`` name another one, which is how the toolkit
serves other people's datasets: a home may hold only ``data/`` (and ``queries/``); what it lacks is taken from the
bundled home.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from histkg.errors import InputError

_PARTS = ("ontology", "data", "queries")


@dataclass(frozen=True)
class Home:
    """The folders of one dataset.

    :param ontology: vocabulary, concept schemes, shapes, prefixes, context.
    :param data: curated Turtle, one file per thing.
    :param queries: rules and stored questions.
    """

    ontology: Path
    data: Path
    queries: Path

    @property
    def prefixes(self) -> Path:
        """The canonical prefix map; a dataset of one's own may bring ``data/prefixes.ttl``."""
        own = self.data / "prefixes.ttl"
        return own if own.is_file() else self.ontology / "prefixes.ttl"


def bundled_home() -> Path:
    """Return the folder that holds the bundled ``ontology/``, ``data/`` and ``queries/``.

    An editable install has no copy inside the package, so the checkout is looked at first.

    :raises InputError: neither a checkout nor the wheel's copy is there.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    for folder in (checkout, package / "_resources"):
        if all((folder / part).is_dir() for part in _PARTS):
            return folder
    raise InputError(
        "the bundled ontology, data and queries are missing",
        where=str(package),
        hint="install histkg again, or run it from a checkout",
    )


def find_home(folder: str | os.PathLike[str] | None = None) -> Home:
    """Return the :class:`Home` named by *folder*, by ``HISTKG_HOME``, or the bundled one.

    :raises InputError: *folder* does not exist or holds no ``data/``, or nothing is in it.

    >>> find_home().data.name
    'data'
    """
    bundled = bundled_home()
    named = folder or os.environ.get("HISTKG_HOME")
    if not named:
        return Home(*(bundled / part for part in _PARTS))
    own = Path(named)
    if not (own / "data").is_dir():
        raise InputError("no folder “data” here", where=str(own), hint="name a folder that holds data/")
    if not any((own / "data").iterdir()):
        raise InputError(
            "the folder is empty", where=str(own / "data"), hint="put the dataset there, or name another"
        )
    return Home(*((own if (own / part).is_dir() else bundled) / part for part in _PARTS))
