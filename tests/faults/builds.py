"""A small deck in two states, builds of it that things happen to, and what may stand in the output after each."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent.parent
ONLY = "screen,cards,duplex,site"
OLD, NEW, NEWER = "Wat zie je?", "Wat hoor je?", "Wat ruik je?"
OURS = (".staging-", ".journal")  # begins the names of what a build leaves when it is killed

State = dict[str, str]


class Home:
    """A folder with the deck, its output, and a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card = tiny_deck(folder / "deck") / "1.1.yaml"
        self.out, self.cache = folder / "output", folder / "cache"

    def write(self, old: str, new: str) -> None:
        """Change a question of the deck."""
        replace_in(self.card, old, new)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A build that has begun."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "--deck", "deck", "--only", ONLY, *words],
            cwd=self.folder,
            env=os.environ | {"DECKPRESS_CACHE": str(self.cache), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, *words: str) -> tuple[int, str]:
        """A whole build: its exit code, and all that it said."""
        out, err = (process := self.start(*words)).communicate()
        return process.returncode, out + err

    def state(self) -> State:
        """The files of the output with a hash of what they hold, without what a killed build leaves."""
        if not self.out.exists():
            return {}
        return {
            path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name != ".lock" and not self._ours(path)
        }

    def _ours(self, path: Path) -> bool:
        return any(part.startswith(OURS) for part in path.relative_to(self.out).parts)

    def left(self) -> list[Path]:
        """What should not be there after a build that ended."""
        return [path for path in self.out.rglob("*") if self._ours(path)]


def states(folder: Path) -> tuple[State, State]:
    """What a build of the old deck makes, and one of the new, each in a folder where nothing ever happened."""
    found = []
    for name, question in (("old", OLD), ("new", NEW)):
        home = Home(folder / name)
        if question != OLD:
            home.write(OLD, question)
        code, said = home.build()
        assert code == 0, said
        found.append(home.state())
    assert found[0].keys() == found[1].keys() and found[0] != found[1]
    return found[0], found[1]
