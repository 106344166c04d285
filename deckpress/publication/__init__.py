"""A publication's text or PDF → a deck's folder, in the publication's words."""

from deckpress.publication.reading import import_publication

__all__ = ["import_publication"]
