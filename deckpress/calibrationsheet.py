"""The sheet that shows by how much a printer's backs miss their fronts, laid out and written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckpress import write
from deckpress.calibrate import Sheet, calibration_css, calibration_html
from deckpress.layouts import SheetLayout
from deckpress.printers import Printer
from deckpress.sheets import About, ask_of_printer
from deckpress.theme import Theme
from deckpress.typeset import Typesetter, write_pdf

NAME = "calibration.pdf"
EXAMPLE = "kantoor"  # what the sheet calls a printer that has no name yet


@dataclass(frozen=True)
class SheetWriter:
    """Writes the sheet of a printer, called `printer`, into the folder `out`."""

    printer: str | None
    templates: Path
    out: Path

    def write(self, layout: SheetLayout, known: Printer | None, theme: Theme) -> list[str]:
        """Write the sheet on the paper of a layout; lines to tell the user. Raises DeckProblems, CantWrite."""
        sheet = Sheet(layout.width, layout.height)
        if known:
            sheet = Sheet(layout.width, layout.height, known.offset, known.flip)
        html = calibration_html(self.templates, sheet, self.printer or EXAMPLE)
        document = Typesetter(calibration_css(theme, sheet), [theme.folder]).lay_out(html, "calibrate")
        about = About(document.metadata.title, "nl", 0)
        with write.staging(self.out) as folder:
            write_pdf([document], folder / NAME)
            flip = sheet.flip if sheet.offset else None
            (folder / NAME).write_bytes(ask_of_printer((folder / NAME).read_bytes(), about, flip))
            write.commit(self.out, folder, [NAME])
        return [f"{self.out / NAME}: print it on both sides, at 100 %, and do what it says"]
