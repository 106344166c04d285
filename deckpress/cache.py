"""What a build found out and the next one need not: small values by the hash of all that they depend on.

A cache that is missing, broken or can't be written is as good as an empty one, never an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST = 20_000  # entries kept; those that are longest unused go first
WAIT = 10  # seconds for another build that is saving, which takes a moment


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
        from filelock import FileLock  # here, as not all who read have something to save

        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.file.with_suffix(".lock"), timeout=WAIT):
                self._write()
        self.new = False

    def _write(self) -> None:
        """Write the file anew. Only who holds the lock makes its draft, so one that a kill left is written over."""
        # What was used stands last, so that the first are the first to go.
        others = {key: value for key, value in self._read().items() if key not in self.used}
        entries = json.dumps(dict(list((others | self.used).items())[-MOST:])).encode()
        draft = self.file.with_suffix(".draft")
        try:
            draft.write_bytes(_sum(entries) + b"\n" + entries)
            os.replace(draft, self.file)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
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
