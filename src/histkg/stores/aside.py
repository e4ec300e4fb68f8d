"""Work done beside the main thread: with room for deep recursion, stopped by Ctrl-C and by a limit of time."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from histkg.errors import LimitError

Result = TypeVar("Result")

_STACK = 512 * 1024 * 1024
"""Bytes of stack. Only what is used is taken; a native parser uses some 1.6 kB for each member of a chain."""

_SETTING = threading.Lock()


def run_aside(work: Callable[[], Result], seconds: float | None = None) -> Result:
    """Return what *work* returns, raise what it raises.

    The main thread only waits, so a signal is heard while a native library computes. The work of a stopped call goes on
    until the process ends: nothing in a process can stop native code.

    :param seconds: wait no longer; None = as long as it takes.
    :raises LimitError: the time is up.

    >>> run_aside(lambda: 6 * 7)
    42
    """
    results: list[Result] = []
    failures: list[BaseException] = []

    def target() -> None:
        try:
            results.append(work())
        except BaseException as failure:  # noqa: BLE001 — it is raised again where the caller waits
            _let_go(failure)
            failures.append(failure)

    with _SETTING:  # the size is the process's, not the thread's
        before = threading.stack_size(_STACK)
        try:
            thread = threading.Thread(target=target, name="histkg-query", daemon=True)
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join(seconds)
    if thread.is_alive():
        raise LimitError(
            f"stopped after {seconds:g} seconds, without an answer",
            hint="ask for less, or allow more time (--timeout SECONDS)",
        )
    if failures:
        raise failures[0]
    return results[0]


def _let_go(failure: BaseException | None) -> None:
    """Drop what the frames of *failure* hold: a cursor of the engine may only be dropped in the thread it was made in."""
    while failure is not None:
        traceback.clear_frames(failure.__traceback__)
        failure = failure.__context__
