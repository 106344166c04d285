"""Memory that is given back."""

from __future__ import annotations

import ctypes
import sys
import weakref
from pathlib import Path

import pytest

from deckpress.memory import give_back


def resident() -> int:
    """The memory of this process, in KiB."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only with glibc"
)
def test_what_was_freed_is_given_back() -> None:
    pieces = [bytes(50_000) for _ in range(2000)]  # each too small to be given back by itself
    last = bytes(50_000)  # lies behind them
    full = resident()
    del pieces
    give_back()
    assert resident() < full - 80_000 and last


def test_garbage_goes_first() -> None:
    class Round:
        pass

    one = Round()
    one.itself = one  # type: ignore[attr-defined]
    gone: list[int] = []
    weakref.finalize(one, gone.append, 1)
    del one
    give_back()
    assert gone == [1]
