"""Draws faults, lets them strike builds of a small deck, and prints what came of it.

usage: python -m tests.faults.run [--faults N] [--seed N] [--kinds NAMES] [--keep]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import deckpress.pipeline  # noqa: F401  # before any fork, so that no build has to
from tests.faults import hands, kills, machine
from tests.faults.builds import Home, State, fresh_states
from tests.faults.processes import counted, used
from tests.faults.trial import Lives, Trial, Verdict, judge, tidy

BEFORE_ALL = 0.1  # share of the faults that strike the first build of all


@dataclass(frozen=True)
class Kind:
    """A kind of fault, and how often it is drawn beside others."""

    strike: Callable[[Trial], None]
    weight: int
    needs: str = ""  # "mounts" or "attributes"
    first: bool = True  # whether it can strike the first build of all

    @property
    def name(self) -> str:
        return self.strike.__name__.replace("_", " ")


KINDS = (
    Kind(kills.killed, 10),
    Kind(kills.killed_from_its_start, 3),
    Kind(kills.killed_at_a_change, 10),
    Kind(kills.killed_and_again, 5),
    Kind(kills.stopped_by_hand, 3),
    Kind(kills.preview_killed, 2),
    Kind(kills.preview_and_two_builds, 1),
    Kind(kills.two_builds_one_killed, 3),
    Kind(kills.builds_of_two_texts, 3),
    Kind(machine.full_disk, 4, "mounts", first=False),
    Kind(machine.full_disk_of_the_cache, 2, "mounts", first=False),
    Kind(machine.file_that_may_not_grow, 3, first=False),
    Kind(machine.disk_that_may_only_be_read, 1, "mounts", first=False),
    Kind(machine.permission_taken_away, 4, first=False),
    Kind(machine.file_that_cant_be_moved, 3, "attributes", first=False),
    Kind(machine.memory_that_runs_out, 3),
    Kind(machine.too_many_open_files, 2),
    Kind(machine.clock_set_back, 3),
    Kind(hands.card_changed, 4),
    Kind(hands.card_changed_and_back, 3),
    Kind(hands.card_half_saved, 3),
    Kind(hands.file_of_the_deck_removed, 4),
    Kind(hands.file_of_the_output_removed, 2, first=False),
    Kind(hands.output_removed, 3, first=False),
    Kind(hands.output_replaced, 2, first=False),
    Kind(hands.cache_removed, 2, first=False),
    Kind(hands.cache_damaged, 4, first=False),
    Kind(hands.kept_pages_damaged, 4, first=False),
    Kind(hands.manifest_damaged, 4, first=False),
    Kind(hands.output_damaged, 3, first=False),
)


@dataclass(frozen=True)
class Told:
    """One fault and what came of it."""

    kind: Kind
    number: int
    verdict: Verdict


class Harness:
    """Builds that were never disturbed, to compare with, and homes to copy. Everything is inside `folder`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.states: dict[str, State] = fresh_states(folder / "fresh")
        self.never = Home(folder / "never")
        self.built = self.never.copy(folder / "built")
        code, said = self.built.build()
        assert code == 0, said
        self.lives = self._lives()

    def _lives(self) -> Lives:
        """Those of a build of the other text, as most faults strike one."""
        spare = self.built.copy(self.folder / "lives")
        spare.write("new")
        changes = counted(lambda first: spare.fork(first=first))
        taken = []
        for start in (spare.fork, spare.start):
            process = start("--force")
            last = 0.0
            while process.runs():
                now = used(process.pid)
                last = now if now != float("inf") else last
            assert process.end()[0] == 0
            taken.append(last)
        return Lives(taken[0], taken[1], changes)

    def strike(self, kind: Kind, number: int, share: float) -> Told:
        """One fault. `number`: what it is drawn by."""
        rng = random.Random(f"{self.seed} {kind.name} {number}")
        at_first = kind.first and rng.random() < BEFORE_ALL
        home = (self.never if at_first else self.built).copy(self.folder / f"{number}")
        if not at_first:
            home.write("new")
        trial = Trial(home, self.lives, rng, share, "nothing" if at_first else "old")
        kind.strike(trial)
        verdict = judge(trial, self.states, self.folder / f"{number}-mended")
        if not verdict.wrong:
            for folder in self.folder.glob(f"{number}*"):
                tidy(folder)
        return Told(kind, number, verdict)


