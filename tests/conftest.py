"""What the tests share: `tools`, `verapdf` and `spelling` mark those that need a part of the system.

Where it is missing they are skipped, but under CI (`CI=true`) they fail: there, what is not run is not checked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckpress import system
from tests.browser import chromium, page

__all__ = ["chromium", "page"]  # fixtures

NEEDED = {
    "verapdf": ("Java 17 or newer", "JAXB"),
    "tools": ("qpdf", "Poppler", "MuPDF", "Ghostscript", "Chromium"),
    "spelling": ("Dutch dictionary",),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = {name for marker, needed in NEEDED.items() if item.get_closest_marker(marker) for name in needed}
    missing = [part.name for part in system.PARTS["test"] if part.name in names and not part.found()]
    if missing:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(f"this machine lacks {', '.join(missing)}: python3 -m deckpress.bootstrap test")


@pytest.fixture(autouse=True)
def _nothing_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own process does all by itself, as a fork has what the test replaced, and the threads that it hasn't."""
    monkeypatch.setattr("deckpress.aside.is_possible", bool)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the deck in cards/nl, built by the command that users type, for the group `deck`."""
    folder = tmp_path_factory.mktemp("deck") / "output"
    environment = os.environ | {"DECKPRESS_CACHE": str(folder.parent / "cache")}
    command = [sys.executable, "build.py", "--quiet", "--out", str(folder)]
    subprocess.run(command, cwd=Path(__file__).parent.parent, env=environment, check=True)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew; look at the diff"
    )
