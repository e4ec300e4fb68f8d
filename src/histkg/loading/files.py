"""Files on their way to a server, and who hears how far they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO

Tell = Callable[[str, int, int], None]
"""Called with what is done, how much of it is done, and how much there is."""


class Watched:
    """A file that is sent and tells how much of it has gone; it can be sent again from the beginning."""

    def __init__(self, file: BinaryIO, statements: int, tell: Tell) -> None:
        """Watch *file*, from its beginning; *statements* are in it."""
        file.flush() if file.writable() else None
        file.seek(0)
        self._file, self._statements, self._tell = file, statements, tell
        self._size = os.fstat(file.fileno()).st_size
        self._read = 0

    def __len__(self) -> int:
        """Return the bytes there are: requests then names them in ``Content-Length``."""
        return self._size

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        part = self._file.read(size)
        self._read += len(part)
        self._tell("sending", self._statements * self._read // max(self._size, 1), self._statements)
        return part

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, as for a second try with a password."""
        self._read = 0
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place that is read next."""
        return self._file.tell()
