"""The one tree of exceptions.

::

    HistkgError               exit code 2
    ├── UsageError            2  the call is wrong: an unknown name, format, option
    ├── InputError            3  something could not be read: missing, broken syntax, wrong encoding
    │   └── FileSyntaxError   3  …with file, line and column
    ├── OutputError           3  something could not be written; nothing half is left behind
    └── RemoteError           4  another machine failed

Bad *data* is never an exception: it is a :class:`histkg.ValidationReport`.
"""

from __future__ import annotations


class HistkgError(Exception):
    """What went wrong, where, and what to do about it.

    :param what: one sentence, without a trailing hint.
    :param where: a file (``data/x.ttl:12``), an option or an entity; shown in front.
    :param hint: what the reader can do; shown on a line of its own.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Return the message as a person reads it.

        >>> print(UsageError("no such question: “foo”", hint="run “histkg ask” to list them"))
        no such question: “foo”
          → run “histkg ask” to list them
        """
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  → {self.hint}" if self.hint else head


class UsageError(HistkgError):
    """The call is wrong; nothing was read or written."""


class LimitError(HistkgError):
    """A limit that was set or announced was reached; what there is of an answer would not be the whole."""

    exit_code = 1


class InputError(HistkgError):
    """An input could not be read."""

    exit_code = 3


class FileSyntaxError(InputError):
    """A file breaks the grammar of its own format.

    :param line: 1-based line, or None where the parser gives none.
    :param column: 1-based column, or None.
    """

    def __init__(
        self,
        what: str,
        *,
        file: str,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(what, where=place, hint=hint)
        self.file = file
        self.line = line
        self.column = column


class OutputError(HistkgError):
    """An output could not be written; what was there before is still there."""

    exit_code = 3


class RemoteError(HistkgError):
    """Another machine did not answer as it should.

    :param status: of HTTP, where it did answer.
    """

    exit_code = 4

    def __init__(
        self, what: str, *, where: str | None = None, hint: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status
