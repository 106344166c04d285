"""What is known of the heights of one side's blocks, and no more laid out than an answer takes.

A block is no lower in larger type or with more lines. So a height that is known bounds others, which is often enough to
say whether something fits; and what must be laid out after all can be told beforehand from guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

Measure = Callable[
    [str, float, int], float
]  # a block's name, its type size in pt, its lines → its height in pt
Block = tuple[str, float, int]
Table = dict[tuple[float, int], float]  # heights in pt of one block, by type size in pt and lines
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Known:
    """Measures blocks: by the tables of what is known of each, and by `otherwise`, which is asked once for each.

    `asked` are those that it was asked for.
    """

    table: Callable[[str], Table]
    otherwise: Measure
    asked: dict[Block, float] = field(default_factory=dict)

    def __call__(self, block: str, size: float, lines: int) -> float:
        """How high a block is, in pt."""
        known = self.table(block).get((size, lines), self.asked.get((block, size, lines)))
        if known is None:
            known = self.asked[block, size, lines] = self.otherwise(block, size, lines)
        return known

    def at_least(self, block: str, size: float, lines: int) -> float:
        """A height in pt that the block has at least: that in smaller type or with fewer lines."""
        return max((high for (s, n), high in self._all(block) if s <= size and n <= lines), default=0.0)

    def at_most(self, block: str, size: float, lines: int) -> float:
        """A height in pt that the block has at most: that in larger type or with more lines."""
        return min((high for (s, n), high in self._all(block) if s >= size and n >= lines), default=inf)

    def _all(self, block: str) -> Iterable[tuple[tuple[float, int], float]]:
        yield from self.table(block).items()
        yield from (
            ((size, lines), high) for (name, size, lines), high in self.asked.items() if name == block
        )


def sure(measure: Measure, fits: Callable[[Measure], bool], *blocks: Block) -> bool:
    """Whether something fits that does so with lower blocks too. As few `blocks` are measured as it takes, in order."""
    if isinstance(measure, Known):
        for block in blocks:
            if fits(measure.at_most):
                return True
            if not fits(measure.at_least):
                return False
            measure(*block)
    return fits(measure)


@dataclass(frozen=True)
class Blocks:
    """The blocks of a card or a divider: the tables of what is known of each, a guess at what is not, and a way to find
    out: `lay_out` puts the heights of all blocks that it is given into the tables.
    """

    table: Callable[[str], Table]
    guess: Measure
    lay_out: Callable[[Sequence[Block]], None]

    @property
    def measure(self) -> Measure:
        """Their heights, each laid out by itself unless it is known."""

        def alone(block: str, size: float, lines: int) -> float:
            self.lay_out([(block, size, lines)])
            return self.table(block)[size, lines]

        return Known(self.table, alone)

    def answer(
        self, rule: Callable[[Measure, Answer | None], Answer], used: Callable[[Answer], Iterable[Block]]
    ) -> Answer:
        """What `rule` says of the heights, with as few layouts as the guesses are good, each of many blocks.

        The rule is tried with guesses at what is not known, which tells what it will ask; that is laid out; until it
        asks for nothing more. It is given what it says by guesses alone, as a place to start from, and the blocks that
        are `used` by that come first, as they will be needed anyway.
        """
        while True:
            expected = rule(Known(self.table, self.guess), None)
            tried = Known(self.table, self.guess)
            for block in used(expected):
                tried(*block)
            found = rule(tried, expected)
            if not tried.asked:
                return found
            self.lay_out(list(tried.asked))
