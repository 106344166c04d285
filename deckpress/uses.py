"""Which cards name which resource."""

from __future__ import annotations

from deckpress.markup import references
from deckpress.model import Card, Deck
from deckpress.texts import inline_texts
from deckpress.words import Words


def used_by(deck: Deck, words: Words) -> dict[str, tuple[Card, ...]]:
    """For each resource's id, the cards whose texts link to it, in the deck's order."""
    cards = {card.id: card for card in deck.cards}
    found: dict[str, dict[str, Card]] = {name: {} for name in deck.resources}
    for (root, *path), text in inline_texts(deck):
        if root == "card":
            for reference in references(text, words):
                if reference.kind == "resource" and reference.target in found:
                    found[reference.target][str(path[0])] = cards[str(path[0])]
    return {name: tuple(users.values()) for name, users in found.items()}
