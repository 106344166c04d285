"""Cards → places on sheets of paper: pure data, no PDF. All lengths in mm, from the sheet side's top left corner.

What happens to the paper: a printer prints a front, turns the sheet about one of its edges and prints the back. The
pile is cut into stacks, one for each place on the sheet, and the stacks are put on one another, the first on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from deckpress.duplex import Axis, Flip, Offset, axis_of
from deckpress.layouts import SheetLayout
from deckpress.model import UsageError
from deckpress.near import did_you_mean
from deckpress.slots import Box, Mark, SheetSide, crop_marks, slots_of
from deckpress.theme import PageRules

Order = Literal["duplex", "fronts-then-backs"]
ORDERS: tuple[Order, ...] = get_args(Order)
MOST_COPIES = 500


@dataclass(frozen=True)
class Card:
    """The pages of a card in the screen PDF, from 0; None is a blank side. `label` is what people call it."""

    front: int | None
    back: int | None
    label: str = ""


@dataclass(frozen=True)
class Sheets:
    """All sides in the order in which they are printed, and how the printer is to turn the paper (None: not at all)."""

    width: float
    height: float
    sides: tuple[SheetSide, ...]
    flip: Flip | None


@dataclass(frozen=True)
class Printing:
    """How the sheets are printed: the way the printer turns the paper, its offset, how many decks, in which order."""

    flip: Flip = "long-edge"
    offset: Offset = field(default_factory=Offset)
    copies: int = 1
    order: Order = "duplex"

    def __post_init__(self) -> None:
        if not 1 <= self.copies <= MOST_COPIES:
            raise UsageError(f"{self.copies} copies: ask for 1 to {MOST_COPIES}")


def order_named(name: str) -> Order:
    """The order with this name. Raises UsageError."""
    for order in ORDERS:
        if name == order:
            return order
    advice = did_you_mean(name, ORDERS) or f": use {' or '.join(ORDERS)}"
    raise UsageError(f"the order `{name}` is not known{advice}")


def impose(cards: Sequence[Card], layout: SheetLayout, page: PageRules, printing: Printing) -> Sheets:
    """The cards on sheets, so that the cut stacks put on one another are the decks in order.

    With S sheets the first place holds the first S cards, the second the next S, and so on; of an odd number the last
    places stay empty, on both sides. Raises UsageError where there are no cards.
    """
    if not cards:
        raise UsageError("no cards to put on sheets: select at least one")
    return on_sheets(cut_and_stack(list(cards) * printing.copies, layout.places), layout, page, printing)


def cut_and_stack(cards: Sequence[Card], places: int) -> list[list[Card | None]]:
    """For each sheet, the card in each of its places."""
    count = -(-len(cards) // places)
    return [
        [cards[at] if (at := place * count + sheet) < len(cards) else None for place in range(places)]
        for sheet in range(count)
    ]


def on_sheets(
    sheets: Sequence[Sequence[Card | None]], layout: SheetLayout, page: PageRules, printing: Printing
) -> Sheets:
    """Sheets of which each place's card is known, as the sides to print."""
    slots, marks = slots_of(layout, page), crop_marks(layout, page)
    axis = axis_of(printing.flip, layout.width, layout.height)
    fronts, backs = [], []
    for cards in sheets:
        held = [(card, slot) for card, slot in zip(cards, slots, strict=True) if card]
        front = [replace(slot, page=card.front) for card, slot in held if card.front is not None]
        back = [replace(slot, page=card.back) for card, slot in held if card.back is not None]
        fronts.append(SheetSide(tuple(front), marks))
        turned = turn(SheetSide(tuple(back), marks), layout, axis)
        backs.append(moved(turned, *printing.offset.on_the_back(axis)))
    if printing.order == "fronts-then-backs":  # its paper is turned by hand, so the printer must not
        return Sheets(layout.width, layout.height, (*fronts, *backs), None)
    pairs = (side for pair in zip(fronts, backs, strict=True) for side in pair)
    return Sheets(layout.width, layout.height, tuple(pairs), printing.flip)


def turn(side: SheetSide, layout: SheetLayout, axis: Axis) -> SheetSide:
    """What the back's page must be, for what is printed to lie behind the same things of its front.

    A cut card is turned over like a page in a book, about its vertical axis. Where the printer turns the sheet about
    the horizontal one, backs stand on their heads.
    """
    placements = tuple(
        replace(
            placed,
            trim=_across(placed.trim, layout, axis),
            seen=_across(placed.seen, layout, axis),
            rotation=placed.rotation if axis == "vertical" else 180 - placed.rotation,
        )
        for placed in side.placements
    )
    return SheetSide(placements, tuple(_mark_across(mark, layout, axis) for mark in side.marks))


def moved(side: SheetSide, right: float, down: float) -> SheetSide:
    """A side with all that is on it moved."""
    placements = tuple(
        replace(placed, trim=_moved(placed.trim, right, down), seen=_moved(placed.seen, right, down))
        for placed in side.placements
    )
    marks = tuple(
        Mark(mark.x1 + right, mark.y1 + down, mark.x2 + right, mark.y2 + down) for mark in side.marks
    )
    return SheetSide(placements, marks)


def _across(box: Box, layout: SheetLayout, axis: Axis) -> Box:
    if axis == "vertical":
        return replace(box, x=layout.width - box.x - box.width)
    return replace(box, y=layout.height - box.y - box.height)


def _mark_across(mark: Mark, layout: SheetLayout, axis: Axis) -> Mark:
    if axis == "vertical":
        return replace(mark, x1=layout.width - mark.x1, x2=layout.width - mark.x2)
    return replace(mark, y1=layout.height - mark.y1, y2=layout.height - mark.y2)


def _moved(box: Box, right: float, down: float) -> Box:
    return replace(box, x=box.x + right, y=box.y + down)
