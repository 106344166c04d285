"""The whole deck laid out: what was laid out before of just the same is taken, the rest made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from weasyprint import Document
from weasyprint.document import Page

from deckpress import halves
from deckpress.laidbefore import LaidBefore
from deckpress.packing import OtherFont, Packed, packed, unpacked
from deckpress.press import Fits, Layout, Press


class Found(NamedTuple):
    """A document to be had: as it was laid out before, or now; neither where it isn't yet."""

    layout: Layout
    before: Packed | None = None
    now: Document | None = None

    @property
    def pages(self) -> Sequence[Page]:
        """In their order, as far as they are there."""
        known = self.now or self.before
        return known.pages if known else ()


def laid_out(press: Press) -> tuple[Fits, list[Document]]:
    """How each card is set, and every page of the deck in order, painted as they come: of boxes, which are large, few
    are there at once. Raises DeckProblems for all that is too long, or where a side is not one page after all.
    """
    before = LaidBefore(press)

    def front_matter(layout: Layout) -> Found:
        known = before.get(layout)
        return Found(layout, known, None if known else press.lay_out(layout))

    fits, (front, folios) = halves.fitted(press, lambda: press.front_matter_by(front_matter))
    with halves.dropped():
        layouts = list(press.layouts(fits, front, folios))
        found = [front, *(Found(layout, before.get(layout)) for layout in layouts)]
        del front
        try:
            return fits, _painted(press, found, before)
        except OtherFont:
            # All are laid out as if nothing were known, so that a font is what it is in the first that shows it.
            press.typesetter.shown.clear()
            now = Found(found[0].layout, now=press.lay_out(found[0].layout))
            return fits, _painted(press, [now, *(Found(layout) for layout in layouts)], before)


def _painted(press: Press, found: list[Found], before: LaidBefore) -> list[Document]:
    """All of them painted, those of before in fonts of this process. Raises OtherFont where these aren't the same."""
    made: dict[int, Document] = {}
    if found[0].now:
        made[0] = halves.in_paint(press, found[0].now)
        found[0] = Found(found[0].layout)  # its boxes are not needed any more
        before.put(found[0].layout, packed(made[0]))
    known = {at: (each.layout, each.before) for at, each in enumerate(found) if each.before}
    new = {at: each.layout for at, each in enumerate(found) if at not in known and at not in made}
    made |= halves.painted(press, new, before.put)
    shown = press.typesetter.shown
    # A font is had by laying out what shows it.
    while (lacking := {key for _, each in known.values() for key in each.looks} - shown.keys()) or not made:
        at = max(known, key=lambda at: (len(lacking & known[at][1].looks.keys()), -len(known[at][0].html)))
        made |= halves.painted(press, {at: known.pop(at)[0]}, before.put)
    like = next(iter(made.values()))
    made |= {at: unpacked(each, like, shown) for at, (_, each) in known.items()}
    return [made[at] for at in range(len(found))]
