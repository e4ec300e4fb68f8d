"""Historical events as a knowledge graph in which every fact says who says so.

>>> import histkg
>>> answer = histkg.ask("sources-for-event", event="Gəncə")
>>> answer.solutions.variables[0]
'source'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from histkg.answers import Answer
    from histkg.api import ask, export, find, load, open_store, show, stored_questions
    from histkg.errors import HistkgError, InputError, RemoteError, UsageError
    from histkg.prepared import Built, build
    from histkg.questions import StoredQuestion
    from histkg.validation import ValidationReport, validate

_HOME_OF = {
    "Answer": "answers",
    "Built": "prepared",
    "HistkgError": "errors",
    "InputError": "errors",
    "RemoteError": "errors",
    "StoredQuestion": "questions",
    "UsageError": "errors",
    "ValidationReport": "validation",
    "ask": "api",
    "build": "prepared",
    "export": "api",
    "find": "api",
    "load": "api",
    "open_store": "api",
    "show": "api",
    "stored_questions": "api",
    "validate": "validation",
}

__all__ = [
    "Answer",
    "Built",
    "HistkgError",
    "InputError",
    "RemoteError",
    "StoredQuestion",
    "UsageError",
    "ValidationReport",
    "ask",
    "build",
    "export",
    "find",
    "load",
    "open_store",
    "show",
    "stored_questions",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use: ``import histkg`` loads no RDF library."""
    if name == "__version__":
        return _version()
    if name in _HOME_OF:
        return getattr(import_module(f"histkg.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module 'histkg' has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("histkg")
    except PackageNotFoundError:
        return "0+unknown"  # a checkout that was never installed


def __dir__() -> list[str]:
    return sorted(__all__)
