"""A publication's file → its lines, numbered as an editor numbers them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from deckpress.model import BuildError

# Six times what the text of a publication of 70 pages holds.
MOST_BYTES = {".txt": 500_000, ".pdf": 50_000_000}
MOST_LINES = 20_000
# Blanks that look like one, and what can't be seen at all.
_BLANKS = re.compile("[\t\u00a0\u2002-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WIDE = re.compile(" {3,}")


class NoPublication(BuildError):
    """The source can't be read as a publication; nothing was written."""

    exit_code = 1


class Line(NamedTuple):
    """One line: its number from 1, its text without blanks around it, and whether a page begins with it."""

    number: int
    text: str
    starts_page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


def read_source(path: Path) -> tuple[list[Line], str]:
    """The lines of a text or a PDF, and the title that a PDF says it has ("" where none is said).

    Raises NoPublication where it is neither, too large, scanned or encrypted.
    """
    most = MOST_BYTES.get(path.suffix.lower())
    if most is None:
        raise NoPublication(f"{path} is neither .txt nor .pdf: save the publication as one of these")
    try:
        if not path.is_file():
            raise NoPublication(f"{path} is no file: name the publication's .txt or .pdf")
        size = path.stat().st_size
        if size > most:
            raise NoPublication(f"{path} holds {size / 1e6:.3g} MB, and {most / 1e6:.3g} MB is the most")
        data = path.read_bytes()
    except OSError as error:
        raise NoPublication(f"{path} can't be read ({error.strerror})") from error
    text, title = _text_of_pdf(data, path) if path.suffix.lower() == ".pdf" else (_text(data, path), "")
    if not text.strip():
        raise NoPublication(f"{path} is empty: there is no text in it")
    lines = lines_of(text, MOST_LINES + 1)
    if len(lines) > MOST_LINES:
        advice = "leave out what is no part of the publication, or import it in pieces"
        raise NoPublication(f"{path}:{MOST_LINES + 1}: more than {MOST_LINES:,} lines: {advice}")
    return lines, title


def lines_of(text: str, most: int | None = None) -> list[Line]:
    """The first so many lines of a text.

    A page begins at a form feed, or, in text out of a PDF, at a line with a blank before it.
    """
    text = _UNSEEN.sub("", _BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines: list[Line] = []
    for page in text.split("\f", -1 if most is None else most):
        at_start = bool(lines)
        for raw in page.split("\n"):
            if len(lines) == most:
                return lines
            plain = raw.strip()
            begins = bool(plain) and (at_start or (raw[0] == " " and not raw[1].isspace()))
            lines.append(Line(len(lines) + 1, _WIDE.sub("  ", plain), begins))
            at_start = at_start and not plain
    return lines


def _text(data: bytes, path: Path) -> str:
    if b"\0" in data:
        raise NoPublication(f"{path} is no text: it holds bytes that no text has")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoPublication(f"{path} is not UTF-8 (byte {error.start + 1}): save it as UTF-8") from error


def _text_of_pdf(data: bytes, path: Path) -> tuple[str, str]:
    from deckpress.publication.pdf import NoPdf, text_of

    try:
        text, title = text_of(data)
    except NoPdf as error:
        raise NoPublication(f"{path} {error}") from error
    if len(text) > MOST_BYTES[".txt"]:
        raise NoPublication(f"{path} holds {len(text):,} characters, and {MOST_BYTES['.txt']:,} is the most")
    return text, title
