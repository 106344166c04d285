"""What the targets share: a folder to write in, and what may come of an input."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from deckpress.markup import Words
from deckpress.model import BuildError, Deck, Problem
from tests.decks import tiny_deck

WORDS = Words(
    ("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en", "of", "tot"), ("minuten",), "«»‹›", (":;»", "«")
)
GLYPHS = frozenset(range(0x20, 0x180))


@cache
def scratch() -> Path:
    """A folder of this process, removed at its end; in memory where the machine has that."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="deckpress-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def whole_deck() -> Deck:
    """The tiny deck, read."""
    from deckpress.load import load

    deck = load(tiny_deck(scratch() / "whole")).deck
    assert deck
    return deck


@contextmanager
def documented() -> Iterator[None]:
    """Takes what the builder says of an input; anything else goes through, also what would be exit code 4."""
    try:
        yield
    except BuildError as error:
        assert error.exit_code in (1, 2, 3), f"exit code {error.exit_code}: {error}"
        assert str(error).strip()
        shown(getattr(error, "problems", ()))


def shown(problems: Iterable[Problem]) -> None:
    """Each problem can be printed: on one line, in any terminal, in words that aren't a library's."""
    for problem in problems:
        line = str(problem)
        line.encode()
        assert not {"\n", "\r", "\x1b"} & set(line), line
        assert "Input should" not in line, line
