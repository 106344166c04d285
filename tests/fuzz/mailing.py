"""The list of centres that a mailing goes to."""

from __future__ import annotations

from deckpress.mail.centres import Languages, read_centres
from tests.fuzz.ground import documented, scratch, shown

LANGUAGES = Languages({"nl", "fr"}, "nl")


def target(data: bytes) -> None:
    """Rows become centres whose name and address are each one line, or problems."""
    file = scratch() / "centres.csv"
    file.write_bytes(data)
    with documented():
        centres, problems = read_centres(file, "centres.csv", LANGUAGES)
        shown(problems)
        for centre in centres:
            assert not {"\n", "\r", "\0", "<", ">", ","} & set(centre.address)
            assert not {"\n", "\r", "\0"} & set(centre.name)
