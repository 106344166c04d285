"""What a build found out and the next one need not: small values by the hash of all that they depend on.

A cache that is missing, broken or can't be written is as good as an empty one, never an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

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

    def save(self) -> None:
        """Write what is new to disk, whole or not at all."""
        if not self.new:
            return
        # What was used stands last, so that the first are the first to go.
        others = {key: value for key, value in self._read().items() if key not in self.used}
        kept = dict(list((others | self.used).items())[-MOST:])
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._write(json.dumps(kept).encode())
        self.new = False

    def _write(self, entries: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=self.file.name)
        try:
            with open(handle, "wb") as file:
                file.write(_sum(entries) + b"\n" + entries)
            os.replace(name, self.file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _read(self) -> dict[str, Any]:
        try:
            checked, _, entries = self.file.read_bytes().partition(b"\n")
            found = json.loads(entries) if _sum(entries) == checked else {}
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _sum(entries: bytes) -> bytes:
    """What a file begins with: entries that don't match it were damaged, or cut off by a failing disk."""
    return hashlib.sha256(entries).hexdigest().encode()
