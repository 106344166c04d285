"""`build` and `check`: the deck made, or only judged."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from deckpress import fresh
from deckpress.commands import centres
from deckpress.commands.common import (
    DONE,
    FLIPS,
    ROOT,
    USAGE,
    Work,
    add_deck,
    add_out,
    needed,
    teller,
    telling,
    told,
    until_still_so,
)
from deckpress.options import OF_SELECTION, OUTPUTS, Choice, PrintOptions, stem_of

PARTS = ("templates", "styles", "deckpress", "requirements")  # what a build depends on beside the deck
USUAL = PrintOptions()
ORDERS = ("duplex", "fronts-then-backs")
VARIANTS = ("x-4", "x-1a", "x-3")


def add(build: argparse.ArgumentParser) -> None:
    """What `build` is told."""
    add_deck(build)
    add_out(build)
    build.add_argument("--force", action="store_true", help="build even if nothing has changed")
    build.add_argument("--only", type=outputs_in, metavar="NAMES", help=f"which of {','.join(OUTPUTS)}")
    _add_choice(build)
    centres.add(build)
    add_printing(build)


def run(given: argparse.Namespace) -> int:
    """Do what was asked. A build with nothing to do ends here, before anything heavy is imported."""
    say = teller(given.quiet)
    writes = given.command == "build"
    if writes and given.centre is not None:
        return own_edition(given)
    options = told(given, PrintOptions) if writes else PrintOptions()
    choice = told(given, Choice) if writes else Choice()
    only = (writes and given.only) or (OF_SELECTION if choice.is_made else OUTPUTS)
    if refused := refusal(choice, only):
        return wrong_usage(refused)
    out = os.path.join(given.out, stem_of(choice.name)) if choice.is_made else getattr(given, "out", "")
    inputs = inputs_of(given)
    asked = {"only": only, **options._asdict(), "printer_file": printer_file(options), **choice._asdict()}
    if writes and not given.force and fresh.is_fresh(out, fresh.with_options(print_of(inputs), asked)):
        say(f"nothing changed: {out} is up to date")
        return DONE

    def prepare() -> Work:
        from deckpress.reading import Request, read

        root = Path(ROOT)
        folders = (Path(given.deck), Path(out) if writes else None, root / "templates", root / "styles")

        def once() -> list[str]:
            stood = fresh.Stood.now(inputs) if writes else fresh.Stood((), "")
            of = print_of(inputs) if writes else ""
            fingerprint = fresh.with_options(of, asked)
            request = Request(*folders, fingerprint, of, only, options, choice, stood=(stood,))
            ready = read(request)
            with needed():
                from deckpress import pipeline  # with the page engine, which takes longer than to read a deck
            return pipeline.build(request, say, ready)

        return lambda: until_still_so(once, say)

    return telling(prepare, say)


def inputs_of(given: argparse.Namespace) -> list[str]:
    """The folders that a build is made of."""
    return [given.deck, *(os.path.join(ROOT, name) for name in PARTS)]


def print_of(inputs: Sequence[str]) -> str:
    """The hash of all that a build of the deck depends on beside its options."""
    return fresh.fingerprint(inputs, {"command": "build"})


def own_edition(given: argparse.Namespace) -> int:
    """Make the deck of a centre, or of all."""
    if refused := centres.refusal(given):
        return wrong_usage(refused)
    return centres.run(given, inputs_of(given), printer_file(told(given, PrintOptions)))


def wrong_usage(refused: str) -> int:
    """Print why what was asked for can't be; the exit code."""
    print(refused, file=sys.stderr)
    return USAGE


def refusal(choice: Choice, only: Sequence[str]) -> str:
    """What is wrong with a choice of cards; nothing where it can be made."""
    if choice.name and not choice.is_made:
        return "--name is what chosen cards are called: add --select EXPR or --random N"
    if (choice.source is not None or choice.seed is not None) and choice.random is None:
        return "--from and --seed say how cards are drawn: add --random N"
    return refused_outputs("chosen cards", only) if choice.is_made else ""


def refused_outputs(what: str, only: Sequence[str]) -> str:
    """What is wrong with asking for outputs of only some cards; nothing where there are all of these."""
    left = ", ".join(name for name in only if name not in OF_SELECTION)
    return f"{what} have no {left}: choose from {', '.join(OF_SELECTION)}" if left else ""


def printer_file(options: PrintOptions) -> str:
    """What is known of the printer that was named, so that a new calibration builds anew; nothing without one."""
    if not options.printer:
        return ""
    try:
        from deckpress.printers import remembered
    except ImportError:
        return ""  # the build will say what is missing
    return remembered(options.printer)


def outputs_in(text: str) -> tuple[str, ...]:
    """The outputs that "screen,cards" names, in the order in which they are made."""
    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names or names - set(OUTPUTS):
        wrong = ", ".join(sorted(names - set(OUTPUTS))) or "nothing"
        raise argparse.ArgumentTypeError(f"{wrong} is no output: choose from {', '.join(OUTPUTS)}")
    return tuple(name for name in OUTPUTS if name in names)


def _add_choice(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("which cards")
    either = group.add_mutually_exclusive_group()
    either.add_argument(
        "--select", metavar="EXPR", help="such as `1.1, 3.*, luik:6, thema:meertaligheid, pad:casus, -3.5`"
    )
    either.add_argument("--random", type=int, metavar="N", help="so many by chance")
    group.add_argument(
        "--from", dest="source", metavar="EXPR", help="what --random draws from (default: all)"
    )
    group.add_argument("--seed", type=int, metavar="N", help="the same number draws the same cards")
    group.add_argument(
        "--name", metavar="NAME", help="what the choice is called, on its cover and as a folder in the output"
    )
    group.add_argument("--handout", action="store_true", help="also sheets with the questions, to write on")


def add_printing(command: argparse.ArgumentParser) -> None:
    """How it is printed."""
    group = command.add_argument_group("how it is printed")
    group.add_argument(
        "--sheet",
        default=USUAL.sheet,
        metavar="NAME",
        help="a layout of styles/sheets (default: %(default)s)",
    )
    group.add_argument("--flip", choices=FLIPS, help="the edge about which your printer turns the paper")
    group.add_argument("--copies", type=int, default=USUAL.copies, metavar="N", help="how many decks")
    group.add_argument("--order", choices=ORDERS, default=USUAL.order, help="the order of the sheets' sides")
    group.add_argument("--printer", metavar="NAME", help="a printer that was calibrated: its flip and offset")
    group.add_argument("--marks", action="store_true", help="crop marks in the press files")
    group.add_argument("--pdfx", choices=VARIANTS, default=USUAL.pdfx, help="the press files' standard")
