"""One fault: a home in which it strikes, and whether all is as it has to be after it."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deckpress import write
from tests.faults.builds import Home, State
from tests.faults.processes import Process


@dataclass(frozen=True)
class Lives:
    """How long builds are, in seconds of processor, and how many changes of files one makes."""

    forked: float
    started: float
    changes: int


@dataclass
class Trial:
    """What a fault is told, and what it tells.

    The output holds the deck's text `before`; the deck has another one now. `share`: where in a build's life the
    fault strikes, from 0 to 1; faults of one kind are spread over it evenly.
    """

    home: Home
    lives: Lives
    rng: random.Random
    share: float
    before: str  # a text, or "nothing"
    struck: bool = True  # false where the build was over before
    crashed: bool = False  # the build couldn't tidy up
    damaged: bool = False  # the fault itself changed what stood in the output
    also: set[str] = field(default_factory=set)  # texts that the output may have besides
    wrong: list[str] = field(default_factory=list)

    def strike(self, process: Process, fault: Callable[[], object], early: bool = False) -> None:
        """Do it to a forked build, at its moment; `early`: rather while the deck is being read."""
        share = self.share**2 if early else self.share
        self.struck = process.at(share * self.lives.forked)
        fault()

    def end(self, process: Process, *codes: int) -> str:
        """The end of a build that should have one of these exit codes; what it said."""
        code, said = process.end()
        self.crashed |= code < 0
        if code not in codes:
            self.wrong.append(f"exit {code}: {said[-2000:]}")
        return said


@dataclass(frozen=True)
class Verdict:
    """What came of a fault: what stood in the output after it, and all that was wrong."""

    found: str  # "old", "new", "half" where a killed build's journal tells how to end it, "damaged" or "mix"
    left: int  # drafts of a build that was killed, all gone after the next one
    struck: bool
    wrong: list[str]


def judge(trial: Trial, states: Mapping[str, State], spare: Path) -> Verdict:
    """Look at the output, build once more, and look again; `spare` is where a copy may be mended."""
    home, wrong = trial.home, trial.wrong
    left = home.left()
    if left and not trial.crashed:
        wrong.append(f"left behind by a build that ended: {', '.join(left)}")
    allowed = {"nothing": State()} | dict(states)
    allowed = {text: allowed[text] for text in {trial.before, home.text} | trial.also}
    found = _found(home, allowed, trial.before)
    if found == "mix" and trial.crashed and (home.out / write.JOURNAL).exists():
        found = "half"
        mended = _found(_mended(home, spare), allowed, trial.before)
        if mended == "mix":
            wrong.append("the next start doesn't put right what a kill left half done")
    if trial.damaged:
        found = "damaged"
    elif found == "mix":
        wrong.append(f"the output is a mix: {_difference(home.state(), allowed)}")
    _build_again(home, states[home.text], wrong)
    return Verdict(found, len(left), trial.struck, wrong)


def _found(home: Home, allowed: Mapping[str, State], before: str) -> str:
    state = home.state() if home.out.is_dir() else State()
    text = next((text for text, known in allowed.items() if known == state), "mix")
    return {before: "old", "mix": "mix"}.get(text, "new")


def _mended(home: Home, spare: Path) -> Home:
    """A copy of the home as the next start of any build puts it right, before it does anything."""
    copied = home.copy(spare)
    write.recover(copied.out)
    return copied


def _build_again(home: Home, right: State, wrong: list[str]) -> None:
    """The next build makes what a fresh one makes, leaves nothing, and then there is nothing to do."""
    code, said = home.build()
    if code:
        wrong.append(f"the next build ends with {code}: {said[-2000:]}")
    if home.state() != right:
        wrong.append(f"the next build makes something else: {_difference(home.state(), {'fresh': right})}")
    if any(name.startswith(home.scratch.name) for name in home.left()):
        home.build(
            "--force"
        )  # only a build that has something to do puts the system's temporary folder in order
    if left := home.left():
        wrong.append(f"still there after the next build: {', '.join(left)}")
    wrong += [f"the next build leaves {file.name} damaged" for file in home.caches() if not _is_sound(file)]
    if "nothing changed" not in (again := home.build()[1]):
        wrong.append(f"the build after that has something to do: {again[-2000:]}")


def _is_sound(cache: Path) -> bool:
    checked, _, entries = cache.read_bytes().partition(b"\n")
    with suppress(ValueError):
        is_whole = hashlib.sha256(entries).hexdigest().encode() == checked
        return is_whole and (cache.suffix != ".json" or bool(json.loads(entries)))
    return False


def _difference(state: State, allowed: Mapping[str, State]) -> str:
    """Which files are whose."""
    whose = {
        name: [text for text, known in allowed.items() if known.get(name) == state.get(name)]
        for name in sorted(set(state).union(*allowed.values()))
    }
    return ", ".join(f"{name} of {' or '.join(texts) or 'none'}" for name, texts in whose.items())


def tidy(folder: Path) -> None:
    """Remove what a trial stood in."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)
