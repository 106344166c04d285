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
from typing import TypeVar

from deckpress import fresh
from deckpress.arguments import parse
from deckpress.options import OF_SELECTION, OUTPUTS, Choice, PrintOptions, stem_of

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = ("templates", "styles", "deckpress", "requirements")  # what a build depends on beside the deck
Told = TypeVar("Told", Choice, PrintOptions)
Work = Callable[[], list[str]]  # does it; lines to tell the user
DONE, PROBLEMS, USAGE, MISSING, FAULT, STOPPED = 0, 1, 2, 3, 4, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code says how it went."""
    given = parse(sys.argv[1:] if argv is None else argv)
    try:
        return {"calibrate": calibrate, "import": import_, "mail": mail}.get(given.command, run)(given)
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
    options = told(given, PrintOptions) if writes else PrintOptions()
    choice = told(given, Choice) if writes else Choice()
    only = (writes and given.only) or (OF_SELECTION if choice.is_made else OUTPUTS)
    if refused := refusal(choice, only):
        print(refused, file=sys.stderr)
        return USAGE
    out = os.path.join(given.out, stem_of(choice.name)) if choice.is_made else getattr(given, "out", "")
    inputs = [given.deck] + [os.path.join(ROOT, name) for name in PARTS]
    asked = {"only": only, **options._asdict(), "printer_file": printer_file(options), **choice._asdict()}
    of = fresh.fingerprint(inputs, {"command": "build"})
    fingerprint = fresh.with_options(of, asked)
    if writes and not given.force and fresh.is_fresh(out, fingerprint):
        say(f"nothing changed: {out} is up to date")
        return DONE

    def prepare() -> Work:
        from deckpress import pipeline

        root, folder = Path(ROOT), Path(out) if writes else None
        request = pipeline.Request(
            Path(given.deck),
            folder,
            root / "templates",
            root / "styles",
            fingerprint,
            of,
            only,
            options,
            choice,
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


def mail(given: argparse.Namespace) -> int:
    """Draft or send the e-mails of a list of centres."""
    try:
        from deckpress import mailing
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    ledger = Path(given.ledger) if given.ledger else None
    paths = (Path(given.centres), Path(given.config), ledger, Path(given.deck), Path(given.out))
    choices = (given.send, given.resend_unknown, given.retry_refused, given.quiet)
    try:
        result = mailing.mail(mailing.Asked(*paths, *choices), Path(ROOT, "templates"))
    except BuildError as error:
        print(f"{error}\nnothing was sent", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("stopped in the middle: run the same again to hear what became of it", file=sys.stderr)
        return STOPPED
    print("\n".join(result.lines))
    if result.error:
        print(f"stopped: {result.error}", file=sys.stderr)
        return result.error.exit_code
    return STOPPED if result.stopped else DONE if result.is_well else PROBLEMS


def import_(given: argparse.Namespace) -> int:
    """Make a deck's folder of a publication."""

    def prepare() -> Work:
        from deckpress.publication.reading import Import, import_publication

        resources = Path(ROOT) / "cards" / "nl" / "resources.yaml"
        asked = Import(Path(given.source), Path(given.to), resources, given.force, given.strict)
        return lambda: import_publication(asked, print)

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


def told(given: argparse.Namespace, kind: type[Told]) -> Told:
    """The options of one kind, as they were typed."""
    return kind(**{name: getattr(given, name) for name in kind._fields})


def refusal(choice: Choice, only: Sequence[str]) -> str:
    """What is wrong with a choice of cards; nothing where it can be made."""
    if choice.name and not choice.is_made:
        return "--name is what chosen cards are called: add --select EXPR or --random N"
    if (choice.source is not None or choice.seed is not None) and choice.random is None:
        return "--from and --seed say how cards are drawn: add --random N"
    if choice.is_made and (left := [name for name in only if name not in OF_SELECTION]):
        return f"chosen cards have no {', '.join(left)}: choose from {', '.join(OF_SELECTION)}"
    return ""


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
