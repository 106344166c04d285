"""A deck laid out, from which every output is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from weasyprint import Document

from deckpress import expect, preflight
from deckpress.aside import aside
from deckpress.memory import LARGE, give_back
from deckpress.model import Card, Deck, DeckProblems, Place, Problem
from deckpress.plan import Plan
from deckpress.press import Fits, Press
from deckpress.printing import Printer
from deckpress.printshop import PrintShop
from deckpress.render import Renderer
from deckpress.typeset import write_pdf

MANY = 500  # pages: so many are written by a process aside, as all that takes goes with it

Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """A deck laid out, the folder that its files are made in, and who is told what is going on."""

    press: Press
    fits: Fits
    documents: list[Document]
    folder: Path
    say: Say
    plan: Plan
    out: Path | None = None  # the output folder as it is, None where nothing is kept

    def has(self, name: str) -> bool:
        """Whether a file is made, or there from an earlier build."""
        return (self.folder / name).exists() or bool(self.out and (self.out / name).exists())

    @property
    def name(self) -> str:
        """What it is called."""
        return self.renderer.plain(self.deck.about.title)

    @property
    def deck(self) -> Deck:
        """The deck itself."""
        return self.press.deck

    @property
    def renderer(self) -> Renderer:
        """What rendered it."""
        return self.press.renderer

    @property
    def stem(self) -> str:
        """What the names of the files begin with."""
        return self.deck.about.slug

    @property
    def chosen(self) -> tuple[Card, ...]:
        """The cards that are made."""
        return self.deck.cards

    @property
    def folios(self) -> dict[str, int]:
        """The page number of each card's front, by its id."""
        folios = self.press.folios(self.front + 1)
        return {card.id: folios[f"card-{card.id}"] for card in self.chosen}

    @property
    def front(self) -> int:
        """How many pages cover and manual take."""
        return len(self.documents[0].pages)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(len(document.pages) for document in self.documents)

    @cached_property
    def screen(self) -> Path:
        """The PDF for the screen, made and judged; all that is printed is made of it."""
        target = self.folder / f"{self.stem}.pdf"
        self.say(f"writing {target.name}")
        self.write(target)
        if target.stat().st_size > LARGE:
            give_back()
        self.say(f"judging {target.name}")
        self.judge(target.name, self.expected)
        return target

    def write(self, target: Path) -> None:
        """Write the PDF for the screen. Raises DeckProblems."""
        if self.pages <= MANY:
            write_pdf(self.documents, target)
            return
        with aside(partial(write_pdf, self.documents, target)) as written:
            written()

    @cached_property
    def expected(self) -> preflight.Expected:
        """What the PDF for the screen has to be."""
        behind = tuple(expect.example_sides(self.documents[-1])) if self.deck.examples else ()
        return expect.expected(self.deck, self.renderer, self.front, behind)

    @property
    def sheets(self) -> int:
        """How many cards and dividers there are: sheets of paper with two sides."""
        return len(self.deck.about.parts) + len(self.deck.cards)

    @cached_property
    def printer(self) -> Printer:
        """What makes the files to print."""
        page, whole = self.renderer.look.theme.rules.page, self.expected
        pdf = self.screen.read_bytes()
        return Printer(pdf, self.front, self.sheets, page, self.plan, whole.title, whole.language)

    @cached_property
    def print_shop(self) -> PrintShop:
        """What makes the files for a print shop."""
        theme, edition = self.renderer.look.theme, self.renderer.plain(self.deck.about.edition)
        return PrintShop(self.screen, self.expected, self.front, self.sheets, edition, theme, self.plan)

    def judge(self, name: str, expected: preflight.Expected) -> None:
        """Raises DeckProblems for what preflight finds in a file of the folder, under the file's own name."""
        refuse(name, preflight.preflight(self.folder / name, expected))


def refuse(name: str, problems: list[Problem]) -> None:
    """Raises DeckProblems for what preflight found in a file, under the file's own name."""
    if problems:
        raise DeckProblems([replace(problem, place=Place(name)) for problem in problems])
