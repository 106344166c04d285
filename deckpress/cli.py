"""The commands: what was typed → the pipeline → what is printed, and the exit code.

Only the standard library is imported up here, so that help, wrong usage and a build with nothing to do answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from deckpress import fresh

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMANDS = ("build", "check")
DONE, PROBLEMS, USAGE, MISSING, FAULT, STOPPED = 0, 1, 2, 3, 4, 130


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="build.py",
        description="Makes a print-ready, accessible deck of cards of a folder of YAML.",
        epilog="Exit codes: 0 done, 1 problems in the deck, 2 wrong usage, 3 something missing on this machine, "
        "4 a fault of the builder.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser(
        "build", help="build the deck into the output folder (what happens without a command)"
    )
    check = commands.add_parser("check", help="build the deck, judge it and write nothing")
    for command in (build, check):
        command.add_argument(
            "--deck", default="cards/nl", metavar="DIR", help="the deck's folder (default: %(default)s)"
        )
        command.add_argument("--quiet", action="store_true", help="print problems only")
    build.add_argument("--out", default="output", metavar="DIR", help="where to write (default: %(default)s)")
    build.add_argument("--force", action="store_true", help="build even if nothing has changed")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code says how it went."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "build")
    given = parser().parse_args(words)
    try:
        return run(given)
    except KeyboardInterrupt:
        print("stopped: nothing was written", file=sys.stderr)
        return STOPPED
    except Exception:
        traceback.print_exc()
        print(
            "this is a fault of the builder; nothing was written. Please report it with the lines above",
            file=sys.stderr,
        )
        return FAULT


def run(given: argparse.Namespace) -> int:
    """Do what was asked. A build with nothing to do ends here, before anything heavy is imported."""
    say = teller(given.quiet)
    inputs = [given.deck] + [
        os.path.join(ROOT, name) for name in ("templates", "styles", "deckpress", "requirements")
    ]
    fingerprint = fresh.fingerprint(inputs, {"command": "build"})
    if given.command == "build" and not given.force and fresh.is_fresh(given.out, fingerprint):
        say(f"nothing changed: {given.out} is up to date")
        return DONE
    try:
        from deckpress import pipeline
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    root, out = Path(ROOT), Path(given.out) if given.command == "build" else None
    request = pipeline.Request(Path(given.deck), out, root / "templates", root / "styles", fingerprint)
    try:
        for line in pipeline.build(request, say):
            say(line)
    except BuildError as error:
        return failed(error)
    return DONE


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
    from deckpress import bootstrap

    print(f"{error}\n{bootstrap.advice()}", file=sys.stderr)
    return MISSING


def teller(quiet: bool) -> Callable[[str], None]:
    """What prints progress: a line each, or nothing."""
    return (lambda line: None) if quiet else (lambda line: print(line, flush=True))
