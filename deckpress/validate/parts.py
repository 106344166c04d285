"""Checks on how a deck hangs together: its parts and their cards, the themes and paths that cards name."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.loaded import Loaded
from deckpress.model import Deck, Problem
from deckpress.near import did_you_mean


def check_parts(loaded: Loaded, deck: Deck) -> Iterator[Problem]:
    """A problem for each card in a part that isn't there, and for each part without cards."""
    numbers = [part.number for part in deck.about.parts]
    if loaded.is_unread("deck", "parts"):
        return
    for card in deck.cards:
        if card.part not in numbers:
            message = f"deck.yaml has no part {card.part} for this card: add it, or give the card another id"
            yield Problem(deck.places.at("card", card.id, "id"), message)
    there = {card.part for card in deck.cards} | {
        _part(path[1]) for path in loaded.unread if path[0] == "card"
    }
    for index, number in enumerate(numbers):
        if number not in there:
            message = f"part {number} has no cards: write one, as {number}.1.yaml, or remove the part"
            yield Problem(deck.places.at("deck", "parts", index, "number"), message)


def _part(card: str | int) -> int:
    return int(str(card).split(".")[0])


def check_names(loaded: Loaded, deck: Deck) -> Iterator[Problem]:
    """A problem for each theme and path of a card that deck.yaml doesn't name."""
    known = {"themes": deck.about.themes, "paths": deck.about.paths}
    for key in [key for key in known if not loaded.is_unread("deck", key)]:
        for card in deck.cards:
            for index, name in enumerate(getattr(card, key)):
                if name not in known[key]:
                    advice = did_you_mean(name, known[key]) or f": add it to the {key} of deck.yaml"
                    place = deck.places.at("card", card.id, key, index)
                    yield Problem(place, f"deck.yaml has no `{name}` among its {key}{advice}")
