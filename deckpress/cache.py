"""What a build found out and the next one need not: small values by the hash of all that they depend on.

A cache that is missing, broken or can't be written is as good as an empty one, never an error.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST = 20_000  # entries kept; the oldest go first


def folder() -> Path:
    """The user's cache folder for this program; the variable DECKPRESS_CACHE names another."""
    if given := os.environ.get("DECKPRESS_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "deckpress"


class Cache:
    """One named cache: read at the start, written by `save`, keeping what another build saved meanwhile."""

    def __init__(self, name: str) -> None:
        self.file = folder() / f"{name}.json"
        self.known = self._read()
        self.new: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """The value under `key`, or None."""
        return self.known.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""
        self.known[key] = self.new[key] = value

    def save(self) -> None:
        """Write what is new to disk, whole or not at all."""
        if not self.new:
            return
        # What is new stands last, so that the oldest are the first to go.
        merged = {key: value for key, value in self._read().items() if key not in self.new} | self.new
        kept = dict(list(merged.items())[-MOST:])
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._write(json.dumps(kept))
        self.new = {}

    def _write(self, text: str) -> None:
        handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.name)
        try:
            with open(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(name, self.file)
        except OSError:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
