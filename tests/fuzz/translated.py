"""The record of a translation, and what is stale by it."""

from __future__ import annotations

from deckpress.translation.compare import stale
from deckpress.translation.record import load_record
from deckpress.translation.things import things
from tests.fuzz.ground import documented, scratch, shown, whole_deck


def target(data: bytes) -> None:
    """The record as it is read, held against the deck."""
    folder = scratch() / "of-record"
    folder.mkdir(exist_ok=True)
    (folder / "translated.yaml").write_bytes(data)
    with documented():
        if record := load_record(folder, "deck"):
            found = things(whole_deck())
            shown(stale(found, found, record.texts))
