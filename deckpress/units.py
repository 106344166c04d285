"""Lengths. Pages are thought of in millimetres, type in points; the engine counts in CSS pixels."""

from __future__ import annotations

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0
PX_PER_INCH = 96.0


def mm_to_pt(mm: float) -> float:
    """Millimetres to points (1/72 inch)."""
    return mm / MM_PER_INCH * PT_PER_INCH


def pt_to_mm(pt: float) -> float:
    """Points (1/72 inch) to millimetres."""
    return pt / PT_PER_INCH * MM_PER_INCH


def px_to_pt(px: float) -> float:
    """CSS pixels (1/96 inch) to points (1/72 inch)."""
    return px / PX_PER_INCH * PT_PER_INCH


def mm_to_px(mm: float, dpi: float = PX_PER_INCH) -> float:
    """Millimetres to pixels at `dpi` dots an inch."""
    return mm / MM_PER_INCH * dpi
