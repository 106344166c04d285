"""How large the type of a side can be, and where its spare room goes.

A side is a column of blocks whose heights add up. `measure(block, size, lines)` says how high one block is in pt; all
else is arithmetic. The rule for a deck: each side gets the largest size of the theme's steps at which it is one page,
but no side more than `spread` above the deck's smallest, so that type never jumps from card to card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from deckpress.heights import Block, Blocks, Measure, sure
from deckpress.model import SideFit
from deckpress.theme import TypeRules
from deckpress.units import mm_to_pt

DIVIDER = ("divider-front", "divider-back")  # each side of a divider is one block
BLOCKS = {"front": ("title", "quote", "reflect"), "back": ("inspire", "panel")} | {n: (n,) for n in DIVIDER}

SLACK = 0.5  # pt kept free, so that rounding in the engine never makes a second page
BETWEEN = mm_to_pt(4)  # at least this between the tips and the tools panel
QUOTE_SHARE, HEADING_SHARE = (
    0.7,
    1.3,
)  # of a gap: room before the quote, and before the questions (deck.css has the same)
MOST_LINES = 39  # to write on
EASY_GAP = 3.0  # pt: the questions and tips get this much before the quote grows or lines are added


@dataclass(frozen=True)
class Room:
    """The column of a side, in pt, and the rules that fill it."""

    height: float
    rules: TypeRules

    @property
    def sizes(self) -> tuple[float, ...]:
        """The type sizes of the theme, small to large."""
        rules = self.rules
        count = round((rules.max - rules.min) / rules.step)
        return tuple(rules.min + rules.step * n for n in range(count + 1))

    def quote_least(self, size: float) -> float:
        """The smallest quote that may stand above running text of `size`, on a step."""
        step = self.rules.step
        return min(round(size * self.rules.quote_min_ratio / step) * step, self.rules.quote_max)


def largest(sizes: Sequence[float], fits: Callable[[float], bool], guess: float) -> float | None:
    """The largest of `sizes` (ascending) that fits, None if none does; few tries when `guess` is near.

    Fitting is taken to be monotone: what fits at a size fits at every smaller one.
    """
    known = cache(fits)
    low, high = -1, len(sizes)  # sizes[low] fits, sizes[high] does not
    at = min(range(len(sizes)), key=lambda n: abs(sizes[n] - guess))
    stride = 1
    while high - low > 1:
        if known(sizes[at]):
            low = at
            at = min(at + stride, (low + high) // 2 if high < len(sizes) else len(sizes) - 1)
        else:
            high = at
            at = max(at - stride, (low + high) // 2 if low >= 0 else 0)
        stride *= 2
        at = min(max(at, low + 1), high - 1)
    return sizes[low] if low >= 0 else None


def front_height(measure: Measure, room: Room, size: float) -> float:
    """How high a front is in pt at this size, with the least quote and no spare room."""
    return measure("title", 0, 0) + measure("quote", room.quote_least(size), 0) + measure("reflect", size, 0)


def back_height(measure: Measure, room: Room, size: float) -> float:
    """How high a back is in pt at this size, with the least writing lines."""
    return measure("inspire", size, 0) + BETWEEN + measure("panel", size, room.rules.lines_min)


def fits_on(measure: Measure, room: Room, side: str, size: float) -> bool:
    """Does this side ("front", "back", "divider-front" or "divider-back") fit on one page at this size?"""
    heights = {"front": front_height, "back": back_height}
    height = heights.get(side, lambda measure, _, size: measure(side, size, 0))
    barely = SideFit(size, room.quote_least(size), lines=room.rules.lines_min)
    return sure(measure, lambda by: height(by, room, size) <= room.height - SLACK, *used(side, barely))


def used(side: str, fit: SideFit) -> list[Block]:
    """The blocks of a side as it is set, first the one that fills it most."""
    if side == "front":
        return [("reflect", fit.size, 0), ("title", 0, 0), ("quote", fit.quote_size, 0)]
    if side == "back":
        return [("inspire", fit.size, 0), ("panel", fit.size, fit.lines)]
    return [(side, fit.size, 0)]


def largest_size(measure: Measure, room: Room, side: str, guess: float) -> float | None:
    """The largest size at which the side fits; None where even the smallest is too large."""
    return largest(room.sizes, lambda size: fits_on(measure, room, side, size), guess)


def ceiling(sizes: Iterable[float], rules: TypeRules) -> float:
    """The largest size that a side may have, where these are the largest at which the deck's sides fit."""
    return min(sizes, default=rules.max) + rules.spread


