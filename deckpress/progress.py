"""How far a long run is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TextIO

WIDTH = 30  # characters
EVERY = 10.0  # seconds between two lines where there is no terminal
WORDS = {"sent": "sent", "refused": "refused", "failed": "failed for now", "unknown": "unknown"}


def in_words(counts: Counter[str]) -> str:
    """Counts by state in words: "12 sent, 1 refused"."""
    return ", ".join(f"{counts[state]} {words}" for state, words in WORDS.items() if counts[state])


class Progress:
    """Shows how many of `total` are done. `quiet`: not at all."""

    def __init__(self, total: int, quiet: bool, stream: TextIO | None = None) -> None:
        self.total, self.quiet, self.stream = total, quiet, stream or sys.stderr
        self._bar = self.stream.isatty()
        self._shown = time.monotonic()
        self._open = False

    def show(self, done: int, words: str = "") -> None:
        """Say that so many are done."""
        text = f"{done}/{self.total}" + (f": {words}" if words else "")
        if self.quiet:
            return
        if self._bar:
            filled = WIDTH * done // max(self.total, 1)
            print(f"\r\x1b[K[{'#' * filled:<{WIDTH}}] {text}", end="", file=self.stream, flush=True)
            self._open = True
        elif time.monotonic() - self._shown >= EVERY:
            self._shown = time.monotonic()
            print(text, file=self.stream, flush=True)

    def close(self) -> None:
        """End the bar's line."""
        if self._open:
            print(file=self.stream, flush=True)
            self._open = False
