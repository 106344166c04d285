"""How large the type of a side can be, and where its spare room goes.

A side is a column of blocks whose heights add up. `measure(block, size, lines)` lays one block out and says its height
in pt; all else is arithmetic. The rule for a deck: each side gets the largest size of the theme's steps at which it is
one page, but no side more than `spread` above the deck's smallest, so that type never jumps from card to card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from deckpress.model import SideFit
from deckpress.theme import TypeRules
from deckpress.units import mm_to_pt

Measure = Callable[[str, float, int], float]

DIVIDER = ("divider-front", "divider-back")  # each side of a divider is one block
BLOCKS = {"front": ("title", "quote", "reflect"), "back": ("inspire", "panel")} | {n: (n,) for n in DIVIDER}

SLACK = 0.5  # pt kept free, so that rounding in the engine never makes a second page
BETWEEN = mm_to_pt(4)  # at least this between the tips and the tools panel
QUOTE_SHARE, HEADING_SHARE = (
    0.7,
    1.3,
)  # of a gap: room before the quote, and before the questions (deck.css has the same)
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
    height = heights[side](measure, room, size) if side in heights else measure(side, size, 0)
    return height <= room.height - SLACK


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


def fill_front(measure: Measure, room: Room, size: float, questions: int) -> SideFit:
    """Where a front's spare room goes: the quote grows first, the rest is air between the blocks and questions."""
    slots = QUOTE_SHARE + HEADING_SHARE + max(questions - 1, 0)
    fixed = measure("title", 0, 0) + measure("reflect", size, 0)
    free = room.height - SLACK - fixed
    least, step = room.quote_least(size), room.rules.step
    quotes = [least + step * n for n in range(round((room.rules.quote_max - least) / step) + 1)]
    grown = largest(quotes, lambda quote: measure("quote", quote, 0) + EASY_GAP * slots <= free, quotes[-1])
    quote_size = grown or least
    return SideFit(size, quote_size, _down((free - measure("quote", quote_size, 0)) / slots))


def fill_back(measure: Measure, room: Room, size: float, tips: int) -> SideFit:
    """Where a back's spare room goes: some air between the tips, then writing lines, then more air, then more lines."""
    rules, slots = room.rules, max(tips - 1, 1)
    free = room.height - SLACK - BETWEEN - measure("inspire", size, 0)
    lines = rules.lines_min
    for more in range(lines + 1, 40):
        wanted = EASY_GAP if more <= rules.lines_max else rules.gap_max
        if measure("panel", size, more) + wanted * slots > free:
            break
        lines = more
    gap = (free - measure("panel", size, lines)) / slots
    return SideFit(size, gap=_down(min(gap, rules.gap_max)), lines=lines)


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
