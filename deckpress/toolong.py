"""What to say of a side that is too long: by how many characters, found by laying out ever shorter texts."""

from __future__ import annotations

from collections.abc import Callable

from deckpress import fit, shorten
from deckpress.heights import Measure
from deckpress.model import Card, Deck, Problem

WHAT = {"front": "its questions", "back": "its tips or tools"}
WHERE = {"front": "reflect", "back": "inspire"}


def too_long(
    deck: Deck, room: fit.Room, measure: Callable[[Card], Measure], card: Card, side: str
) -> Problem:
    """The problem of a card's side that fits at no size; `measure` lays out the blocks of any card."""

    def fits_without(characters: int) -> bool:
        return fit.fits_on(measure(shorten.without(card, side, characters)), room, side, room.rules.min)

    over = fit.characters_over(fits_without, shorten.length(card, side))
    message = (
        f"card {card.id}, {side}: too long by {over} characters at {room.rules.min:g} pt, the smallest type"
    )
    return Problem(deck.places.at("card", card.id, WHERE[side]), f"{message}: shorten {WHAT[side]}")
