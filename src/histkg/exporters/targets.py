"""What can be exported for the programs people use: one registry, one shape of result.

A target writes a :class:`~histkg.exporters.selection.Selection` and says what it wrote and what it could not: the numbers
balance against the graph, and nothing is left out unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from histkg.errors import UsageError
from histkg.names import suggestions

if TYPE_CHECKING:
    from histkg.exporters.selection import Selection

GROUPS = (
    "bibliography", "claims", "maps", "metadata", "models", "networks", "pictures", "reports", "tabular", "times",
)  # fmt: skip
"""The packages and modules beside this one that hold targets, each in its ``TARGETS``."""


@dataclass(frozen=True)
class Written:
    """What a target wrote.

    :param files: name → content. One entry named "" for a single file; several make a folder.
    :param counts: what → how many are in it, such as ``{"works": 26}``.
    :param left_out: what → how many are not in it, and why, such as ``{"places without coordinates": 3}``.
    """

    files: Mapping[str, bytes]
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    def sentence(self) -> str:
        """Return the result as a person reads it.

        >>> Written({"": b""}, {"works": 26}, {"works without a title": 1, "archives": 0}).sentence()
        '26 works; left out: 1 works without a title'
        """
        said = ", ".join(f"{number} {what}" for what, number in self.counts.items()) or "nothing"
        missing = ", ".join(f"{number} {what}" for what, number in self.left_out.items() if number)
        return f"{said}; left out: {missing}" if missing else said


@dataclass(frozen=True)
class Target:
    """One thing to export to.

    :param write: makes the files from a selection; raises UsageError where the selection cannot be written so.
    :param media_type: of the file; of the main file where there are several.
    :param extension: with its dot; "" where it makes a folder.
    :param scopes: what it can be of: ``dataset``, ``entity``, ``answer``.
    :param extra: what must be installed for it besides: the name in ``pip install 'histkg[…]'``; "" = nothing.
    """

    write: Callable[[Selection], Written]
    media_type: str
    extension: str
    description: str
    scopes: tuple[str, ...] = ("dataset", "entity", "answer")
    extra: str = ""


def read_targets() -> dict[str, Target]:
    """Return name → target of every group, sorted by name."""
    found: dict[str, Target] = {}
    for group in GROUPS:
        found.update(import_module(f"histkg.exporters.{group}").TARGETS)
    return dict(sorted(found.items()))


def find_target(name: str, scope: str) -> Target:
    """Return the target called *name*.

    :raises UsageError: there is none, or it cannot be of *scope*.
    """
    targets = read_targets()
    if name not in targets:
        from histkg.exporters import EXPORTERS

        near = suggestions(name, [*targets, *EXPORTERS], limit=1)
        meant = (
            f"did you mean “{near[0]}”? “histkg list formats” shows all" if near else "histkg list formats"
        )
        raise UsageError(f"unknown target “{name}”", hint=meant)
    target = targets[name]
    if scope not in target.scopes:
        raise UsageError(
            f"“{name}” cannot be made of one {scope}", hint=f"it is made of: {', '.join(target.scopes)}"
        )
    return target
