"""Laid-out pages as pictures: each leaf's PDF kept by its key, drawn when a page asks to see it."""

from __future__ import annotations

import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Collection

import pypdfium2

from deckpress.units import PT_PER_INCH

SIZES = {"small": 60, "large": 144}  # dpi
MOST_DRAWN = 600  # pictures kept; those that are longest unseen are drawn again


class Drawings:
    """PDFs by key. The drawing program takes one caller at a time, so it is asked under a lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: dict[str, bytes] = {}
        self.words: dict[str, tuple[str, ...]] = {}  # of each page of a PDF, as they are laid out
        self._drawn: OrderedDict[tuple[str, int, str], bytes] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._files

    def put(self, key: str, pdf: bytes) -> None:
        """Keep a PDF."""
        with self._lock:
            self.words[key] = _words(pdf)
            self._files[key] = pdf

    def keep(self, keys: Collection[str]) -> None:
        """Forget all PDFs but these."""
        with self._lock:
            for key in self._files.keys() - set(keys):
                del self._files[key], self.words[key]

    def end(self) -> None:
        """Draw nothing more. What is being drawn is waited for: the program that draws can't be closed meanwhile."""
        self.keep(())

    def draw(self, key: str) -> None:
        """Draw the first page of a PDF large, before it is asked for."""
        self.picture(key, 0, "large")

    def picture(self, key: str, page: int, size: str) -> bytes:
        """A page, counted from 0, as PNG in one of `SIZES`. Raises KeyError where there is no such page or size."""
        name = (key, page, size)
        with self._lock:
            if name not in self._drawn:
                self._drawn[name] = _draw(self._files[key], page, SIZES[size])
            self._drawn.move_to_end(name)
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.popitem(last=False)
            return self._drawn[name]


def _words(pdf: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def _draw(pdf: bytes, page: int, dpi: int) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        if page >= len(document):
            raise KeyError(page)
        bitmap = document[page].render(scale=dpi / PT_PER_INCH, draw_annots=False, rev_byteorder=True)
        image = bitmap.to_pil().convert("RGB")
    finally:
        document.close()
    return png(image.width, image.height, image.tobytes())


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A picture of RGB pixels, row by row, as PNG (ISO/IEC 15948), without filters.

    Pages are flat areas: filters make no smaller files of them, and take half of the time.
    """
    row = 3 * width
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits, true colour
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 1)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
