"""Work on a whole deck on two cores where there are: a process aside does half of it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, TypeVar

from weasyprint import Document

from deckpress.aside import aside
from deckpress.heights import Table
from deckpress.model import Card, Part
from deckpress.packing import OtherFont, Packed, packed, unpacked
from deckpress.press import Fits, Layout, Press

FEW = 4  # to fit: not worth a process

Meanwhile = TypeVar("Meanwhile")


def fitted(press: Press, meanwhile: Callable[[], Meanwhile]) -> tuple[Fits, Meanwhile]:
    """How each card is set, and what is done besides, which takes about as long as a third of the cards; what dividers
    need is known then.
    """
    unknown = [thing for thing in press.things if not press.is_known(thing)]
    if len(unknown) <= FEW:
        return press.fits(), meanwhile()
    with aside(partial(_fitted, press, unknown[1::3] + unknown[2::3])) as others:
        _fitted(press, unknown[::3])
        done = meanwhile()
        kept, tables = others()
    press.kept.update(kept)
    press.heights.tables.update(tables)
    return press.fits(), done


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


def painted(
    press: Press, layouts: Mapping[int, Layout], keep: Callable[[Layout, Packed], None]
) -> dict[int, Document]:
    """Documents laid out, painted and handed to `keep`, by their places.

    Raises DeckProblems where a side is not one page after all.
    """
    places = list(layouts)
    halves = halved([len(layout.html) for layout in layouts.values()])
    own, others = ([places[at] for at in half] for half in halves)
    made: dict[int, Document] = {}

    def make(at: int) -> None:
        made[at] = in_paint(press, press.lay_out(layouts[at]))
        keep(layouts[at], packed(made[at]))

    work = partial(_packed, press, [layouts[at] for at in others])
    with aside(work) if others else nullcontext(list) as told:
        for at in own:
            make(at)
        for at, each in zip(others, told(), strict=True):
            keep(layouts[at], each)
            try:
                made[at] = unpacked(each, made[own[0]], press.typesetter.shown)
            except OtherFont:  # that only they show
                make(at)
    return made


def _packed(press: Press, layouts: Sequence[Layout]) -> list[Packed]:
    return [packed(in_paint(press, press.lay_out(layout))) for layout in layouts]


def in_paint(press: Press, document: Document) -> Document:
    """A document painted, its boxes dropped."""
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
