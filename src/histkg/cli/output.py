"""Where the files of an export go: standard output, a file, a folder. Nothing that is there is lost unsaid."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from histkg.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histkg.exporters.targets import Written


def put(written: Written, output: str, *, is_empty: bool = False) -> None:
    """Write the files, all of them or none of those that are new; standard output takes one file only.

    :param output: ``-``, a file, or a folder where there are several files.
    :param is_empty: nothing was found to write: what is there stays, and nothing new is made.
    :raises UsageError: several files for standard output, or one file for a folder.
    """
    is_single = set(written.files) == {""}
    if output == "-":
        _print(written, is_single=is_single)
        return
    if is_empty:
        left = "is left as it was" if Path(output).exists() else "was not made"
        print(f"there is nothing to write: {output} {left}", file=sys.stderr)
        return
    if is_single and output.endswith((os.sep, "/")):
        raise UsageError(
            f"“{output}” is a folder, and this target makes one file", hint=f"-o {output}NAME-OF-THE-FILE"
        )
    _write(written, Path(output))
    if not is_single and (others := count_others(Path(output), written.files)):
        what = "1 other file" if others == 1 else f"{others} other files"
        print(
            f"{what} of the same kind in {output} were left among them: not of this export", file=sys.stderr
        )


def _print(written: Written, *, is_single: bool) -> None:
    if not is_single:
        names = ", ".join(sorted(written.files))
        raise UsageError(f"this target makes several files ({names})", hint="name a folder: -o FOLDER")
    sys.stdout.buffer.write(written.files[""])
    sys.stdout.buffer.flush()


def _write(written: Written, output: Path) -> None:
    from histkg.prepared import write_atomically

    made: list[Path] = []
    was_there = output.exists()
    for name, content in sorted(written.files.items()):
        path = output / name if name else output
        is_new = not path.exists()
        try:
            write_atomically(path, content)
        except OutputError:
            for done in made:  # half a folder would be taken for the whole
                done.unlink(missing_ok=True)
            if not was_there:
                for folder in sorted(output.glob("**/"), reverse=True):
                    with contextlib.suppress(
                        OSError
                    ):  # the target is one file, or somebody put something there
                        folder.rmdir()
            raise
        if is_new:
            made.append(path)


def count_others(folder: Path, names: Iterable[str]) -> int:
    """Return how many files of *folder* look like those of an export without being of it: as deep, of the same kind."""
    ours = {PurePosixPath(name) for name in names}
    patterns = {"*/" * (len(name.parts) - 1) + "*" + name.suffix for name in ours}
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    return len(found - {folder / name for name in ours})
