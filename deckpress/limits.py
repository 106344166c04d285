"""What a stranger's text may hold at most, far above what a deck needs, so that to read it never takes long.

The size of a file is limited in `textfile`; here is what takes Markdown or a reader of messages time by more than size.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic_core import PydanticCustomError

MOST_SIGNS = 400  # of each sign that waits for a partner, in one text or paragraph
MOST_WITHOUT_EMPTY_LINE = 8_000  # characters of a file of Markdown; its other limits are for the whole file
MOST_LINES = 3_000  # that hold something
MOST_MARKS = 20_000  # signs that Markdown looks at
MOST_TITLES = 500
MOST_VALUES = 10_000  # of a file of YAML

_MARK = re.compile(r"[\[\]()*_!\\&<`\"']")


def too_many_signs(text: str) -> str:
    """What there is too much of in a text or paragraph, as "401 signs ["; "" where there isn't."""
    counts = {sign: text.count(sign) for sign in "[\"'"}
    return next((f"{count} signs {sign}" for sign, count in counts.items() if count > MOST_SIGNS), "")


def readable(text: str) -> str:
    """The text, for a model of pydantic. Raises PydanticCustomError, of type too_many_signs."""
    if said := too_many_signs(text):
        raise PydanticCustomError("too_many_signs", "{said}", {"said": said, "most": MOST_SIGNS})
    return text


def endless_paragraph(paragraph: str) -> str:
    """What there is too much of in a paragraph of a file of Markdown; "" where there isn't."""
    if len(paragraph) > MOST_WITHOUT_EMPTY_LINE:
        return f"{len(paragraph)} characters"
    return too_many_signs(paragraph)


def endless_file(text: str) -> tuple[int, str] | None:
    """The line, from 1, at which a file of Markdown becomes too much, and of what; None where it doesn't."""
    lines = text.split("\n")
    if line := _passed(lines, MOST_LINES, lambda line: bool(line.strip())):
        return line, f"more than {MOST_LINES:,} lines"
    if line := _passed(lines, MOST_MARKS, lambda line: len(_MARK.findall(line))):
        return line, f"more than {MOST_MARKS:,} signs that Markdown looks at, such as * and ["
    return None


def _passed(lines: list[str], most: int, counted: Callable[[str], int]) -> int:
    """The line, from 1, by which more is counted than may be; 0 for none."""
    count = 0
    for number, line in enumerate(lines, start=1):
        count += counted(line)
        if count > most:
            return number
    return 0
