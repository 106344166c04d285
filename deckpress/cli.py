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
from deckpress.arguments import parse
from deckpress.options import OUTPUTS, PrintOptions

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = ("templates", "styles", "deckpress", "requirements")  # what a build depends on beside the deck
Work = Callable[[], list[str]]  # does it; lines to tell the user
DONE, PROBLEMS, USAGE, MISSING, FAULT, STOPPED = 0, 1, 2, 3, 4, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code says how it went."""
    given = parse(sys.argv[1:] if argv is None else argv)
    try:
        return calibrate(given) if given.command == "calibrate" else run(given)
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
    writes = given.command == "build"
    options = printing(given) if writes else PrintOptions()
    only = given.only if writes else OUTPUTS
    inputs = [given.deck] + [os.path.join(ROOT, name) for name in PARTS]
    asked = {"only": only, **options._asdict(), "printer_file": printer_file(options)}
    of = fresh.fingerprint(inputs, {"command": "build"})
    fingerprint = fresh.with_options(of, asked)
    if writes and not given.force and fresh.is_fresh(given.out, fingerprint):
        say(f"nothing changed: {given.out} is up to date")
        return DONE

    def prepare() -> Work:
        from deckpress import pipeline

        root, out = Path(ROOT), Path(given.out) if writes else None
        request = pipeline.Request(
            Path(given.deck), out, root / "templates", root / "styles", fingerprint, of, only, options
        )
        return lambda: pipeline.build(request, say)

    return telling(prepare, say)


def calibrate(given: argparse.Namespace) -> int:
    """Write the sheet that shows by how much a printer's backs miss, or keep what was read from it."""

    def prepare() -> Work:
        from deckpress import calibration

        root = Path(ROOT)
        asked = calibration.Asked(given.printer, given.flip, given.back_offset, given.sheet)
        return lambda: calibration.calibrate(asked, root / "templates", root / "styles", Path(given.out))

    return telling(prepare, print)


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


def printing(given: argparse.Namespace) -> PrintOptions:
    """How it will be printed, as it was typed."""
    return PrintOptions(**{name: getattr(given, name) for name in PrintOptions._fields})


def printer_file(options: PrintOptions) -> str:
    """What is known of the printer that was named, so that a new calibration builds anew; nothing without one."""
    if not options.printer:
        return ""
    try:
        from deckpress.printers import remembered
    except ImportError:
        return ""  # the build will say what is missing
    return remembered(options.printer)


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
