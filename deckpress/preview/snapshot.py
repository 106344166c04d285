"""The state of the files of a folder, to see whether any has changed."""

from __future__ import annotations

import os
from pathlib import Path

Files = tuple[tuple[str, int, int, int], ...]  # each file's path, and its number, size and time of change


def files_in(folder: Path) -> Files:
    """The files of a folder and of the folders in it, in order, those aside that are hidden or just going."""
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (os.path.join(at, name) for name in names if not name.startswith(".")):
            try:
                known = os.stat(path)
            except OSError:
                continue
            found.append((path, known.st_ino, known.st_size, known.st_mtime_ns))
    return tuple(sorted(found))
