"""What `--select` is given, of the tiny deck."""

from __future__ import annotations

from deckpress.select import draw, select
from tests.fuzz.ground import documented, whole_deck


def target(data: bytes) -> None:
    """An expression names cards of the deck, each once, or is refused."""
    expression, deck = data.decode("utf-8", "surrogateescape"), whole_deck()  # as arguments are read
    with documented():
        cards = select(deck, expression)
        assert cards and len(set(cards)) == len(cards) and set(cards) <= set(deck.cards)
        draw(cards, len(data) % 4, 1)
