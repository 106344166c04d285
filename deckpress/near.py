"""Which known name a mistyped one is near: for "did you mean", quick also where somebody gives thousands of each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

LONGEST = 40  # characters that are compared: what differs only behind them is near
MOST_COMPARED = 20  # names; of more, only those that have most pairs of letters in common


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: ": did you mean `this`?", or nothing where no known one is near."""
    found = nearest(name, known)
    return f": did you mean `{found}`?" if found else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one; None where none is."""
    names = sorted(known)
    if len(names) > MOST_COMPARED:
        names = _with_most_in_common(name, names)
    by_start = {each[:LONGEST]: each for each in names}
    found = difflib.get_close_matches(name[:LONGEST], by_start, n=1)
    return by_start[found[0]] if found else None


def _with_most_in_common(name: str, names: list[str]) -> list[str]:
    """The names with most pairs of letters that this one has, for their length."""
    own = _letters(name[:LONGEST])
    alike = [
        (len(own & theirs) / (len(own | theirs) or 1), each) for each in names if (theirs := _letters(each))
    ]
    return [each for _, each in sorted(alike, key=lambda found: -found[0])[:MOST_COMPARED]]


@lru_cache(maxsize=16384)
def _letters(name: str) -> frozenset[str]:
    """A name's pairs of letters, with the blanks around it."""
    return frozenset(one + other for one, other in pairwise(f" {name[:LONGEST]} "))
