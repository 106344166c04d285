"""What stops a mailing, and words of others that are safe to show."""

from __future__ import annotations

import re

from deckpress.model import BuildError

MOST_CHARACTERS = 300
# What ends a line or a header, can't be seen, or turns the reading order.
UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]+")


class CantSend(BuildError):
    """The mailing stops here; what was sent before is in the ledger."""

    exit_code = 3


def told(answer: bytes | str) -> str:
    """What a server said, on one line, without what a terminal would obey, and cut where it is long."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    words = UNSEEN.sub(" ", text).strip()
    return words if len(words) <= MOST_CHARACTERS else f"{words[: MOST_CHARACTERS - 1]}…"
