"""Which cards go together, and why: by references both ways, then by the themes that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deckpress.model import Card, Deck
from deckpress.uses import named_by
from deckpress.words import Words

MOST = 6
LEAST_THEMES = 2  # themes that two cards share before they are called related by them


@dataclass(frozen=True)
class Related:
    """A card that goes with another: whether it is named there, names it, and the themes (ids) that both have."""

    card: Card
    named: bool
    names: bool
    themes: tuple[str, ...]


def related(deck: Deck, words: Words) -> dict[str, tuple[Related, ...]]:
    """For each card's id the cards that go with it, the nearest first, at most `MOST`."""
    named = named_by(deck, words)
    with_theme = {
        name: [card for card in deck.cards if name in card.themes]
        for card in deck.cards
        for name in card.themes
    }
    return {card.id: tuple(_nearest(card, deck, named, with_theme))[:MOST] for card in deck.cards}


def _nearest(
    card: Card,
    deck: Deck,
    named: Mapping[str, frozenset[str]],
    with_theme: Mapping[str, list[Card]],
) -> Iterator[Related]:
    order = {other.id: place for place, other in enumerate(deck.cards)}
    others = {other.id: other for name in card.themes for other in with_theme[name]}
    others |= {other.id: other for other in deck.cards if _refer(card, other, named)}
    others.pop(card.id, None)
    found = [
        Related(
            other,
            other.id in named[card.id],
            card.id in named[other.id],
            tuple(name for name in card.themes if name in other.themes),
        )
        for other in others.values()
    ]
    near = [one for one in found if one.named or one.names or len(one.themes) >= LEAST_THEMES]
    yield from sorted(near, key=lambda one: (-_weight(one), abs(order[one.card.id] - order[card.id])))


def _refer(one: Card, other: Card, named: Mapping[str, frozenset[str]]) -> bool:
    return other.id in named[one.id] or one.id in named[other.id]


def _weight(one: Related) -> int:
    return 3 * one.named + 2 * one.names + len(one.themes)
