"""Painted documents kept on disk between builds, each in a file of its own by the hash of all that it is made of.

What is damaged isn't believed, and where nothing can be written, nothing is kept: it is all laid out again then.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

from deckpress.checked import locked, read_checked, write_checked
from deckpress.packing import Packed, read, written

MOST = 64 * 1024 * 1024  # bytes of all files: some hundred builds of a small deck, or a few of a large one
ENDING = ".pages"


class KeptPages:
    """The documents that are kept in a folder of the cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Packed | None:
        """The document under a key, which is a name for a file; None where there is none."""
        file = self._file(key)
        try:
            found = read(zlib.decompress(read_checked(file)))
        except (OSError, ValueError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(file)  # those that are longest unused are the first to go
        return found

    def put(self, key: str, document: Packed) -> None:
        """Keep a document that can be kept, whole or not at all."""
        if not (told := written(document)):
            return
        with suppress(OSError), locked(self.folder.with_suffix(".lock")):
            self.folder.mkdir(exist_ok=True)
            write_checked(self._file(key), self.folder / "draft", zlib.compress(told, 1))
            self._forget()

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{ENDING}"

    def _forget(self) -> None:
        """Remove the files that are longest unused, until there is room."""
        files = [(path.stat(), path) for path in self.folder.glob(f"*{ENDING}")]
        room = MOST - sum(known.st_size for known, _ in files)
        for known, path in sorted(files, key=lambda file: (file[0].st_mtime_ns, file[1].name)):
            if room >= 0:
                return
            path.unlink()
            room += known.st_size
