"""Preflight of a press file: reopen what goes to the print shop, and judge it.

Each fault names the page and the card's side on it. What both kinds of PDF have to be (sides in order, words, fonts,
QR codes, safe area) is checked by the same checks as the screen PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deckpress.model import Place, Problem
from deckpress.preflight.fonts import check_fonts, check_glyphs
from deckpress.preflight.press.fine import check_bleed_filled, check_crop_marks, check_lines, check_type_size
from deckpress.preflight.press.identity import check_identity, check_output_intent
from deckpress.preflight.press.ink import (
    check_black_text,
    check_ink_coverage,
    check_no_rgb_objects,
    check_no_screen_colours,
    check_plain_paint,
)
from deckpress.preflight.press.opened import PressExpected, PressPdf, open_press
from deckpress.preflight.press.paper import check_boxes, check_only_paper
from deckpress.preflight.qr import check_qr_codes
from deckpress.preflight.sides import check_page_count, check_pairs, check_safe_area, check_words

__all__ = ["CHECKS", "PressExpected", "check_press"]

CHECKS: tuple[Callable[[PressPdf], list[Problem]], ...] = (
    check_page_count,
    check_pairs,
    check_words,
    check_boxes,
    check_only_paper,
    check_identity,
    check_output_intent,
    check_no_screen_colours,
    check_no_rgb_objects,
    check_plain_paint,
    check_ink_coverage,
    check_black_text,
    check_lines,
    check_type_size,
    check_fonts,
    check_glyphs,
    check_safe_area,
    check_qr_codes,
    check_bleed_filled,
    check_crop_marks,
)


def check_press(pdf_path: Path, expected: PressExpected) -> list[Problem]:
    """What is wrong with the press file at `pdf_path`, in the order of the checks; nothing if it is sound.

    Raises OSError where the file can't be opened.
    """
    name, data = str(pdf_path), pdf_path.read_bytes()
    try:
        pdf = open_press(name, data, expected)
    except Exception as error:  # a damaged PDF makes the libraries that read it fail in ways of all kinds
        return [Problem(Place(name), f"the PDF can't be opened: {error}. Build it again.")]
    return list(dict.fromkeys(problem for check in CHECKS for problem in _run(check, pdf)))


def _run(check: Callable[[PressPdf], list[Problem]], pdf: PressPdf) -> list[Problem]:
    try:
        return check(pdf)
    except Exception as error:
        return [pdf.problem(f"the PDF can't be read by {check.__name__}: {error!r}. Build it again.")]
