"""The file of an edition: read back, held against the deck; and two texts compared."""

from __future__ import annotations

from deckpress.editions import files
from deckpress.editions.compare import compare
from deckpress.editions.content import contents
from deckpress.editions.difference import line_differences
from tests.fuzz.ground import WORDS, documented, scratch, whole_deck


def target(data: bytes) -> None:
    """The name and the file as a stranger's; what is whole is compared with the deck."""
    folder = scratch() / "of-edition"
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    (folder / "editions" / "2026.1.json").write_bytes(data)
    with documented():
        files.path_of(folder, data[:50].decode("utf-8", "replace"))
    with documented():
        edition = files.read(folder, "2026.1")
        for change in compare(edition.contents, contents(whole_deck(), WORDS)):
            for field in change.fields:
                before, after = (
                    side.texts.get(field, "") if side else "" for side in (change.before, change.after)
                )
                list(line_differences(before, after))