def agree(sizes: Sequence[float], rules: TypeRules) -> list[float]:
    """The sizes that the deck's sides get: each its own, but none more than `spread` above the smallest."""
    most = ceiling(sizes, rules)
    return [min(size, most) for size in sizes]


def fill(
    measure: Measure, room: Room, side: str, size: float, texts: int, near: SideFit | None = None
) -> SideFit:
    """A side at a size, with its spare room given away; `texts`: how many questions or tips it has; `near`: a guess."""
    if side == "front":
        return fill_front(measure, room, size, texts, near.quote_size if near else room.rules.quote_max)
    return fill_back(measure, room, size, texts) if side == "back" else SideFit(size)


def fill_front(
    measure: Measure, room: Room, size: float, questions: int, guess: float | None = None
) -> SideFit:
    """Where a front's spare room goes: the quote grows first, the rest is air between the blocks and questions."""
    slots = QUOTE_SHARE + HEADING_SHARE + max(questions - 1, 0)
    fixed = measure("title", 0, 0) + measure("reflect", size, 0)
    free = room.height - SLACK - fixed
    least, step = room.quote_least(size), room.rules.step
    quotes = [least + step * n for n in range(round((room.rules.quote_max - least) / step) + 1)]

    def easy(quote: float) -> bool:
        block = ("quote", quote, 0)
        return sure(measure, lambda by: by(*block) + EASY_GAP * slots <= free, block)

    quote_size = largest(quotes, easy, guess or quotes[-1]) or least
    return SideFit(size, quote_size, _down((free - measure("quote", quote_size, 0)) / slots))


def fill_back(measure: Measure, room: Room, size: float, tips: int) -> SideFit:
    """Where a back's spare room goes: some air between the tips, then writing lines, then more air, then more lines."""
    rules, slots = room.rules, max(tips - 1, 1)
    free = room.height - SLACK - BETWEEN - measure("inspire", size, 0)

    def easy(lines: int) -> bool:
        wanted, block = (EASY_GAP if lines <= rules.lines_max else rules.gap_max), ("panel", size, lines)
        return sure(measure, lambda by: by(*block) + wanted * slots <= free, block)

    lines = rules.lines_min
    while lines < MOST_LINES and easy(lines + 1):
        lines += 1
    gap = (free - measure("panel", size, lines)) / slots
    return SideFit(size, gap=_down(min(gap, rules.gap_max)), lines=lines)


class Settled(NamedTuple):
    """The largest size in pt at which a side fits, and the side as it is set, which may be smaller."""

    size: float
    fit: SideFit


def largest_sizes(
    blocks: Blocks, room: Room, sides: Mapping[str, int], most: float
) -> dict[str, float | None]:
    """The largest size at which each side fits, None where it does at none. `sides`: the questions or tips of each.

    Laid out with it is what will be asked for to fill a side, if the deck agrees on no size over `most` pt.
    """
    Found = dict[str, Settled | None]

    def settled(measure: Measure, side: str, guess: float, near: SideFit | None) -> Settled | None:
        size = largest_size(measure, room, side, guess)
        if size is None:
            return None
        return Settled(size, fill(measure, room, side, min(size, most), sides[side], near))

    def rule(measure: Measure, near: Found | None) -> Found:
        if near is None:
            return {side: settled(measure, side, room.rules.max, None) for side in sides}
        return {side: settled(measure, side, *(one or (room.rules.min, None))) for side, one in near.items()}

    def blocks_used(found: Found) -> list[Block]:
        return [block for side, one in found.items() if one for block in used(side, one.fit)]

    found = blocks.answer(rule, blocks_used)
    return {side: one.size if one else None for side, one in found.items()}


def filled(blocks: Blocks, room: Room, side: str, size: float, texts: int) -> SideFit:
    """A side at a size in pt, with its spare room given away."""

    def rule(measure: Measure, near: SideFit | None) -> SideFit:
        return fill(measure, room, side, size, texts, near)

    return blocks.answer(rule, lambda found: used(side, found))


def _down(gap: float) -> float:
    """A gap in pt on hundredths, rounded down."""
    return max(int(gap * 100) / 100, 0.0)


def characters_over(fits_without: Callable[[int], bool], length: int) -> int:
    """How many characters must go before the side fits, found by trying ever shorter texts of `length` characters."""
    low, high = 0, length  # low does not fit, high does (nothing is left)
    while high - low > 1:
        middle = (low + high) // 2
        if fits_without(middle):
            high = middle
        else:
            low = middle
    return high
