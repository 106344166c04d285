"""A publication as PDF: read in this process, whose time and room are the builder's to limit (`publication.pdf`)."""

from __future__ import annotations

from deckpress.publication.pdf import read
from tests.fuzz.ground import documented


def target(data: bytes) -> None:
    """Its text, or why there is none."""
    with documented():
        text, title = read(data)
        assert text.strip() and isinstance(title, str)
