"""Painted documents as another process can be told of them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import NamedTuple

from weasyprint import Document
from weasyprint.document import DocumentMetadata, Page
from weasyprint.pdf.fonts import Font

from deckpress.painted import Fonts, PaintedPage

Look = tuple[bytes, int, int]


class OtherFont(Exception):
    """A page is shown in a font that isn't, or isn't the same, among those of this process."""


class Packed(NamedTuple):
    """Painted pages without fonts, what is said of their document, and of each font what the pages count on."""

    pages: list[Page]
    metadata: DocumentMetadata
    looks: Mapping[int, Look]


def packed(document: Document) -> Packed:
    """A painted document, packed. A page that stays as it was can't be told to another process."""
    pages = list(map(copy, document.pages))
    looks: dict[int, Look] = {}
    for page in pages:
        looks |= {key: _look(page.fonts[key]) for key in getattr(page, "shows", ())}
        page.fonts = {}
    return Packed(pages, document.metadata, looks)


def unpacked(packed: Packed, like: Document, fonts: Fonts) -> Document:
    """A document as it was before, shown in fonts of this process. Raises OtherFont."""
    for key, look in packed.looks.items():
        if key not in fonts or _look(fonts[key]) != look:  # how tall it is was rounded at another size
            raise OtherFont
    for page in packed.pages:
        if isinstance(page, PaintedPage):
            page.fonts = {key: fonts[key] for key in page.shows}
    document = like.copy(packed.pages)
    document.metadata = packed.metadata
    return document


def _look(font: Font) -> Look:
    """What a PDF says of a font whatever it shows, and could be another thing in another process."""
    return font.name, font.ascent, font.descent
