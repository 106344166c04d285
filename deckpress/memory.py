"""Memory that is no longer needed, given back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys

FEW_COLLECTIONS = (50_000, 20, 100)  # of garbage: boxes are many and die together


LARGE = 2_000_000  # bytes of a PDF: what is needed for a smaller one isn't worth the time


def give_back() -> None:
    """Give back what was freed, which the C library would keep for later. On Linux with glibc; elsewhere nothing."""
    gc.collect()
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)
