"""How a deck will be printed: what was asked for, as the layout, the printer and the order that it comes down to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckpress import printers
from deckpress.duplex import flip_named
from deckpress.impose import Printing, order_named
from deckpress.layouts import SheetLayout, load_layout
from deckpress.options import PrintOptions
from deckpress.theme import PageRules

USUAL = "a4-2up"  # the layout whose file is called by what it is for


@dataclass(frozen=True)
class Plan:
    """How it will be printed: what the options come down to."""

    layout: SheetLayout
    printing: Printing
    name: str  # of the layout's output
    marks: bool = False  # in the press files
    pdfx: str = "x-4"

    @classmethod
    def of(cls, options: PrintOptions, styles: Path, page: PageRules) -> Plan:
        """What was asked for. Raises UsageError and DeckProblems for what isn't known or can't be."""
        printer = printers.load_printer(options.printer) if options.printer else printers.Printer()
        flip = flip_named(options.flip) if options.flip else printer.flip
        printing = Printing(flip, printer.offset, options.copies, order_named(options.order))
        layout = load_layout(styles / "sheets", options.sheet, page)
        name = "a4-duplex" if options.sheet == USUAL else options.sheet
        return cls(layout, printing, name, options.marks, options.pdfx)
