"""A deck's folder → a Deck, or all that is wrong with its files."""

from deckpress.load.reading import load

__all__ = ["load"]
