"""Libraries that are installed only where somebody asks for what they make."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from histkg.errors import UsageError


def require(module: str, extra: str, what: str) -> ModuleType:
    """Return the library *module*.

    :param extra: the name under which histkg asks for it.
    :raises UsageError: it is not installed; the hint says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        raise UsageError(
            f"{what} needs a library that is not installed", hint=f"pip install 'histkg[{extra}]'"
        ) from None
