"""What a build found out and the next one need not: small values by the hash of all that they depend on.

A cache that is missing, broken or can't be written is as good as an empty one, never an error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from deckpress.checked import locked, read_checked, write_checked

MOST = 20_000  # entries kept; those that are longest unused go first


def folder() -> Path:
    """The user's cache folder for this program; the variable DECKPRESS_CACHE names another."""
    if given := os.environ.get("DECKPRESS_CACHE"):
        return Path(given)
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        home = os.devnull  # a user without a home has no cache: nothing can be read or written there
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the XDG Base Directory Specification has it ignored
            base = os.path.join(home, ".cache")
    return Path(base) / "deckpress"


class Cache:
    """One named cache: read at the start, written by `save`, keeping what another build saved meanwhile."""

    def __init__(self, name: str) -> None:
        self.file = folder() / f"{name}.json"
        self.known = self._read()
        self.used: dict[str, Any] = {}
        self.new = False

    def get(self, key: str) -> Any:
        """The value under `key`, or None."""
        if key in self.known:
            self.used[key] = self.known[key]
        return self.known.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""
        self.new |= self.known.get(key) != value
        self.known[key] = self.used[key] = value

    def update(self, entries: Mapping[str, Any]) -> None:
        """Keep JSON values under their keys."""
        for key, value in entries.items():
            self.put(key, value)

    def save(self) -> None:
        """Write what is new to disk, whole or not at all."""
        if not self.new:
            return
        with suppress(OSError), locked(self.file.with_suffix(".lock")):
            self._write()
        self.new = False

    def _write(self) -> None:
        """Write the file anew, with what others saved meanwhile."""
        # What was used stands last, so that the first are the first to go.
        others = {key: value for key, value in self._read().items() if key not in self.used}
        entries = json.dumps(dict(list((others | self.used).items())[-MOST:])).encode()
        write_checked(self.file, self.file.with_suffix(".draft"), entries)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(read_checked(self.file))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
