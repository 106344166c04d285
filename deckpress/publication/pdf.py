"""A publication as PDF → its text. The file may be a stranger's: it is read in a process of its own, with limits.

A PDF says in a few bytes what takes minutes, by pages in pages or by matrices in matrices, and not all of that can be
counted before. So the process has time by the number of pages, and room, and ends when it takes more.
"""

from __future__ import annotations

import io
import logging
import math
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

from pypdf import Configuration, PageObject, PdfReader, apply_configuration

from deckpress.model import BuildError

# Six times the pages that this deck has as PDF, and eight times what is on its fullest page.
MOST_PAGES = 500
MOST_TOKENS = 60_000  # of one page
LIMITS = Configuration(
    stream_parsing_work_maximum_count=MOST_TOKENS,
    page_tree_maximum_entries=2 * MOST_PAGES,
    zlib_maximum_output_length=20_000_000,
    lzw_maximum_output_length=20_000_000,
    run_length_maximum_output_length=20_000_000,
    array_based_stream_maximum_output_length=20_000_000,
)
PATIENCE = 4  # times its processor time that a process may take on a busy machine
TOO_MUCH = "takes too long, or too much memory, to read: print it to a new PDF, or save it as .txt"

# The pages' texts with form feeds between them, and the title that the file says it has.
Found = tuple[str, str]


class NoPdf(BuildError):
    """The file can't be read as a PDF with text: why, and what to do."""

    exit_code = 1


class Allowed(NamedTuple):
    """What a process may take: processor seconds to begin with, and a page (which takes 0.05); bytes of memory."""

    seconds: float = 5.0
    seconds_a_page: float = 0.25
    room: int = 2 << 30


_ALLOWED = Allowed()


def text_of(data: bytes, allowed: Allowed = _ALLOWED) -> Found:
    """The text of a PDF and its title, read in a process that is stopped when it takes too much. Raises NoPdf."""
    here, there = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_answer, args=(data, there, allowed), daemon=True)
    process.start()
    there.close()
    try:
        patience = PATIENCE * (allowed.seconds + allowed.seconds_a_page * MOST_PAGES)
        found = here.recv() if here.poll(patience) else None
    except EOFError:  # it was ended
        found = None
    finally:
        process.kill()
        process.join()
        here.close()
    if not isinstance(found, tuple):
        raise NoPdf(found or TOO_MUCH)
    return found


def _answer(data: bytes, there: Connection, allowed: Allowed) -> None:
    """Read in a process of its own: what was found, or what is wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    logging.disable()  # of a damaged file the library says very much
    try:
        _limit(allowed, 0)
        there.send(read(data, lambda pages: _limit(allowed, pages)))
    except NoPdf as error:
        there.send(str(error))
    except MemoryError:
        there.send(TOO_MUCH)


def _limit(allowed: Allowed, pages: int) -> None:
    """Let this process end when it takes more processor time than so many pages may, or grows beyond its room."""
    try:
        import resource
    except ImportError:  # not on every system; then the clock ends it
        return
    seconds = math.ceil(allowed.seconds + allowed.seconds_a_page * pages)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (allowed.room, resource.getrlimit(resource.RLIMIT_AS)[1]))


def read(data: bytes, opened: Callable[[int], None] = lambda pages: None) -> Found:
    """The text of a PDF and its title, in this process; `opened` is told how many pages there are. Raises NoPdf."""
    try:
        with apply_configuration(LIMITS):
            return _read(data, opened)
    except (NoPdf, MemoryError):
        raise
    except Exception as error:  # whatever the library stumbles over is a fault of a stranger's file
        said = "".join(char if char.isprintable() else " " for char in str(error))[:200]
        raise NoPdf(f"can't be read as a PDF: {said or type(error).__name__}") from error


def _read(data: bytes, opened: Callable[[int], None]) -> Found:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise NoPdf("is encrypted: save a copy without a password")
    pages = reader.get_num_pages()
    if pages > MOST_PAGES:
        raise NoPdf(f"holds {pages:,} pages, and {MOST_PAGES} is the most: import it in pieces")
    opened(pages)
    texts = [page_text(page) for page in reader.pages]
    if not "".join(texts).strip():
        raise NoPdf("holds no text, as a scanned page: make one with text (OCR) first")
    return "\f".join(texts), str((reader.metadata and reader.metadata.title) or "")


def page_text(page: PageObject) -> str:
    """A page's text as it stands on the page, so that a bullet is on the line of its point."""
    return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False) or ""
