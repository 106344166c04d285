"""The file of a centre's own edition."""

from __future__ import annotations

from deckpress.centres import read_centre, with_own
from deckpress.loaded import Loaded
from deckpress.validate import validate
from tests.fuzz.ground import GLYPHS, WORDS, documented, scratch, shown, whole_deck


def target(data: bytes) -> None:
    """The centre as it is read, and the deck with what it adds."""
    folder = scratch() / "of-centre"
    (folder / "centres").mkdir(parents=True, exist_ok=True)
    (folder / "centres" / "zon.yaml").write_bytes(data)
    with documented():
        deck = with_own(whole_deck(), read_centre(folder, "zon"))
        shown(validate(Loaded(folder, deck), WORDS, GLYPHS, "Deze letter"))
