"""What is printed, made of the finished screen PDF: sheets for an office printer, and the manual as a booklet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from deckpress import folded, large
from deckpress.impose import Card, Sheets, impose
from deckpress.plan import Plan
from deckpress.sheets import About, Source, write_sheets
from deckpress.theme import PageRules


@dataclass(frozen=True)
class Printer:
    """Prints one deck: its PDF, how many pages cover and manual take, how many cards and dividers follow."""

    pdf: bytes
    manual: int
    cards: int
    page: PageRules
    plan: Plan
    title: str
    language: str

    @cached_property
    def source(self) -> Source:
        """The PDF, read once."""
        return Source(self.pdf)

    @property
    def about(self) -> About:
        """What each file says of itself."""
        return About(self.title, self.language, self.page.bleed)

    @property
    def _cards(self) -> list[Card]:
        starts = range(self.manual, self.manual + 2 * self.cards, 2)
        return [Card(front, front + 1, str(front + 1)) for front in starts]

    def duplex(self) -> bytes:
        """The cards on sheets of the plan's layout."""
        return self._written(impose(self._cards, self.plan.layout, self.page, self.plan.printing))

    def fold(self) -> bytes:
        """Each card on one side of A4, to be folded."""
        return self._written(folded.fold(self._cards, self.page))

    def booklet(self) -> bytes:
        """Cover and manual as a leaflet."""
        return self._written(folded.booklet(range(self.manual), self.page, self.plan.printing))

    def large(self) -> bytes:
        """Every page on a whole A4."""
        return large.write_large(self.source, self.about)

    def _written(self, sheets: Sheets) -> bytes:
        return write_sheets(self.source, sheets, self.about)
