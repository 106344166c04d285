"""The file of a picture: what is let through holds nothing that runs or reaches outside it."""

from __future__ import annotations

import re

from deckpress.pictures import picture_fault
from tests.fuzz.ground import scratch

_BAD = re.compile(rb"<script|javascript:|<!DOCTYPE|<!ENTITY|<foreignObject|\son[a-z]+\s*=", re.IGNORECASE)


def target(data: bytes) -> None:
    """A fault in one line, or none; never none of an SVG with a script in it."""
    folder = scratch() / "of-picture"
    folder.mkdir(exist_ok=True)
    (folder / "plaat.svg").write_bytes(data)
    fault = picture_fault(folder, "plaat.svg")
    assert fault is None or fault.strip()
    picture_fault(folder, data[:60].decode("utf-8", "replace"))
