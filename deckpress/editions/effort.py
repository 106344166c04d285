"""Two sequences → what is in both, with an end to how much is compared: a stranger's edition could take hours."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

MOST = 25_000_000  # comparisons at worst, for all that one command tells: a deck of 100 cards with other words in all
# What it takes to look at two sequences at all, and at each element of them, in the same measure.
_BEGIN, _EACH = 300, 10
_FEW = 200  # up to so many elements, difflib leaves none out as too common to say something


class Step(NamedTuple):
    """A stretch of both sequences: from a to b in the one, from c to d in the other."""

    is_same: bool
    a: int
    b: int
    c: int
    d: int


class Effort:
    """What may still be compared. When it is used up, what differs is told as a whole instead of in its parts."""

    def __init__(self, most: int = MOST) -> None:
        self.left = most

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is compared."""
        return self.left <= 0

    def steps(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
        """Both sequences from begin to end: what is the same, and what isn't."""
        start = _in_common(zip(old, new, strict=False))
        most = min(len(old), len(new)) - start
        end = _in_common(zip(_backwards(old, most), _backwards(new, most), strict=True))
        if start:
            yield Step(True, 0, start, 0, start)
        for is_same, a, b, c, d in self._inner(old[start : len(old) - end], new[start : len(new) - end]):
            yield Step(is_same, start + a, start + b, start + c, start + d)
        if end:
            yield Step(True, len(old) - end, len(old), len(new) - end, len(new))

    def _inner(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
        """The steps of sequences that differ at both their ends."""
        if old and new and self._may(old, new):
            for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
                yield Step(tag == "equal", a, b, c, d)
        elif old or new:
            yield Step(False, 0, len(old), 0, len(new))

    def _may(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether two sequences have something in common, and there is enough left to compare them."""
        if self.is_spent:
            return False
        look = _BEGIN + _EACH * (len(old) + len(new))
        self.left -= look
        pairs = _pairs(old, new)
        cost = 2 * look + pairs * min(len(old), len(new))
        if not pairs or cost > self.left:
            return False
        self.left -= cost
        return True


def _in_common(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _backwards(sequence: Sequence[str], most: int) -> Iterator[str]:
    """The last elements, so many, from the end."""
    return (sequence[-at] for at in range(1, most + 1))


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How often an element of the one is also one of the other: each is compared, at worst once for each element."""
    there = Counter(new)
    most = len(new) // 100 + 1 if len(new) >= _FEW else len(new)
    return sum(count * there[each] for each, count in Counter(old).items() if there[each] <= most)
