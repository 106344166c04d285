"""The command that makes backs land on their fronts: writes the calibration sheet, and keeps what was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckpress import printers, write
from deckpress.calibrate import Sheet, calibration_css, calibration_html
from deckpress.duplex import flip_named, offset_from
from deckpress.layouts import load_layout
from deckpress.model import UsageError
from deckpress.printers import Printer
from deckpress.sheets import About, ask_of_printer
from deckpress.theme import Theme, load_theme
from deckpress.typeset import Typesetter, write_pdf

NAME = "calibration.pdf"
EXAMPLE = "kantoor"  # what the sheet calls a printer that has no name yet


@dataclass(frozen=True)
class Asked:
    """What was typed: the printer's name, its flip and back offset, and the layout whose paper is used."""

    printer: str | None
    flip: str | None
    back_offset: str | None
    sheet: str


def calibrate(asked: Asked, templates: Path, styles: Path, out: Path) -> list[str]:
    """Keep a printer where an offset is given, else write the sheet into `out`; lines to tell the user.

    Raises UsageError, DeckProblems where a layout or a printer's file is broken, MissingPart and CantWrite.
    """
    theme = load_theme(styles)
    if asked.back_offset is not None:
        return [keep(asked, asked.back_offset)]
    layout = load_layout(styles / "sheets", asked.sheet, theme.rules.page)
    known = asked.printer in printers.printer_names()
    printer = printers.load_printer(asked.printer) if asked.printer and known else None
    sheet = Sheet(layout.width, layout.height)
    if printer:
        sheet = Sheet(layout.width, layout.height, printer.offset, printer.flip)
    write_sheet(sheet, asked, theme, templates, out)
    return [f"{out / NAME}: print it on both sides, at 100 %, and do what it says"]


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


def write_sheet(sheet: Sheet, asked: Asked, theme: Theme, templates: Path, out: Path) -> None:
    """Lay the sheet out and put it in the output folder. Raises CantWrite."""
    html = calibration_html(templates, sheet, asked.printer or EXAMPLE)
    document = Typesetter(calibration_css(theme, sheet), [theme.folder]).lay_out(html, "calibrate")
    about = About(document.metadata.title, "nl", 0)
    with write.staging(out) as folder:
        write_pdf([document], folder / NAME)
        flip = sheet.flip if sheet.offset else None
        (folder / NAME).write_bytes(ask_of_printer((folder / NAME).read_bytes(), about, flip))
        write.commit(out, folder, [NAME])
