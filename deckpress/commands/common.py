"""What the commands share: where the builder is, exit codes, how it is told what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from deckpress.options import Choice, PrintOptions

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DONE, PROBLEMS, USAGE, MISSING, FAULT, STOPPED = 0, 1, 2, 3, 4, 130
TRIES = 3  # of a build while the deck is being saved
FLIPS = ("long-edge", "short-edge")
Told = TypeVar("Told", Choice, PrintOptions)
Work = Callable[[], list[str]]  # does it; lines to tell the user


def add_deck(command: argparse.ArgumentParser) -> None:
    """The deck's folder, and how much is told."""
    command.add_argument(
        "--deck", default="cards/nl", metavar="DIR", help="the deck's folder (default: %(default)s)"
    )
    command.add_argument("--quiet", action="store_true", help="print problems only")


def add_out(command: argparse.ArgumentParser) -> None:
    """The output folder."""
    command.add_argument(
        "--out", default="output", metavar="DIR", help="where to write (default: %(default)s)"
    )


def told(given: argparse.Namespace, kind: type[Told]) -> Told:
    """The options of one kind, as they were typed."""
    return kind(**{name: getattr(given, name) for name in kind._fields})


def telling(prepare: Callable[[], Work], say: Callable[[str], None]) -> int:
    """Import what some work needs, do it, and say what came of it; the exit code."""
    try:
        work = prepare()
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    try:
        for line in work():
            say(line)
    except BuildError as error:
        return failed(error)
    return DONE


@contextmanager
def needed() -> Iterator[None]:
    """For imports in the middle of work: raises MissingPart where this machine lacks what they need."""
    try:
        yield
    except (ImportError, OSError) as error:
        from deckpress.model import MissingPart

        raise MissingPart(_lack(error)) from error


def until_still_so(once: Callable[[], list[str]], say: Callable[[str], None]) -> list[str]:
    """Do what makes something, again where what it is made of was written meanwhile. In the end raises Changed."""
    from deckpress.reading import Changed

    for _ in range(TRIES - 1):
        try:
            return once()
        except Changed:
            say("the deck was changed meanwhile: beginning again")
    return once()


def failed(error: Exception) -> int:
    """Print why a build stopped; its exit code."""
    print(error, file=sys.stderr)
    problems = getattr(error, "problems", None)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        print(f"{count}: nothing was written", file=sys.stderr)
    return int(getattr(error, "exit_code", FAULT))


def lacking(error: Exception) -> int:
    """Print what this machine lacks and how to get it."""
    print(_lack(error), file=sys.stderr)
    return MISSING


def _lack(error: Exception) -> str:
    from deckpress import bootstrap

    return f"{error}\n{bootstrap.advice()}"


def teller(quiet: bool) -> Callable[[str], None]:
    """What prints progress: a line each, or nothing."""
    return (lambda line: None) if quiet else (lambda line: print(line, flush=True))
