"""A deck's folder → a Deck, or all that is wrong with its files."""

from deckpress.load.folder import require_folder
from deckpress.load.reading import load, load_sound

__all__ = ["load", "load_sound", "require_folder"]
