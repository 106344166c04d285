"""A deck as it was read, with all that is wrong with it: what the loader hands to the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from deckpress.model import Deck, Place, Problem

MOST_TOLD = 100  # problems of one kind, or of one file
MORE = f"more is wrong from here on: mend the {MOST_TOLD} before it first"


@dataclass(frozen=True)
class Loaded:
    """What was read of the deck in `folder`, and what is wrong with it.

    Where there are problems, `deck` holds what could be read, so that the rest is checked in the same pass, with "…" in
    place of broken values; it is None where there is no deck at all. `unread` holds the paths of what is missing:
    ("card", "1.2"), ("card", "1.1", "tools"), ("resources", "some-id"), ("resources",), ("deck", "themes").
    """

    folder: Path
    deck: Deck | None
    problems: tuple[Problem, ...] = ()
    unread: frozenset[tuple[str | int, ...]] = frozenset()

    def is_unread(self, *path: str | int) -> bool:
        """Whether the value at `path`, or something around it, is there but could not be read."""
        return any(path[:length] in self.unread for length in range(1, len(path) + 1))


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first of many problems, and one that says that there are more, which nobody has looked for."""
    for count, problem in enumerate(problems):
        if count == MOST_TOLD:
            yield Problem(problem.place, MORE)
            return
        yield problem


def twice(what: str, named: Iterable[tuple[str | int, Place]]) -> Iterator[Problem]:
    """A problem for each name that an earlier one of the same kind has, naming its place."""
    first: dict[str | int, Place] = {}
    for name, place in named:
        if name in first:
            yield Problem(place, f"the {what} `{name}` is also at {first[name]}: keep one of them")
        first.setdefault(name, place)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, with every link on its way followed, ends outside the folder, or nowhere."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links that go round in a circle, a NUL in a name
        return True
