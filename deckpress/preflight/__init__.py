"""Preflight: reopen the finished screen PDF, and judge it.

Each check looks at what was opened and returns the problems that it finds; none knows another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deckpress.memory import LARGE, give_back
from deckpress.model import Place, Problem
from deckpress.preflight.finished import Expected, Finished, PageSide, open_finished
from deckpress.preflight.fonts import check_fonts, check_glyphs
from deckpress.preflight.links import check_anchors, check_bookmarks, check_links
from deckpress.preflight.pdf import check_metadata, check_nothing_acts, check_page_sizes
from deckpress.preflight.qr import check_qr_codes
from deckpress.preflight.seen import Drawn, see_pages
from deckpress.preflight.sides import check_page_count, check_pairs, check_safe_area, check_words
from deckpress.preflight.ua import check_pdfua
from deckpress.preflight.validator import failures

__all__ = ["CHECKS", "Drawn", "Expected", "PageSide", "preflight", "see_pages"]

Check = Callable[[Finished], list[Problem]]

CHECKS: tuple[Check, ...] = (
    check_page_count,
    check_page_sizes,
    check_pairs,
    check_words,
    check_safe_area,
    check_fonts,
    check_glyphs,
    check_links,
    check_anchors,
    check_bookmarks,
    check_metadata,
    check_nothing_acts,
    check_qr_codes,
    check_pdfua,
)


def preflight(pdf_path: Path, expected: Expected, drawn: Drawn | None = None) -> list[Problem]:
    """What is wrong with the finished PDF at `pdf_path`, in the order of the checks; nothing if it is sound.

    `drawn`: the QR codes of pages that are known to look as they did when they were judged before.

    Raises OSError where the file can't be opened.
    """
    name, data = str(pdf_path), pdf_path.read_bytes()
    with _pypdf_warnings() as warnings:
        problems = _judge(name, data, expected, drawn)
    if warnings:
        more = f" (and {len(warnings) - 1} more)" if len(warnings) > 1 else ""
        problems.append(
            Problem(Place(name), f"the PDF isn't well formed: {warnings[0]}{more} Build it again.")
        )
    return list(dict.fromkeys(problems))


# A damaged PDF makes the libraries that read it fail in ways of all kinds, not only by their own exceptions.
def _judge(name: str, data: bytes, expected: Expected, drawn: Drawn | None) -> list[Problem]:
    try:
        accessible = failures(data)
        if len(data) > LARGE:  # what the validator and the readers need is much, and isn't needed at once
            give_back()
        pdf = open_finished(name, data, expected, drawn, accessible)
    except Exception as error:
        return [Problem(Place(name), f"the PDF can't be opened: {error}. Build it again.")]
    return [problem for check in CHECKS for problem in _run(check, pdf)]


def _run(check: Check, pdf: Finished) -> list[Problem]:
    try:
        return check(pdf)
    except Exception as error:
        return [pdf.problem(f"the PDF can't be read by {check.__name__}: {error!r}. Build it again.")]


@contextmanager
def _pypdf_warnings() -> Iterator[list[str]]:
    """Collects what pypdf logs; where it mends a PDF quietly, another program may not."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pypdf")
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(logging.WARNING)  # whoever else in this process wanted to hear less of it
    try:
        yield messages
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
