"""What a print shop gets, made of the finished screen PDF: the cards, the manual, and a job ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deckpress import ticket
from deckpress.model import Problem
from deckpress.plan import Plan
from deckpress.preflight import Expected, PageSide
from deckpress.preflight.press import PressExpected, check_press
from deckpress.preflight.press.opened import CONDITION
from deckpress.pressfile import VARIANTS, About, Order, write_press
from deckpress.theme import Theme

LEAF = 4  # pages of a folded sheet: what a stapled manual is made of


@dataclass(frozen=True)
class PrintShop:
    """Makes and judges the files of one deck. `expected`: what the screen PDF has to be.

    `manual`: how many pages cover and manual take; `cards`: how many cards and dividers follow them.
    """

    screen: Path
    expected: Expected
    manual: int
    cards: int
    edition: str
    theme: Theme
    plan: Plan

    def write_cards(self, target: Path) -> list[Problem]:
        """The cards, front and back alternating; what preflight finds."""
        return self._write(target, range(self.manual, self.manual + 2 * self.cards), 1)

    def write_manual(self, target: Path) -> list[Problem]:
        """Cover and manual, with blank pages up to a multiple of four; what preflight finds."""
        return self._write(target, range(self.manual), LEAF)

    def ticket(self, templates: Path, cards: str, manual: str | None = None) -> str:
        """What to paste into an order of these files."""
        blank = -self.manual % LEAF
        job = ticket.Job(
            self.expected.title,
            self.edition,
            ticket.PressFile(cards, 2 * self.cards),
            ticket.PressFile(manual, self.manual + blank, blank) if manual else None,
            VARIANTS[self.plan.pdfx].x_version or "",
            self.plan.marks,
            CONDITION,
        )
        return ticket.job_ticket(templates, self.theme.rules.page, job)

    def _write(self, target: Path, pages: Sequence[int], multiple: int) -> list[Problem]:
        about = About(self.expected.title, self.expected.language, self.edition)
        order = Order(self.plan.pdfx, self.plan.marks, multiple)
        count = write_press(self.screen, pages, target, self.theme, about, order)
        sides = [self.expected.sides[page] for page in pages]
        return check_press(target, self._wanted([*sides, *[PageSide("manual")] * (count - len(sides))]))

    def _wanted(self, sides: Sequence[PageSide]) -> PressExpected:
        rules = self.theme.rules
        return PressExpected(
            tuple(sides),
            self.expected.title,
            self.expected.language,
            families=self.expected.families,
            width=rules.page.width,
            height=rules.page.height,
            safe=rules.page.safe,
            profile=self.theme.folder / rules.icc_profile,
            x_version=VARIANTS[self.plan.pdfx].x_version or "",
            marks=self.plan.marks,
            bleed=rules.page.bleed,
        )
