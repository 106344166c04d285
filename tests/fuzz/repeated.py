"""What large inputs are made of: one thing again and again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

MEGABYTE = 1_000_000
READ = 256 * 1024  # bytes: the most that is read of a file of a deck

REPEATS = yaml.safe_load((Path(__file__).parent / "repeats.yaml").read_text(encoding="utf-8"))


def times(bits: Iterable[str], size: int, before: str = "", after: str = "") -> dict[str, bytes]:
    return {bit: (before + bit * (size // len(bit.encode())) + after).encode() for bit in bits}


def numbered(line: str, size: int) -> str:
    """A line again and again, with a number of its own each time."""
    return "".join(line.replace("#", str(number)) for number in range(size // (len(line) + 5)))
