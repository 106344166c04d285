"""A deck kept laid out, as the tests look at it."""

from __future__ import annotations

from pathlib import Path

from deckpress.model import Problem
from deckpress.preview.board import Board
from deckpress.warmdeck import Asked, WarmDeck

ROOT = Path(__file__).parent.parent


class Shown(WarmDeck):
    """A deck of two cards, with what was said of it; `left` leaves are laid out before something is waiting."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[tuple[Problem, str]] = []
        self.left = 100
        asked = Asked(folder, ROOT / "templates", ROOT / "styles")
        super().__init__(asked, Board(), self.hear, self.is_enough)

    def hear(self, problems: object) -> None:
        self.problems = list(problems)  # type: ignore[call-overload]

    def is_enough(self) -> bool:
        return len(self.laid) >= self.left

    def follow(self, *names: str) -> list[str]:
        """Catch up with these files; the titles of what was laid out."""
        self.catch_up([self.folder / name for name in names], lambda line: None)
        return self.laid

    def words(self, name: str) -> str:
        leaf = self.board.leaf(name)
        assert leaf
        return " ".join(side.words for side in leaf.sides)


def whole(deck: Shown) -> bytes:
    """The PDF of the whole deck."""
    pdf = deck.whole.pdf(0)
    assert pdf and pdf.name == "klein.pdf"
    return pdf.make()
