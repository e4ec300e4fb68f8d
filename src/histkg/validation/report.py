"""The result of a validation: one sentence for each problem, and whether there are any that matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histkg.errors import UsageError

if TYPE_CHECKING:
    from histkg.validation.shacl import Term
    from histkg.validation.waivers import Waiver

SEVERITIES = ("violation", "warning", "info")
"""Gravest first: wrong, doubtful, could be richer."""


@dataclass(frozen=True)
class ValidationResult:
    """One problem. The first six fields are those of SHACL §3.6.2, spelled in Python's way.

    :param focus_node: the thing that has the problem.
    :param result_path: IRI of the property, or None.
    :param value: the value that is wrong, or None where something is missing.
    :param severity: one of :data:`SEVERITIES`.
    :param source_shape: IRI of the shape.
    :param source_constraint_component: IRI of the kind of constraint.
    :param rule_code: ``HEV-CL-02``; ``docs/rules.md`` explains each.
    :param name: what the thing is called, for people.
    :param message: what is wrong, without the name in front.
    :param remedy: what to do.
    :param file: where it is written, or None.
    :param line: 1-based, or None.
    :param waiver: who lets it stand and why, or None.
    """

    focus_node: Term
    result_path: str | None
    value: Term | None
    severity: str
    source_shape: str
    source_constraint_component: str
    rule_code: str
    name: str
    message: str
    remedy: str
    file: str | None
    line: int | None
    waiver: Waiver | None = None

    @property
    def place(self) -> str:
        """Return ``file:line``, or what is known of it."""
        return ":".join(str(part) for part in (self.file, self.line) if part is not None)


@dataclass(frozen=True)
class ValidationReport:
    """All problems, in the order of the files.

    :param results: sorted by file, line and rule.
    :param fail_on: the mildest severity that counts as a failure.
    :param language: of the messages.
    :param files: the files that were checked.
    :param statements: how many statements stand in them.
    :param rules: how many rules they were held against.
    :param dataset: the folder of the dataset that was checked, or that the files were read with; "" = none.
    :param is_whole: that dataset itself was checked, not files beside it.
    :param waived: what was found but is let stand by a waiver; it counts nowhere else.
    """

    results: tuple[ValidationResult, ...]
    fail_on: str
    language: str
    files: tuple[str, ...]
    statements: int
    rules: int
    waived: tuple[ValidationResult, ...] = ()
    dataset: str = ""
    is_whole: bool = False

    @property
    def conforms(self) -> bool:
        """Tell whether no problem is as grave as :attr:`fail_on`."""
        return self.exit_code() == 0

    def failures(self) -> Iterator[ValidationResult]:
        """Yield the problems that are as grave as :attr:`fail_on`."""
        limit = SEVERITIES.index(self.fail_on)
        yield from (result for result in self.results if SEVERITIES.index(result.severity) <= limit)

    def exit_code(self, fail_on: str | None = None) -> int:
        """Return 0 where nothing as grave as *fail_on* (None = :attr:`fail_on`) was found, else 1.

        :raises UsageError: *fail_on* is no severity.
        """
        limit = SEVERITIES.index(check_severity(fail_on or self.fail_on))
        return int(any(SEVERITIES.index(result.severity) <= limit for result in self.results))

    def counts(self) -> dict[str, int]:
        """Return severity → number of problems, for every severity."""
        counted = Counter(result.severity for result in self.results)
        return {severity: counted[severity] for severity in SEVERITIES}

    def write(self, format_name: str = "text") -> str:
        """Return the report as text in *format_name*, one of :data:`histkg.validation.formats.WRITERS`.

        :raises UsageError: there is no such format.
        """
        from histkg.validation.formats import WRITERS

        if format_name not in WRITERS:
            raise UsageError(f"no report format “{format_name}”", hint="one of " + ", ".join(WRITERS))
        return WRITERS[format_name](self)


def check_severity(name: str) -> str:
    """Return *name* if it is a severity.

    :raises UsageError: it is not.
    """
    if name not in SEVERITIES:
        raise UsageError(f"“{name}” is no severity", hint="violation, warning or info")
    return name
