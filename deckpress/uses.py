"""Which cards name which resource, and which other cards."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.markup import Reference, references
from deckpress.model import Card, Deck
from deckpress.texts import inline_texts
from deckpress.words import Words


def used_by(deck: Deck, words: Words) -> dict[str, tuple[Card, ...]]:
    """For each resource's id, the cards whose texts link to it, in the deck's order."""
    cards = {card.id: card for card in deck.cards}
    found: dict[str, dict[str, Card]] = {name: {} for name in deck.resources}
    for own, reference in of_cards(deck, words):
        if reference.kind == "resource" and reference.target in found:
            found[reference.target][own] = cards[own]
    return {name: tuple(users.values()) for name, users in found.items()}


def named_by(deck: Deck, words: Words) -> dict[str, frozenset[str]]:
    """For each card's id the ids of the other cards that its texts refer to."""
    found: dict[str, set[str]] = {card.id: set() for card in deck.cards}
    for own, reference in of_cards(deck, words):
        if reference.kind == "card" and reference.target in found and reference.target != own:
            found[own].add(reference.target)
    return {own: frozenset(targets) for own, targets in found.items()}


def of_cards(deck: Deck, words: Words) -> Iterator[tuple[str, Reference]]:
    """All that the texts of cards refer to, each with the card's id, in the deck's order."""
    for (root, *path), text in inline_texts(deck):
        if root == "card":
            yield from ((str(path[0]), reference) for reference in references(text, words))
