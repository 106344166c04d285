"""`calibrate`: make backs land on their fronts, on the user's own printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from deckpress.commands.common import FLIPS, ROOT, Work, add_out, needed, telling
from deckpress.options import PrintOptions


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_out(command)
    command.add_argument("--printer", metavar="NAME", help="what you call the printer")
    command.add_argument(
        "--flip", choices=FLIPS, help="the edge about which it turns the paper, as the sheet says"
    )
    command.add_argument("--back-offset", metavar="X,Y", help="what you read from the sheet, in mm: keeps it")
    command.add_argument(
        "--sheet", default=PrintOptions().sheet, metavar="NAME", help="the layout whose paper to use"
    )


def run(given: argparse.Namespace) -> int:
    """Write the sheet that shows by how much a printer's backs miss, or keep what was read from it."""

    def prepare() -> Work:
        from deckpress import calibration

        root = Path(ROOT)
        asked = calibration.Asked(given.printer, given.flip, given.back_offset, given.sheet)

        def write_sheet(*of: Any) -> list[str]:
            with needed():
                from deckpress.calibrationsheet import SheetWriter
            return SheetWriter(given.printer, root / "templates", Path(given.out)).write(*of)

        return lambda: calibration.calibrate(asked, root / "styles", write_sheet)

    return telling(prepare, print)
