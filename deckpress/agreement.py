"""The type sizes that a deck's sides agree on, while its cards change one by one."""

from __future__ import annotations

from deckpress import fit
from deckpress.model import Card, SideFit
from deckpress.press import Press


class Agreement:
    """The largest size of each card's sides as last found, and the largest that any side may have: all in pt."""

    def __init__(self) -> None:
        self.sizes: dict[str, list[float]] = {}
        self.most = 0.0

    def find(self, press: Press, card: Card) -> list[float]:
        """The largest sizes of a card's front and back. Raises DeckProblems where one fits at none."""
        self.sizes[card.id] = list(press.sizes([card])[0])
        return self.sizes[card.id]

    def fits(self, press: Press, card: Card) -> tuple[SideFit, SideFit]:
        """How a card is set, by what the others need as far as it is known. Raises DeckProblems."""
        front, back = (min(size, self.most) for size in self.find(press, card))
        return press.filled(card, "front", front), press.filled(card, "back", back)

    def settle(self, press: Press) -> bool:
        """Let the sizes found so far set the limit; whether it became another."""
        ids = {card.id for card in press.deck.cards}
        self.sizes = {name: pair for name, pair in self.sizes.items() if name in ids}
        before = self.most
        self.most = fit.ceiling((size for pair in self.sizes.values() for size in pair), press.room.rules)
        return self.most != before
