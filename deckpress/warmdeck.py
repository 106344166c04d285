"""A deck kept laid out while it is being written: after each save only what it changed is laid out again.

Each leaf's PDF is kept by the hash of its HTML and of all else that it depends on; the fit of a side and the parsed
stylesheet are kept as well. A leaf with a fault keeps its last good state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError

from deckpress import faults
from deckpress.agreement import Agreement
from deckpress.examine import Examined, examine
from deckpress.keeping import not_texts, take_over
from deckpress.leaves import Layout, LeafPlan, about, blocked, layouts, leaf_of, plans
from deckpress.model import Card, DeckProblems, Part, Places, Problem, SideFit
from deckpress.press import Press
from deckpress.preview.board import Board, Leaf, Side
from deckpress.preview.drawings import Drawings
from deckpress.preview.snapshot import Files, files_in
from deckpress.render import Look, Renderer
from deckpress.theme import Theme, load_theme
from deckpress.typeset import draft
from deckpress.wholedeck import WholeDeck

Say = Callable[[str], None]
Tell = Callable[[Sequence[tuple[Problem, str]]], None]
PASSES = 4  # sizes and page numbers agree after two


@dataclass(frozen=True)
class Asked:
    """The folders of a deck, of the templates and of the styles."""

    deck: Path
    templates: Path
    styles: Path


class WarmDeck:
    """The deck in `asked.deck`, shown on a board.

    `tell` hears of all problems as far as they are known, each with the id of its leaf or "", whenever they may have
    changed; `waiting` says whether something was saved meanwhile, so that the rest can wait.
    """

    def __init__(self, asked: Asked, board: Board, tell: Tell, waiting: Callable[[], bool]) -> None:
        self.folder, self.templates, self.styles = asked.deck.resolve(), asked.templates, asked.styles
        self.board, self.tell, self.waiting = board, tell, waiting
        self.drawings, self.whole = Drawings(), WholeDeck()
        self.agreement = Agreement()
        self.theme: Theme | None = None
        self.style_files: Files = ()
        self.pictures: Files = ()  # of the manual and the examples; cards hold none
        self.press: Press | None = None
        self.starts: dict[str, int] = {}  # the page number of the first divider, by the key of a manual
        self.faults: dict[str, list[Problem]] = {}  # found by laying out, by leaf
        self.keys: dict[str, tuple[str, ...]] = {}  # of what is shown, by leaf
        self.around: tuple[object, ...] = ()  # what cards depend on besides themselves and what they agree on
        self.changes = 0  # of that
        self.stands: dict[str, tuple[object, ...]] = {}  # what a card was laid out of, by leaf
        self.saved: set[str] = set()  # leaves whose own file was saved and that aren't laid out yet
        self.laid: list[str] = []  # the titles of what was laid out since the last save

    def catch_up(self, files: Collection[Path], say: Say) -> bool:
        """Lay out what the saved files changed, those leaves first; whether it came to the end.

        It stops in the middle where something is `waiting`. Raises DeckProblems where nothing can be laid out.
        """
        self.laid = []
        self.whole.begin()
        names = [file.relative_to(self.folder).as_posix() for file in files if self.folder in file.parents]
        self.saved |= set(map(leaf_of, names))
        found, press = self._read(say)
        leaves = list(plans(found, press.renderer))
        self.board.order([leaf.name for leaf in leaves])
        there = {leaf.name for leaf in leaves}
        self.keys = {name: keys for name, keys in self.keys.items() if name in there}
        self.stands = {name: made_of for name, made_of in self.stands.items() if name in there}
        stopped = blocked(found, leaves)
        left = [leaf for leaf in leaves if leaf.name not in stopped]
        self.faults = {leaf.name: self.faults[leaf.name] for leaf in left if leaf.name in self.faults}
        self._complain(found)
        for leaf in leaves:
            if leaf.name in stopped:
                self.stands.pop(leaf.name, None)
                self._show(leaf, fault=True, news=True)
        for _ in range(PASSES):
            if self._lay_out(press, left, found):
                break
        if self.waiting():
            return False
        sound = not found.problems and not self.faults
        self.whole.settle(
            found.deck.about.slug, [key for leaf in left for key in self.keys[leaf.name]] if sound else ()
        )
        return True

    def _read(self, say: Say) -> tuple[Examined, Press]:
        """The deck as it is now, and a press for it that knows what the last one knew."""
        style_files = files_in(self.styles)
        if self.theme is None or style_files != self.style_files:
            self.theme, self.style_files = load_theme(self.styles), style_files
        found = examine(self.folder, self.templates, self.theme)
        look = Look(self.theme, found.labels, self.templates)
        press = Press(found.deck, Renderer(found.deck, look, self.folder), self.styles, self.folder, say)
        if self.press:
            take_over(press, self.press)
        try:
            press.typesetter  # noqa: B018  # parses the stylesheet, if nobody did
        except DeckProblems as error:
            raise DeckProblems(faults.of_stylesheet(error.problems, press.renderer)) from error
        except TemplateError as error:
            raise DeckProblems([faults.of_template(error, self.templates)]) from error
        self.press, self.pictures = press, not_texts(files_in(self.folder))
        self._note_around(found)
        return found, press

    def _note_around(self, found: Examined) -> None:
        """See whether what all cards depend on is as it was; the templates, too."""
        names = [(card.id, card.part, card.title) for card in found.deck.cards]
        files = self.style_files, files_in(self.templates)
        around = (replace(found.deck, cards=(), places=Places()), found.labels, names, files)
        if around != self.around:
            self.around, self.changes = around, self.changes + 1

    def _made_of(self, leaf: LeafPlan) -> tuple[object, ...]:
        """What a card is laid out of."""
        return leaf.thing, self.changes, self.agreement.most, self._start

    def _lay_out(self, press: Press, leaves: Sequence[LeafPlan], found: Examined) -> bool:
        """Lay out the leaves that are not as they should be; whether that is all, as nothing new was agreed on."""
        if not self.agreement.sizes:
            self._find_sizes(press, leaves)
        start = self._start
        for count, leaf in enumerate(sorted(leaves, key=self._rank)):
            if self.waiting():
                return True
            if leaf.name not in self.saved and self.stands.get(leaf.name) == self._made_of(leaf):
                continue
            self._lay(press, leaf, len(leaves) - count)
            self._complain(found)
        for kept in (self.drawings, self.whole):
            kept.keep({key for keys in self.keys.values() for key in keys})
        self.board.left(0)
        return not self.agreement.settle(press) and start == self._start

    def _find_sizes(self, press: Press, leaves: Sequence[LeafPlan]) -> None:
        """Find the sizes of all cards first, at the start, when nothing is known of what they agree on."""
        for count, leaf in enumerate(leaves):
            if isinstance(leaf.thing, Card) and not self.waiting():
                self.board.left(len(leaves) - count)
                with suppress(DeckProblems, TemplateError):  # said when it is laid out
                    self.agreement.find(press, leaf.thing)
        self.agreement.settle(press)

    @property
    def _start(self) -> int:
        """The page number of the first divider; until that is known, the least that it may be."""
        return next((self.starts[key] for key in self.keys.get("manual", ())), 3)

    def _rank(self, leaf: LeafPlan) -> int:
        """First the manual if nobody knows yet how long it is, then what was saved, then what is looked at."""
        urgent = (leaf.name == "manual" and not self.starts, leaf.name in self.saved)
        return [*urgent, leaf.name == self.board.looking, True].index(True)

    def _lay(self, press: Press, leaf: LeafPlan, left: int) -> None:
        """Lay out what of a leaf isn't, and show it; one with a fault stays as it was."""
        before = self.keys.get(leaf.name), self.faults.pop(leaf.name, [])
        self.stands.pop(leaf.name, None)
        made_of = self._made_of(leaf)
        try:
            made = layouts(press, leaf, self._fits(press, leaf.thing), self._start)
            self.keys[leaf.name] = tuple([self._laid(press, leaf, each, left) for each in made])
            if isinstance(leaf.thing, Card):
                self.stands[leaf.name] = made_of
        except DeckProblems as error:
            self.faults[leaf.name] = error.problems
        except TemplateError as error:
            self.faults[leaf.name] = [faults.of_template(error, self.templates)]
        now = self.keys.get(leaf.name), self.faults.get(leaf.name, [])
        self._show(leaf, fault=bool(now[1]), news=now != before)

    def _fits(self, press: Press, thing: Card | Part | None) -> tuple[SideFit, SideFit] | None:
        if isinstance(thing, Part):
            return press.dividers(thing)[thing.number]
        return self.agreement.fits(press, thing) if thing else None

    def _laid(self, press: Press, leaf: LeafPlan, made: Layout, left: int) -> str:
        """The key of pages that are laid out, by now. Raises DeckProblems."""
        files = not_texts(self.style_files) + (() if leaf.thing else self.pictures)
        key = hashlib.sha256(f"{press.key(made.html)}{press.renderer.stylesheet}{files}".encode()).hexdigest()
        if key not in self.drawings:
            self.board.left(left)
            document = made.lay_out()
            if leaf.name == "manual":
                self.starts[key] = len(document.pages) + 1
            self.drawings.put(key, draft(document, leaf.title))
            self.whole.put(key, press.typesetter.painted(document, leaf.title))
            self.laid += [leaf.title] if leaf.title not in self.laid else []
        return key

    def _show(self, leaf: LeafPlan, fault: bool, news: bool) -> None:
        """Show a leaf as it was last laid out; pages turn to it if its own file was saved, and that is news."""
        keys = self.keys.get(leaf.name, ())
        sides = tuple(
            Side(f"/sides/{key}/{number}", words)
            for key in keys
            for number, words in enumerate(self.drawings.words[key])
        )
        turn = news and leaf.name in self.saved
        self.saved.discard(leaf.name)
        for key in keys if turn else ():
            self.drawings.draw(key)  # it will be asked for at once
        last = self.board.leaf(leaf.name)
        title = last.title if last and fault else leaf.title  # of what can't be read it is "…"
        self.board.show(leaf.name, Leaf(title, leaf.kind, sides, fault), turn)

    def _complain(self, found: Examined) -> None:
        known = {problem: about(problem, found) for problem in found.problems}
        known |= {problem: name for name, problems in self.faults.items() for problem in problems}
        self.tell(sorted(known.items()))
