"""The blocks of a card or a divider: rendered, guessed at, and laid out many at once to see how high they are."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from deckpress.heights import Block, Blocks, Table
from deckpress.model import Card, Part
from deckpress.predict import Guess, Off
from deckpress.render import Renderer

Engine = Callable[[str, int], list[float]]  # the HTML of so many blocks → the height of each in pt


@dataclass(frozen=True)
class Heights:
    """What is known of all blocks: the heights of each, by the hash of its HTML, and by how much guesses were off."""

    tables: dict[str, Table] = field(default_factory=dict)
    off: Off = field(default_factory=dict)


def hash_of(thing: Card | Part, block: str, renderer: Renderer) -> str:
    """The hash of a block of a card or of a part's divider as rendered, at any one size."""
    return hashlib.sha256(renderer.block(thing, block, 0).encode()).hexdigest()


def blocks_of(
    thing: Card | Part, renderer: Renderer, hashed: Callable[[str], str], heights: Heights, engine: Engine
) -> Blocks:
    """The blocks of a card or of a part's divider. `hashed`: the hash of each, by which `heights` holds its heights."""

    def html(block: str) -> str:
        return renderer.block(thing, block, 0)

    def table(block: str) -> Table:
        return heights.tables.setdefault(hashed(block), {})

    guess = Guess(renderer.look.theme, html, cache(table), heights.off)

    def lay_out(asked: Sequence[Block]) -> None:
        with garbage_left():
            found = engine(renderer.blocks(thing, asked), len(asked))
        for block, height in zip(asked, found, strict=True):
            guess.learn(block, height)

    return Blocks(guess.table, guess, lay_out)


def texts(thing: Card | Part, side: str) -> int:
    """How many questions or tips a side has."""
    if isinstance(thing, Part):
        return 0
    return len(thing.reflect.questions if side == "front" else thing.inspire)


@contextmanager
def garbage_left() -> Iterator[None]:
    """Let nothing look for garbage meanwhile: a layout makes much of it, but none before it ends."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
