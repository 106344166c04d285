"""A small deck in several states, builds of it that things happen to, and what may stand in the output after each."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from tests.decks import replace_in, tiny_deck
from tests.faults.processes import First, Forked, Process, Started

ONLY = "screen,cards,duplex"
OURS = (".staging-", ".journal")  # begins the names of what a build leaves when it is killed
TRIAL = re.compile(r"[a-z0-9_]{8}")  # by which Python finds out whether it can write into a folder
LOCK = ".lock"  # stays, to be locked again

# What 1.1 asks in each text of the deck. The newer ones have one more card, so that files come and go.
OLD, NEW, NEWER = "Wat zie je?", "Wat hoor je?", "Wat ruik je?"
TEXTS = {"old": OLD, "new": NEW, "newer": NEWER}
MORE = """\
id: "1.3"
title: De derde kaart
quote:
  text: Zo zei niemand het.
  speaker: een vader
reflect:
  - Wat proef je?
inspire:
  - Zie Fiche 1.1.
"""

State = dict[str, str]


class Home:
    """A folder with the deck, its output, and a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deck, self.out = folder / "deck", folder / "output"
        self.cache, self.scratch = folder / "cache", folder / "scratch"
        self.card, self.more = self.deck / "1.1.yaml", self.deck / "1.3.yaml"
        if not self.deck.exists():
            tiny_deck(self.deck)
            self.scratch.mkdir()

    def copy(self, folder: Path) -> Home:
        """Another one that is as this one is now."""
        shutil.copytree(self.folder, folder)
        return Home(folder)

    @property
    def text(self) -> str:
        """Which text the deck has now: "old", "new" or "newer"."""
        card = self.card.read_text(encoding="utf-8")
        return next(name for name, question in TEXTS.items() if question in card)

    def write(self, text: str) -> None:
        """Give the deck one of its texts, as an editor does that saves one file after another."""
        if text != self.text:
            replace_in(self.card, TEXTS[self.text], TEXTS[text])
        if text == "old":
            self.more.unlink(missing_ok=True)
        elif not self.more.exists():
            self.more.write_text(MORE, encoding="utf-8")

    def words(self, *more: str) -> list[str]:
        """What is typed to build it."""
        return ["--deck", "deck", "--only", ONLY, *more]

    @property
    def environment(self) -> dict[str, str]:
        """What is set for it: caches and drafts of its own, so that it is seen what stays."""
        return {"DECKPRESS_CACHE": str(self.cache), "TMPDIR": str(self.scratch), "PYTHONUNBUFFERED": "1"}

    def start(self, *words: str) -> Process:
        """A build that has begun, as users start one."""
        return Started(self.words(*words), self.folder, self.environment)

    def fork(self, *words: str, first: First = int) -> Process:
        """A build that has begun, in a process that has all imported already; `first` is done in it before all else."""
        return Forked(self.words(*words), self.folder, self.environment, first)

    def build(self, *words: str) -> tuple[int, str]:
        """A whole build: its exit code, and all that it said."""
        return self.fork(*words).end()

    def state(self) -> State:
        """The files of the output with a hash of what they hold, without what a killed build leaves."""
        return {
            path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name != LOCK and not self._ours(path)
        }

    def _ours(self, path: Path) -> bool:
        return any(part.startswith(OURS) for part in path.relative_to(self.out).parts)

    def caches(self) -> list[Path]:
        """The files of the cache: what fits, then the pages that are kept."""
        return [*sorted(self.cache.glob("*.json")), *sorted(self.cache.glob("pages/*.pages"))]

    def left(self) -> list[str]:
        """What should not be there after a build that ended: drafts in the output, the cache, and for programs."""
        drafts = [path for path in self.out.rglob("*") if self._ours(path)]
        kept = [*self.caches(), *self.cache.glob("*.lock")]
        drafts += [path for path in self.cache.rglob("*") if path.is_file() and path not in kept]
        drafts += [path for path in self.scratch.glob("*") if not TRIAL.fullmatch(path.name)]
        return [os.path.relpath(path, self.folder) for path in drafts]


def fresh_states(folder: Path) -> dict[str, State]:
    """What a build of each text makes in a folder where nothing ever happened."""
    found: dict[str, State] = {}
    for text in TEXTS:
        home = Home(folder / text)
        home.write(text)
        code, said = home.build()
        assert (code, home.left()) == (0, []), (said, home.left())
        found[text] = home.state()
    assert len({str(state) for state in found.values()}) == len(TEXTS)
    return found
