"""What the tests share: `tools`, `verapdf` and `spelling` mark those that need a part of the system.

Where it is missing they are skipped, but under CI (`CI=true`) they fail: there, what is not run is not checked.
"""

from __future__ import annotations

import os

import pytest

from deckpress import system

NEEDED = {
    "verapdf": ("Java 17 or newer", "JAXB"),
    "tools": ("qpdf", "Poppler", "MuPDF", "Ghostscript"),
    "spelling": ("Dutch dictionary",),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = {name for marker, needed in NEEDED.items() if item.get_closest_marker(marker) for name in needed}
    missing = [part.name for part in system.PARTS["test"] if part.name in names and not part.found()]
    if missing:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(f"this machine lacks {', '.join(missing)}: python3 -m deckpress.bootstrap test")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew; look at the diff"
    )
