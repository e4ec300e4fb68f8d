"""How far something is, on standard error: only at a terminal, only after two seconds, with an estimate."""

from __future__ import annotations

import sys
import time

_SILENT_SECONDS = 2.0
_BETWEEN = 0.2


class Progress:
    """A line that is written over itself."""

    def __init__(self) -> None:
        self._begin = self._stage_begin = time.monotonic()
        self._stage = ""
        self._last = 0.0
        self._written = False
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show that *done* of *total* (0 = unknown) are done."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_begin = stage, now
        if not self._shown or now - self._begin < _SILENT_SECONDS or now - self._last < _BETWEEN:
            return
        self._last = now
        sys.stderr.write(f"\r\033[K{describe(stage, done, total, now - self._stage_begin)}")
        sys.stderr.flush()
        self._written = True

    def end(self) -> None:
        """Take the line away."""
        if self._written:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._written = False


def describe(stage: str, done: int, total: int, seconds: float) -> str:
    """Return what is shown.

    :param seconds: since the stage began.

    >>> describe("sending", 250, 1000, 3.0)
    'sending: 250 of 1,000 (25 %), about 9 s left'
    >>> describe("preparing", 50000, 0, 3.0)
    'preparing: 50,000'
    """
    if not total:
        return f"{stage}: {done:,}"
    text = f"{stage}: {done:,} of {total:,} ({100 * done // total} %)"
    return f"{text}, about {seconds * (total - done) / done:.0f} s left" if 0 < done < total else text
