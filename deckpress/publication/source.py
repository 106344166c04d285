"""A publication's file → its lines, numbered as an editor numbers them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckpress.model import BuildError

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_BYTES = {".txt": 5_000_000, ".pdf": 50_000_000}
# Blanks that look like one, and what can't be seen at all.
_BLANKS = re.compile("[\t\u00a0\u2002-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class NoPublication(BuildError):
    """The source can't be read as a publication; nothing was written."""

    exit_code = 1


@dataclass(frozen=True)
class Line:
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
            raise NoPublication(f"{path} holds {size / 1e6:.0f} MB, and {most / 1e6:.0f} MB is the most")
        data = path.read_bytes()
    except OSError as error:
        raise NoPublication(f"{path} can't be read ({error.strerror})") from error
    text, title = _text_of_pdf(data, path) if path.suffix.lower() == ".pdf" else (_text(data, path), "")
    if not text.strip():
        raise NoPublication(f"{path} is empty: there is no text in it")
    return lines_of(text), title


def lines_of(text: str) -> list[Line]:
    """A text in lines. A page begins at a form feed, or, in text out of a PDF, at a line with a blank before it."""
    lines: list[Line] = []
    for page in re.split("\f", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")):
        at_start = bool(lines)
        for raw in page.split("\n"):
            plain = _UNSEEN.sub("", _BLANKS.sub(" ", raw))
            begins = bool(plain.strip()) and (at_start or re.match(r" \S", plain) is not None)
            lines.append(Line(len(lines) + 1, re.sub(r" {3,}", "  ", plain.strip()), begins))
            at_start = at_start and not plain.strip()
    return lines


def page_text(page: PageObject) -> str:
    """A page's text as it stands on the page, so that a bullet is on the line of its point."""
    return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False) or ""


def _text(data: bytes, path: Path) -> str:
    if b"\0" in data:
        raise NoPublication(f"{path} is no text: it holds bytes that no text has")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoPublication(f"{path} is not UTF-8 (byte {error.start + 1}): save it as UTF-8") from error


def _text_of_pdf(data: bytes, path: Path) -> tuple[str, str]:
    from pypdf import PdfReader  # here, as it takes longer than to see that there is no such file
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise NoPublication(f"{path} is encrypted: save a copy without a password")
        pages = [page_text(page) for page in reader.pages]
        title = str((reader.metadata and reader.metadata.title) or "")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoPublication(f"{path} can't be read as a PDF: {error}") from error
    if not "".join(pages).strip():
        raise NoPublication(f"{path} holds no text, as a scanned page: make one with text (OCR) first")
    return "\f".join(pages), title
