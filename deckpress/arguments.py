"""The commands and their options, as argparse reads them. The standard library only."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from deckpress.options import OUTPUTS, PrintOptions

USUAL = PrintOptions()
ORDERS = ("duplex", "fronts-then-backs")
FLIPS = ("long-edge", "short-edge")
VARIANTS = ("x-4", "x-1a", "x-3")
MAY_BE_NEGATIVE = ("--back-offset",)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was typed; `build` is what happens without a command. Ends the process with 2 where it is wrong usage."""
    given = list(words)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "build")
    return parser().parse_args(joined(given))


def joined(words: Sequence[str]) -> list[str]:
    """The words with `--back-offset -1,2` made one, as argparse would take its value for an option."""
    made: list[str] = []
    for word in words:
        if made and made[-1] in MAY_BE_NEGATIVE:
            made[-1] += f"={word}"
        else:
            made.append(word)
    return made


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
        _add_deck(command)
    _add_out(build)
    build.add_argument("--force", action="store_true", help="build even if nothing has changed")
    build.add_argument("--only", type=outputs_in, metavar="NAMES", help=f"which of {','.join(OUTPUTS)}")
    _add_choice(build)
    _add_printing(build)
    _add_import(commands.add_parser("import", help="make a deck's folder of a publication's .txt or .pdf"))
    _add_calibrate(commands.add_parser("calibrate", help="make backs land on their fronts, on your printer"))
    _add_mail(
        commands.add_parser("mail", help="an e-mail with the PDF for each centre of a list: drafts, or send")
    )
    return top


def outputs_in(text: str) -> tuple[str, ...]:
    """The outputs that "screen,cards" names, in the order in which they are made."""
    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names or names - set(OUTPUTS):
        wrong = ", ".join(sorted(names - set(OUTPUTS))) or "nothing"
        raise argparse.ArgumentTypeError(f"{wrong} is no output: choose from {', '.join(OUTPUTS)}")
    return tuple(name for name in OUTPUTS if name in names)


def _add_deck(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--deck", default="cards/nl", metavar="DIR", help="the deck's folder (default: %(default)s)"
    )
    command.add_argument("--quiet", action="store_true", help="print problems only")


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", default="output", metavar="DIR", help="where to write (default: %(default)s)"
    )


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


def _add_printing(command: argparse.ArgumentParser) -> None:
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


def _add_calibrate(command: argparse.ArgumentParser) -> None:
    _add_out(command)
    command.add_argument("--printer", metavar="NAME", help="what you call the printer")
    command.add_argument(
        "--flip", choices=FLIPS, help="the edge about which it turns the paper, as the sheet says"
    )
    command.add_argument("--back-offset", metavar="X,Y", help="what you read from the sheet, in mm: keeps it")
    command.add_argument("--sheet", default=USUAL.sheet, metavar="NAME", help="the layout whose paper to use")


def _add_mail(command: argparse.ArgumentParser) -> None:
    _add_deck(command)
    _add_out(command)
    command.add_argument(
        "centres", metavar="CSV", help="the list: columns name, email, and if need be language, edition"
    )
    command.add_argument("--send", action="store_true", help="send them; without it they are only drafted")
    command.add_argument(
        "--config", default="mail.yaml", metavar="FILE", help="server and sender (default: %(default)s)"
    )
    command.add_argument(
        "--ledger", metavar="FILE", help="who had what (default: beside the config, as mail.sqlite)"
    )
    command.add_argument("--resend-unknown", action="store_true", help="send again what may have arrived")
    command.add_argument("--retry-refused", action="store_true", help="send again what a server refused")


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", metavar="SOURCE", help="the publication, as .txt or .pdf")
    command.add_argument("--to", required=True, metavar="DIR", help="the folder to write")
    command.add_argument("--force", action="store_true", help="replace what is in the folder")
    command.add_argument("--strict", action="store_true", help="repair nothing inside words")
