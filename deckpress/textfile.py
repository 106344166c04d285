"""A text file, read with care: it may come from a stranger."""

from __future__ import annotations

import re
from pathlib import Path

from deckpress.model import Place, Problem

MAX_BYTES = 256 * 1024

# What can't be seen in an editor, or ends a line in one program and not in another. Line ends and tabs are not in it.
UNPRINTABLE = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path, shown_as: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file with `\\n` line ends, without byte order mark; "" and Problems where it has faults.

    Refused: what is no file, over 256 KiB, not UTF-8, without any text, control characters, tabs.
    """
    try:
        if not path.is_file():
            return "", [
                Problem(Place(shown_as), "this is not a file: remove it, or put the file in its place")
            ]
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return "", [Problem(Place(shown_as), f"can't be read ({error.strerror}): see to its permissions")]
    if len(data) > MAX_BYTES:
        size = path.stat().st_size / 1024
        return "", [
            Problem(Place(shown_as), f"holds {size:,.0f} KiB, and 256 KiB is the most: make it shorter")
        ]
    return _checked(data, shown_as)


def _checked(data: bytes, shown_as: str) -> tuple[str, list[Problem]]:
    try:
        text = _lines_ended(data.decode().removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        before = _lines_ended(data[: error.start].decode().removeprefix("\ufeff"))
        message = f"byte {error.start + 1} of the file is not UTF-8: save the file as UTF-8"
        return "", [Problem(place_of(before, len(before), shown_as), message)]
    if not text.strip():
        return "", [Problem(Place(shown_as), "the file is empty: write its text, or remove it")]
    problems = _tabs(text, shown_as) + _unprintables(text, shown_as)
    return ("", problems) if problems else (text, [])


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tabs(text: str, shown_as: str) -> list[Problem]:
    if (first := text.find("\t")) < 0:
        return []
    more = sum("\t" in line for line in text.split("\n")) - 1
    message = "a tab: write spaces instead" + (f", and so on {more} more lines" if more else "")
    return [Problem(place_of(text, first, shown_as), message)]


def _unprintables(text: str, shown_as: str) -> list[Problem]:
    first = {found[0]: found.start() for found in reversed(list(UNPRINTABLE.finditer(text)))}
    return [
        Problem(place_of(text, offset, shown_as), f"the control character {code_point(character)}: delete it")
        for character, offset in first.items()
    ]


def place_of(text: str, offset: int, shown_as: str) -> Place:
    """The place of the character at `offset` in the text of a file."""
    return Place(shown_as, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def code_point(character: str) -> str:
    """A character as Unicode names it: U+0007."""
    return f"U+{ord(character):04X}"
