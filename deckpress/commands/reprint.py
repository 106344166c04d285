"""`reprint`: print only what has changed since an edition, with a page that says what to do with an old set."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path

from deckpress import fresh
from deckpress.commands.build import (
    add_printing,
    inputs_of,
    outputs_in,
    printer_file,
    refused_outputs,
    wrong_usage,
)
from deckpress.commands.changes import add_since
from deckpress.commands.common import (
    DONE,
    ROOT,
    Work,
    add_deck,
    add_out,
    needed,
    teller,
    telling,
    told,
    until_still_so,
)
from deckpress.options import EDITIONS, OF_SELECTION, REPRINT, PrintOptions, is_edition


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(command)
    add_out(command)
    add_since(command)
    command.add_argument("--force", action="store_true", help="make it even if nothing has changed")
    command.add_argument(
        "--only", type=outputs_in, metavar="NAMES", help=f"which of {','.join(OF_SELECTION)}"
    )
    add_printing(command)


def run(given: argparse.Namespace) -> int:
    """Make new and changed cards in every form of print. With nothing to do it ends before anything heavy is loaded."""
    say, only, options = teller(given.quiet), given.only or OF_SELECTION, told(given, PrintOptions)
    if refused := refused_outputs("changed cards", only):
        return wrong_usage(refused)
    out = os.path.join(given.out, f"{REPRINT}-{given.since}")
    if not given.force and fresh.is_fresh(out, fingerprints(given, only, options)[1]):
        say(f"nothing changed: {out} is up to date")
        return DONE

    def prepare() -> Work:
        from deckpress import releasing
        from deckpress.editions.compare import Change
        from deckpress.reading import Ready, Request

        root = Path(ROOT)
        folders = (Path(given.deck), Path(out), root / "templates", root / "styles")

        def once() -> list[str]:
            stood = fresh.Stood.now(inputs_of(given))
            of, fingerprint = fingerprints(given, only, options)
            request = Request(*folders, fingerprint, of, only, options, since=given.since, stood=(stood,))

            def make(ready: Ready, found: list[Change]) -> list[str]:
                with needed():
                    from deckpress import pipeline, reprint
                return pipeline.make(request, ready, partial(reprint.lay_out, found, request.since), say)

            return releasing.reprint_since(request, make)

        return lambda: until_still_so(once, say)

    return telling(prepare, say)


def fingerprints(given: argparse.Namespace, only: tuple[str, ...], options: PrintOptions) -> tuple[str, str]:
    """The hash of deck, builder and edition; and that with all that is asked for. "" where they can't be read."""
    if not is_edition(given.since):
        return "", ""
    edition = os.path.join(given.deck, EDITIONS, f"{given.since}.json")
    of = fresh.fingerprint([*inputs_of(given), edition], {"command": "reprint"})
    asked = {"only": only, **options._asdict(), "printer_file": printer_file(options)}
    return of, fresh.with_options(of, asked)
