"""A publication as text: read, sorted, mended and written as a deck."""

from __future__ import annotations

import shutil

from deckpress.publication import import_publication
from deckpress.publication.reading import Import, sort
from deckpress.publication.source import read_source
from deckpress.publication.words import Mender, Report
from tests.fuzz.ground import documented, scratch


def target(data: bytes) -> None:
    """The whole import without a dictionary, and the mending with one that is quick."""
    source, folder = scratch() / "publicatie.txt", scratch() / "imported"
    source.write_bytes(data)
    try:
        with documented():
            import_publication(Import(source, folder, strict=True, force=True), lambda line: None)
        with documented():
            lines, title = read_source(source)
            mender = Mender.of(lines, Report(), lambda word, whole=False: len(word) > 5)
            sort(lines, title)
            mender.text(lines, prose=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
