"""The checks name files from the current directory: each test has its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("deck")
