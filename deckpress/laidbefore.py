"""Documents of a deck that a build before this one laid out and painted of just the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from weasyprint.text.ffi import harfbuzz, pango

from deckpress import cache, fresh
from deckpress.keeping import TEXTS
from deckpress.keptpages import KeptPages
from deckpress.packing import Packed
from deckpress.press import Layout, Press


class LaidBefore:
    """What is kept of a press's documents.

    A document is known by its HTML and stylesheet with the places that they name, all files of the deck and the styles
    that aren't text, which stands in those two, and the builder: its code, its packages, and what shapes text.
    """

    def __init__(self, press: Press) -> None:
        folders = list(map(str, press.folders))
        self.stood = fresh.Stood.now(folders)
        shapers = {"pango": pango.pango_version(), "harfbuzz": _harfbuzz()}
        code = str(Path(__file__).parent)
        self.around = fresh.fingerprint([*folders, code], shapers, but=TEXTS)
        self.stylesheet, self.pages = press.renderer.stylesheet, KeptPages(cache.folder() / "pages")

    def get(self, layout: Layout) -> Packed | None:
        """A document as it was laid out before; None where it wasn't, or that can't be told."""
        return self.pages.get(self._key(layout)) if self.around else None

    def put(self, layout: Layout, document: Packed) -> None:
        """Keep a document, if it is sure what it was made of."""
        if self.around and self.stood.is_still_so():
            self.pages.put(self._key(layout), document)

    def _key(self, layout: Layout) -> str:
        parts = self.around, self.stylesheet, layout.html
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _harfbuzz() -> list[int]:
    """The version of what shapes text, which only answers whether it is some version or a later one."""
    version = [0, 0, 0]
    for at in range(3):
        while harfbuzz.hb_version_atleast(*version[:at], version[at] + 1, *version[at + 1 :]):
            version[at] += 1
    return version
