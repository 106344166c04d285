"""The whole deck laid out, on two cores where there are: a process aside does every other card and part."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, zip_longest
from typing import Any

from weasyprint import Document

from deckpress.aside import aside
from deckpress.heights import Table
from deckpress.model import Card, Part
from deckpress.painted import Packed, packed, unpacked
from deckpress.press import Fits, LayOut, Press

FEW = 4  # to fit: not worth a process


def fits(press: Press) -> Fits:
    """How each card is set; what is known then tells how dividers are. Raises DeckProblems for all that is too long."""
    unknown = [thing for thing in press.things if not press.is_known(thing)]
    if len(unknown) > FEW:
        with aside(partial(_fitted, press, unknown[1::2])) as others:
            _fitted(press, unknown[::2])
            kept, tables = others()
        press.kept.update(kept)
        press.heights.tables.update(tables)
    return press.fits()


def _fitted(press: Press, things: Iterable[Card | Part]) -> tuple[dict[str, Any], dict[str, Table]]:
    """Fit these; what is known then of sizes and of heights."""
    for thing in things:
        press.find(thing)
    return press.kept.used, press.heights.tables


def documents(press: Press, found: Fits) -> list[Document]:
    """Every page of the deck in order, painted as they come, so that of boxes, which are large, few are there at once.

    Raises DeckProblems where a side is not one page after all.
    """
    first, *layouts = press.layouts(found)
    with dropped():
        front = _painted(press, first)
        return [front, *_others(press, front, layouts)]


def _others(press: Press, front: Document, layouts: Sequence[LayOut]) -> list[Document]:
    with aside(partial(_packed, press, layouts[1::2])) as others:
        own = [_painted(press, lay_out) for lay_out in layouts[::2]]
        try:
            theirs = [unpacked(each, front, press.typesetter.shown) for each in others()]
        except KeyError:  # of a font that only they show
            theirs = [_painted(press, lay_out) for lay_out in layouts[1::2]]
    in_turns = chain.from_iterable(zip_longest(own, theirs))
    return [document for document in in_turns if document]


def _painted(press: Press, lay_out: LayOut) -> Document:
    made = press.typesetter.painted(lay_out(), "the pages")
    gc.collect()  # its boxes, which refer to each other
    return made


@contextmanager
def dropped() -> Iterator[None]:
    """Garbage is looked for only among what is made from now on, so that it takes little time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _packed(press: Press, layouts: Sequence[LayOut]) -> list[Packed]:
    return [packed(_painted(press, lay_out)) for lay_out in layouts]
