"""The command that makes backs land on their fronts: what is known of a printer, and keeping what was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deckpress import printers
from deckpress.duplex import flip_named, offset_from
from deckpress.layouts import SheetLayout, load_layout
from deckpress.model import UsageError
from deckpress.printers import Printer
from deckpress.theme import Theme, load_theme

WriteSheet = Callable[[SheetLayout, Printer | None, Theme], list[str]]


@dataclass(frozen=True)
class Asked:
    """What was typed: the printer's name, its flip and back offset, and the layout whose paper is used."""

    printer: str | None
    flip: str | None
    back_offset: str | None
    sheet: str


def calibrate(asked: Asked, styles: Path, write_sheet: WriteSheet) -> list[str]:
    """Keep a printer where an offset is given, else have its sheet written; lines to tell the user.

    `write_sheet`: for the paper of a layout, with what is known of the printer. Raises UsageError, DeckProblems where
    a layout or a printer's file is broken, MissingPart, and what it raises.
    """
    if asked.back_offset is not None:
        return [keep(asked, asked.back_offset)]
    theme = load_theme(styles)
    layout = load_layout(styles / "sheets", asked.sheet, theme.rules.page)
    known = asked.printer in printers.printer_names()
    printer = printers.load_printer(asked.printer) if asked.printer and known else None
    return write_sheet(layout, printer, theme)


def keep(asked: Asked, offset: str) -> str:
    """Keep what was read from the sheet; a line to tell the user."""
    if not asked.printer or not asked.flip:
        lacks = (
            "--printer NAME"
            if not asked.printer
            else "--flip long-edge or --flip short-edge, as the sheet says"
        )
        raise UsageError(f"an offset belongs to a printer and the way it turns the paper: add {lacks}")
    path = printers.save_printer(asked.printer, Printer(flip_named(asked.flip), offset_from(offset)))
    again = f"print with `--printer {asked.printer}`, or see it by `calibrate --printer {asked.printer}`"
    return f"{path}: kept. From now on {again}"
