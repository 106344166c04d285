"""What is folded instead of cut: a card of one printed side, and the manual as a leaflet. Pure data, in mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deckpress.impose import Card, Printing, Sheets, on_sheets
from deckpress.layouts import SheetLayout
from deckpress.model import UsageError
from deckpress.slots import SheetSide, slots_of
from deckpress.theme import PageRules

# Two A5 pages that meet at the fold in the middle of A4, which is 1 mm wider than they are: the colours go on there.
SPREAD = SheetLayout(title="A4, gevouwen", width=297, height=210, columns=2, rows=1, bleed=0.5)


def fold(cards: Sequence[Card], page: PageRules) -> Sheets:
    """Each card on one side of A4, its front on the left, its back on the right, to be folded with the print outside.

    Folded away from you along the middle, the left half is the side that you see and the right half the one behind it.
    The fold is then the front's right edge and the back's left edge: one edge of the paper, as when a card is turned
    like a page in a book, so both stand upright. The thumb tabs are at that edge: on the fold they are one colour
    field that no printer's white margin touches. The other way round they would lie at the sheet's outer edges, in the
    4 mm that office printers leave white. Raises UsageError where there are no cards.
    """
    if not cards:
        raise UsageError("no cards to put on sheets: select at least one")
    slots = slots_of(SPREAD, page)
    sides = [
        SheetSide(
            tuple(
                replace(slot, page=number)
                for slot, number in zip(slots, (card.front, card.back), strict=True)
                if number is not None
            )
        )
        for card in cards
    ]
    return Sheets(SPREAD.width, SPREAD.height, tuple(sides), None)


def booklet(pages: Sequence[int], page: PageRules, printing: Printing) -> Sheets:
    """Pages as a saddle-stitched leaflet: sheets of A4, outer sheet first, laid in one another, folded and stapled.

    Blank pages follow the last until their number is a multiple of four. Creep (inner sheets that stick out) is taken
    as zero: a few sheets don't need it. Raises UsageError where there are no pages.
    """
    if not pages:
        raise UsageError("no pages for a booklet")
    return on_sheets(leaves(pages) * printing.copies, SPREAD, page, printing)


def leaves(pages: Sequence[int]) -> list[list[Card | None]]:
    """For each sheet, its two leaves as they lie flat with the outside up: the left one ends the booklet, the right
    one begins it. Of each leaf the page on the outside and the one behind it."""
    padded: list[int | None] = [*pages, *[None] * (-len(pages) % 4)]
    last = len(padded) - 1
    return [
        [Card(padded[last - at], padded[last - at - 1]), Card(padded[at], padded[at + 1])]
        for at in range(0, len(padded) // 2, 2)
    ]
