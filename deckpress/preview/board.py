"""What the page shows now, and what changes: told by one thread, heard by every page that is open."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from deckpress.model import Problem

HEARTBEAT = 10.0  # seconds: so often a page that has gone away is noticed


@dataclass(frozen=True)
class Side:
    """One page as it is laid out: the address of its picture, without size and ending, and its words."""

    picture: str
    words: str


@dataclass(frozen=True)
class Leaf:
    """What is shown together: a card, a divider, the manual. `stale`: its last good state, as now it has a fault."""

    title: str
    kind: str  # "card", "part", "manual" or "examples"
    sides: tuple[Side, ...] = ()
    stale: bool = False


class Board:
    """The leaves by their id, their order, the problems, and how much is still to be laid out."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: set[queue.SimpleQueue[str | None]] = set()
        self._leaves: dict[str, Leaf] = {}
        self._now: dict[str, Any] = {"order": [], "problems": [], "left": 0}
        self.looking = ""  # the id of the leaf that a page shows
        self._closed = False

    def leaf(self, name: str) -> Leaf | None:
        """The leaf that is shown under an id; None where there is none yet."""
        return self._leaves.get(name)

    def order(self, names: Sequence[str]) -> None:
        """These are the leaves of the deck, in this order; others are no more."""
        gone = self._leaves.keys() - set(names)
        self._leaves = {name: leaf for name, leaf in self._leaves.items() if name not in gone}
        self._tell(order=list(names))

    def show(self, name: str, leaf: Leaf, changed: bool = False) -> None:
        """Show a leaf under an id; `changed`: its own file was saved, so that pages turn to it."""
        if leaf != self._leaves.get(name) or changed:
            self._leaves[name] = leaf
            self._tell(leaves={name: asdict(leaf)}, **({"changed": name} if changed else {}))

    def complain(self, problems: Sequence[tuple[Problem, str]]) -> None:
        """These are the deck's problems now, each with the id of the leaf that it is about, or ""."""
        self._tell(
            problems=[
                {"place": str(problem.place), "message": problem.message, "leaf": name}
                for problem, name in problems
            ]
        )

    def left(self, count: int) -> None:
        """So many leaves are still to be laid out; 0: all is as the files say."""
        self._tell(left=count)

    def close(self) -> None:
        """End every page's stream."""
        with self._lock:
            self._closed = True
            self._send(None)

    def listen(self) -> Iterator[str]:
        """All that is shown, as JSON, then each change; "" where there was none for a while. Ends when closed."""
        mine: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        with self._lock:
            whole = {**self._now, "leaves": {name: asdict(leaf) for name, leaf in self._leaves.items()}}
            self._pages.add(mine)
            if self._closed:
                mine.put(None)
        try:
            yield json.dumps(whole)
            while (news := _next(mine)) is not None:
                yield news
        finally:
            self._pages.discard(mine)

    def _tell(self, **changes: Any) -> None:
        """Keep what changed, and send it to every page, if it is a change."""
        with self._lock:
            news = {key: value for key, value in changes.items() if self._now.get(key) != value}
            self._now |= {key: value for key, value in news.items() if key in self._now}
            if news:
                self._send(json.dumps(news))

    def _send(self, text: str | None) -> None:
        for page in tuple(self._pages):
            page.put(text)


def _next(mine: queue.SimpleQueue[str | None]) -> str | None:
    try:
        return mine.get(timeout=HEARTBEAT)
    except queue.Empty:
        return ""