def drawn(kinds: Sequence[Kind], faults: int) -> Iterator[tuple[Kind, float]]:
    """So many faults by the weights of the kinds, each at least once, with the place in a build's life of each."""
    whole = sum(kind.weight for kind in kinds)
    counts = [max(1, round(faults * kind.weight / whole)) for kind in kinds]
    while sum(counts) < faults:
        counts[min(range(len(kinds)), key=lambda at: counts[at] / kinds[at].weight)] += 1
    for kind, count in zip(kinds, counts, strict=True):
        for number in range(count):
            yield kind, (number + 0.5) / count


def possible(folder: Path, names: str) -> tuple[list[Kind], list[str]]:
    """The kinds of faults that are asked for and can strike here, and why others can't."""
    lacks = {"": "", "mounts": machine.lacks_mounts(), "attributes": machine.lacks_attributes(folder)}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    kinds = [kind for kind in KINDS if not wanted or kind.name in wanted]
    reasons = [f"not here: {kind.name} ({lacks[kind.needs]})" for kind in kinds if lacks[kind.needs]]
    return [kind for kind in kinds if not lacks[kind.needs]], reasons


def table(told: Sequence[Told]) -> str:
    """What came of the faults, by kind."""
    head = ("fault", "how many", "struck", "old", "new", "half, then whole", "by its own", "drafts", "lost")
    rows = [head, tuple("---" for _ in head)]
    kinds = list(dict.fromkeys(one.kind for one in told))
    for kind in kinds:
        rows.append((kind.name, *_counts([one.verdict for one in told if one.kind == kind])))
    rows.append(("all", *_counts([one.verdict for one in told])))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _counts(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    found = [verdict.found for verdict in verdicts]
    numbers = [len(verdicts), sum(verdict.struck for verdict in verdicts)]
    numbers += [found.count(word) for word in ("old", "new", "half", "damaged")]
    numbers += [
        sum(verdict.left > 0 for verdict in verdicts),
        sum(bool(verdict.wrong) for verdict in verdicts),
    ]
    return tuple(map(str, numbers))


def run(folder: Path, faults: int, seed: int, names: str = "") -> tuple[list[Told], list[str]]:
    """Strike so many faults; what came of each, and which can't strike here."""
    kinds, reasons = possible(folder, names)
    harness = Harness(folder, seed)
    print(
        f"a build: {harness.lives.forked:.2f} s of processor, with its imports {harness.lives.started:.2f} s, "
        f"{harness.lives.changes} changes of files",
        flush=True,
    )
    told = []
    for number, (kind, share) in enumerate(drawn(kinds, faults), 1):
        told.append(harness.strike(kind, number, share))
        for wrong in told[-1].verdict.wrong:
            print(f"{number}: {kind.name} at {share:.2f}: {wrong}", flush=True)
    return told, reasons


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Lets faults strike builds; ends with 1 where something is lost."
    )
    parser.add_argument("--faults", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--kinds", default="", metavar="NAMES", help="only these, with commas between")
    parser.add_argument("--keep", action="store_true", help="leave the folders of what was lost, to look at")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    try:
        told, reasons = run(folder, given.faults, given.seed, given.kinds)
    finally:
        if given.keep:
            print(f"kept: {folder}")
        else:
            tidy(folder)
    print("\n".join([table(told), *reasons]))
    return 1 if any(one.verdict.wrong for one in told) else 0


if __name__ == "__main__":
    sys.exit(main())
