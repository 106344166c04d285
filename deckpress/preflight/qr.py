"""The QR codes of a finished PDF, read back from its pages as a phone would."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.model import Problem
from deckpress.preflight.finished import Finished
from deckpress.preflight.seen import DPI, QUIET_MODULES, QrCode
from deckpress.units import MM_PER_INCH

MIN_EDGE_MM = 14.0
_PIXEL_MM = MM_PER_INCH / DPI


def check_qr_codes(pdf: Finished) -> list[Problem]:
    """Each page that needs a QR code has it, large enough, with its quiet zone, on no text; no page has another."""
    if not pdf.is_in_step:
        return []
    faults = [
        pdf.problem(message, number)
        for number, side, page in pdf.sides()
        for message in _code_faults(side.qr, page.codes)
    ]
    covered = [
        pdf.problem(f"its QR code lies on the text {text[:40]!r}. Give it a place of its own.", number)
        for number, _, page in pdf.sides()
        for text in page.hidden
    ]
    return faults + covered


def _code_faults(wanted: str | None, codes: tuple[QrCode, ...]) -> Iterator[str]:
    if wanted is not None and wanted not in [code.text for code in codes]:
        yield f"no QR code with {wanted!r} can be read at {DPI} dpi. Print it whole, black on white."
    for code in codes:
        if code.text != wanted:
            yield f"has a QR code with {code.text!r} that doesn't belong here. Take it out."
            continue
        if code.edge < MIN_EDGE_MM - _PIXEL_MM:
            yield f"its QR code is {code.edge:.1f} mm wide and has to be {MIN_EDGE_MM:g} mm. Print it larger."
        if not code.quiet:
            yield f"something is within {QUIET_MODULES} modules of its QR code. Leave white around it."
