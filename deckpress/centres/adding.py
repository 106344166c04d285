"""A deck with what a centre adds to it, for the checks that any deck goes through."""

from __future__ import annotations

from dataclasses import replace

from deckpress.centre import Centre
from deckpress.model import Card, Deck, DeckProblems, Place, Places, Problem
from deckpress.near import did_you_mean


def with_own(deck: Deck, centre: Centre) -> Deck:
    """The deck with the centre's name and contact in place of its own, and the centre's tools after each card's.

    What the centre adds has its place in the centre's file. Raises DeckProblems for tools of cards that aren't there.
    """
    known = {card.id for card in deck.cards}
    unknown = [name for name in centre.about.tools if name not in known]
    if unknown:
        raise DeckProblems(
            [
                Problem(
                    centre.places[("tools", name)], f"the deck has no card {name}{did_you_mean(name, known)}"
                )
                for name in unknown
            ]
        )
    own = {"publisher": centre.about.name} | (
        {"contact": centre.about.contact} if centre.about.contact else {}
    )
    places: dict[tuple[str | int, ...], Place] = {("deck", "publisher"): centre.places[("name",)]}
    if centre.about.contact:
        places["deck", "contact"] = centre.places[("contact",)]
    for card in deck.cards:
        places |= _places(card, centre)
    cards = tuple(card.model_copy(update={"tools": card.tools + centre.own(card.id)}) for card in deck.cards)
    by_path = {**deck.places.by_path, **places}
    return replace(deck, about=deck.about.model_copy(update=own), cards=cards, places=Places(by_path))


def _places(card: Card, centre: Centre) -> dict[tuple[str | int, ...], Place]:
    """Where the centre's tools for a card were read, by the paths that they have behind the card's own."""
    start = ("tools", card.id)
    return {
        ("card", card.id, "tools", len(card.tools) + int(path[2]), *path[3:]): place
        for path, place in centre.places.items()
        if path[:2] == start and len(path) > 2
    }
