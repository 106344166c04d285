"""The whole deck laid out, on two cores where there are: a process aside does half of it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint import Document

from deckpress.aside import aside
from deckpress.heights import Table
from deckpress.model import Card, Part
from deckpress.packing import OtherFont, Packed, packed, unpacked
from deckpress.press import Fits, FrontMatter, Layout, Press

FEW = 4  # to fit: not worth a process


def laid_out(press: Press) -> tuple[Fits, list[Document]]:
    """How each card is set, and every page of the deck in order, painted as they come: of boxes, which are large, few
    are there at once. Raises DeckProblems for all that is too long, or where a side is not one page after all.
    """
    fits, (front_matter, folios) = fitted(press)
    with dropped():
        layouts = list(press.layouts(fits, front_matter, folios))
        front = _painted(press, front_matter)
        del front_matter
        return fits, [front, *_others(press, front, layouts)]


def fitted(press: Press) -> tuple[Fits, FrontMatter]:
    """How each card is set, with what else is laid out before the rest is; what dividers need is known then."""
    unknown = [thing for thing in press.things if not press.is_known(thing)]
    if len(unknown) <= FEW:
        return press.fits(), press.front_matter()
    # Cover and manual take about as long as a third of the cards.
    with aside(partial(_fitted, press, unknown[1::3] + unknown[2::3])) as others:
        _fitted(press, unknown[::3])
        front_matter = press.front_matter()
        kept, tables = others()
    press.kept.update(kept)
    press.heights.tables.update(tables)
    return press.fits(), front_matter


def _fitted(press: Press, things: Iterable[Card | Part]) -> tuple[dict[str, Any], dict[str, Table]]:
    """Fit these; what is known then of sizes and of heights."""
    for thing in things:
        press.find(thing)
    return press.kept.used, press.heights.tables


def halved(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places of sizes in two halves that are about as large; no less in the first."""
    halves: tuple[list[int], list[int]] = ([], [])
    sums = [0, 0]
    for at in sorted(range(len(sizes)), key=lambda at: -sizes[at]):
        half = sums[1] < sums[0]
        halves[half].append(at)
        sums[half] += sizes[at]
    return halves if sums[0] >= sums[1] else (halves[1], halves[0])


def _others(press: Press, like: Document, layouts: Sequence[Layout]) -> list[Document]:
    """Documents laid out and painted; those of the other process `like` one of this."""
    own, others = halved([len(layout.html) for layout in layouts])
    made: dict[int, Document] = {}
    with aside(partial(_packed, press, [layouts[at] for at in others])) as told:
        for at in own:
            made[at] = _painted(press, press.lay_out(layouts[at]))
        try:
            for at, each in zip(others, told(), strict=True):
                made[at] = unpacked(each, like, press.typesetter.shown)
        except OtherFont:  # that only they show
            made |= {at: _painted(press, press.lay_out(layouts[at])) for at in others}
    return [made[at] for at in range(len(layouts))]


def _packed(press: Press, layouts: Sequence[Layout]) -> list[Packed]:
    return [packed(_painted(press, press.lay_out(layout))) for layout in layouts]


def _painted(press: Press, document: Document) -> Document:
    made = press.typesetter.painted(document, "the pages")
    del document
    gc.collect()  # its boxes, which refer to each other
    return made


@contextmanager
def dropped() -> Iterator[None]:
    """Garbage is looked for only among what is made from now on, so that it takes little time."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
