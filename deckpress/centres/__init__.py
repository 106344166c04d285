"""Centres' own editions: their files read, and the deck as it is with what they add."""

from deckpress.centres.adding import with_own
from deckpress.centres.reading import centre_names, read_centre

__all__ = ["centre_names", "read_centre", "with_own"]
