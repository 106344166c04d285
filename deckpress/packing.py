"""Painted documents as another process can be told of them, one that runs beside this one or a later one."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from copy import copy
from typing import Any, NamedTuple

from weasyprint import Document
from weasyprint.document import DocumentMetadata, Page
from weasyprint.pdf.fonts import Font

from deckpress.painted import Fonts, PaintedPage

BOXES = "weasyprint.formatting_structure.boxes"
# What packed documents are made of, by module: no more of it is made when one is read that may be a stranger's.
KNOWN = {
    "deckpress.painted": {"Group", "Paint", "PaintedPage"},
    "deckpress.packing": {"Packed"},
    "pydyf": {"Array", "Dictionary", "String"},
    "weasyprint.pdf.metadata": {"DocumentMetadata"},
    "xml.etree.ElementTree": {"Element"},
}

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


def written(packed: Packed) -> bytes | None:
    """A packed document as bytes; None where one of its pages stays as it was."""
    if not all(isinstance(page, PaintedPage) for page in packed.pages):
        return None
    return pickle.dumps(packed, pickle.HIGHEST_PROTOCOL)


def read(data: bytes) -> Packed:
    """What `written` gave. Raises ValueError for anything else, of which nothing runs, whatever it holds."""
    try:
        found = _Reader(io.BytesIO(data)).load()
        if isinstance(found, Packed):
            for page in found.pages:
                _Reader(io.BytesIO(page.packed)).load()  # it is read without looking when it is written
            return found
    except Exception as error:  # bytes of all kinds make it fail in ways of all kinds
        raise ValueError(f"no packed document: {error}") from error
    raise ValueError("no packed document")


class _Reader(pickle.Unpickler):
    """Reads what documents are made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        is_box = module == BOXES and name.isidentifier() and name.endswith("Box")
        if not is_box and name not in KNOWN.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
