"""What the tests share: `tools` and `verapdf` mark those that need something of the system.

Where it is missing they are skipped, but under CI (`CI=true`) they fail: there, what is not run is not checked.
"""

from __future__ import annotations

import os

import pytest

from deckpress import system

NEEDED = {
    "verapdf": ("Java 17 or newer", "JAXB"),
    "tools": ("qpdf", "Poppler", "MuPDF", "Ghostscript"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = {name for marker, needed in NEEDED.items() if item.get_closest_marker(marker) for name in needed}
    missing = [part.name for part in system.PARTS["test"] if part.name in names and not part.found()]
    if missing:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(f"this machine lacks {', '.join(missing)}: python3 -m deckpress.bootstrap test")
