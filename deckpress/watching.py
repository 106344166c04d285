"""Watching a deck while it is being written: what is saved is shown on a page of this machine, until Ctrl-C."""

from __future__ import annotations

import gc
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from deckpress.labels import load_labels
from deckpress.load.folder import shown
from deckpress.memory import FEW_COLLECTIONS
from deckpress.model import DeckProblems, Place, Problem
from deckpress.preview import page
from deckpress.preview.app import App
from deckpress.preview.board import Board
from deckpress.preview.files import Told, Watcher
from deckpress.preview.server import FIRST_PORT, bind, serving
from deckpress.warmdeck import Asked, WarmDeck

Say = Callable[[str], None]
OFTEN = 0.5  # seconds: so often it is seen whether to stop
FEW = 3  # leaves that are named after a save
LANGUAGE = "nl"  # of the page, as long as no deck says another


def watch(asked: Asked, port: int | None, say: Say) -> list[str]:
    """Watch, and serve on a port (None: the first free one), until Ctrl-C.

    The deck's folder has to be there. Raises UsageError for a port that can't be had.
    """
    server = bind(port)
    if port is None and server.server_port != FIRST_PORT:
        say(f"port {FIRST_PORT} is in use, so this is on {server.server_port}")
    watch = Watch(asked, say)
    try:
        with stopped_by_hand(watch), serving(server, watch.app) as address:
            say(f"{asked.deck}: look at {address} (Ctrl-C stops)")
            watch.run()
    except KeyboardInterrupt:
        pass
    finally:
        watch.end()
    return ["stopped"]


@dataclass
class Watch:
    """The watcher, the deck that it keeps laid out, and what was said of it in the terminal."""

    asked: Asked
    say: Say
    over: bool = False
    ready: bool = False  # whether all was laid out once
    said: frozenset[Problem] = frozenset()

    def __post_init__(self) -> None:
        asked = self.asked
        self.board = Board()
        self.watcher = Watcher([asked.deck, asked.templates, asked.styles])
        self.deck = WarmDeck(asked, self.board, self.tell, lambda: self.over or self.watcher.waiting)
        self.app = App(
            self.board,
            self.deck.drawings,
            page.files(asked.templates, self.words),
            self.deck.whole.pdf,
            self.label,
        )

    def words(self) -> tuple[str, Mapping[str, Any]]:
        """The language of the page and its labels."""
        press = self.deck.press
        if press:
            return press.deck.about.language, press.renderer.look.labels
        return LANGUAGE, load_labels(self.asked.templates, LANGUAGE)

    def label(self, name: str) -> str:
        """A text of the page, by its name there."""
        return str(page.own(self.words()[1])[name])

    def run(self) -> None:
        """Show the deck, then what is saved, until it is over."""
        gc.set_threshold(*FEW_COLLECTIONS)
        self.follow(frozenset())
        is_tidy = False
        while not self.over:
            if files := self.watcher.wait(OFTEN):
                self.follow(files)
            elif not is_tidy:
                self.tidy()
            is_tidy = not files

    def follow(self, files: Told) -> None:
        """Catch up with saved files, and say what came of it. A fault of the builder is said too, and it goes on."""
        begin = time.perf_counter()
        try:
            self.ready |= self.deck.catch_up(files, self.hush if self.ready else self.say)
        except DeckProblems as error:
            self.give_up(error.problems)
        except Exception as error:
            traceback.print_exc()
            message = f"a fault of the builder: {type(error).__name__}: {error}"
            self.give_up([Problem(Place(shown(self.asked.deck)), message)])
        if laid := self.deck.laid:
            what = ", ".join(laid) if len(laid) <= FEW else f"{len(laid)} cards and pages"
            self.say(f"laid out in {time.perf_counter() - begin:.2f} s: {what}")

    def tidy(self) -> None:
        """Do what can wait until nothing was saved for a moment."""
        self.keep()
        gc.collect()

    def give_up(self, problems: Sequence[Problem]) -> None:
        """Tell of problems that let nothing be laid out: all stays as it was, until the next save."""
        self.board.left(0)
        self.deck.whole.settle("", ())
        self.tell([(problem, "") for problem in problems])

    def hush(self, line: str) -> None:
        """Say nothing of what is done after a save: it is done before it is read."""

    def keep(self) -> None:
        """Keep what was found out for the next time, unless there is something more urgent."""
        if self.deck.press and not self.watcher.waiting:
            self.deck.press.kept.save()

    def tell(self, problems: Sequence[tuple[Problem, str]]) -> None:
        """Show all problems on the page; say in the terminal which are new, and when none is left."""
        self.board.complain(problems)
        now = frozenset(problem for problem, _ in problems)
        for problem in sorted(now - self.said):
            print(problem, file=sys.stderr, flush=True)
        if self.said and not now:
            self.say("no problems left")
        self.said = now

    def end(self) -> None:
        """Watch no longer."""
        self.over = True
        self.watcher.stop()
        self.keep()
        self.deck.drawings.end()


@contextmanager
def stopped_by_hand(watch: Watch) -> Iterator[None]:
    """Stop at Ctrl-C wherever it is, and after that line where something swallows what Ctrl-C raises."""

    def stop(number: int, frame: FrameType | None) -> None:
        watch.over = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
