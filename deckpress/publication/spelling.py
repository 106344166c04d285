"""Whether a word is Dutch, by the dictionary of this machine, in a time that no text can stretch.

It is slow for what is no word: some 30 beginnings and ends are looked up of each. A publication has few of those.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from spylls.hunspell import Dictionary  # type: ignore[import-untyped]
from spylls.hunspell.algo.lookup import Lookup  # type: ignore[import-untyped]

from deckpress.model import MissingPart
from deckpress.publication.words import Knows, Spent

DICTIONARIES = ("/usr/share/hunspell/nl_BE", "/usr/share/hunspell/nl_NL", "/usr/share/hunspell/nl")
LONGEST = 60  # letters; what is longer is no word
MOST_TRIED = 25_000  # beginnings and ends that are looked up for one publication, some 0.04 ms each


class _Counting(Lookup):  # type: ignore[misc]
    """Looks words up until that has been enough."""

    tried = 0

    def affix_forms(self, *arguments: Any, **named: Any) -> Iterator[Any]:
        """The forms that a beginning, an end or a whole word has. Raises Spent."""
        if self.tried >= MOST_TRIED:
            raise Spent
        self.tried += 1
        found: Iterator[Any] = super().affix_forms(*arguments, **named)
        return found


def dutch() -> Knows:
    """Whether a word is Dutch, by the dictionary of this machine. Raises MissingPart where there is none."""
    paths = [name for name in DICTIONARIES if Path(f"{name}.dic").exists()]
    if not paths:
        raise MissingPart(
            "no Dutch dictionary on this machine: type `sudo apt-get install hunspell-nl`, or import with --strict, "
            "which repairs nothing inside words"
        )
    return asked(dictionary(paths[0]))


def dictionary(path: str) -> Dictionary:
    """What `<path>.aff` and `<path>.dic` hold; to read the Dutch one takes some seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files for the collector to close
        read = Dictionary.from_files(path)
        gc.collect()
    return read


def asked(read: Dictionary) -> Knows:
    """Whether a word is one by a dictionary. It raises Spent when it was asked too much."""
    look = _Counting(read.aff, read.dic)

    def knows(word: str, whole: bool = False) -> bool:
        """Whether it is a word; `whole`: one of the dictionary itself, not several written together."""
        if len(word) > LONGEST:
            return False
        if whole:
            return any(look.good_forms(word.casefold(), compound_forms=False))
        return any(look(form) for form in dict.fromkeys((word, word.casefold())))

    return lru_cache(maxsize=None)(knows)
