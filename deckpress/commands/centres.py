"""`build --centre`: the own editions of centres."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckpress import fresh
from deckpress.commands.common import DONE, PROBLEMS, ROOT, STOPPED, failed, lacking, needed, teller, told
from deckpress.options import OF_CENTRE, PrintOptions

if TYPE_CHECKING:
    from deckpress.reading import Request

USUAL = ("screen",)  # what is made where nothing else is asked for: the PDF to send


def add(build: argparse.ArgumentParser) -> None:
    """What it is told."""
    group = build.add_argument_group("own editions")
    group.add_argument(
        "--centre",
        metavar="NAME",
        help="the deck with the name, logo and tools of a centre, from centres/NAME.yaml in its folder; "
        "`all` makes each. Only the PDF to send, or what --only names",
    )


def refusal(given: argparse.Namespace) -> str:
    """What is wrong with what was asked for; nothing where it can be made."""
    if given.select is not None or given.random is not None:
        return "--centre makes the whole deck of a centre: leave out --select and --random"
    left = ", ".join(name for name in given.only or () if name not in OF_CENTRE)
    return f"a centre's edition has no {left}: choose from {', '.join(OF_CENTRE)}" if left else ""


def run(given: argparse.Namespace, paths: Sequence[str], printer: str) -> int:
    """Make them. `paths`: all that a build of the deck depends on; `printer`: what is known of it."""
    say, only = teller(given.quiet), given.only or USUAL
    try:
        from deckpress.ownrequests import wanted
        from deckpress.reading import Request
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    stood, inputs = fresh.Stood.now(paths), fresh.fingerprint(paths, {"command": "centre"})
    root, options = Path(ROOT), told(given, PrintOptions)
    asked = {"only": only, **options._asdict(), "printer_file": printer}
    folders = (Path(given.deck), Path(given.out), root / "templates", root / "styles")
    fingerprint = fresh.with_options(inputs, asked)
    request = Request(*folders, fingerprint, inputs, only, options, centre=given.centre, stood=(stood,))
    try:
        found = wanted(request, given.force)
        done, faults = made(request, found.left, given.quiet) if found.left else (0, {})
    except BuildError as error:
        return failed(error)
    except KeyboardInterrupt:
        print("stopped: what was made stays", file=sys.stderr)
        return STOPPED
    kept = f", {len(found.kept)} already up to date" if found.kept else ""
    say(f"{Path(given.out) / 'centres'}: {done} made{kept}")
    return told_of(faults)


def made(request: Request, wanted: Mapping[str, Request], quiet: bool) -> tuple[int, dict[str, str]]:
    """Make what is wanted: how many were made, and what went wrong with others. Raises BuildErrors."""
    from deckpress.progress import Progress
    from deckpress.reading import read

    ready = read(request)
    with needed():
        from deckpress import owneditions  # with the page engine, which takes longer than to read a deck
    bar = Progress(len(wanted), quiet)
    try:
        result = owneditions.make(request, ready, wanted, bar.show)
    finally:
        bar.close()
    return len(result.made), result.faults


def told_of(faults: dict[str, str]) -> int:
    """Print what went wrong with some centres; the exit code."""
    for name in sorted(faults):
        print(faults[name], file=sys.stderr)
    if faults:
        print(f"not made: {', '.join(sorted(faults))}; the others are", file=sys.stderr)
    return PROBLEMS if faults else DONE
