"""Builds that are killed or stopped, and builds that run side by side."""

from __future__ import annotations

import signal
import time

from tests.faults.processes import killed_before
from tests.faults.trial import Trial
from tests.preview.watched import Watched

SOON = 3.0  # seconds in which a preview has laid a small deck out
KILLED = -signal.SIGKILL
STOPPED = 130


def killed(trial: Trial) -> None:
    """At any moment of its life."""
    process = trial.home.fork()
    trial.strike(process, process.kill)
    trial.end(process, *((KILLED,) if trial.struck else (0,)))


def killed_from_its_start(trial: Trial) -> None:
    """As users start it, also while it imports."""
    process = trial.home.start()
    trial.struck = process.at(trial.share * trial.lives.started)
    process.kill()
    trial.end(process, KILLED, 0)


def killed_at_a_change(trial: Trial) -> None:
    """Before it makes, moves or removes a certain file: so each step of the exchange is met."""
    change = int(trial.share * trial.lives.changes)
    trial.end(trial.home.fork(first=killed_before(change)), KILLED, 0)


def killed_and_again(trial: Trial) -> None:
    """And the next one too, which has something to put right first."""
    late = (0.5 + trial.share / 2) * trial.lives.changes
    trial.end(trial.home.fork(first=killed_before(int(late))), KILLED, 0)
    trial.end(trial.home.fork(first=killed_before(trial.rng.randrange(trial.lives.changes))), KILLED, 0)


def stopped_by_hand(trial: Trial) -> None:
    """Ctrl-C: it has time to tidy up."""
    process = trial.home.fork()
    trial.strike(process, lambda: process.kill(signal.SIGINT))
    trial.end(process, STOPPED, 0)


def preview_killed(trial: Trial) -> None:
    """While it shows the deck, which is being saved, and keeps what it found out."""
    watched = Watched(trial.home.folder, trial.home.cache, "--port", "0")
    try:
        assert watched.address
        trial.home.write("newer")
        time.sleep(trial.share * SOON)
    finally:
        watched.kill()
    trial.crashed = True


def preview_and_two_builds(trial: Trial) -> None:
    """At once."""
    watched = Watched(trial.home.folder, trial.home.cache, "--port", "0")
    try:
        assert watched.address
        builds = [trial.home.fork() for _ in range(2)]
        for process in builds:
            trial.end(process, 0)
        if watched.process.poll() is not None:
            trial.wrong.append(f"the preview ended: {watched.said}")
    finally:
        watched.kill()


def two_builds_one_killed(trial: Trial) -> None:
    """At once, and the other one ends well."""
    other, process = trial.home.fork(), trial.home.fork()
    trial.strike(process, process.kill)
    trial.end(process, KILLED, 0)
    trial.end(other, 0)


def builds_of_two_texts(trial: Trial) -> None:
    """A second build begins when the deck was saved in the middle of the first."""
    first = trial.home.fork()
    trial.strike(first, lambda: trial.home.write("newer"))
    second = trial.home.fork()
    trial.also.add("new")
    trial.end(first, 0)
    trial.end(second, 0)
