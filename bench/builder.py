"""The builder as it is measured: whole processes of `build.py`, on a deck that is changed meanwhile."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.decks import change_card
from bench.measuring import DAY, ROOT, Cost, Stopped, run

NOTHING = "nothing changed"  # as a case, and as the command says it


@dataclass(frozen=True)
class Bench:
    """A deck of so many cards in a folder of its own, with a cache and an output folder of its own.

    `which`: the options that say what is made of it; `limit`: the seconds that a build may take.
    """

    folder: Path
    cards: int
    which: Sequence[str] = ("--only", "screen")
    limit: float = DAY

    @property
    def deck(self) -> Path:
        return self.folder / "deck"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def size(self) -> int:
        """The bytes of all that was made."""
        return sum(file.stat().st_size for file in self.out.rglob("*") if file.is_file())

    def build(self, fresh: bool = False) -> Cost:
        """Build; `fresh`: whether nothing should be left to do. Raises Stopped where that isn't what happened."""
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            *self.which,
            "--deck",
            str(self.deck),
            "--out",
            str(self.out),
        ]
        found, said = run(command, {"DECKPRESS_CACHE": str(self.cache)}, limit=self.limit)
        if said.startswith(NOTHING) != fresh:
            raise Stopped(f"measured something else than was meant: {said}")
        return found

    def nothing_changed(self) -> Cost:
        return self.build(fresh=True)

    def cold(self) -> Cost:
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.build()

    def warm(self) -> Cost:
        """No output, but the fits are known."""
        shutil.rmtree(self.out, ignore_errors=True)
        return self.build()

    def one_changed(self) -> Cost:
        change_card(self.deck / "2.1.yaml")
        return self.build()
